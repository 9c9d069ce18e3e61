from __future__ import annotations

from dataclasses import replace

import pytest

from demodash.errors import DataError
from demodash.importing import Candidate, DocumentReview, Statement, Verdict, said
from demodash.importing.document_review import _corrected
from demodash.loaders.content import Fate
from demodash.schema import COLUMNS, problems


@pytest.fixture
def review(document: Candidate) -> DocumentReview:
    return DocumentReview(document)


def place_of(review: DocumentReview, printed: str) -> int:
    return next(place for place, one in enumerate(review.extraction.figures) if one.as_printed == printed)


def left_of(review: DocumentReview, printed: str) -> int:
    return next(place for place, one in enumerate(review.extraction.not_taken) if one.as_printed == printed)


def test_a_figure_nobody_looked_at_is_not_taken(review: DocumentReview) -> None:
    assert len(review.extraction.figures) == 5
    assert review.count(Verdict.PENDING) == 5
    table = review.observations("bilan")
    assert table.empty
    assert tuple(table.columns) == COLUMNS
    assert problems(table) == []


def test_accepted_figures_are_taken_as_they_were_read(review: DocumentReview) -> None:
    place = place_of(review, "321")
    rows = review.accept(place).observations("bilan")
    assert rows[["indicator", "value", "as_printed", "source", "note"]].values.tolist() == [
        ["msp_activite", 321.0, "321", "bilan", ""]
    ]
    assert review.count(Verdict.PENDING) == 5, "a review is never changed in place"


def test_all_the_others_are_accepted_at_once(review: DocumentReview) -> None:
    rejected = place_of(review, "45")
    done = review.reject(rejected).accept_all()
    assert done.count(Verdict.REJECTED) == 1
    assert done.count(Verdict.ACCEPTED) == 4
    assert "cpts_fonctionnement" not in set(done.observations("bilan")["indicator"])


def test_a_corrected_figure_keeps_what_is_printed_and_says_what_changed(review: DocumentReview) -> None:
    place = place_of(review, "321")
    before = said(review.extraction.figures[place])
    after = Statement(before.indicator, before.territory, "2023", 312.0, before.category)
    row = review.correct(place, after).observations("bilan").iloc[0]
    assert (row["value"], row["period"], row["as_printed"]) == (312.0, "2023", "321")
    assert (
        row["note"] == "corrigé à l’import : période 2023 au lieu de 12 mars 2024 ; valeur 312 MSP au lieu de 321 MSP"
    )


def test_a_correction_after_another_note_begins_a_sentence(review: DocumentReview) -> None:
    figure = replace(review.extraction.figures[place_of(review, "321")], note="Année déduite.")
    before = said(figure)
    after = Statement(before.indicator, before.territory, before.period, 312.0, before.category)
    row = _corrected(figure, after, "bilan")
    assert row["note"] == "Année déduite. Corrigé à l’import : valeur 312 MSP au lieu de 321 MSP"


def test_a_correction_that_changes_nothing_is_an_acceptance(review: DocumentReview) -> None:
    place = place_of(review, "45")
    done = review.correct(place, said(review.extraction.figures[place]))
    assert done.verdict(place) is Verdict.ACCEPTED
    assert done.observations("bilan").iloc[0]["note"] == ""


@pytest.mark.parametrize(
    ("change", "said_of_it"),
    [
        ({"value": -3.0}, "une valeur entre"),
        ({"territory": "COM-59350"}, "un territoire de niveau"),
        ({"territory": "REG-99"}, "un code de territoire connu"),
        ({"territory": ""}, "un territoire"),
        ({"period": "l’an dernier"}, "une période"),
        ({"period": ""}, "une période"),
        ({"category": "zip"}, "un membre de la dimension"),
        ({"indicator": "inconnu"}, "un indicateur du catalogue"),
        ({"qualifier": "peut-être"}, "un signe connu"),
    ],
)
def test_a_correction_no_figure_could_be_is_refused(
    review: DocumentReview, change: dict[str, object], said_of_it: str
) -> None:
    place = place_of(review, "321")
    right = said(review.extraction.figures[place])
    values = {name: getattr(right, name) for name in Statement.__dataclass_fields__}
    with pytest.raises(DataError) as refused:
        review.correct(place, Statement(**{**values, **change}))
    assert said_of_it in str(refused.value)
    assert "bilan.txt, ligne 9" in str(refused.value)


def test_a_number_not_taken_becomes_a_figure(review: DocumentReview) -> None:
    place = left_of(review, "03 20 00 00 00")
    done = review.add(place, Statement("msp_activite", "REG-32", "2024", 320.0))
    rows = done.observations("bilan")
    assert rows.iloc[0]["as_printed"] == "03 20 00 00 00"
    assert rows.iloc[0]["locator"] == "ligne 10"
    assert rows.iloc[0]["note"].startswith("ajouté à l’import")
    assert done.drop(place).observations("bilan").empty


def test_every_number_is_accounted_for(review: DocumentReview) -> None:
    numbers = len(review.extraction.figures) + len(review.extraction.not_taken)
    done = review.reject(0).accept(1).add(0, Statement("msp_activite", "REG-32", "2024", 12.0))
    for one in (review, done, review.accept_all()):
        assert one.account.rows == numbers
        assert sum(one.account.aside.values()) == one.account.counts[Fate.ASIDE]
    assert done.account.counts[Fate.TAKEN] == 2
    assert done.account.aside["rejeté à l’import"] == 1


def test_a_verdict_can_be_taken_back(review: DocumentReview) -> None:
    place = place_of(review, "321")
    corrected = review.correct(place, Statement("msp_activite", "REG-32", "2023", 300.0))
    assert corrected.reopen(place).verdict(place) is Verdict.PENDING
    assert corrected.accept(place).observations("bilan").iloc[0]["value"] == 321.0


def test_a_place_without_figure_is_an_error_of_the_code(review: DocumentReview) -> None:
    with pytest.raises(ValueError, match="no figure 99"):
        review.accept(99)
