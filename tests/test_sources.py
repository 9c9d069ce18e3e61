import pytest

from demodash.errors import DataError
from demodash.sources import Source, read_sources

GOOD = """
[[source]]
id = "essai_2024"
kind = "document"
publisher = "Agence d’essai"
title = "Un essai"
date = "2024-03-05"
url = "https://example.org/essai"
"""


def _write(tmp_path, text):
    path = tmp_path / "source.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_is_read(tmp_path):
    (source,) = read_sources(_write(tmp_path, GOOD))
    assert source == Source(
        "essai_2024", "document", "Agence d’essai", "Un essai", date="2024-03-05", url="https://example.org/essai"
    )
    assert source.publication_date is not None
    assert source.publication_date.year == 2024


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "document"', 'kind = "rumeur"', "un kind parmi document, open_data, publication ; trouvé : rumeur"),
        ('date = "2024-03-05"', 'date = "5 mars"', "attendu : une date ISO"),
        ('publisher = "Agence d’essai"', 'publisher = ""', "attendu : le champ publisher ; trouvé : absent ou vide"),
        ('title = "Un essai"', 'title = "Un essai"\ncouleur = "bleu"', "trouvé : couleur"),
        ("https://example.org/essai", "javascript:alert(1)", "une adresse http(s)"),
        ('id = "essai_2024"', 'id = "Essai 2024"', "un id en minuscules"),
        ('title = "Un essai"', "title = 3", "title : attendu : un str ; trouvé : 3"),
    ],
)
def test_a_bad_field_is_refused_by_name(tmp_path, old, new, message):
    with pytest.raises(DataError) as caught:
        read_sources(_write(tmp_path, GOOD.replace(old, new)))
    assert message in str(caught.value)


def test_what_is_not_toml_or_has_no_source_is_refused(tmp_path):
    with pytest.raises(DataError, match="un fichier TOML"):
        read_sources(_write(tmp_path, "[[source"))
    with pytest.raises(DataError, match="au moins une table"):
        read_sources(_write(tmp_path, "titre = 'x'"))
