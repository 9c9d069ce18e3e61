"""The form that says what a number is the figure of: indicator, territory, category, period, value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import streamlit as st

from demodash import territories
from demodash.errors import Problem
from demodash.importing import Statement
from demodash.importing.statements import french_number, iso_period
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.territories import HOME_REGION, Level
from demodash.texts import QUALIFIER_WORDS, capitalised, number
from demodash.ui.importer.messages import show_problems

_SIGNS = {"exact": "exactement", **{key: word for key, word in QUALIFIER_WORDS.items() if word}}
_LEVELS = (Level.FRANCE, Level.REGION, Level.FORMER_REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)


def draw(
    key: str,
    start: Statement | None,
    value: float | None,
    save: Callable[[Statement], Sequence[Problem]],
    close: Callable[[], None],
) -> None:
    """Ask for a statement; ``save`` keeps it or says what is wrong with it, ``close`` ends the form.

    ``start`` is what stands there already; without it only the ``value`` is known.
    """
    first, second = st.columns(2)
    indicator_id = first.selectbox(
        "Indicateur",
        [one.id for one in CATALOGUE],
        index=_place([one.id for one in CATALOGUE], start.indicator if start else ""),
        format_func=_indicator_label,
        placeholder="Choisir…",
        key=f"{key}-indicator",
    )
    if indicator_id is None:
        st.caption("Choisissez d’abord l’indicateur : il dit quels territoires, quelles catégories et quelle unité.")
        st.button("Annuler", key=f"{key}-cancel", on_click=close)
        return
    indicator = CATALOGUE[indicator_id]
    places = _codes(indicator.levels)
    territory = second.selectbox(
        "Territoire",
        places,
        index=_place(places, start.territory if start else HOME_REGION),
        format_func=territories.label,
        placeholder="Choisir…",
        key=f"{key}-{indicator_id}-territory",
    )
    members = [member.id for member in indicator.dimension]
    category: str | None = members[0]
    if len(members) > 1:
        category = first.selectbox(
            f"Catégorie ({indicator.dimension.label})",
            members,
            index=_place(members, start.category if start else ENSEMBLE) or 0,
            format_func=lambda one: capitalised(indicator.dimension.member(one).label),
            key=f"{key}-{indicator_id}-category",
        )
    iso = second.text_input(
        "Période",
        value=start.period if start else "",
        placeholder="2022, 23/01/2023 ou 2016-2020",
        key=f"{key}-period",
    )
    signs = list(_SIGNS)
    sign = first.selectbox(
        "Signe publié",
        signs,
        index=_place(signs, start.qualifier if start else "exact") or 0,
        format_func=_SIGNS.__getitem__,
        key=f"{key}-sign",
    )
    text = second.text_input(f"Valeur ({indicator.unit.plural})", value=_written(value), key=f"{key}-value")
    with st.container(horizontal=True):
        saving = st.button("Enregistrer", key=f"{key}-save", type="primary")
        st.button("Annuler", key=f"{key}-cancel", on_click=close)
    if not saving:
        return
    read = french_number(text)
    if read is None:
        show_problems([Problem("Valeur", expected="un nombre, par exemple 1 234,5", found=text or "rien")], "À revoir")
        return
    said = Statement(indicator_id, territory or "", iso_period(iso), read, category or ENSEMBLE, sign or "exact")
    problems = save(said)
    if problems:
        show_problems(problems, "Ce chiffre ne peut pas être gardé ainsi.")
        return
    close()
    st.rerun()


def _indicator_label(indicator_id: str) -> str:
    indicator = CATALOGUE[indicator_id]
    return f"{indicator.theme.label} : {indicator.label}"


@cache
def _codes(levels: frozenset[str]) -> tuple[str, ...]:
    """The territories of some levels, the region and its départements first."""
    home = {HOME_REGION, *territories.children(HOME_REGION, Level.DEPARTEMENT)}
    found = [code for level in _LEVELS if level.value in levels for code in territories.codes(level)]
    return tuple(sorted(found, key=lambda code: code not in home))


def _place(ids: Sequence[str], wanted: str) -> int | None:
    return ids.index(wanted) if wanted in ids else None


def _written(value: float | None) -> str:
    if value is None:
        return ""
    decimals = next((few for few in range(6) if round(value, few) == value), 6)
    return number(value, decimals)
