import pytest

from demodash.errors import DataError, DemodashError, DocumentError, Problem, system_reason


def test_all_problems_are_said_at_once():
    error = DataError([Problem("a.csv", "ligne 3", "un nombre", "abc"), Problem("b.csv", advice="Renommez-le.")])
    assert str(error) == "a.csv, ligne 3 : attendu : un nombre ; trouvé : abc\nb.csv : Renommez-le."
    assert len(error.problems) == 2


def test_an_error_without_a_problem_is_a_mistake_of_the_code():
    with pytest.raises(ValueError, match="at least one problem"):
        DocumentError([])


def test_both_are_errors_for_the_user():
    assert issubclass(DataError, DemodashError)
    assert issubclass(DocumentError, DemodashError)


def test_what_the_system_refuses_is_said_in_french(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "rien").read_bytes()
    assert system_reason(caught.value) == "fichier ou dossier introuvable"
    assert system_reason(OSError(9_999, "Some English")) == "erreur 9999 du système"
    assert system_reason(ValueError("embedded null byte")) == "embedded null byte"
