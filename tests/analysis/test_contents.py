from demodash.analysis.contents import contents
from demodash.dataset.model import from_table
from tests.imported_figures import SOURCES, row, table


def test_what_a_data_set_holds():
    rows = [
        row("apl_mg", "COM-02001", "2021", 3, source="essai_apl"),
        row("apl_mg", "COM-02002", "2023", 3, source="essai_apl"),
        row("population", "COM-02001", "2022", 9, source="essai_apl"),
        row("mg_effectif", "COM-02001", "2019/2020", 1),
    ]
    data = from_table(table(rows), SOURCES)
    found = contents(data)
    assert found.indicators == {"apl_mg", "population", "mg_effectif"}
    assert found.years == (2023, 2022, 2021, 2020)
    assert found.by_source == {"essai_apl": ("apl_mg", "population"), "essai_mg": ("mg_effectif",)}
    assert contents(data) is found
