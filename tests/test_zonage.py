import datetime as dt
import hashlib
from collections import Counter

import pytest

from demodash import territories
from demodash.errors import DataError
from demodash.locations import data_root
from demodash.sources import read_sources
from demodash.zonage import Row, editions, placement_problems, read_edition

SHIPPED = data_root() / "sources" / "zonage_mg_2022"
CLASSES = ("ZIP", "ZAC", "HZ")
COMMUNES = [code.removeprefix("COM-") for code in territories.codes("COM")]

TABLE = """
[[source]]
id = "essai"
kind = "open_data"
publisher = "Agence d’essai"
title = "Un zonage d’essai"

[edition]
id = "{id}"
name = "essai"
legal_start = {start}
classes = ["ZIP", "ZAC", "HZ"]
eligible = ["ZIP"]
cog_year = {cog_year}
"""


def _rows(**placed: str) -> list[Row]:
    zones = dict.fromkeys(COMMUNES, "HZ") | {code.removeprefix("c"): zone for code, zone in placed.items()}
    return [(f"ligne {number}", code, zone) for number, (code, zone) in enumerate(zones.items(), 2)]


def _write(folder, rows, *, id="essai", start="2018-12-27", cog_year=2026, table=TABLE):
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(table.format(id=id, start=start, cog_year=cog_year), encoding="utf-8")
    lines = ["code_commune;classe", *(f"{code};{zone}" for _, code, zone in rows)]
    (folder / "zones.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_edition_of_2022_has_its_control_figures():
    (edition,) = editions()
    assert (edition.id, edition.name) == ("zonage_mg_2022", "avril 2022 – décembre 2025")
    assert (edition.legal_start, edition.legal_end) == (dt.date(2022, 4, 26), dt.date(2025, 12, 31))
    assert Counter(edition.placements.values()) == {"ZIP": 750, "ZAC": 1960, "ZAR": 623, "HZ": 449}
    people = Counter()
    for code, zones in edition.classes_today().items():
        (zone,) = zones
        people[zone] += territories.territory(code).population
    assert people == {"ZIP": 888_160, "ZAC": 2_249_945, "ZAR": 1_472_704, "HZ": 1_381_385}
    assert sum(people[zone] for zone in edition.eligible) / people.total() == pytest.approx(0.769, abs=0.0005)


def test_the_shipped_table_is_the_one_its_source_declares():
    (source,) = read_sources(SHIPPED / "source.toml")
    assert source.sha256 == hashlib.sha256((SHIPPED / source.file).read_bytes()).hexdigest()


def test_an_edition_is_the_law_between_its_dates():
    (edition,) = editions()
    days = ["2022-04-25", "2022-04-26", "2025-12-31", "2026-01-01"]
    assert [edition.in_force(dt.date.fromisoformat(day)) for day in days] == [False, True, True, False]


def test_several_editions_live_side_by_side(tmp_path):
    _write(tmp_path / "b", _rows(), id="plus_ancienne", start="2018-12-27")
    _write(tmp_path / "a", _rows(c02001="ZIP"), id="plus_recente", start="2022-04-26")
    older, newer = editions(tmp_path)
    assert (older.id, newer.id) == ("plus_ancienne", "plus_recente")
    assert (older.placements["02001"], newer.placements["02001"]) == ("HZ", "ZIP")
    assert older.legal_end is None
    assert older.in_force(dt.date(2030, 1, 1))


def test_two_editions_of_one_id_are_refused(tmp_path):
    _write(tmp_path / "a", _rows())
    _write(tmp_path / "b", _rows())
    with pytest.raises(DataError) as caught:
        editions(tmp_path)
    assert str(caught.value) == (f"{tmp_path.name}, essai : attendu : un identifiant par édition ; trouvé : 2 éditions")


def test_everything_wrong_with_a_placement_is_said_at_once(tmp_path):
    rows = [row for row in _rows(c02003="ZZZ") if row[1] != "59350"]
    rows += [("", "02001", "ZIP"), ("", "02311", "ZIP"), ("", "2004", "ZIP"), ("", "75056", "ZIP")]
    with pytest.raises(DataError) as caught:
        read_edition(_write(tmp_path / "faux", rows))
    commune = "attendu : une commune des Hauts-de-France (code officiel géographique 2026)"
    assert str(caught.value).splitlines() == [
        "faux/zones.csv, ligne 4 : attendu : une classe parmi ZIP, ZAC, HZ ; trouvé : ZZZ",
        f"faux/zones.csv, ligne 3784 : {commune} ; trouvé : 02311. La commune 02311 est réunie à 02589.",
        f"faux/zones.csv, ligne 3785 : {commune} ; trouvé : 2004. Le zéro de tête s’est perdu : écrivez 02004.",
        f"faux/zones.csv, ligne 3786 : {commune} ; trouvé : 75056",
        "faux/zones.csv, ligne 2, ligne 3783 : attendu : la commune 02001 une seule fois ; trouvé : 2 fois",
        "faux/zones.csv : attendu : une classe pour chaque commune des Hauts-de-France ; "
        "trouvé : 1 sans classe : 59350",
    ]


def test_many_missing_communes_are_counted_not_listed():
    rows = _rows()[20:]
    (problem,) = placement_problems(rows, CLASSES, 2026, "essai")
    assert problem.found == f"20 sans classe : {', '.join(COMMUNES[:10])} et 10 autres"


def test_an_older_edition_may_name_communes_merged_since(tmp_path):
    rows = [*_rows(c02589="ZAC", c62447="HZ"), ("", "02311", "ZIP"), ("", "62461", "HZ")]
    edition = read_edition(_write(tmp_path / "ancienne", rows, cog_year=2022))
    assert edition.classes_today()["COM-02589"] == ("ZIP", "ZAC")
    assert edition.classes_today()["COM-62447"] == ("HZ",)
    assert set(edition.classes_today()) == set(territories.codes("COM"))


def test_the_description_is_checked_field_by_field(tmp_path):
    table = TABLE.replace('name = "essai"\n', "").replace(
        "[edition]\n", '[edition]\nlegal_end = "demain"\ncolour = 1\n'
    )
    with pytest.raises(DataError) as caught:
        read_edition(_write(tmp_path / "faux", [], table=table))
    assert str(caught.value).splitlines() == [
        "faux/source.toml, [edition] name : attendu : un texte ; trouvé : rien",
        "faux/source.toml, [edition] legal_end : attendu : une date (AAAA-MM-JJ) ; trouvé : 'demain'",
        "faux/source.toml, [edition] : attendu : un champ parmi id, name, legal_start, classes, eligible, cog_year, "
        "legal_end ; trouvé : colour",
    ]


def test_dates_and_classes_must_agree(tmp_path):
    table = TABLE.replace('eligible = ["ZIP"]', 'eligible = ["ZIP", "ZAR"]\nlegal_end = 2017-01-01')
    with pytest.raises(DataError) as caught:
        read_edition(_write(tmp_path / "faux", [], table=table))
    assert str(caught.value).splitlines() == [
        "faux/source.toml, [edition] eligible : attendu : des classes de « classes » ; trouvé : ZAR",
        "faux/source.toml, [edition] legal_end : attendu : une date après 2018-12-27 ; trouvé : 2017-01-01",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Code;Zone\n02001;ZIP\n", "ligne 1 : attendu : code_commune;classe ; trouvé : Code;Zone"),
        ("", "ligne 1 : attendu : code_commune;classe ; trouvé : rien"),
        ("code_commune;classe\n02001;ZIP;oui\n", "ligne 2 : attendu : 2 colonnes ; trouvé : 02001;ZIP;oui"),
    ],
)
def test_another_table_is_refused(tmp_path, text, message):
    folder = _write(tmp_path / "faux", [])
    (folder / "zones.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_edition(folder)
    assert str(caught.value) == f"faux/zones.csv, {message}"


def test_a_broken_description_and_a_missing_table_are_refused(tmp_path):
    folder = _write(tmp_path / "faux", [])
    (folder / "zones.csv").unlink()
    with pytest.raises(DataError, match=r"faux/zones\.csv : attendu : une table CSV en UTF-8"):
        read_edition(folder)
    (folder / "source.toml").write_text("[edition", encoding="utf-8")
    with pytest.raises(DataError, match=r"faux/source\.toml : attendu : un fichier TOML en UTF-8"):
        editions(tmp_path)
