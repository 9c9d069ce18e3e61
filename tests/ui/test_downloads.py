"""The addresses that downloads and slides are written with, and the texts that they clean."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from demodash.texts import one_line
from demodash.ui import downloads, markup
from demodash.ui.markup import Drawn
from demodash.ui.sitemap import PRESENTATION, address_of, title_at


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("http://127.0.0.1:8501/medecins?unite=nombre#card-x", "http://127.0.0.1:8501/"),
        ("http://127.0.0.1:8501/", "http://127.0.0.1:8501/"),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501/"),
        ("https://intranet.example/outils/presentation", "https://intranet.example/outils/"),
        ("https://intranet.example/outils/", "https://intranet.example/outils/"),
        ("https://intranet.example/outils", "https://intranet.example/outils/"),
        ("", "/"),
    ],
)
def test_the_root_of_the_dashboard_is_what_stands_before_the_page(monkeypatch, address, root):
    monkeypatch.setattr(type(downloads.st.context), "url", property(lambda _self: address))
    assert downloads.root() == root


def test_the_address_of_a_view_has_its_parameters_and_its_card():
    def script():
        import streamlit as st

        from demodash.ui import downloads

        st.text(downloads.address("card-essai"))

    app = AppTest.from_function(script)
    app.query_params["zones"] = "zip.zac"
    app.query_params["titre"] = "a b&c"
    assert app.run().text[0].value.endswith("?zones=zip.zac&titre=a+b%26c#card-essai")


def test_a_page_is_found_by_its_id():
    assert address_of("medecins") == "medecins"
    assert address_of("vue-ensemble") == address_of("absente") == ""
    assert title_at(PRESENTATION) == "Ma présentation"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  deux\n\tlignes\r\n", "deux lignes"),
        ("nul\x00 cloche\x07 moitié\ud800", "nul cloche moitié"),
        ("11,73\u202f% à\u00a0nous", "11,73\u202f% à\u00a0nous"),
        ("\u202eretourné\u2028", "retourné"),
        ("", ""),
    ],
)
def test_a_text_from_outside_is_one_line(text, line):
    assert one_line(text) == line


def test_a_long_text_is_cut_with_an_ellipsis():
    assert one_line("x" * 5_000, 10) == "x" * 9 + "…"
    assert one_line("mot " * 9, 5) == "mot…"
    assert one_line("juste", 5) == "juste"


def test_what_is_drawn_in_a_cell_is_left_out_of_its_text():
    cell = Drawn('<svg aria-label="a">\n<path/></svg><span class="x">84e<br>sur 101 &amp; plus</span>')
    assert markup.plain(cell) == "84e ; sur 101 & plus"
    assert markup.plain("a < b & c") == "a < b & c"
