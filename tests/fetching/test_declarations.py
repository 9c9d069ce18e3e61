from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demodash.errors import DataError
from demodash.fetching import Official, declared, official, read_declarations
from demodash.loaders.tables import loader
from tests.fetching.conftest import official_at

RIGHT = """
[[file]]
id = "essai"
label = "Essai"
publisher = "Institut"
licence = "Licence Ouverte 2.0"
address = "https://exemple.fr/x"
page = "https://exemple.fr/"
name = "essai.csv"
loader = "insee"
content = ["texte"]
minimum_bytes = 10
"""


@pytest.mark.parametrize("one", declared(), ids=lambda one: one.id)
def test_every_declared_file_is_official(one: Official) -> None:
    host = urlsplit(one.address).hostname or ""
    assert host.endswith(("data.gouv.fr", "drees.solidarites-sante.gouv.fr", "insee.fr", "ameli.fr"))
    assert one.licence
    assert one.minimum_bytes >= 100_000
    assert all(each.endswith(".gouv.fr") for each in one.hosts)
    assert loader(one.loader).id == one.loader


def test_an_unknown_file_says_which_are_known() -> None:
    assert official("apl").publisher == "DREES"
    with pytest.raises(DataError, match=r"un fichier parmi apl, .*rpps, .*Vouliez-vous dire « rpps » \?"):
        official("rps")
    with pytest.raises(DataError, match=r"trouvé : zzz[.] « demodash fetch --list » les décrit"):
        official("zzz")


def test_a_host_is_its_own_or_a_declared_one() -> None:
    one = official_at("https://www.exemple.fr/x", hosts=(".donnees.fr", "fichiers.fr"))
    assert [one.may_come_from(host) for host in ("www.exemple.fr", "a.b.donnees.fr", "fichiers.fr")] == [True] * 3
    for host in ("exemple.fr", "donnees.fr", "mauvaisdonnees.fr", "x.fichiers.fr", "", "www.exemple.fr.ailleurs.com"):
        assert not one.may_come_from(host)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ('id = "essai"', 'id = "Essai !"', "des minuscules, chiffres et soulignés"),
        ('name = "essai.csv"', 'name = "../essai.csv"', "un nom de fichier sans dossier"),
        ("https://exemple.fr/x", "http://exemple.fr/x", "attendu : une adresse https"),
        ('["texte"]', '["pdf"]', "des formes parmi texte, zip"),
        ("= 10", "= 0", "le champ minimum_bytes"),
        ("= 10", "= -1", "un nombre positif"),
        ("= 10", '= "10"', "un int"),
        ('licence = "Licence Ouverte 2.0"', "", "le champ licence ; trouvé : rien"),
        ("minimum_bytes", "inconnu = 1\nminimum_bytes", "un champ parmi"),
        ("[[file]]", "[[file]", "un fichier TOML en UTF-8"),
        ("minimum_bytes = 10", "minimum_bytes = 10\n" + RIGHT, "un identifiant par fichier ; trouvé : 2 fichiers"),
    ],
)
def test_a_wrong_declaration_is_refused(tmp_path: Path, before: str, after: str, text: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(RIGHT.replace(before, after), encoding="utf-8")
    with pytest.raises(DataError, match=text):
        read_declarations(path)
    path.write_text(RIGHT, encoding="utf-8")
    assert read_declarations(path)[0].content == ("texte",)
