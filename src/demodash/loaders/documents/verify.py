"""Documents read again and compared, figure by figure, with what was transcribed from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from demodash.errors import DataError, DocumentError, Problem
from demodash.loaders.documents.controls import Control, controls
from demodash.loaders.documents.extraction import Figure, extract
from demodash.loaders.documents.readers import read_document
from demodash.loaders.shipped.documents import FIGURES
from demodash.loaders.shipped.documents import read_document as read_figures
from demodash.loaders.shipped.rows import Observation
from demodash.sources import Source, read_sources
from demodash.texts import plural

SUFFIXES = frozenset({".txt", ".html", ".htm", ".pdf", ".pptx", ".docx"})
_COMPARED = {
    "territory": "territoire",
    "category": "catégorie",
    "period": "période",
    "value": "valeur",
    "qualifier": "signe",
    "status": "statut",
    "locator": "place",
    "as_printed": "texte imprimé",
}


class Outcome(Enum):
    """What became of a figure; the value is the French word."""

    EQUAL = "égal"
    DIFFERENT = "différent"
    MISSING = "manquant"
    EXTRA = "en trop"

    @property
    def plural(self) -> str:
        """The word for several figures."""
        return {"égal": "égaux", "en trop": "en trop"}.get(self.value, f"{self.value}s")


@dataclass(frozen=True, slots=True)
class Check:
    """A transcribed figure beside the one found. `differences` is what differs, in French; one of the two may lack."""

    outcome: Outcome
    expected: Observation | None
    found: Figure | None
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentCheck:
    """What the verification of one document gave. `altered`: its content is not the one that was transcribed."""

    file: str
    source: str
    checks: tuple[Check, ...]
    controls: tuple[Control, ...]
    not_taken: int
    altered: bool = False
    error: str = ""

    def count(self, outcome: Outcome) -> int:
        """Return how many figures came out so."""
        return sum(check.outcome is outcome for check in self.checks)

    @property
    def ok(self) -> bool:
        """Whether the document was read and every figure is equal, with none in excess."""
        return not self.error and all(check.outcome is Outcome.EQUAL for check in self.checks)


@dataclass(frozen=True)
class Report:
    """The documents of a directory that a source declares, the files that none declares, the documents not there."""

    directory: str
    documents: tuple[DocumentCheck, ...]
    undeclared: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether at least one document was verified and all of them came out equal."""
        return bool(self.documents) and all(document.ok for document in self.documents)


@dataclass(frozen=True, slots=True)
class _Declared:
    """A source of kind document, and the figures transcribed from it."""

    source: Source
    figures: tuple[Observation, ...]


def verify(directory: Path, curated: Path) -> Report:
    """Extract the figures of the documents of a directory and compare them with those of the sources of `curated`.

    A document is the one that a source declares by its content (sha256) or else by its name. `curated` holds one folder
    per source, as ``data/sources``.

    Raises:
        DocumentError: the directory does not exist.
        DataError: the sources or their figures cannot be read.
    """
    if not directory.is_dir():
        raise DocumentError(
            Problem(str(directory), expected="un dossier de documents", found="aucun dossier à cet endroit")
        )
    declared = _declared(curated)
    checked, undeclared = [], []
    for path in sorted(path for path in directory.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()):
        found = _checked(path, declared)
        if found is None:
            undeclared.append(path.name)
        else:
            checked.append(found)
    seen = {document.source for document in checked}
    absent = tuple(one.source.file for one in declared if one.source.id not in seen)
    return Report(str(directory), tuple(checked), tuple(undeclared), absent)


def _declared(curated: Path) -> tuple[_Declared, ...]:
    found: list[_Declared] = []
    problems: list[Problem] = []
    for path in sorted(curated.glob(f"*/{FIGURES}")):
        sources = read_sources(path.parent / "source.toml")
        if len(sources) == 1 and sources[0].kind == "document" and sources[0].file:
            harvest = read_figures(path.parent, sources)
            problems += harvest.problems
            found.append(_Declared(sources[0], tuple(harvest.observations)))
    if problems:
        raise DataError(problems)
    return tuple(found)


def _checked(path: Path, declared: Iterable[_Declared]) -> DocumentCheck | None:
    """Return the verification of a file, None when no source declares it."""
    by_name = next((one for one in declared if one.source.file == path.name), None)
    try:
        document = read_document(path)
    except DocumentError as error:
        return DocumentCheck(path.name, by_name.source.id, (), (), 0, error=str(error)) if by_name else None
    one = next((one for one in declared if one.source.sha256 == document.sha256), by_name)
    if one is None:
        return None
    extraction = extract(document, one.source.id)
    return DocumentCheck(
        path.name,
        one.source.id,
        compare(one.figures, extraction.figures),
        controls(extraction.figures),
        len(extraction.not_taken),
        altered=one.source.sha256 != document.sha256,
    )


def compare(expected: Sequence[Observation], found: Sequence[Figure]) -> tuple[Check, ...]:
    """Return one check per transcribed figure, in order, then one per figure found in excess."""
    left = list(found)
    checks: list[Check] = []
    pending: list[Observation] = []
    for one in expected:
        match = _match(one, left, ("indicator", "territory", "category", "period"))
        if match is None:
            pending.append(one)
            continue
        left.remove(match)
        checks.append(_check(one, match))
    for one in pending:
        match = _match(one, left, ("indicator", "locator", "as_printed")) or _match(
            one, left, ("locator", "as_printed")
        )
        if match is not None:
            left.remove(match)
        checks.append(_check(one, match))
    return (*checks, *(Check(Outcome.EXTRA, None, one) for one in left))


def _match(expected: Observation, found: Sequence[Figure], columns: Sequence[str]) -> Figure | None:
    same = [one for one in found if all(getattr(one, column) == getattr(expected, column) for column in columns)]
    nearest = [one for one in same if one.locator == expected.locator]
    return next(iter(nearest or same), None)


def _check(expected: Observation, found: Figure | None) -> Check:
    if found is None:
        return Check(Outcome.MISSING, expected, None)
    differences = tuple(
        f"{word} : attendu {getattr(expected, column)}, trouvé {getattr(found, column)}"
        for column, word in {"indicator": "indicateur", **_COMPARED}.items()
        if getattr(expected, column) != getattr(found, column)
    )
    return Check(Outcome.DIFFERENT if differences else Outcome.EQUAL, expected, found, differences)


def verify_report(report: Report) -> str:
    """Write the report in French: a line of counts per document, then every figure that is not equal.

    The command ends with status 0 when `report.ok`, with 1 otherwise.
    """
    lines = [f"Documents relus : {report.directory}", ""]
    for document in report.documents:
        lines += _document_lines(document)
    lines += [f"Sans chiffres transcrits, non vérifié : {name}" for name in report.undeclared]
    lines += [f"Déclaré, absent du dossier : {name}" for name in report.absent]
    expected = sum(check.expected is not None for document in report.documents for check in document.checks)
    equal = sum(document.count(Outcome.EQUAL) for document in report.documents)
    words = plural(equal, f"chiffre {Outcome.EQUAL.value}", f"chiffres {Outcome.EQUAL.plural}")
    lines.append(f"{equal} {words} sur {expected} {plural(expected, 'transcrit', 'transcrits')}, {_wrong(report)}.")
    if not report.documents:
        lines.append("Aucun document de ce dossier n’est déclaré dans data/sources.")
    return "\n".join([*lines, "Tout est égal." if report.ok else "Des écarts demandent une vérification."])


def _wrong(report: Report) -> str:
    counts = {
        outcome: sum(document.count(outcome) for document in report.documents)
        for outcome in (Outcome.DIFFERENT, Outcome.MISSING, Outcome.EXTRA)
    }
    return ", ".join(_counted(count, outcome) for outcome, count in counts.items())


def _counted(count: int, outcome: Outcome) -> str:
    return f"{count} {plural(count, outcome.value, outcome.plural)}"


def _document_lines(document: DocumentCheck) -> list[str]:
    if document.error:
        return [f"{document.file} : illisible", f"  {document.error}", ""]
    counts = ", ".join(_counted(document.count(outcome), outcome) for outcome in Outcome)
    lines = [f"{document.file} ({document.source})", f"  {counts} ; autres nombres, non retenus : {document.not_taken}"]
    if document.altered:
        lines.append("  Attention : le contenu du fichier n’est pas celui qui a été transcrit (sha256 différent).")
    for check in document.checks:
        if check.outcome is not Outcome.EQUAL:
            lines += _check_lines(check)
    for control in document.controls:
        lines.append(f"  {'recalculé' if control.agrees else 'EN DÉSACCORD'} : {control.sentence}")
    return [*lines, ""]


def _check_lines(check: Check) -> list[str]:
    one = check.expected or check.found
    if one is None:
        return []
    head = f"  {check.outcome.value} : {one.indicator}, {one.territory}, {one.category}, {one.period} = {one.value:g}"
    return [f"{head} (« {one.as_printed} », {one.locator})", *(f"    {difference}" for difference in check.differences)]
