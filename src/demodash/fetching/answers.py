"""One answer of a host: redirections followed as far as the declaration allows, the failures told apart."""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

import requests

from demodash.fetching.declarations import Official
from demodash.fetching.failures import Refused, Unreachable

MOST_REDIRECTIONS = 5
LONGEST_WAIT_SECONDS = 120.0
_MOVED = {301, 302, 303, 307, 308}
_PASSING = {408, 425, 429, 500, 502, 503, 504}


class Passing(Exception):
    """A failure that may pass: the same is asked again after ``wait`` seconds (None: after the usual pause).

    ``nobody``: no connection could even be made, as without a network.
    """

    def __init__(self, text: str, wait: float | None = None, *, nobody: bool = False) -> None:
        super().__init__(text)
        self.wait = wait
        self.nobody = nobody


@contextlib.contextmanager
def asked(
    session: requests.Session, official: Official, headers: Mapping[str, str], timeouts: tuple[float, float]
) -> Iterator[requests.Response]:
    """Ask for a file, its body not read yet; status 200, 206, 304 or 416.

    Raises:
        Refused: it is redirected where it may not be, or the host says that it is not there or not for us.
        Unreachable: the certificate of the host or the proxy is not right.
        Passing: nothing answers, or the host says that it cannot now.
    """
    address = official.address
    given = {
        # As it is: a compressed answer has neither the size nor the parts of the file.
        "Accept-Encoding": "identity",
        "User-Agent": "demodash",
        **headers,
    }
    for _ in range(MOST_REDIRECTIONS + 1):
        with _failures(address):
            response = session.get(address, headers=given, stream=True, timeout=timeouts, allow_redirects=False)
        with response:
            if response.status_code in _MOVED and "location" in response.headers:
                address = _next(official, address, response.headers["location"])
                continue
            _refuse_status(official, response, address)
            yield response
            return
    raise Refused(f"« {official.label} » : plus de {MOST_REDIRECTIONS} redirections. {_see(official)}")


@contextlib.contextmanager
def _failures(address: str) -> Iterator[None]:
    host = urlsplit(address).hostname
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise Unreachable(
            f"Le certificat de {host} n’est pas reconnu. Si un mandataire déchiffre les échanges, donnez-lui le sien "
            "par REQUESTS_CA_BUNDLE. Rien n’a été changé."
        ) from error
    except requests.exceptions.ProxyError as error:
        raise Passing(f"le mandataire (HTTPS_PROXY) ne donne pas accès à {host}", nobody=True) from error
    except requests.exceptions.Timeout as error:
        raise Passing(f"{host} ne répond pas à temps") from error
    except requests.exceptions.RequestException as error:
        nobody = isinstance(error, requests.exceptions.ConnectionError)
        raise Passing(f"{host} ne répond pas", nobody=nobody) from error


def _next(official: Official, address: str, location: str) -> str:
    target = urljoin(address, location)
    scheme, host = urlsplit(target).scheme, urlsplit(target).hostname or ""
    if scheme != "https" and urlsplit(official.address).scheme == "https":
        raise Refused(
            f"« {official.label} » : redirection vers une adresse sans chiffrement ({target}). {_see(official)}"
        )
    if scheme not in {"http", "https"} or not official.may_come_from(host):
        raise Refused(f"« {official.label} » : redirection vers un autre site ({host or target}). {_see(official)}")
    return target


def _refuse_status(official: Official, response: requests.Response, address: str) -> None:
    code = response.status_code
    if code in {200, 206, 304, 416}:
        return
    host = urlsplit(address).hostname
    if code in _PASSING:
        raise Passing(f"{host} répond par l’erreur {code}", _wait(response.headers.get("retry-after", "")))
    if code in {404, 410}:
        raise Refused(f"« {official.label} » : le fichier n’est plus à cette adresse (erreur {code}). {_see(official)}")
    if code == 407:
        raise Unreachable("Le mandataire (HTTPS_PROXY) demande à s’identifier. Rien n’a été changé.")
    raise Refused(f"« {official.label} » : {host} refuse de le donner (erreur {code}). {_see(official)}")


def _wait(text: str) -> float | None:
    """How long a host asks to wait: seconds, or a date."""
    if text.isdigit():
        return min(float(text), LONGEST_WAIT_SECONDS)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    now = dt.datetime.now(until.tzinfo)
    return min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT_SECONDS)


def _see(official: Official) -> str:
    return f"Regardez la page {official.page}, ou importez le fichier à la main."
