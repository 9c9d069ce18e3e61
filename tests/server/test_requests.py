from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from demodash.server.requests import accepts_gzip, is_unchanged, local_path


@pytest.mark.parametrize(
    ("path", "root_path", "base_path", "expected"),
    [
        ("/medecins", "", "", "/medecins"),
        ("/outils/medecins", "", "outils", "/medecins"),
        ("/outils/medecins", "", "/outils/", "/medecins"),
        ("/outils", "", "outils", "/"),
        ("/outillage/x", "", "outils", "/outillage/x"),
        ("/ars/static/a.js", "/ars", "", "/static/a.js"),
        ("/ars/outils/static/a.js", "/ars", "outils", "/static/a.js"),
    ],
)
def test_local_path(path: str, root_path: str, base_path: str, expected: str) -> None:
    assert local_path({"path": path, "root_path": root_path}, base_path) == expected


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("*", True),
        ("gzip; q=0", False),
        ("br, deflate", False),
        ("", False),
    ],
)
def test_accepts_gzip(offer: str, expected: bool) -> None:
    assert accepts_gzip(Headers({"accept-encoding": offer})) is expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [('"a"', True), ('"b", W/"a"', True), ("*", True), ('"b"', False), ("a", False), ("", False)],
)
def test_is_unchanged(held: str, expected: bool) -> None:
    assert is_unchanged(Headers({"if-none-match": held}), '"a"') is expected
