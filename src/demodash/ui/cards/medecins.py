"""Cards of the page «Médecins généralistes et zonage»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.texts import capitalised, change_phrase, enumeration
from demodash.ui.card import Card
from demodash.ui.cards.building import label, mark, marks, name, table
from demodash.ui.markup import Table
from demodash.ui.page import Page

MEASURES = {
    "mg_evolution": "Évolution",
    "mg_ecart_region": "Écart à la région",
    "mg_evolution_annuelle": "Rythme annuel",
}
ZONES = {
    member.id: member.name for member in CATALOGUE["mg_evolution"].dimension if member.id not in {"ensemble", "zv"}
}
"""The classes of the zoning that the published figures are about: the region has no zone of vigilance."""


def latest_review(page: Page, measure: str = "mg_evolution") -> pd.DataFrame:
    """A measure of the change in the region by zone type, over the latest years of which the region's is known too.

    Two reviews are never mixed: their years differ. Of one category, the figure published last. In the order of values.
    """
    rows = page.data.select(measure, territory="REG-32")
    whole = page.data.select("mg_evolution", territory="REG-32", category="ensemble")["period"]
    zones = rows[rows["category"] != "ensemble"]
    compared = zones[zones["period"].isin(list(whole))]
    last = (compared if len(compared) else zones).nlargest(1, "position")["period"]
    kept = rows[rows["period"].isin(list(last))].sort_values("published_on", kind="stable")
    return kept.drop_duplicates("category", keep="last").sort_values("value", kind="stable")


def _reviews_left_out(page: Page, shown: pd.DataFrame) -> tuple[str, ...]:
    """Say which later reviews give the change by zone without the region's, and where their figures are."""
    rows = page.data.select("mg_evolution", territory="REG-32")
    later = rows[(rows["category"] != ENSEMBLE) & (rows["position"] > shown["position"].max())]
    spans = dict.fromkeys(one.span.label for one in observations(later.sort_values("position", kind="stable")))
    if not spans:
        return ()
    years = enumeration(list(spans))
    return (
        f"Une édition plus récente ({years}) donne l’évolution par zone sans celle de la région : elle n’est pas mêlée "
        "à celle-ci. Ses chiffres sont sur la page « Revue OG 12 ».",
    )


def change_by_zone(page: Page, measure: str, zones: Sequence[str]) -> Card | None:
    """The change in GPs by zone type, sorted, against the region."""
    shown = latest_review(page, measure)
    shown = shown[shown["category"].isin([*zones, "ensemble"])]
    reviewed = page.data.select("mg_evolution", territory="REG-32", category=[*zones, "ensemble"])
    reviewed = reviewed[reviewed["period"].isin(list(shown["period"]))].sort_values("published_on", kind="stable")
    reviewed = reviewed.drop_duplicates("category", keep="last").sort_values("value", kind="stable")
    everything = observations(reviewed)
    changes = [one for one in everything if one.category != "ensemble"]
    if not changes:
        return None
    region = next((one for one in everything if one.category == "ensemble"), None)
    if region is None:
        return None
    below = [change for change in changes if change.value < region.value]
    worst = changes[0]
    said = capitalised(enumeration([_those_of(change) for change in below]))
    if below and all(change.value < 0 for change in below):
        title = f"{said} ont perdu leurs généralistes plus vite que la région"
    elif below:
        title = f"{said} : une évolution moins favorable que celle de la région"
    else:
        title = "Aucune des zones choisies n’a perdu ses généralistes plus vite que la région"
    figures = observations(shown)
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
        rows=shown,
        table=table(figures, indicator.label, ("Type de zone", label)),
        reading=(
            f"entre {region.span.start.year} et {region.span.end.year}, le nombre de généralistes installés "
            f"{change_phrase(worst.value, worst.text)} dans {_those_of(worst)} ; dans la région, il "
            f"{change_phrase(region.value, region.text)}, soit un écart de "
            f"{CATALOGUE['mg_ecart_region'].value_text(worst.value - region.value)}{_pace(figures, worst)}."
        ),
        figure=bars(drawn, page.palette, reference=reference[0] if reference else None),
        remarks=_reviews_left_out(page, shown),
        filters={"Mesure": MEASURES[measure], "Zones": enumeration([ZONES[zone] for zone in zones])},
    )


def _those_of(change: Observation) -> str:
    """The territories of a zone type, in a sentence."""
    return "les territoires non zonés" if change.category == "hz" else f"les {name(change)}"


def _pace(figures: Sequence[Observation], change: Observation) -> str:
    """The yearly rate behind a change, when that is what is drawn."""
    found = [one for one in figures if one.indicator == "mg_evolution_annuelle" and one.category == change.category]
    return f" ; à rythme constant, c’est {found[0].text}" if found else ""


def effect_of_aids(page: Page) -> Card | None:
    """The zones with aids against the territories without: what it shows, and what it cannot show."""
    rows = latest_review(page)
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
            f"{_gaps(aided, gaps)} ; le document voit dans ces chiffres un effet des aides, mais, seuls, ils ne "
            "permettent ni de l’affirmer ni de l’exclure : les zones aidées ont été choisies parce que leur offre "
            "était déjà la plus fragile."
        ),
        figure=bars(marks, page.palette, height=230),
        remarks=(
            "Pour mesurer un effet, il faudrait suivre les mêmes communes avant et après leur classement, et les "
            "comparer à des communes semblables restées hors zonage.",
            *_reviews_left_out(page, rows),
        ),
    )


def _gaps(aided: Sequence[Observation], gaps: Mapping[str, float]) -> str:
    """The widest and the narrowest gap to the territories without zone, in a sentence."""
    spec = CATALOGUE["mg_ecart_region"]
    ordered = sorted(aided, key=lambda one: gaps[one.category])
    ends = [f"{spec.value_text(gaps[one.category])} ({name(one)})" for one in (ordered[0], ordered[-1])]
    return f"l’écart aux territoires non zonés va de {ends[0]} à {ends[1]}"
