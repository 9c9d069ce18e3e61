"""What an import brings and what it changes against what is there; then yes or no."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from demodash import territories
from demodash.analysis.divergences import Divergence
from demodash.dataset import Observation, observations
from demodash.importing import Changes, Prepared, ZoningChanges
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import ZONE
from demodash.loaders.content import Content
from demodash.periods import Period, period
from demodash.sources import Source
from demodash.territories import Level
from demodash.texts import and_others, enumeration, first_of, number, plural
from demodash.ui import markup
from demodash.ui.importer import actions, preview_map
from demodash.ui.importer.messages import show_notice, show_problems
from demodash.ui.importer.state import Step, Wizard
from demodash.ui.page import Page
from demodash.zonage import Edition

_LISTED = 6
_ROWS_SHOWN = 30


def draw(page: Page, current: Wizard, prepared: Prepared) -> None:
    """Show what would be kept."""
    st.html(markup.heading(title(prepared.content), f"{prepared.reader.label} · {prepared.candidate.name}"))
    show_problems(prepared.problems or current.problems, "L’import ne peut pas être accepté.")
    show_notice(current.notice)
    st.html(markup.bullets(facts(prepared)))
    brings, changes = st.columns([3, 2], gap="large")
    with changes:
        _changes(prepared)
    with brings:
        if not preview_map.draw(page, current, prepared):
            _table(prepared.content)
    sources = {**page.data.sources, **{one.id: one for one in prepared.content.sources}}
    _revisions(prepared.changes, sources)
    _contradictions(prepared.changes, sources)
    with st.container(key="importer-decision", horizontal=True, vertical_alignment="center"):
        st.button(
            "Accepter l’import",
            key=current.key("accept"),
            type="primary",
            icon=":material/check:",
            disabled=not prepared.is_acceptable,
            on_click=actions.accept,
            args=(current,),
        )
        back = Step.REVIEW if current.review is not None else Step.CHECKS
        st.button(
            "Retour",
            key=current.key("back-preview"),
            icon=":material/arrow_back:",
            on_click=actions.go,
            args=(back,),
        )
        st.button("Refuser", key=current.key("refuse"), on_click=actions.refuse)


def title(content: Content) -> str:
    """What a content holds, in one line."""
    counts = (
        (len(content.observations), "chiffre", "chiffres"),
        (len(content.zonings), "édition du zonage", "éditions du zonage"),
        (len(content.points), "structure", "structures"),
        (len(content.groupings), "rattachement de commune", "rattachements de communes"),
    )
    return enumeration([f"{number(count)} {plural(count, one, many)}" for count, one, many in counts if count])


def facts(prepared: Prepared) -> list[str]:
    """What a content is about: indicators, territories, periods, structures."""
    rows = prepared.content.observations
    found = []
    names = [CATALOGUE[one].name for one in dict.fromkeys(rows["indicator"])]
    if names:
        found.append(f"{plural(len(names), 'Indicateur', 'Indicateurs')} : {first_of(names, _LISTED, ' ; ')}")
        found.append(_when([period(str(iso)) for iso in rows["period"].unique()]))
    where = [_where(level, codes) for level, codes in prepared.territories.items()]
    if where:
        count = sum(len(codes) for codes in prepared.territories.values())
        found.append(f"{plural(count, 'Territoire', 'Territoires')} : {enumeration(where)}")
    kinds = prepared.content.points["kind"].value_counts()
    if len(kinds):
        found.append("Structures : " + enumeration([f"{number(count)} {kind}" for kind, count in kinds.items()]))
    computed = [f"{CATALOGUE[one].name} ({number(count)})" for one, count in prepared.computed.items()]
    if computed:
        found.append(f"Calculés ou recalculés à partir de l’import : {first_of(computed, _LISTED, ' ; ')}")
    found += [f"Remarque : {remark}" for remark in prepared.remarks]
    return found


def _when(spans: Sequence[Period]) -> str:
    if len(spans) == 1:
        return f"Période : {spans[0].label}"
    first, last = min(span.start.year for span in spans), max(span.end.year for span in spans)
    years = str(first) if first == last else f"de {first} à {last}"
    return f"{number(len(spans))} périodes, {years}"


def _where(level: Level, codes: Collection[str]) -> str:
    if len(codes) == 1:
        return territories.name(next(iter(codes)))
    return f"{number(len(codes))} {level.plural}"


# --- what changes ---------------------------------------------------------------------------------


def _changes(prepared: Prepared) -> None:
    st.html(markup.heading("Ce qui change", level=3))
    if len(prepared.content.observations):
        st.html(markup.table(counts_table(prepared.changes)))
    for zoning in prepared.zonings:
        _zoning(zoning)


def counts_table(changes: Changes) -> markup.Table:
    """How the figures of an import stand to those that are there."""
    return markup.Table(
        headers=["Chiffres", "Nombre"],
        rows=[
            ["Nouveaux : personne ne les publiait ici", number(changes.new)],
            ["Déjà là, de même valeur", number(changes.same)],
            ["Révisés : le même éditeur donnait une autre valeur", number(changes.revised)],
            ["À côté d’un autre éditeur, qui donne une autre valeur", number(changes.beside)],
        ],
        caption="Ce que l’import change",
        numeric=(1,),
    )


def _revisions(changes: Changes, sources: dict[str, Source]) -> None:
    if not changes.revisions:
        return
    rows = [
        [_thing(one.after), one.before.text, one.after.text, sources[one.before.source].title]
        for one in changes.revisions
    ]
    st.html(
        markup.heading("Chiffres révisés, le plus grand écart d’abord", level=3)
        + markup.table(markup.Table(["Chiffre", "Avant", "Après", "Source d’avant"], rows, "Chiffres révisés", (1, 2)))
    )
    more = changes.revised - len(changes.revisions)
    if more > 0:
        st.html(markup.note(f"{and_others(more)}."))


def _contradictions(changes: Changes, sources: dict[str, Source]) -> None:
    if not changes.contradictions:
        return
    rows = [_divergence_row(one, sources) for one in changes.contradictions]
    st.html(
        markup.heading("En désaccord avec un autre éditeur, au-delà de l’arrondi", level=3)
        + markup.table(markup.Table(["Chiffre", "Ce que chacun publie"], rows, "Désaccords avec d’autres éditeurs"))
        + markup.note("Les deux valeurs resteront visibles, chacune avec sa source.")
    )
    more = changes.contradicted - len(changes.contradictions)
    if more > 0:
        st.html(markup.note(f"{and_others(more)}."))


def _divergence_row(one: Divergence, sources: dict[str, Source]) -> Sequence[str]:
    said = [f"{sources[each.source].publisher} : {each.text}" for each in one.figures]
    return [_thing(one.figures[0]), " ; ".join(said)]


def _thing(one: Observation) -> str:
    category = "" if one.category == "ensemble" else f", {one.member.name}"
    return f"{one.spec.name}{category}, {territories.label(one.territory)}, {one.span.label}"


def _zoning(changes: ZoningChanges) -> None:
    st.html(markup.heading("Communes de chaque classe", level=3) + markup.table(zoning_table(changes)))
    if changes.before is not None:
        told = zoning_told(changes.before, changes)
        passages = [
            [f"{_class_name(one.before)} → {_class_name(one.after)}", number(one.communes), number(one.people)]
            for one in changes.passages
        ]
        table = markup.Table(["Passage", "Communes", "Habitants"], passages, "Changements de classe", (1, 2))
        st.html(markup.heading(told, level=3) + markup.table(table) if passages else markup.note(f"{told}."))
    else:
        st.html(markup.note("Aucune édition du zonage ne la précède : il n’y a rien à quoi la comparer."))
    for note in zoning_notes(changes):
        st.html(markup.note(note))


def zoning_table(changes: ZoningChanges) -> markup.Table:
    """Communes and inhabitants of each class, named so that the legend of the map has them."""
    rows = [[_class_name(zone), number(communes), number(people)] for zone, communes, people in changes.counts]
    return markup.Table(["Classe", "Communes", "Habitants"], rows, f"Zonage {changes.edition.name}", (1, 2))


def _class_name(zone: str) -> str:
    """A class by its letters when the legend writes them («ZIP»), else by its name there («Territoires non zonés»).

    What is no class («sans classe») stays as it is.
    """
    label = next((member.label for member in ZONE if member.id.upper() == zone), zone)
    return zone if f"({zone})" in label else label


def zoning_told(before: Edition, changes: ZoningChanges) -> str:
    """How many communes change of class, from the edition before or beside the one whose place it takes.

    Those that one of the two editions gives no class to are counted apart.
    """
    moved = changes.moved
    same_time = before.legal_start == changes.edition.legal_start or before is changes.replaces
    than = f"{'par rapport à' if same_time else 'depuis'} l’édition « {before.name} »"
    who = f"{number(moved)} {plural(moved, 'commune change', 'communes changent')}"
    told = f"{who if moved else 'Aucune commune ne change'} de classe {than}"
    return " ; ".join((told, *changes.absences()))


def zoning_notes(changes: ZoningChanges) -> list[str]:
    """What becomes of the editions that an edition has the day of, or the file of, once it is accepted."""
    found = []
    if changes.replaces is not None:
        why = "du même jour" if changes.replaces.legal_start == changes.edition.legal_start else "du même fichier"
        found.append(
            f"Elle prendra la place de l’édition « {changes.replaces.name} », {why} : les pages ne montreront plus que "
            "la nouvelle, et l’ancienne reviendra si celle-ci est retirée."
        )
    if changes.beside is not None:
        found.append(
            f"L’édition « {changes.beside.name} », livrée avec le tableau de bord, est du même jour : elle reste, et "
            "les pages montreront les deux."
        )
    return found


def _table(content: Content) -> None:
    """The first rows, where no map can be drawn."""
    if len(content.observations):
        shown = observations(content.observations.head(_ROWS_SHOWN))
        rows = [
            [one.spec.name, territories.label(one.territory), _category(one), one.span.label, one.text] for one in shown
        ]
        headers = ["Indicateur", "Territoire", "Catégorie", "Période", "Valeur"]
        rest = len(content.observations) - len(rows)
        st.html(
            markup.heading("Les chiffres", level=3)
            + markup.table(markup.Table(headers, rows, "Chiffres de l’import", (4,), stacked=True))
        )
        if rest > 0:
            st.html(markup.note(f"{and_others(rest)}."))
    elif len(content.points):
        names = content.points.head(_ROWS_SHOWN)
        rows = [[str(name), str(commune)] for name, commune in zip(names["name"], names["commune"], strict=True)]
        st.html(markup.table(markup.Table(["Structure", "Commune"], rows, "Structures de l’import")))


def _category(one: Observation) -> str:
    return one.member.name if one.category != "ensemble" else "–"
