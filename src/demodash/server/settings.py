"""The settings of Streamlit that surround the pages: read from the project's folder and from the environment."""

from __future__ import annotations

import os

from streamlit import config

from demodash.errors import DataError, DemodashError, Problem

# What a server may need to change. « streamlit run » reads these variables, other ASGI servers leave it to us.
BY_ENVIRONMENT = {
    "STREAMLIT_BROWSER_SERVER_ADDRESS": ("browser.serverAddress", str),
    "STREAMLIT_SERVER_BASE_URL_PATH": ("server.baseUrlPath", str),
    "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": ("server.maxUploadSize", int),
}


def read_settings() -> None:
    """Take over what the environment says, whichever server the dashboard was started by.

    Raises:
        DataError: a variable holds no number where one is needed.
        DemodashError: the project's own settings were not read, because it was started from another folder.
    """
    if config.get_option("browser.gatherUsageStats"):
        raise DemodashError(
            "Les réglages du tableau de bord (.streamlit/config.toml) n’ont pas été lus : "
            "lancez-le depuis le dossier du projet."
        )
    for variable, (option, kind) in BY_ENVIRONMENT.items():
        text = os.environ.get(variable)
        if text is None:
            continue
        try:
            value = kind(text)
        except ValueError as error:
            raise DataError(Problem(variable, expected="un nombre entier", found=text)) from error
        config.set_option(option, value, "environment variable")


def base_path() -> str:
    """Return the folder that the dashboard is served under: ``/outils``, or nothing."""
    folder = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{folder}" if folder else ""


def public_names() -> tuple[str, ...]:
    """Return the names that the visitors' browsers know this host by, beside the one that a request states."""
    name = str(config.get_option("browser.serverAddress"))
    # On its own machine a dashboard has no other name, and other programs there have pages too.
    return () if name in {"localhost", "127.0.0.1"} else (name,)
