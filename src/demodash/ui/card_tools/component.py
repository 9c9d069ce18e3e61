"""Mounts the tools of a card: a small script of ours that runs in the visitor's browser only.

The image of a card is made of its plotly charts. Anything else (a map on a canvas) gives its own: an element of the
card, in a shadow root or not, carries an exporter, ``element.demodashImage = async (format, meta) => Blob``.

- ``format``: ``"png"`` or ``"svg"``.
- ``meta``: ``title``, ``subtitle``, ``reading`` and ``source``; ``font``, ``ink``, ``background`` and ``dark``.
- ``meta.room(ratio)``: the box ``{x, y, width, height}`` left in the slide (1600 by 900) for a picture of that ratio
  of width to height.
- ``meta.compose({node, width, height})``: the whole image, as a Blob, around an SVG element or a canvas that stands
  for ``width`` by ``height`` units (a canvas may hold more pixels than that).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from demodash.texts import folded, one_line

TOOLS = ("png", "svg", "link")
_LONGEST_NAME = 80
# Hidden until the script has named them and made them work.
_HTML = """
<div class="tools">
  <button type="button" data-tool="png" hidden>PNG</button>
  <button type="button" data-tool="svg" hidden>SVG</button>
  <button type="button" data-tool="link" hidden></button>
  <button type="button" data-tool="data" hidden></button>
  <span role="status"></span>
</div>
"""


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
    tools: Sequence[str] = TOOLS,
    data_path: str = "",
    data_said: str = "",
) -> None:
    """Draw the buttons «PNG», «SVG» and «Copier le lien» of the card in the container ``container_key``.

    ``tools`` names those to draw; ``data`` copies the address of the card's data, ``data_path`` on the host of the
    page, and says ``data_said``.

    The image holds the plotly charts of that container (or what an exporter draws, see above)
    with ``title``, ``subtitle``, ``reading`` and ``source`` (with its date) as they are given here; an empty one
    is left out. ``file_name`` becomes an ASCII slug, without extension. Nothing here makes the page run again.

    Raises:
        ValueError: there is no title, or nothing of ``file_name`` can stand in a file's name, or a tool is unknown.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", folded(file_name))[:_LONGEST_NAME].strip("-")
    if not slug:
        raise ValueError(f"no file can be named after {file_name!r}")
    if not _clean(title):
        raise ValueError(f"card {container_key!r} has no title")
    if not set(tools) <= {*TOOLS, "data"}:
        raise ValueError(f"unknown tools among {list(tools)}")
    _component()(
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
            "tools": list(tools),
            "data_path": data_path,
            "data_said": _clean(data_said),
        },
        width="content",
        height="content",
    )


@cache
def _component() -> ComponentRenderer:
    """Declare the component, at the first card: a script in a file can be declared only while Streamlit runs."""
    return st.components.v2.component(
        "demodash.card_tools",  # as src/demodash/pyproject.toml names the folder of the script
        html=_HTML,
        # As files, fetched once: otherwise each card would bring them again at every change of the page.
        css="card_tools.css",
        js="card_tools.js",
    )


def _clean(text: str) -> str:
    """``text`` on one line, its spaces before ``%`` and high signs unbreakable."""
    return re.sub(r" (?=[%€:;?!»])|(?<=«) ", "\u00a0", one_line(text))


def _announced(reading: str) -> str:
    """The reading sentence as it stands under a chart, after «Lecture :»."""
    return reading if not reading or reading.startswith("Lecture") else f"Lecture\u00a0: {reading}"
