"""Looks in every file of the project for what must not be there: hosts, machine paths, lock files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LOCK_FILES = frozenset(
    {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml"}
)
# Each pattern is written so that it does not match itself here.
HOSTS = re.compile(r"py[p]i\.org|python[h]osted\.org|npm[j]s\.org|yarn[p]kg\.com|deb\.[d]ebian\.org|crates\.[i]o")
PATHS = re.compile(r"(?<![\w.:/-])/(?:wor[k]|tm[p]|roo[t]|hom[e]|User[s])/\w")
INDEX_LINES = re.compile(r"^\s*(?:-i |--(?:extra-)?index-url|--find-links|--trusted-host)", re.MULTILINE)
LARGEST_TEXT_BYTES = 3_000_000
IGNORED_FOLDERS = frozenset({".git", ".venv", "__pycache__", "build", "dist"})


@dataclass(frozen=True)
class Finding:
    """One thing that must not be in the project."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def files(root: Path) -> Iterator[Path]:
    """Yield the files of the project: git's when it is a checkout, else all but the caches."""
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        names = sorted({name for name in os.fsdecode(listing.stdout).split("\0") if name})
        yield from (root / name for name in names if (root / name).is_file())
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if name not in IGNORED_FOLDERS and not name.endswith(("_cache", ".egg-info")) and name != ".hypothesis"
        )
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith(".stamp-"))


def problems(root: Path) -> list[Finding]:
    """Return what must not be there, in the order of the files."""
    found: list[Finding] = []
    for path in files(root):
        name = path.relative_to(root).as_posix()
        if path.name in LOCK_FILES:
            found.append(Finding(name, 1, "lock file"))
        if path.stat().st_size > LARGEST_TEXT_BYTES:
            continue
        content = path.read_bytes()
        if b"\0" in content[:8192]:
            continue
        text = content.decode("utf-8", "replace")
        patterns = [("registry host", HOSTS), ("machine path", PATHS)]
        if path.name.startswith("requirements"):
            patterns.append(("index line", INDEX_LINES))
        for what, pattern in patterns:
            found.extend(
                Finding(name, text.count("\n", 0, match.start()) + 1, f"{what}: {match.group().strip()}")
                for match in pattern.finditer(text)
            )
    return found


if __name__ == "__main__":
    findings = problems(ROOT)
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)
