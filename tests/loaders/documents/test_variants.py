"""Invented documents of the families of the reference ones: every figure told, every trap left with its reason.

Beside each ``variants/<name>.txt``, ``<name>.expected`` has one line per figure to take, «+ indicator territory
category period value qualifier status», and one per number that might be a figure and must be left, «- number | part
of the reason»; dates, labels and names need not be listed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from demodash.loaders.documents.extraction import Extraction, extract_file

VARIANTS = sorted((Path(__file__).parent / "variants").glob("*.txt"))


def _expected(path: Path, sign: str) -> list[str]:
    lines = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    return sorted(line[2:].strip() for line in lines if line.startswith(sign))


def _figures(extraction: Extraction) -> list[str]:
    return sorted(
        f"{one.indicator} {one.territory} {one.category} {one.period} {one.value:g} {one.qualifier} {one.status}"
        for one in extraction.figures
    )


def test_the_variants_are_there() -> None:
    assert len(VARIANTS) >= 25


@pytest.mark.parametrize("path", VARIANTS, ids=[path.stem for path in VARIANTS])
def test_figures_of_a_variant(path: Path) -> None:
    assert _figures(extract_file(path)) == _expected(path, "+")


@pytest.mark.parametrize("path", VARIANTS, ids=[path.stem for path in VARIANTS])
def test_numbers_left_by_a_variant(path: Path) -> None:
    left = sorted((one.as_printed, one.reason) for one in extract_file(path).not_taken if one.value is not None)
    expected = sorted(tuple(part.strip() for part in line.split("|")) for line in _expected(path, "-"))
    assert [printed for printed, _ in left] == [printed for printed, _ in expected]
    for (printed, reason), (_, part) in zip(left, expected, strict=True):
        assert part in reason, printed
