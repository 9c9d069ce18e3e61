"""A file read by pieces: its digest, what is told on the way, and stopping."""

import gzip
import hashlib
import threading

import pytest

from demodash.errors import Cancelled
from demodash.loaders.tables import pieces
from demodash.loaders.tables.opening import open_table
from demodash.loaders.tables.pieces import Digest

LINES = b"code;nom\n" + b"02001;Abb\xc3\xa9court\n" * 400_000


def stop(share, text):
    raise Cancelled


def hashing():
    return any(thread.name.startswith("demodash-digest") for thread in threading.enumerate())


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 1000])
def test_the_pieces_are_the_file_and_the_digest_is_its_own(tmp_path, monkeypatch, size):
    monkeypatch.setattr(pieces, "PIECE", 8)
    path = tmp_path / "file"
    path.write_bytes(LINES[:size])
    assert b"".join(pieces.pieces(path)) == LINES[:size]
    assert Digest(path).value() == hashlib.sha256(LINES[:size]).hexdigest()


def test_a_digest_is_stopped_with_its_file(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 8)
    path = tmp_path / "table.csv"
    path.write_bytes(LINES)
    digest = Digest(path)
    digest.stop()
    assert not hashing()
    with pytest.raises(ValueError, match="stopped"):
        digest.value()


def test_a_digest_that_is_made_outlives_its_file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(LINES)
    with open_table(path) as file:
        made = file.sha256
    path.unlink()
    assert file.sha256 == made == hashlib.sha256(LINES).hexdigest()


def test_a_file_of_several_pieces_tells_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 1 << 12)
    path = tmp_path / "table.csv"
    path.write_bytes(LINES)
    told = []
    with open_table(path, progress=lambda share, text: told.append((share, text))) as file:
        assert file.sha256 == hashlib.sha256(LINES).hexdigest()
    shares = [share for share, _ in told]
    assert len(shares) > 50
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert 0.98 < shares[-1] <= 1
    assert {text for _, text in told} == {"Contrôle du fichier"}


def test_an_archive_tells_that_it_is_unpacked_and_its_digest_is_that_of_the_archive(tmp_path):
    path = tmp_path / "table.gz"
    path.write_bytes(gzip.compress(LINES * 3, 1))
    told = []
    with open_table(path, progress=lambda share, text: told.append(text)) as file:
        assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told[0] == "Décompression du fichier"
    assert told[-1] == "Contrôle du fichier"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_opening_can_be_stopped(tmp_path, encoding):
    path = tmp_path / "table.csv"
    path.write_bytes(LINES.decode()[:1000].encode(encoding))
    with pytest.raises(Cancelled):
        open_table(path, progress=stop)
    assert not hashing()


def test_unpacking_can_be_stopped(tmp_path):
    path = tmp_path / "table.gz"
    path.write_bytes(gzip.compress(LINES * 3, 1))
    told = []

    def stop_at_once(share, text):
        told.append(text)
        raise Cancelled

    with pytest.raises(Cancelled):
        open_table(path, progress=stop_at_once)
    assert told == ["Décompression du fichier"]
