"""Pickers whose choice lives in the address by id: a link reopens the view, a bad link falls back with a warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from demodash.texts import enumeration
from demodash.ui.address import adopt, write

SEPARATOR = "."


def one_of(
    page: str,
    name: str,
    label: str,
    options: Mapping[str, str],
    default: str,
    *,
    help_text: str | None = None,
    implied: str = "",
    buttons: bool = False,
) -> str:
    """Let the user choose one id. Few options are buttons in a row, many a menu unless ``buttons``.

    ``options``: id -> French label; ``name``: the parameter in the address. Gives the id chosen. ``implied`` is the
    choice of an address that does not name it, where the rest of the address tells another than the default.

    Raises:
        ValueError: the default is not an option.
    """
    if default not in options:
        raise ValueError(f"default {default!r} is not among the options of {name!r}")
    unsaid = implied or default
    key = adopt(page, name, lambda text: text if text in options else None, unsaid, options[unsaid])
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    ids = list(options)
    few = buttons or (sum(len(text) for text in options.values()) <= 78 and len(ids) <= 7)
    # A choice would be lost when more options turn the buttons into a menu: Streamlit keeps it by kind of widget.
    if st.session_state.get(f"{key}#few", few) != few:
        st.session_state[key] = st.session_state[key]
    st.session_state[f"{key}#few"] = few
    if few:
        chosen = st.segmented_control(
            label, ids, format_func=options.__getitem__, key=key, required=True, help=help_text
        )
    else:
        chosen = st.selectbox(label, ids, format_func=options.__getitem__, key=key, help=help_text)
    value = default if chosen is None else chosen
    write(page, name, None if value == default == unsaid else value)
    return value


def several_of(
    page: str,
    name: str,
    label: str,
    options: Mapping[str, str],
    default: Sequence[str],
    *,
    help_text: str | None = None,
) -> tuple[str, ...]:
    """Let the user choose several ids, in the order of the options. Nothing chosen gives an empty tuple.

    Raises:
        ValueError: a default is not an option.
    """
    if not set(default) <= set(options):
        raise ValueError(f"defaults {list(default)} are not all among the options of {name!r}")
    said = enumeration([options[one] for one in default])
    key = adopt(page, name, lambda text: _listed(text, options), list(default), said)
    st.session_state[key] = [one for one in st.session_state.get(key) or [] if one in options]
    if len(options) <= 8:
        chosen = st.pills(
            label, list(options), format_func=options.__getitem__, key=key, selection_mode="multi", help=help_text
        )
    else:
        chosen = st.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            key=key,
            placeholder="Choisir…",
            select_all=False,
            help=help_text,
        )
    values = tuple(one for one in options if one in chosen)
    write(page, name, None if set(values) == set(default) else SEPARATOR.join(values) or "aucun")
    return values


def _listed(text: str, options: Mapping[str, str]) -> list[str] | None:
    if text == "aucun":
        return []
    asked = text.split(SEPARATOR)
    return asked if asked and all(one in options for one in asked) else None
