"""The loader of GPs by commune of the base permanente des équipements."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from tests.loaders.tables.examples import Example, read, recognised, text, values

OF_2020 = text(
    """
codgeo,libgeo,an,nb_medg,dep
02001,Abbécourt,2020,2,02
2002,Achery,2020,0,02
02311,Filain,2020,1,02
02589,Pargny-Filain,2020,3,02
02001,Abbécourt,2019,1,02
75056,Paris,2020,1900,75
"""
)
WITHOUT_YEAR = text("Code géographique;Libellé;D265\n80021;Amiens;110\n")
EXAMPLES = (
    Example("insee_bpe", "bpe.csv", OF_2020),
    Example("insee_bpe", "bpe_2023.csv", WITHOUT_YEAR),
)


def test_gps_are_summed_over_former_communes(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    assert values(reading, "indicator", "territory", "category", "period", "value", "note") == [
        ("mg_effectif", "COM-02001", "liberaux", "2020", 2, ""),
        ("mg_effectif", "COM-02002", "liberaux", "2020", 0, ""),
        ("mg_effectif", "COM-02589", "liberaux", "2020", 4, "Somme des anciennes communes 02311, 02589."),
        ("mg_effectif", "COM-02001", "liberaux", "2019", 1, ""),
    ]
    assert dict(reading.account.counts) == {Fate.TAKEN: 5, Fate.OUTSIDE: 1}


def test_the_year_is_asked_when_no_column_says_it(tmp_path):
    (question,) = recognised(EXAMPLES[1], tmp_path).questions
    assert (question.id, question.default) == ("annee", "2023")
    assert values(read(EXAMPLES[1], tmp_path), "territory", "period", "value") == [("COM-80021", "2023", 110)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("02001,A,2020,-3", "-3 est négatif"),
        ("02001,A,2020,2021-02-03", "« 2021-02-03 » est une date : un tableur a pris le nombre pour un jour"),
        ("02001,A,vers 2020,3", "« vers 2020 » n’est pas une année"),
        ("02001,A,,3", "année absente"),
        ("0200X,A,2020,3", "« 0200X » n’est pas un code INSEE de commune (cinq caractères)"),
        ("02001,A,2020", "3 cellules au lieu de 4 : ligne coupée (si c’est la dernière, le fichier est incomplet)"),
        ("02001,A,2020,3,4", "5 cellules au lieu de 4 : un séparateur de trop"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason(tmp_path, row, reason):
    content = text(f"codgeo,libgeo,an,nb_medg\n02002,B,2020,1\n{row}\n59350,C,2020,2\n")
    reading = read(Example("insee_bpe", "bpe.csv", content), tmp_path)
    (issue,) = reading.account.issues
    assert (issue.fate, issue.reason) == (Fate.REFUSED, reason)
    assert reading.account.counts[Fate.TAKEN] == 2


def test_an_unknown_commune_is_not_placed(tmp_path):
    content = text("codgeo,libgeo,an,nb_medg\n02001,A,2020,1\n02999,B,2020,1\n96001,C,2020,1\n")
    reading = read(Example("insee_bpe", "bpe.csv", content), tmp_path)
    assert [(issue.fate, issue.reason) for issue in reading.account.issues] == [
        (Fate.UNPLACED, "commune 02999 inconnue : ni dans le code officiel géographique, ni parmi les anciens codes"),
        (Fate.UNPLACED, "commune 96001 : aucun département n’a ce numéro"),
    ]


def test_a_missing_column_is_named_with_the_nearest(tmp_path):
    content = text("codgeo,libgeo,an,nb_med\n02001,A,2020,1\n")
    with pytest.raises(DataError) as caught:
        read(Example("insee_bpe", "bpe.csv", content), tmp_path)
    assert str(caught.value) == (
        "bpe.csv, ligne 1 : attendu : une ligne d’en-tête avec « Code commune INSEE », « nb_medg » ; trouvé : "
        "« codgeo », « libgeo », « an », « nb_med » ; il manque « nb_medg ». "
        "Vouliez-vous dire « nb_medg » au lieu de « nb_med » ?"
    )


def test_a_file_without_the_region_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        read(Example("insee_bpe", "bpe.csv", text("codgeo,libgeo,an,nb_medg\n75056,A,2020,1\n")), tmp_path)
    assert str(caught.value) == (
        "bpe.csv : attendu : des médecins généralistes de communes des Hauts-de-France ; trouvé : rien de tel, sur 1 "
        "ligne : elle concerne une autre région. Importez le fichier national, ou celui des Hauts-de-France."
    )
