"""Mounts the bar of a presentation: a small script of ours that hears the keyboard in the visitor's browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_HTML = """
<div class="bar">
  <span class="title"></span>
  <button type="button" data-act="back">‹</button>
  <span class="count" role="status"></span>
  <button type="button" data-act="next">›</button>
  <button type="button" data-act="screen">⛶</button>
  <button type="button" data-act="leave"></button>
</div>
<div class="track" aria-hidden="true"><div></div></div>
"""
_WORDS = {
    "back": "Précédente (flèche gauche)",
    "next": "Suivante (flèche droite)",
    "screen": "Plein écran (F)",
    "leave": "Quitter (Échap)",
    "slide": "Diapositive",
}
LEAVE = -1
"""What the bar asks for when the presentation is left."""


def bar(*, key: str, title: str, at: int, count: int, on_go: Callable[[], None]) -> None:
    """Draw the bar of slide number ``at`` (from 0) of ``count``; ``on_go`` runs when another is asked for."""
    _component()(
        key=key,
        data={"title": title, "at": at, "count": count, "words": _WORDS},
        on_go_change=on_go,
    )


def wanted(key: str) -> int | None:
    """The slide that the bar asks for, LEAVE to leave; None when what it sent is neither."""
    state = st.session_state.get(key)
    found = state.get("go") if isinstance(state, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= LEAVE else None


@cache
def _component() -> ComponentRenderer:
    """Declare the component, at the first presentation: scripts in files can be declared only while Streamlit runs.

    The name is the one under which src/demodash/pyproject.toml declares their folder.
    """
    return st.components.v2.component("demodash.presenter", html=_HTML, css="presenter.css", js="presenter.js")
