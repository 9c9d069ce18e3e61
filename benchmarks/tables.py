"""The large official tables: our loaders beside the bare scan of the columns that they need, by each engine."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.tables_engines import CORES, SCANS
from benchmarks.tables_files import write_ameli, write_rpps

CHOSEN = "duckdb"
ROUNDS = 5
"""Each is measured so often, in turns, and the best time is kept: another process may slow one of them."""
MOST_RATIO = 1.5
MOST_MB = 1_000
LABELS = {
    "loader": "our loader, opening too",
    "reading": "our loader, reading",
    **{engine: f"bare scan, {engine}" for engine in SCANS},
}
"""Opening makes the sha256 of the file and looks for what could harm; a bare scan does neither."""
FILES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "rpps": ("PS_LibreAcces_Personne_activite_202611140830.txt", write_rpps),
    "ameli": ("demographie-effectifs-et-les-densites.csv", write_ameli),
}


def measure(engine: str, kind: str, path: Path) -> dict[str, Any]:
    """Read a file once, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.tables_engines", engine, kind, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main() -> None:
    """Print what each way costs on each file, the ratios, and whether the loaders keep their promises."""
    for kind, (name, write) in FILES.items():
        with tempfile.TemporaryDirectory(prefix="demodash_bench_") as folder:
            path = Path(folder) / name
            write(path)
            compare(kind, path)


def compare(kind: str, path: Path) -> None:
    """Measure a file by each way, in turns."""
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in LABELS}
    for _ in range(ROUNDS):
        for way in LABELS:
            runs[way].append(measure(way, kind, path))
    seconds = {way: min(run["seconds"] for run in found) for way, found in runs.items()}
    work = {way: min(run["cpu"] for run in found) for way, found in runs.items()}
    peaks = {way: f"{max(run['peak_mb'] for run in runs[way]):.0f}" for way in LABELS}
    rows = runs["loader"][0]["rows"]
    print(f"{path.name}: {rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB, {CORES} cores, best of {ROUNDS}")
    print(f"{'':26}{'s':>8}{'CPU s':>8}{'peak MB':>10}{'x bare ' + CHOSEN:>16}{'in CPU':>8}")
    for way, label in LABELS.items():
        ratio, work_ratio = seconds[way] / seconds[CHOSEN], work[way] / work[CHOSEN]
        print(f"{label:26}{seconds[way]:8.2f}{work[way]:8.2f}{peaks[way]:>10}{ratio:16.2f}{work_ratio:8.2f}")
    reading = seconds["reading"] / seconds[CHOSEN]
    for promise, kept in (
        (f"reading, at most {MOST_RATIO} x the bare scan by {CHOSEN}: {reading:.2f}", reading <= MOST_RATIO),
        (f"under {MOST_MB} MB: {peaks['loader']}", int(peaks["loader"]) < MOST_MB),
    ):
        print(f"{'kept  ' if kept else 'BROKEN'}  {promise}")
    print()


if __name__ == "__main__":
    main()
