"""From a recognised file and the answers to what would be kept: read, checked, compared with what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demodash import dataset as datasets
from demodash.dataset import Dataset
from demodash.errors import Problem
from demodash.importing.answers import settled
from demodash.importing.candidates import DOCUMENT, DOCUMENT_VERSION, Candidate, situated
from demodash.importing.comparison import Changes, compare
from demodash.importing.dates_to_come import to_come
from demodash.importing.document_review import DocumentReview
from demodash.importing.document_source import TERRITORY, document_series, source_of
from demodash.importing.sudden_changes import sudden_changes
from demodash.importing.zoning_changes import ZoningChanges, zoning_changes
from demodash.loaders.content import Account, Content, Fate
from demodash.loaders.tables.model import Answers, Progress, TableReading, silent
from demodash.schema import problems
from demodash.territories import Level


@dataclass(frozen=True, slots=True)
class Reader:
    """Who read the file: id and version of the loader, series that the figures belong to, label of the edition."""

    loader: str
    version: int
    series: str
    label: str


@dataclass(frozen=True)
class Prepared:
    """What an import would bring, ready to be accepted or refused.

    ``problems`` are those of the figures: with one, it cannot be accepted. ``account`` says what became of each row
    (for a document: of each number). ``territories`` are the codes of those that the content speaks of, by level.
    ``computed`` counts, by indicator, the figures that the dashboard would compute with it and does not have now.
    """

    candidate: Candidate
    reader: Reader
    content: Content
    account: Account
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]
    changes: Changes
    zonings: tuple[ZoningChanges, ...]
    territories: Mapping[Level, frozenset[str]]
    computed: Mapping[str, int]

    @property
    def is_acceptable(self) -> bool:
        """Whether there is something in it and nothing wrong with it."""
        return not self.problems and not self.content.is_empty

    @property
    def brings_nothing(self) -> bool:
        """Whether a table is right and the dashboard knows all that it says: there is nothing to keep of it."""
        wrong = self.problems or self.account.counts.get(Fate.REFUSED) or self.candidate.is_document
        return self.content.is_empty and not wrong

    @property
    def report(self) -> Mapping[str, object]:
        """What the manifest of the edition keeps: the account of the rows and the remarks, ready for JSON."""
        return {
            "rows": {fate.value: count for fate, count in self.account.counts.items()},
            "aside": dict(self.account.aside),
            "issues": [[one.fate.value, one.place, one.reason] for one in self.account.issues],
            "remarks": list(self.remarks),
        }


def prepare(
    candidate: Candidate,
    loader_id: str,
    answers: Answers,
    progress: Progress = silent,
    dataset: Dataset | None = None,
) -> Prepared:
    """Read a file with a loader and check what it gives; a document's figures are all accepted.

    ``dataset`` is what it is compared with, the current one by default.

    Raises:
        DataError: the file is wrong as a whole, or is no longer the one that was examined, or a question has no right
            answer.
        Cancelled: the progress said so.
        ValueError: the file was not recognised by this loader.
    """
    if loader_id == DOCUMENT and candidate.extraction is not None:
        read = situated(candidate, answers.get(TERRITORY, ""))
        return prepare_document(DocumentReview(read).accept_all(), answers, dataset)
    recognition = candidate.recognition(loader_id)
    given = settled(recognition.questions, answers, candidate.name)
    with candidate.table() as file:
        reading = recognition.loader.read(file, given, progress)
    progress(None, "Contrôle des chiffres")
    loader = recognition.loader
    label = reading.content.sources[0].title if reading.content.sources else loader.label
    current = datasets.load() if dataset is None else dataset
    reader = Reader(loader.id, loader.version, loader.series, label)
    return _prepared(candidate, reader, reading, current, to_come(reading.content.observations, candidate.name))


def prepare_document(review: DocumentReview, answers: Answers, dataset: Dataset | None = None) -> Prepared:
    """Make an import of the figures that a review kept.

    Raises:
        DataError: a question about the document has no right answer.
    """
    current = datasets.load() if dataset is None else dataset
    source = source_of(review.candidate, answers, current)
    content = Content((source,), review.observations(source.id))
    reader = Reader(DOCUMENT, DOCUMENT_VERSION, document_series(source), source.title)
    return _prepared(review.candidate, reader, TableReading(content, review.account, review.remarks), current)


def _prepared(
    candidate: Candidate,
    reader: Reader,
    reading: TableReading,
    dataset: Dataset,
    more: tuple[Problem, ...] = (),
) -> Prepared:
    rows = reading.content.observations
    wrong = (*problems(rows, candidate.name), *more)
    merged = None if wrong or reading.content.is_empty else datasets.preview(reading.content, series=reader.series)
    sudden = sudden_changes(merged, {one.id for one in reading.content.sources}) if merged else ()
    return Prepared(
        candidate=candidate,
        reader=reader,
        content=reading.content,
        account=reading.account,
        remarks=(*reading.remarks, *sudden),
        problems=wrong,
        changes=compare(rows, {one.id: one for one in reading.content.sources}, dataset),
        zonings=tuple(zoning_changes(one, dataset) for one in reading.content.zonings),
        territories=_covered(reading.content),
        computed=_computed(merged, dataset) if merged else {},
    )


def _covered(content: Content) -> dict[Level, frozenset[str]]:
    codes = {str(code) for code in (*content.observations["territory"], *content.points["commune"])}
    codes |= {code for edition in content.zonings for code in edition.classes_today()}
    by_level = {level: frozenset(code for code in codes if code.partition("-")[0] == level) for level in Level}
    return {level: found for level, found in by_level.items() if found}


def _computed(merged: Dataset, dataset: Dataset) -> dict[str, int]:
    """What the data set with the import computes that the present one does not, or otherwise."""
    key = ["indicator", "territory", "category", "period", "source", "value"]
    now, then = (one.observations.loc[one.observations["status"] == "derived", key] for one in (dataset, merged))
    both = then.merge(now.drop_duplicates(), on=key, how="left", indicator="side")
    counts = both.loc[both["side"] == "left_only", "indicator"].value_counts()
    return {str(indicator): int(count) for indicator, count in counts.items()}
