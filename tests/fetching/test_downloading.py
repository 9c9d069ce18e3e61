from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import hashlib
import io
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from demodash.errors import DataError
from demodash.fetching import Refused, Unreachable, download
from tests.fetching.conftest import QUICK, official_at
from tests.fetching.serving import FILE, Site, certificate, serving

Sites = Callable[..., Site]
HALF = (len(FILE) + 1) // 2


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_comes_whole_under_its_declared_name(site: Sites, tmp_path: Path) -> None:
    here = site("whole")
    heard: list[tuple[int, int | None]] = []
    folder = tmp_path / "nouveau" / "dossier"
    found = download(official_at(f"{here.address}/x"), folder, lambda size, total: heard.append((size, total)), QUICK)
    assert found.path == folder / "essai.csv"
    assert found.path.read_bytes() == FILE
    assert (found.size, found.sha256, found.resumed) == (len(FILE), hashlib.sha256(FILE).hexdigest(), 0)
    assert heard[-1] == (len(FILE), len(FILE))
    assert [size for size, _ in heard] == sorted(size for size, _ in heard)
    assert names(folder) == ["essai.csv"]
    assert here.headers[0]["accept-encoding"] == "identity"


def test_an_answer_without_a_length_comes_whole(site: Sites, tmp_path: Path) -> None:
    heard: list[tuple[int, int | None]] = []
    found = download(
        official_at(site("chunked").address), tmp_path, lambda size, total: heard.append((size, total)), QUICK
    )
    assert found.path.read_bytes() == FILE
    assert heard[-1] == (len(FILE), None)


@pytest.mark.parametrize(
    ("path", "header", "name"),
    [
        ("/dossier/etalab-stock-20260512-0339.csv", "", "etalab-stock-20260512-0339.csv"),
        ("/r/98f3161f", "", ""),
        ("/export", 'attachment; filename="Indicateur APL 2024.xlsx"', "Indicateur APL 2024.xlsx"),
        ("/export", "attachment; filename=apl.csv", "apl.csv"),
        ("/export", 'attachment; filename="../../x.csv"', ""),
        ("/%2e%2e%2fx.csv", "", "x.csv"),
        ("/a.csv", 'attachment; filename="' + "a" * 200 + '.csv"', ""),
    ],
)
def test_the_name_that_the_host_gives_is_told_when_it_is_one(
    site: Sites, tmp_path: Path, path: str, header: str, name: str
) -> None:
    here = site("named" if header else "whole", location=header)
    found = download(official_at(here.address + path), tmp_path, None, QUICK)
    assert found.published == name
    assert names(tmp_path) == ["essai.csv"]


def test_what_is_truncated_is_resumed_where_it_stopped(site: Sites, tmp_path: Path) -> None:
    here = site("truncated", "truncated", "whole")
    found = download(official_at(here.address), tmp_path, None, QUICK)
    assert found.path.read_bytes() == FILE
    assert here.asked[0] == ("/", "")
    assert here.asked[1] == ("/", f"bytes={HALF}-")
    assert here.headers[1]["if-range"] == '"edition-1"'
    assert len(here.asked) == 3


def test_what_stays_truncated_is_kept_for_another_day(site: Sites, tmp_path: Path) -> None:
    here = site("truncated")
    with pytest.raises(Unreachable) as caught:
        download(official_at(here.address), tmp_path, None, QUICK)
    kept = (tmp_path / "essai.csv.part").stat().st_size
    assert str(caught.value) == (
        "« Fichier d’essai » n’a pas pu être téléchargé : la réponse s’est arrêtée avant la fin ; "
        f"les {kept} octets reçus sont gardés, la suite sera reprise. "
        "Vérifiez le réseau et le mandataire (HTTPS_PROXY), puis recommencez."
    )
    assert not (tmp_path / "essai.csv").exists()
    here.behave = ["whole"]
    found = download(official_at(here.address), tmp_path, None, QUICK)
    assert (found.path.read_bytes(), found.resumed) == (FILE, kept)
    assert here.asked[-1] == ("/", f"bytes={kept}-")


def test_a_process_that_is_killed_resumes(site: Sites, tmp_path: Path) -> None:
    here = site("trickle")
    script = (
        "import sys; from pathlib import Path; from demodash.fetching import download;"
        "from tests.fetching.conftest import official_at;"
        "download(official_at(sys.argv[1]), Path(sys.argv[2]))"
    )
    run = subprocess.Popen([sys.executable, "-c", script, here.address, str(tmp_path)])
    part = tmp_path / "essai.csv.part"
    end = time.monotonic() + 20
    while not (part.exists() and here.asked) and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)
    run.kill()
    run.wait(timeout=10)
    here.behave = ["whole"]
    found = download(official_at(here.address), tmp_path, None, QUICK)
    assert found.path.read_bytes() == FILE
    assert names(tmp_path) == ["essai.csv"]


def test_a_host_that_ignores_ranges_starts_again(site: Sites, tmp_path: Path) -> None:
    here = site("truncated", "deaf_to_ranges")
    assert download(official_at(here.address), tmp_path, None, QUICK).path.read_bytes() == FILE
    assert len(here.asked) == 2


@pytest.mark.parametrize("how", ["wrong_range", "other_file"])
def test_a_part_that_does_not_follow_is_not_put_behind(site: Sites, tmp_path: Path, how: str) -> None:
    here = site("truncated", how, "whole")
    assert download(official_at(here.address), tmp_path, None, QUICK).path.read_bytes() == FILE
    assert [asked for _, asked in here.asked] == ["", f"bytes={HALF}-", ""]


def test_a_file_that_changed_meanwhile_starts_again(site: Sites, tmp_path: Path) -> None:
    here = site("truncated")
    with pytest.raises(Unreachable):
        download(official_at(here.address), tmp_path, None, QUICK)
    here.behave, here.etag, here.content = ["whole"], '"edition-2"', FILE[::-1]
    assert download(official_at(here.address), tmp_path, None, QUICK).path.read_bytes() == FILE[::-1]


def test_without_a_mark_of_the_file_nothing_is_resumed(site: Sites, tmp_path: Path) -> None:
    here = site("truncated", "whole", etag="")
    assert download(official_at(here.address), tmp_path, None, QUICK).path.read_bytes() == FILE
    assert [asked for _, asked in here.asked] == ["", ""]


def test_a_weak_mark_resumes_nothing(site: Sites, tmp_path: Path) -> None:
    here = site("truncated", "whole", etag='W/"edition"')
    assert download(official_at(here.address), tmp_path, None, QUICK).path.read_bytes() == FILE
    assert [asked for _, asked in here.asked] == ["", ""]


def test_a_file_that_was_whole_already_only_gets_its_name(site: Sites, tmp_path: Path) -> None:
    (tmp_path / "essai.csv.part").write_bytes(FILE)
    (tmp_path / "essai.csv.part.json").write_text('{"mark": "\\"edition-1\\""}')
    here = site("whole")
    found = download(official_at(here.address), tmp_path, None, QUICK)
    assert (found.path.read_bytes(), found.resumed) == (FILE, len(FILE))
    assert here.asked == [("/", f"bytes={len(FILE)}-")]


@pytest.mark.parametrize("said", ["", "[]", '{"mark": 3}', "{"])
def test_a_beginning_without_a_right_mark_is_left(site: Sites, tmp_path: Path, said: str) -> None:
    (tmp_path / "essai.csv.part").write_bytes(b"autre chose")
    (tmp_path / "essai.csv.part.json").write_text(said)
    assert download(official_at(site("whole").address), tmp_path, None, QUICK).path.read_bytes() == FILE


@pytest.mark.parametrize(
    ("how", "text"),
    [
        ("silent", "127.0.0.1 ne répond pas à temps"),
        ("stuck", "la réponse s’est tue"),
        ("trickle", "la réponse est trop lente"),
        ("chunked_cut", "la réponse s’est arrêtée avant la fin"),
        ("busy", "127.0.0.1 répond par l’erreur 503"),
    ],
)
def test_what_may_pass_is_tried_again_then_said(site: Sites, tmp_path: Path, how: str, text: str) -> None:
    here = site(how)
    with pytest.raises(Unreachable, match=text):
        download(official_at(here.address), tmp_path, None, QUICK)
    assert len(here.asked) == QUICK.attempts
    assert not (tmp_path / "essai.csv").exists()
    if how != "trickle":
        again = site(how, "whole")
        assert download(official_at(again.address), tmp_path / "autre", None, QUICK).path.read_bytes() == FILE


def test_a_host_says_how_long_to_wait(site: Sites, tmp_path: Path) -> None:
    until = email.utils.format_datetime(dt.datetime.now(dt.UTC) - dt.timedelta(hours=1), usegmt=True)
    for said in ("0", until):
        here = site("busy", "whole", retry_after=said)
        slow = replace(QUICK, pause=60.0)
        assert download(official_at(here.address), tmp_path, None, slow).path.read_bytes() == FILE
    here = site("busy", "whole", retry_after="bientôt".encode().decode("latin-1"))
    assert download(official_at(here.address), tmp_path, None, QUICK).path.read_bytes() == FILE


def test_nothing_listens(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable) as caught:
        download(official_at(f"http://127.0.0.1:{port}"), tmp_path, None, QUICK)
    assert str(caught.value) == (
        "« Fichier d’essai » n’a pas pu être téléchargé : 127.0.0.1 ne répond pas ; rien n’a été changé. "
        "Vérifiez le réseau et le mandataire (HTTPS_PROXY), puis recommencez."
    )


def test_the_proxy_of_the_environment_is_used(site: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = site("whole")
    monkeypatch.setenv("http_proxy", here.address)
    monkeypatch.setenv("no_proxy", "")
    found = download(official_at("http://hote.invalid/fichier"), tmp_path, None, QUICK)
    assert found.path.read_bytes() == FILE
    assert here.asked == [("http://hote.invalid/fichier", "")]


def test_a_proxy_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(Unreachable, match=r"le mandataire \(HTTPS_PROXY\) ne donne pas accès à hote\.invalid"):
        download(official_at("http://hote.invalid/fichier"), tmp_path, None, QUICK)


@pytest.mark.parametrize(
    ("how", "text"),
    [
        ("page", "attendu : un fichier de texte ; trouvé : une page web"),
        ("message", "trouvé : un message au format JSON"),
        ("missing", r"le fichier n’est plus à cette adresse \(erreur 404\)"),
        ("forbidden", r"127\.0\.0\.1 refuse de le donner \(erreur 403\)"),
        ("turning", "plus de 5 redirections"),
        ("endless", r"plus de 10000000 octets\. Rien n’a été gardé"),
    ],
)
def test_what_is_not_the_file_is_refused_at_once(site: Sites, tmp_path: Path, how: str, text: str) -> None:
    here = site(how)
    with pytest.raises(Refused, match=text) as caught:
        download(official_at(here.address), tmp_path, None, QUICK)
    assert "Fichier d’essai" in str(caught.value)
    assert len({asked for asked in here.asked if asked[0] == "/"}) == 1
    assert names(tmp_path) == []


def test_a_file_that_is_too_small_is_refused(site: Sites, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=rf"{len(FILE)} octets reçus, au moins 1000000 attendus"):
        download(official_at(site("whole").address, minimum_bytes=1_000_000), tmp_path, None, QUICK)
    with pytest.raises(Refused, match="une page web"):
        download(
            official_at(site("whole", content=b"<html>non</html>").address, minimum_bytes=1), tmp_path, None, QUICK
        )
    with pytest.raises(Refused, match="0 octets reçus"):
        download(official_at(site("whole", content=b"").address), tmp_path, None, QUICK)
    assert names(tmp_path) == []


def packed() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("donnees.csv", FILE)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("forms", "content", "text"),
    [
        (("zip",), packed(), ""),
        (("gzip",), gzip.compress(FILE), ""),
        (("texte", "gzip"), gzip.compress(FILE, 0), ""),
        (("classeur",), packed(), ""),
        (("zip",), packed()[:-40], "l’archive reçue est tronquée"),
        (("zip",), FILE, "attendu : une archive zip ; trouvé : autre chose"),
        (("classeur",), gzip.compress(FILE, 0), "attendu : un classeur ; trouvé : autre chose"),
        (("gzip", "zip"), FILE, "attendu : un fichier gzip ou une archive zip"),
        (("texte",), b"\x00\x01" * 10_000, "un fichier binaire"),
    ],
)
def test_the_form_of_what_came_is_the_declared_one(
    site: Sites, tmp_path: Path, forms: tuple[str, ...], content: bytes, text: str
) -> None:
    wanted = official_at(site("whole", content=content).address, content=forms)
    if not text:
        assert download(wanted, tmp_path, None, QUICK).path.read_bytes() == content
        return
    with pytest.raises(Refused, match=text):
        download(wanted, tmp_path, None, QUICK)
    assert names(tmp_path) == []


def test_a_redirection_on_the_same_host_is_followed(site: Sites, tmp_path: Path) -> None:
    here = site("moved")
    assert download(official_at(f"{here.address}/x"), tmp_path, None, QUICK).path.read_bytes() == FILE
    assert [path for path, _ in here.asked] == ["/x", "/moved"]


def test_a_redirection_elsewhere_is_followed_only_when_it_is_declared(site: Sites, tmp_path: Path) -> None:
    here = site("moved")
    here.location = here.address.replace("127.0.0.1", "localhost") + "/moved"
    with pytest.raises(Refused, match=r"redirection vers un autre site \(localhost\)"):
        download(official_at(here.address), tmp_path, None, QUICK)
    assert [path for path, _ in here.asked] == ["/"]
    allowed = official_at(here.address, hosts=("localhost",))
    assert download(allowed, tmp_path, None, QUICK).path.read_bytes() == FILE


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/x", "file:///etc/passwd", "//ailleurs.invalid/x"])
def test_a_redirection_to_anything_else_is_refused(site: Sites, tmp_path: Path, location: str) -> None:
    with pytest.raises(Refused, match="redirection vers un autre site"):
        download(official_at(site("moved", location=location).address), tmp_path, None, QUICK)


def test_a_redirection_never_leaves_encryption(site: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = site("whole")
    known = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(known))
    with serving(Site(["whole"]), known) as here:
        assert download(official_at(here.address), tmp_path / "a", None, QUICK).path.read_bytes() == FILE
    moved = Site(["moved"], location=f"{plain.address}/moved")
    with serving(moved, known) as here, pytest.raises(Refused, match="vers une adresse sans chiffrement"):
        download(official_at(here.address), tmp_path / "b", None, QUICK)
    assert plain.asked == []


def test_a_certificate_that_nobody_knows_is_said_at_once(tmp_path: Path) -> None:
    with serving(Site(["whole"]), certificate(tmp_path)) as here:
        with pytest.raises(Unreachable, match=r"Le certificat de 127\.0\.0\.1 n’est pas reconnu.*REQUESTS_CA_BUNDLE"):
            download(official_at(here.address), tmp_path / "b", None, QUICK)
        assert here.asked == []


def test_a_folder_that_cannot_be_written_is_said(site: Sites, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("pas un dossier")
    with pytest.raises(DataError, match=r"l’écriture a échoué .*\(--folder\)"):
        download(official_at(site("whole").address), tmp_path / "fichier" / "x", None, QUICK)


def test_a_file_larger_than_the_disk_is_not_begun(site: Sites, tmp_path: Path) -> None:
    here = site("whole")
    here.content = FILE
    free = os.statvfs(tmp_path)
    room = free.f_bavail * free.f_frsize

    class Announced(bytes):
        def __len__(self) -> int:
            return room + 10**12

    here.content = Announced(FILE)
    with pytest.raises(DataError, match="pas assez de place pour"):
        download(official_at(here.address), tmp_path, None, replace(QUICK, most_bytes=10**18))
    assert names(tmp_path) == []
