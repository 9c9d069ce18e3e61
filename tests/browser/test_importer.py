"""The page «Importer» in a real browser: a file is dropped, gone through, accepted, and shows on another page."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, TimeoutError, expect

from demodash import territories
from tools.dashboard import Dashboard, dashboard_command, free_port, running

from .conftest import Open, settle

CODES = [code.removeprefix("COM-") for code in territories.codes("COM")]
CLASSES = ("ZIP", "ZAC", "ZAR", "HZ")
ZONING = "code_commune;classe\n" + "".join(f"{code};{CLASSES[place % 4]}\n" for place, code in enumerate(CODES))
APL = "code_commune;apl_2025\n" + "".join(f"{code};{place % 70 / 10}\n" for place, code in enumerate(CODES))
DOCUMENT = """Hauts-de-France : bilan d’essai

Bilan publié le 12/03/2026

La région compte 4321 MSP et 98 CPTS en fonctionnement.
Le standard <script>alert(1)</script> répond au 03 20 00 00 00.
"""
ENGLISH = ("Upload", "Browse", "Drag", "per file", "Remove", "Add files", "Limit")
LONGEST_MS = 60_000


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A store and a folder of temporary files that go with the tests."""
    names = {"DEMODASH_HOME": "home", "TMPDIR": "tmp"}
    made = {variable: str(tmp_path_factory.mktemp(name)) for variable, name in names.items()}
    Path(made["DEMODASH_HOME"]).rmdir()
    return made


@pytest.fixture(scope="module")
def dashboard(folders: dict[str, str]) -> Iterator[Dashboard]:
    """A dashboard of these tests alone: what they import must not show in the others."""
    with running(dashboard_command(), free_port_of(folders), environment=folders) as dashboard:
        yield dashboard


def free_port_of(folders: dict[str, str]) -> int:
    port = free_port()
    folders["PORT"] = str(port)
    return port


def drop(page: Page, name: str, content: str) -> None:
    """Drop a file on the page, as a hand does."""
    data = base64.b64encode(content.encode()).decode()
    transfer = page.evaluate_handle(
        """([name, data]) => {
            const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name));
            return transfer;
        }""",
        [name, data],
    )
    page.get_by_test_id("stFileUploaderDropzone").dispatch_event("drop", {"dataTransfer": transfer})


def press(page: Page, name: str, place: int = 0) -> None:
    page.get_by_role("button", name=name, exact=True).nth(place).click()
    settle(page)


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def choose(page: Page, label: str, text: str) -> None:
    """Open a menu and take the first option with a text; a menu that opens while the page is redrawn closes again."""
    option = page.get_by_role("option").filter(has_text=text).first
    for _ in range(5):
        page.get_by_label(label, exact=True).press("ArrowDown")
        with suppress(TimeoutError):
            option.click(timeout=3_000)
            break
    settle(page)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", name=text).first).to_be_visible(timeout=LONGEST_MS)
    settle(page)


def left_on_the_disk(folders: dict[str, str]) -> list[str]:
    names = [path.name for path in Path(folders["TMPDIR"]).iterdir()]
    return [name for name in names if name.startswith(("demodash-import", "demodash_"))]


def test_a_document_is_dropped_reviewed_accepted_and_shows(visit: Open, folders: dict[str, str]) -> None:
    page = visit("importer")
    drop(page, "bilan <b>d’essai</b>.txt", DOCUMENT)
    heading(page, "Reconnu : un document (texte)")
    assert left_on_the_disk(folders)
    fill(page, "Éditeur", "Agence d’essai")
    fill(page, "Titre", "Bilan d’essai")
    press(page, "Continuer")
    heading(page, "Relisez chaque chiffre")
    marks = page.locator("mark")
    expect(marks).to_have_text(["4321", "98"])
    assert marks.first.evaluate("element => element.closest('p').innerText").startswith("La région compte 4321 MSP")
    press(page, "Accepter")
    expect(page.get_by_text("1 à relire, 1 accepté")).to_be_visible()
    press(page, "Rejeter")
    expect(page.get_by_text("1 accepté, 1 rejeté")).to_be_visible()
    press(page, "Voir l’aperçu")
    heading(page, "1 chiffre")
    press(page, "Accepter l’import")
    heading(page, "Import accepté : 1 chiffre")
    assert left_on_the_disk(folders) == []
    page.get_by_role("link", name="Données : MSP en activité").click()
    expect(page.get_by_role("cell", name="4\u202f321", exact=True)).to_be_visible(timeout=LONGEST_MS)
    expect(page.get_by_role("cell", name="Agence d’essai").first).to_be_visible()


def test_a_zoning_is_dropped_and_shows_on_the_map(visit: Open, folders: dict[str, str]) -> None:
    page = visit("importer")
    drop(page, "arrete.csv", ZONING)
    heading(page, "Reconnu : Zonage des médecins généralistes")
    press(page, "Continuer")
    expect(page.get_by_role("alert")).to_contain_text("Premier jour d’application")
    fill(page, "Premier jour d’application du zonage", "01/06/2027")
    press(page, "Continuer")
    heading(page, f"{len(CODES) // 1000}\u202f{len(CODES) % 1000} lignes prises")
    press(page, "Voir l’aperçu")
    heading(page, "1 édition du zonage")
    expect(page.locator("section.map")).to_have_attribute("data-state", "ready", timeout=LONGEST_MS)
    press(page, "Accepter l’import")
    heading(page, "Import accepté : 1 édition du zonage")
    page.get_by_test_id("stMain").get_by_role("link", name="Carte", exact=True).click()
    heading(page, "Carte")
    expect(page.locator("section.map").first).to_have_attribute("data-state", "ready", timeout=LONGEST_MS)
    assert page.url.endswith("?indicateur=zonage") or "indicateur" not in page.url, page.url
    expect(page.get_by_test_id("stMain").get_by_text("juin 2027").first).to_be_visible(timeout=LONGEST_MS)


def test_a_table_with_wrong_rows_accounts_for_each_and_can_be_refused(visit: Open, folders: dict[str, str]) -> None:
    page = visit("importer")
    drop(page, "apl_mg.csv", f"{APL}99999;3.2\n02691;beaucoup\n")
    heading(page, "Reconnu : APL par commune")
    press(page, "Continuer")
    expect(page.get_by_role("heading", name="Lignes sans territoire ou refusées")).to_be_visible(timeout=LONGEST_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Le compte des lignes (CSV)").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Sort;Ligne;Raison;Nombre de lignes"
    places = {line.split(";")[1]: line.split(";")[0] for line in lines[1:] if line.split(";")[1]}
    assert places == {
        f"ligne {CODES.index('02691') + 2}": "Refusées",
        f"ligne {len(CODES) + 2}, colonne code_commune": "Sans territoire",
        f"ligne {len(CODES) + 3}": "Refusées",
    }
    press(page, "Refuser")
    expect(page.get_by_role("status")).to_contain_text("rien n’a été gardé")
    assert left_on_the_disk(folders) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_speaks_french_and_reads_with_a_keyboard(visit: Open, theme: str) -> None:
    page = visit("importer", theme=theme)
    expect(page.get_by_role("button", name="Choisir un fichier")).to_be_visible()
    zone = page.get_by_test_id("stFileUploaderDropzone")
    assert not [word for word in ENGLISH if word in zone.inner_text()]
    said = zone.aria_snapshot()
    assert 'button "Choisir un fichier"' in said
    assert not [word for word in (*ENGLISH, "upload") if word in said], said
    page.get_by_role("button", name="Choisir un fichier").focus()
    expect(page.get_by_role("button", name="Choisir un fichier")).to_be_focused()
    file = {"name": "bilan.txt", "mimeType": "text/plain", "buffer": DOCUMENT.encode()}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    heading(page, "Reconnu : un document (texte)")
    fill(page, "Éditeur", "Agence d’essai")
    violations = [_violations(page)]
    press(page, "Continuer")
    heading(page, "Relisez chaque chiffre")
    press(page, "Corriger")
    expect(page.get_by_role("button", name="Enregistrer")).to_be_visible()
    violations.append(_violations(page))
    press(page, "Annuler")
    press(page, "Accepter les 2 à relire")
    press(page, "Voir l’aperçu")
    heading(page, "2 chiffres")
    violations.append(_violations(page))
    assert violations == [[], [], []]
    press(page, "Refuser")


def _violations(page: Page) -> list[str]:
    page.wait_for_timeout(700)
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def test_a_file_that_cannot_be_read_is_said(visit: Open) -> None:
    page = visit("importer")
    drop(page, "<img src=x onerror=alert(1)>.png", "\x89PNG\r\n\x1a\n")
    expect(page.get_by_role("alert")).to_contain_text("Ce fichier ne peut pas être importé.", timeout=LONGEST_MS)
    expect(page.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>.png")
    expect(page.get_by_role("button", name="Choisir un fichier")).to_be_visible()


def test_a_name_that_is_not_the_machines_may_not_import(chromium: Browser, dashboard: Dashboard) -> None:
    """Chromium takes any name under .localhost for this machine: to the server it is another host."""
    port = dashboard.url.rpartition(":")[2]
    with closing(chromium.new_context()) as context:
        page = context.new_page()
        for name, may in (("127.0.0.1", True), ("localhost", True), ("demographie.localhost", False)):
            page.goto(f"http://{name}:{port}/importer")
            said = page.get_by_text("personne ne peut importer")
            drop_here = page.get_by_role("button", name="Choisir un fichier")
            expect(drop_here if may else said).to_be_visible(timeout=LONGEST_MS)
            expect(said if may else drop_here).to_have_count(0)


def test_an_edition_is_withdrawn_and_comes_back(visit: Open) -> None:
    page = visit("importer")
    drop(page, "apl_mg.csv", APL)
    heading(page, "Reconnu : APL par commune")
    press(page, "Continuer")
    press(page, "Voir l’aperçu")
    press(page, "Accepter l’import")
    heading(page, "Import accepté")
    choose(page, "Retirer ou rétablir", "apl_mg.csv")
    press(page, "Retirer")
    expect(page.get_by_role("status").filter(has_text="aucune page ne la montre plus")).to_be_visible()
    press(page, "Rétablir")
    expect(page.get_by_role("status").filter(has_text="est rétablie")).to_be_visible()
