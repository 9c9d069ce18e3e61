"""Age bands as files print them."""

import pytest

from demodash.indicators.dimensions import AGE
from demodash.loaders.tables.ages import band_of


@pytest.mark.parametrize(
    ("printed", "band"),
    [
        ("tout_age", "ensemble"),
        ("Tout âge", "ensemble"),
        ("moins_30", "moins_30"),
        ("moins de 30 ans", "moins_30"),
        ("25-29 ans", "moins_30"),
        ("30_34", "30_34"),
        ("de 30 à 34 ans", "30_34"),
        ("60 - 64 ans", "60_64"),
        ("65 et 69 ans", "65_69"),
        ("70 ans et plus", "70_plus"),
        ("70_plus", "70_plus"),
        ("75 ans ou plus", "70_plus"),
        ("plus de 70 ans", "70_plus"),
        ("60 ans et plus", None),
        ("25_45", None),
        ("34_30", None),
        ("jeune", None),
        ("", None),
    ],
)
def test_a_printed_band_is_one_of_ours_when_it_fits_whole(printed, band):
    assert band_of(printed) == band


def test_every_band_of_the_dimension_is_reached_by_its_own_id():
    assert [band_of(category.id) for category in AGE] == [category.id for category in AGE]
