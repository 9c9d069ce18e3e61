"""What every figure shares: fonts, grid, French separators, and the French dictionary that plotly lacks."""

from __future__ import annotations

import plotly.graph_objects as go
from babel.dates import get_day_names, get_month_names

from demodash.charts.palette import Palette
from demodash.texts import LOCALE

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", sans-serif'
SIZE = 15

_MONTHS = list(get_month_names("wide", locale=LOCALE).values())
_DAYS = [get_day_names("wide", locale=LOCALE)[day] for day in (6, 0, 1, 2, 3, 4, 5)]

CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "locale": "fr",
    "locales": {
        "fr": {
            "dictionary": {
                "Autoscale": "Échelle automatique",
                "Reset axes": "Réinitialiser les axes",
                "Zoom": "Zoom",
                "Pan": "Déplacer",
                "Zoom in": "Agrandir",
                "Zoom out": "Réduire",
                "Download plot as a PNG": "Télécharger l’image PNG",
                "Double-click to zoom back out": "Double-cliquer pour revenir à la vue entière",
            },
            "format": {
                "days": _DAYS,
                "shortDays": [day[:3] for day in _DAYS],
                "months": _MONTHS,
                "shortMonths": [month[:4] for month in _MONTHS],
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": "\u202f",
            },
        }
    },
}


def figure(palette: Palette, *, height: int) -> go.Figure:
    """An empty figure in the house style: transparent, French separators, quiet axes, no legend, no drag."""
    axis = {
        "gridcolor": palette.grid,
        "zeroline": False,
        "linecolor": palette.grid,
        "tickfont": {"color": palette.muted, "size": SIZE - 2},
        "title": {"font": {"color": palette.muted, "size": SIZE - 2}, "standoff": 10},
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
    }
    return go.Figure(
        layout={
            "height": height,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": SIZE, "color": palette.ink},
            "separators": ",\u202f",
            "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": palette.surface,
                "bordercolor": palette.zero,
                "font": {"color": palette.ink, "size": SIZE - 1, "family": FONT},
                "align": "left",
            },
            "xaxis": axis,
            "yaxis": axis,
        }
    )


def row_height(rows: int) -> int:
    """Pixels of one row of a chart of bars: comfortable when there are few, tighter when there are many."""
    return 46 if rows <= 8 else 30


def text_width(text: str) -> int:
    """Pixels that a label of SIZE takes, rounded up: what a margin must keep for it."""
    return round(len(text) * SIZE * 0.54) + 2
