"""The second screen: what the file was recognised as, and what it does not say."""

from __future__ import annotations

import re

import streamlit as st

from demodash import dataset
from demodash.importing import DOCUMENT, Candidate, document_questions
from demodash.loaders.tables.model import Question, QuestionKind
from demodash.store import current_store
from demodash.texts import capitalised, number, plural
from demodash.ui import markup
from demodash.ui.importer import actions
from demodash.ui.importer.messages import file_size, show_notice, show_problems
from demodash.ui.importer.state import Wizard

_KINDS = {"txt": "texte", "html": "page web", "pdf": "PDF", "pptx": "diaporama", "docx": "document Word"}
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_PLACEHOLDERS = {QuestionKind.DAY: "JJ/MM/AAAA", QuestionKind.YEAR: "AAAA"}


def draw(current: Wizard, candidate: Candidate) -> None:
    """Say what the file is and ask what it does not say."""
    st.html(markup.heading(f"Reconnu : {_what(current, candidate)}", f"{candidate.name} · {file_size(candidate.size)}"))
    for known in current_store().of_file(candidate.sha256):
        show_notice(f"Ce fichier a déjà été importé : « {known.label} », {known.state.label}.")
    show_problems(current.problems, "L’import ne peut pas continuer ainsi.")
    loader = _loader(current, candidate)
    if loader == DOCUMENT:
        facts, questions = _document_facts(candidate), document_questions(candidate, dataset.load())
    else:
        recognition = candidate.recognition(loader)
        facts, questions = recognition.facts, recognition.questions
    if facts:
        st.html(markup.bullets([capitalised(fact) for fact in facts]))
    with (
        st.container(key="importer-questions"),
        st.form(current.key(f"questions-{loader}"), border=bool(questions), enter_to_submit=False),
    ):
        if questions:
            what = "Le document comme source" if loader == DOCUMENT else "Ce que le fichier ne dit pas"
            st.html(markup.heading(what, level=3))
        answers = {one.id: _ask(current, loader, one) for one in questions}
        with st.container(horizontal=True):
            going = st.form_submit_button("Continuer", type="primary", key=current.key(f"continue-{loader}"))
            leaving = st.form_submit_button("Refuser", key=current.key(f"leave-{loader}"))
    if leaving:
        actions.refuse()
        st.rerun()
    if going:
        actions.answer(current, loader, answers)
        st.rerun()


def _what(current: Wizard, candidate: Candidate) -> str:
    if candidate.document is not None:
        return f"un document ({_KINDS.get(candidate.document.kind, candidate.document.kind)})"
    return candidate.recognition(current.loader).what


def _loader(current: Wizard, candidate: Candidate) -> str:
    if len(candidate.loaders) < 2:
        return candidate.loaders[0]
    words = {one.loader.id: one.what for one in candidate.recognitions}
    chosen = st.radio(
        "Le fichier peut se lire de plusieurs façons",
        candidate.loaders,
        format_func=words.__getitem__,
        key=current.key("loader"),
    )
    return str(chosen)


def _document_facts(candidate: Candidate) -> tuple[str, ...]:
    found = candidate.extraction
    if found is None:
        return ()
    figures, others = len(found.figures), len(found.not_taken)
    return (
        f"{number(figures)} {plural(figures, 'chiffre trouvé', 'chiffres trouvés')}, à relire un à un",
        f"{number(others)} {plural(others, 'autre nombre', 'autres nombres')}, avec la raison de chacun",
        *found.remarks,
    )


def _ask(current: Wizard, loader: str, question: Question) -> str:
    key = current.key(f"q-{loader}-{question.id}")
    label = f"{question.label} (facultatif)" if question.optional else question.label
    given = current.answers.get(question.id, question.default)
    with st.container(gap="xsmall"):
        if question.kind is QuestionKind.CHOICE:
            ids = list(question.options)
            answer = st.selectbox(
                label,
                ids,
                index=ids.index(given) if given in ids else None,
                format_func=question.options.__getitem__,
                placeholder="Choisir…",
                key=key,
            )
        else:
            answer = st.text_input(label, value=_shown(given), placeholder=_PLACEHOLDERS.get(question.kind), key=key)
        if question.help:
            st.html(markup.note(question.help))
    return answer or ""


def _shown(text: str) -> str:
    """A day is shown as it is written in French."""
    return f"{text[8:]}/{text[5:7]}/{text[:4]}" if _DAY.match(text) else text
