"""Invented imports that say something of every indicator that only imports feed, for the tests that need them."""

import dataclasses
import datetime as dt
from functools import cache

import pandas as pd

from demodash import territories
from demodash.derivation.imported import derive_imported
from demodash.loaders.content import Content
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.zonage import Edition, editions

SOURCES = {
    "essai_apl": Source("essai_apl", "open_data", "Éditeur d’APL", "APL d’essai", date="2024-02"),
    "essai_mg": Source("essai_mg", "open_data", "Éditeur de comptages", "Généralistes d’essai", date="2024-03"),
    "essai_ages": Source("essai_ages", "open_data", "Éditeur d’âges", "Âges d’essai", date="2024-04"),
    "essai_finess": Source("essai_finess", "open_data", "Éditeur de structures", "Structures d’essai", date="2024-05"),
}
BANDS = (
    "moins_30",
    "30_34",
    "35_39",
    "40_44",
    "45_49",
    "50_54",
    "55_59",
    "60_64",
    "65_69",
    "70_plus",
)


def row(indicator: str, territory: str, period: str, value: float, **more: str) -> dict[str, object]:
    """One imported figure."""
    return {
        "indicator": indicator,
        "territory": territory,
        "category": "ensemble",
        "period": period,
        "value": float(value),
        "qualifier": "exact",
        "status": "published",
        "source": "essai_mg",
        "locator": "ligne 2, colonne valeur",
        "as_printed": "",
        "note": "",
        **more,
    }


def table(rows: list[dict[str, object]]) -> pd.DataFrame:
    """A table of observations of invented rows."""
    return pd.DataFrame(rows, columns=list(COLUMNS))


def by_commune(indicator: str, period: str, **more: str) -> list[dict[str, object]]:
    """One figure for every commune of the region, different from one to the next and in proportion to its people."""
    return [
        row(
            indicator,
            code,
            period,
            _value(indicator, code, place),
            **{"locator": f"ligne {place + 2}, colonne x", **more},
        )
        for place, code in enumerate(territories.codes("COM"))
    ]


def _value(indicator: str, code: str, place: int) -> float:
    people = territories.territory(code).population
    if indicator.startswith("apl_population"):
        return people + place % 5
    if indicator.startswith("apl_mg"):
        return 1.5 + place % 5
    return people // 20_000 if indicator == "structures_effectif" else people // 1_000 + (place % 50 == 0)


def gps() -> list[dict[str, object]]:
    """GPs by commune, all and installed, at two dates of one series."""
    return [
        one
        for period in ("2020", "2023")
        for category in ("ensemble", "liberaux")
        for one in by_commune("mg_effectif", period, category=category)
    ]


def apl() -> list[dict[str, object]]:
    """APL and its populations by commune, over three years."""
    names = ("apl_mg", "apl_mg_65", "apl_mg_62", "apl_mg_60", "apl_population", "apl_population_standardisee")
    return [
        one
        for period in ("2021", "2022", "2023")
        for name in names
        for one in by_commune(name, period, source="essai_apl")
    ]


def ages() -> list[dict[str, object]]:
    """GPs by age in the region and in France, with the fields of the health insurance."""
    rows = []
    for territory, size in (("FR", 100), ("REG-32", 10)):
        for rank, band in enumerate(BANDS, start=1):
            rows.append(row("mg_age_effectif", territory, "2023", size * rank, category=band, source="essai_ages"))
        rows.append(row("mg_age_effectif", territory, "2023", size * 55, source="essai_ages"))
        for field in ("cpam", "cpam_hors_mep", "cpam_mep", "liberaux_ou_mixtes"):
            rows.append(row("mg_effectif", territory, "2023", size * 50, category=field, source="essai_ages"))
    return rows


def structures() -> list[dict[str, object]]:
    """Structures of each kind by commune."""
    return [
        one
        for kind in ("msp", "centre_sante", "cpts", "hopital")
        for one in by_commune("structures_effectif", "2024-05-01", category=kind, source="essai_finess")
    ]


def zoning(edition_id: str = "essai_zonage") -> Edition:
    """An edition that puts some communes without zone in a zone of vigilance."""
    shipped = editions()[0]
    moved = {code: "ZV" if zone == "HZ" and code < "60" else zone for code, zone in shipped.placements.items()}
    return dataclasses.replace(
        shipped,
        id=edition_id,
        name="depuis mars 2026",
        legal_start=dt.date(2026, 3, 1),
        legal_end=None,
        classes=("ZIP", "ZAC", "ZAR", "ZV", "HZ"),
        placements=moved,
    )


def content(*rows: dict[str, object], zonings: tuple[Edition, ...] = ()) -> Content:
    """What an import of these rows brings."""
    names = dict.fromkeys(str(one["source"]) for one in rows) or {"essai_mg": None}
    return Content(tuple(SOURCES[name] for name in names), observations=table(list(rows)), zonings=zonings)


@cache
def imported() -> pd.DataFrame:
    """Everything that is imported and computed from it: one row per figure."""
    base = table([*gps(), *apl(), *ages(), *structures()])
    made = derive_imported(base.assign(series=base["source"]), [*editions(), zoning()])
    return pd.concat([base, made[list(COLUMNS)]], ignore_index=True)
