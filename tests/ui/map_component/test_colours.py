"""Whether every eye tells the fills apart: colour vision deficiencies after Machado, Oliveira and Fernandes (2009)."""

import itertools

import numpy as np
import pytest

from demodash.ui.map_component import ZONE_FILLS, diverging, sequential

THEMES = {"light": 0, "dark": 1}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
EYES = {
    "every colour": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def lab(colour: str, eye: object = EYES["every colour"]) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as an eye sees it."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(eye) @ linear, 0, 1) / np.array([0.95047, 1, 1.08883])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def test_the_measure_is_right() -> None:
    np.testing.assert_allclose(lab("#ffffff"), [100, 0, 0], atol=0.01)
    np.testing.assert_allclose(lab("#ff0000"), [53.24, 80.09, 67.20], atol=0.02)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_zones_apart(theme: str, eye: str) -> None:
    seen = {zone: lab(fill[THEMES[theme]], EYES[eye]) for zone, fill in ZONE_FILLS.items()}
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 15, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_zones_are_told_apart_in_grey_print(theme: str) -> None:
    greys = sorted(lab(fill[THEMES[theme]])[0] for fill in ZONE_FILLS.values())
    assert min(np.diff(greys)) > 10


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", range(1, 7))
def test_sequences_go_one_way(theme: str, count: int) -> None:
    greys = [lab(fill[THEMES[theme]])[0] for fill in sequential(count)]
    steps = np.diff(greys) * (-1 if theme == "light" else 1)
    assert len(greys) == count
    assert all(step > 7 for step in steps)


@pytest.mark.parametrize("middle", [True, False])
@pytest.mark.parametrize(("below", "above"), [(1, 1), (2, 1), (1, 3), (3, 3), (0, 2), (2, 0)])
def test_diverging_fills_are_all_different(below: int, above: int, middle: bool) -> None:
    fills = diverging(below, above, middle=middle)
    assert len(set(fills)) == len(fills) == below + above + middle


def test_fills_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="no fills for 7 classes"):
        sequential(7)
    with pytest.raises(ValueError, match="no fills for 4 classes below and 1 above"):
        diverging(4, 1, middle=False)
    with pytest.raises(ValueError, match="no fills for 0 classes below and 0 above"):
        diverging(0, 0, middle=True)
