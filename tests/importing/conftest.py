from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from demodash.dataset import Dataset, from_table
from demodash.importing import Candidate, examine
from demodash.schema import COLUMNS
from demodash.sources import Source

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
AGENCY = Source("essai", "document", "Agence d’essai", "Document d’essai", date="2024-03-05")
OTHER = Source("autre", "document", "Observatoire d’essai", "Autre document", date="2024-03-06")

Table = Callable[..., pd.DataFrame]
Data = Callable[..., Dataset]

DOCUMENT = """Hauts-de-France : bilan d’essai

Bilan publié le 12/03/2024

Entre 2016 et 2020, le nombre de MG installés en région a diminué de -3,21%. Sur cette même période, on note :
- ZIP : -4,56%
- ZAC : -2,10%

La région compte 321 MSP et 45 CPTS en fonctionnement.
Le standard répond au 03 20 00 00 00.
"""


@pytest.fixture
def table() -> Table:
    def make(*rows: Mapping[str, object]) -> pd.DataFrame:
        full = [{**DEFAULTS, "locator": f"ligne {place}", **row} for place, row in enumerate(rows, 1)]
        return pd.DataFrame(full, columns=list(COLUMNS)).astype({"value": float})

    return make


@pytest.fixture
def data(table: Table) -> Data:
    """A small data set of invented figures, of two publishers."""

    def make(*rows: Mapping[str, object]) -> Dataset:
        return from_table(table(*rows), {"essai": AGENCY, "autre": OTHER})

    return make


@pytest.fixture
def document(tmp_path: Path) -> Candidate:
    """An invented document, read."""
    path = tmp_path / "bilan.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return examine(path)
