"""How a card says where its figures come from: each source with its figures as printed and their places."""

from __future__ import annotations

from html import escape

import pandas as pd

from demodash.analysis.citing import dated, places, short
from demodash.dataset import Dataset, Observation, observations
from demodash.texts import and_others, capitalised
from demodash.ui import markup

__all__ = ["dated", "full", "listed", "places", "short"]

_LISTED = 40
"""Figures of a source whose places are listed."""


def listed(rows: pd.DataFrame, dataset: Dataset) -> list[str]:
    """Each source of some rows in full, as plain text: publisher, title, date, places, licence, address."""
    texts = []
    for source_id, group in rows.groupby("source", sort=False):
        source = dataset.source(str(source_id))
        printed = group[group["status"] != "derived"]
        parts = [
            source.publisher,
            f"« {source.title} »",
            dated(source),
            "calculs demodash" if printed.empty else places(list(printed["locator"].head(_LISTED))),
            source.licence,
            source.url,
        ]
        texts.append(", ".join(part for part in parts if part))
    return texts


def full(rows: pd.DataFrame, dataset: Dataset) -> str:
    """HTML of every source of a card, with each figure as printed and its place."""
    blocks = []
    for source_id, group in rows.groupby("source", sort=False):
        source = dataset.source(str(source_id))
        head = f"<strong>{escape(source.publisher)}</strong>, {markup.link(source.url, f'« {source.title} »')}"
        tail = ", ".join(part for part in (dated(source), source.licence) if part)
        note = f"<br>{escape(source.note)}" if source.note else ""
        figures = "".join(_figure_item(figure) for figure in observations(group.head(_LISTED)))
        rest = len(group) - _LISTED
        more = f"<li>{and_others(rest, 'chiffre', 'chiffres')}, dans le CSV</li>" if rest > 0 else ""
        anchor = f'<a href="sources?source={escape(source.id, quote=True)}">Fiche de la source</a>'
        blocks.append(f"<p>{head}, {escape(tail)}. {anchor}{note}</p><ul class='dd-list'>{figures}{more}</ul>")
    return f'<div class="dd-sources">{"".join(blocks)}</div>'


def _figure_item(figure: Observation) -> str:
    what = f"« {figure.as_printed} »" if figure.as_printed else f"{figure.text}, calculé"
    inferred = " (année ou contexte déduits)" if figure.status == "inferred" else ""
    note = f". {figure.note}" if figure.note else ""
    return f"<li>{escape(f'{what} : {capitalised(figure.locator)}{inferred}{note}')}</li>"
