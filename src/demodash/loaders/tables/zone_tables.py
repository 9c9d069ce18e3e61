"""The sheets of a file that give a class of the zoning to communes, in each layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from demodash.errors import DataError, Problem
from demodash.loaders.tables.communal import COMMUNE, NAME
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header, normalised
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import shown
from demodash.loaders.tables.zone_classes import looks_like_classes, zone_class
from demodash.texts import enumeration

_ORDER = "Qualification attribuée par l’arrêté régional"
ZONE = Column(
    "zone",
    (
        _ORDER,
        "Zonage_MG",
        "Zonage",
        "Zonage médecin généraliste",
        "Zonage médecins généralistes",
        "Zonage médecin",
        "Zonage médecins",
        "Classement",
        "Qualification",
        "Type de zone",
        "Type de zonage",
        "Zone",
        "Catégorie",
        "Classe",
    ),
    prefix=True,
)
_POSTCODE = Column(
    "postcode",
    ("Code_postal", "CP", "Code postal de la commune", "Code postal commune", "postal_code"),
    looks=re.compile(r"\d{4,5}"),
)
_NAMED = replace(NAME, required=True)
BY_CODE = (COMMUNE, NAME, ZONE)
BY_POSTCODE = (_POSTCODE, _NAMED, ZONE)
_ALONE = (COMMUNE, NAME)
_QUARTERS = re.compile(r"\b(?:qpv|quartiers?|gq)\b")
_OTHER_PROFESSION = re.compile(
    r"\b(?:inf|infirm\w*|ide|mk|masseurs?|kine\w*|sf|sages?|cd|dent\w*|chirurgiens?|ortho\w*|pharma\w*)\b"
)
"""In the name of a column: its zoning is not that of GPs."""
_CLASS_IN_NAME = re.compile(r"\b(zip|zac|zar|zv)\b")


class Variant(StrEnum):
    """The layouts of a zoning."""

    EXPORT = "export"
    POSTAL = "postal"
    DREES = "drees"
    ORDER = "order"
    SHEETS = "sheets"


@dataclass(frozen=True, slots=True)
class ZoneTable:
    """A sheet that places communes; ``fixed`` is the class that its name gives to all of them."""

    sheet: Sheet
    header: Header
    variant: Variant
    fixed: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that its layout has."""
        if self.fixed:
            return _ALONE
        return BY_POSTCODE if self.variant is Variant.POSTAL else BY_CODE

    def titles(self) -> list[str]:
        """The cells above the header."""
        rows = [cells for line, cells in self.sheet.numbered_head if line < self.header.line]
        return [cell for cells in rows for cell in cells if cell.strip()]

    def check(self, file: str) -> None:
        """Check the header.

        Raises:
            DataError: a column is there twice, two are swapped, or two may be that of the classes.
        """
        find_header(self.sheet, self.columns, file)
        same = [] if self.fixed else [self.header.printed(index) for index in _class_columns(self.sheet, self.header)]
        if len(same) > 1:
            found = f"{len(same)} : {enumeration([f'« {each} »' for each in same])}"
            advice = "Ne gardez que la colonne de l’édition à importer."
            place = self.sheet.place(self.header.line)
            raise DataError(Problem(file, place, "une seule colonne de classes", found, advice))


def zone_tables(file: TableFile) -> tuple[ZoneTable, ...]:
    """The sheets of a file that place communes, in its order; empty when none does."""
    found = [table for sheet in file.sheets if (table := _by_column(sheet)) is not None]
    if not found:
        found = [table for sheet in file.sheets if (table := _by_name(sheet)) is not None]
    variants = {table.variant for table in found}
    if len(variants) > 1:  # an export beside an annex: the layout of the first says what the file is
        found = [table for table in found if table.variant is found[0].variant]
    return tuple(found)


def _by_column(sheet: Sheet) -> ZoneTable | None:
    if _QUARTERS.search(normalised(sheet.name)):
        return None
    for columns in (BY_CODE, BY_POSTCODE):
        header = look_for_header(sheet.numbered_head, columns)
        if header is None:
            continue
        indexes = _class_columns(sheet, header)
        if indexes:
            placed = replace(header, columns={**header.columns, "zone": indexes[0]})
            return ZoneTable(sheet, placed, _variant(sheet, placed, by_postcode=columns is BY_POSTCODE))
    return None


def _class_columns(sheet: Sheet, header: Header) -> list[int]:
    """The columns that hold classes, of those whose name may be that of one; several when no name is the best."""
    rows = [cells for line, cells in sheet.numbered_head if line > header.line]
    names = [normalised(shown(cell)) for cell in header.cells]
    candidates = [
        index for index, name in enumerate(names) if ZONE.matches(name) and not _OTHER_PROFESSION.search(name)
    ]
    found = [i for i in candidates if looks_like_classes([header.at(cells, i) for cells in rows])]
    best = min((ZONE.rank(names[index]) for index in found), default=0)
    return [index for index in found if ZONE.rank(names[index]) == best]


def _variant(sheet: Sheet, header: Header, *, by_postcode: bool) -> Variant:
    if by_postcode:
        return Variant.POSTAL
    if normalised(header.cells[header.columns["zone"]]) == normalised(_ORDER):
        return Variant.DREES
    if _of_cartosante(header):
        return Variant.EXPORT
    has_titles = any(line < header.line for line, _ in sheet.numbered_head)
    return Variant.ORDER if has_titles or sheet.kind == "excel" else Variant.EXPORT


def _of_cartosante(header: Header) -> bool:
    """Say whether a header is that of an export of C@rtoSanté, which two lines of titles may come before."""
    named = [normalised(header.cells[header.columns[each]]) for each in ("commune", "name") if each in header.columns]
    return named == ["code", "libelle"]


def _by_name(sheet: Sheet) -> ZoneTable | None:
    named = set(_CLASS_IN_NAME.findall(normalised(sheet.name)))
    header = look_for_header(sheet.numbered_head, _ALONE) if len(named) == 1 and sheet.kind == "excel" else None
    if header is None or _QUARTERS.search(normalised(sheet.name)):
        return None
    zone = zone_class(named.pop())
    return ZoneTable(sheet, header, Variant.SHEETS, zone.name) if zone is not None else None
