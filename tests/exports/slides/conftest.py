from __future__ import annotations

import datetime as dt
import io

import pytest
from pptx import Presentation

from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.charts.native import native
from demodash.charts.palette import LIGHT
from demodash.exports.slides import Deck, Slide, deck_pptx


def mark(value: float, text: str, label: str = "", **options) -> Mark:
    return Mark(label, value, text, "", options.pop("colour", LIGHT.accent), **options)


def chart_of(*texts: tuple[float, str, str]):
    return native(bars([mark(value, text, label) for value, text, label in texts], LIGHT))


def slide(**changed) -> Slide:
    given = {
        "title": "Les ZAR reculent",
        "subtitle": "Évolution, 2016–2020 (%)",
        "body": chart_of((-11.73, "−11,73\u202f%", "ZAR"), (-8.23, "−8,23\u202f%", "ZIP")),
        "reading": "les ZAR perdent plus que les ZIP.",
        "source_line": "Agence d’essai, 5 mars 2024, page 3",
        "sources": ("Agence d’essai, « Document d’essai », page 3",),
        "notes": ("Définition d’essai.", "Limite : chiffres inventés."),
        "link": "https://exemple.fr/medecins?mesure=mg#card-1",
    }
    return Slide(**{**given, **changed})


def deck(*slides: Slide, **changed) -> Deck:
    given = {
        "title": "Revue d’essai",
        "subtitle": "Sous-titre",
        "day": dt.date(2026, 11, 22),
        "address": "https://exemple.fr/presentation",
    }
    return Deck(slides=slides, **{**given, **changed})


@pytest.fixture
def reopened():
    """Write a deck and open it again."""

    def go(*slides: Slide, **changed):
        return Presentation(io.BytesIO(deck_pptx(deck(*slides, **changed))))

    return go
