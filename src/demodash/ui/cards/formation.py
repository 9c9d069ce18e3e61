"""Cards of the page «Places de formation» on the medical courses: before and after, and their share of the nation's."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from demodash import territories
from demodash.analysis.measures import Measure
from demodash.analysis.population import inhabitants
from demodash.analysis.recomputation import PairedChange, paired_changes
from demodash.charts.bars import bars
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.marks import Mark
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE, units
from demodash.texts import NARROW_SPACE, STATUS_WORDS, enumeration, number
from demodash.ui.card import Card
from demodash.ui.cards.building import hover, label, mark, name
from demodash.ui.cards.measuring import MEASURES, percent
from demodash.ui.markup import Table
from demodash.ui.page import Page

HOME = territories.HOME_REGION
BEFORE, AFTER, CHANGE = "places_medicales_avant", "places_medicales_apres", "places_medicales_evolution"
ANNUAL, ANNUAL_SITES = "numerus_apertus_medecine", ("lille_2", "icl", "amiens")
NATIONAL = "objectif_national_formation"
_HEIGHT = 308
"""Pixels of the page's charts of four rows, so that two cards of a row are level."""


def medical_places(page: Page, measure: str) -> Card | None:
    """Medical places before and after the increase, with the published change and the one recomputed."""
    pairs = _pairs(page)
    if not pairs:
        return None
    shown = Measure(measure) if measure in {Measure.CHANGE, Measure.INDEX} else Measure.NUMBER
    most = max(pairs, key=_change)
    annual = _annual(page)
    courses = [pair.before.category for pair in pairs]
    used = page.data.select([BEFORE, AFTER, CHANGE], territory=HOME, category=courses)
    beside = page.data.select(ANNUAL, territory=HOME, category=ANNUAL_SITES)
    unit = {Measure.CHANGE: units.CHANGE_PERCENT.plural, Measure.INDEX: "base 100 avant l’augmentation"}
    return Card(
        id=f"places-medicales-{shown.value}",
        title=_title(pairs),
        subtitle=(
            f"{CATALOGUE[CHANGE if shown in unit else BEFORE].label}{'' if shown in unit else ' et après'}, "
            f"{territories.name(HOME)} ({unit.get(shown, units.PLACES.plural)}) ; le document ne donne pas d’année"
        ),
        rows=pd.concat([used, beside]) if annual else used,
        table=_table(pairs),
        reading=_reading(most) + _beside_a_year(page, pairs, annual),
        figure=_drawn(page, pairs, shown),
        filters={"Mesure": MEASURES[shown]},
    )


def _pairs(page: Page) -> list[PairedChange]:
    pairs = paired_changes(page.data, HOME, before=BEFORE, after=AFTER, change=CHANGE)
    return [pair for pair in pairs if pair.before.category != "ensemble"]


def _change(pair: PairedChange) -> float:
    return pair.recomputed_pct if pair.published is None else pair.published.value


def _change_text(pair: PairedChange) -> str:
    return percent(pair.recomputed_pct, 2) if pair.published is None else pair.published.text


def _course(pair: PairedChange) -> str:
    return f"en {label(pair.before).lower()}"


def _title(pairs: Sequence[PairedChange]) -> str:
    ranked = sorted(pairs, key=_change)
    for extreme, verb, same in (
        (ranked[-1], "augmentent", all(_change(pair) > 0 for pair in pairs)),
        (ranked[0], "reculent", all(_change(pair) < 0 for pair in pairs)),
    ):
        if same and len(pairs) == 1:
            return f"Les places {verb} {_course(extreme)} ({_change_text(extreme)})"
        if same:
            return (
                f"Les places {verb} dans les {len(pairs)} filières médicales, "
                f"surtout {_course(extreme)} ({_change_text(extreme)})"
            )
    kinds = (
        ("en hausse", [_course(pair) for pair in pairs if _change(pair) > 0]),
        ("en baisse", [_course(pair) for pair in pairs if _change(pair) < 0]),
        ("stables", [_course(pair) for pair in pairs if _change(pair) == 0]),
    )
    return "Places " + ", ".join(f"{word} {enumeration(courses)}" for word, courses in kinds if courses)


def _reading(pair: PairedChange) -> str:
    recomputed = percent(pair.recomputed_pct, 2)
    control = {
        True: f"{_change_text(pair)} publié, et recalculé à partir des deux nombres",
        False: f"{_change_text(pair)} publié, mais {recomputed} recalculé à partir des deux nombres",
        None: f"{recomputed} calculé, aucune évolution n’étant publiée",
    }[pair.agrees]
    return f"{_course(pair)}, {pair.before.text} avant et {pair.after.text} après, soit {control}."


def _annual(page: Page) -> list[Observation]:
    """The places of one year in medicine, site by site; empty unless every site is known for one period."""
    sites = observations(page.data.select(ANNUAL, territory=HOME, category=ANNUAL_SITES))
    latest = [one for one in sites if one.period == max(other.period for other in sites)]
    return latest if {one.category for one in latest} == set(ANNUAL_SITES) else []


def _beside_a_year(page: Page, pairs: Sequence[PairedChange], annual: Sequence[Observation]) -> str:
    medicine = next((pair.after for pair in pairs if pair.after.category == "medecine"), None)
    total = sum(one.value for one in annual)
    if medicine is None or not total:
        return ""
    times = medicine.value / total
    sites = enumeration([name(one) for one in annual])
    publisher = page.data.source(annual[0].source).publisher
    several = ", l’ordre de grandeur d’un objectif sur plusieurs années" if times >= 2 else ""
    return (
        f" En médecine, {number(total)} places sont recensées pour une année ({sites}, {publisher}) : "
        f"{medicine.text}, c’est {number(times, 1)} fois ce nombre{several}."
    )


def _table(pairs: Sequence[PairedChange]) -> Table:
    control = {True: "égal", False: "différent", None: "non publié"}
    return Table(
        headers=("Filière", "Avant", "Après", "Évolution", "Recalculée", "Contrôle"),
        rows=[
            (
                label(pair.before),
                pair.before.digits,
                pair.after.digits,
                pair.published.text if pair.published else "",
                percent(pair.recomputed_pct, 2),
                control[pair.agrees],
            )
            for pair in pairs
        ],
        caption=f"{CATALOGUE[CHANGE].label}, {territories.name(HOME)}",
        numeric=(1, 2, 3, 4),
    )


def _drawn(page: Page, pairs: Sequence[PairedChange], shown: Measure) -> go.Figure:
    colour = page.palette.accent
    match shown:
        case Measure.CHANGE:
            ranked = sorted(pairs, key=_change, reverse=True)
            return bars([_change_mark(pair, colour) for pair in ranked], page.palette, height=_HEIGHT)
        case Measure.INDEX:
            ranked = sorted(pairs, key=_change, reverse=True)
            return bars([_index_mark(pair, colour) for pair in ranked], page.palette, base=100, height=_HEIGHT)
        case _:
            return dumbbells(
                [
                    Pair(
                        label(pair.before),
                        mark(pair.before, page.palette.context, text=number(pair.before.value)),
                        mark(pair.after, colour, text=number(pair.after.value)),
                        _change_text(pair),
                    )
                    for pair in pairs
                ],
                page.palette,
                names=("avant", "après"),
            )


def _change_mark(pair: PairedChange, colour: str) -> Mark:
    if pair.published is not None:
        return mark(pair.published, colour)
    text = _change_text(pair)
    return Mark(
        name(pair.after), pair.recomputed_pct, text, f"<b>{text}</b><br>{hover(pair.after)}", colour, hollow=True
    )


def _index_mark(pair: PairedChange, colour: str) -> Mark:
    value = 100 + pair.recomputed_pct
    text = number(value, 1)
    said = f"<b>{text}</b> (base 100 : {pair.before.text})<br>{hover(pair.after)}"
    return Mark(name(pair.after), value, text, said, colour, hollow=True)


def share_of_national(page: Page) -> Card | None:
    """The places after the increase as a share of the national objective, beside the region's share of inhabitants."""
    shares = _national_shares(page)
    if not shares:
        return None
    after, objective, _ = shares[0]
    year = after.span.year
    known = inhabitants(page.data)
    region, france = known(HOME, year), known("FR", year)
    people = None if region is None or france is None else region / france * 100
    drawn = [
        Mark(
            name(one),
            share,
            percent_text(share),
            f"<b>{percent_text(share)}</b> (calculé)<br>{one.text} sur {national.text}<br>{label(one)}",
            page.palette.accent,
            hollow=True,
        )
        for one, national, share in shares
    ]
    low, high = (percent_text(extreme(share for _, _, share in shares)) for extreme in (min, max))
    aside = "" if people is None else f", pour {percent_text(people)} de la population"
    first, national, share = shares[-1]
    return Card(
        id="places-medicales-part-nationale",
        title=(
            f"De {low} à {high} de l’objectif national {objective.span.label}{aside}"
            if len(shares) > 1
            else f"{low} de l’objectif national {objective.span.label}{aside}"
        ),
        subtitle=(
            f"{CATALOGUE[AFTER].short} du document, rapportées à l’objectif national de professionnels à former "
            f"{objective.span.label} ({units.PERCENT.plural}), {territories.name(HOME)}"
        ),
        rows=page.data.select([AFTER, NATIONAL], category=[one.category for one, _, _ in shares]),
        table=_national_table(shares),
        reading=(
            f"en {label(first).lower()}, {first.text} dans la région et {national.text} à former en France, soit "
            f"{percent_text(share)}. Le rapprochement est calculé ici : le document ne dit pas que ses places sont "
            "celles de ces années."
        ),
        figure=bars(
            drawn,
            page.palette,
            height=_HEIGHT,
            reference=None
            if people is None
            else Mark("Part de la population", people, percent_text(people), "", page.palette.ink),
        ),
        remarks=(
            "La part de la population est celle du 1er janvier de l’année du document, déduite des effectifs et des "
            "densités de médecins que publie la DREES.",
        ),
    )


def percent_text(share: float) -> str:
    """A share with one decimal: ``8,6 %``."""
    return f"{number(share, 1)}{NARROW_SPACE}{units.PERCENT.plural}"


def _national_shares(page: Page) -> list[tuple[Observation, Observation, float]]:
    """Region, nation and share of each course, highest share first; the latest objective when there are several."""
    national = {one.category: one for one in observations(page.data.select(NATIONAL, territory="FR"))}
    shares = [
        (one, national[one.category], one.value / national[one.category].value * 100)
        for one in observations(page.data.select(AFTER, territory=HOME))
        if one.category in national and one.category != "ensemble" and not one.is_derived
    ]
    return sorted(shares, key=lambda share: share[2], reverse=True)


def _national_table(shares: Sequence[tuple[Observation, Observation, float]]) -> Table:
    return Table(
        headers=("Filière", "Région", "Objectif national", "Part", "Statut"),
        rows=[
            (label(one), one.digits, national.digits, percent_text(share), STATUS_WORDS["derived"])
            for one, national, share in shares
        ],
        caption=f"{CATALOGUE[AFTER].label}, part de l’objectif national",
        numeric=(1, 2, 3),
        marks=["derived"] * len(shares),
    )
