import csv
import re

import pytest

from demodash.loaders.shipped.qualifiers import qualifier_of
from demodash.periods import period
from demodash.schema import problems
from tests.shipped_figures import SOURCES, shipped


def lines_of(name):
    with (SOURCES / "publications" / name).open(encoding="utf-8", newline="") as text:
        return {row["id"]: row for row in csv.DictReader(text, delimiter=";")}


FIGURES = lines_of("published_figures.csv")
MAPPING = lines_of("mapping.csv")

# Notes of the survey that only make sense inside it, said otherwise in the mapping.
REWORDED = {"SAF-007", "SAF-008", "AST-002", "CES-010", "MBU-001"}


def surveyed():
    table = shipped().observations
    found = table[table["locator"].str.startswith("page web")]
    return found.assign(id=found["locator"].str.extract(r"relevé ([A-Z0-9]+-\d+)", expand=False)).set_index("id")


def test_the_shipped_table_has_no_problem():
    assert problems(shipped().observations) == []


def test_every_surveyed_figure_is_an_observation_or_is_left_out_with_a_reason():
    left_out = {one.id for one in shipped().unmapped}
    taken = surveyed()
    assert len(FIGURES) == 476
    assert taken.index.is_unique
    assert set(taken.index) | left_out == set(FIGURES)
    assert not set(taken.index) & left_out
    assert left_out == {f"ATP-00{number}" for number in range(1, 8)}


def test_a_surveyed_figure_keeps_its_value_print_and_sign():
    for figure_id, row in surveyed().iterrows():
        raw = FIGURES[figure_id]
        factor = 10 if raw["unit"] == "pour 10 000 hab" else 1
        assert row["value"] == pytest.approx(float(raw["value"]) * factor)
        assert row["as_printed"] == raw["as_printed"]
        assert row["qualifier"] == qualifier_of(raw["as_printed"], raw["note"])


def test_a_surveyed_note_is_kept_whatever_is_added_to_it():
    def bare(text):
        return re.sub(r"\W+", " ", text.replace("'", " ")).strip()

    for figure_id, row in surveyed().iterrows():
        if figure_id not in REWORDED:
            assert bare(FIGURES[figure_id]["note"]) in bare(row["note"]), figure_id


def test_a_date_that_was_not_printed_is_marked():
    hints = ("déduit", "non visible", "année non imprimée", "date exacte non précisée", "à vérifier")
    for figure_id, row in surveyed().iterrows():
        if any(hint in row["note"].lower() for hint in hints):
            assert row["status"] == "inferred", figure_id


def test_a_territory_or_period_changes_only_where_the_mapping_says_so():
    for figure_id, row in surveyed().iterrows():
        assert row["territory"] == (MAPPING[figure_id]["territory"] or FIGURES[figure_id]["territory"])
        assert row["period"] == (MAPPING[figure_id]["period"] or FIGURES[figure_id]["period"])
    moved = {key: row["territory"] for key, row in MAPPING.items() if row["territory"]}
    assert moved == {
        "PTM-005": "EXREG-82",
        "PTM-006": "EXREG-24",
        "PTM-007": "EXREG-26",
        "PTM-021": "EXREG-21",
    }
    assert {key: row["period"] for key, row in MAPPING.items() if row["period"]} == {"DEM-065": "2000/2009"}


def test_every_source_is_used_and_says_its_date_or_that_it_has_none():
    used = set(shipped().observations["source"])
    for key, source in shipped().sources.items():
        assert key in used
        assert source.date or "Date de publication non relevée" in source.note
        assert source.kind != "open_data" or source.licence == "Licence Ouverte 2.0"


@pytest.mark.parametrize(
    ("source", "indicator", "territories", "periods"),
    [
        ("drees_medecins", "medecins_effectif", 101, 15),
        ("drees_mg_2022", "mg_effectif", 101, 1),
        ("drees_apl", "apl_mg", 101, 3),
        ("drees_apl_population", "apl_population_sous_seuil", 101, 3),
    ],
)
def test_the_extent_of_the_official_series(source, indicator, territories, periods):
    table = shipped().observations
    found = table[(table["source"] == source) & (table["indicator"] == indicator)]
    assert found["territory"].nunique() == territories
    assert found["period"].nunique() == periods


def test_mayotte_has_no_density_in_2012_and_2013_and_never_a_zero():
    table = shipped().observations
    density = table[(table["indicator"] == "medecins_densite") & (table["territory"] == "DEP-976")]
    assert sorted(density["period"]) == [f"{year}-01-01" for year in range(2014, 2027)]
    assert (density["value"] > 0).all()
    missing = [(one.territory, one.period) for one in shipped().missing if one.column == "densite_100k"]
    assert missing == [("DEP-976", "2012-01-01"), ("DEP-976", "2013-01-01")]


def test_two_values_of_one_page_are_told_apart_by_their_locator():
    rows = surveyed()
    students = rows[(rows["indicator"] == "ipa_etudiants") & (rows["period"] == "2023/2024")]
    assert sorted(students["value"]) == [1736, 1751]
    assert students["source"].nunique() == 1


def test_the_status_of_what_drees_publishes_and_of_what_was_computed_from_it():
    table = shipped().observations
    apl = table[table["source"].isin(["drees_apl", "drees_apl_population"])]
    status = apl.groupby(apl["territory"].str.partition("-")[0])["status"].unique()
    assert list(status["DEP"]) == ["derived"]
    assert list(status["FR"]) == ["published"]
    assert set(table[table["source"] == "drees_mg_2022"]["status"]) == {"inferred"}


def test_every_period_has_a_label():
    assert all(period(iso).label for iso in shipped().observations["period"].unique())
