"""The list of editions: what a later import takes the place of is said, and each row stands alone on a phone."""

from __future__ import annotations

import dataclasses

from demodash import dataset
from demodash.loaders.content import Content
from demodash.store import Origin, Stored, current_store
from demodash.ui import markup
from demodash.ui.importer.editions import _table, of_other_periods, short_labels
from tests.imported_figures import by_commune, content, zoning

_YEARS = ("2016", "2020")


def kept(brought: Content, name: str) -> Stored:
    stored = current_store().add(
        brought,
        origin=Origin(name, name.encode().hex().ljust(64, "0")[:64], 12),
        who="moi",
        loader="essai",
        loader_version=1,
        series="essai",
        label=name,
        report={},
    )
    dataset.refresh()
    return stored


def states() -> dict[str, str]:
    table = _table(current_store().editions(), dataset.load(), names=True)
    return {row[0]: row[1].replace("\u00a0", " ") for row in table.rows}


def test_a_zoning_of_the_same_day_takes_the_place_of_the_first() -> None:
    kept(content(zonings=(zoning("essai_un"),)), "premier")
    assert states() == {"premier": "En service"}
    second = kept(content(zonings=(dataclasses.replace(zoning("essai_deux"), name="autre"),)), "second")
    assert states() == {"premier": "En service ; zonage remplacé par un import ultérieur", "second": "En service"}
    current_store().withdraw(second.id, "moi")
    dataset.refresh()
    assert states() == {"premier": "En service", "second": "Retirée"}


def test_figures_that_come_again_are_counted() -> None:
    rows = by_commune("mg_effectif", "2023", category="liberaux")
    kept(content(*rows), "premier")
    kept(content({**rows[0], "value": 9.0}), "second")
    assert states()["premier"] == "En service ; 1 chiffre remplacé par un import ultérieur"


def test_each_cell_of_a_stacked_table_names_its_column() -> None:
    made = markup.table(markup.Table(["Quoi", "Où <b>"], [["a", "b"]], "Essai", stacked=True))
    assert 'class="dd-table dd-stacked"' in made
    assert '<td data-label="Où &lt;b&gt;">b</td>' in made
    assert "data-label" not in markup.table(markup.Table(["Quoi", "Où"], [["a", "b"]], "Essai"))


def test_two_years_of_one_series_differ_from_their_first_word() -> None:
    known = [
        kept(content(*by_commune("apl_mg", year)), f"Accessibilité aux médecins par commune, {year}") for year in _YEARS
    ]
    texts = list(short_labels(known).values())
    assert [text.split(" ")[0] for text in texts] == list(_YEARS)
    assert texts[0].endswith("par commune, 2016")


def test_editions_of_other_years_are_said_to_be_so() -> None:
    first, second = (kept(content(*by_commune("apl_mg", year)), year) for year in _YEARS)
    told = of_other_periods(current_store().compare(first.id, second.id))
    assert told.startswith("Les deux éditions ne sont pas des mêmes périodes (2016, puis 2020) : ")
    assert of_other_periods(current_store().compare(first.id, first.id)) == ""


def test_editions_that_share_a_year_are_compared_without_a_word() -> None:
    first = kept(content(*by_commune("apl_mg", "2016")), "un")
    both = kept(content(*by_commune("apl_mg", "2016"), *by_commune("apl_mg", "2020")), "deux")
    assert of_other_periods(current_store().compare(first.id, both.id)) == ""
