"""Dates, years and spans of years in French prose."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from demodash.loaders.documents.tokens import Kind
from demodash.texts import FOLDED_MONTHS

_MONTH = "|".join(FOLDED_MONTHS)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_FULL = re.compile(
    rf"(?<![\d/.,])(?:(?P<day>\d{{1,2}})(?:er)? (?P<month>{_MONTH}),? (?P<year>{_YEAR})"
    rf"|(?P<d>\d{{1,2}})(?P<sep>[/.\-])(?P<m>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})"
    rf"|(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d))(?![\d/])"
)
_GLUED = re.compile(rf"^(?P<slide>\d{{1,3}})(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>{_YEAR})$")
_MONTH_YEAR = re.compile(rf"(?<![\w])(?P<month>{_MONTH}) (?P<year>{_YEAR})(?![\d])")
_DAY_MONTH = re.compile(rf"(?<![\w])(?:\d{{1,2}}|1er) (?:{_MONTH})(?![\w])")
_SPAN = re.compile(
    rf"(?<![\w/.,])(?<!\d )(?P<a>{_YEAR})(?: ?[-/] ?| et | a | au | jusqu'en | vers )(?P<b>{_YEAR}|\d\d)(?![\w/]"
    rf"|[.,]\d| ?%)"
)
_LONE = re.compile(
    rf"(?<![\w/,.+])(?<!\d )(?P<year>{_YEAR})(?![\d]|[.,]\d|/\d| ?%| ?(?:[km]|md)? ?(?:€|euros?\b|eur\b)| millions?\b)"
)
_UNIT_AFTER = re.compile(
    r" (?:nouvelles? |nouveaux |jeunes |autres )?(?:msp|cpts|maisons|centres|places|postes|contrats|cesp|ptmg|medecins|"
    r"generalistes|infirmiere?s?|professionnels|internautes|visiteurs|abonnes|likers|fans|followers|personnes|"
    r"etudiants|internes|externes|habitants|maitres|praticiens|sollicitations|demandes|lycees|eleves|bourses|"
    r"communes|sages-femmes|pharmaciens|dentistes|kinesitherapeutes|aides-soignants|etablissements|structures)\b"
)
_CUE = re.compile(
    rf"(?:\b(?:en|an|annees?|fin|debut|mi|depuis|des|d'ici(?: a)?|horizon|entre|jusqu'en|avant|apres|courant|exercice|"
    rf"rentree|campagne|qu'en|{_MONTH}|trimestre|semestre)[ -]|\(|')$"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, a year or a span of years in a text; `first` and `last` are its ISO 8601 bounds.

    `doubtful` says that it may be a count as well («2016 places»).
    """

    start: int
    end: int
    kind: Kind
    first: str
    last: str
    doubtful: bool = False
    reason: str = ""


def dates(folded: str) -> Iterator[Dated]:
    """Yield the dates and years of a folded text, the longest first; spans may overlap: the first one holds."""
    glued = _GLUED.match(folded)
    if glued is not None and _day(glued["y"], glued["m"], glued["d"]):
        iso = _day(glued["y"], glued["m"], glued["d"])
        yield Dated(0, len(folded), Kind.DATE, iso, iso)
    for found in _FULL.finditer(folded):
        iso = _iso(found)
        if iso:
            yield Dated(found.start(), found.end(), Kind.DATE, iso, iso)
    for found in _MONTH_YEAR.finditer(folded):
        iso = f"{found['year']}-{FOLDED_MONTHS.index(found['month']) + 1:02d}"
        yield Dated(found.start(), found.end(), Kind.DATE, iso, iso)
    for found in _DAY_MONTH.finditer(folded):
        yield Dated(found.start(), found.end(), Kind.OTHER, "", "", reason="date sans année")
    for found in _SPAN.finditer(folded):
        last = found["b"] if len(found["b"]) == 4 else found["a"][:2] + found["b"]
        follows = folded[found.end("a") : found.start("b")].strip()
        if int(found["a"]) < int(last) and (follows != "et" or _joins(folded, found.start())):
            if len(found["b"]) == 2 and (int(last) != int(found["a"]) + 1 or follows not in {"-", "/"}):
                continue
            counts = follows == "a" and _UNIT_AFTER.match(folded, found.end()) is not None
            yield Dated(found.start(), found.end(), Kind.YEARS, found["a"], last, doubtful=counts)
    yield from _lone_years(folded)


def _joins(folded: str, start: int) -> bool:
    """Tell whether the years that «et» joins are the bounds of a span: «entre 2016 et 2020»."""
    return re.search(r"\bentre(?: les annees| fin| debut| l'annee)? $", folded[:start]) is not None


def _lone_years(folded: str) -> Iterator[Dated]:
    for found in _LONE.finditer(folded):
        unit = _UNIT_AFTER.match(folded, found.end()) is not None
        cue = _CUE.search(folded, max(0, found.start() - 20), found.start()) is not None
        if not unit or cue:
            yield Dated(found.start(), found.end(), Kind.YEAR, found["year"], found["year"], doubtful=unit)


def _iso(found: re.Match[str]) -> str:
    if found["day"]:
        return _day(found["year"], str(FOLDED_MONTHS.index(found["month"]) + 1), found["day"])
    if found["d"]:
        return _day(found["y"], found["m"], found["d"])
    return _day(found["iy"], found["im"], found["id"])


def _day(year: str, month: str, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
