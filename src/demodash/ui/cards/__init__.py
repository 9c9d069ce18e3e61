"""The cards of each page: rows and analysis in, card out. One module per page."""
