"""What ``make bench`` measures: this dashboard beside a bare Streamlit page, in one run, on one machine."""
