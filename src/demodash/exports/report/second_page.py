"""The second page: the comparison table, small charts, sources; what finds no room is counted and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demodash import territories
from demodash.analysis import sheet
from demodash.analysis.profile import Line
from demodash.exports.report import trends
from demodash.exports.report.content import MARKS, Content, Row
from demodash.exports.report.credits import Credit
from demodash.exports.report.fonts import REGULAR, STRONG, width
from demodash.exports.report.frame import BOTTOM, draw_footer, draw_value
from demodash.exports.report.pen import ACCENT, INK, LEADING, MARGIN, MUTED, ROOM, WIDTH, Pen
from demodash.exports.report.wrapping import wrapped
from demodash.indicators.model import ENSEMBLE
from demodash.texts import STATUS_WORDS, number, plural

_TOP = MARGIN + 22
_TITLE = 14.0
_CREDIT = 6.4
_YEAR = 46.0
_PAD = 5.0
_SIZES = (7.4, 7.0, 6.6)
_FEWEST_TRENDS = 4
_SCALES = "Chaque courbe a sa propre échelle ; un rond creux marque un chiffre calculé."


@dataclass(frozen=True, slots=True)
class _Plan:
    """What fits: the rows, in which size, the charts and the sources beside them."""

    size: float
    rows: list[Row]
    trends: tuple[Line, ...]
    credits: list[Credit]


def draw_second_page(pen: Pen, content: Content) -> None:
    """Draw the page: as many rows as fit, those that compare first."""
    plan = _plan(content)
    _head(pen, content)
    y = _table(pen, content, plan, _TOP)
    y = _notes(pen, content, plan, y + 3)
    if plan.trends:
        y = _section(
            pen, "Évolutions", y + 6, "Chaque courbe a sa propre échelle ; un rond creux marque un chiffre calculé."
        )
        y = trends.draw_trends(pen, plan.trends, y)
    y = _section(pen, "Sources", y + 6)
    _credits(pen, plan.credits, y)
    draw_footer(pen, content, 2)


def shown_rows(content: Content) -> list[Row]:
    """The rows that the second page has room for, in the order of the table."""
    return _plan(content).rows


# --- what fits ------------------------------------------------------------------------------------


def _plan(content: Content) -> _Plan:
    """All rows in the largest size that holds them; else the smallest, with fewer charts, then with fewer rows."""
    everything = content.rows
    some = content.trends[:_FEWEST_TRENDS]
    for charts in (content.trends, some):
        for size in _SIZES:
            plan = _Plan(size, everything, charts, content.credits(everything, charts))
            if _height(content, plan) <= BOTTOM - _TOP:
                return plan
    worth = sorted(everything, key=_worth)
    fewest, most = 1, len(everything)
    while fewest < most - 1:  # the least number of rows always fits
        kept = (fewest + most) // 2
        if _height(content, _part(content, worth[:kept], some)) <= BOTTOM - _TOP:
            fewest = kept
        else:
            most = kept
    return _part(content, worth[:fewest], some)


def _part(content: Content, chosen: Sequence[Row], charts: tuple[Line, ...]) -> _Plan:
    """Some of the rows, in the smallest size and in the order of the table."""
    kept = {id(row) for row in chosen}
    rows = [row for row in content.rows if id(row) in kept]
    return _Plan(_SIZES[-1], rows, charts, content.credits(rows, charts))


def _worth(row: Row) -> tuple[bool, bool, bool]:
    """Those of the territory first, among them the first figures and those that compare, then the totals."""
    line = row.line
    is_first = line.indicator.id in sheet.HEADLINES and line.category == ENSEMBLE
    return line.own is None, not (is_first or line.others or line.standings), line.category != ENSEMBLE


def _height(content: Content, plan: _Plan) -> float:
    widths = _widths(content, plan.size)
    table = _header_height(content, plan.size, widths) + sum(_row_height(row, plan.size, widths) for row in plan.rows)
    table += _TITLE * len({row.line.indicator.theme for row in plan.rows})
    notes = 3 + len(_note_lines(content, plan)) * 6.6 * LEADING
    charts = _TITLE + 12 + trends.height(plan.trends) if plan.trends else 0.0
    sources = _TITLE + 12 + sum(len(_credit_lines(one)) for one in plan.credits) * _CREDIT * LEADING
    return table + notes + charts + sources


# --- table ----------------------------------------------------------------------------------------


def _widths(content: Content, size: float) -> list[float]:
    """Widths of the columns: label, one per territory, year, ranks; the label takes what the others leave."""
    values = [
        max(
            30.0,
            *(width(row.values[at], REGULAR, size) + _PAD for row in content.rows),
            *(width(word, STRONG, size - 0.6) + _PAD for word in _words(content.names[code])),
        )
        for at, code in enumerate(content.columns)
    ]
    ranks = [
        max(
            *(width(row.ranks[at], REGULAR, size) for row in content.rows),
            *(width(word, STRONG, size - 0.6) for word in _words(_scope(content, code))),
        )
        + _PAD * 2
        for at, code in enumerate(content.scopes)
    ]
    return [ROOM - sum(values) - _YEAR - sum(ranks), *values, _YEAR, *ranks]


def _words(name: str) -> list[str]:
    """The words of a header, which may break after a hyphen."""
    return name.replace("-", "- ").split(" ")


def _scope(content: Content, code: str) -> str:
    return f"Rang, {content.names[code]}"


def _header_height(content: Content, size: float, widths: Sequence[float]) -> float:
    lines = [*_headers(content, size, widths), *_scope_headers(content, size, widths)]
    return max((len(one) for one in lines), default=1) * (size - 0.6) * LEADING + 6


def _headers(content: Content, size: float, widths: Sequence[float]) -> list[list[str]]:
    return [
        wrapped(content.names[code], STRONG, size - 0.6, widths[at] - 3) for at, code in enumerate(content.columns, 1)
    ]


def _scope_headers(content: Content, size: float, widths: Sequence[float]) -> list[list[str]]:
    first = len(content.columns) + 2
    return [
        wrapped(_scope(content, code), STRONG, size - 0.6, widths[first + at] - _PAD * 2)
        for at, code in enumerate(content.scopes)
    ]


def _label_lines(row: Row, size: float, widths: Sequence[float]) -> list[str]:
    return wrapped(row.label, REGULAR, size, widths[0] - 4)


def _row_height(row: Row, size: float, widths: Sequence[float]) -> float:
    return len(_label_lines(row, size, widths)) * size * 1.16 + 2.2


def _table(pen: Pen, content: Content, plan: _Plan, y: float) -> float:
    widths = _widths(content, plan.size)
    with pen.tags.group("Table"):
        y = _draw_header(pen, content, plan, widths, y)
        theme = None
        for row in plan.rows:
            if row.line.indicator.theme is not theme:
                theme = row.line.indicator.theme
                with pen.tags.group("TR"), pen.tags.content("TH", scope="Row"):
                    pen.text(MARGIN, y + _TITLE - 4, theme.label, font=STRONG, size=plan.size + 0.4, colour=ACCENT)
                y += _TITLE
            y = _draw_row(pen, row, plan.size, widths, y)
    return y


def _draw_header(pen: Pen, content: Content, plan: _Plan, widths: Sequence[float], y: float) -> float:
    bottom = y + _header_height(content, plan.size, widths)
    heads = [["Indicateur"], *_headers(content, plan.size, widths), ["Année"]]
    right = len(heads)
    x = MARGIN
    with pen.tags.group("TR"):
        for at, lines in enumerate([*heads, *_scope_headers(content, plan.size, widths)]):
            if 0 < at < right:
                _head_cell(pen, x + widths[at], bottom - 5, lines, plan.size - 0.6, align="right")
            else:
                _head_cell(pen, x + (_PAD * 2 if at else 0), bottom - 5, lines, plan.size - 0.6)
            x += widths[at]
    with pen.tags.artifact():
        pen.rule(MARGIN, bottom, WIDTH - MARGIN, bottom, colour=INK, thick=0.8)
    return bottom


def _head_cell(pen: Pen, x: float, base: float, lines: Sequence[str], size: float, *, align: str = "") -> None:
    """The lines of a header, the last one on ``base``."""
    with pen.tags.content("TH", scope="Column"):
        for place, line in enumerate(lines):
            pen.text(x, base - (len(lines) - 1 - place) * size * LEADING, line, font=STRONG, size=size, align=align)


def _draw_row(pen: Pen, row: Row, size: float, widths: Sequence[float], y: float) -> float:
    base = y + size
    with pen.tags.group("TR"):
        with pen.tags.content("TH", scope="Row"):
            for at, line in enumerate(_label_lines(row, size, widths)):
                pen.text(MARGIN, base + at * size * 1.16, line, size=size)
        x = MARGIN + widths[0]
        for at, text in enumerate(row.values):
            x += widths[at + 1]
            with pen.tags.content("TD"):
                draw_value(pen, x, base, text, font=STRONG if at == 0 and row.line.own else REGULAR, size=size)
        x += _YEAR
        with pen.tags.content("TD"):
            pen.text(x, base, row.year, size=size, colour=MUTED, align="right")
        for at, text in enumerate(row.ranks, len(row.values) + 2):
            with pen.tags.content("TD"):
                pen.text(x + _PAD * 2, base, text, size=size, colour=MUTED)
            x += widths[at]
    bottom = y + _row_height(row, size, widths)
    with pen.tags.artifact():
        pen.rule(MARGIN, bottom, WIDTH - MARGIN, bottom, thick=0.3)
    return bottom


# --- around the table -----------------------------------------------------------------------------


def _head(pen: Pen, content: Content) -> None:
    with pen.tags.content("H2"):
        pen.text(MARGIN, MARGIN + 8, "Indicateurs et comparaisons", font=STRONG, size=13)
    with pen.tags.artifact():
        name = wrapped(territories.label(content.place.code), REGULAR, 8, ROOM - 190)
        for at, line in enumerate(name):
            pen.text(WIDTH - MARGIN, MARGIN + 8 + (at - len(name) + 1) * 9.5, line, size=8, colour=MUTED, align="right")


def _note_lines(content: Content, plan: _Plan) -> list[str]:
    shown = (sheet.figure_of(row.line, code) for row in plan.rows for code in content.columns)
    used = {one.status for one in shown if one}
    parts = [f"{mark} {STATUS_WORDS[status]}" for status, mark in MARKS.items() if status in used]
    left_out = len(content.rows) - len(plan.rows)
    text = " · ".join([*parts, "– : pas de chiffre publié à ce niveau"])
    if left_out:
        word = plural(left_out, "autre ligne est", "autres lignes sont")
        text += f". {number(left_out)} {word} sur la fiche en ligne, avec leurs sources."
    return wrapped(text, REGULAR, 6.6, ROOM)


def _notes(pen: Pen, content: Content, plan: _Plan, y: float) -> float:
    with pen.tags.content("P"):
        return pen.lines(MARGIN, y, _note_lines(content, plan), size=6.6, colour=MUTED)


def _section(pen: Pen, title: str, y: float, note: str = "") -> float:
    with pen.tags.content("H2"):
        pen.text(MARGIN, y + 9, title, font=STRONG, size=9)
    if note:
        with pen.tags.content("P"):
            pen.text(MARGIN + width(title, STRONG, 9) + 8, y + 9, note, size=6.6, colour=MUTED)
    return y + _TITLE


def _credit_lines(one: Credit) -> list[str]:
    return wrapped(f"{one.publisher}, {one.text}.", REGULAR, _CREDIT, ROOM)


def _credits(pen: Pen, credits: Sequence[Credit], y: float) -> None:
    with pen.tags.group("L"):
        for one in credits:
            with pen.tags.content("LI"):
                y = pen.lines(MARGIN, y, _credit_lines(one), size=_CREDIT, colour=MUTED)
