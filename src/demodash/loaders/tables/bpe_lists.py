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
from functools import partial

from demodash.loaders.content import Fate
from demodash.loaders.tables import melodi
from demodash.loaders.tables.cells import is_missing, number, perhaps_thousands, why_not, years_in
from demodash.loaders.tables.communal import PROGRESS_EVERY
from demodash.loaders.tables.ends import refuse_cut_end
from demodash.loaders.tables.gathering import NO_FIGURE
from demodash.loaders.tables.headers import Column, Header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet
from demodash.loaders.tables.placing import AccountBook, Placed, Placer, shown
from demodash.loaders.tables.repeats import Line, Repeats
from demodash.territories import HOME_REGION, Level, children, codes, territory
from demodash.texts import first_of

GPS = frozenset({"D201", "D265"})
"""Kinds of equipment that are GPs: until the BPE of 2022, since that of 2023."""
INDICATOR = "mg_effectif"
MOST = 3_000
"""GPs of a commune, past which a number is something else: Paris has fewer."""
_COUNTED = "FACILITIES"
LIST = (
    Column("commune", ("GEO", "DEPCOM"), looks=re.compile(r"\d{5}|2[AB]\d{3}|(?:\d{4}-)?COM-\w{5}")),
    Column("kind", ("FACILITY_TYPE", "TYPEQU"), looks=re.compile(r"[A-G]\d{3}")),
    Column("level", (*melodi.LEVEL.names,), required=False),
    Column("measure", ("BPE_MEASURE",), required=False),
    Column("iris", ("DCIRIS",), required=False),
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
    communes with any equipment, by year.
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
    seen: dict[str, set[str]] = field(default_factory=dict)
    _repeats: Repeats[tuple[Place, str]] = field(init=False)

    def __post_init__(self) -> None:
        """Start with no line."""
        self._repeats = Repeats(self.book)

    def read(self, progress: Progress) -> None:
        """Read every line.

        Raises:
            DataError: the sheet is damaged, or stops in the middle of a line.
            Cancelled: the progress said so.
        """
        wanted = ("kind", "commune", "level", "year")
        kind, commune, level, year = (self.header.columns.get(each, -1) for each in wanted)
        width, whole = max(kind, commune, level, year) + 1, len(self.header.cells)
        if self.sheet.kind == "text":
            refuse_cut_end(self.sheet.text_path(), self.sheet.separator, self.header.widths, self.sheet.file)
        others, printed = Counter[str](), set[tuple[str, str]]()
        for count, (line, cells) in enumerate(self.sheet.rows()):
            if count % PROGRESS_EVERY == 0:
                progress(None, f"lecture, ligne {line}")
            if line <= self.header.line:
                continue
            if len(cells) < width or any(cells[whole:]):
                said = f"{len(cells)} cellules au lieu de {whole}"
                self._repeats.later(partial(self.book.refused, self.sheet.place(line), said))
                self.holes.add(("", _placed(Placer(), cells[commune] if commune < len(cells) else "").code))
                continue
            when = self.asked or cells[year].strip()
            if level >= 0 and not melodi.is_commune(cells[level]):
                others[melodi.OTHER_LEVEL] += 1
            elif cells[kind].strip().upper() in GPS:
                self._gps(line, cells)
                printed.add((when, cells[commune]))
            else:
                others[OTHER_KIND] += 1
                printed.add((when, cells[commune]))
        self._settle()
        for reason, lines in others.items():
            self.book.aside(reason, lines)
        for when, each in printed:
            placed = _placed(Placer(), each)
            if placed.fate is Fate.TAKEN:
                self.placer.seen.add(placed.code)
                self.seen.setdefault(when, set()).add(placed.code)

    def zeros(self) -> Iterator[Place]:
        """Communes that have equipment in the file, and no GP: with the whole of its département, or seen in it."""
        for year in sorted(self.years):
            seen = self.seen.get(year, set())
            whole = set(_whole_departements(seen))
            for code in codes(Level.COMMUNE):
                is_listed = code in seen or territory(code).departement in whole
                if is_listed and (year, code) not in self.counts and self.is_whole((year, code)):
                    yield year, code

    def is_whole(self, where: Place) -> bool:
        """Say whether no line of a commune is lost, in a year or in one that cannot be read."""
        return self.holes.isdisjoint((where, ("", where[1])))

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
        if placed.fate is Fate.OUTSIDE:
            self.book.outside()
            return
        if placed.fate is not Fate.TAKEN:
            place = self.sheet.place(line, self.header.name("commune"))
            self._repeats.later(partial(self.book.not_placed, placed, place))
            return
        if years_in(year) != (year,):
            place = self.sheet.place(line, self.header.name("year"))
            said = f"« {shown(year)} » n’est pas une année" if year else "année absente"
            self._repeats.later(partial(self.book.refused, place, said))
            self.holes.add(("", placed.code))
            return
        where = year, placed.code
        self.years.add(year)
        if "count" not in self.header:
            self.counts[where] += 1
            self.lines.setdefault(where, []).append(line)
            self.book.taken()
            return
        printed = self.header.figure(cells, self.header.columns["count"])
        iris = self.header.cell(cells, "iris")
        is_alone = "iris" in self.header or "level" in self.header  # else equal counts may be of two parts of a commune
        value: str | int = printed if is_alone else line
        kept = Line(line, self.sheet.place(line), f"la commune {placed.insee}", (where, printed), value)
        self._repeats.add((placed.insee, year, iris), kept)

    def _settle(self) -> None:
        """Take the counts, once it is known which of them come back."""
        for one, stands in self._repeats.settle():
            where, printed = one.row
            reason = self._count(where, printed) if stands else None
            if stands and reason is None:
                self.lines.setdefault(where, []).append(one.number)
                self.book.taken()
                continue
            self.holes.add(where)
            if reason:
                self.book.refused(self.sheet.place(one.number, self.header.name("count")), reason)
            elif stands:
                self.book.aside(NO_FIGURE)

    def _count(self, where: Place, printed: str) -> str | None:
        """Add the count of a line; say in French what is wrong with it, nothing when it has none, None when taken."""
        value = number(printed)
        if is_missing(printed):
            return ""
        if value is None:
            return why_not(printed)
        if not (value.is_integer() and 0 <= value <= MOST) or perhaps_thousands(printed):
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
