import csv

import pytest

from demodash.indicators import units
from demodash.indicators.model import Unit
from demodash.loaders.shipped.raw_units import accepted, factor
from tests.shipped_figures import SOURCES


def test_a_density_for_ten_thousand_is_ten_times_one_for_a_hundred_thousand():
    assert factor("pour 10 000 hab", "per_100k") == 10
    assert factor("pour 100 000 hab", "per_100k") == 1


@pytest.mark.parametrize(("raw", "unit"), [("%", "inhabitants"), ("places", "percent"), ("furlongs", "places")])
def test_units_that_do_not_agree_have_no_factor(raw, unit):
    assert factor(raw, unit) is None


def test_every_unit_of_the_survey_is_known_and_every_target_is_in_the_catalogue():
    known = {value.id for value in vars(units).values() if isinstance(value, Unit)}
    with (SOURCES / "publications" / "published_figures.csv").open(encoding="utf-8", newline="") as lines:
        surveyed = {row["unit"] for row in csv.DictReader(lines, delimiter=";")}
    assert all(set(accepted(unit)) and set(accepted(unit)) <= known for unit in surveyed)
