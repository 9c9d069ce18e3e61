import dataclasses
import datetime as dt

import pytest

from demodash import territories
from demodash.analysis.profile import above, profile
from demodash.analysis.ranks import Rank
from demodash.dataset import from_table, load
from demodash.dataset.merging import Brought, merged
from demodash.zonage import editions
from tests.analysis.tables import data_of as table_of
from tests.imported_figures import by_commune, content, zoning

HOME = territories.children("REG-32", "DEP")


def data_of(*rows):
    return table_of(*({"indicator": "mg_densite", "period": "2030", **row} for row in rows))


def departements(period="2030", first=100.0):
    return [{"territory": code, "value": first + 10 * place, "period": period} for place, code in enumerate(HOME)]


def only(data, code):
    (line,) = profile(data, code)
    return line


def test_a_departement_stands_beside_region_and_france_of_the_same_year():
    wider = [
        {"territory": "REG-32", "value": 120.0, "period": "2030"},
        {"territory": "FR", "value": 150.0, "period": "2030"},
        {"territory": "FR", "value": 151.0, "period": "2031"},
    ]
    line = only(data_of(*departements(), *wider), "DEP-59")
    assert line.own.value == 110
    assert {code: one.value for code, one in line.others.items()} == {"REG-32": 120, "FR": 150}


def test_ranks_are_within_each_territory_that_has_enough_figures():
    (standing,) = only(data_of(*departements()), "DEP-02").standings
    assert (standing.rank, standing.within) == (Rank(5, 5, 0), "REG-32")
    assert only(data_of(*departements()[:2]), "DEP-02").standings == ()


def test_a_published_figure_stands_before_a_computed_one_of_its_date():
    rows = [
        {"territory": "REG-32", "value": 1.0, "status": "derived", "locator": "calculé : ligne 1"},
        {"territory": "REG-32", "value": 2.0, "source": "autre"},
    ]
    assert only(data_of(*rows), "REG-32").own.value == 2


def test_the_trend_is_the_territorys_own():
    line = only(data_of(*departements("2029", 90), *departements("2030")), "DEP-59")
    assert [(one.period, one.value) for one in line.series] == [("2029", 100), ("2030", 110)]


def test_a_commune_has_the_lines_of_its_departement_and_says_they_are_not_its_own():
    years = [row for year in ("2028", "2029", "2030") for row in departements(year)]
    line = only(data_of(*years), "COM-02408")
    assert line.own is None
    assert line.others["DEP-02"].value == 100
    assert {one.territory for one in line.series} == {"DEP-02"}
    assert line.standings == ()


def test_what_is_told_of_one_territory_is_no_line_of_its_communes():
    data = data_of({"territory": "DEP-02", "value": 100.0})
    assert profile(data, "COM-02408") == []
    assert len(profile(data, "DEP-02")) == 1


def test_an_unknown_thing_gives_nothing():
    assert profile(data_of({"territory": "DEP-02", "value": 100.0}), "REG-84") == []


def test_what_holds_a_territory():
    assert above("COM-02408") == ("EPCI-200043495", "DEP-02", "REG-32", "FR")
    assert above("EPCI-200043495") == ("DEP-02", "REG-32", "FR")
    assert above("REG-32") == ("FR",)


@pytest.mark.parametrize("code", ["COM-02001", "EPCI-200043495", "DEP-59", "DEP-75", "REG-32", "REG-06"])
def test_every_level_has_its_population_and_no_figure_of_another_place(code):
    lines = profile(load(), code)
    people = next(line for line in lines if line.indicator.id == "population")
    assert people.own.value == territories.territory(code).population
    chain = {code, *above(code)}
    assert {one.territory for line in lines for one in line.figures} <= chain


def test_what_is_counted_by_zone_is_so_with_the_latest_edition_alone():
    counted = [one for period in ("2020", "2023") for one in by_commune("mg_effectif", period, category="liberaux")]
    older = dataclasses.replace(zoning("ancien"), legal_start=dt.date(2019, 1, 1))
    newer = dataclasses.replace(
        zoning("nouveau"), classes=("ZIP", "ZAC", "ZAR", "HZ"), placements=editions()[0].placements
    )
    data = merged(load(), [Brought(content(*counted, zonings=(older, newer)), "essai")])
    lines = {(one.indicator.id, one.category): one for one in profile(data, "REG-32")}
    zones = {zone: line for (indicator, zone), line in lines.items() if indicator == "mg_zone_effectif"}
    assert set(zones) == {"ensemble", "zip", "zac", "zar", "hz"}, "ZV is of the older edition"
    assert all("(nouveau)" in one.own.locator for one in zones.values())
    assert sum(one.own.value for zone, one in zones.items() if zone != "ensemble") == zones["ensemble"].own.value
    assert [one.period for one in zones["zip"].series] == ["2020", "2023"]
    assert ("zonage_population", "zv") not in lines
    assert lines["zonage_population", "zip"].own.source == "nouveau"


def test_of_sources_that_describe_territories_the_latest_speaks():
    older = [{**row, "period": "2029", "source": "ancienne"} for row in departements()]
    newer = [{**row, "value": row["value"] + 1, "source": "nouvelle"} for row in departements("2030")[1:]]
    assert only(data_of(*older, *departements()), "DEP-59").own.period == "2030"
    assert only(data_of(*older, *newer), "DEP-59").own.period == "2029", "four départements describe no territories"


def test_a_wide_source_hides_no_later_one():
    wide = [
        {"territory": code, "value": 1.0, "period": "2028", "source": "large"}
        for code in (*territories.codes("EPCI"), "DEP-59")
    ]
    line = only(data_of(*wide, *departements("2029")), "DEP-59")
    assert (line.own.source, line.own.period) == ("a", "2029")
    assert line.standings, "the later source ranks the départements"
    same_year = only(data_of(*wide, *departements("2028")), "DEP-59")
    assert same_year.own.source == "large", "of one year, the one that describes most"
    epci = territories.codes("EPCI")[0]
    assert only(data_of(*wide, *departements("2029")), epci).own.source == "large", "its own figure stands first"


def test_two_imported_countings_make_no_trend():
    def counted(year, source):
        row = {"territory": "REG-32", "period": year, "value": 10.0, "status": "derived", "source": source}
        return {**row, "locator": f"calculé : {source}"}

    data = data_of(counted("2029", "ancien"), counted("2030", "nouveau"))
    assert [one.period for one in only(data, "REG-32").series] == ["2029", "2030"], "the project's own are one series"
    series = {"ancien": "bpe", "nouveau": "rpps"}
    imported = from_table(data.observations, data.sources, series=series)
    line = only(imported, "REG-32")
    assert line.own.source == "nouveau"
    assert line.series == ()
