"""The page «Engagements et aides», second part: what ATP and CCR pay for, where, and beside Grand Est."""

from __future__ import annotations

from collections.abc import Sequence

from demodash import territories
from demodash.charts.bars import bars
from demodash.dataset import Observation, observations
from demodash.texts import enumeration, number, plural
from demodash.ui.card import Card
from demodash.ui.cards.aides import CREATED, HOME, MERGER, NEIGHBOUR
from demodash.ui.cards.building import mark, marks, name, table
from demodash.ui.cards.measuring import wrapped
from demodash.ui.markup import Table
from demodash.ui.page import Page

_OURS = ("atp_primes", "ccr_postes")
"""What the region announces that comes closest to the neighbour's posts."""


def budgets(page: Page) -> Card | None:
    """What the two equal budgets buy: the disagreement between the premium and the sum announced for it."""
    rows = page.data.select(
        [
            "aide_budget",
            "aide_mensuelle",
            "aide_duree",
            "aide_cout_poste",
            "aide_postes_budget",
            "ccr_postes",
            "atp_primes",
        ],
        territory=HOME,
    )
    figures = observations(rows)
    implied = {
        one.category: one for one in figures if one.indicator == "aide_postes_budget" and one.period == "2022-02-03"
    }
    budget = {one.category: one for one in figures if one.indicator == "aide_budget" and one.period == "2022-02-03"}
    posts = [
        one for one in figures if one.indicator == "ccr_postes" and one.category == "ensemble" and not one.is_derived
    ]
    primes = [one for one in figures if one.indicator == "atp_primes" and one.category == "ensemble"]
    if not {"atp", "ccr"} <= set(implied) or not posts:
        return None
    drawn = [
        mark(implied["ccr"], page.palette.accent, label=wrapped("CCR : postes que", "le budget permet")),
        mark(posts[0], page.palette.accent, label="CCR : postes financés"),
        mark(
            implied["atp"],
            page.palette.series[2],
            label=wrapped("ATP : primes que", "le budget permet"),
            text=f"{implied['atp'].digits} {plural(implied['atp'].value, 'prime', 'primes')}",
        ),
        *(
            mark(one, page.palette.series[2], label=wrapped("ATP : primes", f"accordées, {one.span.label}"))
            for one in primes
        ),
    ]
    same = budget["atp"].value == budget["ccr"].value
    return Card(
        id="atp-ccr-budgets",
        title=(
            f"{budget['ccr'].text} : {posts[0].digits} postes de chef de clinique, "
            f"ou l’équivalent de {implied['atp'].digits} primes d’ATP"
            if same
            else f"Le budget finance {implied['ccr'].digits} chefs de clinique et {implied['atp'].digits} primes d’ATP"
        ),
        subtitle=f"Postes et primes que finance la Région Hauts-de-France, {posts[0].span.label}{_terms(figures)}",
        rows=rows,
        table=table(
            figures,
            "Aides ATP et CCR",
            ("Indicateur", lambda one: one.spec.name),
            ("Dispositif", lambda one: one.member.name),
        ),
        reading=(
            f"le budget des chefs de clinique, {budget['ccr'].text}, finance {implied['ccr'].text} pendant toute "
            f"la durée de l’aide ; celui des ATP, {budget['atp'].text}, financerait {implied['atp'].digits} primes, "
            "nombre que le document n’annonce pas."
        ),
        figure=bars(drawn, page.palette),
    )


def _terms(figures: Sequence[Observation]) -> str:
    """The monthly amount and the duration of both schemes, for the subtitle."""
    said = []
    for scheme in ("atp", "ccr"):
        known = {one.indicator: one for one in figures if one.category == scheme}
        if {"aide_mensuelle", "aide_duree"} <= set(known):
            amount, years = known["aide_mensuelle"], known["aide_duree"]
            said.append(f"{amount.member.name} : {amount.text} pendant {years.text}")
    return f" ({' ; '.join(said)})" if said else ""


def posts_by_university(page: Page) -> Card | None:
    """The posts of chef de clinique, by university, and what one costs."""
    rows = page.data.select(["ccr_postes", "aide_cout_poste"], territory=HOME)
    figures = observations(rows)
    posts = [one for one in figures if one.indicator == "ccr_postes" and one.category != "ensemble"]
    cost = [one for one in figures if one.indicator == "aide_cout_poste" and one.category == "ccr"]
    if not posts:
        return None
    ordered = sorted(posts, key=lambda one: -one.value)
    total = sum(one.value for one in posts)
    return Card(
        id="ccr-universites",
        title=f"{ordered[0].digits} des {number(total)} postes de chef de clinique financés vont à {name(ordered[0])}",
        subtitle=f"{ordered[0].spec.label}, {ordered[0].span.label}",
        rows=rows,
        table=table(
            figures,
            ordered[0].spec.label,
            ("Indicateur", lambda one: one.spec.name),
            ("Catégorie", lambda one: one.member.label),
        ),
        reading=(
            enumeration([f"{one.text} à {name(one)}" for one in ordered])
            + (
                f" ; un poste coûte {cost[0].text} à la Région pour toute la durée de l’aide (calculé)."
                if cost
                else "."
            )
        ),
        figure=bars(marks(ordered, lambda _: page.palette.accent, label=name), page.palette, height=204),
    )


def grand_est(page: Page) -> Card | None:
    """What the neighbouring region announced: posts, and those with a candidate."""
    rows = page.data.select(
        ["mg_postes_crees", "astp_postes_proposes", "astp_postes_candidat", "aide_duree", *_OURS],
        territory=[HOME, NEIGHBOUR],
    )
    rows = rows[(rows["territory"] == NEIGHBOUR) | (rows["indicator"].isin(_OURS) & (rows["category"] == "ensemble"))]
    figures = observations(rows)
    posts = sorted(
        (one for one in figures if one.indicator != "aide_duree"),
        key=lambda one: (one.territory == HOME, -one.value),
    )
    found = {one.indicator: one for one in posts}
    ours = [one for one in posts if one.territory == HOME]
    if not {"astp_postes_proposes", "astp_postes_candidat"} <= set(found):
        return None
    proposed, filled = found["astp_postes_proposes"], found["astp_postes_candidat"]
    return Card(
        id="grand-est",
        title=f"Grand Est : {proposed.digits} postes partagés proposés, {filled.digits} avec un candidat",
        subtitle="Postes et primes annoncés dans le Grand Est et dans les Hauts-de-France",
        rows=rows,
        table=table(
            figures,
            "Grand Est et Hauts-de-France",
            ("Territoire", lambda one: territories.name(one.territory)),
            ("Indicateur", lambda one: one.spec.label),
            ("Dispositif", lambda one: one.member.name),
        ),
        reading=(
            f"en {proposed.span.label}, l’ARS Grand Est propose {proposed.text} d’assistants spécialistes à temps "
            f"partagé ; {filled.digits} postes ont un candidat"
            + (
                f". Les Hauts-de-France annoncent {enumeration([_announced(one) for one in ours])} : des "
                "aides proches, mais non identiques."
                if ours
                else "."
            )
        ),
        figure=bars(
            [
                mark(
                    one,
                    page.palette.territory(one.territory),
                    label=wrapped(territories.name(one.territory), f"{one.spec.name}, {_years(one)}"),
                    text=one.digits,
                )
                for one in posts
            ],
            page.palette,
        ),
        remarks=(
            "ASTP : assistant spécialiste à temps partagé ; ATP : assistant à temps partagé ; CCR : chef de clinique "
            "en région. Un poste d’ASTP, une prime d’ATP et un poste de CCR ne financent pas la même chose.",
        ),
    )


def _years(one: Observation) -> str:
    return one.span.label if one.span.is_interval else str(one.span.year)


def _announced(one: Observation) -> str:
    """A figure with the short name of what it counts: ``43 primes ATP (2022–2025)``."""
    return f"{one.digits} {one.spec.name[:1].lower()}{one.spec.name[1:]} ({one.span.label})"


def hospitals(page: Page) -> Card | None:
    """The hospitals cited as eligible to the aid that unites ATP and CCR."""
    rows = page.data.select(["hopitaux_eligibles", CREATED])
    rows = rows[(rows["indicator"] != CREATED) | (rows["category"] == MERGER)]
    figures = [one for one in observations(rows) if one.territory.startswith("COM-")]
    merger = [one for one in observations(rows) if one.indicator == CREATED]
    if not figures:
        return None
    ordered = sorted(figures, key=lambda one: one.territory)
    return Card(
        id="hopitaux-eligibles",
        title=f"{len(ordered)} hôpitaux cités en exemple, un par département"
        if len({_departement(one) for one in ordered}) == len(ordered)
        else f"{len(ordered)} hôpitaux cités en exemple",
        subtitle=f"{ordered[0].spec.label}, {ordered[0].span.label}",
        rows=rows,
        table=Table(
            ["Commune", "Département", "Texte imprimé"],
            [
                [territories.name(one.territory), territories.label(_departement(one)), one.as_printed]
                for one in ordered
            ],
            "Hôpitaux éligibles",
        ),
        reading=(
            (f"en {merger[0].text}, la Région réunit l’ATP et le CCR en une seule aide. " if merger else "")
            + "Elle donne ces établissements en exemple : "
            + enumeration([territories.name(one.territory) for one in ordered])
            + " ; la page ne donne pas la liste complète."
        ),
    )


def _departement(one: Observation) -> str:
    return territories.territory(one.territory).departement or ""
