"""The cards that imports feed: there with the right numbers when the figures are, and no trace when they are not."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from demodash import dataset, territories
from demodash.charts.map_signs import Symbol
from demodash.charts.palette import LIGHT
from demodash.dataset import from_table, observations
from demodash.dataset.merging import Brought, merged
from demodash.derivation.zoning import placements
from demodash.loaders.content import GROUPING_COLUMNS, POINT_COLUMNS, Content
from demodash.store import Origin, current_store
from demodash.ui.cards import (
    acces,
    apl_communes,
    carte,
    carte_points,
    effectifs,
    structures,
    territoire,
    zones_recalculees,
)
from demodash.ui.cards import ages as age_cards
from demodash.ui.cards import structures as structure_cards
from demodash.ui.geometry import AREAS, point_at
from demodash.ui.map_component import PointKind
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER
from demodash.zonage import editions
from tests.imported_figures import SOURCES, ages, apl, by_commune, content, row, zoning
from tests.imported_figures import structures as structure_rows

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
COMMUNES = territories.codes("COM")
PEOPLE = {code: territories.territory(code).population for code in COMMUNES}


def points() -> pd.DataFrame:
    laon = territories.territory("COM-02408")
    rows = [
        ["1", "msp", "MSP de Laon", laon.code, laon.lon, laon.lat, "2020-05-01", "essai_finess", "ligne 1"],
        ["2", "msp", "MSP sans coordonnées", laon.code, np.nan, np.nan, "", "essai_finess", "ligne 2"],
        ["3", "cpts", "CPTS de Laon", laon.code, laon.lon, laon.lat, "", "essai_finess", "ligne 3"],
    ]
    return pd.DataFrame(rows, columns=list(POINT_COLUMNS))


def groupings() -> pd.DataFrame:
    rows = [["tvs", "COM-02408", "02408", "Laon et alentours", "essai_finess", "ligne 1"]]
    return pd.DataFrame(rows, columns=list(GROUPING_COLUMNS))


def installed(losing: str) -> Content:
    """Ten GPs everywhere in 2020; in 2023 the communes of one class have lost one, those of no zone have won one."""
    placed = placements(editions()[0])
    after = {code: 9 if zone == losing else 11 if zone == "hz" else 10 for code, zone in placed.items()}
    more = {"category": "liberaux"}
    rows = [row("mg_effectif", code, "2020", 10, **more) for code in COMMUNES]
    return content(*rows, *(row("mg_effectif", code, "2023", after[code], **more) for code in COMMUNES))


@cache
def page(losing: str = "zac") -> Page:
    apls = [one for one in apl() if one["indicator"] in {"apl_mg", "apl_population"}]
    brought = [
        Brought(installed(losing), "bpe"),
        Brought(content(*apls, zonings=(zoning(),)), "apl"),
        Brought(content(*ages()), "ameli"),
        Brought(
            Content((SOURCES["essai_finess"],), content(*structure_rows()).observations, points=points()), "finess"
        ),
        Brought(Content((SOURCES["essai_finess"],), groupings=groupings()), "tvs"),
    ]
    return Page("essai", merged(dataset.load(), brought), LIGHT)


def without() -> Page:
    return Page("essai", dataset.load(), LIGHT)


@pytest.mark.parametrize(("losing", "name"), [("zac", "ZAC"), ("zip", "ZIP")])
def test_the_change_by_zone_is_told_beside_the_published_one(losing, name):
    card = zones_recalculees.change(page(losing), "bpe.liberaux", "zonage_mg_2022", "2020", "2023")
    communes = pd.Series(placements(editions()[0])).value_counts()
    region = (communes["hz"] - communes[losing]) / communes.sum() * 10
    word = "de" if region < 0 else "a augmenté de"
    said = f"{abs(region):.2f}".replace(".", ",")
    assert card.title == (
        f"Entre 2020 et 2023, le nombre de généralistes libéraux a reculé de 10,00\u202f% en {name} et {word} "
        f"{said}\u202f% dans la région"
    )
    cells = {cell[0]: cell[1:4] for cell in card.table.rows}
    published = {"zip": "−8,23\u202f%", "zac": "−6,35\u202f%"}[losing]
    gap = {"zip": "−1,77 point", "zac": "−3,65 points"}[losing]
    (told,) = [cell for label, cell in cells.items() if f"({name})" in label]
    assert told == ["−10,00\u202f%", published, gap]
    assert "le document de l’OG 12" in card.reading
    assert "2016–2020" in card.reading


def test_the_change_of_all_gps_is_not_said_of_the_installed_ones():
    counted = [one for year in ("2020", "2023") for one in by_commune("mg_effectif", year, category="ensemble")]
    data = merged(dataset.load(), [Brought(content(*counted), "rpps")])
    card = zones_recalculees.change(Page("essai", data, LIGHT), "rpps.ensemble", "zonage_mg_2022", "2020", "2023")
    assert card.title.startswith("Entre 2020 et 2023, le nombre de généralistes est resté stable")


def test_the_density_by_zone_is_that_of_the_edition_chosen():
    placed = placements(editions()[0])
    people = sum(PEOPLE[code] for code, zone in placed.items() if zone == "zip")
    density = sum(10 for zone in placed.values() if zone == "zip") / people * 100_000
    card = zones_recalculees.density(page(), "bpe.liberaux", "zonage_mg_2022", "2020", "2023")
    zip_ = next(cell for cell in card.table.rows if "(ZIP)" in cell[0])
    assert zip_[2] == f"{density:_.1f}".replace("_", "\u202f").replace(".", ",")
    assert not any("(ZV)" in cell[0] for cell in card.table.rows)
    other = zones_recalculees.density(page(), "bpe.liberaux", "essai_zonage", "2020", "2023")
    assert any("(ZV)" in cell[0] for cell in other.table.rows)
    assert "depuis mars 2026" in other.subtitle
    assert zones_recalculees.density(page(), "autre", "zonage_mg_2022", "2020", "2023") is None
    assert zones_recalculees.density(page(), "bpe.liberaux", "autre", "2020", "2023") is None


def test_the_apl_year_after_year():
    card = apl_communes.over_time(page())
    assert "entre 2021 et 2023" in card.title
    assert "est resté stable" in card.title
    assert {cell[0] for cell in card.table.rows} >= {"Hauts-de-France", "Aisne (02)"}
    under = apl_communes.under_threshold(page())
    low = sum(PEOPLE[code] + place % 5 for place, code in enumerate(COMMUNES) if place % 5 == 0)
    share = low / sum(PEOPLE[code] + place % 5 for place, code in enumerate(COMMUNES)) * 100
    assert f"{share:.1f}".replace(".", ",") in under.title
    assert apl_communes.over_time(without()) is None
    assert apl_communes.under_threshold(without()) is None


def test_another_figure_of_the_region_for_the_same_year_is_explained():
    published = observations(page().data.select("apl_mg", territory="REG-32", source="drees_apl"))
    value = next(f"{one.value:.2f}".replace(".", ",") for one in published if one.period == "2023")
    card = apl_communes.over_time(page())
    (remark,) = [one for one in card.remarks if "communes de la table importée" in one]
    assert remark.startswith("Pour 2023, ")
    assert f"; {value}, montré par une autre carte, est calculé depuis les départements (DREES)." in remark
    data = page().data
    alone = from_table(data.observations[data.observations["source"] != "drees_apl"], data.sources, series=data.series)
    unopposed = apl_communes.over_time(Page("essai", alone, LIGHT))
    assert not any("table importée ;" in one for one in unopposed.remarks)


def test_ages_beside_those_of_france():
    card = age_cards.pyramid(page())
    assert card.title == "49,1\u202f% des généralistes de la région ont 60 ans ou plus, 49,1\u202f% en France"
    assert card.reading == "18,2\u202f% des généralistes de la région ont 70 ans et plus, contre 18,2\u202f% en France."
    assert age_cards.pyramid(without()) is None


def test_structures_by_departement():
    card = structure_cards.by_departement(page(), "msp")
    inside = territories.children("DEP-59", "COM")
    count = sum(PEOPLE[code] // 20_000 for code in inside)
    nord = next(cell for cell in card.table.rows if cell[0] == "Nord (59)")
    assert nord[1] == str(count)
    assert card.title.startswith("Maisons de santé pluriprofessionnelles pour 100\u202f000 habitants : ")
    assert list(structures.kinds(page())) == ["msp", "centre_sante", "cpts", "hopital"]
    assert structures.kinds(without()) == {}
    assert structure_cards.by_departement(without(), "msp") is None


def test_structures_as_points_of_the_map():
    area = AREAS["communes"]
    assert carte_points.kinds(page()) == {"msp": "MSP", "cpts": "CPTS"}
    taken = [PointKind("Hôpitaux", Symbol.SQUARE)]
    found, kinds = carte_points.structures(page(), area, ["cpts", "msp"], taken)
    assert [kind.symbol for kind in kinds] == [Symbol.TRIANGLE, Symbol.DIAMOND]
    assert [(one.label, one.kind, one.detail) for one in found] == [
        ("MSP de Laon", 1, "Ouverture : 1er mai 2020"),
        ("MSP sans coordonnées", 1, ""),
        ("CPTS de Laon", 2, ""),
    ]
    town = point_at(area.set, "COM-02408", "Laon", kind=0)
    assert abs(found[0].x - town.x) <= 2
    assert abs(found[0].y - town.y) <= 2
    assert carte_points.structures(page(), area, [], []) == ([], [])


def test_maps_of_what_is_imported_by_commune():
    offered = carte.subjects(page(), "communes")
    assert {"apl_mg", "mg_effectif-liberaux", "mg_densite-liberaux", "structures_effectif-msp"} <= set(offered)
    subject = carte.subject_of(page(), "communes", "apl_mg")
    assert [one.label for one in subject.times] == ["2021", "2022", "2023"]
    assert "apl_mg" not in carte.subjects(without(), "communes")
    zones = carte.subject_of(page(), "communes", "zonage")
    assert [one.id for one in zones.times] == ["2022", "2026"]
    assert "(ZV)" in " ".join(one.label for one in zones.drawing.classes)


def test_the_living_area_of_a_commune():
    assert territoire._facts(page(), territories.territory("COM-02408"))["Territoire de vie-santé"] == (
        "Laon et alentours"
    )
    assert "Territoire de vie-santé" not in territoire._facts(page(), territories.territory("COM-02001"))


def test_the_pages_show_what_was_imported_at_once_and_forget_what_was_withdrawn():
    def opened(file: str) -> AppTest:
        app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
        if file != "vue_ensemble.py":
            app.switch_page(str(Path("..") / ".." / ".." / FOLDER.name / file)).run()
        assert not app.exception
        return app

    def texts(app: AppTest) -> str:
        return " ".join(one.proto.body for one in app.get("html"))

    assert not any("comptage" in str(one.key) for one in opened("medecins.py").get("button_group"))
    rows = by_commune("mg_effectif", "2023", category="liberaux")
    stored = current_store().add(
        content(*rows),
        origin=Origin("Comptage d’essai.csv", "cd" * 32, 12),
        who="moi",
        loader="essai",
        loader_version=1,
        series="bpe",
        label="Comptage d’essai",
        report={},
    )
    dataset.refresh()
    app = opened("medecins.py")
    assert "Densité des MG libéraux : " in texts(app)
    assert "Comptage d’essai.csv" in texts(opened("vue_ensemble.py"))
    assert "3\u202f782 chiffres" in texts(opened("vue_ensemble.py"))
    assert "Généralistes d’essai" in texts(opened("sources.py"))
    for file in ("carte.py", "territoire.py", "donnees.py", "exercice.py"):
        opened(file)
    current_store().withdraw(stored.id, "moi")
    dataset.refresh()
    assert "Densité des MG libéraux : " not in texts(opened("medecins.py"))


def official(*figures: tuple[str, str, float]) -> Content:
    return content(*(row("medecins_effectif", where, when, value) for where, when, value in figures))


def test_an_imported_workbook_carries_the_official_series_on():
    data = dataset.load()
    last = data.select("medecins_effectif", territory="REG-32", source=effectifs.SERIES)
    year = int(last["year"].max())
    codes = ("REG-32", *effectifs.DEPARTEMENTS)
    newer = official(*((code, f"{year + 1}-01-01", 100 + place) for place, code in enumerate(codes)))
    extended = Page("essai", merged(data, [Brought(newer, effectifs.SERIES)]), LIGHT)
    card = effectifs.over_time(extended, "effectif", [])
    assert card.title.endswith(f"et {year + 1}")
    assert "la région compte 100 médecins" in card.reading
    assert str(year) in effectifs.starts(extended)
    revised = official(("REG-32", str(last["period"].iloc[-1]), 7.0))
    shown = effectifs.over_time(
        Page("essai", merged(data, [Brought(revised, effectifs.SERIES)]), LIGHT), "effectif", []
    )
    assert "la région compte 7 médecins" in shown.reading
    assert len(shown.table.rows) == len(effectifs.over_time(without(), "effectif", []).table.rows)


def test_two_sources_of_one_apl_make_one_bar_each():
    data = dataset.load()
    shipped = data.select("apl_mg", source="drees_apl", category="ensemble")
    year = str(shipped["period"].max())
    again = [row("apl_mg", code, year, 3.0) for code in ("REG-32", *effectifs.DEPARTEMENTS)]
    both = Page("essai", merged(data, [Brought(content(*again), "autre")]), LIGHT)
    card = acces.by_profession(both, "apl_mg")
    bars = [cell[0] for cell in card.table.rows if cell[-2] == year and cell[0] != "France"]
    assert len(bars) == len(set(bars)) == 6


def test_a_half_of_a_physician_is_written_on_the_map_and_in_the_table():
    halves = [
        row("mg_effectif", code, "2023", 0.5 + (place % 2), category="liberaux") for place, code in enumerate(COMMUNES)
    ]
    shown = Page("essai", merged(dataset.load(), [Brought(content(*halves), "rpps")]), LIGHT)
    subject = carte.subject_of(shown, "communes", "mg_effectif-liberaux")
    assert subject.drawing.circles.format.decimals == 1
    assert subject.table(0).rows[0][3] == "1,5 médecin"
    whole = carte.subject_of(page(), "communes", "mg_effectif-liberaux")
    assert whole.drawing.circles.format.decimals == 0
