"""Documents compared with what was transcribed from them: equal, different, missing, in excess, unreadable."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from demodash.errors import DataError, DocumentError
from demodash.loaders.documents.verify import Outcome, Report, verify, verify_report

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT.parent / "shared" / "documents"
HEADER = "indicator;territory;category;period;value;qualifier;status;locator;as_printed;note"
TEXT = """ARS Bretagne

Publié le 14 juin 2016

68 MSP sont en activité et 25 en projet. 31 PTMG ont été signés.

Médecine : de 400 à 420 places (+5 %)
"""
ROWS = (
    "msp_activite;REG-53;ensemble;2016-06-14;68;exact;published;ligne 5;68;",
    "msp_projet;REG-53;ensemble;2016-06-14;25;exact;published;ligne 5;25;",
    "ptmg_signes;REG-53;ensemble;2016-06-14;31;exact;published;ligne 5;31;",
    "places_medicales_avant;REG-53;medecine;2016-06-14;400;exact;inferred;ligne 7;400;",
    "places_medicales_apres;REG-53;medecine;2016-06-14;420;exact;inferred;ligne 7;420;",
    "places_medicales_evolution;REG-53;medecine;2016-06-14;5;exact;inferred;ligne 7;+5 %;",
)


def house(tmp_path: Path, rows: tuple[str, ...] = ROWS, *, text: str = TEXT, name: str = "pacte.txt") -> Report:
    """Verify a directory of one document against a source that declares ``pacte.txt``."""
    documents, source = tmp_path / "documents", tmp_path / "sources" / "ars_bretagne_2016"
    documents.mkdir()
    source.mkdir(parents=True)
    (documents / name).write_text(text, encoding="utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (source / "source.toml").write_text(
        '[[source]]\nid = "ars_bretagne_2016"\nkind = "document"\npublisher = "ARS Bretagne"\ntitle = "Pacte"\n'
        f'file = "pacte.txt"\nsha256 = "{digest}"\n',
        encoding="utf-8",
    )
    (source / "figures.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return verify(documents, tmp_path / "sources")


def test_every_figure_equal(tmp_path: Path) -> None:
    report = house(tmp_path)
    (document,) = report.documents
    assert report.ok
    assert document.count(Outcome.EQUAL) == 6
    assert [control.agrees for control in document.controls] == [True]
    text = verify_report(report)
    assert "6 chiffres égaux sur 6 transcrits, 0 différent, 0 manquant, 0 en trop." in text
    assert "recalculé : Évolution des places, Médecine : (420 − 400) / 400 = +5 %, imprimé « +5 % »" in text
    assert text.endswith("Tout est égal.")


def test_a_different_value_is_told(tmp_path: Path) -> None:
    report = house(tmp_path, (ROWS[0].replace(";68;exact", ";67;exact"), *ROWS[1:]))
    (check,) = [check for check in report.documents[0].checks if check.outcome is not Outcome.EQUAL]
    assert not report.ok
    assert (check.outcome, check.differences) == (Outcome.DIFFERENT, ("valeur : attendu 67.0, trouvé 68.0",))


def test_a_different_place_is_told(tmp_path: Path) -> None:
    report = house(tmp_path, (ROWS[0].replace("ligne 5", "ligne 6"), *ROWS[1:]))
    assert "place : attendu ligne 6, trouvé ligne 5" in verify_report(report)
    assert not report.ok


def test_a_different_territory_is_no_missing_figure(tmp_path: Path) -> None:
    report = house(tmp_path, (ROWS[0].replace("REG-53", "REG-28"), *ROWS[1:]))
    (check,) = [check for check in report.documents[0].checks if check.outcome is not Outcome.EQUAL]
    assert check.differences == ("territoire : attendu REG-28, trouvé REG-53",)


def test_missing_and_extra_figures_are_told(tmp_path: Path) -> None:
    report = house(tmp_path, (*ROWS[1:], "cesp_signes;REG-53;ensemble;2016;12;exact;published;ligne 9;12;"))
    text = verify_report(report)
    assert not report.ok
    assert "manquant : cesp_signes, REG-53, ensemble, 2016 = 12 (« 12 », ligne 9)" in text
    assert "en trop : msp_activite, REG-53, ensemble, 2016-06-14 = 68 (« 68 », ligne 5)" in text
    assert "5 chiffres égaux sur 6 transcrits, 0 différent, 1 manquant, 1 en trop." in text


def test_a_document_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    report = house(tmp_path, name="autre_nom.txt")
    assert report.ok
    assert report.documents[0].file == "autre_nom.txt"


def test_a_document_known_by_its_name_but_altered_is_told(tmp_path: Path) -> None:
    report = house(tmp_path, text=TEXT + "\nFin.\n")
    assert report.documents[0].altered
    assert "le contenu du fichier n’est pas celui qui a été transcrit" in verify_report(report)


def test_a_percentage_that_its_numbers_do_not_give_is_told(tmp_path: Path) -> None:
    rows = (*ROWS[:5], ROWS[5].replace(";5;exact", ";6;exact").replace("+5 %", "+6 %"))
    report = house(tmp_path, rows, text=TEXT.replace("+5 %", "+6 %"))
    assert report.ok
    assert [control.agrees for control in report.documents[0].controls] == [False]
    assert "EN DÉSACCORD" in verify_report(report)


def test_an_unreadable_document_is_told_and_the_others_are_verified(tmp_path: Path) -> None:
    report = house(tmp_path)
    (tmp_path / "documents" / "pacte.txt").write_bytes(b"")
    again = verify(tmp_path / "documents", tmp_path / "sources")
    assert report.ok
    assert not again.ok
    assert "pacte.txt : illisible" in verify_report(again)


def test_files_that_no_source_declares_and_documents_that_are_not_there_are_listed(tmp_path: Path) -> None:
    house(tmp_path)
    (tmp_path / "documents" / "pacte.txt").rename(tmp_path / "documents" / "pacte.md")
    (tmp_path / "documents" / "autre.txt").write_text("Rien.", encoding="utf-8")
    report = verify(tmp_path / "documents", tmp_path / "sources")
    text = verify_report(report)
    assert not report.ok
    assert "Sans chiffres transcrits, non vérifié : autre.txt" in text
    assert "Déclaré, absent du dossier : pacte.txt" in text
    assert "Aucun document de ce dossier n’est déclaré" in text


def test_a_directory_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="un dossier de documents"):
        verify(tmp_path / "nulle_part", tmp_path)


def test_figures_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"figures\.csv"):
        house(tmp_path, ("inconnu;REG-53;ensemble;2016;1;exact;published;ligne 1;1;",))


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="les documents de référence ne sont pas sur cette machine")
def test_the_reference_documents_are_all_equal() -> None:
    report = verify(REFERENCE, ROOT / "data" / "sources")
    assert report.ok, verify_report(report)
    assert not report.absent
    assert all(control.agrees for document in report.documents for control in document.controls)
