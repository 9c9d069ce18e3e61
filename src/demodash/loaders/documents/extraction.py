"""From a document to observations: every number is either taken as a figure or listed with the reason why it is not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePath

import pandas as pd

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.guards import objection
from demodash.loaders.documents.leftovers import NotTaken, is_table, leftovers
from demodash.loaders.documents.passages import Document, passages
from demodash.loaders.documents.periods_of import dating
from demodash.loaders.documents.readers import read_document
from demodash.loaders.documents.reading import Read, read_all
from demodash.loaders.documents.rules import ROW_READERS, THEMES, left_rows, row_of
from demodash.loaders.documents.rules.model import Claim
from demodash.loaders.documents.territories_of import placing
from demodash.loaders.documents.tokens import Token
from demodash.schema import COLUMNS
from demodash.texts import folded

_STRUCTURES = frozenset({"msp_activite", "cpts_fonctionnement", "msu"})
_FELL = 0.8


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a document: the columns of an observation, and the passage with the number's place in it.

    ``passage[start:end]`` is what is to be highlighted; ``heading`` is what stands above the passage, outermost first.
    """

    indicator: str
    territory: str
    category: str
    period: str
    value: float
    qualifier: str
    status: str
    source: str
    locator: str
    as_printed: str
    note: str
    passage: str
    start: int
    end: int
    heading: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the figure is about, whatever its value."""
        return self.indicator, self.territory, self.category, self.period


@dataclass(frozen=True)
class Extraction:
    """What was found in a document, in its order. Every number of the document is in exactly one of the two lists."""

    file: str
    kind: str
    source: str
    date: str
    territory: str
    figures: tuple[Figure, ...]
    not_taken: tuple[NotTaken, ...]
    remarks: tuple[str, ...] = ()
    date_inferred: bool = False

    @property
    def observations(self) -> pd.DataFrame:
        """The figures as a table of observations: one row per figure, columns ``schema.COLUMNS``."""
        rows = [[getattr(figure, column) for column in COLUMNS] for figure in self.figures]
        table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})
        return table.astype(dict.fromkeys((column for column in COLUMNS if column != "value"), "str"))


@dataclass(frozen=True)
class _Candidate:
    """A claim and the figure that it makes, or the reason why it makes none."""

    claim: Claim
    figure: Figure | None
    reason: str = ""


def source_id(file: str) -> str:
    """Return an identifier of source made of a file's name: ``Pacte 2018.pdf`` gives ``pacte_2018``."""
    stem = re.sub(r"[^a-z0-9]+", "_", folded(PurePath(file).stem)).strip("_")
    return stem[:80] if len(stem) >= 3 else f"document_{stem}".rstrip("_")


def extract(document: Document, source: str = "", territory: str = "") -> Extraction:
    """Return the figures of a document and its other numbers.

    ``source`` is the identifier that the observations bear, made of the file's name when empty. ``territory`` is the
    full code of what the document speaks of, for one that does not say it; one that does is believed.
    """
    source = source or source_id(document.name)
    reads = read_all(passages(document))
    facts = Facts.of(reads)
    if facts.territory is None and territory:
        facts = replace(facts, territory=territory)
    candidates = _resolved(_without_falls(_candidates(reads, facts, document, source)))
    taken = [one for one in candidates if one.figure is not None]
    refused = {
        (one.claim.sentence.read.order, token.start): one.reason
        for one in candidates
        if one.figure is None
        for token in _tokens(one.claim)
    }
    covered = {(one.claim.sentence.read.order, token.start) for one in taken for token in _tokens(one.claim)}
    return Extraction(
        file=document.name,
        kind=document.kind,
        source=source,
        date=facts.date.iso if facts.date else "",
        territory=facts.territory or "",
        figures=tuple(one.figure for one in taken if one.figure is not None),
        not_taken=tuple(leftovers(reads, document.kind, covered, refused)),
        remarks=document.remarks,
        date_inferred=facts.date is not None and facts.date.status == "inferred",
    )


def extract_file(path: Path, source: str = "", territory: str = "") -> Extraction:
    """Return the figures of a file and its other numbers; ``source`` and ``territory`` as for ``extract``.

    Raises:
        DocumentError: the file cannot be read, or is not a document of a known kind.
    """
    return extract(read_document(path), source, territory)


def _candidates(reads: Sequence[Read], facts: Facts, document: Document, source: str) -> Iterator[_Candidate]:
    left = left_rows(reads)
    for read in reads:
        if read.passage.kind == "text" and not read.passage.hidden:
            for claim in _claims(read, facts):
                doubted = claim.doubted(left[read.order]) if read.order in left else claim
                yield _candidate(doubted, facts, document, source)


def _claims(read: Read, facts: Facts) -> Iterator[Claim]:
    if is_table(read.passage):
        row = row_of(read)
        if row is not None:
            for read_row in ROW_READERS:
                yield from read_row(row, facts)
        return
    for theme in THEMES:
        yield from theme.claims(read, facts)


def _candidate(claim: Claim, facts: Facts, document: Document, source: str) -> _Candidate:
    reason = objection(claim, facts)
    if reason:
        return _Candidate(claim, None, reason)
    when, where = dating(claim, facts), placing(claim, facts)
    if when.doubt or where.doubt:
        return _Candidate(claim, None, when.doubt or where.doubt)
    passage = claim.sentence.read.passage
    figure = Figure(
        indicator=claim.indicator,
        territory=where.code,
        category=claim.category,
        period=when.period,
        value=claim.value,
        qualifier=claim.qualifier,
        status=when.status,
        source=source,
        locator=passage.locate(claim.anchor).text(document.kind),
        as_printed=claim.printed or _printed(claim),
        note=when.note,
        passage=passage.text,
        start=claim.start,
        end=claim.end,
        heading=passage.heading,
    )
    return _Candidate(claim, figure)


def _printed(claim: Claim) -> str:
    """Return the figure as printed; a sign that a line break parts from its number is put back against it."""
    passage = claim.sentence.read.passage
    text = passage.text[claim.start : claim.end]
    if claim.anchor > claim.start and passage.locate(claim.start) != passage.locate(claim.anchor):
        return re.sub(r"^([+\-−–‑‐]) ", r"\1", text)
    return text


def _tokens(claim: Claim) -> tuple[Token, ...]:
    return claim.covers if claim.token is None else (claim.token, *claim.covers)


def _without_falls(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Set aside the numbers of structures that tables give for several years, when they fall: they may be flows."""
    kept = list(candidates)
    series: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for one in kept:
        if one.figure is not None and one.claim.indicator in _STRUCTURES and is_table(one.claim.sentence.read.passage):
            series[one.figure.indicator, one.figure.territory][one.figure.period] = one.figure.value
    falling = {key for key, values in series.items() if _falls([values[period] for period in sorted(values)])}
    return [
        _refused(one, "cellule de tableau : une suite qui baisse, peut-être le nombre de chaque année")
        if one.figure is not None
        and (one.figure.indicator, one.figure.territory) in falling
        and is_table(one.claim.sentence.read.passage)
        else one
        for one in kept
    ]


def _falls(values: Sequence[float]) -> bool:
    return any(after < _FELL * before for before, after in pairwise(values))


def _resolved(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the candidates once two readings of one number, and two values of one figure, are set aside."""
    return _without_contradictions(_without_rivals(list(candidates)))


def _place(candidate: _Candidate) -> tuple[int, int]:
    return candidate.claim.sentence.read.order, candidate.claim.start


def _without_rivals(candidates: list[_Candidate]) -> list[_Candidate]:
    by_place: dict[tuple[int, int], list[_Candidate]] = defaultdict(list)
    for one in candidates:
        by_place[_place(one)].append(one)
    kept = []
    for place in sorted(by_place):
        kept.append(_only_one(by_place[place]))
    return kept


def _only_one(rivals: list[_Candidate]) -> _Candidate:
    """Return the reading of a number that holds: an objection to it holds too, one to another indicator does not."""
    taken = [one for one in rivals if one.figure is not None]
    if not taken:
        return rivals[0]
    if len({one.figure for one in taken}) > 1:
        return _refused(taken[0], "deux lectures possibles")
    indicator = taken[0].claim.indicator
    objections = [one for one in rivals if one.figure is None and one.claim.indicator == indicator]
    return (objections or taken)[0]


def _without_contradictions(candidates: list[_Candidate]) -> list[_Candidate]:
    by_key: dict[tuple[str, str, str, str], list[Figure]] = defaultdict(list)
    for one in candidates:
        if one.figure is not None:
            by_key[one.figure.key].append(one.figure)
    kept = []
    for one in candidates:
        same = by_key[one.figure.key] if one.figure is not None else []
        if one.figure is None or len(same) == 1:
            kept.append(one)
        elif len({(figure.value, figure.qualifier) for figure in same}) > 1:
            kept.append(_refused(one, "valeurs contradictoires dans le document pour un même chiffre"))
        elif one.figure is not same[0]:
            kept.append(_refused(one, f"répétition du chiffre déjà pris ({same[0].locator})"))
        else:
            kept.append(one)
    return kept


def _refused(candidate: _Candidate, reason: str) -> _Candidate:
    return replace(candidate, figure=None, reason=reason)
