import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash import territories
from demodash.derivation import derive
from tests.derivation.conftest import observations
from tests.shipped_figures import everything

HOME = territories.children("REG-32", "DEP")


def departements(indicator, values, **changes):
    return [{"indicator": indicator, "territory": code, "value": value} | changes for code, value in values.items()]


def values(derived, indicator):
    found = derived[derived["indicator"] == indicator]
    return {row.territory: row.value for row in found.itertuples()}


def test_a_sum_and_a_density_worked_by_hand(table):
    count = {"DEP-02": 100, "DEP-59": 300, "DEP-60": 200, "DEP-62": 200, "DEP-80": 200}
    rate = {"DEP-02": 100, "DEP-59": 150, "DEP-60": 100, "DEP-62": 100, "DEP-80": 50}
    # 100 000 + 200 000 + 200 000 + 200 000 + 400 000 inhabitants
    derived = derive(table(*departements("mg_effectif", count), *departements("mg_densite", rate)))
    assert values(derived, "mg_effectif") == {"REG-32": 1000, "FR": 1000}
    assert values(derived, "mg_densite")["REG-32"] == pytest.approx(1000 / 1_100_000 * 100_000)
    note = derived[derived["indicator"] == "mg_densite"].iloc[0]["note"].replace("\u202f", " ")
    assert note.startswith("1 000 / 1 100 000 habitants (population que les effectifs")


def test_a_region_is_not_summed_when_a_departement_of_the_series_is_missing(table):
    full = departements("mg_effectif", dict.fromkeys(HOME, 10))
    later = departements("mg_effectif", dict.fromkeys(HOME[1:], 10), period="2031")
    derived = derive(table(*full, *later))
    assert set(derived.loc[derived["indicator"] == "mg_effectif", "period"]) == {"2030"}


def test_a_departement_without_density_is_left_out_of_the_density_and_named(table):
    count = departements("medecins_effectif", {"DEP-02": 100, "DEP-976": 50})
    rate = departements("medecins_densite", {"DEP-02": 200})
    derived = derive(table(*count, *rate))
    country = derived[(derived["indicator"] == "medecins_densite") & (derived["territory"] == "FR")].iloc[0]
    assert country["value"] == pytest.approx(200)
    assert country["note"].endswith(", sans Mayotte, dont la densité manque")
    assert values(derived, "medecins_effectif")["FR"] == 150


def test_the_accessibility_of_a_region_is_weighted_by_people(table):
    people = dict.fromkeys(HOME, 100.0) | {"DEP-59": 600.0}
    apl = dict.fromkeys(HOME, 2.0) | {"DEP-59": 4.0}
    rows = departements("apl_population", people, period="2024") + departements("apl_mg", apl, period="2023")
    derived = derive(table(*rows))
    found = derived[derived["indicator"] == "apl_mg"]
    assert found[["territory", "value", "qualifier"]].to_numpy().tolist() == [["REG-32", 3.2, "about"]]


def test_the_share_under_the_threshold(table):
    rows = departements("apl_population", dict.fromkeys(HOME, 200)) + departements(
        "apl_population_sous_seuil", dict.fromkeys(HOME, 50)
    )
    found = values(derive(table(*rows)), "apl_part_sous_seuil")
    assert found == {"REG-32": 25, "FR": 25}


def test_the_share_of_the_country(table):
    rows = departements("medecins_effectif", dict.fromkeys(HOME, 10) | {"DEP-75": 150})
    assert values(derive(table(*rows)), "medecins_part_france") == {"REG-32": 25, "REG-11": 75}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5_000), st.floats(20, 1_000)), min_size=len(HOME), max_size=len(HOME)))
def test_a_regional_density_lies_between_those_of_its_departements(pairs):
    count = departements("mg_effectif", {code: pair[0] for code, pair in zip(HOME, pairs, strict=True)})
    rate = departements("mg_densite", {code: pair[1] for code, pair in zip(HOME, pairs, strict=True)})
    derived = derive(observations(*count, *rate))
    density = values(derived, "mg_densite")["REG-32"]
    rates = [pair[1] for pair in pairs]
    assert min(rates) - 1e-5 <= density <= max(rates) + 1e-5


def real(indicator, territory, period):
    table = everything()
    found = table[
        (table["indicator"] == indicator)
        & (table["territory"] == territory)
        & (table["category"] == "ensemble")
        & (table["period"] == period)
    ]
    return found.iloc[0]["value"]


def test_the_official_series_gives_the_known_totals():
    assert real("mg_effectif", "FR", "2022-01-01") == 99_939
    assert real("mg_effectif", "REG-32", "2022-01-01") == 8_341
    assert real("medecins_effectif", "REG-32", "2024-01-01") == 18_047
    assert real("medecins_effectif", "REG-32", "2025-01-01") == 18_261


def test_the_national_accessibility_is_within_one_percent_of_the_published_one():
    table = everything()
    people = table[(table["indicator"] == "apl_population") & table["territory"].str.startswith("DEP-")]
    weight = dict(zip(people["territory"], people["value"], strict=True))
    for indicator in ("apl_mg", "apl_infirmiers", "apl_kine", "apl_sages_femmes", "apl_dentistes"):
        rows = table[(table["indicator"] == indicator) & table["territory"].isin(weight) & (table["period"] == "2024")]
        total = sum(weight[row.territory] for row in rows.itertuples())
        mean = sum(row.value * weight[row.territory] for row in rows.itertuples()) / total
        assert mean == pytest.approx(real(indicator, "FR", "2024"), rel=0.01)


def test_the_shares_under_the_threshold_of_the_departements_are_those_of_their_people():
    table = everything()
    rows = table[table["territory"].str.startswith("DEP-") & table["indicator"].str.startswith("apl_p")]
    wide = rows.pivot_table(index="territory", columns="indicator", values="value")
    computed = wide["apl_population_sous_seuil"] / wide["apl_population"] * 100
    assert len(wide) == 100
    assert (computed - wide["apl_part_sous_seuil"]).abs().max() <= 0.05


def test_the_regions_add_up_to_the_country():
    table = everything()
    rows = table[
        (table["indicator"] == "medecins_effectif")
        & (table["category"] == "ensemble")
        & (table["source"] == "drees_medecins")
    ]
    for _, same in rows.groupby("period"):
        regions = same.loc[same["territory"].str.startswith("REG-"), "value"].sum()
        assert regions == same.loc[same["territory"] == "FR", "value"].sum()
