from demodash.derivation import derive


def values(derived, indicator):
    found = derived[derived["indicator"] == indicator]
    return {(row.territory, row.category): row.value for row in found.itertuples()}


def places(category, value, **changes):
    return {"indicator": "places_deuxieme_annee_medecine", "category": category, "value": value} | changes


def test_the_region_from_amiens_and_a_published_lille(table):
    derived = derive(table(places("amiens", 89), places("lille_total", 281), places("lille_2", 233), places("icl", 48)))
    assert values(derived, "places_deuxieme_annee_medecine") == {("REG-32", "ensemble"): 370}


def test_lille_from_its_two_schools_when_it_is_not_published(table):
    derived = derive(table(places("amiens", 200), places("lille_2", 458), places("icl", 104)))
    assert values(derived, "places_deuxieme_annee_medecine") == {
        ("REG-32", "lille_total"): 562,
        ("REG-32", "ensemble"): 762,
    }


def test_lille_is_also_computed_when_its_published_total_disagrees(table):
    derived = derive(table(places("lille_total", 300, as_printed="300"), places("lille_2", 233), places("icl", 48)))
    assert values(derived, "places_deuxieme_annee_medecine") == {("REG-32", "lille_total"): 281}


def test_nothing_is_added_across_sources_or_with_a_school_missing(table):
    one_school = derive(table(places("amiens", 35), places("lille_2", 40)))
    two_sources = derive(table(places("amiens", 206, source="autre"), places("lille_total", 588)))
    assert values(one_school, "places_deuxieme_annee_medecine") == {}
    assert values(two_sources, "places_deuxieme_annee_medecine") == {}


def test_the_contracts_of_an_order_add_up_only_when_all_are_there(table):
    kinds = {
        "medecine_2e_cycle": 440,
        "odontologie_2e_cycle": 157,
        "medecine_3e_cycle": 348,
        "odontologie_3e_cycle": 10,
        "padhue_medecine": 23,
        "padhue_odontologie": 2,
    }
    rows = [
        {"indicator": "cesp_offerts", "territory": "FR", "category": kind, "value": value}
        for kind, value in kinds.items()
    ]
    assert values(derive(table(*rows)), "cesp_offerts") == {("FR", "ensemble"): 980}
    assert values(derive(table(*rows[1:])), "cesp_offerts") == {}


def test_a_region_from_its_former_regions(table):
    rows = [
        {"indicator": "places_kine", "territory": code, "value": value}
        for code, value in (("EXREG-31", 230), ("EXREG-22", 50))
    ]
    derived = derive(table(*rows))
    assert values(derived, "places_kine") == {("REG-32", "ensemble"): 280}
    assert derived.iloc[0]["note"] == "230 + 50"
    assert values(derive(table(rows[0])), "places_kine") == {}
