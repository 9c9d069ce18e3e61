"""Cards of the page «Médecins généralistes et zonage»."""

from __future__ import annotations

from collections.abc import Sequence

from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.indicators import CATALOGUE
from demodash.periods import period
from demodash.texts import enumeration, number
from demodash.ui.card import Card
from demodash.ui.cards.building import category_label, category_name, mark, marks, table
from demodash.ui.page import Page

MEASURES = {
    "mg_evolution": "Évolution 2016–2020",
    "mg_ecart_region": "Écart à la région",
    "mg_evolution_annuelle": "Rythme annuel",
}
ZONES = {member.id: member.name for member in CATALOGUE["mg_evolution"].dimension if member.id != "ensemble"}


def change_by_zone(page: Page, measure: str, zones: Sequence[str]) -> Card | None:
    """The change in GPs by zone type, sorted, against the region."""
    data = page.data
    rows = data.select(measure, territory="REG-32", category=zones).sort_values("value")
    if rows.empty:
        return None
    indicator = CATALOGUE[measure]
    region = data.one("mg_evolution", territory="REG-32")
    span = period(region["period"])
    changes = data.select("mg_evolution", territory="REG-32", category=zones).sort_values("value")
    below = [category_name(row) for row in changes.itertuples() if row.value < region["value"]]
    worst = next(changes.itertuples())
    whole = data.select(measure, territory="REG-32", category="ensemble")
    reference = [mark(row, page.palette.ink, label="Région") for row in whole.itertuples()]
    if below:
        verb = "ont perdu" if len(below) > 1 else "a perdu"
        title = f"{enumeration(below)} {verb} plus de généralistes que la région"
    else:
        title = "Aucune des zones choisies n’a perdu plus de généralistes que la région"
    gap = worst.value - region["value"]
    text = (
        f"entre {span.start.year} et {span.end.year}, le nombre de médecins généralistes installés a varié de "
        f"{number(worst.value, 2)} % en {category_label(worst).lower() if worst.category == 'hz' else ZONES[worst.category]}, "
        f"contre {number(region['value'], 2)} % dans la région, soit un écart de {number(gap, 2)} points."
    )
    drawn: list[Mark] = marks(rows, lambda row: page.palette.of(row.category), label=category_name)
    return Card(
        id=f"mg-zones-{measure.replace('_', '-')}",
        title=title,
        subtitle=f"{indicator.label}, Hauts-de-France, {span.label} ({indicator.unit.plural})",
        rows=data.select(measure, territory="REG-32", category=[*zones, "ensemble"]),
        table=table(
            data.select(measure, territory="REG-32", category=[*zones, "ensemble"]).sort_values("value"),
            indicator.label,
            ("Type de zone", category_label),
        ),
        reading=text,
        figure=bars(drawn, page.palette, reference=reference[0] if reference else None),
        filters={"Mesure": MEASURES[measure], "Zones": enumeration([ZONES[zone] for zone in zones])},
    )
