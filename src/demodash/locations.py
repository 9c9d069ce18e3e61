"""Where the project's data lie: beside the code in a checkout, or where ``DEMODASH_DATA`` says."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def data_root() -> Path:
    """The ``data/`` folder (sources, geo, curated)."""
    return Path(os.environ.get("DEMODASH_DATA", ROOT / "data"))
