"""The page «Importer» in Streamlit's own test harness: its steps, and who may take them."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from demodash import territories
from demodash.store import State, current_store
from demodash.ui.importer.state import Step, wizard
from demodash.ui.sitemap import FOLDER

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
PAGE = str(Path("..") / ".." / ".." / FOLDER.name / "importer.py")
LONGEST_RUN_S = 30
CLAIRE = {"is_logged_in": True, "email": "claire@exemple.fr"}
DOCUMENT = """Hauts-de-France : bilan d’essai

Bilan publié le 12/03/2024

La région compte 321 MSP et 45 CPTS en fonctionnement.
Le standard <script>alert(1)</script> répond au 03 20 00 00 00.
"""


@pytest.fixture(autouse=True)
def folder_of_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a test that ends in the middle of an import leaves, goes with the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as somebody who may import sees it."""
    monkeypatch.setenv("DEMODASH_IMPORTERS", "exemple.fr")
    return opened(CLAIRE)


def opened(user: dict[str, object]) -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=LONGEST_RUN_S)
    app.user = dict(user)
    app.run()
    app.switch_page(PAGE).run()
    return app


def shown(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def press(app: AppTest, label: str, place: int = 0) -> AppTest:
    found = [one for one in app.button if one.label == label and not one.disabled]
    assert found, [one.label for one in app.button]
    found[place].click().run()
    return app


def step(app: AppTest) -> Step:
    found = app.session_state["importer:wizard"]
    assert isinstance(found, type(wizard()))
    return found.step


def drop(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    return wait(app)


def wait(app: AppTest) -> AppTest:
    """Go on until the work that was begun is over."""
    for _ in range(20):
        if app.session_state["importer:wizard"].job is None:
            break
        app.run()
    assert not app.exception
    return app


def dropped(app: AppTest) -> AppTest:
    drop(app, "bilan.txt", DOCUMENT.encode())
    assert step(app) is Step.QUESTIONS
    return app


def to_review(app: AppTest) -> AppTest:
    dropped(app)
    field(app, "Éditeur").set_value("Agence d’essai")
    field(app, "Titre").set_value("Bilan <b>d’essai</b>")
    press(app, "Continuer")
    assert step(app) is Step.REVIEW
    return app


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label == label)


# --- who may --------------------------------------------------------------------------------------


def test_a_visitor_who_is_not_on_the_machine_may_not_and_is_told_how_it_is_set_up() -> None:
    app = opened({})
    assert not app.exception
    assert not app.file_uploader
    assert "personne ne peut importer" in shown(app)
    assert "DEMODASH_IMPORTERS" in shown(app)
    assert "docs/deploiement.md" in shown(app)


def test_a_visitor_who_is_not_listed_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMODASH_IMPORTERS", "autre.exemple")
    app = opened(CLAIRE)
    assert not app.file_uploader
    assert "L’adresse claire@exemple.fr n’a pas le droit" in shown(app)


def test_a_list_that_is_badly_written_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMODASH_IMPORTERS", "*")
    app = opened(CLAIRE)
    assert not app.file_uploader
    assert "DEMODASH_IMPORTERS : attendu : des adresses" in shown(app)


def test_the_right_is_asked_again_when_something_is_kept(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    to_review(page)
    press(page, "Accepter les 2 à relire")
    press(page, "Voir l’aperçu")
    monkeypatch.setenv("DEMODASH_IMPORTERS", "autre.exemple")
    press(page, "Accepter l’import")
    assert current_store().editions() == ()
    assert not page.exception
    assert "n’a pas le droit" in shown(page)


# --- a document -----------------------------------------------------------------------------------


def test_a_document_goes_from_the_file_to_the_store(page: AppTest) -> None:
    to_review(page)
    assert "<mark>321</mark>" in shown(page)
    assert "Encore 2 chiffres à relire" in shown(page)
    press(page, "Accepter")
    press(page, "Rejeter")
    assert "1 accepté, 1 rejeté" in shown(page)
    press(page, "Voir l’aperçu")
    assert step(page) is Step.PREVIEW
    assert "<h2>1 chiffre</h2>" in shown(page)
    assert current_store().editions() == ()
    press(page, "Accepter l’import")
    assert step(page) is Step.DONE
    stored = current_store().editions()[0]
    assert (stored.label, stored.who, stored.origin.name) == ("Bilan <b>d’essai</b>", "claire@exemple.fr", "bilan.txt")
    assert "Import accepté : 1 chiffre" in shown(page)


def test_the_words_of_a_file_are_never_markup(page: AppTest) -> None:
    drop(page, "<img src=x onerror=alert(1)>.txt", DOCUMENT.encode())
    field(page, "Éditeur").set_value("=cmd|'/c calc'!A1")
    field(page, "Titre").set_value("<script>alert(2)</script>")
    press(page, "Continuer")
    press(page, "Accepter les 2 à relire")
    press(page, "Voir l’aperçu")
    press(page, "Accepter l’import")
    press(page, "Importer un autre fichier")
    everything = shown(page)
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in everything
    for wrong in ("<script>alert", "<img src=x"):
        assert wrong not in everything


def test_a_figure_is_corrected_and_a_number_made_a_figure(page: AppTest) -> None:
    to_review(page)
    press(page, "Corriger")
    field(page, "Valeur (MSP)").set_value("beaucoup").run()
    press(page, "Enregistrer")
    assert "un nombre, par exemple 1 234,5" in shown(page)
    field(page, "Valeur (MSP)").set_value("312").run()
    press(page, "Enregistrer")
    assert "1 corrigé" in shown(page)
    press(page, "Accepter le dernier")
    press(page, "Voir l’aperçu")
    press(page, "Accepter l’import")
    rows = current_store().content(current_store().editions()[0].id).observations
    corrected = rows[rows["indicator"] == "msp_activite"].iloc[0]
    assert (corrected["value"], corrected["as_printed"]) == (312.0, "321")
    assert corrected["note"] == "corrigé à l’import : valeur 312 MSP au lieu de 321 MSP"


def test_nothing_is_kept_of_what_is_refused(page: AppTest) -> None:
    to_review(page)
    spooled = page.session_state["importer:wizard"].spooled
    assert spooled.path.is_file()
    press(page, "Refuser")
    assert step(page) is Step.DROP
    assert "rien n’a été gardé" in shown(page)
    assert not spooled.path.exists()
    assert current_store().editions() == ()


def test_a_wrong_answer_is_said_and_the_others_stay(page: AppTest) -> None:
    dropped(page)
    field(page, "Éditeur").set_value("Agence d’essai")
    field(page, "Date (facultatif)").set_value("31/02/2024")
    press(page, "Continuer")
    assert step(page) is Step.QUESTIONS
    assert "Date : attendu : JJ/MM/AAAA" in shown(page)
    assert field(page, "Éditeur").value == "Agence d’essai"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.csv", b"", "vide"),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "image PNG"),
        ("blancs.txt", b"  \n \n", "blancs"),
        ("<b>.pdf", b"%PDF-1.4 tronqu", "PDF"),
    ],
)
def test_what_cannot_be_read_is_said_and_gone(page: AppTest, name: str, content: bytes, said: str) -> None:
    drop(page, name, content)
    assert step(page) is Step.DROP
    assert "Ce fichier ne peut pas être importé." in shown(page)
    assert said in shown(page)
    assert "Traceback" not in shown(page)
    assert "<b>.pdf" not in shown(page)


# --- a table --------------------------------------------------------------------------------------


def apl_in_an_archive() -> bytes:
    rows = [f"{code.removeprefix('COM-')};1,5" for code in territories.codes("COM")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apl.csv", "\n".join(["code_commune;apl_2024", *rows, ""]))
    return out.getvalue()


def to_checks(app: AppTest) -> AppTest:
    drop(app, "apl.zip", apl_in_an_archive())
    assert step(app) is Step.QUESTIONS
    next(one for one in app.selectbox if one.label.startswith("Profession")).set_value("mg")
    press(app, "Continuer")
    return wait(app)


def left(folder: Path) -> list[str]:
    """What imports have on the disk, beside the store."""
    return sorted(one.name.rstrip("0123456789abcdefghijklmnopqrstuvwxyz_") for one in folder.glob("demodash[-_]*"))


@pytest.mark.parametrize("ways", [["Refuser"], ["Voir l’aperçu", "Refuser"], ["Voir l’aperçu", "Accepter l’import"]])
def test_a_table_stays_open_until_its_import_is_decided(
    page: AppTest, folder_of_temporary_files: Path, ways: list[str]
) -> None:
    to_checks(page)
    assert step(page) is Step.CHECKS
    assert len(left(folder_of_temporary_files)) == 2
    for label in ways:
        press(page, label)
    assert not page.exception
    assert left(folder_of_temporary_files) == []
    assert len(current_store().editions()) == (1 if ways[-1].startswith("Accepter") else 0)


def test_a_table_that_goes_while_it_is_asked_about_is_said(page: AppTest, folder_of_temporary_files: Path) -> None:
    to_checks(page)
    press(page, "Retour")
    page.session_state["importer:wizard"].spooled.path.unlink()
    press(page, "Continuer")
    wait(page)
    assert not page.exception
    assert "plus rien de ce nom" in shown(page)


# --- editions -------------------------------------------------------------------------------------


def test_an_edition_is_withdrawn_and_restored(page: AppTest) -> None:
    to_review(page)
    press(page, "Accepter les 2 à relire")
    press(page, "Voir l’aperçu")
    press(page, "Accepter l’import")
    edition = current_store().editions()[0].id
    next(one for one in page.selectbox if one.label == "Retirer ou rétablir").set_value(edition).run()
    press(page, "Retirer")
    assert current_store().stored(edition).state is State.WITHDRAWN
    assert "aucune page ne la montre plus" in shown(page)
    press(page, "Rétablir")
    assert current_store().stored(edition).state is State.ACTIVE


def test_the_names_of_those_who_imported_are_for_those_who_may(page: AppTest) -> None:
    to_review(page)
    press(page, "Accepter les 2 à relire")
    press(page, "Voir l’aperçu")
    press(page, "Accepter l’import")
    assert "claire@exemple.fr" in shown(page)
    visitor = opened({})
    assert "Bilan &lt;b&gt;d’essai" in shown(visitor)
    assert "claire@exemple.fr" not in shown(visitor)
    assert not [one for one in visitor.button if one.label == "Retirer"]


def test_a_table_that_says_nothing_new_ends_calmly(page: AppTest) -> None:
    cog = "TYPECOM,COM,REG,DEP,LIBELLE,COMPARENT\nCOM,02001,32,02,Abbécourt,\nCOM,02691,32,02,Saint-Quentin,\n"
    drop(page, "v_commune_2026.csv", cog.encode())
    press(page, "Continuer")
    for _ in range(20):
        if page.session_state["importer:wizard"].job is None:
            break
        page.run()
    assert step(page) is Step.CHECKS
    assert "Rien de nouveau dans ce fichier : rien n’est à garder" in shown(page)
    assert "rien n’est à ajouter" in shown(page)
    assert '<div class="dd-alert"' not in shown(page)
    assert not [one for one in page.button if one.label in {"Voir l’aperçu", "Refuser"}]
    press(page, "Importer un autre fichier")
    assert step(page) is Step.DROP
