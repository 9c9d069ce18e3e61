"""The beginning of a file that an earlier try left, with the mark that tells whether the host still has the same."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Begun:
    """What is there of a file: its bytes, and the mark of the file that they are of."""

    size: int
    mark: str


@dataclass(frozen=True, slots=True)
class Partial:
    """A file that is not whole yet, and its mark in a small file beside it."""

    path: Path

    def begun(self) -> Begun:
        """What is there; nothing when it cannot be resumed."""
        try:
            said = json.loads(self._mark_file.read_text(encoding="utf-8"))
            size = self.path.stat().st_size
        except (OSError, ValueError):
            return Begun(0, "")
        mark = said.get("mark") if isinstance(said, dict) else None
        return Begun(size, mark) if isinstance(mark, str) and mark and size else Begun(0, "")

    def begin(self, mark: str) -> None:
        """Start anew, with the mark of what will come (empty: it cannot be resumed)."""
        self.forget()
        self._mark_file.write_text(json.dumps({"mark": mark}), encoding="utf-8")

    def forget(self) -> None:
        """Remove what is there."""
        for path in (self.path, self._mark_file):
            with contextlib.suppress(OSError):
                path.unlink()

    @property
    def _mark_file(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")
