"""Names beside codes: a column sorted alone is found out, other spellings are not."""

from itertools import pairwise

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from demodash.loaders.tables.naming import is_name_of, of_another
from demodash.loaders.tables.placing import Placed
from demodash.territories import Level, codes, territory
from tests.loaders.tables.examples import Example, read, remarks_of, text, values

COMMUNES = [territory(code) for code in codes(Level.COMMUNE)[:30]]


def table(named) -> bytes:
    rows = "\n".join(f"{one.insee};{name};3,5" for one, name in named)
    return text(f"code;nom;apl_2022\n{rows}\n")


@pytest.mark.parametrize("printed", ["Abbécourt", "ABBECOURT", "Abbecourt (Aisne)", "Abécourt"])
def test_another_spelling_is_the_same_name(printed):
    assert is_name_of(Placed(Fate.TAKEN, "COM-02001", "02001"), printed)


def test_a_former_name_is_a_name_of_the_commune_that_took_over():
    assert is_name_of(Placed(Fate.TAKEN, "COM-02589", "02589"), "Filain")


def test_the_name_of_another_commune_is_not():
    assert not is_name_of(Placed(Fate.TAKEN, "COM-02001", "02001"), "Achery")


def test_a_column_sorted_alone_is_refused(tmp_path):
    shifted = [(one, other.name) for one, other in pairwise(COMMUNES)]
    with pytest.raises(DataError) as caught:
        read(Example("apl", "apl_mg.csv", table(shifted)), tmp_path)
    message = str(caught.value)
    assert message.startswith("apl_mg.csv : attendu : le nom de chaque commune en face de son code ; trouvé : ")
    assert "ligne 2, 02001 est Abbécourt, et non « Achery »" in message
    assert "repartez du fichier publié" in message


def test_postcodes_taken_for_codes_are_refused(tmp_path):
    named = [one for one in map(territory, codes(Level.COMMUNE)[:300]) if one.postcodes]
    rows = "\n".join(f"{one.postcodes[0]};{one.name};1_ZIP" for one in named)
    with pytest.raises(DataError, match="codes postaux"):
        read(Example("zonage", "z.csv", text(f"Code;Libellé;Zonage_MG\n{rows}\n"), {"debut": "2024-03-01"}), tmp_path)


def test_a_row_with_the_code_of_one_commune_and_the_name_of_another_is_of_neither(tmp_path):
    """Code 60054 was of Les Hauts-Talican (60694 today), and was given back to Beaumont-les-Nonains."""
    lines = "60054;LES HAUTS-TALICAN;0\n60694;Les Hauts-Talican;2\n02001;Abbécourt;1\n"
    reading = read(Example("insee_bpe", "bpe_2020.csv", text(f"codgeo;nom;nb_medg\n{lines}")), tmp_path)
    assert values(reading, "territory", "value") == [("COM-60694", 2), ("COM-02001", 1)]
    (issue,) = reading.account.issues
    assert (issue.fate, issue.place, issue.reason) == (
        Fate.REFUSED,
        "ligne 2",
        "60054 imprimé « LES HAUTS-TALICAN » : ce code est aujourd’hui celui de Beaumont-les-Nonains, et ce nom celui "
        "de 60694 ; la ligne n’est donnée à aucune des deux",
    )
    assert not [each for each in reading.remarks if "le code fait foi" in each]


@pytest.mark.parametrize(
    ("insee", "printed", "other"),
    [
        ("60054", "Les Hauts-Talican", "COM-60694"),
        ("60054", "Hauts Talican (Les)", None),
        ("60054", "Les Hauts-Talicans", None),
        ("60054", "Beaumont les Nonains", None),
        ("60054", "Abbécourt", "COM-60002"),
        ("60054", "Amiens", None),
        ("60054", "", None),
    ],
)
def test_another_commune_is_known_by_its_exact_name_in_the_departement(insee, printed, other):
    found = of_another(Placed(Fate.TAKEN, f"COM-{insee}", insee), printed)
    assert (None if found is None else found.code) == other


def test_a_few_other_names_are_a_remark(tmp_path):
    named = [(one, one.name) for one in COMMUNES]
    named[0] = (COMMUNES[0], "Xyzville")
    reading = read(Example("apl", "apl_mg.csv", table(named)), tmp_path)
    assert len(reading.content.observations) == len(COMMUNES)
    assert remarks_of(reading) == (
        "Noms qui ne sont pas ceux de leur code, à vérifier ; le code fait foi : « Xyzville » (02001).",
    )
