"""What a visitor reads when a page fails: French, what happened, what to do; the details are in the log."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from demodash.errors import DemodashError

_LOGGER = logging.getLogger(__name__)


def show_failure(error: Exception) -> bool:
    """Say in the page what went wrong, in the place of Streamlit's own English message.

    An error of ours explains itself. Of any other the visitor sees a reference, which is in the log too
    (Streamlit logs the traceback just before). Always true: nothing more is to be shown.
    """
    if isinstance(error, DemodashError):
        st.error(str(error), icon=":material/error:")
        return True
    reference = secrets.token_hex(3)
    _LOGGER.error("failure %s: %s", reference, type(error).__name__)
    st.error(
        "Cette page n’a pas pu s’afficher : une erreur inattendue s’est produite. "
        "Rechargez la page ; si l’erreur revient, signalez-la à l’administrateur "
        f"avec l’adresse de la page et la référence **{reference}**.",
        icon=":material/error:",
    )
    return True
