"""Cards for the tests of their tools: invented figures, each kind of chart that an image must hold.

``?cards=`` names those to show (``bars,none``).
"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from demodash.charts.bars import bars
from demodash.charts.lines import timeline
from demodash.charts.marks import Mark, Series
from demodash.charts.palette import palette
from demodash.charts.template import CONFIG, figure
from demodash.ui.card_tools import card_tools
from demodash.ui.card_tools.component import TOOLS

SUBTITLE = "Évolution du nombre de jardiniers installés, 2016–2020 (%)"
SOURCE = "Source : Bureau d’essai, 3 avril 2021, diapositive 4, lignes 52 à 60"
READING = "entre 2016 et 2020, la zone rouge a perdu 11,7 % de ses jardiniers, la contrée 6,9 %."
LONG_READING = (
    "entre 2016 et 2020, le nombre de jardiniers installés a varié de −11,7 % dans la zone rouge, contre −6,9 % dans "
    "toute la contrée, soit un écart de −4,8 points."
)
LONG_TITLE = (
    "Le nombre de vergers a plus que doublé depuis le pacte de 2016, mais les projets ne suivent plus au même rythme "
    "dans tous les cantons de la contrée"
)

st.set_page_config(page_title="Outils d’essai", layout="wide")
st.title("Outils d’essai")
colours = palette(st.context.theme.type or "light")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.html(
    f"<style>.stVerticalBlock[class*='st-key-card-'] {{ background: {colours.surface} }}</style>"
    f"<p id='runs'>{st.session_state.runs}</p>"
)


def hollow_bars() -> go.Figure:
    """Horizontal bars with labels, a reference, one hollow bar and one that is hatched."""
    marks = [
        Mark("Zone rouge – à replanter", -11.7, "−11,7 %", "", "#8e4fa8"),
        Mark("Zone ocre", -8.2, "−8,2 %", "", "#d4670b", hollow=True),
        Mark("Zone bleue", -6.3, "−6,3 %", "", "#1f5fa8"),
        Mark("Hors zone", -4.9, "−4,9 %", "", "#7d838d"),
    ]
    drawn = bars(marks, colours, reference=Mark("Contrée", -6.9, "−6,9 %", "", colours.ink))
    drawn.update_traces(
        marker_pattern={"shape": ["", "", "/", ""], "fgcolor": colours.surface, "fillmode": "replace", "size": 10}
    )
    return drawn


def annotated_lines() -> go.Figure:
    """A solid line with a hollow mark, a dashed one, a note with an arrow, a bold word, an italic one and a link."""

    def series(name: str, colour: str, points: list[tuple[int, float, bool]], *, dashed: bool = False) -> Series:
        marks = [Mark("", value, f"{value:.0f}", "", colour, hollow=hollow, x=year) for year, value, hollow in points]
        return Series(name, colour, marks, dashed=dashed)

    drawn = timeline(
        [
            series("Vergers", colours.accent, [(2010, 5, True), (2016, 61, False), (2023, 154, False)]),
            series("Projets", colours.series[1], [(2016, 31, False), (2023, 38, True)], dashed=True),
        ],
        colours,
        label_points=True,
    )
    drawn.add_annotation(
        x=2016,
        y=61,
        text="<b>Pacte des vergers</b><br><a href='https://essai.invalid/'>signé</a> en <i>2016</i>",
        ax=-60,
        ay=-50,
        arrowcolor=colours.ink,
    )
    return drawn.update_yaxes(title="Vergers (nombre)")


def small_multiples() -> go.Figure:
    """Six small frames, filled by gradients."""
    names = ["Amont", "Aval", "Bois", "Côte", "Plaine", "Ville"]
    drawn = make_subplots(rows=2, cols=3, shared_yaxes=True, shared_xaxes=True, subplot_titles=names)
    shades = {"type": "vertical", "colorscale": [[0, "rgba(11,90,115,0)"], [1, "rgba(11,90,115,0.5)"]]}
    for place in range(len(names)):
        drawn.add_scatter(
            x=[2018, 2020, 2022],
            y=[10 + place, 14 - place, 12 + place],
            row=place // 3 + 1,
            col=place % 3 + 1,
            line={"color": colours.accent},
            fill="tozeroy",
            fillgradient=shades,
        )
    return drawn.update_layout(figure(colours, height=480).layout).update_layout(margin={"t": 40, "l": 40, "b": 30})


def ranking() -> go.Figure:
    """A chart that is taller than wide."""
    marks = [
        Mark(f"Canton d’essai n° {rank}", rank - 8.5, f"{rank - 8.5:.1f}", "", colours.accent) for rank in range(20)
    ]
    return bars(marks, colours)


def tools(name: str, title: str, reading: str = READING, *, has_image: bool = True) -> None:
    """The footer of a card: a download of Streamlit, then the tools."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button("CSV", "a", "a.csv", type="tertiary", on_click="ignore", key=f"{name}-csv")
        card_tools(
            key=f"{name}-tools",
            container_key=f"card-{name}",
            file_name=f"Évolution d’essai – {name}",
            title=title,
            subtitle=SUBTITLE,
            source=SOURCE,
            reading=reading,
            tools=TOOLS if has_image else ("link",),
        )


def card(name: str, title: str, *figures: go.Figure, reading: str = READING, has_image: bool = True) -> None:
    """A card of charts in a row."""
    with st.container(border=True, key=f"card-{name}"):
        for place, (column, drawn) in enumerate(zip(st.columns(max(1, len(figures))), figures, strict=False)):
            column.plotly_chart(drawn, theme=None, config=CONFIG, key=f"{name}-{place}", alt=title)
        tools(name, title, reading, has_image=has_image)


def tabbed(name: str, title: str, drawn: go.Figure) -> None:
    """A card whose chart is in the first of two tabs."""
    with st.container(border=True, key=f"card-{name}"):
        chart, table = st.tabs(["Graphique", "Tableau"])
        chart.plotly_chart(drawn, theme=None, config=CONFIG, key=f"{name}-0", alt=title)
        table.write("5, 61, 154")
        tools(name, title)


CARDS = {
    "bars": lambda name: card(name, "La zone rouge perd plus de jardiniers que la contrée", hollow_bars()),
    "lines": lambda name: card(name, "Les vergers doublent, les projets stagnent", annotated_lines()),
    "wrapped": lambda name: card(name, LONG_TITLE, annotated_lines(), reading=LONG_READING),
    "multiples": lambda name: card(name, "La ville décroche", small_multiples()),
    "ranking": lambda name: card(name, "Vingt cantons : la côte tient", ranking()),
    "pair": lambda name: card(name, "Deux graphiques dans une carte", hollow_bars(), annotated_lines()),
    "tabs": lambda name: tabbed(name, "Un graphique dans un onglet", annotated_lines()),
    "none": lambda name: card(name, "Une carte sans graphique", has_image=False),
    "missing": lambda name: card(name, "Une carte dont le graphique manque"),
    "wordy": lambda name: card(
        name, f"{LONG_TITLE} {LONG_TITLE} {LONG_TITLE}", annotated_lines(), reading=LONG_READING
    ),
    "long": lambda name: card(
        name,
        f"Début \x07 {'d’un titre très long & <b>sans</b> fin ' * 40}{'x' * 400} fin",
        annotated_lines().update_xaxes(title="Année\x07 d’essai"),
    ),
}
for wanted in st.query_params.get("cards", "bars").split(","):
    CARDS[wanted](wanted)
