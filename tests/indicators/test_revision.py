from demodash.indicators import CATALOGUE
from demodash.indicators.revision import OBJECTIVES


def test_four_objectives_in_force_and_two_proposed():
    assert [one.number for one in OBJECTIVES if not one.proposed] == [1, 2, 3, 4]
    assert [one.number for one in OBJECTIVES if one.proposed] == [1, 2]


def test_every_point_names_known_indicators_or_says_what_is_missing():
    for objective in OBJECTIVES:
        assert objective.points
        for point in objective.points:
            assert all(one in CATALOGUE for one in point.indicators), point.id
            assert point.indicators or point.gap, point.id
            assert point.locator.startswith("diapositive ")


def test_ids_are_unique():
    ids = [point.id for one in OBJECTIVES for point in one.points] + [one.id for one in OBJECTIVES]
    assert len(set(ids)) == len(ids)
