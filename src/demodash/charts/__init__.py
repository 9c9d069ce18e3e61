"""Charts: values in, plotly figures out; no Streamlit, no reading of data."""
