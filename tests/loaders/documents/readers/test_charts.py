"""Numbers of charts, as French writes them."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.readers.charts import french_number


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("3655", "General", "3655"),
        ("3655.0", "#,##0", "3655"),
        ("-6.9", "0.0", "-6,9"),
        ("8.2299999999999998E-2", "0.0%", "8,23 %"),
        ("-0.069", "0%", "-6,9 %"),
        ("1000000", "General", "1000000"),
        ("43496", "m/d/yyyy", "31/01/2019"),
        ("43496", "yyyy", "2019"),
        ("12", '0" day"', "12"),
        ("#N/A", "General", ""),
        ("NaN", "General", ""),
        ("1e999", "General", ""),
        ("1e400", "yyyy", ""),
    ],
)
def test_numbers(text: str, code: str, expected: str) -> None:
    assert french_number(text, code) == expected
