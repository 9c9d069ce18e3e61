from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from demodash import dataset
from demodash.errors import DataError, Problem
from demodash.importing import (
    DOCUMENT,
    Candidate,
    DocumentReview,
    accept,
    document_questions,
    examine,
    prepare,
    prepare_document,
)
from demodash.importing.document_source import document_series, source_of
from demodash.store import AlreadyThere, current_store

ANSWERS = {"publisher": "Agence d’essai", "title": "Bilan d’essai", "date": "12/03/2024", "url": "https://exemple.fr/b"}


def test_what_is_accepted_shows_in_the_figures(document: Candidate, home: str) -> None:
    prepared = prepare(document, DOCUMENT, ANSWERS)
    assert prepared.is_acceptable
    assert not Path(home).exists(), "looking keeps nothing"
    stored = accept(prepared, current_store(), "claire")
    assert (stored.label, stored.who, stored.counts["observations"]) == ("Bilan d’essai", "claire", 5)
    assert stored.origin.name == "bilan.txt"
    assert stored.report["rows"] == {"taken": 5, "aside": 3}
    shown = dataset.refresh()
    source = shown.source(prepared.content.sources[0].id)
    assert (source.publisher, source.date, source.url) == ("Agence d’essai", "2024-03-12", "https://exemple.fr/b")
    rows = shown.select("msp_activite", source=source.id)
    assert rows["value"].tolist() == [321.0]


def test_the_same_import_twice_is_said(document: Candidate) -> None:
    prepared = prepare(document, DOCUMENT, ANSWERS)
    accept(prepared, current_store(), "claire")
    with pytest.raises(AlreadyThere, match="déjà là"):
        accept(prepared, current_store(), "paul")


def test_what_holds_nothing_is_not_kept(document: Candidate, home: str) -> None:
    prepared = prepare_document(DocumentReview(document), ANSWERS)
    assert not prepared.is_acceptable
    with pytest.raises(DataError, match="rien à importer"):
        accept(prepared, current_store(), "claire")
    assert not Path(home).exists()


def test_what_is_wrong_is_not_kept(document: Candidate, home: str) -> None:
    prepared = replace(prepare(document, DOCUMENT, ANSWERS), problems=(Problem("bilan.txt", found="un chiffre faux"),))
    with pytest.raises(DataError, match="un chiffre faux"):
        accept(prepared, current_store(), "claire")
    assert not Path(home).exists()


def test_the_source_is_what_the_analyst_says(document: Candidate) -> None:
    source = source_of(document, ANSWERS, dataset.load())
    assert source.id.startswith("bilan_")
    assert source.sha256 == document.sha256
    assert source.territory == "REG-32"
    assert not source.date_inferred
    inferred = source_of(document, {**ANSWERS, "date": "2024", "dated": "deduite"}, dataset.load())
    assert (inferred.date, inferred.date_inferred) == ("2024", True)
    assert document_series(source) == document_series(inferred) == "document_agence_d_essai_bilan_d_essai"


def test_the_text_suggests_the_answers(document: Candidate) -> None:
    given = {one.id: one.default for one in document_questions(document, dataset.load())}
    assert given["date"] == "2024-03-12"
    assert given["title"]
    assert "territory" not in given


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"publisher": ""}, "Éditeur : attendu : une réponse"),
        ({"date": "mars"}, "Date : attendu"),
        ({"date": "31/02/2024"}, "Date : attendu"),
        ({"url": "javascript:alert(1)"}, "Adresse : attendu"),
    ],
)
def test_a_wrong_answer_is_said(document: Candidate, answers: dict[str, str], said: str) -> None:
    with pytest.raises(DataError, match=said):
        prepare(document, DOCUMENT, {**ANSWERS, **answers})


def test_a_document_that_says_no_territory_is_asked_for_it(tmp_path: Path) -> None:
    path = tmp_path / "sans_lieu.txt"
    path.write_text("Bilan publié le 12/03/2024\n\nLa région compte 321 MSP en fonctionnement.\n", encoding="utf-8")
    candidate = examine(path)
    assert candidate.extraction is not None
    assert candidate.extraction.figures == ()
    assert document_questions(candidate, dataset.load())[0].id == "territory"
    prepared = prepare(candidate, DOCUMENT, {**ANSWERS, "territory": "REG-44"})
    assert prepared.content.observations["territory"].tolist() == ["REG-44"]
    assert prepared.content.sources[0].territory == "REG-44"
    with pytest.raises(DataError, match="Territoire du document : attendu : un choix parmi Hauts-de-France, Aisne"):
        prepare(candidate, DOCUMENT, {**ANSWERS, "territory": "REG-99"})


def test_the_region_of_a_document_on_a_departement_is_not_that_departement(tmp_path: Path) -> None:
    path = tmp_path / "sans_lieu.txt"
    path.write_text(
        "Bilan publié le 12/03/2024\n\nLa région compte 321 MSP en fonctionnement.\n\n57 MSP sont en projet.\n",
        encoding="utf-8",
    )
    prepared = prepare(examine(path), DOCUMENT, {**ANSWERS, "territory": "DEP-60"})
    rows = prepared.content.observations
    assert list(zip(rows["indicator"], rows["territory"], rows["value"], strict=True)) == [
        ("msp_projet", "DEP-60", 57.0)
    ]
