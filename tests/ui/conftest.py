from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from demodash.charts.palette import LIGHT
from demodash.dataset import Dataset, from_table
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.ui.page import Page

DEFAULTS = {
    "territory": "REG-32",
    "category": "ensemble",
    "period": "2022",
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "locator": "ligne 1",
    "as_printed": "",
    "note": "",
}
SOURCE = Source("essai", "document", "Agence d’essai", "Document d’essai", date="2024-03-05")


def dataset_of(*rows: Mapping[str, object], sources: Mapping[str, Source] | None = None) -> Dataset:
    table = pd.DataFrame([{**DEFAULTS, **row} for row in rows], columns=list(COLUMNS))
    return from_table(table, {"essai": SOURCE, **(sources or {})})


@pytest.fixture
def page_of() -> Callable[..., Page]:
    """Make a page over a small table of invented figures, in the light theme."""

    def make(*rows: Mapping[str, object], sources: Mapping[str, Source] | None = None) -> Page:
        return Page("essai", dataset_of(*rows, sources=sources), LIGHT)

    return make
