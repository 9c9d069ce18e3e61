from __future__ import annotations

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from demodash.server.assets import FOREVER, REVALIDATE, Asset, AssetStore
from demodash.server.stack import bundles

TEXT = b"console.log('une ligne');\n" * 200


def test_a_script_is_compressed_and_keeps_its_content(tmp_path: Path) -> None:
    (tmp_path / "carte-3f9a61c2.js").write_bytes(TEXT)
    asset = AssetStore(tmp_path).find("carte-3f9a61c2.js")
    assert asset is not None
    assert asset.content_type == "text/javascript; charset=utf-8"
    assert asset.cache_control == FOREVER
    assert asset.gzipped is not None
    assert len(asset.gzipped) < len(TEXT) / 5
    assert gzip.decompress(asset.gzipped) == TEXT == asset.read()


@pytest.mark.parametrize(
    ("name", "named_by_streamlit", "expected"),
    [
        ("communes-3f9a61c2.json", False, FOREVER),
        ("communes.3f9a61c2d4e5f607.geojson", False, FOREVER),
        ("favicon.svg", False, REVALIDATE),
        ("communes-2026.json", False, REVALIDATE),
        ("index.DormvYxC.js", True, FOREVER),
        ("SourceSansVF-Upright.ttf.BsWL4Kly.woff2", True, FOREVER),
        ("favicon.png", True, REVALIDATE),
    ],
)
def test_only_a_name_that_holds_a_hash_is_kept_for_ever(
    tmp_path: Path, name: str, named_by_streamlit: bool, expected: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    asset = AssetStore(tmp_path, named_by_streamlit=named_by_streamlit).find(name)
    assert asset is not None
    assert asset.cache_control == expected


@pytest.mark.parametrize(("name", "content"), [("petit.js", b"1;"), ("police.woff2", b"w" * 5000)])
def test_what_compression_would_not_help_is_sent_as_it_is(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    asset = AssetStore(tmp_path).find(name)
    assert asset is not None
    assert asset.gzipped is None
    assert asset.read() == content


@pytest.mark.parametrize(
    "name", ["absent.js", "", "dossier", "../secret.txt", "dossier/../../secret.txt", "..\\secret.txt", "a\0b"]
)
def test_nothing_outside_of_the_folder_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "static" / "dossier").mkdir(parents=True)
    assert AssetStore(tmp_path / "static").find(name) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "lien.txt").symlink_to(tmp_path / "secret.txt")
    assert AssetStore(tmp_path / "static").find("lien.txt") is None


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "theme.css"
    path.write_text("a{}")
    store = AssetStore(tmp_path)
    first = store.find("theme.css")
    path.write_text("b{}")
    os.utime(path, ns=(1, 1))
    second = store.find("theme.css")
    assert first is not None
    assert second is not None
    assert first.etag != second.etag


def test_requests_at_the_same_time_compress_once(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_bytes(os.urandom(300_000).hex().encode())
    store = AssetStore(tmp_path)

    def find(_attempt: int) -> Asset | None:
        return store.find("a.js")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(find, range(16)))
    assert len({id(asset) for asset in found}) == 1


def test_warm_takes_the_large_files_only(tmp_path: Path) -> None:
    (tmp_path / "grand.js").write_bytes(TEXT)
    (tmp_path / "petit.js").write_bytes(b"1;")
    assert AssetStore(tmp_path).warm("*.js", at_least_bytes=1000) == 1


def test_streamlits_bundles_are_where_they_are_expected() -> None:
    """If Streamlit moves its files, they would silently be sent uncompressed again."""
    charts = [path.name for path in bundles().folder.rglob("PlotlyChart.*.js")]
    assert len(charts) == 1
    asset = bundles().find(f"js/{charts[0]}")
    assert asset is not None
    assert asset.cache_control == FOREVER
    assert asset.gzipped is not None
    assert len(asset.gzipped) < asset.size / 3
