from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from demodash.cli import main
from tests.cli.conftest import Run


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_the_help_of_every_command_is_french(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Utilisation : {' '.join(('demodash', *path))} [OPTIONS]")
    assert "Afficher cette aide." in result.stdout
    for english in ("Usage", "Options:", "Commands", "Show this message", "[default", "COMMAND "):
        assert english not in result.stdout
    assert run(*path, "-h").stdout == result.stdout


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("zut",), "la commande zut n’existe pas."),
        (("editions", "zut"), "la commande zut n’existe pas."),
        (("--zut",), "l’option --zut n’existe pas."),
        (("fetch", "--lits"), "l’option --lits n’existe pas. Vouliez-vous dire --list ?"),
        (("editions", "show"), "il manque l’argument ÉDITION."),
        (("build", "geo"), "il manque l’option --from."),
        (
            ("editions", "compare", "a", "b", "--limit", "x"),
            "l’option --limit : valeur refusée, un nombre entier est attendu.",
        ),
        (("editions", "compare", "a", "b", "--limit"), "l’option --limit n’est pas donnée comme il faut"),
        (("editions", "list", "x"), "il y a un argument de trop, ou il en manque un."),
    ],
)
def test_a_wrong_command_line_is_said_in_french(run: Run, arguments: tuple[str, ...], text: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert f"Erreur : {text}" in result.stderr
    assert "Usage" not in result.stderr
    assert result.stdout == ""


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert "Commandes :" in result.stdout


def test_the_table_that_is_committed_is_checked(run: Run) -> None:
    result = run("build", "--check")
    assert result.exit_code == 0
    assert "est à jour" in result.stdout


def test_what_a_file_says_does_not_command_the_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31mb\x07.txt"
    file.write_text("Rien ici, sinon \x1b]0;titre\x07 12 MSP.", encoding="utf-8")
    for arguments in (("import", file, "--yes"), ("extract", file), ("editions", "show", "\x1b[2J")):
        result = run(*arguments)
        assert "\x1b" not in result.output
        assert "\x07" not in result.output
        assert "\N{REPLACEMENT CHARACTER}" in result.output


def test_a_terminal_that_knows_few_characters_does_not_end_the_command() -> None:
    command = [sys.executable, "-c", "from demodash.cli import main; main()", "editions", "compare", "a", "\u2192"]
    done = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.decode("cp1252").startswith("Erreur : ")
