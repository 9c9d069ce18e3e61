"""Cards of the page «Médecins généralistes et zonage»."""

from __future__ import annotations

from collections.abc import Sequence

from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.dataset import observations
from demodash.indicators import CATALOGUE
from demodash.texts import change_phrase, enumeration
from demodash.ui.card import Card
from demodash.ui.cards.building import label, mark, marks, name, table
from demodash.ui.markup import Table
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
    if below and worst.value < 0 and all(change.value < 0 for change in changes if name(change) in below):
        verb = "ont perdu" if len(below) > 1 else "a perdu"
        title = f"{enumeration(below)} {verb} plus de généralistes que la région"
    elif below:
        title = f"{enumeration(below)} : une évolution moins favorable que celle de la région"
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


def effect_of_aids(page: Page) -> Card | None:
    """The zones with aids against the territories without: what it shows, and what it cannot show."""
    rows = page.data.select("mg_evolution", territory="REG-32").sort_values("value")
    figures = {one.category: one for one in observations(rows)}
    if "hz" not in figures or len(figures) < 3:
        return None
    without = figures["hz"]
    aided = [one for zone, one in figures.items() if zone not in {"ensemble", "hz"}]
    gaps = {one.category: one.value - without.value for one in aided}
    better = [name(one) for one in aided if gaps[one.category] > 0]
    title = (
        f"{enumeration(better)} : une évolution meilleure que dans les territoires sans aide"
        if better
        else "Aucune zone aidée n’a mieux résisté que les territoires non zonés"
    )
    spec = CATALOGUE["mg_ecart_region"]
    marks = [
        Mark(
            label=name(one),
            value=gaps[one.category],
            text=spec.value_text(gaps[one.category]),
            hover=f"<b>{spec.value_text(gaps[one.category])}</b><br>{label(one)} : {one.text}"
            f"<br>Territoires non zonés : {without.text}<br>Calculé",
            colour=page.palette.of(one.category),
            hollow=True,
        )
        for one in aided
    ]
    return Card(
        id="mg-zones-aidees",
        title=title,
        subtitle=f"Écart aux territoires non zonés de l’évolution {without.span.label} (points, calculé)",
        rows=rows,
        table=Table(
            headers=["Type de zone", "Évolution", "Écart aux non zonés"],
            rows=[
                [
                    label(one),
                    one.text,
                    spec.value_text(one.value - without.value) if one is not without else "référence",
                ]
                for one in figures.values()
            ],
            caption="Évolution par type de zone et écart aux territoires non zonés",
            numeric=(1, 2),
        ),
        reading=(
            "le document voit dans ces chiffres un effet des aides ; seuls, ils ne permettent ni de l’affirmer ni de "
            "l’exclure, car les zones aidées ont été choisies parce que leur offre était déjà la plus fragile."
        ),
        figure=bars(marks, page.palette, height=230),
        remarks=(
            "Pour mesurer un effet, il faudrait suivre les mêmes communes avant et après leur classement, et les "
            "comparer à des communes semblables restées hors zonage.",
        ),
    )
