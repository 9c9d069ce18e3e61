import pytest

from demodash.charts.palette import DARK, LIGHT, Palette, palette


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_outline_reaches_three_to_one(theme: Palette):
    for colour in (*theme.zones.values(), *theme.series, theme.accent, theme.context, theme.zero):
        assert contrast(theme.edge(colour), theme.surface) >= 3, colour


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_text_reaches_four_and_a_half_to_one(theme: Palette):
    for colour in (theme.ink, theme.muted, theme.accent, *theme.series):
        assert contrast(colour, theme.surface) >= 4.5, colour


def test_an_unknown_theme_is_the_light_one():
    assert palette("dark") is DARK
    assert palette("") is LIGHT


def test_the_region_keeps_its_colour():
    assert LIGHT.territory("REG-32") == LIGHT.accent
    assert LIGHT.territory("FR") == LIGHT.context
