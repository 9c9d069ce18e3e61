"""Cards on GPs by type of zone, computed from imported tables by commune, beside the published figures of OG 12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from demodash.analysis.by_zone import Counting, countings, figures, last_of_each_year, zones_of
from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.dataset import Observation, observations
from demodash.derivation.imported_zones import FAMILIES
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.schema import COLUMNS
from demodash.territories import HOME_REGION
from demodash.texts import STATUS_WORDS, change_phrase, enumeration, number
from demodash.ui.card import Card
from demodash.ui.cards.building import label, mark, name
from demodash.ui.cards.carte_subject import when
from demodash.ui.cards.medecins import latest_review
from demodash.ui.markup import Table
from demodash.ui.page import Page
from demodash.zonage import Edition

_NOWHERE = "dans les territoires non zonés"
_NONE = "–"
_COUNTED = {FAMILIES["liberaux"]: "généralistes libéraux", FAMILIES["ensemble"]: "généralistes"}
"""Whom a family of indicators counts, in a title."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose: a counting, an edition of the zoning, and two years (the same when there is one)."""

    counting: str
    edition: str
    first: str
    last: str


def choose(page: Page) -> Choice | None:
    """The pickers of these cards, where imports allow to draw them; None and no picker where they do not."""
    known = {one.id: one for one in countings(page.data)}
    if not known:
        return None
    with page.filters("Généralistes par zone, recalculés depuis les tables importées.", "recalcul"):
        return _choose(page, known)


def _choose(page: Page, known: Mapping[str, Counting]) -> Choice:
    counting = page.one_of(
        "comptage", "Médecins comptés", {key: one.label for key, one in known.items()}, next(iter(known))
    )
    with_figures = _editions(page, known[counting])
    edition = page.one_of("edition", "Édition du zonage", with_figures, next(iter(with_figures)))
    years = list(map(str, last_of_each_year(known[counting].periods)))
    if len(years) == 1:
        return Choice(counting, edition, years[0], years[0])
    first = page.one_of("de", "De", {year: year for year in years[:-1]}, years[0])
    later = [year for year in years if int(year) > int(first)]
    return Choice(counting, edition, first, page.one_of("a", "À", {year: year for year in later}, later[-1]))


def draw(page: Page) -> None:
    """The pickers, the density and, where there are two years, the change; nothing where imports give no figure."""
    choice = choose(page)
    if choice is None:
        return
    told = (choice.counting, choice.edition, choice.first, choice.last)
    if choice.first == choice.last:
        page.show(density, *told)
    else:
        page.row((density, *told), (change, *told))


def density(page: Page, counting: str, edition: str, _first: str, last: str) -> Card | None:
    """GPs for 100 000 inhabitants of each type of zone."""
    counted, zoning = _counting(page, counting), _edition(page, edition)
    if counted is None or zoning is None:
        return None
    iso = last_of_each_year(counted.periods)[int(last)]
    found = figures(page.data, counted.indicator("densite"), edition, series=counted.series, iso=iso)
    numbers = figures(page.data, counted.indicator("effectif"), edition, series=counted.series, iso=iso)
    zones = sorted(zones_of(found), key=lambda one: one.value)
    if not zones or ENSEMBLE not in found:
        return None
    region, lowest, highest = found[ENSEMBLE], zones[0], zones[-1]
    spec = region.spec
    ends = enumeration([f"{_bare(lowest)} {_in(lowest)}", f"{_bare(highest)} {_in(highest)}"])
    return Card(
        id="mg-zones-densite",
        title=f"{spec.name.removesuffix(' par zone')} : {ends}",
        subtitle=f"{spec.label}, Hauts-de-France, {region.span.label}, zonage {zoning.name} (calculée)",
        rows=_rows([*found.values(), *numbers.values()]),
        table=Table(
            headers=["Type de zone", "Médecins", "Pour 100\u202f000 habitants", "Calcul"],
            rows=[
                [label(one), numbers[zone].digits if zone in numbers else _NONE, one.digits, one.note]
                for zone, one in found.items()
            ],
            caption=f"{spec.label}, {region.span.label}, zonage {zoning.name}",
            numeric=(1, 2),
            marks=["derived"] * len(found),
        ),
        reading=(
            f"{when(region.span)}, la densité est de "
            f"{_bare(lowest)} {_in(lowest)}, de {_bare(highest)} {_in(highest)} et de {_bare(region)} dans la région "
            f"({spec.unit.plural})."
        ),
        figure=bars(
            [mark(one, page.palette.of(one.category), text=one.digits) for one in zones],
            page.palette,
            reference=mark(region, page.palette.ink, label="Région", text=region.digits),
        ),
        remarks=(_published_density(page),),
        filters={"Comptage": counted.label, "Édition du zonage": zoning.name, "Année": last},
    )


def change(page: Page, counting: str, edition: str, first: str, last: str) -> Card | None:
    """The change in GPs by zone between two years, in one edition, with the gap to what OG 12 published."""
    counted, zoning = _counting(page, counting), _edition(page, edition)
    if counted is None or zoning is None:
        return None
    dates = last_of_each_year(counted.periods)
    iso = f"{dates[int(first)]}/{dates[int(last)]}"
    found = figures(page.data, counted.indicator("evolution"), edition, series=counted.series, iso=iso)
    zones = sorted(zones_of(found), key=lambda one: one.value)
    if not zones or ENSEMBLE not in found:
        return None
    region, worst = found[ENSEMBLE], zones[0]
    published = _published(page)
    spec = region.spec
    return Card(
        id="mg-zones-evolution",
        title=(
            f"Entre {first} et {last}, le nombre de {_COUNTED[counted.family]} {_moved(worst)} {_in(worst)} "
            f"et {_moved_too(region, worst)} dans la région"
        ),
        subtitle=f"{spec.label}, Hauts-de-France, {region.span.label}, zonage {zoning.name} (%, calculée)",
        rows=_rows([*found.values(), *published.values()]),
        table=_beside_published(found, published, f"{spec.label}, {region.span.label}"),
        reading=_gap_told(found, published, first, last),
        figure=bars(
            [_with_published(page, one, published.get(one.category)) for one in zones],
            page.palette,
            reference=mark(region, page.palette.ink, label="Région"),
        ),
        remarks=(
            "La même édition est appliquée aux deux années. Les chiffres publiés pour l’OG 12 viennent d’une autre "
            "source et d’autres années : l’écart ne dit pas lequel des deux est faux.",
        ),
        filters={"Comptage": counted.label, "Édition du zonage": zoning.name, "De": first, "À": last},
    )


def _editions(page: Page, counted: Counting) -> dict[str, str]:
    """The editions that this counting has figures with, the latest first."""
    rows = page.data.select(counted.indicator("effectif"), territory=HOME_REGION)
    places = " ".join(rows.loc[rows["series"] == counted.series, "locator"])
    return {one.id: one.name for one in reversed(page.data.zonings) if f"({one.id})" in places}


def _counting(page: Page, wanted: str) -> Counting | None:
    return next((one for one in countings(page.data) if one.id == wanted), None)


def _edition(page: Page, wanted: str) -> Edition | None:
    return next((one for one in page.data.zonings if one.id == wanted), None)


def _published(page: Page) -> dict[str, Observation]:
    """The change by zone that the review of OG 12 published, by zone."""
    return {one.category: one for one in observations(latest_review(page)) if not one.is_derived}


def _published_density(page: Page) -> str:
    rows = observations(page.data.select("zonage_mg_densite", territory=HOME_REGION, category=ENSEMBLE))
    if not rows:
        return "Aucune densité par zone n’est publiée pour la comparer."
    one = rows[-1]
    return f"{page.data.source(one.source).publisher} publie {one.text} dans la région, {one.span.label}."


def _bare(one: Observation) -> str:
    """The number alone, in a sentence: the table says which are approximate."""
    return number(one.value, one.spec.decimals)


def _moved(one: Observation) -> str:
    """A change as a verb: ``a reculé de 8,23 %``."""
    return change_phrase(round(one.value, one.spec.decimals), one.spec.value_text(one.value))


def _moved_too(one: Observation, other: Observation) -> str:
    """A change after another in one sentence: the verb is not said twice."""
    said, before = _moved(one), _moved(other)
    verb = before.partition(" de ")[0]
    return said.removeprefix(f"{verb} ") if " de " in before and said.startswith(f"{verb} de ") else said


def _in(one: Observation) -> str:
    return _NOWHERE if one.category == "hz" else f"en {name(one)}"


def _with_published(page: Page, one: Observation, published: Observation | None) -> Mark:
    drawn = mark(one, page.palette.of(one.category))
    if published is None:
        return drawn
    said = f"{drawn.hover}<br>Publié pour {published.span.label} : {published.text}"
    return Mark(drawn.label, drawn.value, drawn.text, said, drawn.colour, hollow=drawn.hollow, x=drawn.x)


def _gap(one: Observation, published: Observation | None) -> str:
    if published is None:
        return _NONE
    return CATALOGUE["mg_ecart_region"].value_text(one.value - published.value)


def _beside_published(found: Mapping[str, Observation], published: Mapping[str, Observation], caption: str) -> Table:
    dates = next((one.span.label for one in published.values()), "")
    return Table(
        headers=["Type de zone", "Recalculé", f"Publié {dates}".strip(), "Écart", "Calcul", "Statut"],
        rows=[
            [
                label(one),
                one.text,
                published[zone].text if zone in published else _NONE,
                _gap(one, published.get(zone)),
                one.note,
                STATUS_WORDS[one.status],
            ]
            for zone, one in found.items()
        ],
        caption=caption,
        numeric=(1, 2, 3),
        marks=["derived"] * len(found),
    )


def _gap_told(found: Mapping[str, Observation], published: Mapping[str, Observation], first: str, last: str) -> str:
    """The widest gap to what is published, in a sentence; the change alone where nothing is."""
    compared = [one for zone, one in found.items() if zone in published]
    if not compared:
        region = found[ENSEMBLE]
        return f"entre {first} et {last}, {region.note} : {region.text} dans la région."
    widest = max(compared, key=lambda one: abs(one.value - published[one.category].value))
    other = published[widest.category]
    where = "dans la région" if widest.category == ENSEMBLE else _in(widest)
    return (
        f"le recalcul {first}–{last} donne {widest.text} {where}, le document de l’OG 12 {other.text} pour "
        f"{other.span.label} : {_gap(widest, other)}, le plus grand écart des {len(compared)} lignes."
    )


def _rows(shown: list[Observation]) -> pd.DataFrame:
    return pd.DataFrame([[getattr(one, column) for column in COLUMNS] for one in shown], columns=list(COLUMNS))
