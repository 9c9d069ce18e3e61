"""The loader of the code officiel géographique: what it adds to the register, how it differs from it."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from demodash.territories import Level, codes
from tests.loaders.tables.examples import Example, read, text

HEADER = "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT"
COG = text(
    f"""
{HEADER}
"COM","02001","32","02","02D","021","1","ABBECOURT","Abbécourt","Abbécourt","0208",
"COM","02589","32","02","02D","021","0","PARGNY ET FILAIN","Pargny-et-Filain","Pargny-et-Filain","0208",
"COMD","02311","32","02","02D","021","0","FILAIN","Filain","Filain","","02589"
"COMD","02990","32","02","02D","021","0","INVENTEE","Inventée","Inventée","","02001"
"COMA","02991","32","02","02D","021","0","AILLEURS","Ailleurs","Ailleurs","","75056"
"COMD","02026","32","02","02D","021","0","ARTONGES","Artonges","Artonges","","02001"
"COM","75056","11","75","75C","751","0","PARIS","Paris","Paris","",
"XXX","02002","32","02","02D","021","0","ACHERY","Achery","Achery","",
"""
)
EXAMPLES = (Example("insee_cog", "v_commune_2027.csv", COG),)


def test_a_former_code_that_the_register_lacks_is_added(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    table = reading.content.groupings
    rows = list(table[["kind", "commune", "code", "name", "locator"]].itertuples(index=False, name=None))
    assert rows == [("ancienne", "COM-02001", "02990", "Inventée", "ligne 5, colonne COM")]
    assert dict(reading.account.counts) == {
        Fate.TAKEN: 1,
        Fate.ASIDE: 4,
        Fate.OUTSIDE: 1,
        Fate.UNPLACED: 1,
        Fate.REFUSED: 1,
    }
    assert reading.account.aside == {"commune déjà au registre": 2, "ancien code déjà au registre": 2}


def test_the_differences_with_the_register_are_said(tmp_path):
    remarks = read(EXAMPLES[0], tmp_path).remarks
    missing = len(codes(Level.COMMUNE)) - 2
    assert remarks[0].startswith(
        f"{missing} communes du registre de 2026 ne sont pas des communes de ce fichier : 02002,"
    )
    assert remarks[1] == "Anciens codes que le registre rattache ailleurs : 02026 (registre 02458, fichier 02001)."


def test_a_register_that_knows_everything_says_so(tmp_path):
    content = text(f'{HEADER}\n"COM","02001","32","02","02D","021","1","A","A","A","0208",\n')
    reading = read(Example("insee_cog", "cog.csv", content), tmp_path)
    assert reading.content.is_empty
    assert reading.remarks[-1] == (
        "Le registre de 2026 connaît déjà tous les anciens codes de ce fichier : rien n’est à ajouter."
    )


def test_a_file_without_the_region_is_refused(tmp_path):
    content = text(f'{HEADER}\n"COM","75056","11","75","75C","751","0","PARIS","Paris","Paris","",\n')
    with pytest.raises(DataError) as caught:
        read(Example("insee_cog", "cog.csv", content), tmp_path)
    assert str(caught.value) == (
        "cog.csv : attendu : des communes des Hauts-de-France ; trouvé : rien de tel, sur 1 "
        "ligne : elle concerne une autre région. "
        "Importez le fichier national, ou celui des Hauts-de-France."
    )
