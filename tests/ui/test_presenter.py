"""The stage of a presentation: which slide an address shows, and what leaves it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

STAGE = """
import streamlit as st
from functools import partial
from demodash.ui import open_page, presenter
from demodash.ui.cards import medecins, og12

page = open_page("essai", "Essai", "Une page.")
cards = [
    partial(og12.coverage, page, "vigueur"),
    lambda: None,
    partial(og12.objective_card, page, "attirer"),
]
if presenter.asked():
    presenter.present(page, cards, title="Revue")
else:
    presenter.start(key="essai-presenter")
    st.write("la page")
"""


def app(diapo: str | None = None) -> AppTest:
    at = AppTest.from_string(STAGE, default_timeout=30)
    if diapo is not None:
        at.query_params["diapo"] = diapo
    at.run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    return " ".join(one.proto.body for one in at.get("html"))


def test_the_button_begins_at_the_first_slide() -> None:
    at = app()
    at.button(key="essai-presenter").click().run()
    assert not at.exception
    assert at.query_params["diapo"] == "1"
    assert "sans aucun indicateur" in said(at)
    assert "la page" not in " ".join(one.value for one in at.markdown)


def test_a_link_opens_at_its_slide() -> None:
    assert "Faire venir les professionnels" in said(app("3"))


@pytest.mark.parametrize(("diapo", "title"), [("99", "Faire venir"), ("0", "sans aucun"), ("x", "sans aucun")])
def test_a_slide_that_does_not_exist_gives_the_nearest(diapo: str, title: str) -> None:
    assert title in said(app(diapo))


def test_a_card_without_figures_says_so() -> None:
    at = app("2")
    assert [one.value for one in at.info] == ["Cette carte n’a plus de chiffres à montrer."]


def test_the_review_of_the_objective_can_be_presented() -> None:
    at = AppTest.from_file("../../pages/og12.py", default_timeout=30)
    at.query_params["diapo"] = "1"
    at.run()
    assert not at.exception
    assert not at.tabs
    assert "1 objectif sur 4" in said(at)
