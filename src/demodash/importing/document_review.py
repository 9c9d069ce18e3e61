"""The figures of a document looked at one by one: accepted, corrected, rejected; numbers not taken made figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import pandas as pd

from demodash import territories
from demodash.importing.candidates import Candidate
from demodash.importing.statements import Statement, check
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.content import Account, Fate
from demodash.loaders.documents.extraction import Extraction, Figure
from demodash.loaders.documents.leftovers import NotTaken
from demodash.periods import period
from demodash.schema import COLUMNS
from demodash.texts import capitalised

REJECTED_REASON = "rejeté à l’import"


class Verdict(StrEnum):
    """What the analyst said of a figure."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True)
class DocumentReview:
    """What was said so far of the figures of a document; each step gives a new review.

    ``verdicts``, ``corrections`` and ``additions`` are by place: of a figure in ``extraction.figures``, of a number
    in ``extraction.not_taken``. A figure without a verdict is pending and is not taken.
    """

    candidate: Candidate
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    corrections: Mapping[int, Statement] = field(default_factory=dict)
    additions: Mapping[int, Statement] = field(default_factory=dict)

    @property
    def extraction(self) -> Extraction:
        """What was found in the document.

        Raises:
            ValueError: the candidate is a table.
        """
        if self.candidate.extraction is None:
            raise ValueError(f"{self.candidate.name!r} is not a document")
        return self.candidate.extraction

    def verdict(self, place: int) -> Verdict:
        """What was said of a figure."""
        return self.verdicts.get(place, Verdict.PENDING)

    def count(self, verdict: Verdict) -> int:
        """How many figures have this verdict."""
        return sum(self.verdict(place) is verdict for place in range(len(self.extraction.figures)))

    def accept(self, place: int) -> DocumentReview:
        """Take a figure as it was read."""
        return self._with(place, Verdict.ACCEPTED)

    def reject(self, place: int) -> DocumentReview:
        """Leave a figure out."""
        return self._with(place, Verdict.REJECTED)

    def reopen(self, place: int) -> DocumentReview:
        """Take back what was said of a figure."""
        return self._with(place, Verdict.PENDING)

    def accept_all(self) -> DocumentReview:
        """Take every figure that nothing was said of as it was read."""
        return self._all(Verdict.ACCEPTED)

    def reject_all(self) -> DocumentReview:
        """Leave out every figure that nothing was said of."""
        return self._all(Verdict.REJECTED)

    def correct(self, place: int, statement: Statement) -> DocumentReview:
        """Take a figure as the analyst says it is; what is printed is kept beside.

        Raises:
            DataError: no figure could be so.
        """
        figure = self.extraction.figures[place]
        if statement == said(figure):
            return self.accept(place)
        check(statement, self.candidate.name, figure.locator)
        changed = self._with(place, Verdict.CORRECTED)
        return replace(changed, corrections={**changed.corrections, place: statement})

    def add(self, place: int, statement: Statement) -> DocumentReview:
        """Make a figure of a number that was not taken.

        Raises:
            DataError: no figure could be so.
        """
        check(statement, self.candidate.name, self.extraction.not_taken[place].locator)
        return replace(self, additions={**self.additions, place: statement})

    def drop(self, place: int) -> DocumentReview:
        """Take back what was made of a number that was not taken."""
        return replace(self, additions={key: one for key, one in self.additions.items() if key != place})

    def observations(self, source: str) -> pd.DataFrame:
        """The figures that were kept, as a table: one row per figure, columns ``schema.COLUMNS``."""
        rows = [[row[column] for column in COLUMNS] for row in self._rows(source)]
        table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})
        return table.astype(dict.fromkeys((column for column in COLUMNS if column != "value"), "str"))

    @property
    def account(self) -> Account:
        """Every number of the document accounted for: taken, or left aside with the reason."""
        left = [one.reason for place, one in enumerate(self.extraction.not_taken) if place not in self.additions]
        left += [REJECTED_REASON] * self.count(Verdict.REJECTED) + ["pas encore relu"] * self.count(Verdict.PENDING)
        taken = self.count(Verdict.ACCEPTED) + self.count(Verdict.CORRECTED) + len(self.additions)
        return Account({Fate.TAKEN: taken, Fate.ASIDE: len(left)}, aside=dict(Counter(left).most_common()))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What of the file could not be read, and what the analyst changed, in French."""
        changed = self.count(Verdict.CORRECTED)
        added = len(self.additions)
        said_so = [
            f"{changed} chiffre{'s' if changed > 1 else ''} corrigé{'s' if changed > 1 else ''} à l’import"
            if changed
            else "",
            f"{added} nombre{'s' if added > 1 else ''} ajouté{'s' if added > 1 else ''} à l’import" if added else "",
        ]
        return (*self.extraction.remarks, *(one for one in said_so if one))

    def _rows(self, source: str) -> Iterator[dict[str, object]]:
        for place, figure in enumerate(self.extraction.figures):
            verdict = self.verdict(place)
            if verdict is Verdict.ACCEPTED:
                yield {**{name: getattr(figure, name) for name in COLUMNS}, "source": source}
            elif verdict is Verdict.CORRECTED:
                yield _corrected(figure, self.corrections[place], source)
        for place, statement in sorted(self.additions.items()):
            yield _added(self.extraction.not_taken[place], statement, source)

    def _with(self, place: int, verdict: Verdict) -> DocumentReview:
        if not 0 <= place < len(self.extraction.figures):
            raise ValueError(f"no figure {place} in {self.candidate.name!r}")
        corrections = {key: one for key, one in self.corrections.items() if key != place}
        return replace(self, verdicts={**self.verdicts, place: verdict}, corrections=corrections)

    def _all(self, verdict: Verdict) -> DocumentReview:
        places = range(len(self.extraction.figures))
        open_ones = {place: verdict for place in places if self.verdict(place) is Verdict.PENDING}
        return replace(self, verdicts={**self.verdicts, **open_ones})


def said(figure: Figure) -> Statement:
    """What the document's reader says a figure is."""
    return Statement(figure.indicator, figure.territory, figure.period, figure.value, figure.category, figure.qualifier)


def difference(before: Statement, after: Statement) -> str:
    """What a correction changes, in French: ``valeur 12 au lieu de 11 ; période 2022 au lieu de 2021``."""
    words = {
        "indicateur": (CATALOGUE[before.indicator].label, CATALOGUE[after.indicator].label),
        "territoire": (territories.label(before.territory), territories.label(after.territory)),
        "catégorie": (_category(before), _category(after)),
        "période": (period(before.period).label, period(after.period).label),
        "valeur": (_value(before), _value(after)),
    }
    return " ; ".join(f"{name} {now} au lieu de {was}" for name, (was, now) in words.items() if was != now)


def _category(statement: Statement) -> str:
    member = CATALOGUE[statement.indicator].dimension.member(statement.category)
    return "ensemble" if statement.category == ENSEMBLE else member.label


def _value(statement: Statement) -> str:
    indicator = CATALOGUE[statement.indicator]
    decimals = next((few for few in range(6) if round(statement.value, few) == statement.value), 6)
    shown = max(indicator.decimals, decimals)
    return indicator.value_text(statement.value, qualifier=statement.qualifier, decimals=shown)


def _corrected(figure: Figure, statement: Statement, source: str) -> dict[str, object]:
    changed = f"corrigé à l’import : {difference(said(figure), statement)}"
    return {
        **{name: getattr(figure, name) for name in COLUMNS},
        **_columns(statement),
        "source": source,
        "note": f"{figure.note} {capitalised(changed)}" if figure.note else changed,
    }


def _added(number: NotTaken, statement: Statement, source: str) -> dict[str, object]:
    return {
        **_columns(statement),
        "status": "published",
        "source": source,
        "locator": number.locator,
        "as_printed": number.as_printed,
        "note": "ajouté à l’import : indicateur, territoire et période choisis par l’analyste",
    }


def _columns(statement: Statement) -> dict[str, object]:
    return {name: getattr(statement, name) for name in Statement.__dataclass_fields__}
