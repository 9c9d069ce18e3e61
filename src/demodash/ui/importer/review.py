"""The review of a document: each figure beside its passage, accepted, corrected or rejected; numbers made figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from demodash import territories
from demodash.importing import DocumentReview, Statement, Verdict, said
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.extraction import Figure
from demodash.loaders.documents.leftovers import NotTaken
from demodash.periods import period
from demodash.texts import STATUS_WORDS, capitalised, decimals_of, number, plural
from demodash.ui import markup
from demodash.ui.importer import actions, statement_form
from demodash.ui.importer.state import Step, Wizard, wizard

PER_PAGE = 10
_AROUND = 320
"""Characters of a passage shown on each side of its number."""
_FIGURES, _NUMBERS = "Chiffres trouvés", "Nombres non retenus"
_VERDICTS = {
    Verdict.PENDING: "à relire",
    Verdict.ACCEPTED: "accepté",
    Verdict.CORRECTED: "corrigé",
    Verdict.REJECTED: "rejeté",
}
_FILTERS = {
    "": "Tous",
    **{one.value: capitalised(word) + "s" * (one is not Verdict.PENDING) for one, word in _VERDICTS.items()},
}


def draw(current: Wizard) -> None:
    """Show the figures and the numbers of the document, and how far the review is."""
    _screen()


@st.fragment
def _screen() -> None:
    current = wizard()
    review = current.review
    if review is None:
        return
    st.html(markup.heading("Relisez chaque chiffre", f"{review.candidate.name} · {_progress(review)}"))
    figures, numbers = st.tabs(
        [
            f"{_FIGURES} ({len(review.extraction.figures)})",
            f"{_NUMBERS} ({len(review.extraction.not_taken)})",
        ],
        key=current.key("review-tabs"),
        on_change="rerun",
    )
    if figures.open:
        with figures:
            _figures(current, review)
    if numbers.open:
        with numbers:
            _numbers(current, review)
    _decision(current, review)


def _progress(review: DocumentReview) -> str:
    parts = [
        f"{number(count)} {_VERDICTS[verdict]}{'s' if count > 1 and verdict is not Verdict.PENDING else ''}"
        for verdict in Verdict
        if (count := review.count(verdict))
    ]
    if review.additions:
        parts.append(f"{len(review.additions)} {plural(len(review.additions), 'ajouté', 'ajoutés')}")
    return ", ".join(parts) or "aucun chiffre trouvé"


# --- the figures ----------------------------------------------------------------------------------


def _figures(current: Wizard, review: DocumentReview) -> None:
    if not review.extraction.figures:
        st.html(
            markup.note(
                "Aucun chiffre de ce document n’a été reconnu. L’onglet « Nombres non retenus » les donne tous, avec "
                "la raison ; vous pouvez en faire des chiffres."
            )
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.segmented_control(
            "Afficher", list(_FILTERS), format_func=_FILTERS.__getitem__, default="", key=current.key("filter")
        )
        left = review.count(Verdict.PENDING)
        st.button(
            f"Accepter les {left} à relire" if left > 1 else "Accepter le dernier",
            key=current.key("accept-all"),
            icon=":material/done_all:",
            disabled=not left,
            on_click=actions.judge,
            args=(DocumentReview.accept_all,),
        )
    places = [
        place for place in range(len(review.extraction.figures)) if not wanted or review.verdict(place).value == wanted
    ]
    if not places:
        st.html(markup.note("Aucun chiffre dans cet état : affichez-les tous."))
    for place in _page(current, "figures", places):
        _figure(current, review, place)


def _figure(current: Wizard, review: DocumentReview, place: int) -> None:
    figure = review.extraction.figures[place]
    verdict = review.verdict(place)
    shown = review.corrections.get(place, said(figure))
    with st.container(border=True, key=f"card-relecture-{place}"):
        passage, figures = st.columns([3, 2], gap="medium")
        passage.html(passage_html(figure))
        figures.html(_facts(figure, shown, verdict))
        with figures.container(horizontal=True, gap="small", key=f"importer-verdict-{place}"):
            _verdict_buttons(current, review, place)
        if _editing(current) == ("figure", place):
            statement_form.draw(
                current.key(f"correct-{place}"),
                shown,
                shown.value,
                partial(actions.state_figure, current, place, adding=False),
                partial(_edit, current, None),
            )


def _verdict_buttons(current: Wizard, review: DocumentReview, place: int) -> None:
    if review.verdict(place) is not Verdict.PENDING:
        st.button(
            "Revenir dessus",
            key=current.key(f"reopen-{place}"),
            icon=":material/undo:",
            type="tertiary",
            on_click=actions.judge,
            args=(lambda one: one.reopen(place),),
        )
        return
    st.button(
        "Accepter",
        key=current.key(f"accept-{place}"),
        icon=":material/check:",
        on_click=actions.judge,
        args=(lambda one: one.accept(place),),
    )
    st.button(
        "Corriger",
        key=current.key(f"edit-{place}"),
        icon=":material/edit:",
        on_click=_edit,
        args=(current, ("figure", place)),
    )
    st.button(
        "Rejeter",
        key=current.key(f"reject-{place}"),
        icon=":material/close:",
        on_click=actions.judge,
        args=(lambda one: one.reject(place),),
    )


def passage_html(one: Figure | NotTaken) -> str:
    """A passage with its number highlighted, under what stands above it, with its place; all of it escaped."""
    first, last = max(0, one.start - _AROUND), min(len(one.passage), one.end + _AROUND)
    before = ("…" if first else "") + one.passage[first : one.start]
    after = one.passage[one.end : last] + ("…" if last < len(one.passage) else "")
    path = " › ".join(one.heading)
    above = f'<p class="dd-path">{escape(path)}</p>' if path else ""
    return (
        f'<div class="dd-passage">{above}<p>{escape(before)}<mark>{escape(one.passage[one.start : one.end])}</mark>'
        f'{escape(after)}</p><p class="dd-note">{escape(capitalised(one.locator))}</p></div>'
    )


def _facts(figure: Figure, shown: Statement, verdict: Verdict) -> str:
    indicator = CATALOGUE[shown.indicator]
    decimals = min(indicator.decimals, decimals_of(figure.as_printed))
    if round(shown.value, decimals) != shown.value:
        decimals = next((few for few in range(6) if round(shown.value, few) == shown.value), 6)
    value = indicator.value_text(shown.value, qualifier=shown.qualifier, decimals=decimals)
    name = indicator.label
    if shown.category != ENSEMBLE:
        name += f", {indicator.dimension.member(shown.category).name}"
    inferred = "" if figure.status == "published" else f" ({STATUS_WORDS[figure.status]})"
    where = f"{territories.label(shown.territory)}, {period(shown.period).label}{inferred}"
    return (
        f'<div class="dd-figure"><span class="dd-value dd-value-small">{escape(value)}</span>'
        f'<span class="dd-label">{escape(name)}</span><span class="dd-context">{escape(where)}</span>'
        f'<span class="dd-verdict dd-verdict-{verdict.value}">{escape(capitalised(_VERDICTS[verdict]))}</span></div>'
    )


# --- the numbers that were not taken --------------------------------------------------------------


def _numbers(current: Wizard, review: DocumentReview) -> None:
    numbers = review.extraction.not_taken
    if not numbers:
        st.html(markup.note("Tous les nombres du document ont été retenus."))
        return
    st.html(
        markup.note("Chaque nombre qui n’est pas un chiffre retenu, avec la raison. Vous pouvez en faire un chiffre.")
    )
    for place in _page(current, "numbers", range(len(numbers))):
        _number(current, review, place)


def _number(current: Wizard, review: DocumentReview, place: int) -> None:
    one = review.extraction.not_taken[place]
    added = review.additions.get(place)
    with st.container(border=True, key=f"card-nombre-{place}"):
        passage, reason = st.columns([3, 2], gap="medium")
        passage.html(passage_html(one))
        with reason:
            st.html(f"<p class='dd-reason'>{escape(capitalised(one.reason))}</p>" if added is None else _added(added))
            if added is None:
                st.button(
                    "En faire un chiffre",
                    key=current.key(f"add-{place}"),
                    icon=":material/add:",
                    on_click=_edit,
                    args=(current, ("number", place)),
                )
            else:
                st.button(
                    "Ne plus le retenir",
                    key=current.key(f"drop-{place}"),
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=actions.judge,
                    args=(lambda review: review.drop(place),),
                )
        if _editing(current) == ("number", place):
            statement_form.draw(
                current.key(f"number-{place}"),
                None,
                one.value,
                partial(actions.state_figure, current, place, adding=True),
                partial(_edit, current, None),
            )


def _added(statement: Statement) -> str:
    indicator = CATALOGUE[statement.indicator]
    value = indicator.value_text(statement.value, qualifier=statement.qualifier)
    where = f"{territories.label(statement.territory)}, {period(statement.period).label}"
    return (
        f'<div class="dd-figure"><span class="dd-value dd-value-small">{escape(value)}</span>'
        f'<span class="dd-label">{escape(indicator.label)}</span><span class="dd-context">{escape(where)}</span>'
        '<span class="dd-verdict dd-verdict-accepted">Ajouté</span></div>'
    )


# --- pages, editing, decision ---------------------------------------------------------------------


def _page(current: Wizard, name: str, places: Sequence[int]) -> Sequence[int]:
    """The places of the page that is shown, with a menu of the pages when there are several."""
    if len(places) <= PER_PAGE:
        return places
    firsts = range(0, len(places), PER_PAGE)
    key = current.key(f"page-{name}")
    if st.session_state.get(key, 0) not in firsts:
        st.session_state[key] = 0
    first = st.selectbox(
        "Page",
        firsts,
        format_func=lambda at: f"{at + 1} à {min(at + PER_PAGE, len(places))} sur {number(len(places))}",
        key=key,
        width=260,
    )
    return places[first : first + PER_PAGE]


def _editing(current: Wizard) -> tuple[str, int] | None:
    found = st.session_state.get(current.key("editing"))
    return found if isinstance(found, tuple) else None


def _edit(current: Wizard, what: tuple[str, int] | None) -> None:
    st.session_state[current.key("editing")] = what


def _decision(current: Wizard, review: DocumentReview) -> None:
    kept = review.count(Verdict.ACCEPTED) + review.count(Verdict.CORRECTED) + len(review.additions)
    left = review.count(Verdict.PENDING)
    with st.container(key="importer-decision", horizontal=True, vertical_alignment="center"):
        if st.button("Voir l’aperçu", key=current.key("to-preview"), type="primary", disabled=bool(left) or not kept):
            actions.reviewed(current)
            st.rerun(scope="app")
        if st.button("Retour", key=current.key("back"), icon=":material/arrow_back:"):
            actions.go(Step.QUESTIONS)
            st.rerun(scope="app")
        if st.button("Refuser", key=current.key("refuse-review")):
            actions.refuse()
            st.rerun(scope="app")
        if left:
            st.html(markup.note(f"Encore {number(left)} {plural(left, 'chiffre', 'chiffres')} à relire."))
        elif not kept:
            st.html(markup.note("Aucun chiffre gardé : rien à importer."))
