from __future__ import annotations

from pathlib import Path

import pytest

from demodash.store import current_store
from tests.cli.conftest import POPULATIONS, Run, written

TITLES = ("--answer", "publisher=Agence d’essai", "--answer", "title=Bilan d’essai")


def test_a_table_is_read_shown_and_kept(run: Run, populations: Path, home: str) -> None:
    result = run("import", populations, "--yes")
    assert result.exit_code == 0, result.output
    assert "populations_2019.csv : Populations" in result.stdout
    assert "(modèle insee_populations)" in result.stdout
    assert "2019 (--answer annee=…)" in result.stdout
    assert "4 lignes : 2 prises, 1 hors de la région, 1 sans commune trouvée." in result.stdout
    assert "ligne 5" in result.stdout
    assert "2 chiffres : " in result.stdout
    [stored] = current_store().editions()
    assert f"Édition {stored.id} gardée" in result.stdout
    assert Path(home).is_dir()
    values = current_store().content(stored.id).observations
    assert list(zip(values["territory"], values["period"], values["value"], strict=True)) == [
        ("COM-02001", "2019", 518.0),
        ("COM-59350", "2019", 238_695.0),
    ]


def test_every_row_that_was_not_taken_is_counted(run: Run, tmp_path: Path) -> None:
    """A thousand of them are described at most: the others count too."""
    path = tmp_path / "populations_2019.csv"
    lost = "".join(f"faux{number};Nulle part;{number}\n" for number in range(1_234))
    path.write_text(f"COM;Commune;PMUN\n02001;Abbécourt;518\n{lost}", encoding="utf-8")
    result = run("import", path, "--dry-run")
    assert "1\u202f234 refusées" in result.stdout
    assert "… et 1\u202f224 autres lignes." in result.stdout


def test_the_same_file_again_is_there_already(run: Run, populations: Path) -> None:
    run("import", populations, "--yes")
    again = run("import", populations, "--yes")
    assert again.exit_code == 0
    assert "« populations_2019.csv » est déjà là" in again.stdout
    other = run("import", populations, "--yes", "--answer", "annee=2020")
    assert other.exit_code == 0
    assert len(current_store().editions()) == 2


def test_a_trial_keeps_nothing(run: Run, populations: Path, home: str) -> None:
    result = run("import", populations, "--dry-run")
    assert result.exit_code == 0
    assert "Essai seulement : rien n’a été gardé." in result.stdout
    assert not Path(home).exists()


@pytest.mark.parametrize(
    ("typed", "kept", "text"),
    [
        ("o\n", 1, "gardée"),
        ("n\n", 0, "Rien n’a été gardé."),
        ("\n", 0, "Rien n’a été gardé."),
        ("peut-être\noui\n", 1, "Répondez par o (oui) ou n (non)."),
        ("", 0, "Interrompu : rien n’a été gardé."),
    ],
)
def test_what_is_kept_was_agreed_to(run: Run, populations: Path, typed: str, kept: int, text: str) -> None:
    result = run("import", populations, typed=typed)
    assert result.exit_code == (0 if typed else 1)
    assert text in result.output
    assert len(current_store().editions()) == kept


def test_a_question_without_an_answer_says_how_to_give_one(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "populations.csv", POPULATIONS)
    result = run("import", file, "--yes")
    assert result.exit_code == 1
    assert "attendu : une réponse ; trouvé : rien. Répondez par --answer annee=… (AAAA)." in result.stderr
    assert run("import", file, "--yes", "--answer", "annee=2018").exit_code == 0
    wrong = run("import", file, "--yes", "--answer", "annee=demain")
    assert wrong.exit_code == 1
    assert "demain" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--answer", "annee"), "attendu : ID=VALEUR ; trouvé : annee"),
        (("--answer", "an=2019"), "attendu : une question du modèle (annee) ; trouvé : an"),
        (("--as", "rpps"), "attendu : un modèle qui reconnaît ce fichier (insee_populations) ; trouvé : rpps"),
    ],
)
def test_what_was_asked_has_to_fit(run: Run, populations: Path, arguments: tuple[str, ...], text: str) -> None:
    result = run("import", populations, "--yes", *arguments)
    assert result.exit_code == 1
    assert text in result.stderr
    assert current_store().editions() == ()


def test_a_file_that_is_nothing_known(run: Run, tmp_path: Path) -> None:
    missing = run("import", tmp_path / "absent.csv", "--yes")
    assert missing.exit_code == 1
    assert "attendu : un fichier ; trouvé : rien de ce nom" in missing.stderr
    unknown = run("import", written(tmp_path / "x.csv", "a;b;c\n1;2;3\n4;5;6\n7;8;9\n"), "--yes")
    assert unknown.exit_code == 1
    assert unknown.stderr.startswith("Reconnaissance du fichier…\n")
    assert "\nErreur : x.csv" in unknown.stderr
    assert "Traceback" not in unknown.output
    empty = run("import", written(tmp_path / "vide.csv", ""), "--yes")
    assert empty.exit_code == 1
    assert "vide.csv" in empty.stderr


def test_a_document_is_kept_with_every_figure(run: Run, document: Path) -> None:
    result = run("import", document, "--yes", *TITLES)
    assert result.exit_code == 0, result.output
    assert "bilan.txt : document." in result.stdout
    assert "non retenu" in result.stdout
    assert "nombres : " in result.stdout
    [stored] = current_store().editions()
    assert (stored.loader, stored.label) == ("document", "Bilan d’essai")
    assert 321.0 in set(current_store().content(stored.id).observations["value"])


def test_the_figures_of_a_document_are_accepted_one_by_one(run: Run, document: Path) -> None:
    result = run("import", document, "--review", *TITLES, typed="o\nn\no\no\n")
    assert result.exit_code == 0, result.output
    assert "[321]" in result.stdout
    assert "Accepter ? [O/n]" in result.stdout
    [stored] = current_store().editions()
    assert stored.counts == {"observations": 2}
    assert 321.0 not in set(current_store().content(stored.id).observations["value"])


def test_a_document_without_a_publisher_says_what_is_missing(run: Run, document: Path) -> None:
    result = run("import", document, "--yes")
    assert result.exit_code == 1
    assert "Répondez par --answer publisher=…" in result.stderr


def test_the_territory_of_a_document_is_an_answer(run: Run, tmp_path: Path) -> None:
    text = "Bilan d’essai\n\nPublié le 12/03/2024\n\nLa région compte 321 MSP en fonctionnement.\n"
    path = written(tmp_path / "sans_lieu.txt", text)
    without = run("import", path, "--yes", "--dry-run", *TITLES)
    assert "Territoire du document : inconnu (--answer territory=…)" in without.stdout
    assert "Aucun chiffre retenu" in without.stdout
    result = run("import", path, "--yes", *TITLES, "--answer", "territory=REG-44")
    assert result.exit_code == 0, result.output
    [stored] = current_store().editions()
    values = current_store().content(stored.id).observations
    assert list(zip(values["territory"], values["value"], strict=True)) == [("REG-44", 321.0)]


def test_a_territory_that_is_not_offered_is_refused(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "sans_lieu.txt", "Bilan\n\nPublié le 12/03/2024\n\nLa région compte 321 MSP.\n")
    result = run("import", path, "--yes", *TITLES, "--answer", "territory=REG-99")
    assert result.exit_code == 1
    assert "Territoire du document : attendu : un choix parmi Hauts-de-France, Aisne (02)" in result.stderr


def test_a_table_that_says_nothing_new_is_no_error(run: Run, tmp_path: Path, home: str) -> None:
    path = written(
        tmp_path / "v_commune_2026.csv",
        "TYPECOM,COM,REG,DEP,LIBELLE,COMPARENT\nCOM,02001,32,02,Abbécourt,\nCOM,02691,32,02,Saint-Quentin,\n",
    )
    for more in (("--yes",), ("--dry-run",)):
        result = run("import", path, *more)
        assert result.exit_code == 0, result.output
        assert "Rien de nouveau dans ce fichier : tout ce qu’il dit est déjà là" in result.stdout
        assert "Erreur" not in result.output
    assert not Path(home).exists()
