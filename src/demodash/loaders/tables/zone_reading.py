"""Reading the rows of a zoning: the class of each commune, and what became of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from demodash.errors import DataError, Problem
from demodash.loaders.tables.communal import CommunalRows
from demodash.loaders.tables.model import Progress, silent
from demodash.loaders.tables.placing import AccountBook, Placed, Placer, shown
from demodash.loaders.tables.zone_classes import CLASSES, ZoneClass, zone_class
from demodash.loaders.tables.zone_tables import Variant, ZoneTable

NOT_AVAILABLE = "classe non disponible (N/A)"
SAME_CLASS = "autre ligne de la même commune, de même classe"
_OF_ANOTHER = 0.5
"""Share of the communes of a sheet that others gave a class to, past which it is another edition."""


@dataclass(slots=True)
class Placements:
    """``classes``: the class of each commune by INSEE code, former codes kept; and the account of the rows.

    ``quarters``: communes of which quarters alone are zoned, by what the file prints.
    """

    classes: dict[str, str] = field(default_factory=dict)
    quarters: Counter[str] = field(default_factory=Counter)
    book: AccountBook = field(default_factory=AccountBook)
    placer: Placer = field(default_factory=Placer)

    def remarks(self) -> Iterator[str]:
        """What the analyst should know, in French."""
        yield from self.placer.remarks()
        if self.quarters:
            kinds = ", ".join(f"{count} « {printed} »" for printed, count in sorted(self.quarters.items()))
            yield (
                f"Communes dont seuls des quartiers sont zonés, prises comme hors zonage (HZ) : {kinds}. La classe "
                "d’un quartier n’est pas celle de sa commune."
            )


def read_zones(tables: tuple[ZoneTable, ...], progress: Progress) -> Placements:
    """Read the class of every commune of the region; a commune in several classes gets none, and its rows say so.

    Raises:
        DataError: a sheet is damaged, or gives classes to the communes of another one.
        Cancelled: the progress said so.
    """
    classes = _all_classes(tables)
    found = Placements()
    for table in tables:
        for line, cells, placed in _rows(table, found.placer, found.book, progress):
            zone = _zone(table, cells)
            place = table.sheet.place(line, "" if table.fixed else table.header.name("zone"))
            if zone is None:
                wanted = "ZIP, ZAC, ZAR, zone de vigilance, hors zonage"
                found.book.refused(
                    place, f"« {shown(table.header.cell(cells, 'zone'))} » n’est pas une classe ({wanted})"
                )
            elif not zone.name:
                found.book.aside(NOT_AVAILABLE)
            elif len(classes[placed.insee]) > 1:
                several = ", ".join(each for each in CLASSES if each in classes[placed.insee])
                found.book.refused(place, f"la commune {placed.insee} est dans plusieurs classes : {several}")
            elif placed.insee in found.classes:
                found.book.aside(SAME_CLASS)
            else:
                found.classes[placed.insee] = zone.name
                found.quarters[zone.quarters] += bool(zone.quarters)
                found.book.taken()
    found.quarters = +found.quarters
    return found


def _all_classes(tables: tuple[ZoneTable, ...]) -> dict[str, set[str]]:
    """Every class of each commune, from a first reading that writes nothing down."""
    classes: dict[str, set[str]] = {}
    for table in tables:
        placed_before, again, rows = frozenset(classes), 0, 0
        for _, cells, placed in _rows(table, Placer(), AccountBook(), silent):
            zone = _zone(table, cells)
            if zone is not None and zone.name:
                classes.setdefault(placed.insee, set()).add(zone.name)
                rows += 1
                again += placed.insee in placed_before
        if not table.fixed and again > _OF_ANOTHER * rows:
            raise _several(table, again, rows)
    return classes


def _several(table: ZoneTable, again: int, rows: int) -> DataError:
    """Say that a sheet gives classes to the communes of the sheets before it: two editions are not to be mixed."""
    found = f"{again} communes sur {rows} qui ont déjà une classe dans une feuille précédente"
    advice = "Gardez la feuille de l’édition à importer, et importez les autres à part."
    return DataError(Problem(table.sheet.file, table.sheet.title, "une seule édition du zonage", found, advice))


def _zone(table: ZoneTable, cells: tuple[str, ...]) -> ZoneClass | None:
    return ZoneClass(table.fixed) if table.fixed else zone_class(table.header.cell(cells, "zone"))


def _rows(
    table: ZoneTable, placer: Placer, book: AccountBook, progress: Progress
) -> Iterator[tuple[int, tuple[str, ...], Placed]]:
    header = table.header
    if table.variant is not Variant.POSTAL:
        yield from CommunalRows(table.sheet, header, placer, book, progress, distinct=False)
        return

    def code_of(cells: tuple[str, ...]) -> str:
        return header.cell(cells, "postcode")

    def place_of(cells: tuple[str, ...]) -> Placed:
        return placer.postal(header.cell(cells, "postcode"), header.cell(cells, "name"))

    yield from CommunalRows(
        table.sheet, header, placer, book, progress, code_of=code_of, place_of=place_of, distinct=False
    )
