"""What imports allow to compute, worked by hand on one EPCI and by properties on the whole region."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash import territories
from demodash.derivation.imported import derive_imported
from demodash.derivation.imported_zones import edition_of
from demodash.derivation.zoning import placements
from demodash.schema import COLUMNS, problems
from demodash.zonage import editions
from tests.imported_figures import apl, by_commune, gps, imported, row, table, zoning

COMMUNES = territories.codes("COM")
EPCI = next(
    code
    for code in sorted(territories.codes("EPCI"), key=lambda one: len(territories.children(one, "COM")))
    if not territories.territory(code).communes_outside_region and len(territories.children(code, "COM")) > 2
)
INSIDE = territories.children(EPCI, "COM")
PEOPLE = {code: territories.territory(code).population for code in COMMUNES}
WHOLE = sum(PEOPLE[code] for code in INSIDE)


def derive(rows, zonings=(), series="essai"):
    return derive_imported(table(list(rows)).assign(series=series), zonings)


def figures(made, indicator, territory=EPCI, category="ensemble"):
    rows = made[(made["indicator"] == indicator) & (made["territory"] == territory) & (made["category"] == category)]
    return rows.reset_index(drop=True)


def one(made, indicator, territory=EPCI, category="ensemble"):
    (found,) = figures(made, indicator, territory, category).to_dict("records")
    return found


def test_a_count_is_added_up_and_set_against_the_people_of_the_nearest_year():
    rows = [row("mg_effectif", code, "2021", place + 0.5) for place, code in enumerate(INSIDE)]
    made = derive(rows)
    total = sum(place + 0.5 for place in range(len(INSIDE)))
    count = one(made, "mg_effectif")
    assert count["value"] == pytest.approx(total)
    assert (count["status"], count["qualifier"], count["source"]) == ("derived", "exact", "essai_mg")
    assert count["note"] == f"somme de {len(INSIDE)} communes"
    assert count["locator"] == f"calculé : {len(INSIDE)} lignes, colonne valeur"
    density = one(made, "mg_densite")
    assert density["value"] == pytest.approx(total / WHOLE * 100_000)
    assert density["note"].endswith("habitants (population municipale de 2023)")
    village = one(made, "mg_densite", INSIDE[0])
    assert village["value"] == pytest.approx(0.5 / PEOPLE[INSIDE[0]] * 100_000)
    assert village["locator"] == "calculé : ligne 2, colonne valeur"


def test_imported_populations_of_a_nearer_year_are_used():
    near = [row("population", code, "2021", 2 * PEOPLE[code]) for code in COMMUNES]
    made = derive([row("mg_effectif", code, "2020", 1) for code in INSIDE] + near)
    assert one(made, "mg_densite")["value"] == pytest.approx(len(INSIDE) / (2 * WHOLE) * 100_000)
    assert "population municipale de 2021" in one(made, "mg_densite")["note"]
    assert one(made, "population")["value"] == 2 * WHOLE
    partial = derive([row("mg_effectif", code, "2020", 1) for code in INSIDE] + near[:-1])
    assert "population municipale de 2023" in one(partial, "mg_densite")["note"]


def test_a_territory_partly_covered_has_no_figure_or_says_what_it_lacks():
    largest = max(INSIDE, key=PEOPLE.__getitem__)
    made = derive([row("mg_effectif", code, "2023", 1) for code in INSIDE if code != largest])
    assert figures(made, "mg_effectif").empty
    assert figures(made, "mg_densite").empty
    assert not figures(made, "mg_densite", INSIDE[0] if INSIDE[0] != largest else INSIDE[1]).empty
    smallest = min(COMMUNES, key=PEOPLE.__getitem__)
    region = derive([row("mg_effectif", code, "2023", 1) for code in COMMUNES if code != smallest])
    count = one(region, "mg_effectif", "REG-32")
    assert count["value"] == len(COMMUNES) - 1
    assert count["note"].endswith(", sans 1 commune dont le chiffre manque")
    assert count["qualifier"] == "exact"
    several = [code for code in COMMUNES if code not in sorted(COMMUNES, key=PEOPLE.__getitem__)[:600]]
    assert (
        one(derive([row("mg_effectif", code, "2023", 1) for code in several]), "mg_effectif", "REG-32")["qualifier"]
        == "about"
    )


def test_an_epci_beyond_the_region_says_so():
    beyond = next(code for code in territories.codes("EPCI") if territories.territory(code).communes_outside_region)
    made = derive([row("mg_effectif", code, "2023", 1) for code in territories.children(beyond, "COM")])
    assert "hors de la région" in one(made, "mg_effectif", beyond)["note"]


def test_communes_merged_since_are_added_up_and_their_rates_averaged():
    twice = [row("mg_effectif", INSIDE[0], "2023", 2), *(row("mg_effectif", code, "2023", 1) for code in INSIDE)]
    assert one(derive(twice), "mg_effectif")["value"] == len(INSIDE) + 2
    rates = [row("apl_mg", INSIDE[0], "2023", 5), *(row("apl_mg", code, "2023", 3) for code in INSIDE)]
    made = derive(rates)
    assert one(made, "apl_mg")["value"] == pytest.approx((3 * WHOLE + PEOPLE[INSIDE[0]]) / WHOLE)


def test_an_apl_is_weighted_by_standardised_population_or_says_that_it_is_not():
    weights = {code: 10.0 + place for place, code in enumerate(INSIDE)}
    rows = [row("apl_mg", code, "2022", place / 2) for place, code in enumerate(INSIDE)]
    known = rows + [row("apl_population_standardisee", code, "2022", weight) for code, weight in weights.items()]
    mean = sum(place / 2 * weights[code] for place, code in enumerate(INSIDE)) / sum(weights.values())
    found = one(derive(known), "apl_mg")
    assert found["value"] == pytest.approx(mean)
    assert (found["qualifier"], found["note"]) == (
        "exact",
        f"moyenne de {len(INSIDE)} communes pondérée par la population standardisée",
    )
    found = one(derive(rows), "apl_mg")
    assert found["value"] == pytest.approx(sum(p / 2 * PEOPLE[c] for p, c in enumerate(INSIDE)) / WHOLE)
    assert found["qualifier"] == "about"
    assert found["note"].endswith("population municipale de 2023, faute de population standardisée")


def test_the_people_under_the_threshold_are_those_of_the_file():
    rows = [row("apl_mg", code, "2022", 2.49 if place == 0 else 2.5) for place, code in enumerate(INSIDE)]
    people = [row("apl_population", code, "2022", 100 * (place + 1)) for place, code in enumerate(INSIDE)]
    made = derive(rows + people)
    size = 100 * len(INSIDE) * (len(INSIDE) + 1) / 2
    assert one(made, "apl_population_sous_seuil")["value"] == 100
    assert one(made, "apl_part_sous_seuil")["value"] == pytest.approx(100 / size * 100)
    assert one(made, "apl_population_sous_seuil")["note"] == f"population totale de 1 commune sur {len(INSIDE)}"
    without = derive(rows)
    assert one(without, "apl_part_sous_seuil")["value"] == pytest.approx(PEOPLE[INSIDE[0]] / WHOLE * 100)
    assert one(without, "apl_part_sous_seuil")["qualifier"] == "about"


def test_what_the_series_says_of_a_territory_is_not_computed_again():
    rows = [row("mg_effectif", code, "2023", 1) for code in COMMUNES]
    made = derive([*rows, row("mg_effectif", "REG-32", "2023", 4_000)])
    assert figures(made, "mg_effectif", "REG-32").empty
    assert not figures(made, "mg_effectif", "DEP-02").empty


def test_zones_by_hand_in_two_editions():
    shipped, other = editions()[0], zoning()
    counts = {code: place % 3 for place, code in enumerate(COMMUNES)}
    made = derive([row("mg_effectif", c, "2023", n, category="liberaux") for c, n in counts.items()], [shipped, other])
    for edition in (shipped, other):
        placed = placements(edition)
        for zone in {zone.lower() for zone in edition.classes}:
            found = figures(made, "mg_zone_effectif", "DEP-60", zone)
            found = found[found["locator"].map(edition_of) == edition.id]
            inside = [c for c in COMMUNES if placed[c] == zone and territories.territory(c).departement == "DEP-60"]
            if not inside:
                assert found.empty
                continue
            assert found["value"].item() == sum(counts[c] for c in inside)
            density = figures(made, "mg_zone_densite", "DEP-60", zone)
            density = density[density["locator"].map(edition_of) == edition.id]
            people = sum(PEOPLE[c] for c in inside)
            assert density["value"].item() == pytest.approx(sum(counts[c] for c in inside) / people * 100_000)
    first = figures(made, "mg_zone_effectif", "REG-32").iloc[0]
    assert edition_of(first["locator"]) == other.id, "the latest edition comes first"


def test_the_change_by_zone_is_between_two_years_of_one_series():
    def at(period, size):
        return [row("mg_effectif", code, period, size, category="liberaux") for code in COMMUNES]

    made = derive([*at("2020", 2), *at("2022", 3), *at("2023-01-01", 5), *at("2023-12-31", 4)], [editions()[0]])
    spans = made[(made["indicator"] == "mg_zone_evolution") & (made["territory"] == "REG-32")]
    zip_ = spans[spans["category"] == "zip"].set_index("period")["value"].to_dict()
    assert zip_ == pytest.approx({"2020/2022": 50, "2020/2023-12-31": 100, "2022/2023-12-31": 100 / 3})
    alone = table(at("2020", 2)).assign(series="a")
    others = table(at("2022", 3)).assign(series="b")
    made = derive_imported(pd.concat([alone, others], ignore_index=True), [editions()[0]])
    assert "mg_zone_evolution" not in set(made["indicator"])


def test_a_zone_that_had_nobody_has_no_change():
    made = derive(
        [row("mg_effectif", c, p, float(p == "2023"), category="liberaux") for c in COMMUNES for p in ("2020", "2023")],
        [editions()[0]],
    )
    assert "mg_zone_evolution" not in set(made["indicator"])
    assert "mg_zone_densite" in set(made["indicator"])


def test_communes_in_no_class_are_said():
    shipped = editions()[0]
    without = {code: zone for code, zone in shipped.placements.items() if code != "02001"}
    partial = dataclasses.replace(shipped, id="partiel", placements=without)
    made = derive([row("mg_effectif", c, "2023", 1, category="liberaux") for c in COMMUNES], [partial])
    assert one(made, "mg_zone_effectif", "DEP-02")["note"].endswith(", sans 1 commune sans classe")
    assert one(made, "mg_zone_effectif", "DEP-02")["value"] == len(territories.children("DEP-02", "COM")) - 1
    half = dict(list(shipped.placements.items())[: len(shipped.placements) // 2])
    made = derive(
        [row("mg_effectif", c, "2023", 1, category="liberaux") for c in COMMUNES],
        [dataclasses.replace(shipped, id="moitie", placements=half)],
    )
    assert figures(made, "mg_zone_effectif", "REG-32").empty


def test_ages_need_a_total_and_their_three_bands():
    bands = {"moins_30": 10, "60_64": 20, "65_69": 5, "70_plus": 5}
    rows = [row("mg_age_effectif", "DEP-02", "2023", size, category=band) for band, size in bands.items()]
    total = row("mg_age_effectif", "DEP-02", "2023", 80)
    made = derive([*rows, total])
    assert one(made, "mg_age_part", "DEP-02", "60_64")["value"] == 25
    assert one(made, "mg_part_60_plus", "DEP-02")["value"] == 37.5
    assert one(made, "mg_part_60_plus", "DEP-02")["note"] == "(20 + 5 + 5) / 80"
    assert derive(rows).empty
    secret = derive([rows[0], rows[1], rows[3], total])
    assert "mg_part_60_plus" not in set(secret["indicator"])
    assert derive([*rows, {**total, "value": 0.0}]).empty


def test_ages_that_are_more_than_their_total_give_no_share():
    bands = {"moins_30": 50, "60_64": 51, "65_69": 0, "70_plus": 0}
    rows = [row("mg_age_effectif", "DEP-02", "2023", size, category=band) for band, size in bands.items()]
    assert one(derive([*rows, row("mg_age_effectif", "DEP-02", "2023", 100)]), "mg_age_part", "DEP-02", "60_64")
    assert derive([*rows, row("mg_age_effectif", "DEP-02", "2023", 90)]).empty


def test_without_figures_nothing_is_computed():
    empty = table([]).assign(series=pd.Series(dtype="str")).astype({"value": float})
    made = derive_imported(empty, editions())
    assert list(made.columns) == [*COLUMNS, "series"]
    assert made.empty
    assert derive([row("msp_activite", "REG-32", "2023", 3)], editions()).empty


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("ligne 12", "aucune ligne pour 02002"), "lignes de {} communes"),
        (("colonne Code, 02001 : 3 lignes", "colonne Code, 02002 : 0 ligne"), "colonne Code, lignes de {} communes"),
        (
            ("feuille 2023, ligne 12, colonne x", "feuille 2023, ligne 13, colonne x"),
            "feuille 2023, {} lignes, colonne x",
        ),
    ],
)
def test_the_place_of_a_sum_names_no_commune(places, expected):
    rows = [row("mg_effectif", code, "2023", 1, locator=places[place % 2]) for place, code in enumerate(COMMUNES)]
    found = one(derive(rows), "mg_effectif", "REG-32")
    assert found["locator"] == "calculé : " + expected.format("3\u202f782")


def test_everything_computed_is_a_right_observation():
    rows = imported()
    made = rows[rows["status"] == "derived"].reset_index(drop=True)
    assert len(made) > 5_000
    assert problems(made) == []


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 0.3))
def test_zones_add_up_to_the_region_and_means_stay_between_their_ends(seed, empty):
    chance = np.random.default_rng(seed)
    sizes = np.where(chance.random(len(COMMUNES)) < empty, 0, chance.integers(0, 30, len(COMMUNES)))
    apls = chance.uniform(0, 12, len(COMMUNES))
    rows = [row("mg_effectif", c, "2023", n, category="liberaux") for c, n in zip(COMMUNES, sizes, strict=True)]
    rows += [row("apl_mg", c, "2023", n) for c, n in zip(COMMUNES, apls, strict=True)]
    made = derive(rows, [zoning()])
    for indicator in ("mg_zone_effectif",):
        for place in ("REG-32", "DEP-02", "DEP-62"):
            found = made[(made["indicator"] == indicator) & (made["territory"] == place)]
            zones = found.loc[found["category"] != "ensemble", "value"].sum()
            assert zones == pytest.approx(one(made, indicator, place)["value"])
    assert one(made, "mg_effectif", "REG-32", "liberaux")["value"] == pytest.approx(sizes.sum())
    departements = territories.children("REG-32", "DEP")
    assert sum(one(made, "mg_effectif", d, "liberaux")["value"] for d in departements) == pytest.approx(sizes.sum())
    means = made.loc[made["indicator"].isin(["apl_mg", "apl_mg_zone"]), "value"]
    assert means.between(apls.min() - 1e-6, apls.max() + 1e-6).all()
    shares = made.loc[made["indicator"] == "apl_part_sous_seuil", "value"]
    assert shares.between(0, 100 + 1e-9).all()


def test_the_invented_imports_hold_together():
    assert len(gps()) == 4 * len(COMMUNES)
    assert len(apl()) == 18 * len(by_commune("apl_mg", "2023"))
