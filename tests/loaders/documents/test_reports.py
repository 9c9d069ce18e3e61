"""What ``demodash extract`` prints, as text and as JSON."""

from __future__ import annotations

import json

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document
from demodash.loaders.documents.reports import extract_text_report, extraction_json
from demodash.schema import COLUMNS

TEXT = """ARS Bretagne

Publié le 14 juin 2016

Près de 68 MSP sont en activité. D’ici 2020, 90 MSP seront en activité.
"""


def extraction(text: str = TEXT) -> Extraction:
    return extract(read_document(text.encode(), "pacte.txt"), "ars_bretagne_2016")


def test_the_text_report_shows_both_lists() -> None:
    said = "Près de 68 MSP sont en activité. D’ici 2020, 90 MSP seront en activité."
    assert extract_text_report(extraction()).splitlines() == [
        "pacte.txt (texte) : Bretagne, 14 juin 2016",
        "",
        "1 chiffre retenu",
        "  ligne 5  environ 68 MSP  MSP en activité  Bretagne  14 juin 2016  publié  « Près de 68 »",
        "",
        "3 nombres non retenus",
        "  ligne 3  « 14 juin 2016 »  date                                                Publié le 14 juin 2016",
        f"  ligne 5  « 2020 »          année : elle date un chiffre, elle n’en est pas un  {said}",
        f"  ligne 5  « 90 »            objectif, prévision ou projet, non un constat       {said}",
    ]


def test_the_text_report_of_a_document_with_nothing() -> None:
    assert extract_text_report(extraction("Rien à compter.")).splitlines() == [
        "pacte.txt (texte) : territoire inconnu, date inconnue",
        "",
        "Aucun chiffre retenu",
        "",
        "Aucun nombre non retenu",
    ]


def test_the_json_has_its_documented_keys() -> None:
    written = extraction_json(extraction())
    content = json.loads(written)
    assert list(content) == ["file", "kind", "source", "date", "territory", "remarks", "observations", "not_taken"]
    (observation,) = content["observations"]
    assert list(observation) == [*COLUMNS, "passage", "start", "end", "heading"]
    assert observation["passage"][observation["start"] : observation["end"]] == "Près de 68"
    assert (observation["value"], observation["qualifier"], observation["source"]) == (
        68.0,
        "about",
        "ars_bretagne_2016",
    )
    left = content["not_taken"]
    assert list(left[0]) == [
        "locator",
        "as_printed",
        "excerpt",
        "reason",
        "value",
        "qualifier",
        "passage",
        "start",
        "end",
        "heading",
    ]
    assert [(one["as_printed"], one["value"]) for one in left] == [("14 juin 2016", None), ("2020", None), ("90", 90.0)]
    assert "é" in written


def test_the_json_is_stable() -> None:
    assert extraction_json(extraction()) == extraction_json(extraction())
