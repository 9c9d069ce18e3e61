from __future__ import annotations

import pytest

from demodash.errors import DataError
from demodash.importing.answers import settled
from demodash.loaders.tables.model import Question, QuestionKind

DAY = Question("day", "Entrée en vigueur", QuestionKind.DAY)
YEAR = Question("year", "Année", QuestionKind.YEAR, default="2023")
CHOICE = Question("kind", "Sorte", QuestionKind.CHOICE, options={"a": "la première", "b": "la seconde"})
NOTE = Question("note", "Remarque", QuestionKind.TEXT, optional=True)


def test_defaults_are_filled_in_and_days_turned_round() -> None:
    given = settled([DAY, YEAR, CHOICE, NOTE], {"day": "31/01/2024", "kind": "b"}, "table.csv")
    assert given == {"day": "2024-01-31", "year": "2023", "kind": "b", "note": ""}


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(DataError) as refused:
        settled([DAY, YEAR, CHOICE], {"day": "31/02/2024", "year": "l’an dernier", "kind": "c"}, "table.csv")
    assert [problem.place for problem in refused.value.problems] == ["Entrée en vigueur", "Année", "Sorte"]
    assert "la première, la seconde" in str(refused.value)


def test_a_question_without_default_has_to_be_answered() -> None:
    with pytest.raises(DataError, match=r"une réponse ; trouvé : rien\. Répondez à cette question, puis recommencez\."):
        settled([DAY], {"day": "  "}, "table.csv")
