"""Which territoire de vie-santé (TVS) each commune is in (DREES), in the layouts of 2017 and 2018.

Source: DREES, territoires de vie-santé, Licence Ouverte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from demodash.loaders.content import Content
from demodash.loaders.tables.communal import COMMUNE, NAME, CommunalRows
from demodash.loaders.tables.finess_structures import clean_name
from demodash.loaders.tables.groupings import Grouping, groupings
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placed, Placer
from demodash.loaders.tables.sourcing import nothing_of_ours, source_of, unread
from demodash.territories import HOME_REGION, current_commune, find_commune, name, territory
from demodash.texts import number, plural

_TVS = Column(
    "tvs",
    (
        "tv",
        "tvs",
        "Code du territoire de vie-santé",
        "Code TVS",
        "code_tvs",
        "tvs2017",
        "tvs_code",
        "Territoire de vie-santé",
    ),
)
_TVS_NAME = Column(
    "tvs_name",
    ("libtv", "libtvs", "Libellé du territoire de vie-santé", "Libellé TVS", "lib_tvs", "nom_tvs", "tvs_nom"),
    required=False,
)
_COLUMNS = (COMMUNE, NAME, _TVS, _TVS_NAME)
LAYOUTS = (_COLUMNS,)
"""The columns of each layout."""
_CODE = re.compile(r"\d{4,5}|2[AB]\d{3}")
_CLASSES = re.compile(r"zonage|classement|qualification", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TvsLoader:
    """The territoire de vie-santé of each commune."""

    id: str = "tvs"
    version: int = 1
    label: str = "Communes et territoires de vie-santé (DREES)"
    series: str = "tvs"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise a territoire de vie-santé beside communes, in a table that gives no class of a zoning."""
        found = _found(file)
        return None if found is None else Recognition(self, self.label)

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the territoire de vie-santé of each commune of the region.

        A commune of today made of several, of different TVS, is in that of the one whose code it kept.

        Raises:
            DataError: a column is missing, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        found = _found(file)
        sheet = found[0] if found else file.sheets[0]
        header = find_header(sheet, _COLUMNS, file.name)
        placer, book = Placer(), AccountBook()
        rows: dict[str, list[tuple[Placed, Grouping]]] = {}
        for line, cells, placed in CommunalRows(sheet, header, placer, book, progress):
            place = sheet.place(line, header.name("tvs"))
            code, label = _tvs(header.cell(cells, "tvs"), clean_name(header.cell(cells, "tvs_name")), placed)
            if not code:
                book.refused(place, "territoire de vie-santé absent")
                continue
            rows.setdefault(placed.code, []).append((placed, ("tvs", placed.code, code, label, place)))
            book.taken()
        account = book.account()
        if not rows:
            wanted = "des communes des Hauts-de-France avec leur territoire de vie-santé"
            raise nothing_of_ours(file, wanted, account)
        source = source_of(file, "tvs", "DREES", "Communes et territoires de vie-santé (TVS)", territory=HOME_REGION)
        chosen = {commune: _chosen(options) for commune, options in rows.items()}
        table = groupings(chosen.values(), source.id)
        remarks = (*placer.remarks(), *_remarks(rows, chosen), *unread(file, (sheet,)))
        return TableReading(Content((source,), groupings=table), account, remarks)


def _found(file: TableFile) -> tuple[Sheet, Header] | None:
    for sheet in file.sheets:
        header = look_for_header(sheet.numbered_head, _COLUMNS)
        if header is not None and not any(_CLASSES.search(cell) for cell in header.cells):
            return sheet, header
    return None


def _tvs(code: str, label: str, placed: Placed) -> tuple[str, str]:
    """Code and name of a TVS; a cell that prints the name gives the code of the commune of that name."""
    if _CODE.fullmatch(code):
        insee = code.zfill(5)
        now = current_commune(insee)
        return insee, label or (name(f"COM-{now}") if now is not None else insee)
    text = clean_name(code)
    if not text:
        return "", ""
    main = find_commune(text, territory(placed.code).departement) or find_commune(text)
    return (main[0].insee, label or text) if len(main) == 1 else (text, label or text)


def _chosen(options: list[tuple[Placed, Grouping]]) -> Grouping:
    kept = [grouping for placed, grouping in options if not placed.is_former]
    return kept[0] if kept else options[0][1]


def _remarks(rows: Mapping[str, list[tuple[Placed, Grouping]]], chosen: Mapping[str, Grouping]) -> tuple[str, ...]:
    several = sorted(
        commune.removeprefix("COM-")
        for commune, options in rows.items()
        if len({grouping[2] for _, grouping in options}) > 1
    )
    count = len({grouping[2] for grouping in chosen.values()})
    territories = plural(count, "territoire de vie-santé", "territoires de vie-santé")
    whom = plural(len(chosen), "commune", "communes")
    found = [f"{number(count)} {territories} pour {number(len(chosen))} {whom} de la région."]
    if several:
        found.append(
            f"{number(len(several))} {plural(len(several), 'commune', 'communes')} d’aujourd’hui "
            f"{plural(len(several), 'réunit', 'réunissent')} des communes de TVS différents ; celui de la "
            f"commune qui a gardé son code est retenu : {', '.join(several[:10])}."
        )
    return tuple(found)
