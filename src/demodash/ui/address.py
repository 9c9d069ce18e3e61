"""What the address of a view holds: read when a link brings something new, written when the view changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def adopt(page: str, name: str, read: Callable[[str], T | None], default: T, said: str) -> str:
    """Take over what the address asks when it is not what we wrote there ourselves; give the key of the session.

    ``read`` gives None for what does not exist: the default stands then, and a warning says so with ``said``, the
    default in French.
    """
    key = f"{page}:{name}"
    asked = st.query_params.get(name)
    if asked != st.session_state.get(f"{key}#address") or key not in st.session_state:
        value = default if asked is None else read(asked)
        if value is None and asked is not None:
            st.warning(
                f"Le lien demande « {name} = {asked[:60]} », qui n’existe pas. "
                f"La page affiche la valeur par défaut : {said or 'aucune'}.",
                icon=":material/link_off:",
            )
        st.session_state[key] = default if value is None else value
    return key


def write(page: str, name: str, text: str | None) -> None:
    """Put a parameter into the address, or take it out of it (None)."""
    written = f"{page}:{name}#address"
    if text is None:
        if name in st.query_params:
            del st.query_params[name]
    # A link of the page to itself brings a new value, but Streamlit leaves the old one in the browser's bar.
    elif st.query_params.get(name) != text or st.session_state.get(written, text) != text:
        st.query_params[name] = text
    st.session_state[written] = text
