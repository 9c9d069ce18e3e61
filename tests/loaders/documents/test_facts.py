"""What a document says of itself: its date, told or inferred, and its territory."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.passages import passages
from demodash.loaders.documents.readers import read_document
from demodash.loaders.documents.reading import read_all


def facts(text: str) -> Facts:
    return Facts.of(read_all(passages(read_document(text.encode(), "essai.txt"))))


@pytest.mark.parametrize(
    ("text", "iso", "status"),
    [
        ("Article publié le 03/02/2022\n\nLe titre.", "2022-02-03", "published"),
        ("Mis à jour le 11/12/2025\n\nLe titre.", "2025-12-11", "published"),
        ("Publié le 3 février 2022\nMis à jour le 5 mars 2024\n\nLe titre.", "2022-02-03", "published"),
        ("Communiqué de presse du 14 juin 2016\n\nLe titre.", "2016-06-14", "published"),
        ("Le titre\n\nRennes, le 14 juin 2016\n\nLe texte suit.", "2016-06-14", "published"),
        ("Note du 3 avril 2026\n\nLe texte suit.", "2026-04-03", "published"),
        ("Note d’information du 3 avril 2026\n\nLe texte suit.", "2026-04-03", "published"),
        ("Note relative à l’arrêté du 3 avril 2026\n\nLe texte suit.", "", ""),
        ("COPIL OG 12 – 17 mars 2025\n\nLe texte suit.", "2025-03-17", "published"),
        ("Arrêté relatif au zonage du 17 mars 2025\n\nLe texte suit.", "", ""),
        ("Le titre\n\nJanvier 2024\n\nLe texte suit.", "2024-01", "published"),
        (" 205/02/2024\n\nTitre\n\nTexte\n\n\n 305/02/2024\n\nTitre\n\nTexte", "2024-02-05", "published"),
        ("Le titre\n\nDeux mesures sont déployées en 2019 : la première et la seconde.", "2019", "published"),
        ("Le titre\n\nEn 2016, le guichet a permis d’aider. Créée en 2013, la page vit.", "2017", "inferred"),
        ("Le titre\n\nPour la seule année 2016, le service a répondu à tous.", "2017", "inferred"),
        ("Le titre\n\nDepuis 2012, on avance. L’objectif est fixé pour 2030.", "", ""),
        ("Le titre\n\nLes agences sont nées en 2010.", "", ""),
        ("Le titre\n\nEn 2016, le guichet a permis d’aider. La page, refaite en 2018, vit.", "", ""),
    ],
)
def test_date_of_a_document(text: str, iso: str, status: str) -> None:
    date = facts(text).date
    assert (date.iso if date else "", date.status if date else "") == (iso, status)


def test_an_update_after_the_publication_is_noted() -> None:
    date = facts("Publié le 3 février 2022\nMis à jour le 5 mars 2024\n\nLe titre.").date
    assert date is not None
    assert date.note == "Page mise à jour : 5 mars 2024."


def test_an_inferred_year_says_so() -> None:
    date = facts("Le titre\n\nEn 2016, le guichet a permis d’aider.").date
    assert date is not None
    assert date.note == "Année déduite : le document n’est pas daté."


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        ("ARS Bretagne\n\nLe texte.", "REG-53"),
        ("Le pacte en Normandie\n\nLe texte parle aussi de la Bretagne et de la Bretagne.", "REG-28"),
        ("Le titre\n\nUn texte.\n\nL’ARS Occitanie agit.", "REG-76"),
        ("Le pacte en Grand Est\n\nUn texte.\n\nL’ARS Bretagne agit.", None),
        ("Le titre\n\nUn texte sans lieu.", None),
        ("Le pacte en Picardie\n\nUn texte.", "EXREG-22"),
        ("Le pacte dans l’Aisne\n\nUn texte.", "DEP-02"),
    ],
)
def test_territory_of_a_document(text: str, territory: str | None) -> None:
    assert facts(text).territory == territory
