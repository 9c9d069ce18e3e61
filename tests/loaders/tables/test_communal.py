"""Tables of one row a commune: what is under the header and is no row, and tables that are several."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from demodash.territories import Level, codes, territory
from demodash.texts import number
from tests.loaders.tables.examples import Example, read, remarks_of, text, values, zipped

COMMUNES = [territory(code) for code in codes(Level.COMMUNE)[:20]]
ROWS = [f"{one.insee};{one.name};{number}" for number, one in enumerate(COMMUNES)]
HEADER = "code;nom;PMUN"


def population(*lines: str, header: str = HEADER, name: str = "population_2022.csv") -> Example:
    return Example("insee_populations", name, text("\n".join([header, *lines]) + "\n"))


def test_notes_titles_and_repeated_headers_are_set_aside(tmp_path):
    lines = [*ROWS[:5], "", HEADER, "Code;Nom;pmun;", *ROWS[5:], "Source : INSEE, 2022", "Lecture : en 2022;;"]
    reading = read(population(*lines), tmp_path)
    assert reading.account.counts == {Fate.TAKEN: 20, Fate.ASIDE: 4}
    assert reading.account.aside == {"en-tête répété": 2, "ligne de titre, d’unités ou de note": 2}


def test_a_second_table_below_the_first_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        read(population(*ROWS[:5], "", "code;PMUN;nom", *ROWS[5:]), tmp_path)
    assert str(caught.value) == (
        "population_2022.csv, ligne 8 : attendu : une seule table ; trouvé : un second en-tête, autre que celui de la "
        "ligne 1. Séparez les tables, une par feuille ou par fichier, et importez-les l’une après l’autre."
    )


def test_a_table_that_repeats_most_communes_is_refused(tmp_path):
    with pytest.raises(DataError, match="40 lignes qui répètent une commune déjà lue, pour 20 communes"):
        read(population(*ROWS, *ROWS, *ROWS), tmp_path)


def test_of_a_commune_twice_with_different_values_nothing_is_kept(tmp_path):
    again = f"{COMMUNES[0].insee};{COMMUNES[0].name};99"
    reading = read(population(*ROWS, "02999;Ailleurs;1", again), tmp_path)
    reason = "la commune 02001 est aux lignes 2 et 23 avec des valeurs différentes : aucune n’est retenue"
    assert [(issue.place, issue.reason) for issue in reading.account.issues if issue.fate is Fate.REFUSED] == [
        ("ligne 2", reason),
        ("ligne 23", reason),
    ]
    assert [issue.place for issue in reading.account.issues] == ["ligne 2", "ligne 22, colonne code", "ligne 23"]
    assert values(reading, "territory") == [(one.code,) for one in COMMUNES[1:]]
    assert reading.account.rows == 22


@pytest.mark.parametrize("again", [ROWS[0], ROWS[0].replace(";0", ";0,0"), f"{COMMUNES[0].insee};;0"])
def test_a_commune_twice_with_the_same_values_counts_once(tmp_path, again):
    reading = read(population(*ROWS, again), tmp_path)
    assert reading.account.counts == {Fate.TAKEN: 20, Fate.ASIDE: 1}
    assert reading.account.aside == {"autre ligne de la même commune, de mêmes valeurs": 1}
    assert values(reading, "territory", "value")[0] == (COMMUNES[0].code, 0)


def test_a_sum_of_communes_is_left_out_when_one_of_them_disagrees(tmp_path):
    lines = ("02311;Filain;100", "02589;Pargny-Filain;300", "02311;Filain;120", "02001;Abbécourt;518")
    reading = read(population(*lines), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 518)]
    assert "1 somme laissée de côté : le chiffre d’une des parties manque dans le fichier." in reading.remarks


@pytest.mark.parametrize("code", ["02 001", "02\u00a0001", "2001,0", "2001.0", "2 001"])
def test_a_code_that_a_spreadsheet_spaced_or_numbered_is_restored(tmp_path, code):
    reading = read(population(f"{code};Abbécourt;518"), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 518)]


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("1.234", "« 1.234 » n’est pas un nombre entier : écrivez-le sans séparateur de milliers"),
        ("0,5", "« 0,5 » n’est pas un nombre entier : vérifiez la colonne"),
        ("1.234,5", "« 1.234,5 » mêle points et virgules : écrivez les nombres sans séparateur de milliers"),
        ("1E+05", "« 1E+05 » est un nombre abrégé par un tableur : ses derniers chiffres sont perdus"),
        ("45 %", "« 45 % » est un pourcentage, là où un nombre est attendu"),
    ],
)
def test_a_number_that_a_spreadsheet_spoilt_is_refused(tmp_path, printed, reason):
    reading = read(population(*ROWS[1:], f"02001;Abbécourt;{printed}"), tmp_path)
    (issue,) = reading.account.issues
    assert (issue.fate, issue.reason) == (Fate.REFUSED, reason)


def test_a_municipal_population_above_the_total_is_refused(tmp_path):
    with pytest.raises(DataError, match="plus grande que la population totale"):
        read(population("02001;Abbécourt;518;500", header="code;nom;PMUN;PTOT"), tmp_path)


def test_the_reason_is_said_when_no_row_is_taken(tmp_path):
    with pytest.raises(DataError, match="« 59 » n’est pas un code INSEE de commune"):
        read(population("02;Aisne;500000", "59;Nord;2600000"), tmp_path)


def test_the_cure_of_refused_rows_is_in_their_reasons(tmp_path):
    example = Example("insee_bpe", "bpe.csv", text("codgeo;an;nb_medg\n02001;2099;1\n02002;2099;2\n"))
    with pytest.raises(DataError, match=r"« 2099 » n’est pas une année.*Corrigez dans le fichier ce que ces raisons"):
        read(example, tmp_path)


def test_tables_that_were_not_read_are_named(tmp_path):
    pieces = {f"{year}.csv": text("\n".join([HEADER, *ROWS])) for year in (2021, 2022)}
    reading = read(Example("insee_populations", "p_2021.zip", zipped(pieces)), tmp_path)
    assert remarks_of(reading) == (
        "Feuille ou table non lue : 2022.csv. Importez-les à part si elles vous intéressent.",
    )


def test_communes_that_are_not_in_the_file_are_counted_those_of_refused_rows_are_not(tmp_path):
    broken = f"{COMMUNES[1].insee};{COMMUNES[1].name}"
    reading = read(population(ROWS[0], broken, *ROWS[2:]), tmp_path)
    assert reading.account.counts == {Fate.TAKEN: 19, Fate.REFUSED: 1}
    (told,) = (each for each in reading.remarks if each not in remarks_of(reading))
    absent = len(codes(Level.COMMUNE)) - 20
    assert told.startswith(f"{number(absent)} communes de la région ne sont pas dans le fichier : 02021, ")
    assert told.endswith(f" et {number(absent - 10)} autres.")


def test_a_year_far_ahead_is_no_answer(tmp_path):
    example = population(*ROWS)
    with pytest.raises(DataError, match="au plus tard"):
        read(Example(example.loader, "p.csv", example.content, {"annee": "2049"}), tmp_path)
