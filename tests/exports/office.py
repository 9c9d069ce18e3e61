"""LibreOffice as a reader of our files: what it makes of them, written again as a workbook that can be looked into."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) n’est pas installé sur ce poste"
)
# Semicolons, quotes, UTF-8, from line 1, columns as they are, French numbers.
FRENCH_CSV = "CSV:59,34,76,1,,1036,false,true"


def opened(content: bytes, name: str, folder: Path, *, import_filter: str = "") -> Workbook:
    """Return what LibreOffice sees in a file called ``name``."""
    (folder / name).write_bytes(content)
    target = folder / "vu"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        *([f"--infilter={import_filter}"] if import_filter else []),
        *("--convert-to", "xlsx", "--outdir", str(target), str(folder / name)),
    ]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    return load_workbook(io.BytesIO((target / Path(name).with_suffix(".xlsx")).read_bytes()))


def first_line(book: Workbook, sheet: str | None = None) -> dict[str, tuple[object, str]]:
    """Return the first line below the headers of a sheet: header -> value and type (n, s, f, d)."""
    headers, line = list((book[sheet] if sheet else book.active).iter_rows(max_row=2))
    return {head.value: (cell.value, cell.data_type) for head, cell in zip(headers, line, strict=True)}
