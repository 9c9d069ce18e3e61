"""How far a piece of work is, on a terminal: a bar, or one line per step where there is no terminal."""

from __future__ import annotations

import re
import sys
import types
from typing import TYPE_CHECKING, Self

import click

from demodash.cli.saying import say
from demodash.texts import capitalised

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_STEPS = 1_000
_NUMBERS = re.compile(r"[\d\s]+")


class Bar:
    """A ``Progress`` on the error output; used as a context, it ends its line."""

    def __init__(self, label: str = "") -> None:
        self._label = label
        self._bar: ProgressBar[int] | None = None
        self._said = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
            self._bar = None

    def __call__(self, share: float | None, text: str) -> None:
        """Show that a share (None: it cannot be known) of the work is done, and what is being done."""
        said = self._label or text
        if share is None or not sys.stderr.isatty():
            stage = _NUMBERS.sub("", said)
            if stage != self._said:
                say(f"{capitalised(said)}…", err=True)
                self._said = stage
            return
        if self._bar is None:
            self._bar = click.progressbar(length=_STEPS, label=capitalised(said), file=sys.stderr)
            self._bar.__enter__()
        self._bar.label = capitalised(said)
        self._bar.update(max(0, int(share * _STEPS) - self._bar.pos))
