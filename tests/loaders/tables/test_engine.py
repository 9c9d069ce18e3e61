"""The engine of the large tables: lines that do not fit, texts of all sorts, progress, and stopping."""

import threading

import pytest

from demodash.errors import Cancelled, DataError
from demodash.loaders.content import Fate, RowIssue
from demodash.loaders.tables.engine import Text, engine, text_of, width
from demodash.loaders.tables.headers import Column, find_header
from demodash.loaders.tables.model import silent
from demodash.loaders.tables.opening import open_table
from tests.loaders.tables.examples import workbook

WANTED = (Column("code", ("Code",)), Column("name", ("Nom",)), Column("absent", ("Absente",), required=False))
ENDLESS = "CREATE TEMP TABLE sums AS SELECT sum(a.range * b.range) FROM range(10_000_000) a, range(1_000_000) b"


def given_rows(path, progress=silent):
    """Rows of a file with the columns WANTED, the number of lines refused, and the first of them."""
    with open_table(path) as file:
        sheet = file.sheets[0]
        header = find_header(sheet, WANTED, file.name)
        with text_of(sheet) as text, engine(file.name, progress) as reader:
            reader.give(text, header, [column.id for column in WANTED], width(sheet, header))
            reader.run("CREATE TEMP TABLE kept AS SELECT code, name, absent FROM given", "Lecture")
            return reader.rows("SELECT * FROM kept"), *reader.refused()


def test_cells_are_texts_and_an_empty_one_is_nothing(tmp_path):
    path = tmp_path / "table.txt"
    path.write_text('Code|Nom|Reste|\n02|NA|1|\n|"LE GRAND|null|\n007|DUPONT "|x|\n', encoding="utf-8")
    rows, refused, issues = given_rows(path)
    assert rows == [("02", "NA", None), (None, '"LE GRAND', None), ("007", 'DUPONT "', None)]
    assert (refused, issues) == (0, ())


def test_lines_that_do_not_fit_are_named_wherever_they_are(tmp_path):
    lines = [f"{number};nom {number}" for number in range(200_000)]
    lines[150_000] = "150000"
    lines[199_999] = "199999;nom;de trop"
    path = tmp_path / "longue.csv"
    path.write_text("\n".join(["Un titre", "Code;Nom", *lines, ""]), encoding="utf-8")
    rows, refused, issues = given_rows(path)
    assert len(rows) == 199_998
    assert refused == 2
    assert issues == (
        RowIssue(Fate.REFUSED, "ligne 150003", "moins de colonnes que l’en-tête"),
        RowIssue(Fate.REFUSED, "ligne 200002", "plus de colonnes que l’en-tête"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_gives_the_same_cells(tmp_path, encoding):
    path = tmp_path / "table.csv"
    path.write_bytes("Code;Nom\n02;Éloïse\n".encode(encoding))
    assert given_rows(path)[0] == [("02", "Éloïse", None)]


def test_a_name_that_looks_like_a_pattern_and_quotes_are_read(tmp_path):
    path = tmp_path / "l'extrait [1]*.csv"
    path.write_text('Code;Nom\n02;"un; deux ""trois"""\n', encoding="utf-8")
    assert given_rows(path)[0] == [("02", 'un; deux "trois"', None)]


def test_a_sheet_of_a_workbook_keeps_its_line_numbers(tmp_path):
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(workbook({"Feuille": [("Titre",), (), ("Code", "Nom"), (), ("02", "un\ndeux")]}))
    with open_table(path) as file, text_of(file.sheets[0]) as text:
        assert text == Text(text.path, ";")
        assert text.path.read_text(encoding="utf-8").splitlines()[4].startswith("02;un deux")
    assert given_rows(path)[0] == [("02", "un deux", None)]


def test_the_progress_goes_from_nothing_to_the_end(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Code;Nom\n02;a\n", encoding="utf-8")
    told = []
    given_rows(path, lambda share, text: told.append((share, text)))
    assert told[0] == (0.0, "Lecture")
    assert told[-1] == (1.0, "Lecture")


def test_stopping_ends_a_statement_that_would_never_end():
    calls = []

    def stop(share, text):
        calls.append(share)
        if len(calls) == 3:
            raise Cancelled

    with engine("fichier", stop) as reader, pytest.raises(Cancelled):
        reader.run(ENDLESS, "Calcul")
    assert len(calls) == 3
    assert "demodash-engine" not in {thread.name for thread in threading.enumerate()}


def test_what_the_engine_cannot_read_is_said_in_french(tmp_path):
    with engine("disparu.txt", silent) as reader, pytest.raises(DataError) as error:
        reader.run("CREATE TEMP TABLE kept AS FROM read_csv('/nulle/part.txt')", "Lecture")
    assert str(error.value).startswith("disparu.txt : attendu : une table de texte lisible ; trouvé : IO Error")


def test_the_engine_fetches_no_extension():
    with engine("fichier", silent) as reader:
        settings = dict(
            reader.rows("SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions'")
        )
    assert settings == {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
