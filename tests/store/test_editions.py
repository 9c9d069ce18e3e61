from __future__ import annotations

import datetime as dt
import importlib.util
import shutil
import uuid
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash.errors import DataError
from demodash.loaders.content import Content
from demodash.store import AlreadyThere, State, Store, current_store, editions, shelf
from demodash.store.place import Place
from tests.store.given import SOURCE, add, assert_same, figures, points, population, sha256, whole, zoning


@pytest.fixture(autouse=True)
def listed_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stores on one address see each other's work at once, wherever it is."""
    monkeypatch.setattr(shelf, "REMOTE_LISTING_SECONDS", 0.0)


def test_a_store_that_is_not_there_is_empty_and_stays_not_there(disk: Path) -> None:
    store = Store.open(str(disk))
    assert store.editions() == store.broken() == store.active() == store.of_file(sha256("x")) == ()
    assert store.token() == store.token()
    assert store.problem == ""
    assert not disk.exists()


def test_what_was_kept_is_read_again_by_another_process(store: Store, address: str) -> None:
    stored = add(store, whole())
    other = Store.open(address)
    assert other.editions() == (stored,)
    assert_same(other.content(stored.id), whole())
    [(shown, content)] = other.active()
    assert shown == stored
    assert_same(content, whole())
    assert stored.state is State.ACTIVE
    assert stored.counts == {"observations": 3, "zonings": 3, "points": 2, "groupings": 2}
    assert stored.report == {"account": {"taken": 3}, "remarks": ["Une remarque à part."]}
    assert (stored.origin.name, stored.origin.size, stored.who) == ("populations.csv", 1_234, "analyste")
    assert (stored.loader, stored.loader_version, stored.series) == ("insee", 1, "populations")
    assert dt.datetime.now(dt.UTC) - stored.imported_at < dt.timedelta(minutes=1)
    assert stored.size > 1_000


@pytest.mark.parametrize(
    "content",
    [
        population(1.0),
        Content((SOURCE,), zonings=(zoning("ZIP", "ZAC", "HZ"),)),
        Content((SOURCE,), points=points("Une maison")),
        Content((SOURCE,), points=points("Sans coordonnées", lon=float("nan"))),
    ],
    ids=["figures", "zoning", "points", "points without a place"],
)
def test_each_kind_of_content_comes_back(store: Store, address: str, content: Content) -> None:
    stored = add(store, content)
    assert_same(Store.open(address).content(stored.id), content)


def test_the_parts_of_an_edition_that_are_empty_have_the_columns_and_types_of_the_others(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    read = store.content(stored.id)
    assert dict(read.points.dtypes) == dict(whole().points.dtypes)
    assert read.groupings.empty
    assert pd.concat([read.points, whole().points], ignore_index=True).dtypes["lon"] == "float64"


def test_the_same_file_read_the_same_way_is_there_already(store: Store) -> None:
    stored = add(store, population(1.0, 2.0))
    token = store.token()
    with pytest.raises(AlreadyThere) as caught:
        add(store, population(1.0, 2.0), label="Autrement nommé", who="autre")
    day = stored.imported_at.strftime("%d/%m/%Y")
    assert str(caught.value) == (
        f"« populations.csv » est déjà là : « Populations d’essai », importé le {day} par analyste "
        f"(édition {stored.id})."
    )
    assert caught.value.stored == stored
    assert store.token() == token
    assert store.of_file(sha256("populations.csv")) == (stored,)


def test_a_withdrawn_edition_that_comes_again_is_to_be_restored(store: Store) -> None:
    stored = add(store, population(1.0))
    store.withdraw(stored.id, "analyste")
    with pytest.raises(AlreadyThere, match="Elle a été retirée : rétablissez-la plutôt que de l’importer de nouveau"):
        add(store, population(1.0))


def test_the_day_when_the_source_was_consulted_does_not_make_another_edition(store: Store) -> None:
    add(store, population(1.0))
    with pytest.raises(AlreadyThere):
        add(store, replace(population(1.0), sources=(replace(SOURCE, consulted="2026-11-22"),)))


def test_another_file_or_other_answers_make_another_edition(store: Store) -> None:
    first = add(store, Content((SOURCE,), zonings=(zoning("ZIP", "ZAC", "HZ"),)))
    other_answer = add(store, Content((SOURCE,), zonings=(replace(zoning("ZIP", "ZAC", "HZ"), name="Autre nom"),)))
    other_file = add(store, Content((SOURCE,), zonings=(zoning("ZIP", "ZAC", "HZ"),)), file="copie.csv")
    assert [each.id for each in store.editions()] == [first.id, other_answer.id, other_file.id]
    assert len({first.id, other_answer.id, other_file.id}) == 3


def test_a_clock_that_went_back_does_not_change_the_order(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(str(disk))
    ids = [add(store, population(1.0)).id]
    monkeypatch.setattr(editions, "clock", lambda: dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    ids.append(add(store, population(2.0)).id)
    store.withdraw(ids[0], "a")
    store.restore(ids[0], "b")
    store.withdraw(ids[0], "c")
    assert [each.id for each in store.editions()] == ids
    assert [event.who for event in store.history(ids[0])] == ["a", "b", "c"]
    assert store.stored(ids[0]).state is State.WITHDRAWN


def test_withdraw_and_restore(store: Store, address: str) -> None:
    kept, stored = add(store, population(5.0)), add(store, population(1.0))
    other = Store.open(address)
    token = other.token()
    assert store.withdraw(stored.id, "chef").state is State.WITHDRAWN
    assert other.token() != token
    assert [each.id for each, _ in other.active()] == [kept.id]
    assert [each.state for each in other.editions()] == [State.ACTIVE, State.WITHDRAWN]
    assert_same(other.content(stored.id), population(1.0))
    assert other.restore(stored.id, "analyste").state is State.ACTIVE
    assert [(event.action, event.who) for event in store.history(stored.id)] == [
        ("withdraw", "chef"),
        ("restore", "analyste"),
    ]
    assert store.history(kept.id) == ()
    assert len(store.active()) == 2


def test_withdrawing_twice_is_withdrawing_once(store: Store) -> None:
    stored = add(store, population(1.0))
    store.restore(stored.id, "personne")
    store.withdraw(stored.id, "chef")
    store.withdraw(stored.id, "autre")
    assert [event.who for event in store.history(stored.id)] == ["chef"]


def test_an_edition_that_is_not_there(store: Store) -> None:
    add(store, population(1.0))
    token = store.token()
    for call in (
        lambda: store.content("insee-0"),
        lambda: store.withdraw("../../x", "chef"),
        lambda: store.restore("", "chef"),
        lambda: store.compare("insee-0", "insee-1"),
        lambda: store.history("insee-0"),
    ):
        with pytest.raises(DataError, match=r"attendu : une édition connue ; trouvé : .*« demodash editions list »"):
            call()
    assert store.token() == token


def test_nothing_wrong_is_kept(store: Store) -> None:
    with pytest.raises(DataError, match=r"populations\.csv : attendu : au moins un chiffre ; trouvé : aucun"):
        add(store, Content((SOURCE,)))
    with pytest.raises(DataError, match="une valeur entre"):
        add(store, population(-4.0))
    with pytest.raises(ValueError, match="sources that the content does not give: insee_essai"):
        add(store, Content((replace(SOURCE, id="autre"),), figures(1.0)))
    with pytest.raises(ValueError, match="none at all"):
        add(store, Content((), zonings=(zoning("ZIP", "ZAC", "HZ"),)))
    with pytest.raises(ValueError, match="not an id of a loader"):
        add(store, population(1.0), loader="../x")
    with pytest.raises(TypeError):
        add(store, population(1.0), report={"when": dt.date(2020, 1, 1)})
    assert store.editions() == ()


def test_a_reader_keeps_what_it_knew_when_the_place_cannot_be_read(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    token = store.token()
    disk.rename(disk.with_name("ailleurs"))
    disk.write_text("un fichier a pris la place du dossier")
    assert store.token() == token
    assert store.editions() == (stored,)
    assert_same(store.active()[0][1], population(1.0))
    assert f"{disk} : trouvé : la lecture a échoué" in store.problem
    fresh = Store.open(str(disk))
    assert fresh.editions() == ()
    assert "Vérifiez que le dossier est accessible" in fresh.problem
    with pytest.raises(DataError, match=r"l’écriture a échoué .*rien n’a été perdu"):
        add(fresh, population(2.0))
    disk.unlink()
    disk.with_name("ailleurs").rename(disk)
    assert store.editions() == fresh.editions() == (stored,)
    assert store.problem == fresh.problem == ""


@pytest.mark.parametrize("address", ["nulpart://x", "abfs-inconnu://x/y"])
def test_an_address_that_no_file_system_answers_to(address: str) -> None:
    with pytest.raises(DataError, match=f"DEMODASH_HOME \\({address}\\).*Corrigez DEMODASH_HOME"):
        Store.open(address)


def test_the_store_of_the_process_follows_the_environment(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert current_store().address == home
    assert current_store() is current_store()
    monkeypatch.setenv("DEMODASH_HOME", str(tmp_path / "autre"))
    assert current_store().address == str(tmp_path / "autre")
    monkeypatch.setenv("DEMODASH_HOME", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "demodash" in current_store().address


def test_a_tilde_is_the_home_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    add(Store.open("~/magasin"), population(1.0))
    assert (tmp_path / "magasin" / "editions").is_dir()


def test_a_store_elsewhere_is_listed_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "REMOTE_LISTING_SECONDS", 60.0)
    mine, theirs = Store.open("memory://rarement"), Store.open("memory://rarement")
    assert mine.editions() == ()
    stored = add(theirs, population(1.0))
    assert theirs.editions() == (stored,)
    assert mine.editions() == ()
    monkeypatch.setattr(shelf, "REMOTE_LISTING_SECONDS", 0.0)
    assert mine.editions() == (stored,)


def test_an_edition_removed_by_hand_comes_back_in_service(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    store.withdraw(stored.id, "chef")
    shutil.rmtree(disk / "editions" / stored.id)
    assert store.editions() == ()
    again = add(store, population(1.0))
    assert (again.id, again.state) == (stored.id, State.ACTIVE)


texts = st.text(max_size=30)


@settings(max_examples=15, deadline=None)
@given(texts, texts, texts, st.floats(allow_nan=True, allow_infinity=False))
def test_whatever_a_file_says_comes_back_as_it_was(name: str, note: str, label: str, lon: float) -> None:
    store = Store.open(f"memory://{uuid.uuid4().hex}")
    content = Content((replace(SOURCE, note=note),), figures(1.0).assign(note=note), (), points(name, lon=lon))
    stored = add(store, content, label=label, report={"remarks": [note, name]}, who=name)
    fresh = Store.open(store.address)
    assert fresh.editions() == (stored,)
    assert (stored.label, stored.who, stored.report) == (label, name, {"remarks": [note, name]})
    assert_same(fresh.content(stored.id), content)


@pytest.mark.parametrize("address", ["zorglub://x", "s3://seau/dossier"])
def test_an_address_that_nothing_reads_is_refused_in_french(address: str) -> None:
    if address.startswith("s3") and importlib.util.find_spec("s3fs"):
        pytest.skip("s3fs is installed here")
    protocol = address.partition(":")[0]
    reasons = rf"le protocole « {protocol} », inconnu|la bibliothèque du protocole « {protocol} » n’est pas installée"
    with pytest.raises(DataError, match=reasons):
        Place(address)
