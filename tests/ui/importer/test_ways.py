"""Where an accepted import shows: only pages that do show it, at the view that does."""

from __future__ import annotations

import dataclasses

import pandas as pd

from demodash import dataset, territories
from demodash.charts.palette import LIGHT
from demodash.dataset.merging import Brought, merged
from demodash.loaders.content import GROUPING_COLUMNS, Content
from demodash.ui.importer.ways import ways
from demodash.ui.page import Page
from tests.imported_figures import ages, apl, by_commune, content, row, structures, zoning


def links(brought: Content, series: str = "essai") -> dict[str, list[dict[str, str]]]:
    """The parameters of the links to each page, once an import is there."""
    page = Page("importer", merged(dataset.load(), [Brought(brought, series)]), LIGHT)
    found: dict[str, list[dict[str, str]]] = {}
    for one in ways(page, brought, series):
        found.setdefault(one.file, []).append(one.parameters)
    return found


def test_access_by_commune_shows_in_its_view_on_the_map_and_on_the_sheet() -> None:
    found = links(content(*apl()))
    assert found["medecins.py"] == [{"vue": "acces"}]
    assert found["carte.py"] == [{"niveau": "communes", "indicateur": "apl_mg"}]
    assert found["territoire.py"] == [{"vue": "acces"}]
    assert {"indicateur": "apl_mg"} in found["donnees.py"]
    assert found["sources.py"] == [{"source": "essai_apl"}]
    assert "exercice.py" not in found


def test_counts_at_two_dates_show_by_zone_and_in_the_review_of_the_objective() -> None:
    counts = [one for year in ("2020", "2023") for one in by_commune("mg_effectif", year, category="liberaux")]
    found = links(content(*counts))
    assert found["medecins.py"][0] == {}
    assert found["territoire.py"] == [{}]
    assert found["og12.py"] == [{}]
    assert "og12.py" not in links(content(*counts[: len(counts) // 2])), "one date gives no change"


def test_a_zoning_shows_in_its_view_and_ages_in_theirs() -> None:
    assert links(content(zonings=(zoning(),)))["medecins.py"] == [{"vue": "zonage"}]
    assert links(content(zonings=(zoning(),)))["carte.py"] == [{"indicateur": "zonage"}]
    assert {"vue": "effectifs"} in links(content(*ages()))["medecins.py"]


def test_structures_show_on_their_page() -> None:
    found = links(content(*structures()))
    assert "exercice.py" in found
    assert found["carte.py"] == [{"niveau": "communes", "indicateur": "structures_effectif-msp"}]


def test_one_figure_of_a_departement_shows_on_its_sheet_and_on_no_map() -> None:
    found = links(content(row("cesp_signes", "DEP-02", "2031", 12)))
    assert found["territoire.py"] == [{"territoire": "DEP-02", "vue": "engagements"}]
    assert "carte.py" not in found
    assert "medecins.py" not in found


def test_living_areas_show_on_the_sheet_of_the_largest_of_their_communes() -> None:
    rows = [["tvs", code, "1", "Pays d’essai", "essai_mg", "ligne 1"] for code in ("COM-02001", "COM-59350")]
    brought = dataclasses.replace(content(), groupings=pd.DataFrame(rows, columns=list(GROUPING_COLUMNS)))
    assert territories.name("COM-59350") == "Lille"
    assert links(brought)["territoire.py"] == [{"territoire": "COM-59350"}]
