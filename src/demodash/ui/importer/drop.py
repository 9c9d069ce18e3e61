"""The first screen: where a file is dropped, and what may be; the wait while it is read."""

from __future__ import annotations

import contextlib

import streamlit as st
from streamlit import config
from streamlit.runtime.scriptrunner import get_script_run_ctx

from demodash.importing import table_labels
from demodash.importing.uploads import allow, claim
from demodash.texts import number
from demodash.ui import markup
from demodash.ui.importer import actions
from demodash.ui.importer.messages import file_size, progress_bar
from demodash.ui.importer.state import Wizard, restart, wizard
from demodash.ui.importer.work import Job

_SOON = 0.4
"""Seconds that a screen waits by itself: most files are read by then."""
_EVERY = 0.5
_DOCUMENTS = (
    "Un document (PDF, PowerPoint, Word, page web, texte) : ses chiffres sont relus un à un avant d’être gardés."
)


def draw(current: Wizard) -> None:
    """Ask for a file."""
    st.html(markup.heading("Déposez un fichier", "Rien n’est gardé avant que vous ne l’ayez accepté."))
    limit = int(config.get_option("server.maxUploadSize"))
    st.html(f"<style>:root {{ --dd-upload-limit: '{number(limit)} Mo au plus'; }}</style>")
    session = get_script_run_ctx()
    if session is not None:
        allow(session.session_id)
    with st.container(key="importer-depot"):
        uploaded = st.file_uploader("Fichier à importer", key=current.key("file"), label_visibility="collapsed")
    if uploaded is not None:
        # The bytes wait on the disk; without the middleware that put them there, Streamlit holds them.
        waiting = claim(session.session_id, uploaded.file_id) if session is not None else None
        with contextlib.closing(waiting or uploaded) as stream:
            actions.drop(stream, uploaded.name)
        st.rerun()
    tables = [f"Une table : {label}." for label in table_labels()]
    st.html(markup.heading("Ce qui se reconnaît", level=3) + markup.bullets([_DOCUMENTS, *tables]))
    st.html(markup.note("Le fichier est reconnu à son contenu, pas à son nom : csv, txt, xlsx, ods, zip ou gz."))


def wait(current: Wizard, job: Job[object]) -> None:
    """Show how far the reading is, and a way to stop it; go on as soon as it is over."""
    name = current.spooled.name if current.spooled else ""
    size = file_size(current.spooled.size) if current.spooled else ""
    st.html(markup.heading("Lecture en cours", f"{name} · {size}"))
    if job.is_done(_SOON):
        actions.settle(current)
        st.rerun()
    _poll()


@st.fragment(run_every=_EVERY)
def _poll() -> None:
    current = wizard()
    job = current.job
    if job is None:
        st.rerun()
    if job.is_done():
        actions.settle(current)
        st.rerun()
    text = "Arrêt demandé, la lecture se termine" if job.is_stopping else job.text
    st.html(progress_bar(job.share, text, job.seconds))
    st.button(
        "Annuler",
        key=current.key("cancel"),
        icon=":material/stop_circle:",
        on_click=_cancel,
        disabled=job.is_stopping,
    )


def _cancel() -> None:
    """Stop at once for the visitor; the thread stops at the next word that it says."""
    restart(notice="Lecture interrompue à votre demande : rien n’a été gardé, le fichier est effacé.")
