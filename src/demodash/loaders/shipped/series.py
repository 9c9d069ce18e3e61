"""Wide official tables: one row per territory and period, one column per indicator, declared in ``source.toml``."""

from __future__ import annotations

import hashlib
from pathlib import Path

from demodash.errors import Problem
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.shipped.rows import Harvest, Line, MissingCell, Observation, file_name, number, read_lines
from demodash.loaders.shipped.tables import Table, declaration_problems, declarations, read_table_declaration
from demodash.sources import Source


def has_tables(folder: Path) -> bool:
    """Say whether the folder's ``source.toml`` declares a table."""
    return bool(declarations(folder))


def read_series(folder: Path, sources: tuple[Source, ...]) -> Harvest:
    """Read every table that the folder's ``source.toml`` declares; it must declare one source."""
    harvest = Harvest.empty()
    name = f"{folder.name}/source.toml"
    if len(sources) != 1:
        harvest.problems.append(Problem(name, expected="une seule source pour ses tables", found=f"{len(sources)}"))
        return harvest
    for place, declared in enumerate(declarations(folder), 1):
        found = declaration_problems(name, f"table {place}", declared)
        harvest.problems.extend(found)
        if not found:
            _read_table(folder, sources[0], read_table_declaration(declared), harvest)
    return harvest


def _read_table(folder: Path, source: Source, table: Table, harvest: Harvest) -> None:
    path = folder / table.file
    name = file_name(path)
    if not path.is_file():
        harvest.problems.append(Problem(name, expected="la table déclarée", found="aucun fichier"))
        return
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != source.sha256:
        advice = "La table a changé depuis qu’elle a été déclarée : vérifiez-la, puis mettez l’empreinte à jour."
        harvest.problems.append(Problem(name, expected=f"l’empreinte {source.sha256}", found=digest, advice=advice))
    met = dict.fromkeys(((one.column, one.cell) for one in table.missing), 0)
    reasons = {(one.column, one.cell): one.reason for one in table.missing}
    for line in read_lines(path, table.header, harvest.problems):
        territory = table.territory(line)
        level = territory.partition("-")[0]
        if level not in table.status:
            place = f"ligne {line.number}, {table.territory_column}"
            wanted = f"un territoire de niveau {', '.join(table.status)}"
            harvest.problems.append(Problem(name, place, wanted, territory))
            continue
        for column in table.columns:
            key = (column, line[column])
            if key in met:
                met[key] += 1
                period = table.period_of(line)
                harvest.missing.append(MissingCell(name, line.number, column, territory, period, reasons[key]))
                continue
            found = _observation(name, line, column, table, source.id)
            if isinstance(found, Problem):
                harvest.problems.append(found)
            else:
                harvest.observations.append(found)
    for one in table.missing:
        count = met[one.column, one.cell]
        if count != one.count:
            wanted = f"{one.count} fois la cellule manquante « {one.cell} »"
            harvest.problems.append(Problem(name, f"colonne {one.column}", wanted, f"{count} fois"))


def _observation(file: str, line: Line, column: str, table: Table, source: str) -> Observation | Problem:
    place = f"ligne {line.number}, colonne {column}"
    cell = line[column]
    value = number(cell)
    if value is None:
        return Problem(file, place, "un nombre à point décimal", cell or "une cellule vide")
    territory = table.territory(line)
    level = territory.partition("-")[0]
    return Observation(
        file=file,
        line=line.number,
        indicator=table.columns[column],
        territory=territory,
        category=ENSEMBLE,
        period=table.period_of(line),
        value=value,
        qualifier="exact",
        status=table.status[level],
        source=source,
        locator=place,
        as_printed=cell,
        note=table.note.get(level, ""),
    )
