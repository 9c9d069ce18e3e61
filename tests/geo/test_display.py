import itertools

import numpy as np
import pytest
import shapely

from demodash.geo.display import COLUMN, PADDING, TITLE_HEIGHT, box, inset, moved


def test_boxes_stand_apart():
    boxes = [shapely.box(*box(departement)) for departement in COLUMN]
    assert all(one.distance(two) > 0 for one, two in itertools.combinations(boxes, 2))


def test_a_tall_departement_fills_the_height_of_its_box():
    fitted = inset("973", np.array([1000.0, 2000.0, 2000.0, 12000.0]))
    left, bottom, right, top = box("973")
    drawn = moved(shapely.box(1000, 2000, 2000, 12000), fitted)
    west, south, east, north = drawn.bounds
    assert south == pytest.approx(bottom + PADDING)
    assert north == pytest.approx(top - TITLE_HEIGHT)
    assert (west + east) / 2 == pytest.approx((left + right) / 2)
    assert drawn.area == pytest.approx(1000 * 10000 * fitted.scale**2)


def test_there_and_back_again():
    fitted = inset("974", np.array([0.0, 0.0, 3000.0, 2000.0]))
    shape = shapely.Polygon([(0, 0), (3000, 100), (1000, 2000)])
    assert moved(moved(shape, fitted), fitted, back=True).equals_exact(shape, 1e-6)


def test_only_overseas_departements_have_a_box():
    with pytest.raises(ValueError, match="'59' has no box"):
        box("59")
