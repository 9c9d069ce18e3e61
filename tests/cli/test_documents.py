from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, written

NOWHERE = "Bilan d’essai\n\nPublié le 12/03/2024\n\nLa région compte 321 MSP en fonctionnement.\n"


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A document that names no territory."""
    return written(tmp_path / "sans_lieu.txt", NOWHERE)


def test_a_document_is_read(run: Run, document: Path) -> None:
    result = run("extract", document)
    assert result.exit_code == 0
    assert "bilan.txt (texte) : Hauts-de-France, 12 mars 2024" in result.stdout
    assert "3 chiffres retenus" in result.stdout
    assert result.stderr == ""


def test_a_document_without_a_territory_says_how_to_give_it(run: Run, nowhere: Path) -> None:
    result = run("extract", nowhere)
    assert result.exit_code == 0
    assert "Aucun chiffre retenu" in result.stdout
    assert result.stderr.strip() == (
        "sans_lieu.txt ne dit pas de quel territoire il parle : donnez-le par --territory (REG-32…)."
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [("REG-44", "REG-44"), ("reg-32", "REG-32"), ("Hauts de France", "REG-32"), ("bretagne", "REG-53")],
)
def test_the_territory_that_is_given_is_that_of_the_figures(run: Run, nowhere: Path, given: str, code: str) -> None:
    result = run("extract", nowhere, "--json", "--territory", given)
    assert result.exit_code == 0, result.output
    content = json.loads(result.stdout)
    assert content["territory"] == code
    assert [(one["territory"], one["value"]) for one in content["observations"]] == [(code, 321.0)]
    assert result.stderr == ""


def test_the_region_is_no_departement(run: Run, nowhere: Path) -> None:
    for given in ("DEP-59", "Aisne", "FR"):
        content = json.loads(run("extract", nowhere, "--json", "--territory", given).stdout)
        assert content["observations"] == []


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("REG-23", "Vouliez-vous dire "),
        ("Hauts-de-Frances", "Vouliez-vous dire REG-32 (Hauts-de-France) ?"),
        ("32", "Vouliez-vous dire REG-32 (Hauts-de-France) ou DEP-32 (Gers (32)) ?"),
        ("59", "Vouliez-vous dire DEP-59 (Nord (59)) ?"),
        ("COM-59350", "COM-59350"),
        ("", "trouvé : rien"),
    ],
)
def test_a_wrong_territory_is_refused(run: Run, nowhere: Path, given: str, advice: str) -> None:
    result = run("extract", nowhere, "--territory", given)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Erreur : --territory : attendu : le code ou le nom d’un pays, d’une région")
    assert advice in result.stderr


def test_a_document_that_names_its_territory_is_believed(run: Run, document: Path) -> None:
    result = run("extract", document, "--territory", "REG-53")
    assert result.exit_code == 0
    assert "Bretagne" not in result.stdout
    assert result.stderr.strip() == "bilan.txt nomme son territoire, Hauts-de-France : --territory n’est pas suivi."
