"""The editions that were imported: their state, who brought them; compare two, withdraw one, restore it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from demodash import dataset as datasets
from demodash import territories
from demodash.dataset import Dataset
from demodash.errors import DemodashError
from demodash.exports.french_csv import csv_bytes, neutral
from demodash.indicators import CATALOGUE
from demodash.periods import Period, period
from demodash.store import Change, Comparison, State, Stored, current_store
from demodash.texts import and_others, capitalised, enumeration, number, plural
from demodash.ui import markup
from demodash.ui.importer import actions
from demodash.ui.importer.messages import show_notice

_PARTS = {
    "observations": ("chiffre", "chiffres"),
    "zonings": ("commune classée", "communes classées"),
    "points": ("structure", "structures"),
    "groupings": ("rattachement", "rattachements"),
}
NO_BREAK_SPACE = "\u00a0"
_CELLS_SHOWN = 50
_LAST_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[–/-]\s?(?:19|20)\d\d)?$")
_SAID = "importer:editions:said"


def draw(*, may_change: bool) -> None:
    """List the editions; those who may not import see neither names nor buttons."""
    st.html(markup.heading("Éditions importées", "Retirer une édition ne l’efface pas : elle se rétablit."))
    store = current_store()
    known = sorted(store.editions(), key=lambda one: one.imported_at, reverse=True)
    show_notice(store.problem)
    for broken in known:
        if broken.state is State.BROKEN:
            show_notice(broken.message)
    if not known:
        st.html(markup.note("Aucune édition importée : le tableau de bord montre les chiffres livrés avec lui."))
        return
    st.html(markup.table(_table(known, datasets.load(), names=may_change)))
    if not may_change:
        return
    show_notice(st.session_state.pop(_SAID, ""))
    _change(known)
    usable = [one for one in known if one.state is not State.BROKEN]
    if len(usable) > 1:
        _compare(usable)


def _table(known: Sequence[Stored], data: Dataset, *, names: bool) -> markup.Table:
    who = ["Par"] if names else []
    return markup.Table(
        headers=["Édition", "État", "Contenu", "Fichier", "Importée le", *who],
        rows=[
            [
                one.label or one.id,
                _state(one, data),
                _counts(one),
                one.origin.name,
                one.imported_at.astimezone().strftime("%d/%m/%Y %H:%M") if one.origin.name else "",
                *([one.who] if names else []),
            ]
            for one in known
        ],
        caption="Éditions importées",
        stacked=True,
    )


def _state(one: Stored, data: Dataset) -> str:
    """The state of an edition, and how much of it a later import of its series gives in its place."""
    label = capitalised(one.state.label).replace(" ", NO_BREAK_SPACE)
    replaced = data.replaced.get(one.id, 0)
    if one.state is not State.ACTIVE:
        return label
    if one.counts.get("zonings") and not _zonings_shown(one, data):
        return f"{label} ; zonage remplacé par un import ultérieur"
    if not replaced:
        return label
    whole = replaced >= one.counts.get("observations", 0)
    how_many = "tous ses chiffres" if whole else f"{number(replaced)} {plural(replaced, 'chiffre', 'chiffres')}"
    word = plural(2 if whole else replaced, "remplacé", "remplacés")
    return f"{label} ; {how_many} {word} par un import ultérieur"


def _zonings_shown(one: Stored, data: Dataset) -> bool:
    """Whether the pages show an edition's zoning; so they do where it cannot be told."""
    try:
        brought = current_store().content(one.id).zonings
    except DemodashError:
        return True
    return any(edition in data.zonings for edition in brought)


def _counts(one: Stored) -> str:
    return enumeration(
        [f"{number(count)} {plural(count, *_PARTS[name])}" for name, count in one.counts.items() if name in _PARTS]
    )


def _label(one: Stored) -> str:
    day = one.imported_at.astimezone().strftime("%d/%m/%Y %H:%M")
    return f"{one.label or one.id} · {one.origin.name} · {day}" if one.origin.name else one.id


def short_labels(known: Sequence[Stored]) -> dict[str, str]:
    """Tell editions apart in a narrow picker: each by its last period and the day of its import, its name after."""
    return {
        one.id: " · ".join(
            part
            for part in (
                _years(one.label),
                one.imported_at.astimezone().strftime("%d/%m/%Y %H:%M") if one.origin.name else "",
                one.label or one.id,
            )
            if part
        )
        for one in known
    }


def _years(label: str) -> str:
    """The years that the end of a label names («…, 2016», «…, 2016–2020»), "" when it names none."""
    found = _LAST_YEARS.search(label)
    return found[0] if found else ""


def _change(known: Sequence[Stored]) -> None:
    by_id = {one.id: one for one in known}
    with st.container(horizontal=True, vertical_alignment="bottom", key="importer-editions"):
        chosen = st.selectbox(
            "Retirer ou rétablir",
            list(by_id),
            index=None,
            format_func=lambda one: f"{_label(by_id[one])} ({by_id[one].state.label})",
            placeholder="Choisir une édition…",
            key="importer-edition",
        )
        edition = by_id.get(chosen or "")
        withdrawn = edition is not None and edition.state is State.WITHDRAWN
        st.button(
            "Retirer",
            key="importer-withdraw",
            icon=":material/visibility_off:",
            disabled=edition is None or withdrawn,
            on_click=_set_state,
            args=(chosen, State.WITHDRAWN),
        )
        st.button(
            "Rétablir",
            key="importer-restore",
            icon=":material/restore:",
            disabled=not withdrawn,
            on_click=_set_state,
            args=(chosen, State.ACTIVE),
        )


def _set_state(edition: str | None, wanted: State) -> None:
    try:
        done = actions.change_state(edition or "", wanted)
    except DemodashError as error:
        st.session_state[_SAID] = str(error)
        return
    what = "retirée : aucune page ne la montre plus" if wanted is State.WITHDRAWN else "rétablie"
    st.session_state[_SAID] = f"« {done.label or done.id} » est {what}."


# --- comparison -----------------------------------------------------------------------------------


def _compare(usable: Sequence[Stored]) -> None:
    labels = short_labels(usable)
    with st.container(horizontal=True, vertical_alignment="bottom", key="importer-compare"):
        before, after = (
            st.selectbox(
                label,
                list(labels),
                index=None,
                format_func=labels.__getitem__,
                placeholder="Choisir une édition…",
                key=f"importer-compare-{label}",
            )
            for label in ("Comparer", "avec")
        )
    if not before or not after:
        return
    if before == after:
        st.html(markup.note("Choisissez deux éditions différentes."))
        return
    try:
        found = current_store().compare(before, after)
    except DemodashError as error:
        show_notice(str(error))
        return
    _show(found)


def _show(found: Comparison) -> None:
    same = f"{number(found.same)} {plural(found.same, 'chiffre identique', 'chiffres identiques')}"
    changes = [
        f"{number(count)} {plural(count, change.label, f'{change.label}s')}"
        for change in Change
        if (count := found.count(change))
    ]
    if not changes:
        st.html(markup.note(f"Aucune différence ({same})."))
        return
    st.html(markup.heading(enumeration(changes), same, level=3))
    told = of_other_periods(found)
    if told:
        st.html(markup.note(told))
    shown = differences(found, _CELLS_SHOWN)
    rows = [list(row) for row in zip(*(shown[name].astype(str) for name in shown), strict=True)]
    with st.container(key="importer-differences"):
        st.html(markup.table(markup.Table(list(shown.columns), rows, "Cellules qui diffèrent", stacked=True)))
    more = sum(found.count(change) for change in Change) - len(shown)
    if more > 0:
        st.html(markup.note(f"{and_others(more)}, dans le CSV."))
    st.download_button(
        "Toutes les différences (CSV)",
        data=partial(differences_csv, found),
        file_name="differences.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="importer-compare-csv",
    )


def of_other_periods(found: Comparison) -> str:
    """Say in French that the figures of two editions are of different periods, "" when they share one."""
    rows = found.figures
    if found.same or not len(rows) or (rows["change"] == Change.CHANGED.value).any():
        return ""
    before, after = (
        [period(iso) for iso in sorted(set(rows.loc[rows["change"] == change.value, "period"]))]
        for change in (Change.REMOVED, Change.ADDED)
    )
    if not before or not after or {one.iso for one in before} & {one.iso for one in after}:
        return ""
    return (
        f"Les deux éditions ne sont pas des mêmes périodes ({_spread(before)}, puis {_spread(after)}) : aucun chiffre "
        "de l’une n’a son pareil dans l’autre, et tous comptent comme disparus ou ajoutés."
    )


def _spread(periods: Sequence[Period]) -> str:
    first, last = periods[0].label, periods[-1].label
    return first if first == last else f"de {first} à {last}"


def differences(found: Comparison, most: int | None = None) -> pd.DataFrame:
    """The cells that differ, one row each, in French: what, where, when, which change, before, after."""
    rows = itertools.chain(
        (
            [
                CATALOGUE[indicator].name,
                territories.label(territory),
                CATALOGUE[indicator].dimension.member(category).name,
                period(iso).label,
                Change(change).label,
                _value(indicator, before),
                _value(indicator, after),
            ]
            for indicator, territory, category, iso, change, before, after in _cells(found.figures)
        ),
        (
            ["Classe de zonage", territories.label(commune), "", "", Change(change).label, before, after]
            for commune, change, before, after in _cells(found.zonings)
        ),
        (
            [f"Structure ({kind})", name, "", "", Change(change).label, before, after]
            for kind, name, change, before, after in _cells(found.points)
        ),
        (
            [f"Rattachement ({kind})", commune, code, "", Change(change).label, before, after]
            for kind, commune, code, change, before, after in _cells(found.groupings)
        ),
    )
    headers = ["Quoi", "Où", "Catégorie", "Période", "Changement", "Avant", "Après"]
    return pd.DataFrame(list(itertools.islice(rows, most)), columns=headers)


def differences_csv(found: Comparison) -> bytes:
    """Every cell that differs, for Excel."""
    return csv_bytes(differences(found).map(lambda cell: neutral(str(cell))))


def _cells(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name] for name in table), strict=True)


def _value(indicator: str, value: float) -> str:
    return "" if pd.isna(value) else CATALOGUE[indicator].value_text(value)
