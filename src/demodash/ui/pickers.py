"""Pickers whose choice lives in the address by id: a link reopens the view, a bad link falls back with a warning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from demodash.texts import enumeration

SEPARATOR = "."


def one_of(
    page: str, name: str, label: str, options: Mapping[str, str], default: str, *, help_text: str | None = None
) -> str:
    """Let the user choose one id. Few options are buttons in a row, many a menu.

    ``options``: id -> French label; ``name``: the parameter in the address. Gives the id chosen.

    Raises:
        ValueError: the default is not an option.
    """
    if default not in options:
        raise ValueError(f"default {default!r} is not among the options of {name!r}")
    key = _adopt_address(page, name, lambda text: text if text in options else None, default, options)
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    ids = list(options)
    if sum(len(text) for text in options.values()) <= 78 and len(ids) <= 7:
        chosen = st.segmented_control(
            label, ids, format_func=options.__getitem__, key=key, required=True, help=help_text
        )
    else:
        chosen = st.selectbox(label, ids, format_func=options.__getitem__, key=key, help=help_text)
    value = default if chosen is None else chosen
    _write_address(page, name, None if value == default else value)
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
    key = _adopt_address(page, name, lambda text: _listed(text, options), list(default), options)
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
    _write_address(page, name, None if set(values) == set(default) else SEPARATOR.join(values) or "aucun")
    return values


def _listed(text: str, options: Mapping[str, str]) -> list[str] | None:
    if text == "aucun":
        return []
    asked = text.split(SEPARATOR)
    return asked if asked and all(one in options for one in asked) else None


def _adopt_address(
    page: str,
    name: str,
    read: Callable[[str], object | None],
    default: str | list[str],
    options: Mapping[str, str],
) -> str:
    """Take over what the address asks when it is not what we wrote there ourselves; give the widget's key."""
    key = f"{page}:{name}"
    written = f"{key}#address"
    asked = st.query_params.get(name)
    if asked != st.session_state.get(written) or key not in st.session_state:
        value = default if asked is None else read(asked)
        if value is None:
            value = default
            shown = [default] if isinstance(default, str) else default
            st.warning(
                f"Le lien demande « {name} = {asked[:60] if asked else ''} », qui n’existe pas. "
                f"La page affiche la valeur par défaut : {enumeration([options[one] for one in shown]) or 'aucune'}.",
                icon=":material/link_off:",
            )
        st.session_state[key] = value
    return key


def _write_address(page: str, name: str, text: str | None) -> None:
    if text is None:
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != text:
        st.query_params[name] = text
    st.session_state[f"{page}:{name}#address"] = text
