from __future__ import annotations

from dataclasses import replace

import pytest

from demodash.importing.permission import (
    FORWARDING,
    NotAllowed,
    Obstacle,
    Visit,
    importer,
    is_local,
    listed,
    local_user,
)

HOME = Visit(
    peer="127.0.0.1",
    headers={"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"},
    listening=("127.0.0.1",),
)
SERVER = Visit(
    peer="192.0.2.7",
    headers={"host": "demographie.exemple.fr", "origin": "https://demographie.exemple.fr"},
    listening=("127.0.0.1",),
)
ALLOWED = ("claire.martin@ars.exemple.fr", "observatoire.exemple.fr")


def refused(visit: Visit, allowed: tuple[str, ...] = ()) -> Obstacle:
    with pytest.raises(NotAllowed) as refusal:
        importer(visit, allowed)
    return refusal.value.obstacle


def test_on_ones_own_machine_its_user_may() -> None:
    assert importer(HOME, ()) == local_user()
    assert local_user()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_every_name_of_the_machine_is_its_own(name: str) -> None:
    headers = {"host": f"{name}:8501", "origin": f"http://{name}:8501"}
    assert is_local(replace(HOME, peer="::1", headers=headers))


@pytest.mark.parametrize(
    "change",
    [
        {"peer": "192.0.2.7"},
        {"peer": ""},
        {"listening": ("192.0.2.1",)},
        {"listening": ("127.0.0.1", "*")},
        {"listening": ()},
        {"headers": {}},
        {"headers": {"host": "127.0.0.1:8501"}},
        {"headers": {"host": "127.0.0.1:8501", "origin": "https://demographie.exemple.fr"}},
        {"headers": {"host": "demographie.exemple.fr", "origin": "http://127.0.0.1:8501"}},
        {"headers": {"host": "127.0.0.1.exemple.fr", "origin": "http://127.0.0.1.exemple.fr"}},
        {"headers": {"host": "127.0.0.1:8501", "origin": "null"}},
        {"headers": {"host": "[", "origin": "http://["}},
    ],
)
def test_a_doubt_is_a_no(change: dict[str, object]) -> None:
    assert refused(replace(HOME, **change)) is Obstacle.NOT_CONFIGURED


@pytest.mark.parametrize("header", sorted(FORWARDING))
def test_a_proxy_is_never_the_machine(header: str) -> None:
    """A proxy on the same machine calls from 127.0.0.1, whoever stands behind it."""
    visit = replace(HOME, headers={**HOME.headers, header: "127.0.0.1"})
    assert refused(visit) is Obstacle.NOT_CONFIGURED


def test_on_a_server_nobody_may_until_it_says_who() -> None:
    assert refused(SERVER) is Obstacle.NOT_CONFIGURED
    known = replace(SERVER, signed_in=True, email=ALLOWED[0], verified=True)
    assert refused(known) is Obstacle.NOT_CONFIGURED


def test_on_a_server_those_listed_may_once_they_have_signed_in() -> None:
    assert refused(SERVER, ALLOWED) is Obstacle.SIGNED_OUT
    known = replace(SERVER, signed_in=True, email="Claire.Martin@ARS.exemple.fr")
    assert importer(known, ALLOWED) == "claire.martin@ars.exemple.fr"
    colleague = replace(known, email="paul@observatoire.exemple.fr", verified=True)
    assert importer(colleague, ALLOWED) == "paul@observatoire.exemple.fr"


@pytest.mark.parametrize(
    "email",
    [
        "paul@ars.exemple.fr",
        "claire.martin@ars.exemple.fr.pirate.exemple",
        "paul@sous.observatoire.exemple.fr",
        "observatoire.exemple.fr",
        "a@b@observatoire.exemple.fr",
        "claire.martin@ars.exemple.fr,x@y.fr",
        "x y@observatoire.exemple.fr",
    ],
)
def test_others_may_not(email: str) -> None:
    assert refused(replace(SERVER, signed_in=True, email=email), ALLOWED) is Obstacle.NOT_LISTED


def test_an_address_nobody_checked_does_not_do() -> None:
    visit = replace(SERVER, signed_in=True, email=ALLOWED[0], verified=False)
    assert refused(visit, ALLOWED) is Obstacle.UNVERIFIED


def test_an_address_without_signing_in_does_not_do() -> None:
    assert refused(replace(SERVER, email=ALLOWED[0]), ALLOWED) is Obstacle.SIGNED_OUT


def test_the_list_is_read_whatever_parts_it() -> None:
    assert listed("") == ()
    assert listed(" A@B.fr, c.fr;@d.fr\ne@f.fr ") == ("a@b.fr", "c.fr", "@d.fr", "e@f.fr")


@pytest.mark.parametrize("text", ["fr", "*", "*@exemple.fr", "@", "a@b", "exemple.fr *"])
def test_a_rule_that_says_nothing_precise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither an address nor a domain"):
        listed(text)


def test_the_refusal_is_french() -> None:
    with pytest.raises(NotAllowed, match="personne ne peut importer"):
        importer(SERVER, ())
