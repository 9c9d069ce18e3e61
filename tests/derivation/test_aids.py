from demodash.derivation import derive


def values(derived, indicator):
    found = derived[derived["indicator"] == indicator]
    return {(row.territory, row.category): (row.value, row.note.replace("\u202f", " ")) for row in found.itertuples()}


def scheme(category, monthly, years, budget):
    amounts = {"aide_mensuelle": monthly, "aide_duree": years, "aide_budget": budget}
    return [
        {"indicator": indicator, "category": category, "value": value}
        for indicator, value in amounts.items()
        if value is not None
    ]


def test_the_cost_of_a_post_and_the_posts_of_a_budget(table):
    derived = derive(table(*scheme("atp", 500, 2, 432_000), *scheme("ccr", 2_000, 2, 432_000)))
    assert values(derived, "aide_cout_poste") == {
        ("REG-32", "atp"): (12_000, "500 × 12 × 2"),
        ("REG-32", "ccr"): (48_000, "2 000 × 12 × 2"),
    }
    assert values(derived, "aide_postes_budget") == {
        ("REG-32", "atp"): (36, "432 000 / (500 × 12 × 2)"),
        ("REG-32", "ccr"): (9, "432 000 / (2 000 × 12 × 2)"),
    }


def test_a_budget_without_a_duration_gives_nothing(table):
    derived = derive(table(*scheme("atp", 500, None, 432_000)))
    assert derived.empty


def test_the_hospitals_of_a_region(table):
    rows = [{"indicator": "hopitaux_eligibles", "territory": f"COM-{code}", "value": 1} for code in ("59183", "02168")]
    assert values(derive(table(*rows)), "hopitaux_eligibles") == {("REG-32", "ensemble"): (2, "1 + 1")}
