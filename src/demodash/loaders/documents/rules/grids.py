"""Cells of tables and points of charts: a level whose row and column together say what, when and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from demodash.indicators import CATALOGUE
from demodash.indicators.model import Kind as UnitKind
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.rules.labels import (
    Indicator,
    Said,
    counts_something_else,
    is_on_structures,
    of_caption,
    of_cell,
)
from demodash.loaders.documents.rules.model import OF_DOCUMENT, Claim, Guard, When
from demodash.loaders.documents.rules.rows import Row, cell_read
from demodash.loaders.documents.tokens import Kind, Token

_EXEMPT = frozenset({Guard.INCREASE, Guard.SUBSET, Guard.SHARE})
_STRUCTURES = {"msp_activite": "msp_projet", "cpts_fonctionnement": ""}
_CORNER = re.compile(
    r"\W*(?:(?:type|categorie|nom|nature)s? (?:de |d'|des )?)?(?:structures?|indicateurs?|dispositifs?"
    r"|exercice coordonne|annees?|departements?|territoires?|regions?|dates?|filieres?|formations?|professions?"
    r"|metiers?|instituts?|contrats?|series?|nombres?)?\W*"
)
_NOT_PLACES = re.compile(
    r"\b(?:supplementaires?|supp|ajoute\w*|nouvelles?|cree\w*|creations?|diplome\w*|candidat\w*|inscri\w+|admis|vacan\w+"
    r"|apprenti\w*|pourvu\w*|finance\w*|libera\w+|salarie\w*|stages?|couts?|budgets?|euros?|demandes?|1ere annee)\b|€"
)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a number of a table is, or in French why it cannot be told."""

    indicator: Indicator
    period: str = ""
    dated: bool = False
    territory: str = ""
    doubt: str = ""


def levels(row: Row, facts: Facts) -> Iterator[Claim]:
    """Read the numbers of a row whose label and headers are known: «MSP ; 160 ; 180» under «; 2022 ; 2023»."""
    label, heads = of_cell(cell_read(row.first)), [of_cell(column.header) for column in row.columns]
    caption = _caption(row)
    if not (label.known or any(head.indicator for head in heads) or (caption and caption.indicator)):
        return
    times = Counter(head for head in heads if head.known)
    labelled = any(column.is_label for column in row.columns) or _dated_cell(row)
    for column, head in zip(row.columns, heads, strict=True):
        token = column.token
        if token is None or token.kind not in {Kind.COUNT, Kind.PERCENT}:
            continue
        meaning = _meaning(label, head, caption)
        if meaning is None:
            continue
        objections = (
            (labelled, "la ligne a plusieurs libellés : elle ne porte pas sur tout ce que dit le premier"),
            (bool(meaning.doubt), meaning.doubt),
            (not label.known, f"ligne « {row.first} » non reconnue"),
            (not head.known, f"colonne « {column.header.printed} » non reconnue"),
            (
                bool(head.period) and any(one.total for one in heads),
                "une colonne de total à côté des années : le nombre de chaque année, non un niveau",
            ),
            (times[head] > 1, f"deux colonnes portent le même en-tête (« {column.header.printed} »)"),
        )
        doubt = next((reason for holds, reason in objections if holds), "") or _refusal(
            row, meaning, token, caption, facts.title
        )
        yield _claim(row, token, meaning, facts, f"cellule de tableau : {doubt}" if doubt else "")


def _caption(row: Row) -> Said | None:
    """Return what the corner of the table, or else the heading right above it, says of all its cells.

    A heading that is but the name of structures («MSP») does not say that they are what is counted.
    """
    above = row.alone.read.headings[:2] if row.corner.printed else row.alone.read.headings[:1]
    for text in above:
        found = of_caption(text)
        named = of_cell(text).indicator if text is not row.corner else None
        if found.known and not (named is not None and named.bare):
            return found
    return None


def _dated_cell(row: Row) -> bool:
    """Tell whether a cell is itself a year or a date: the row then bears more than its header says."""
    kinds = {Kind.YEAR, Kind.YEARS, Kind.DATE}
    return any(column.token is not None and column.token.kind in kinds for column in row.columns)


def _meaning(label: Said, head: Said, caption: Said | None) -> _Meaning | None:
    """Return what a row's label, a column's header and the caption say together, None when they name no indicator."""
    named = [one.indicator for one in (label, head) if one.indicator is not None]
    if not named and caption is not None and caption.indicator is not None:
        named = [caption.indicator]
    if not named:
        return None
    indicator = named[0]
    states = {one.state for one in (label, head) if one.state}
    doubts = (
        (len(named) > 1, "la ligne et la colonne nomment chacune un indicateur"),
        (label.total or head.total, "un total, une moyenne ou un cumul : le tableau ne dit pas de quoi"),
        (bool(label.period and head.period), "la ligne et la colonne donnent chacune une date"),
        (bool(label.territory and head.territory), "la ligne et la colonne nomment chacune un territoire"),
        (len(states) > 1, "la ligne et la colonne ne disent pas la même chose"),
        (bool(states) and indicator.id not in _STRUCTURES, "le libellé ne va pas avec cet indicateur"),
    )
    doubt = next((reason for holds, reason in doubts if holds), "")
    if states and not doubt:
        indicator, doubt = _in_state(indicator, next(iter(states)))
    period, dated = label.period or head.period, label.dated or head.dated
    return _Meaning(indicator, period, dated, label.territory or head.territory, doubt)


def _in_state(indicator: Indicator, state: str) -> tuple[Indicator, str]:
    """Return the indicator of structures in operation or in project, and in French why there is none."""
    if not indicator.bare:
        return indicator, "le libellé dit déjà si les structures sont en activité ou en projet"
    if state == "active":
        return replace(indicator, bare=False), ""
    project = _STRUCTURES[indicator.id]
    return replace(
        indicator, id=project or indicator.id, bare=False
    ), "" if project else "aucun indicateur pour ce projet"


def _refusal(row: Row, meaning: _Meaning, token: Token, caption: Said | None, title: str) -> str:
    """Return in French why a number whose row and column are known is still not a level, "" when it is one."""
    indicator = meaning.indicator
    shared = CATALOGUE[indicator.id].unit.kind is UnitKind.SHARE
    if shared != (token.kind is Kind.PERCENT):
        return "un nombre là où l’indicateur est une part" if shared else "un pourcentage, non un nombre"
    counted = indicator.id in {"cesp_signes", "ptmg_signes"}
    if counted and meaning.period and not meaning.dated and not indicator.cumulated:
        return "rien ne dit si le nombre est celui de l’année ou le cumul depuis le début"
    if indicator.id in {"ide_places", "as_capacite"}:
        return _not_places(row, indicator, caption)
    return _not_a_level(row, title) if indicator.bare else ""


def _not_places(row: Row, indicator: Indicator, caption: Said | None) -> str:
    if indicator.needs_places and not (caption is not None and caption.places):
        return "rien ne dit que ce soient des places de formation"
    other = any(text.mentions(_NOT_PLACES) for text in row.alone.read.headings)
    return "autre chose que des places de formation" if other else ""


def _not_a_level(row: Row, title: str) -> str:
    """Return in French why the numbers under a mere name («MSP») may not be how many there are."""
    above, corner = row.alone.read.headings, row.corner
    if corner.printed and not _CORNER.fullmatch(corner.mask) and of_caption(corner).indicator is None:
        return f"en-tête « {corner.printed} » non reconnu : ce qui est compté n’est pas dit"
    if any(token.kind is Kind.YEARS for column in row.columns for token in column.header.tokens):
        return "une colonne porte sur plusieurs années : peut-être le nombre de chaque période, non le total"
    captions = [text for text in above if text is not corner][:1]
    known = all(is_on_structures(text) or text.printed == title for text in captions)
    if not known or counts_something_else(above):
        return "d’après le titre, autre chose que le nombre de structures, ou une partie seulement"
    return ""


def _claim(row: Row, token: Token, meaning: _Meaning, facts: Facts, doubt: str) -> Claim:
    counted = meaning.indicator.id in {"cesp_signes", "ptmg_signes"}
    when = When.CUMULATED if counted else When.STOCK
    claim = Claim.of(meaning.indicator.id, meaning.indicator.category, row.alone, token, when, exempt=_EXEMPT)
    claim = replace(claim, period=meaning.period, territory=meaning.territory)
    if meaning.territory == OF_DOCUMENT and not (facts.territory or "").startswith(("REG-", "EXREG-")):
        doubt = doubt or "cellule de tableau : la région n’est pas nommée"
    if meaning.period and facts.date is None:
        doubt = doubt or "cellule de tableau : document non daté, l’année pourrait être à venir"
    return claim.doubted(doubt) if doubt else claim
