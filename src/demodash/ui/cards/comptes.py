"""Cards on how many physicians there are according to whom: publishers, and what each counts."""

from __future__ import annotations

from collections.abc import Sequence

from demodash import territories
from demodash.charts.bars import bars
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE, units
from demodash.indicators.model import ENSEMBLE
from demodash.texts import number
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, table
from demodash.ui.cards.effectifs import DEPARTEMENTS, HOME
from demodash.ui.cards.measuring import percent, wrapped
from demodash.ui.page import Page

_GPS = {"effectif": "mg_effectif", "densite": "mg_densite"}
BESIDE = 260
"""Height of the two charts that stand side by side."""
_DENSITIES = ("mg_densite", "zonage_mg_densite")


def gps_by_departement(page: Page, unit: str) -> Card | None:
    """General practitioners of each département at the latest date: their number, or their density beside France."""
    indicator = CATALOGUE[_GPS.get(unit, "mg_densite")]
    rows = page.data.select(indicator.id, territory=[*DEPARTEMENTS, HOME, "FR"], category=ENSEMBLE)
    home = [one for one in observations(rows) if one.territory == HOME]
    if not home:
        return None
    rows = rows[(rows["period"] == home[-1].period) & (rows["source"] == home[-1].source)]
    figures = sorted(observations(rows), key=lambda one: -one.value)
    parts = [one for one in figures if one.territory in DEPARTEMENTS]
    france = [one for one in figures if one.territory == "FR"]
    whole = home[-1]
    counted = indicator.id == "mg_effectif"
    drawn = parts if counted else [one for one in figures if one.territory != "FR"]
    if not parts:
        return None
    high, low = parts[0], parts[-1]
    unit_text = indicator.unit.plural
    against = f", {france[0].digits} en France" if france and not counted else ""
    return Card(
        id=f"mg-departements-{'effectif' if counted else 'densite'}",
        title=(
            f"{whole.digits} généralistes dans la région, dont {high.digits} dans {_the(high)}"
            if counted
            else f"Généralistes {units.PER_100K.plural} : {number(low.value)} dans {_the(low)}, "
            f"{number(high.value)} dans {_the(high)}"
        ),
        subtitle=f"{indicator.label}, {_lower(whole.member.label)}, {whole.span.label} ({unit_text})",
        rows=rows,
        table=table(figures, indicator.label, ("Territoire", lambda one: territories.label(one.territory))),
        reading=(
            f"au {whole.span.label}, la région compte {_counted(whole)}{against} ; entre {_the(high)} et {_the(low)}, "
            f"l’écart est de {number(high.value - low.value, indicator.decimals)} {unit_text}."
        ),
        figure=bars(
            [
                mark(
                    one,
                    page.palette.accent if one.territory == HOME or counted else page.palette.context,
                    label=territories.name(one.territory),
                    text=one.digits,
                )
                for one in drawn
            ],
            page.palette,
            reference=mark(france[0], page.palette.ink, label="France", text=france[0].digits)
            if france and not counted
            else None,
        ),
    )


def _counted(one: Observation) -> str:
    """A number or a density of general practitioners inside a sentence."""
    what = "généralistes" if one.indicator == _GPS["effectif"] else f"généralistes {units.PER_100K.plural}"
    return f"{one.digits} {what}"


def _the(one: Observation) -> str:
    return territories.with_article(one.territory)


def by_publisher(page: Page) -> Card | None:
    """Physicians of the region in the latest year for which two publishers give a number."""
    rows = page.data.select("medecins_effectif", territory=HOME, category=ENSEMBLE)
    years = [int(year) for year in rows["year"].unique() if rows.loc[rows["year"] == year, "source"].nunique() > 1]
    if not years:
        return None
    rows = rows[rows["year"] == max(years)].sort_values("value", ascending=False)
    figures = observations(rows)
    high, low = figures[0], figures[-1]
    gap = high.value - low.value
    return Card(
        id="medecins-editeurs",
        title=f"{high.digits} ou {low.digits} médecins en {high.span.year} : les publications diffèrent",
        subtitle=f"{high.spec.label}, {_lower(high.member.label)}, Hauts-de-France, par éditeur",
        rows=rows,
        table=table(figures, high.spec.label, ("Éditeur", lambda one: _who(page, one))),
        reading=(
            f"{_who(page, high)} en compte {number(gap)} de plus que {_who(page, low)} "
            f"({percent(gap / low.value * 100)}) ; aucun des deux nombres n’est écarté ici."
        ),
        figure=bars(
            [
                mark(one, page.palette.accent, label=wrapped(_who(page, one), one.span.label), text=one.digits)
                for one in figures
            ],
            page.palette,
            height=BESIDE,
        ),
        remarks=_notes(figures),
    )


def by_scope(page: Page) -> Card | None:
    """The density of general practitioners of the region, according to whom the publisher counts as one."""
    rows = page.data.select(_DENSITIES, territory=HOME)
    rows = rows[(rows["indicator"] == _DENSITIES[0]) | (rows["category"] == ENSEMBLE)]
    rows = rows[rows.groupby("year")["value"].transform("size") > 1]
    rows = rows[rows["year"] == rows["year"].max()].sort_values("value", ascending=False)
    figures = observations(rows)
    if not figures:
        return None
    high, low = figures[0], figures[-1]
    return Card(
        id="mg-densite-champs",
        title=f"Généralistes {units.PER_100K.plural} : de {number(low.value)} à {number(high.value)} selon le champ",
        subtitle=f"{high.spec.label}, Hauts-de-France, {high.span.year}, par éditeur et par champ",
        rows=rows,
        table=table(
            figures,
            high.spec.label,
            ("Éditeur", lambda one: _who(page, one)),
            ("Champ", _scope),
        ),
        reading=(
            f"{_who(page, high)}, {_lower(_scope(high))}, donne {high.digits} ; {_who(page, low)}, "
            f"{_lower(_scope(low))}, {low.digits} : "
            "les médecins comptés ne sont pas les mêmes, et ces densités ne se comparent pas entre elles."
        ),
        figure=bars(
            [
                mark(one, page.palette.accent, label=wrapped(_who(page, one), _scope(one)), text=one.digits)
                for one in figures
            ],
            page.palette,
            height=BESIDE,
        ),
        remarks=_notes(figures),
    )


def _who(page: Page, one: Observation) -> str:
    return page.data.source(one.source).publisher


def _scope(one: Observation) -> str:
    return one.member.label if one.indicator == _DENSITIES[0] else "champ non précisé"


def _lower(label: str) -> str:
    """A label inside a sentence: its first letter in lower case, its abbreviations as they are."""
    return label[:1].lower() + label[1:]


def _notes(figures: Sequence[Observation]) -> list[str]:
    return [f"{one.digits} : {one.note}." for one in figures if one.note and not one.is_derived]
