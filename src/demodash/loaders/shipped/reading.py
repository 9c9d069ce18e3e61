"""Everything that ``data/sources`` holds, read and checked at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pandas as pd

from demodash.errors import DataError, Problem
from demodash.loaders.shipped.documents import FIGURES, read_document
from demodash.loaders.shipped.publications import MAPPING, read_publications
from demodash.loaders.shipped.rows import Harvest, MissingCell, Observation, Unmapped
from demodash.loaders.shipped.series import has_tables, read_series
from demodash.schema import COLUMNS, problems
from demodash.sources import Source, read_sources

_EDITION = "edition"
"""A ``source.toml`` with this table is an edition of the zoning, which ``demodash.zonage`` reads."""
_CELLS = attrgetter(*COLUMNS)


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped figures.

    ``observations``: one row per figure, columns ``schema.COLUMNS``. ``sources``: by id. ``unmapped``: the rows of
    the sources that give no observation of their own. ``missing``: the cells declared missing.
    """

    observations: pd.DataFrame
    sources: Mapping[str, Source]
    unmapped: tuple[Unmapped, ...]
    missing: tuple[MissingCell, ...]


def read_shipped(root: Path) -> Shipped:
    """Read every source folder under ``root`` (``data/sources``).

    Raises:
        DataError: with every problem of every file, naming file, line, expected and found.
    """
    harvest = Harvest.empty()
    sources: dict[str, Source] = {}
    folders = _folders(root, harvest.problems)
    surveys = []
    for folder in folders:
        declared = _declared(folder, sources, harvest.problems)
        if (folder / MAPPING).is_file():
            surveys.append((folder, declared))
        elif declared:
            harvest.add(_read(folder, declared))
    documents = tuple(harvest.observations)
    for folder, declared in surveys:
        harvest.add(read_publications(folder, declared, documents))
    harvest.problems.extend(_table_problems(harvest.observations))
    if not harvest.problems:
        harvest.problems.extend(_unused(sources, harvest.observations))
    if harvest.problems:
        raise DataError(harvest.problems)
    return Shipped(_frame(harvest.observations), sources, tuple(harvest.unmapped), tuple(harvest.missing))


def _folders(root: Path, found: list[Problem]) -> list[Path]:
    folders = []
    for path in sorted(root.glob("*/source.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            name = f"{path.parent.name}/{path.name}"
            found.append(Problem(name, expected="un fichier TOML en UTF-8", found=str(error)))
            continue
        if _EDITION not in content:
            folders.append(path.parent)
    if not folders and not found:
        found.append(Problem(str(root), expected="des dossiers de sources avec leur source.toml", found="aucun"))
    return folders


def _declared(folder: Path, sources: dict[str, Source], found: list[Problem]) -> tuple[Source, ...]:
    try:
        declared = read_sources(folder / "source.toml")
    except DataError as error:
        found.extend(error.problems)
        return ()
    for source in declared:
        if source.id in sources:
            found.append(Problem(f"{folder.name}/source.toml", expected="un id par source", found=f"deux {source.id}"))
        sources[source.id] = source
    return declared


def _read(folder: Path, declared: tuple[Source, ...]) -> Harvest:
    if (folder / FIGURES).is_file():
        return read_document(folder, declared)
    if has_tables(folder):
        return read_series(folder, declared)
    harvest = Harvest.empty()
    wanted = f"{FIGURES}, {MAPPING}, une table déclarée ou une édition du zonage"
    harvest.problems.append(Problem(f"{folder.name}/source.toml", expected=wanted, found="aucun"))
    return harvest


def _frame(observations: Iterable[Observation]) -> pd.DataFrame:
    return pd.DataFrame([_CELLS(one) for one in observations], columns=list(COLUMNS))


def _table_problems(observations: list[Observation]) -> list[Problem]:
    found: list[Problem] = []
    for file, group in groupby(sorted(observations, key=lambda one: (one.file, one.line)), key=lambda one: one.file):
        rows = list(group)
        table = _frame(rows)
        table.index = pd.Index([one.line for one in rows])
        found.extend(problems(table, file))
    return found


def _unused(sources: Mapping[str, Source], observations: list[Observation]) -> list[Problem]:
    used = {one.source for one in observations}
    return [
        Problem("data/sources", expected=f"des chiffres de la source {source_id}", found="aucun")
        for source_id in sources
        if source_id not in used
    ]
