"""FINESS as a table with a header: ``t_finess`` of Atlasanté, and the establishments that data.gouv.fr publishes again.

Source: Atlasanté, « Référentiel Finess (t_finess) »; data.gouv.fr, « Réexposition des données FINESS »; Licence
Ouverte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from demodash.loaders.content import Fate, RowIssue
from demodash.loaders.tables.ends import refuse_cut_end
from demodash.loaders.tables.engine import width
from demodash.loaders.tables.extraction_dates import day_of
from demodash.loaders.tables.finess_lines import insee_of
from demodash.loaders.tables.finess_structures import Structure, clean_name
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet

_SHARED = (
    Column("number", ("finess", "nofinesset"), looks=re.compile(r"\d[\dAB]?\d{7}")),
    Column("category", ("categ_code", "categetab"), looks=re.compile(r"\d{3}")),
    Column("name", ("rs",)),
    Column("long", ("rslongue", "et_rs"), required=False),
    Column("state", ("etat",), required=False),
    Column("type", ("type",), required=False),
    Column("opened", ("date_ouverture", "dateouv", "dateouvert"), required=False),
    Column("x", ("geoloc_4326_long", "coordxet", "coordx", "geoloc_x"), required=False),
    Column("y", ("geoloc_4326_lat", "coordyet", "coordy", "geoloc_y"), required=False),
    Column("day", ("date_extract_finess",), required=False),
)
WHOLE = (*_SHARED, Column("insee", ("com_code", "cog"), looks=re.compile(r"\d[\dAB]?\d{3}")))
SPLIT = (
    *_SHARED,
    Column("departement", ("departement",), looks=re.compile(r"\d[\dAB]?|9[\dA-Z]\d?")),
    Column("commune", ("commune",), looks=re.compile(r"\d{1,3}")),
)
LAYOUTS = (WHOLE, SPLIT)
"""The columns of each layout: the code of the commune whole, or made of two columns."""
_CURRENT = "ACTUEL"
_ESTABLISHMENT = "ET"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TELL_EVERY = 20_000


def header_of(sheet: Sheet) -> Header | None:
    """The header of a sheet that is one of these tables, None when it is not."""
    found = (look_for_header(sheet.numbered_head, columns) for columns in LAYOUTS)
    return next((header for header in found if header is not None), None)


def is_finess(sheet: Sheet) -> bool:
    """Say whether a sheet is one of these tables, from its header."""
    return sheet.kind != "json" and header_of(sheet) is not None


def day(sheet: Sheet) -> str:
    """ISO day that the first rows print, empty when they print none."""
    header = header_of(sheet)
    if header is None:
        return ""
    return day_of(*(header.cell(cells, "day") for line, cells in sheet.numbered_head if line > header.line))


def rows(sheet: Sheet, progress: Progress) -> Iterator[Structure | RowIssue]:
    """Read the rows one by one, and what is wrong with the others.

    Raises:
        DataError: a column is there twice, two are swapped, or the sheet is damaged or cut.
        Cancelled: the progress said so.
    """
    is_whole = look_for_header(sheet.numbered_head, WHOLE) is not None
    header = find_header(sheet, WHOLE if is_whole else SPLIT, sheet.file)
    if sheet.kind == "text":
        refuse_cut_end(sheet.text_path(), sheet.separator, header.widths, sheet.file)
    most = max(width(sheet, header), len(header.cells))
    for count, (line, cells) in enumerate(sheet.rows()):
        if count % _TELL_EVERY == 0:
            progress(None, f"Lecture du répertoire, ligne {line}")
        if line <= header.line:
            continue
        is_short = len(cells) < len(header.cells) and sheet.kind == "text"
        if is_short or len(cells) > most:
            yield RowIssue(Fate.REFUSED, sheet.place(line), f"{len(cells)} champs au lieu de {len(header.cells)}")
        else:
            yield _structure(header, cells, sheet.place(line))


def _structure(header: Header, cells: tuple[str, ...], place: str) -> Structure:
    number, opened = header.cell(cells, "number"), header.cell(cells, "opened")[:10]
    is_establishment = header.cell(cells, "type") in {"", _ESTABLISHMENT}
    insee = header.cell(cells, "insee")
    return Structure(
        number=number.zfill(9) if number else "",
        category=header.cell(cells, "category") if is_establishment else "",
        name=clean_name(header.cell(cells, "long"), header.cell(cells, "name")),
        commune=insee or insee_of(header.cell(cells, "departement"), header.cell(cells, "commune")),
        opened=opened if _DAY.fullmatch(opened) else "",
        is_closed=header.cell(cells, "state").upper() not in {"", _CURRENT},
        place=place,
        coordinates=((header.cell(cells, "x"), header.cell(cells, "y")),),
    )
