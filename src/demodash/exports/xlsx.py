"""The Excel workbook: typed columns, codes kept as text, the sources, the definitions, and what the file is."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from demodash import texts
from demodash.dataset import Observation, observations
from demodash.exports.french_csv import HEADERS, cells
from demodash.exports.provenance import Provenance, indicators_of, licences_of, sources_of
from demodash.indicators.model import Indicator, Kind
from demodash.sources import KINDS, Source
from demodash.territories import territory

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header."""
IN_MEMORY = MappingProxyType(
    {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
)
"""How every workbook is written: nothing on the disk, and texts stay texts, whatever they begin with."""
LONGEST_CELL = 32_767
"""Characters of a cell."""
_LONGEST_PROPERTY = 255
_MOST_NAMED = 8
# Not allowed in XML, or without a form in UTF-8 (halves of surrogate pairs).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_SIGNS = {"%": texts.NARROW_SPACE, "€": texts.NARROW_SPACE}


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    width: int
    kind: str = "text"
    """``text``, ``code`` (text that looks like a number), ``value``, ``whole`` or ``day``."""


_WIDTHS = {
    "theme": 22,
    "label": 44,
    "indicator": 26,
    "territory_name": 24,
    "territory": 16,
    "category_label": 28,
    "category": 16,
    "period_label": 18,
    "period": 20,
    "value": 16,
    "unit": 22,
    "sign": 10,
    "status": 18,
    "as_printed": 16,
    "publisher": 26,
    "source_title": 44,
    "source_date": 16,
    "locator": 30,
    "url": 40,
    "note": 50,
}
_CODES = {"indicator", "territory", "category", "period", "as_printed", "source_date"}
_TYPED = {
    "territory": _Column("Code INSEE ou SIREN", 14, "code"),
    "period": _Column("Année", 9, "whole"),
}
"""Columns that a workbook has beside those of the CSV: after which one they come."""


def clean(text: str) -> str:
    """Leave out what a cell cannot hold: control characters, half characters, more than 32 767 characters.

    A line ends as Excel ends it inside a cell.
    """
    allowed = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return allowed if len(allowed) <= LONGEST_CELL else allowed[: LONGEST_CELL - 1] + "…"


def number_format(indicator: Indicator, decimals: int) -> str:
    """Give the number format of a figure: decimals, thousands, the sign of a change, «%» or «€» as a mere word.

    The cell keeps the published number (−8,23), which a true percentage format would multiply by 100.
    """
    if indicator.unit.kind is Kind.YEAR:
        return "0"
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    sign = indicator.unit.singular
    tail = f'"{_SIGNS[sign]}{sign}"' if sign in _SIGNS else ""
    if not indicator.is_signed:
        return f"{digits}{tail}"
    return f'"+"{digits}{tail};"{texts.MINUS}"{digits}{tail};{digits}{tail}'


def observations_xlsx(rows: pd.DataFrame, sources: Mapping[str, Source], provenance: Provenance) -> bytes:
    """Write observations as a workbook of four sheets: Données, Sources, Définitions, Lisez-moi.

    ``rows``: columns of ``schema.COLUMNS``. No row gives headers only.

    Raises:
        ValueError: a sheet cannot hold that many rows.
    """
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} rows do not fit in a sheet of {MOST_ROWS}")
    buffer = io.BytesIO()
    options = {
        **IN_MEMORY,
        "nan_inf_to_errors": False,
        "default_format_properties": _FONT,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(buffer, options) as workbook:
        book = _Book(workbook)
        workbook.set_properties(
            {
                "title": clean(provenance.title)[:_LONGEST_PROPERTY],
                "created": dt.datetime.combine(provenance.day, dt.time()),
            }
        )
        book.data(rows, sources)
        book.table("Sources", _SOURCES, [_source_row(one) for one in sources_of(rows, sources)], (24, 20, 28, 60))
        definitions = [_definition_row(one) for one in indicators_of(rows)]
        book.table("Définitions", _DEFINITIONS, definitions, (44, 28, 20, 70, 50, 70))
        book.text("Lisez-moi", _about(rows, sources, provenance))
    return buffer.getvalue()


class _Book:
    """The workbook being written, with the few formats that its sheets share."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def data(self, rows: pd.DataFrame, sources: Mapping[str, Source]) -> None:
        """The figures: one row each, columns of the CSV and the typed ones."""
        columns: list[tuple[_Column, Sequence[object]]] = []
        figures = observations(rows)
        for name, cell in cells(rows, sources).items():
            kind = "value" if name == "value" else "code" if name in _CODES else "text"
            columns.append((_Column(HEADERS[name], _WIDTHS[name], kind), cell))
            if name == "territory":
                columns.append((_TYPED[name], [territory(one.territory).insee for one in figures]))
            elif name == "period":
                columns.append((_TYPED[name], [one.span.year for one in figures]))
                columns.append((_Column("Premier jour", 12, "day"), [one.span.start for one in figures]))
                columns.append((_Column("Dernier jour", 12, "day"), [one.span.end for one in figures]))
        sheet = self._sheet("Données", [column for column, _ in columns], len(rows))
        sheet.freeze_panes(1, 2)
        for place, (column, content) in enumerate(columns):
            _WRITERS[column.kind](self, sheet, place, content, figures)

    def table(self, name: str, headers: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """A sheet of texts; the last width serves the columns beyond."""
        columns = [_Column(header, widths[min(place, len(widths) - 1)]) for place, header in enumerate(headers)]
        sheet = self._sheet(name, columns, len(rows))
        wrapped = self.format(text_wrap=True)
        for line, row in enumerate(rows, 1):
            for place, text in enumerate(row):
                sheet.write_string(line, place, clean(text), wrapped)

    def text(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        """A sheet to read: a word in bold, then its text."""
        sheet = self._workbook.add_worksheet(name)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 110)
        sheet.hide_gridlines(2)
        for line, (word, text) in enumerate(lines):
            sheet.write_string(line, 0, clean(word), self.format(bold=True))
            sheet.write_string(line, 1, clean(text), self.format(text_wrap=True))

    def format(self, **properties: object) -> Format:
        """One format per set of properties: a workbook holds few of them, however many cells."""
        key = tuple(sorted(properties.items(), key=lambda one: one[0]))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**_FONT, **properties})
        return self._formats[key]

    def _sheet(self, name: str, columns: Sequence[_Column], count: int) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        header = self.format(bold=True, text_wrap=True, bottom=1, bg_color="#E8EDF2", font_color="#1B2733")
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.header, header)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        if count:
            # Codes are text on purpose: no green corner on each of them.
            sheet.ignore_errors({"number_stored_as_text": f"A2:XFD{count + 1}"})
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet


def _write_text(
    book: _Book, sheet: Worksheet, place: int, content: Sequence[object], _figures: list[Observation]
) -> None:
    _write_strings(sheet, place, content, book.format())


def _write_code(
    book: _Book, sheet: Worksheet, place: int, content: Sequence[object], _figures: list[Observation]
) -> None:
    _write_strings(sheet, place, content, book.format(num_format="@"))


def _write_strings(sheet: Worksheet, place: int, content: Sequence[object], shown: Format) -> None:
    # A column repeats a few texts: each is cleaned once.
    allowed = {cell: clean(str(cell)) for cell in set(content)}
    for line, cell in enumerate(content, 1):
        sheet.write_string(line, place, allowed[cell], shown)


def _write_value(
    book: _Book, sheet: Worksheet, place: int, _content: Sequence[object], figures: list[Observation]
) -> None:
    for line, figure in enumerate(figures, 1):
        shown = book.format(num_format=number_format(figure.spec, figure.decimals))
        sheet.write_number(line, place, figure.value, shown)


def _write_whole(
    book: _Book, sheet: Worksheet, place: int, content: Sequence[object], _figures: list[Observation]
) -> None:
    whole = book.format(num_format="0")
    for line, cell in enumerate(content, 1):
        sheet.write_number(line, place, cell, whole)


def _write_day(
    book: _Book, sheet: Worksheet, place: int, content: Sequence[object], _figures: list[Observation]
) -> None:
    day = book.format(num_format="dd/mm/yyyy")
    for line, cell in enumerate(content, 1):
        sheet.write_datetime(line, place, cell, day)


_WRITERS = {
    "text": _write_text,
    "code": _write_code,
    "value": _write_value,
    "whole": _write_whole,
    "day": _write_day,
}

_SOURCES = ("Identifiant", "Nature", "Éditeur", "Titre", "Date", "Licence", "Adresse", "Consultée le", "Note")


def _source_row(source: Source) -> list[str]:
    date = source.date + (" (déduite)" if source.date_inferred else "")
    nature = KINDS[source.kind]
    return [
        source.id,
        nature,
        source.publisher,
        source.title,
        date,
        source.licence,
        source.url,
        source.consulted,
        source.note,
    ]


_DEFINITIONS = ("Indicateur", "Identifiant", "Unité", "Définition", "Calcul", "À savoir")


def _definition_row(indicator: Indicator) -> list[str]:
    calculation = indicator.formula.text if indicator.formula else ""
    unit = indicator.unit.plural or "année"
    return [indicator.label, indicator.id, unit, indicator.definition, calculation, " ".join(indicator.caveats)]


def _about(rows: pd.DataFrame, sources: Mapping[str, Source], provenance: Provenance) -> list[tuple[str, str]]:
    lines = [
        ("Titre", provenance.title),
        ("Téléchargé le", provenance.day_text),
        ("Adresse de la vue", provenance.address),
        ("Filtres", provenance.filters_text),
        ("Lignes", texts.number(len(rows))),
        ("", ""),
        ("Données", "Un chiffre par ligne, avec sa source et le repère du chiffre dans cette source."),
        ("Valeur", "Nombre publié, dans l’unité de la colonne « Unité » : −8,23 avec l’unité % se lit −8,23 %."),
        ("Signe", "« plus de », « moins de » ou « environ » quand le chiffre est publié ainsi ; vide sinon."),
        ("Statut", "Publié ; calculé (le calcul est dans la feuille « Définitions ») ; déduit du contexte."),
        ("Codes", "Enregistrés comme du texte : les zéros de tête sont conservés."),
        ("", ""),
    ]
    for place, (licence, group) in enumerate(licences_of(rows, sources).items()):
        named = " ; ".join(f"{one.publisher}, « {one.title} »" for one in group[:_MOST_NAMED])
        if len(group) > _MOST_NAMED:
            named = f"{texts.number(len(group))} sources, voir la feuille « Sources »"
        lines.append(("Licences" if place == 0 else "", f"{texts.capitalised(licence)} : {named}"))
    return lines
