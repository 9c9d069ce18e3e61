"""The downloads of the page «Fiche territoire»: the sheet as a PDF, and those of all EPCI in one archive."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from demodash.exports.report import file_name, territory_pdf
from demodash.texts import NARROW_SPACE, number, plural
from demodash.ui.cards.territoire_archive import Key, Making, archives, finished, start
from demodash.ui.page import Page

_ARCHIVE = "EPCI des Hauts-de-France – fiches.zip"
_LABEL = "Toutes les fiches des EPCI (zip)"
_MAKING = "territoire:archive"
_EVERY = 0.4
"""Seconds between two looks at an archive being made."""


def downloads(page: Page, code: str) -> None:
    """The buttons; the archive is made on demand beside the page, with its progress, and can be cancelled."""
    base = (st.context.url or "").partition("?")[0]
    key = (page.data.version, dt.datetime.now(dt.UTC).astimezone().date(), base)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="fiche-downloads"):
        st.download_button(
            "Télécharger la fiche (PDF)",
            data=partial(territory_pdf, code, page.data, day=key[1], address=_sheet(base, code)),
            file_name=file_name(code),
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="fiche-pdf",
            help="Deux pages A4 : carte, chiffres, comparaison, sources",
        )
        st.fragment(_archive, run_every=_EVERY if _MAKING in st.session_state else None)(page, key)


def _archive(page: Page, key: Key) -> None:
    """One of three: the archive to download, how far it is, the button that begins it."""
    making: Making | None = st.session_state.get(_MAKING)
    if making is not None and not making.is_over:
        _progress(making)
        return
    if making is not None:
        del st.session_state[_MAKING]
        if not finished(making):
            st.toast("L’archive des fiches est annulée.", icon=":material/close:")
        st.rerun()
    made = archives().get(key)
    if made is not None:
        st.download_button(
            f"Télécharger les fiches des EPCI (zip, {number(len(made) / 1e6, 1)}{NARROW_SPACE}Mo)",
            data=made,
            file_name=_ARCHIVE,
            mime="application/zip",
            icon=":material/folder_zip:",
            on_click="ignore",
            key="fiche-zip",
            type="primary",
            help="L’archive est prête : une fiche de deux pages par EPCI",
        )
    elif st.button(
        _LABEL,
        icon=":material/folder_zip:",
        key="fiche-zip-start",
        help="Les fiches sont faites à la demande, en une quinzaine de secondes",
    ):
        st.session_state[_MAKING] = start(page, key, partial(_sheet, key[2]))
        st.rerun()


def _progress(making: Making) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", width=420):
        told = f"{making.done} {plural(making.done, 'fiche', 'fiches')} sur {making.count}"
        st.progress(
            making.done / making.count if making.count else 0.0,
            text=told if making.count else "Préparation des fiches",
        )
        st.button("Annuler", icon=":material/close:", key="fiche-zip-cancel", on_click=making.cancel)


def _sheet(base: str, code: str) -> str:
    """The address of the sheet of a territory."""
    return f"{base or '/territoire'}?territoire={code}"
