"""The base permanente des équipements as INSEE publishes it: lists of equipment of every kind, of which GPs are one.

Three layouts: a count a commune and a kind (``DS_BPE_AAAA_data.csv``, since 2024), a count an IRIS and a kind
(``bpeAA_ensemble.csv``), a line an equipment (``BPEAA.csv``, ``bpeAA_ensemble_xy.csv``).

Source: INSEE, base permanente des équipements (BPE), Licence Ouverte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from demodash.indicators import CATALOGUE
from demodash.loaders.content import Fate
from demodash.loaders.tables import melodi
from demodash.loaders.tables.cells import is_missing, number, why_not, years_in
from demodash.loaders.tables.communal import PROGRESS_EVERY
from demodash.loaders.tables.gathering import NO_FIGURE
from demodash.loaders.tables.headers import Column, Header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet
from demodash.loaders.tables.placing import AccountBook, Placed, Placer, shown
from demodash.territories import HOME_REGION, Level, children, codes, territory
from demodash.texts import first_of

GPS = frozenset({"D201", "D265"})
"""Kinds of equipment that are GPs: until the BPE of 2022, since that of 2023."""
INDICATOR = "mg_effectif"
MOST = CATALOGUE[INDICATOR].high
_COUNTED = "FACILITIES"
LIST = (
    Column("commune", ("GEO", "DEPCOM"), looks=re.compile(r"\d{5}|2[AB]\d{3}|(?:\d{4}-)?COM-\w{5}")),
    Column("kind", ("FACILITY_TYPE", "TYPEQU"), looks=re.compile(r"[A-G]\d{3}")),
    Column("level", (*melodi.LEVEL.names,), required=False),
    Column("measure", ("BPE_MEASURE",), required=False),
    Column("year", ("TIME_PERIOD", "AN"), required=False, looks=re.compile(r"20\d\d")),
    Column("count", (*melodi.VALUE.names, "NB_EQUIP"), required=False),
)
"""The columns of a list of equipment; without a count, each line is one equipment."""
OTHER_KIND = "autre équipement que les médecins généralistes"
OTHER_MEASURE = "autre mesure que le nombre d’équipements"
_WHOLE = 0.8
"""Share of the communes of a département in the file past which it lists them all: nearly all have some equipment."""
_SHOWN = 5

Place = tuple[str, str]
"""A year, and the full code of a commune of today."""


@dataclass(slots=True)
class Gps:
    """The GPs of each commune, as lines add up to them, and what became of the lines.

    ``holes``: where a line gives no count, whose sum would lack a part, without a year when it has none; ``seen``:
    communes with any equipment.
    """

    sheet: Sheet
    header: Header
    asked: str
    """The year, when no column says it."""
    book: AccountBook = field(default_factory=AccountBook)
    placer: Placer = field(default_factory=Placer)
    counts: Counter[Place] = field(default_factory=Counter)
    lines: dict[Place, list[int]] = field(default_factory=dict)
    holes: set[Place] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def read(self, progress: Progress) -> None:
        """Read every line.

        Raises:
            DataError: the sheet is damaged.
            Cancelled: the progress said so.
        """
        kind, commune, level = (self.header.columns.get(each, -1) for each in ("kind", "commune", "level"))
        width = max(kind, commune, level) + 1
        others, printed = Counter[str](), set[str]()
        for count, (line, cells) in enumerate(self.sheet.rows()):
            if count % PROGRESS_EVERY == 0:
                progress(None, f"lecture, ligne {line}")
            if line <= self.header.line:
                continue
            if len(cells) < width:
                self.book.refused(self.sheet.place(line), f"{len(cells)} cellules au lieu de {len(self.header.cells)}")
            elif level >= 0 and not melodi.is_commune(cells[level]):
                others[melodi.OTHER_LEVEL] += 1
            elif cells[kind].strip() in GPS:
                self._gps(line, cells)
                printed.add(cells[commune])
            else:
                others[OTHER_KIND] += 1
                printed.add(cells[commune])
        for reason, lines in others.items():
            self.book.aside(reason, lines)
        self.seen = {placed.code for each in printed if (placed := _placed(Placer(), each)).fate is Fate.TAKEN}

    def zeros(self) -> Iterator[Place]:
        """Communes that have equipment in the file, and no GP: with the whole of its département, or seen in it."""
        whole = set(_whole_departements(self.seen))
        for year in sorted(self.years):
            for code in codes(Level.COMMUNE):
                is_listed = code in self.seen or territory(code).departement in whole
                if is_listed and (year, code) not in self.counts and self.holes.isdisjoint(((year, code), ("", code))):
                    yield year, code

    def place(self, where: Place) -> str:
        """Where the count of a commune stands in the file."""
        lines = self.lines[where]
        if len(lines) == 1:
            column = self.header.name("count") if "count" in self.header else ""
            return self.sheet.place(lines[0], column)
        title = f"{self.sheet.title}, " if self.sheet.title else ""
        return f"{title}lignes {first_of([str(line) for line in lines], _SHOWN)}"

    def _gps(self, line: int, cells: tuple[str, ...]) -> None:
        measure, year = self.header.cell(cells, "measure"), self.asked or self.header.cell(cells, "year")
        if measure and measure != _COUNTED:
            self.book.aside(OTHER_MEASURE)
            return
        placed = _placed(self.placer, self.header.cell(cells, "commune"))
        if placed.fate is not Fate.TAKEN:
            self.book.not_placed(placed, self.sheet.place(line, self.header.name("commune")))
            return
        if years_in(year) != (year,):
            place = self.sheet.place(line, self.header.name("year"))
            self.book.refused(place, f"« {shown(year)} » n’est pas une année" if year else "année absente")
            self.holes.add(("", placed.code))
            return
        where = year, placed.code
        self.years.add(year)
        reason = self._count(where, cells)
        if reason is None:
            self.lines.setdefault(where, []).append(line)
            self.book.taken()
            return
        self.holes.add(where)
        if reason:
            self.book.refused(self.sheet.place(line, self.header.name("count")), reason)
        else:
            self.book.aside(NO_FIGURE)

    def _count(self, where: Place, cells: tuple[str, ...]) -> str | None:
        """Add the count of a line; say in French what is wrong with it, nothing when it has none, None when taken."""
        if "count" not in self.header:
            self.counts[where] += 1
            return None
        printed = self.header.cell(cells, "count")
        value = number(printed)
        if is_missing(printed):
            return ""
        if value is None:
            return why_not(printed)
        if not (value.is_integer() and 0 <= value <= MOST):
            return f"« {shown(printed)} » n’est pas un nombre de médecins d’une commune"
        self.counts[where] += int(value)
        return None


def _placed(placer: Placer, printed: str) -> Placed:
    return placer.commune(melodi.insee_of(printed))


def _whole_departements(seen: set[str]) -> Iterator[str]:
    for departement in children(HOME_REGION, Level.DEPARTEMENT):
        communes = children(departement, Level.COMMUNE)
        if len(seen.intersection(communes)) >= _WHOLE * len(communes):
            yield departement
