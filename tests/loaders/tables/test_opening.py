"""Opening files of tables: what they are by their bytes, and everything that must not come in."""

import gzip
import io
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from demodash.errors import DataError
from demodash.loaders.tables import guards
from demodash.loaders.tables.opening import open_table
from tests.loaders.tables.examples import text, workbook, zipped

TABLE = "une table CSV, texte, Excel ou ODS"
AGAIN = "Téléchargez-le de nouveau."
CSV = text("code;nom;valeur\n02001;Abbécourt;1,5\n02002;Achery;2,5\n")


def opened(folder: Path, content: bytes, name: str = "table.csv"):
    path = folder / name
    path.write_bytes(content)
    with open_table(path, name) as file:
        return [(sheet.name, sheet.kind, sheet.encoding, sheet.separator, list(sheet.rows())) for sheet in file.sheets]


def refusal(folder: Path, content: bytes, name: str = "table.csv") -> str:
    with pytest.raises(DataError) as caught:
        opened(folder, content, name)
    return str(caught.value)


def only_rows(folder: Path, content: bytes, name: str = "table.csv"):
    ((_, _, _, _, rows),) = opened(folder, content, name)
    return rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_whatever_its_encoding_separator_and_line_ends(tmp_path, encoding, separator, end):
    lines = [["code", "nom", "valeur"], ["02001", "Abbécourt", "1.5"], ["02002", "Façade", "2.5"]]
    content = end.join(separator.join(line) for line in lines).encode(encoding)
    assert only_rows(tmp_path, content) == [(number, tuple(line)) for number, line in enumerate(lines, 1)]


def test_decimal_commas_do_not_hide_the_separator(tmp_path):
    content = text("code;valeur\n" + "\n".join(f"{n:05};{n},5" for n in range(30)))
    ((_, _, _, separator, rows),) = opened(tmp_path, content)
    assert separator == ";"
    assert rows[1] == (2, ("00000", "0,5"))


def test_a_quoted_cell_may_hold_the_separator_and_a_line_break(tmp_path):
    content = text('code,nom\n02001,"Abbé, court"\n02002,"Ache\nry"\n02003,Acy\n')
    assert only_rows(tmp_path, content) == [
        (1, ("code", "nom")),
        (2, ("02001", "Abbé, court")),
        (3, ("02002", "Ache\nry")),
        (5, ("02003", "Acy")),
    ]


def test_a_table_cut_by_bars_has_no_quoting(tmp_path):
    assert only_rows(tmp_path, text('a|b\n1|"LE CLOS\n2|x\n'))[1:] == [(2, ("1", '"LE CLOS')), (3, ("2", "x"))]


@pytest.mark.parametrize(
    "content",
    [CSV, gzip.compress(CSV, mtime=0), zipped({"donnees/table.csv": CSV, "__MACOSX/._table.csv": b"\0\0"})],
    ids=["plain", "gzip", "zip"],
)
@pytest.mark.parametrize("name", ["table.csv", "table.xlsx", "table", "table.pdf"])
def test_the_extension_says_nothing(tmp_path, content, name):
    assert only_rows(tmp_path, content, name)[1] == (2, ("02001", "Abbécourt", "1,5"))


@pytest.mark.parametrize("name", ["a.xls", "a.xlsb", "a.xlsm", "a.ods", "a.csv", "a.txt", "a.zip", "a", "A.XLS"])
def test_the_extension_of_a_workbook_says_nothing(tmp_path, name):
    assert only_rows(tmp_path, workbook({"Un": (("code", "n"), ("02001", 3))}), name)[1] == (2, ("02001", "3"))
    rows = f"<table:table-row>{CELL}{CELL}</table:table-row>"
    assert only_rows(tmp_path, ods(rows), name.replace("ods", "xlsx")) == [(1, ("a", "a"))]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice n’est pas installé ici")
def test_the_extension_of_an_old_workbook_says_nothing(tmp_path):
    (tmp_path / "n.xlsx").write_bytes(workbook({"Un": (("code", "n"), ("02001", 3))}))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = ("--convert-to", "xls", "--outdir", str(tmp_path), str(tmp_path / "n.xlsx"))
    subprocess.run(["soffice", profile, "--headless", *target], check=True, capture_output=True, timeout=120)
    content = (tmp_path / "n.xls").read_bytes()
    assert content.startswith(b"\xd0\xcf")
    for name in ("a.xls", "a.xlsx", "a.ods", "a.csv"):
        assert only_rows(tmp_path, content, name)[1] == (2, ("02001", "3"))


def test_a_workbook_gives_its_sheets_as_texts(tmp_path):
    content = workbook({"Un": (("code", "n"), ("02001", 1.0), ("02002", 0.1 + 0.2), (2003, True)), "Deux": (("a",),)})
    found = opened(tmp_path, content, "classeur.csv")
    assert [(name, kind) for name, kind, *_ in found] == [("Un", "excel"), ("Deux", "excel")]
    assert found[0][4] == [
        (1, ("code", "n")),
        (2, ("02001", "1")),
        (3, ("02002", "0.3")),
        (4, ("2003", "VRAI")),
    ]


def test_dates_of_a_workbook_are_iso(tmp_path):
    import datetime as dt

    content = workbook({"Un": (("jour",), (dt.date(2024, 1, 31),), (dt.datetime(2024, 1, 31, 12, 30),))})
    assert [cells[0] for _, cells in only_rows(tmp_path, content)] == ["jour", "2024-01-31", "2024-01-31T12:30:00"]


def test_a_cell_merged_over_rows_gives_its_value_to_each(tmp_path):
    rows = (("tvs", "code"), ("Lille", "59350"), (None, "59512"), (None, "59009"), (None, None), ("Laon", "02408"))
    content = workbook({"Un": rows}, merged={"Un": "A2:A4"})
    assert [cells for _, cells in only_rows(tmp_path, content)][1:] == [
        ("Lille", "59350"),
        ("Lille", "59512"),
        ("Lille", "59009"),
        ("Laon", "02408"),
    ]


def test_a_workbook_inside_an_archive_is_read(tmp_path):
    found = opened(tmp_path, zipped({"a.xlsx": workbook({"Un": (("a",), ("b",))}), "b.csv": CSV}), "archive.zip")
    assert [name for name, *_ in found] == ["a.xlsx › Un", "b.csv"]


def test_what_was_unpacked_goes_when_the_file_is_closed(tmp_path):
    path = tmp_path / "t.gz"
    path.write_bytes(gzip.compress(CSV))
    with open_table(path) as file:
        where = file.sheets[0].text_path()
        assert where.read_bytes() == CSV
    assert not where.exists()


def test_the_text_on_the_disk_is_utf8(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(CSV.decode().encode("cp1252"))
    with open_table(path) as file:
        assert file.sheets[0].text_path().read_text(encoding="utf-8") == CSV.decode()


def test_json_has_no_rows_and_is_left_on_the_disk(tmp_path):
    path = tmp_path / "finess.json"
    path.write_bytes(b'[{"a": 1}]')
    with open_table(path) as file:
        (sheet,) = file.sheets
        assert (sheet.kind, list(sheet.rows()), sheet.text_path()) == ("json", [], path)


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path, content):
    assert refusal(tmp_path, content) == f"table.csv : attendu : {TABLE} ; trouvé : un fichier vide. {AGAIN}"


@pytest.mark.parametrize(
    ("content", "found", "advice"),
    [
        (b"%PDF-1.7 x", "un document PDF", "Importez-le comme document, ou demandez la table au format CSV ou Excel."),
        (
            b"\n<!DOCTYPE html><html><body>Erreur</body></html>",
            "une page web (HTML)",
            "Le site a répondu par une page (connexion, erreur, accueil) : téléchargez de nouveau le fichier, par le "
            "bouton de téléchargement.",
        ),
        (
            b"<?xml version='1.0'?><Workbook/>",
            "un fichier XML",
            "Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx ou CSV.",
        ),
        (b"7z\xbc\xaf\x27\x1c\0", "une archive 7z", "Décompressez-la, puis importez la table qu’elle contient."),
        (b"PAR1xxx", "une table Parquet", "Exportez-la en CSV ou en Excel."),
        (b"\x89PNG\r\n", "une image", "Importez la table dont elle est tirée, au format CSV ou Excel."),
    ],
)
def test_another_kind_of_file(tmp_path, content, found, advice):
    assert refusal(tmp_path, content) == f"table.csv : attendu : {TABLE} ; trouvé : {found}. {advice}"


CUT = "un fichier tronqué ou abîmé. Le téléchargement s’est sans doute interrompu : téléchargez-le de nouveau."


def test_a_truncated_gzip(tmp_path):
    content = gzip.compress(CSV * 1000)
    assert (
        refusal(tmp_path, content[: len(content) // 2])
        == f"table.csv : attendu : le fichier en entier ; trouvé : {CUT}"
    )


def test_a_truncated_zip(tmp_path):
    content = zipped({"a.csv": CSV * 1000})
    assert refusal(tmp_path, content[:-40]) == f"table.csv : attendu : une archive zip en entier ; trouvé : {CUT}"


def test_a_truncated_workbook(tmp_path):
    content = workbook({"Un": (("a", "b"),) * 200})
    assert refusal(tmp_path, content[:-400]) == f"table.csv : attendu : une archive zip en entier ; trouvé : {CUT}"


def test_an_archive_whose_bytes_are_damaged(tmp_path):
    content = bytearray(zipped({"a.csv": bytes(range(256)) * 50}))
    content[60:90] = b"\0" * 30
    assert refusal(tmp_path, bytes(content)) == (
        f"table.csv : attendu : le fichier « a.csv » de l’archive en entier ; trouvé : {CUT}"
    )


LOCKED = (
    f"attendu : {TABLE} ; trouvé : un fichier protégé par un mot de passe. Ouvrez-le avec son mot de passe et "
    "enregistrez-en une copie sans protection."
)


def test_a_workbook_with_a_password(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le")
    assert refusal(tmp_path, content) == f"table.csv : {LOCKED}"


def test_an_archive_with_a_password(tmp_path):
    content = bytearray(zipped({"a.csv": CSV}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    assert refusal(tmp_path, bytes(content)) == f"table.csv : {LOCKED}"


def test_an_old_workbook_that_is_none(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 3000
    assert refusal(tmp_path, content) == (
        "table.csv : attendu : un classeur lisible ; trouvé : un classeur tronqué ou abîmé. Ouvrez-le dans Excel ou "
        "LibreOffice, enregistrez-le au format .xlsx, ou téléchargez-le de nouveau."
    )


@pytest.mark.parametrize(
    "name", ["../dehors.csv", "/etc/dehors.csv", "a/../../dehors.csv", "..\\dehors.csv", "C:dehors"]
)
def test_a_name_that_leads_outside_its_archive(tmp_path, name):
    assert refusal(tmp_path, zipped({name: CSV})) == (
        f"table.csv : attendu : des noms de fichiers qui restent dans l’archive ; trouvé : {name}. "
        "L’archive n’a pas été ouverte : vérifiez d’où elle vient."
    )
    assert not (tmp_path.parent / "dehors.csv").exists()


NOT_OFFICIAL = "Ce n’est pas un fichier officiel tel que publié : rien n’a été ouvert. Vérifiez d’où il vient."


def test_a_bomb_by_what_it_declares(tmp_path):
    bomb = zipped({"a.csv": b"0" * 30_000_000})
    packed = guards.bytes_text(zipfile.ZipFile(io.BytesIO(bomb)).infolist()[0].compress_size)
    assert refusal(tmp_path, bomb) == (
        "table.csv, a.csv : attendu : au plus 200 fois la taille compressée ; trouvé : 30 Mo annoncés pour "
        f"{packed}. {NOT_OFFICIAL}"
    )


def test_a_bomb_by_what_it_holds(tmp_path):
    bomb = bytearray(zipped({"a.csv": b"0" * 30_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = bomb.index(mark) + offset
        bomb[start : start + 4] = struct.pack("<I", 1000)
    message = refusal(tmp_path, bytes(bomb))
    assert message.startswith("table.csv")
    assert "un fichier tronqué ou abîmé" in message or NOT_OFFICIAL in message


def test_a_gzip_bomb(tmp_path):
    message = refusal(tmp_path, gzip.compress(b"0" * 60_000_000))
    assert message.startswith("table.csv : attendu : au plus 200 fois la taille compressée ; trouvé : plus de 2")
    assert message.endswith(NOT_OFFICIAL)


def test_a_bomb_in_a_workbook(tmp_path):
    out = io.BytesIO(workbook({"Un": (("a",),)}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", b"0" * 30_000_000)
    assert refusal(tmp_path, out.getvalue()).endswith(NOT_OFFICIAL)


def test_too_many_files(tmp_path):
    content = zipped({f"{number}.csv": b"a;b\n" for number in range(guards.MOST_MEMBERS + 1)})
    assert refusal(tmp_path, content) == (
        f"table.csv : attendu : 1000 fichiers au plus ; trouvé : 1001 fichiers. {NOT_OFFICIAL}"
    )


def test_an_archive_in_an_archive(tmp_path):
    inner = zipped({"a.csv": CSV})
    advice = "Décompressez l’archive, puis importez la table qu’elle contient."
    for content, where in (
        (zipped({"b.zip": inner}), "table.csv › b.zip"),
        (gzip.compress(gzip.compress(CSV, mtime=0), mtime=0), "table.csv"),
    ):
        assert refusal(tmp_path, content) == (
            f"{where} : attendu : une table ; trouvé : une archive dans une archive. {advice}"
        )


def test_an_archive_without_table(tmp_path):
    assert refusal(tmp_path, zipped({".cache": b"x"})) == (
        f"table.csv : attendu : {TABLE} dans l’archive ; trouvé : aucune"
    )


def test_another_office_document(tmp_path):
    content = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert refusal(tmp_path, content) == (
        "table.csv : attendu : un classeur Excel (.xlsx) ou LibreOffice (.ods) ; trouvé : un document Word. "
        "Importez-le comme document, ou demandez la table au format CSV ou Excel."
    )


def test_a_cell_lost_far_from_the_table(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = "z"
    out = io.BytesIO()
    book.save(out)
    assert refusal(tmp_path, out.getvalue()) == (
        "table.csv, feuille Sheet : attendu : une feuille de 30 millions de cellules au plus ; trouvé : une "
        "feuille plus étendue. Ouvrez-le, supprimez les cellules isolées loin de la table, et "
        "enregistrez-le de nouveau."
    )


def test_a_style_far_from_the_table_harms_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"].number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    assert only_rows(tmp_path, out.getvalue()) == [(1, ("a",))]


def ods(cells: str) -> bytes:
    head = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="Un">'
    )
    foot = "</table:table></office:spreadsheet></office:body></office:document-content>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": (head + cells + foot).encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


CELL = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'


def test_an_opendocument_workbook_is_read(tmp_path):
    rows = f"<table:table-row>{CELL}{CELL}</table:table-row>"
    rows += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    assert only_rows(tmp_path, ods(rows)) == [(1, ("a", "a"))]


def test_an_opendocument_workbook_that_repeats_too_much(tmp_path):
    rows = f'<table:table-row table:number-rows-repeated="900000000">{CELL}</table:table-row>'
    assert refusal(tmp_path, ods(rows)) == (
        "table.csv, feuille Un : attendu : une feuille de 30 millions de cellules au plus ; trouvé : une feuille plus "
        "étendue. Ouvrez-le, supprimez les cellules isolées loin de la table, et enregistrez-le de nouveau."
    )


def test_a_workbook_that_declares_entities(tmp_path):
    content = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        }
    )
    assert refusal(tmp_path, content) == f"table.csv : attendu : un classeur en entier ; trouvé : {CUT}"


def test_a_formula_without_its_result(tmp_path):
    assert refusal(tmp_path, workbook({"Un": (("a", "b"), (1, "=A2*2"))})) == (
        "table.csv, feuille Un, cellule B2 : attendu : des valeurs, ou des formules avec leur résultat ; "
        "trouvé : une formule dont le résultat n’est pas enregistré. Ouvrez-le dans Excel ou LibreOffice, laissez-le "
        "recalculer, et enregistrez-le."
    )


def test_a_formula_gives_its_result(tmp_path):
    content = io.BytesIO(workbook({"Un": (("a", "b"), (1, "=A2*2"))}))
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    assert only_rows(tmp_path, out.getvalue())[1] == (2, ("1", "2"))


def test_a_line_without_end(tmp_path):
    assert refusal(tmp_path, b"code;nom\n" + b"a;" * 3_000_000) == (
        "table.csv, ligne 2 : attendu : des lignes de 1 Mo au plus ; trouvé : une ligne plus longue. "
        "Ce n’est pas une table à une ligne par territoire : vérifiez que c’est le bon fichier."
    )


def test_nul_bytes(tmp_path):
    assert refusal(tmp_path, b"code;nom\n02001;A\n02002;\0\0B\n" + b"02003;C\n" * 3000) == (
        "table.csv, ligne 3 : attendu : une table de texte ; trouvé : un octet nul : un fichier binaire, "
        f"ou abîmé. {AGAIN}"
    )


SAVE = "Repartez du fichier publié, ou enregistrez la table en « CSV UTF-8 »."


def test_mixed_encodings(tmp_path):
    content = "code;nom\n1;Abbécourt\n".encode() + "2;Façade\n".encode("cp1252")
    assert refusal(tmp_path, content) == (
        "table.csv, ligne 3 : attendu : un seul encodage dans le fichier ; trouvé : de l’UTF-8 à la ligne 2, du "
        f"Windows-1252 à la ligne 3. {SAVE}"
    )


def test_bytes_of_no_encoding(tmp_path):
    assert refusal(tmp_path, b"code;nom\n1;A\x81\x8dB\n") == (
        "table.csv, ligne 2 : attendu : un texte lisible ; trouvé : un octet qui n’a de sens ni en UTF-8 ni en "
        f"Windows-1252. {SAVE}"
    )


@pytest.mark.parametrize("lines", [3, 60])
def test_a_quote_that_never_closes(tmp_path, lines):
    content = text('code,nom\n02001,A\n02002,"B\n' + "02003,C\n" * lines)
    assert refusal(tmp_path, content) == (
        "table.csv, ligne 3 : attendu : des cellules entières ; trouvé : un guillemet qui s’ouvre et ne se ferme pas. "
        "Ouvrez le fichier et supprimez ce guillemet, ou repartez du fichier publié."
    )
