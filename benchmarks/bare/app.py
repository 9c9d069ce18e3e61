"""The yardstick: what Streamlit costs by itself, one title and one chart."""

import plotly.graph_objects as go
import streamlit as st

st.title("Page nue")
st.plotly_chart(go.Figure(go.Bar(x=["A", "B", "C"], y=[3, 1, 2])), width="stretch")
