from __future__ import annotations

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
