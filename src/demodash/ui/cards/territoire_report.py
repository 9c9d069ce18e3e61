"""The downloads of the page «Fiche territoire»: the sheet as a PDF, and those of all EPCI in one archive."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from demodash.exports.report import epci_zip, file_name, territory_pdf
from demodash.ui.page import Page

_ARCHIVE = "EPCI des Hauts-de-France – fiches.zip"
_KEPT = 2
"""Archives kept in memory, for all visitors: some ten megabytes each."""


@st.fragment
def downloads(page: Page, code: str) -> None:
    """The buttons; the archive is made on demand, with its progress, and can be cancelled."""
    day, base = _today(), (st.context.url or "").partition("?")[0]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="fiche-downloads"):
        st.download_button(
            "Télécharger la fiche (PDF)",
            data=partial(territory_pdf, code, page.data, day=day, address=_sheet(base, code)),
            file_name=file_name(code),
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="fiche-pdf",
            help="Deux pages A4 : carte, chiffres, comparaison, sources",
        )
        made = _archives().get((page.data.version, day, base))
        if made is not None:
            st.download_button(
                "Toutes les fiches des EPCI (zip)",
                data=made,
                file_name=_ARCHIVE,
                mime="application/zip",
                icon=":material/folder_zip:",
                on_click="ignore",
                key="fiche-zip",
                help="L’archive est prête",
            )
        elif st.button(
            "Toutes les fiches des EPCI (zip)",
            icon=":material/folder_zip:",
            key="fiche-zip-start",
            help="Les fiches sont faites à la demande : une dizaine de secondes",
        ):
            _make(page, day, base)


def _make(page: Page, day: dt.date, base: str) -> None:
    """Make the archive: a click on «Annuler» reruns this part of the page, which stops the work where it is."""
    st.button("Annuler", icon=":material/close:", key="fiche-zip-cancel")
    bar = st.progress(0.0, text="Préparation des fiches", width=320)

    def progress(done: int, count: int) -> None:
        bar.progress(done / count, text=f"{done} fiches sur {count}")

    archive = epci_zip(page.data, day=day, address=partial(_sheet, base), progress=progress)
    kept = _archives()
    while len(kept) >= _KEPT:
        kept.pop(next(iter(kept)))
    kept[page.data.version, day, base] = archive
    st.rerun(scope="fragment")


@st.cache_resource(show_spinner=False)
def _archives() -> dict[tuple[int, dt.date, str], bytes]:
    """The archives made, by version of the figures, day and address of the server; the oldest first."""
    return {}


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


def _sheet(base: str, code: str) -> str:
    """The address of the sheet of a territory."""
    return f"{base or '/territoire'}?territoire={code}"
