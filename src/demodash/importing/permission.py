"""Who may import: on one's own machine its user, on a server those listed, once they have signed in."""

from __future__ import annotations

import getpass
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from demodash.errors import DemodashError

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FORWARDING = frozenset(
    {
        "cf-connecting-ip",
        "client-ip",
        "fly-client-ip",
        "forwarded",
        "true-client-ip",
        "via",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-prefix",
        "x-forwarded-proto",
        "x-forwarded-server",
        "x-original-forwarded-for",
        "x-original-host",
        "x-real-ip",
    }
)
"""Headers that a proxy adds: with one of them the browser is not on this machine, whatever address the request has."""

_ADDRESS = re.compile(r"^[\w.%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$", re.IGNORECASE)
_DOMAIN = re.compile(r"^@?[a-z0-9-]+(?:\.[a-z0-9-]+)+$")


class Obstacle(StrEnum):
    """Why somebody may not import."""

    NOT_CONFIGURED = "not_configured"
    """The server names nobody who may."""
    SIGNED_OUT = "signed_out"
    NOT_LISTED = "not_listed"
    UNVERIFIED = "unverified"
    """The address was not checked by those who gave the account."""


_WORDS: Mapping[Obstacle, str] = {
    Obstacle.NOT_CONFIGURED: (
        "Sur ce serveur, personne ne peut importer tant que l’administrateur n’a pas dit qui en a le droit."
    ),
    Obstacle.SIGNED_OUT: "Sur ce serveur, importer demande de s’identifier.",
    Obstacle.NOT_LISTED: "L’adresse {address} n’a pas le droit d’importer sur ce serveur.",
    Obstacle.UNVERIFIED: "L’adresse {address} n’a pas été vérifiée par le service d’identité : elle ne suffit pas.",
}


class NotAllowed(DemodashError):
    """Somebody asked for what only those who may import can do; ``obstacle`` tells why not."""

    def __init__(self, obstacle: Obstacle, address: str = "") -> None:
        super().__init__(_WORDS[obstacle].format(address=address))
        self.obstacle = obstacle


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of who asks.

    ``peer`` is the address at the other end of the connection, empty when it is not known. ``headers`` are those of
    the request, their names in lower case. ``listening`` are the addresses that the server was told to listen on.
    ``signed_in``, ``email`` and ``verified`` (None: not said) come from the identity service.
    """

    peer: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    listening: Sequence[str] = ()
    signed_in: bool = False
    email: str = ""
    verified: bool | None = None


def importer(visit: Visit, allowed: Sequence[str]) -> str:
    """The name under which somebody's imports are kept.

    ``allowed`` are addresses (``prenom.nom@ars.sante.fr``) and domains (``ars.sante.fr``).

    Raises:
        NotAllowed: this visitor may not import.
    """
    if is_local(visit):
        return local_user()
    if not allowed:
        raise NotAllowed(Obstacle.NOT_CONFIGURED)
    if not visit.signed_in or not visit.email:
        raise NotAllowed(Obstacle.SIGNED_OUT)
    email = visit.email.strip().lower()
    if not _is_listed(email, allowed):
        raise NotAllowed(Obstacle.NOT_LISTED, visit.email)
    if visit.verified is False:
        raise NotAllowed(Obstacle.UNVERIFIED, visit.email)
    return email


def is_local(visit: Visit) -> bool:
    """Whether the browser runs on the machine of the server, which is open to that machine alone.

    Everything has to say so: where the server listens, the other end of the connection, the name that the browser
    asked for, the page that the request came from, and no sign of a proxy. A doubt is a no.
    """
    return (
        bool(visit.listening)
        and all(address in LOCAL_NAMES for address in visit.listening)
        and visit.peer in LOCAL_NAMES
        and not FORWARDING & set(visit.headers)
        and _host(f"//{visit.headers.get('host', '')}") in LOCAL_NAMES
        and _host(visit.headers.get("origin", "")) in LOCAL_NAMES
    )


def listed(text: str) -> tuple[str, ...]:
    """Read addresses and domains, between commas, semicolons or spaces, in lower case.

    Raises:
        ValueError: one is neither an address nor a domain (so that no misspelt rule lets a whole domain in).
    """
    found = tuple(part.lower() for part in re.split(r"[\s,;]+", text) if part)
    wrong = [one for one in found if not (_ADDRESS.match(one) or _DOMAIN.match(one))]
    if wrong:
        raise ValueError(f"neither an address nor a domain: {', '.join(wrong)}")
    return found


def local_user() -> str:
    """The name of the user of this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "utilisateur du poste"


def _is_listed(email: str, allowed: Sequence[str]) -> bool:
    if not _ADDRESS.match(email):
        return False
    domain = email.rpartition("@")[2]
    return any(one in (email, domain, f"@{domain}") for one in allowed)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
