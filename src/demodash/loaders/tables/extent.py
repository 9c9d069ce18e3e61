"""How many cells the sheets of an OpenDocument workbook cover once what it says to repeat is repeated."""

from __future__ import annotations

from xml.parsers import expat

_TABLE = "table:"
_REPEATED_ROWS = "table:number-rows-repeated"
_REPEATED_COLUMNS = "table:number-columns-repeated"
_VALUE = "office:value-type"


class OdsExtent:
    """Fed the bytes of ``content.xml``, it holds the cells of the widest sheet so far, and that sheet's name."""

    def __init__(self) -> None:
        self.cells = 0
        self.sheet = ""
        self._name = ""
        self._rows = self._columns = 0
        self._row_end = self._cell_end = self._last = 0
        self._repeat = 1
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        """Read more bytes.

        Raises:
            ExpatError: they are not XML, or declare entities.
        """
        self._parser.Parse(chunk)

    def _doctype(self, *_: object) -> None:
        raise expat.ExpatError("a workbook declares no document type")

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if not name.startswith(_TABLE):
            return
        if name == "table:table":
            self._name = attributes.get("table:name", "")
            self._rows = self._columns = self._row_end = 0
        elif name == "table:table-row":
            self._repeat = _count(attributes.get(_REPEATED_ROWS))
            self._cell_end = self._last = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cell_end += _count(attributes.get(_REPEATED_COLUMNS))
            if _VALUE in attributes:
                self._last = self._cell_end

    def _close(self, name: str) -> None:
        if name != "table:table-row":
            return
        self._row_end += self._repeat
        if self._last:
            self._rows, self._columns = self._row_end, max(self._columns, self._last)
            if self._rows * self._columns > self.cells:
                self.cells, self.sheet = self._rows * self._columns, self._name


def _count(text: str | None) -> int:
    return max(int(text), 1) if text and text.isascii() and text.isdigit() and len(text) < 13 else 1
