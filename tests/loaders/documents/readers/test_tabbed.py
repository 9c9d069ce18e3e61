"""Tables of a plain text, cells parted by tabs: rows when every cell is in its column for sure, else plain lines."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.readers import read_document

HEAD = "Structures\tFin 2021\tFin 2022"
ROWS = "Ateliers de soins\t31\t35\nCabinets\t4\t6"


def _lines(text: str) -> list[tuple[Role, str, int]]:
    document = read_document(f"Bilan des vallées\n\n{text}\n".encode(), "bilan.txt")
    return [(line.role, line.text, line.line) for line in document.lines[1:]]


def _roles(text: str) -> set[Role]:
    return {role for role, _, _ in _lines(text)}


def test_a_table_and_what_follows_it() -> None:
    assert _lines(f"{HEAD}\n{ROWS}\nSource : vallées.") == [
        ("header_row", "Structures ; Fin 2021 ; Fin 2022", 3),
        ("row", "Ateliers de soins ; 31 ; 35", 4),
        ("row", "Cabinets ; 4 ; 6", 5),
        ("body", "Source : vallées.", 6),
    ]


def test_an_empty_corner_is_kept() -> None:
    header, row = _lines("\tVallée haute\tVallée basse\nCabinets\t4\t6")
    assert header == ("header_row", "; Vallée haute ; Vallée basse", 3)
    assert row == ("row", "Cabinets ; 4 ; 6", 4)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{ROWS}".replace("\n", "\n\n"),
        "\n".join(f"\t{line}" for line in f"{HEAD}\n{ROWS}".split("\n")),
        "Année\tCabinets\n2021\t4\n2022\t6",
        "Filière\t2021-2022\t2022/23\nCabinets\t4\t6",
    ],
)
def test_other_tables(text: str) -> None:
    assert _roles(text) == {"header_row", "row"}


@pytest.mark.parametrize(
    "text",
    [
        "Structures\tFin 2021\tFin 2022\nCabinets\t\t4\t6",
        "Structures\tFin 2021\tFin 2022\nCabinets\t\t6",
        "Structures\t\tFin 2021\tFin 2022\nCabinets\t4\t6\t",
        "\tCabinets\t\tAteliers\t\n\t2021\t2022\t2021\t2022\nVallée\t1\t2\t3\t4",
        "\t\tPrévision\nStructures\tFin 2021\tFin 2022\nCabinets\t4\t6",
        "Structures\tFin 2021   Fin 2022\nCabinets\t4   6",
        f"{HEAD}\nCabinets\t4\t6\nen projet",
        f"{HEAD}\nVallée haute\nCabinets\t4\t6",
        "•\tCabinets\n•\t6 ateliers",
        "1.\tCabinets\n2.\t6 ateliers",
        "Cabinets\t4",
        "Cabinets\t4\t6\nAteliers\t31\t35",
        "Structures\tFin 2021\fFin 2022\nCabinets\t4",
    ],
)
def test_lines_that_are_no_table_for_sure(text: str) -> None:
    assert not _roles(text) & {"header_row", "row"}
