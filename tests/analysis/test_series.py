import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.analysis.series import base_100, change_pct, per_100k


def test_worked_by_hand():
    assert base_100([3655, 3937]) == pytest.approx([100, 107.7155], abs=1e-4)
    assert change_pct(3655, 3937) == pytest.approx(7.7155, abs=1e-4)
    assert per_100k(231, 5_992_194) == pytest.approx(3.855, abs=1e-3)


@given(st.lists(st.floats(0.1, 1e9), min_size=1, max_size=30))
def test_base_100_keeps_the_ratios(values):
    based = base_100(values)
    assert based[0] == pytest.approx(100)
    assert based[-1] / based[0] == pytest.approx(values[-1] / values[0])


def test_what_has_no_meaning_is_refused():
    for wrong in ([], [0.0, 2.0]):
        with pytest.raises(ValueError, match=r"."):
            base_100(wrong)
    with pytest.raises(ValueError, match=r"."):
        change_pct(0, 3)
    with pytest.raises(ValueError, match=r"."):
        per_100k(3, 0)
