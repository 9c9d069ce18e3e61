"""APL workbooks whose columns or years are not what their headers say."""

import pytest

from demodash.errors import DataError
from demodash.territories import Level, codes, territory
from tests.loaders.tables.examples import Example, read, remarks_of, values, workbook
from tests.loaders.tables.test_apl import HEADER_2024, NOTES, UNITS

COMMUNES = [territory(code) for code in codes(Level.COMMUNE)[:8]]
FIGURES = (3.5, 3.1, 2.6, 2.2, 501.5, 511)


def book(header=HEADER_2024, *, sheet="APL 2024", notes=NOTES) -> bytes:
    rows = [(one.insee, one.name, *FIGURES) for one in COMMUNES]
    return workbook({sheet: (*notes, header, UNITS, *rows)})


def swapped(first: int, second: int) -> tuple[str, ...]:
    header = list(HEADER_2024)
    header[first], header[second] = header[second], header[first]
    return tuple(header)


def example(content: bytes) -> Example:
    return Example("apl", "APL.xlsx", content)


def test_a_right_workbook_has_no_doubt(tmp_path):
    reading = read(example(book()), tmp_path)
    assert len(values(reading, "value")) == len(COMMUNES) * len(FIGURES)
    assert remarks_of(reading) == ()


@pytest.mark.parametrize(("first", "second"), [(2, 3), (3, 4), (2, 5)])
def test_swapped_apl_are_refused(tmp_path, first, second):
    with pytest.raises(DataError) as caught:
        read(example(book(swapped(first, second))), tmp_path)
    assert "APL.xlsx, feuille APL 2024, ligne 9 : attendu : un APL" in str(caught.value)
    assert "Des en-têtes semblent intervertis" in str(caught.value)


def test_swapped_populations_are_refused(tmp_path):
    with pytest.raises(DataError, match="des populations totales en nombres entiers"):
        read(example(book(swapped(6, 7))), tmp_path)


def test_populations_of_another_year_are_a_remark(tmp_path):
    reading = read(example(book(sheet="APL 2021")), tmp_path)
    assert remarks_of(reading)[0] == (
        "feuille APL 2021 lue comme l’année 2021, mais ses populations sont de 2022 et non de 2019 : vérifiez l’année "
        "de la feuille."
    )


def test_titles_of_another_year_are_a_remark(tmp_path):
    reading = read(example(book(notes=(("APL aux médecins généralistes en 2023",),))), tmp_path)
    assert "ses titres parlent de 2023" in remarks_of(reading)[0]


def test_the_whole_populations_of_a_workbook_are_whole(tmp_path):
    rows = [(one.insee, one.name, 3.5, 3.1, 2.6, 2.2, 501.5, 1.234) for one in COMMUNES]
    content = workbook({"APL 2024": (*NOTES, HEADER_2024, UNITS, *rows)})
    reading = read(example(content), tmp_path)
    assert "apl_population" not in {name for (name,) in values(reading, "indicator")}
    assert "n’est pas un nombre entier" in remarks_of(reading)[0]
