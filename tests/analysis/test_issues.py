from demodash.analysis.issues import latest_issue, one_series
from demodash.dataset.model import from_table
from demodash.sources import Source
from tests.imported_figures import row, table

NAMES = ("premier", "second", "autre")
SOURCES = {name: Source(name, "open_data", "Éditeur", name) for name in NAMES}


def data(*rows):
    return from_table(table(list(rows)), SOURCES, series={"premier": "serie", "second": "serie"})


def at(period, value, source, territory="REG-32"):
    return row("apl_mg", territory, period, value, source=source)


def test_the_later_issue_says_what_both_say():
    rows = data(at("2022", 1, "premier"), at("2023", 2, "premier"), at("2023", 3, "second"), at("2023", 4, "autre"))
    kept = latest_issue(rows.select("apl_mg"))
    assert sorted(zip(kept["period"], kept["value"], strict=True)) == [("2022", 1), ("2023", 3), ("2023", 4)]


def test_one_series_reaches_furthest_and_is_the_fullest():
    rows = data(
        at("2022", 1, "premier"),
        at("2023", 2, "premier"),
        at("2024", 3, "second"),
        at("2024", 4, "autre"),
        at("2024", 5, "autre", "DEP-02"),
    ).select("apl_mg")
    assert one_series(rows, "REG-32")["value"].tolist() == [1, 2, 3]
    assert one_series(rows, "DEP-02")["value"].tolist() == [5, 4]
    assert one_series(rows, "FR").equals(rows)
    later = data(at("2022", 1, "premier"), at("2022", 2, "premier", "DEP-02"), at("2024", 4, "autre")).select("apl_mg")
    assert one_series(later, "REG-32")["value"].tolist() == [4]
