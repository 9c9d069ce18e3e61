"""The changes by zone of an imported review have their annual rates and their gaps to the region."""

from __future__ import annotations

import pytest

from demodash.derivation.imported import derive_imported
from demodash.derivation.imported_reviews import movements
from tests.imported_figures import row, table


def review(series: str, region: float | None, **zones: float):
    rows = [row("mg_evolution", "REG-32", "2020/2024", value, category=zone) for zone, value in zones.items()]
    if region is not None:
        rows.append(row("mg_evolution", "REG-32", "2020/2024", region, locator="ligne 1"))
    return table(rows).assign(series=series)


def test_gaps_and_rates_worked_by_hand() -> None:
    made = movements(review("essai", -4.0, zip=-6.5, hz=-1.0))
    gaps = made[made["indicator"] == "mg_ecart_region"].set_index("category")["value"]
    assert gaps.to_dict() == pytest.approx({"zip": -2.5, "hz": 3.0})
    rates = made[made["indicator"] == "mg_evolution_annuelle"].set_index("category")["value"]
    assert rates["zip"] == pytest.approx((0.935**0.25 - 1) * 100)
    assert set(made["series"]) == {"essai"}
    assert set(made["status"]) == {"derived"}


def test_without_the_region_there_is_no_gap() -> None:
    made = movements(review("essai", None, zip=-6.5))
    assert set(made["indicator"]) == {"mg_evolution_annuelle"}


def test_nothing_gives_nothing() -> None:
    assert movements(review("essai", None)).empty


def test_they_come_with_the_other_derivations_of_imports() -> None:
    made = derive_imported(review("essai", -4.0, zip=-6.5), ())
    assert {"mg_ecart_region", "mg_evolution_annuelle"} <= set(made["indicator"])
