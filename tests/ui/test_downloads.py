"""The addresses that downloads and slides are written with."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

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


def test_what_is_drawn_in_a_cell_is_left_out_of_its_text():
    cell = Drawn('<svg aria-label="a">\n<path/></svg><span class="x">84e<br>sur 101 &amp; plus</span>')
    assert markup.plain(cell) == "84e ; sur 101 & plus"
    assert markup.plain("a < b & c") == "a < b & c"
