"""Structures of the national register of establishments, where it has been imported."""

from __future__ import annotations

from demodash import territories
from demodash.charts.bars import bars
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.texts import number
from demodash.ui.card import Card
from demodash.ui.cards.building import mark
from demodash.ui.cards.effectifs import DEPARTEMENTS, HOME
from demodash.ui.markup import Table
from demodash.ui.page import Page


def kinds(page: Page) -> dict[str, str]:
    """The kinds of structures that there are figures of: id -> label."""
    there = set(page.data.select("structures_densite", territory=HOME)["category"])
    return {member.id: member.label for member in CATALOGUE["structures_densite"].dimension if member.id in there}


def choose(page: Page) -> str:
    """The picker of the kind, where there is a choice; empty where there are no structures."""
    options = kinds(page)
    return page.one_of("structure", "Structures", options, next(iter(options))) if options else ""


def draw(page: Page, kind: str) -> None:
    """The card of a kind; nothing without one."""
    if kind:
        page.show(by_departement, kind)


def by_departement(page: Page, kind: str) -> Card | None:
    """Structures of one kind by département, set against the population."""
    everything = page.data.select("structures_densite", territory=[HOME, *DEPARTEMENTS], category=kind)
    if everything.empty:
        return None
    rows = everything[everything["position"] == everything["position"].max()].sort_values("value", ascending=False)
    figures = observations(rows)
    home = next((one for one in figures if one.territory == HOME), None)
    around = [one for one in figures if one.territory != HOME]
    if home is None or not around:
        return None
    counted = page.data.select("structures_effectif", territory=[HOME, *DEPARTEMENTS], category=kind)
    counts = {one.territory: one for one in observations(counted) if one.period == home.period}
    what = home.member.label
    lowest, highest = around[-1], around[0]
    said = f"{_of(lowest)} à {lowest.digits}, {_of(highest)} à {highest.digits}"
    return Card(
        id=f"structures-{kind.replace('_', '-')}",
        title=f"{what} pour 100\u202f000 habitants : {said}",
        subtitle=f"{home.spec.label}, {what.lower()}, {home.span.label} ({home.spec.unit.plural}, calculée)",
        rows=page.data.select(["structures_densite", "structures_effectif"], category=kind, territory=list(counts)),
        table=Table(
            headers=["Territoire", "Structures", "Pour 100\u202f000 habitants", "Calcul"],
            rows=[
                [
                    territories.label(one.territory),
                    counts[one.territory].digits if one.territory in counts else "–",
                    one.digits,
                    one.note,
                ]
                for one in figures
            ],
            caption=f"{what} par département",
            numeric=(1, 2),
            marks=["derived"] * len(figures),
        ),
        reading=(
            f"au {home.span.label}, la région compte {number(counts[HOME].value)} {what.lower()}, soit {home.text}"
            if HOME in counts and home.span.start == home.span.end
            else f"en {home.span.label}, la région compte {home.text} ({what.lower()})"
        )
        + ".",
        figure=bars(
            [mark(one, page.palette.accent, label=territories.name(one.territory), text=one.digits) for one in around],
            page.palette,
            reference=mark(home, page.palette.ink, label="Région", text=home.digits),
        ),
        filters={"Structures": what},
    )


def _of(one: Observation) -> str:
    return territories.with_article(one.territory)
