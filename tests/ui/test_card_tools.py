"""What the tools of a card send to the browser, and what they refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from demodash.ui.card_tools import card_tools

TEXTS = {"title": "Un titre", "subtitle": "Une mesure", "source": "Source : essai", "reading": "un mot."}


def _sent(**changed: object) -> dict[str, Any]:
    """Return what one card sends, with some arguments changed."""

    def script(arguments):
        from demodash.ui.card_tools import card_tools

        card_tools(**arguments)

    arguments = {"key": "k", "container_key": "card-a", "file_name": "a", **TEXTS, **changed}
    app = AppTest.from_function(script, args=(arguments,)).run()
    assert not app.exception
    (mounted,) = app.get("bidi_component")
    sent: dict[str, Any] = json.loads(mounted.proto.json or mounted.proto.mixed.json)
    return sent


@pytest.mark.parametrize(
    ("file_name", "slug"),
    [
        ("Médecins généralistes – zonage (2016–2020)", "medecins-generalistes-zonage-2016-2020"),
        ("Cœur d’Ostrevent / L'Œuvre", "coeur-d-ostrevent-l-oeuvre"),
        ("../../etc/passwd", "etc-passwd"),
        ("é" * 300, "e" * 80),
    ],
)
def test_a_file_name_is_a_short_ascii_slug(file_name: str, slug: str) -> None:
    assert _sent(file_name=file_name)["file_name"] == slug


@pytest.mark.parametrize(
    ("key", "css_class"), [("card-mg_zones", "st-key-card-mg_zones"), (" carte 2.é ", "st-key-carte-2--")]
)
def test_a_container_is_found_by_the_class_that_streamlit_gives_it(key: str, css_class: str) -> None:
    assert _sent(container_key=key)["container"] == css_class


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Une  hausse\nde 3 %\t: «non»", "Une hausse de 3\u00a0%\u00a0: «non»"),
        ("« Oui » ; et\u202f!", "«\u00a0Oui\u00a0»\u00a0; et\u202f!"),
        ("Sans\x00 contrôle\x1b\ud800", "Sans contrôle"),
    ],
)
def test_a_text_is_one_clean_line(given: str, shown: str) -> None:
    assert _sent(subtitle=given)["subtitle"] == shown


def test_the_reading_is_announced_once() -> None:
    assert _sent(reading="le nombre baisse.")["reading"] == "Lecture\u00a0: le nombre baisse."
    assert _sent(reading="Lecture : le nombre baisse.")["reading"] == "Lecture\u00a0: le nombre baisse."
    assert _sent(reading="")["reading"] == ""


def test_the_tools_asked_are_drawn() -> None:
    assert _sent()["tools"] == ["png", "svg", "link"]
    assert _sent(tools=("link",))["tools"] == ["link"]
    sent = _sent(tools=("png", "data"), data_path="/outils/api/v1/observations?format=csv", data_said="2 lignes : 3 %")
    assert sent["tools"] == ["png", "data"]
    assert sent["data_path"] == "/outils/api/v1/observations?format=csv"
    assert sent["data_said"] == "2 lignes\u00a0: 3\u00a0%"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"file_name": "–…!"}, "no file can be named after '–…!'"),
        ({"title": " \x07 "}, "card 'card-a' has no title"),
        ({"tools": ("png", "fax")}, r"unknown tools among \['png', 'fax'\]"),
    ],
)
def test_what_cannot_be_an_image_is_refused(changed: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=rf"^{message}$"):
        card_tools(**{"key": "k", "container_key": "card-a", "file_name": "a", **TEXTS, **changed})
