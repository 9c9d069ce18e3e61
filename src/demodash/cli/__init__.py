"""The command ``demodash``: build, check, extract, verify, import, editions, fetch."""

from __future__ import annotations

import click

from demodash.cli.build import build, docs
from demodash.cli.documents import extract, verify
from demodash.cli.editions import editions
from demodash.cli.fetching import fetch
from demodash.cli.french import FrenchGroup
from demodash.cli.importing import import_command
from demodash.cli.saying import settle

__all__ = ["main"]


@click.group(cls=FrenchGroup)
def main() -> None:
    """Démographie médicale des Hauts-de-France : données, contrôles, documents, imports."""
    settle()


for each in (build, extract, verify, docs, import_command, editions, fetch):
    main.add_command(each)
