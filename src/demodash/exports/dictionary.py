"""The data dictionary, generated from the catalogue: Markdown for ``docs/indicateurs.md``, a table for downloads."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from demodash import texts
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Indicator, Kind, Theme
from demodash.territories import Level

_DIRECTIONS = {"up": "plus la valeur est élevée, mieux c’est", "down": "plus la valeur est basse, mieux c’est"}
_INTRODUCTION = """# Dictionnaire des indicateurs

Ce fichier est engendré depuis le catalogue par `demodash docs` : il ne se modifie pas à la main.

Chaque indicateur a un identifiant stable (adresses, téléchargements), une unité, une définition et un intervalle de
valeurs plausibles que la construction des données vérifie. « Calcul » dit comment sont obtenus les chiffres
calculés, et comment les chiffres publiés sont contrôlés.
"""


def indicators_markdown() -> str:
    """Write the dictionary: one section per theme, one entry per indicator, in the catalogue's order."""
    sections = [_INTRODUCTION, _contents()]
    for theme in _themes():
        sections.append(f"## {theme.label}\n")
        sections.extend(_entry(indicator) for indicator in CATALOGUE.of_theme(theme))
    return "\n".join(sections)


def dictionary_table() -> pd.DataFrame:
    """Set out the dictionary as a table: one row per indicator, French headers; an empty cell where nothing is said."""
    return pd.DataFrame(
        {
            "Thème": [one.theme.label for one in CATALOGUE],
            "Indicateur": [one.label for one in CATALOGUE],
            "Identifiant": [one.id for one in CATALOGUE],
            "Unité": [_unit(one) for one in CATALOGUE],
            "Définition": [one.definition for one in CATALOGUE],
            "Dimension": [one.dimension.label if _is_broken_down(one) else "" for one in CATALOGUE],
            "Catégories": [_members(one) if _is_broken_down(one) else "" for one in CATALOGUE],
            "Niveaux": [_levels(one) for one in CATALOGUE],
            "Valeur plausible minimale": [float(one.low) for one in CATALOGUE],
            "Valeur plausible maximale": [float(one.high) for one in CATALOGUE],
            "Sens": [_DIRECTIONS.get(one.direction, "") for one in CATALOGUE],
            "Calcul": [one.formula.text if one.formula else "" for one in CATALOGUE],
            "À savoir": [" ".join(one.caveats) for one in CATALOGUE],
        }
    )


def _themes() -> Iterable[Theme]:
    return (theme for theme in Theme if CATALOGUE.of_theme(theme))


def _contents() -> str:
    lines = [
        f"- {theme.label} : {len(CATALOGUE.of_theme(theme))} "
        f"{texts.plural(len(CATALOGUE.of_theme(theme)), 'indicateur', 'indicateurs')}"
        for theme in _themes()
    ]
    return f"{len(CATALOGUE)} indicateurs :\n\n" + "\n".join(lines) + "\n"


def _entry(indicator: Indicator) -> str:
    lines = [
        f"### {indicator.label}\n",
        f"{indicator.definition}\n",
        f"- Identifiant : `{indicator.id}`",
        f"- Unité : {_unit(indicator)}",
        f"- Niveaux : {_levels(indicator)}",
        f"- Valeurs plausibles : de {_bound(indicator, indicator.low)} à {_bound(indicator, indicator.high)}",
    ]
    if indicator.direction:
        lines.append(f"- Sens : {_DIRECTIONS[indicator.direction]}")
    if _is_broken_down(indicator):
        lines.append(f"- {indicator.dimension.label} : {_members(indicator, quote='`')}")
    if indicator.formula is not None:
        lines.append(f"- Calcul : {indicator.formula.text}")
    lines.extend(f"- À savoir : {caveat}" for caveat in indicator.caveats)
    return "\n".join(lines) + "\n"


def _is_broken_down(indicator: Indicator) -> bool:
    return len(indicator.dimension.members) > 1


def _members(indicator: Indicator, quote: str = "") -> str:
    return " ; ".join(f"{member.label} ({quote}{member.id}{quote})" for member in indicator.dimension)


def _unit(indicator: Indicator) -> str:
    if indicator.unit.kind is Kind.YEAR:
        return "année"
    if indicator.unit.kind is Kind.MULTIPLE:
        return "rapport"
    return indicator.unit.plural


def _levels(indicator: Indicator) -> str:
    return texts.enumeration([level.plural for level in Level if level.value in indicator.levels])


def _bound(indicator: Indicator, value: float) -> str:
    if indicator.unit.kind is Kind.YEAR:
        return f"{value:.0f}"
    return texts.number(value, 0 if value == int(value) else 1)
