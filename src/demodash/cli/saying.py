"""What the command writes on a terminal: text that a file may have brought, without what would command the terminal."""

from __future__ import annotations

import io
import sys

import click

from demodash.texts import unmasked


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Write a text; a control character, which a name or a cell of a file may hold, is shown and does nothing."""
    click.echo(unmasked(text, kept="\n\t"), err=err, nl=nl)


def settle() -> None:
    """Have a terminal or a file that does not know a character show another one, rather than end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
