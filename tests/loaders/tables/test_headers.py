"""Headers found by what they say, and what is said when they are not."""

import re

import pytest

from demodash.errors import DataError
from demodash.loaders.tables import recognise
from demodash.loaders.tables.headers import Column, find_header, look_for_header, normalised
from demodash.loaders.tables.opening import open_table
from tests.loaders.tables.examples import text

CODE = Column("code", ("Code commune", "depcom"), looks=re.compile(r"\d{5}"))
NAME = Column("name", ("Nom",), required=False)
COUNT = Column("count", ("Nombre de médecins",), prefix=True)
YEARS = Column("years", ("2020",), pattern=re.compile(r"effectif (\d{4})"))


@pytest.fixture
def sheet(tmp_path):
    files = []

    def make(content):
        path = tmp_path / "t.csv"
        path.write_bytes(text(content))
        files.append(open_table(path))
        return files[-1].sheets[0]

    yield make
    for file in files:
        file.close()


@pytest.mark.parametrize("name", ["Code_postal", " CODE  postal ", "code-postal", "Code\u00a0postal", "Côde póstal"])
def test_names_are_compared_without_their_marks(name):
    assert normalised(name) == "code postal"


def test_the_header_is_found_under_the_titles(sheet):
    found = find_header(
        sheet("Titre;;\nnote;;\n\ndepcom;nombre de medecins (2020);nom\n02001;1;A\n"), (CODE, NAME, COUNT), "t.csv"
    )
    assert found.line == 4
    assert dict(found.columns) == {"code": 0, "count": 1, "name": 2}
    assert found.name("count") == "nombre de medecins (2020)"
    assert found.cell(("02001",), "name") == ""


def test_a_pattern_gives_every_column_that_matches(sheet):
    found = find_header(sheet("depcom;effectif_2019;Effectif 2020\n02001;1;2\n"), (CODE, YEARS), "t.csv")
    assert [(index, match[1]) for index, match in found.many["years"]] == [(1, "2019"), (2, "2020")]


def test_an_exact_name_is_preferred_to_a_longer_one(sheet):
    rows = sheet("depcom;Nombre de médecins salariés;Nombre de médecins\n02001;1;2\n").numbered_head
    found = look_for_header(rows, (CODE, COUNT))
    assert found is not None
    assert found.columns["count"] == 2


def test_a_year_twice_is_refused(sheet):
    with pytest.raises(DataError) as caught:
        find_header(sheet("depcom;effectif_2019;effectif 2019\n02001;1;2\n"), (CODE, YEARS), "t.csv")
    assert str(caught.value) == (
        "t.csv, ligne 1 : attendu : une seule colonne « 2020 » ; trouvé : 2 : « effectif_2019 », « effectif 2019 ». "
        "Supprimez la colonne de trop, ou repartez du fichier publié."
    )


def test_an_unknown_header_says_what_it_read(sheet):
    with pytest.raises(DataError) as caught:
        find_header(sheet("x;y\n1;2\n"), (CODE, COUNT), "t.csv")
    assert str(caught.value) == (
        "t.csv, ligne 1 : attendu : une ligne d’en-tête avec « Code commune », « Nombre de médecins » ; "
        "trouvé : « x », "
        "« y » ; il manque « Code commune », « Nombre de médecins ». Vérifiez que c’est le bon fichier, tel que publié."
    )


def test_a_file_that_no_loader_knows_names_the_nearest(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(text("codgeo;libgeo;nb_medgx\n02001;A;2\n"))
    with open_table(path) as file, pytest.raises(DataError) as caught:
        recognise(file)
    assert str(caught.value) == (
        "t.csv : attendu : une table officielle que l’application connaît ; trouvé : aucun modèle connu ; "
        "colonnes lues : "
        "« codgeo », « libgeo », « nb_medgx ». Le plus proche : Médecins généralistes libéraux par "
        "commune (INSEE, base "
        "permanente des équipements), à qui il manque « nb_medg ». Vouliez-vous dire « nb_medg » au lieu "
        "de « nb_medgx » ?"
    )


def test_the_nearest_layout_is_the_one_whose_missing_columns_have_a_near_name(tmp_path):
    """The APL by year has more of these columns: its code and its year."""
    path = tmp_path / "t.csv"
    path.write_bytes(text("codgeo;libgeo;an;nb_medgg;dep\n02001;A;2020;2;02\n"))
    with open_table(path) as file, pytest.raises(DataError) as caught:
        recognise(file)
    message = str(caught.value)
    assert "Le plus proche : Médecins généralistes libéraux par commune" in message
    assert message.endswith("Vouliez-vous dire « nb_medg » au lieu de « nb_medgg » ?")


def test_a_row_of_thousands_of_columns_is_soon_read(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("\n".join([";".join(f"colonne {number}" for number in range(20_000))] * 60), encoding="utf-8")
    with open_table(path) as file, pytest.raises(DataError, match="aucun modèle connu"):
        recognise(file)


def test_a_table_with_the_columns_but_not_the_values_says_so(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Code;Libellé;Zonage_MG\n02001;Abbécourt;bleu\n02002;Achery;vert\n", encoding="utf-8")
    with open_table(path) as file, pytest.raises(DataError, match="mais non les valeurs attendues dessous"):
        recognise(file)
