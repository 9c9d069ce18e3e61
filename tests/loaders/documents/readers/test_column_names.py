"""Which rows name the columns of a table: one, or two where moments stand under or above other labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from demodash.loaders.documents.readers.column_names import grouped, names_columns


def _rows(*rows: str) -> Sequence[tuple[str, ...]]:
    return [tuple(row.split("|")) for row in rows]


@pytest.mark.parametrize(
    "head",
    ["Vallée|2021|2022", "Vallée|31/12/2021|1er mars 2022", "|Aisne (02)|Corse (2A)", "Filière|2021-2022|2022/23"],
)
def test_a_row_of_words_and_dates_names_the_columns(head: str) -> None:
    assert names_columns(_rows(head, "Haute|4|6"))


@pytest.mark.parametrize("head", ["Vallée|4|6", "Vallée||", "Vallée|2021|12 cabinets", "Vallée|2021/2022/23|2022"])
def test_a_row_with_numbers_or_one_cell_does_not(head: str) -> None:
    assert not names_columns(_rows(head, "Haute|4|6"))


@pytest.mark.parametrize(
    ("above", "below", "names"),
    [
        ("|Cabinets|Cabinets", "|2021|2022", "|Cabinets, 2021|Cabinets, 2022"),
        ("Vallée|Cabinets|Cabinets", "Vallée|2021|2022", "Vallée|Cabinets, 2021|Cabinets, 2022"),
        ("|Cabinets|Ateliers", "Département|2021|2022", "Département|Cabinets, 2021|Ateliers, 2022"),
        ("Type|2021|2021", "|Ouverts|En projet", "Type|2021, Ouverts|2021, En projet"),
        ("Type|Cabinets|Cabinets|Total", "|2021|Fin 2022|Total", "Type|Cabinets, 2021|Cabinets, Fin 2022|Total"),
        ("Type|Évolution|Évolution", "Type|2012-2016|2016/20", "Type|Évolution, 2012-2016|Évolution, 2016/20"),
    ],
)
def test_two_rows_that_go_together(above: str, below: str, names: str) -> None:
    data = "Haute|" + "|".join("46"[at % 2] for at in range(above.count("|")))
    assert grouped(_rows(above, below, data)) == tuple(names.split("|"))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("|Cabinets|", "|2021|2022"),
        ("Vallée|Cabinets|Cabinets", "|2021|"),
        ("|Cabinets|Cabinets", "Ouverture|2021|2022"),
        ("Vallée|Cabinets|Cabinets", "Période|2021|2022"),
        ("Vallée|Cabinets|Cabinets", "|Ouverts|En projet"),
        ("Vallée|2021|2022", "|31/12/2021|31/12/2022"),
        ("Vallée|Cabinets|Cabinets", "|4|6"),
        ("Vallée|4 cabinets|6 cabinets", "|2021|2022"),
        ("Vallée|Cabinets|Cabinets", "|2021|2022 (12)"),
    ],
)
def test_two_rows_that_do_not(above: str, below: str) -> None:
    assert grouped(_rows(above, below, "Haute|4|6")) is None


def test_two_rows_alone_are_no_table() -> None:
    assert grouped(_rows("|Cabinets|Cabinets", "|2021|2022")) is None
    assert grouped(_rows("|Cabinets|Cabinets", "|2021|2022", "Haute|4")) is None
