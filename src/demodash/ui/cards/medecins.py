"""Cards of the page «Médecins généralistes et zonage»."""

from __future__ import annotations

from collections.abc import Sequence

from demodash.charts.bars import bars
from demodash.dataset import observations
from demodash.indicators import CATALOGUE
from demodash.texts import change_phrase, enumeration
from demodash.ui.card import Card
from demodash.ui.cards.building import label, mark, marks, name, table
from demodash.ui.page import Page

MEASURES = {
    "mg_evolution": "Évolution 2016–2020",
    "mg_ecart_region": "Écart à la région",
    "mg_evolution_annuelle": "Rythme annuel",
}
ZONES = {member.id: member.name for member in CATALOGUE["mg_evolution"].dimension if member.id != "ensemble"}


def change_by_zone(page: Page, measure: str, zones: Sequence[str]) -> Card | None:
    """The change in GPs by zone type, sorted, against the region."""
    changes = observations(page.data.select("mg_evolution", territory="REG-32", category=zones).sort_values("value"))
    if not changes:
        return None
    region = page.data.one("mg_evolution", territory="REG-32")
    below = [name(change) for change in changes if change.value < region.value]
    worst = changes[0]
    if below:
        verb = "ont perdu" if len(below) > 1 else "a perdu"
        title = f"{enumeration(below)} {verb} plus de généralistes que la région"
    else:
        title = "Aucune des zones choisies n’a perdu plus de généralistes que la région"
    rows = page.data.select(measure, territory="REG-32", category=[*zones, "ensemble"]).sort_values("value")
    figures = observations(rows)
    drawn = marks(
        [one for one in figures if one.category != "ensemble"],
        lambda one: page.palette.of(one.category),
        label=name,
    )
    reference = [mark(one, page.palette.ink, label="Région") for one in figures if one.category == "ensemble"]
    indicator = CATALOGUE[measure]
    return Card(
        id=f"mg-zones-{measure.replace('_', '-')}",
        title=title,
        subtitle=f"{indicator.label}, Hauts-de-France, {region.span.label} ({indicator.unit.plural})",
        rows=rows,
        table=table(figures, indicator.label, ("Type de zone", label)),
        reading=(
            f"entre {region.span.start.year} et {region.span.end.year}, le nombre de généralistes installés "
            f"{change_phrase(worst.value, worst.text)} dans les "
            f"{name(worst) if worst.category != 'hz' else 'territoires non zonés'} ; dans la région, il "
            f"{change_phrase(region.value, region.text)}, soit un écart de "
            f"{CATALOGUE['mg_ecart_region'].value_text(worst.value - region.value)}."
        ),
        figure=bars(drawn, page.palette, reference=reference[0] if reference else None),
        filters={"Mesure": MEASURES[measure], "Zones": enumeration([ZONES[zone] for zone in zones])},
    )
