"""What the pages are made of: the only package that draws with Streamlit."""

from demodash.ui.page import Page, open_page

__all__ = ["Page", "open_page"]
