"""The page: who may, the step that is shown, the editions under it."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from demodash.errors import DataError
from demodash.importing.permission import NotAllowed, Obstacle
from demodash.ui import markup
from demodash.ui.importer import access, checks, done, drop, editions, preview, questions, review
from demodash.ui.importer.messages import show_notice, show_problems, stepper
from demodash.ui.importer.state import Step, Wizard, wizard
from demodash.ui.page import Page

_STYLE = Path(__file__).with_name("importer.css")
_HOW = (
    "L’administrateur ouvre l’import en deux réglages : le service d’identité (OIDC) dans la section [auth] du fichier "
    f".streamlit/secrets.toml, et les adresses ou domaines autorisés dans la variable {access.VARIABLE} "
    "(par exemple « prenom.nom@exemple.fr, exemple.fr »). La marche à suivre est dans docs/deploiement.md."
)


def draw(page: Page) -> None:
    """Draw what this visitor may see of the page."""
    st.html(_STYLE)
    try:
        access.require()
    except NotAllowed as refusal:
        _refuse(refusal)
        editions.draw(may_change=False)
        return
    except DataError as error:
        show_problems(error.problems, "La liste de ceux qui peuvent importer est mal écrite : personne ne le peut.")
        editions.draw(may_change=False)
        return
    current = wizard()
    st.html(stepper(current))
    if current.step is Step.DROP and current.job is None:
        show_notice(current.notice)
        show_problems(current.problems, "Ce fichier ne peut pas être importé.")
    with st.container(key="importer-step"):
        _step(page, current)
    if current.job is None and current.step in {Step.DROP, Step.DONE}:
        st.divider()
        editions.draw(may_change=True)


def _step(page: Page, current: Wizard) -> None:
    if current.job is not None:
        drop.wait(current, current.job)
    elif current.step is Step.QUESTIONS and current.candidate is not None:
        questions.draw(current, current.candidate)
    elif current.step is Step.REVIEW and current.review is not None:
        review.draw(current)
    elif current.step is Step.CHECKS and current.prepared is not None:
        checks.draw(current, current.prepared)
    elif current.step is Step.PREVIEW and current.prepared is not None:
        preview.draw(page, current, current.prepared)
    elif current.step is Step.DONE and current.prepared is not None and current.stored is not None:
        done.draw(page, current, current.prepared, current.stored)
    else:
        drop.draw(current)


def _refuse(refusal: NotAllowed) -> None:
    signing_in = refusal.obstacle is Obstacle.SIGNED_OUT and access.can_sign_in()
    how = "" if signing_in else f"<p>{escape(_HOW)}</p>"
    st.html(f'<div class="dd-alert dd-alert-quiet" role="status"><p>{escape(str(refusal))}</p>{how}</div>')
    st.html(markup.note("Les éditions déjà importées restent visibles sur toutes les pages."))
    if signing_in:
        st.button("S’identifier", key="importer-login", type="primary", icon=":material/login:", on_click=st.login)
    elif refusal.obstacle in {Obstacle.NOT_LISTED, Obstacle.UNVERIFIED}:
        st.button("Changer de compte", key="importer-logout", icon=":material/logout:", on_click=st.logout)
