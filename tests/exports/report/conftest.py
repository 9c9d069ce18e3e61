from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from demodash.dataset import Dataset, from_table, load
from demodash.exports.report import territory_pdf
from demodash.schema import COLUMNS
from demodash.sources import Source

DAY = dt.date(2026, 11, 22)
DEFAULTS = {
    "territory": "REG-32",
    "category": "ensemble",
    "period": "2030",
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "locator": "ligne 1",
    "as_printed": "",
    "note": "",
}
SOURCE = Source("essai", "document", "Agence d’essai", "Document d’essai", date="2031-03-05", licence="Licence d’essai")


@pytest.fixture
def dataset_of() -> Callable[..., Dataset]:
    """Make a data set of invented figures."""

    def make(*rows: Mapping[str, object], sources: Mapping[str, Source] | None = None) -> Dataset:
        table = pd.DataFrame([{**DEFAULTS, **row} for row in rows], columns=list(COLUMNS))
        return from_table(table, {"essai": SOURCE, **(sources or {})})

    return make


@pytest.fixture
def pdf_of() -> Callable[..., bytes]:
    """Make the report of a territory, from the project's figures unless others are given."""

    def make(code: str, data: Dataset | None = None, address: str = "") -> bytes:
        return territory_pdf(
            code, data or load(), day=DAY, address=address or f"https://essai.example/territoire?territoire={code}"
        )

    return make
