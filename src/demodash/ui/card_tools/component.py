"""Mounts the tools of a card: a small script of ours that runs in the visitor's browser only."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import streamlit as st

from demodash.texts import folded

_HERE = Path(__file__).parent
_LONGEST_NAME = 80
_HTML = """
<div class="tools">
  <button type="button" data-tool="png" hidden>PNG</button>
  <button type="button" data-tool="svg" hidden>SVG</button>
  <button type="button" data-tool="link"></button>
  <span role="status"></span>
</div>
"""
_MOUNT = st.components.v2.component(
    "demodash_card_tools",
    html=_HTML,
    css=(_HERE / "card_tools.css").read_text(encoding="utf-8"),
    js=(_HERE / "card_tools.js").read_text(encoding="utf-8"),
)


def card_tools(
    *,
    key: str,
    container_key: str,
    file_name: str,
    title: str,
    subtitle: str,
    source: str,
    reading: str,
    link_label: str = "Copier le lien",
    has_image: bool = True,
) -> None:
    """Draw the buttons «PNG», «SVG» and «Copier le lien» of the card in the container ``container_key``.

    The image holds the plotly charts of that container (or what an exporter of its own draws, see the script)
    with ``title``, ``subtitle``, ``reading`` and ``source`` (with its date) as they are given here; an empty one
    is left out. ``file_name`` becomes an ASCII slug, without extension. Nothing here makes the page run again.

    Raises:
        ValueError: there is no title, or nothing of ``file_name`` can stand in a file's name.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", folded(file_name))[:_LONGEST_NAME].strip("-")
    if not slug:
        raise ValueError(f"no file can be named after {file_name!r}")
    if not _clean(title):
        raise ValueError(f"card {container_key!r} has no title")
    _MOUNT(
        key=key,
        data={
            # As Streamlit makes a CSS class of a container's key.
            "container": "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", container_key.strip()),
            "file_name": slug,
            "title": _clean(title),
            "subtitle": _clean(subtitle),
            "reading": _announced(_clean(reading)),
            "source": _clean(source),
            "link_label": link_label,
            "has_image": has_image,
        },
        width="content",
        height="content",
    )


def _clean(text: str) -> str:
    """``text`` on one line, without control characters, its spaces before ``%`` and high signs unbreakable."""
    line = " ".join(re.split(r"[ \t\r\n]+", text.strip()))
    printable = "".join(char for char in line if unicodedata.category(char) not in {"Cc", "Cs"})
    return re.sub(r" (?=[%€:;?!»])|(?<=«) ", "\u00a0", printable)


def _announced(reading: str) -> str:
    """The reading sentence as it stands under a chart, after «Lecture :»."""
    return reading if not reading or reading.startswith("Lecture") else f"Lecture\u00a0: {reading}"
