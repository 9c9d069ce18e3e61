"""Lines of the formats that know their own paragraphs, lists and tables (HTML, DOCX, PPTX)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import Line, LineKind
from demodash.loaders.documents.readers.bullets import BulletDepths
from demodash.loaders.documents.readers.lines import clean, printed_date, split_bullet
from demodash.loaders.documents.readers.wrapping import goes_on, is_open

CELL_SEPARATOR = " ; "

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DIGIT = re.compile(r"[0-9]")


@dataclass
class Paragraphs:
    """The lines of one page or of a whole document, built paragraph by paragraph.

    `line` counts the paragraphs that are not blank, rows of tables included.
    """

    page: int | None = None
    kind: LineKind = "text"
    hidden: bool = False
    line: int = 0
    lines: list[Line] = field(default_factory=list)
    _depths: BulletDepths = field(default_factory=BulletDepths)
    _before: Line | None = None

    def part(self) -> None:
        """Begin another container (a shape, a list, a section): nothing goes on into it."""
        self._depths = BulletDepths()
        self._before = None

    def add(
        self,
        raws: Sequence[str],
        role: Role = "body",
        level: int = 0,
        bullet: str = "",
        kind: LineKind | None = None,
    ) -> None:
        """Add one paragraph, given by its lines (what forced line breaks part)."""
        cleaned = [(raw, text) for raw in raws if (text := clean(raw))]
        if not cleaned:
            return
        self.line += 1
        for rank, (raw, text) in enumerate(cleaned):
            after_break = rank > 0
            line = self._next(raw, text, role, level) if after_break else self._first(raw, text, role, level, bullet)
            kept = kind or self.kind
            if kept in ("furniture", "notes"):
                line = replace(line, kind=kept, printed=printed_date(text))
            self.lines.append(line)
            self._before = line if kept == "text" else None

    def add_rows(self, rows: Sequence[Sequence[str]], named: bool | None = None) -> None:
        """Add the rows of a table; `named` tells whether the first names the columns, None unknown."""
        cleaned = [tuple(clean(cell) for cell in row) for row in rows]
        kept = [row for row in cleaned if any(row)]
        if named is None:
            named = _names_columns(kept)
        self.part()
        for rank, row in enumerate(kept):
            role: Role = "header_row" if named and not rank and len(kept) > 1 else "row"
            text = clean(CELL_SEPARATOR.join(row).rstrip(" ;"))
            self.line += 1
            self.lines.append(self._line(text, text, role=role))
        self.part()

    def _first(self, raw: str, text: str, role: Role, level: int, bullet: str) -> Line:
        before = self._before
        if role == "bullet":
            _, rest = split_bullet(text)
            return self._line(rest, raw, role=role, level=level, bullet=bullet)
        if role != "body":
            return self._line(text, raw, role=role, level=level)
        spot = self._depths.take(text, 0, before.text if before else None)
        if spot.bullet:
            level = max(level, spot.level)
            return self._line(spot.text, raw, role="bullet", level=level, bullet=spot.bullet)
        if before is not None and before.role in ("body", "bullet") and is_open(before.text):
            return self._line(text, raw, starts=False)
        if not level:
            self._depths.body(0)
        return self._line(text, raw, level=level)

    def _next(self, raw: str, text: str, role: Role, level: int) -> Line:
        """Return a line that follows a forced break inside a paragraph."""
        before = self.lines[-1].text
        spot = self._depths.take(text, 0, before)
        if spot.bullet and role in ("body", "bullet"):
            inner = level + 1 if role == "bullet" else max(level, spot.level)
            return self._line(spot.text, raw, role="bullet", level=inner, bullet=spot.bullet)
        if role not in ("body", "bullet") or goes_on(before, text, full=False):
            return self._line(text, raw, role=role, level=level, starts=False)
        return self._line(text, raw, level=level + 1 if role == "bullet" else level)

    def _line(
        self,
        text: str,
        raw: str,
        *,
        role: Role = "body",
        level: int = 0,
        bullet: str = "",
        starts: bool = True,
    ) -> Line:
        return Line(text, raw, self.page, self.line, self.kind, role, level, bullet, starts, self.hidden)


def cell_text(parts: Sequence[str]) -> str:
    """Return the paragraphs of a cell as one text; two numbers never run together."""
    joined = ""
    for part in (clean(part) for part in parts):
        if joined and part:
            numbers = joined[-1].isdecimal() and part[0].isdecimal()
            joined += " / " if numbers else " "
        joined += part
    return joined


def _names_columns(rows: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether the first row has no number but years, while the others have some."""
    if len(rows) < 2:
        return False
    first, *rest = rows
    if len([cell for cell in first if cell]) < 2:
        return False
    bare = _YEAR.sub("", CELL_SEPARATOR.join(first))
    return not _DIGIT.search(bare) and all(_DIGIT.search("".join(row)) for row in rest)


def spread(cells: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield the text of each (text, columns) cell once for every column that it covers."""
    for text, columns in cells:
        for _ in range(max(1, min(columns, 100))):
            yield text
