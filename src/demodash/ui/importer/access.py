"""Who looks at the page, and whether they may import: asked again by everything that keeps or withdraws something."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import streamlit as st
from streamlit import config

from demodash.errors import DataError, Problem
from demodash.importing.permission import Visit, importer, listed

VARIABLE = "DEMODASH_IMPORTERS"
_BIND_OPTIONS = ("--host", "--bind", "-b")
_SOCKET_OPTIONS = ("--uds", "--fd")
_LOOPBACK = "127.0.0.1"
_EVERYWHERE = "*"


def require() -> str:
    """The name of the visitor as one who may import.

    Raises:
        NotAllowed: they may not.
        DataError: the list of those who may is not written as it must be.
    """
    return importer(_visit(), allowed())


def allowed() -> tuple[str, ...]:
    """The addresses and domains that may import, from the environment or else from the secrets.

    Raises:
        DataError: one is neither an address nor a domain.
    """
    text = os.environ.get(VARIABLE, "") or _from_secrets()
    try:
        return listed(text)
    except ValueError as error:
        expected = "des adresses (nom@exemple.fr) ou des domaines (exemple.fr)"
        raise DataError(Problem(VARIABLE, expected=expected, found=str(error).rpartition(": ")[2])) from error


def can_sign_in() -> bool:
    """Whether an identity service is set up."""
    return bool(st.secrets.load_if_toml_exists() and "auth" in st.secrets)


def listening(arguments: Sequence[str]) -> tuple[str, ...]:
    """The addresses that the server was told to listen on, by the settings and by a command's ``arguments``."""
    told = [str(config.get_option("server.address") or _EVERYWHERE), os.environ.get("HOST", _LOOPBACK)]
    told.append(os.environ.get("UVICORN_HOST", _LOOPBACK))
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        following = arguments[place + 1] if place + 1 < len(arguments) else ""
        if name in _SOCKET_OPTIONS:
            told.append(name)
        elif name in _BIND_OPTIONS:
            told.append(_without_port(value if equals else following))
    return tuple(told)


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.rpartition(":")[0] if address.count(":") == 1 else address


def _visit() -> Visit:
    user = st.user.to_dict()
    verified = user.get("email_verified")
    return Visit(
        peer=st.context.ip_address or _LOOPBACK,
        headers={name.lower(): value for name, value in st.context.headers.items()},
        listening=listening(sys.argv),
        signed_in=user.get("is_logged_in") is True,
        email=str(user.get("email") or ""),
        verified=verified if isinstance(verified, bool) else None,
    )


def _from_secrets() -> str:
    if not st.secrets.load_if_toml_exists():
        return ""
    told = st.secrets.get("importers", "")
    return told if isinstance(told, str) else " ".join(str(one) for one in told)
