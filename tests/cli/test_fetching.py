from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demodash.fetching import Policy, declarations
from demodash.store import current_store
from tests.cli.conftest import POPULATIONS, Run
from tests.fetching.serving import Site, certificate, serving

Official = Callable[..., Site]
DECLARED = """
[[file]]
id = "{id}"
label = "Populations d’essai {id}"
publisher = "Institut d’essai"
licence = "Licence Ouverte 2.0"
address = "{address}/{id}/ensemble.zip"
page = "https://exemple.fr/populations"
name = "populations_{id}.zip"
loader = "insee_populations"
content = ["zip"]
minimum_bytes = 100
answers = {{ annee = "2019" }}
"""


def packed() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("donnees_communes.csv", POPULATIONS)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def declared_again() -> Iterator[None]:
    yield
    declarations.declared.cache_clear()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """An official host of this machine, with two files declared."""
    known = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(known))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(Site(["whole"], content=packed()), known) as site:
        declare(tmp_path, monkeypatch, site.address)
        yield site


def declare(folder: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    path = folder / "declarations.toml"
    path.write_text("".join(DECLARED.format(id=each, address=address) for each in ("une", "deux")), encoding="utf-8")
    monkeypatch.setattr(declarations, "DECLARATIONS", path)
    declarations.declared.cache_clear()


def test_the_known_files_are_listed_without_asking_anybody(run: Run, here: Site) -> None:
    for arguments in (("fetch", "--list"), ("fetch",)):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "une : Populations d’essai une" in result.stdout
        assert "Licence Ouverte 2.0 ; modèle insee_populations, au moins 100 octets" in result.stdout
        assert f"{here.address}/deux/ensemble.zip" in result.stdout
    assert here.asked == []


def test_a_file_is_brought_imported_and_not_kept_beside(run: Run, here: Site, tmp_path: Path) -> None:
    result = run("fetch", "une", "--yes")
    assert result.exit_code == 0, result.output
    assert "Populations d’essai une : " in result.stdout
    [stored] = current_store().editions()
    assert (stored.loader, stored.origin.name) == ("insee_populations", "ensemble.zip")
    assert set(current_store().content(stored.id).observations["period"]) == {"2019"}
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []
    again = run("fetch", "une", "--yes")
    assert again.exit_code == 0
    assert "est déjà là" in again.stdout


def test_a_file_can_be_brought_without_being_imported(run: Run, here: Site, tmp_path: Path) -> None:
    result = run("fetch", "--all", "--only-download", "--folder", tmp_path / "a emporter")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "a emporter").iterdir()) == [
        "populations_deux.zip",
        "populations_une.zip",
    ]
    assert current_store().editions() == ()


def test_refusing_to_keep_keeps_the_download(run: Run, here: Site, tmp_path: Path) -> None:
    result = run("fetch", "une", typed="n\n")
    assert result.exit_code == 0
    assert current_store().editions() == ()
    assert [path.name for path in (tmp_path / "cache").rglob("*.zip")] == ["populations_une.zip"]


def test_one_file_that_is_refused_does_not_stop_the_others(run: Run, here: Site) -> None:
    here.behave = ["missing", "whole"]
    result = run("fetch", "une", "deux", "--yes")
    assert result.exit_code == 1
    assert "n’est plus à cette adresse (erreur 404). Regardez la page https://exemple.fr/populations" in result.stderr
    assert len(current_store().editions()) == 1


def test_a_page_instead_of_the_file_imports_nothing(run: Run, here: Site) -> None:
    here.behave = ["page"]
    result = run("fetch", "une", "--yes")
    assert result.exit_code == 1
    assert "attendu : une archive zip ; trouvé : une page web" in result.stderr
    assert current_store().editions() == ()


def test_without_a_network_one_line_says_so(
    run: Run, here: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("demodash.fetching.downloading.POLICY", Policy(attempts=2, pause=0.01))
    declare(tmp_path, monkeypatch, "https://127.0.0.1:9")
    result = run("fetch", "--all", "--yes")
    assert result.exit_code == 3
    errors = [line for line in result.stderr.splitlines() if line.startswith("Erreur")]
    assert len(errors) == 1
    assert "127.0.0.1 ne répond pas ; rien n’a été changé. Vérifiez le réseau et le mandataire" in errors[0]
    assert "Traceback" not in result.output


def test_an_unknown_file_says_which_are_known(run: Run, here: Site) -> None:
    result = run("fetch", "un", "--yes")
    assert result.exit_code == 1
    assert "un fichier parmi une, deux ; trouvé : un. Vouliez-vous dire « une » ?" in result.stderr
    assert here.asked == []
