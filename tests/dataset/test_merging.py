import dataclasses
import datetime as dt

import pandas as pd
import pytest

from demodash.dataset.merging import Brought, latest, merged
from demodash.dataset.model import from_table
from demodash.loaders.content import GROUPING_COLUMNS, POINT_COLUMNS, Content
from demodash.sources import Source
from demodash.store import Origin, State, Stored
from demodash.territories import territory
from demodash.zonage import editions
from tests.imported_figures import SOURCES, by_commune, content, row, table, zoning

OURS = Source("drees_medecins", "open_data", "DREES", "La série du projet", date="2026-01")
SHIPPED = from_table(
    table(
        [
            row("medecins_effectif", "REG-32", "2022", 100, source=OURS.id),
            row("medecins_effectif", "REG-32", "2023", 110, source=OURS.id),
        ]
    ),
    {OURS.id: OURS},
)


def stored(number=0, **changes):
    made = Stored(
        id=f"essai-{number}",
        state=State.ACTIVE,
        label="Essai",
        series="essai",
        loader="essai",
        loader_version=1,
        origin=Origin("Tableau d’essai.xlsx", "ab" * 32, 10),
        imported_at=dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC),
        who="moi",
    )
    return dataclasses.replace(made, **changes)


def at(period, value, *, territory="DEP-02", source="essai_mg", locator="ligne 2"):
    return row("mg_effectif", territory, period, value, source=source, locator=locator)


def values(data, indicator="mg_effectif", **filters):
    rows = data.select(indicator, **filters)
    return list(zip(rows["period"], rows["value"], rows["source"], strict=True))


def test_the_latest_import_of_a_series_wins_thing_by_thing():
    first = content(at("2020", 1), at("2021", 2), at("2021", 3, locator="ligne 9"))
    second = content(at("2021", 5, source="essai_apl"), at("2022", 6, source="essai_apl"))
    other = content(at("2021", 7, source="essai_ages"))
    data = merged(SHIPPED, [Brought(first, "a"), Brought(other, "b"), Brought(second, "a")])
    assert sorted(values(data)) == [
        ("2020", 1, "essai_mg"),
        ("2021", 5, "essai_apl"),
        ("2021", 7, "essai_ages"),
        ("2022", 6, "essai_apl"),
    ]
    assert dict(data.series) == {"essai_mg": "a", "essai_apl": "a", "essai_ages": "b"}
    assert set(data.select("mg_effectif", series="a")["source"]) == {"essai_mg", "essai_apl"}
    alone = latest([Brought(first, "a")])
    assert alone["value"].tolist() == [1, 2, 3], "two places of one import both stay"


def test_shipped_figures_stay_and_what_they_say_is_not_said_twice():
    again = content(
        row("medecins_effectif", "REG-32", "2022", 100),
        row("medecins_effectif", "REG-32", "2023", 111),
        row("medecins_effectif", "REG-32", "2024", 120),
    )
    data = merged(SHIPPED, [Brought(again, OURS.id)])
    assert values(data, "medecins_effectif") == [
        ("2022", 100, OURS.id),
        ("2023", 110, OURS.id),
        ("2023", 111, "essai_mg"),
        ("2024", 120, "essai_mg"),
    ]
    elsewhere = merged(SHIPPED, [Brought(again, "autre")])
    assert len(values(elsewhere, "medecins_effectif")) == 5


def test_the_source_of_an_import_says_its_file_its_day_and_its_fingerprint():
    data = merged(SHIPPED, [Brought(content(at("2020", 1)), "a", stored())])
    source = data.source("essai_mg")
    assert (source.file, source.sha256, source.consulted) == ("Tableau d’essai.xlsx", "ab" * 32, "2026-03-04")
    assert [one.id for one in data.imports] == ["essai-0"]
    assert SOURCES["essai_mg"].file == "", "the import itself is not changed"
    tried = merged(SHIPPED, [Brought(content(at("2020", 1)), "a")])
    assert tried.source("essai_mg").file == ""
    assert tried.imports == ()


def test_an_imported_edition_of_the_zoning_is_counted_and_cited():
    brought = content(*by_commune("mg_effectif", "2023", category="liberaux"), zonings=(zoning("essai_zonage"),))
    data = merged(SHIPPED, [Brought(brought, "zonage", stored())])
    assert [one.id for one in data.zonings] == ["zonage_mg_2022", "essai_zonage"]
    covered = data.select("zonage_communes", territory="REG-32", source="essai_zonage")
    assert covered["value"].sum() == 3_782
    assert data.source("essai_zonage").file == "Tableau d’essai.xlsx"
    assert data.series["essai_zonage"] == "zonage"
    places = data.select("mg_zone_effectif", territory="REG-32", category="zip")["locator"]
    assert [place.rpartition("(")[2] for place in places] == ["essai_zonage)", "zonage_mg_2022)"]


def test_an_imported_edition_gives_the_share_of_the_inhabitants_that_it_covers():
    data = merged(SHIPPED, [Brought(content(at("2020", 1), zonings=(zoning(),)), "zonage")])
    (people,) = values(data, "zonage_population_eligible", territory="REG-32")
    (share,) = values(data, "zonage_part_eligible", territory="REG-32")
    assert share == ("2026-03-01", pytest.approx(people[1] / territory("REG-32").population * 100), "essai_zonage")


def test_of_two_imported_editions_of_one_day_the_last_imported_is_the_law():
    first, second = (dataclasses.replace(zoning(), id=name) for name in ("z_avant", "a_apres"))
    other = dataclasses.replace(zoning("autre_jour"), legal_start=dt.date(2027, 1, 1))
    brought = [Brought(content(at("2020", 1), zonings=(one,)), one.id) for one in (first, other, second)]
    data = merged(SHIPPED, brought)
    assert [one.id for one in data.zonings] == ["zonage_mg_2022", "a_apres", "autre_jour"]
    assert values(data, "zonage_communes", source="z_avant") == []
    again = merged(SHIPPED, brought[:2])
    assert [one.id for one in again.zonings] == ["zonage_mg_2022", "z_avant", "autre_jour"], (
        "withdrawn, the first is back"
    )
    same_day = dataclasses.replace(zoning("meme_jour"), legal_start=editions()[0].legal_start)
    beside = merged(SHIPPED, [Brought(content(at("2020", 1), zonings=(same_day,)), "x")])
    assert [one.id for one in beside.zonings] == ["meme_jour", "zonage_mg_2022"], "the project's own stays"


def test_an_edition_with_an_unknown_class_is_left_out_with_a_message():
    odd = dataclasses.replace(zoning(), classes=("ZIP", "XYZ"))
    data = merged(SHIPPED, [Brought(content(at("2020", 1), zonings=(odd,)), "zonage")], problems=["déjà dit"])
    assert [one.id for one in data.zonings] == ["zonage_mg_2022"]
    assert data.import_problems[0] == "déjà dit"
    assert "XYZ" in data.import_problems[1]
    assert values(data) == [("2020", 1, "essai_mg")]


def test_points_and_groupings_of_the_latest_import_of_a_kind():
    def points(kind, name):
        return pd.DataFrame(
            [["1", kind, name, "COM-02001", 3.1, 49.2, "", "essai_mg", "ligne 1"]], columns=POINT_COLUMNS
        )

    groups = pd.DataFrame([["tvs", "COM-02001", "02408", "Laon", "essai_mg", "ligne 1"]], columns=GROUPING_COLUMNS)
    sources = (SOURCES["essai_mg"],)
    data = merged(
        SHIPPED,
        [
            Brought(Content(sources, points=points("msp", "ancienne")), "finess"),
            Brought(Content(sources, points=points("cpts", "autre")), "finess"),
            Brought(Content(sources, points=points("msp", "nouvelle"), groupings=groups), "finess"),
        ],
    )
    assert sorted(data.points["name"]) == ["autre", "nouvelle"]
    assert data.groupings["name"].tolist() == ["Laon"]
    assert list(merged(SHIPPED, []).points.columns) == list(POINT_COLUMNS)


def test_rows_come_in_the_order_of_the_series():
    data = merged(SHIPPED, [Brought(content(at("2022", 2), at("2020", 1)), "a")])
    assert [one[0] for one in values(data)] == ["2020", "2022"]
    assert data.zonings == tuple(editions())


@pytest.mark.parametrize("series", ["a", OURS.id])
def test_an_import_without_figures_changes_none(series):
    empty = Content((SOURCES["essai_mg"],))
    assert len(merged(SHIPPED, [Brought(empty, series)]).observations) == len(SHIPPED.observations)
