import threading
import time
from pathlib import Path

import pytest

from demodash import dataset
from demodash.dataset import loading
from demodash.errors import DataError
from demodash.store import Origin, Store, current_store
from tests.imported_figures import content, row


def add(value, *, name="essai", series="essai", period="2021"):
    return current_store().add(
        content(row("mg_effectif", "DEP-02", period, value)),
        origin=Origin(f"{name}.csv", f"{value:064x}", 3),
        who="moi",
        loader="essai",
        loader_version=1,
        series=series,
        label="Essai",
        report={},
    )


def found(data):
    return data.select("mg_effectif", territory="DEP-02", series="essai")["value"].tolist()


def test_one_object_as_long_as_nothing_changes_and_another_after():
    before = dataset.refresh()
    assert dataset.load() is before
    assert dataset.refresh() is before
    add(7)
    after = dataset.refresh()
    assert after is not before
    assert after.version != before.version
    assert found(after) == [7]
    assert found(before) == []
    assert dataset.load() is after
    assert [one.label for one in after.imports] == ["Essai"]
    assert len(after.observations) == len(before.observations) + 1


def test_a_withdrawn_import_goes_and_comes_back():
    stored = add(7)
    assert found(dataset.refresh()) == [7]
    current_store().withdraw(stored.id, "moi")
    assert found(dataset.refresh()) == []
    current_store().restore(stored.id, "moi")
    assert found(dataset.refresh()) == [7]


def test_load_sees_a_change_by_itself_and_looks_once_a_second(monkeypatch):
    monkeypatch.setattr(loading, "LOOK_SECONDS", 1_000.0)
    before = dataset.refresh()
    add(8)
    assert dataset.load() is before, "the store was looked at a moment ago"
    monkeypatch.setattr(loading, "LOOK_SECONDS", 0.0)
    assert found(dataset.load()) == [8]


def test_stores_with_nothing_in_them_share_one_object(monkeypatch, tmp_path):
    first = dataset.load()
    monkeypatch.setenv("DEMODASH_HOME", str(tmp_path / "autre"))
    assert dataset.load() is first
    assert not (tmp_path / "autre").exists()


def test_another_address_is_seen_at_once(monkeypatch, tmp_path):
    dataset.load()
    monkeypatch.setenv("DEMODASH_HOME", str(tmp_path / "autre"))
    add(9)
    assert found(dataset.load()) == [9]


def test_the_figures_are_made_once_and_nobody_waits_for_them(monkeypatch):
    before = dataset.refresh()
    add(5)
    monkeypatch.setattr(loading, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(loading, "PATIENCE_SECONDS", 60.0)
    started, release, times = threading.Event(), threading.Event(), []
    whole = loading._merged

    def slow(*arguments):
        times.append(1)
        started.set()
        assert release.wait(30)
        return whole(*arguments)

    monkeypatch.setattr(loading, "_merged", slow)
    answers = []
    first = threading.Thread(target=lambda: answers.append(dataset.load()))
    first.start()
    assert started.wait(30)
    others = [threading.Thread(target=lambda: answers.append(dataset.load())) for _ in range(8)]
    for thread in others:
        thread.start()
    for thread in others:
        thread.join(30)
    assert answers == [before] * 8, "those who come meanwhile are given what there is"
    release.set()
    first.join(30)
    assert found(answers[-1]) == [5]
    assert len(times) == 1


def test_a_store_that_does_not_answer_makes_a_reader_wait_a_little_only(monkeypatch):
    before = dataset.refresh()
    monkeypatch.setattr(loading, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(loading, "PATIENCE_SECONDS", 0.05)
    release, looked = threading.Event(), threading.Event()
    token = Store.token

    def hanging(store):
        looked.set()
        assert release.wait(30)
        return token(store)

    monkeypatch.setattr(Store, "token", hanging)
    assert dataset.load() is before
    assert looked.is_set()
    assert dataset.load() is before
    release.set()
    while loading._KEEPER._making.locked():
        time.sleep(0.01)


def test_a_broken_edition_is_said_and_stops_nothing(home):
    add(3)
    add(4, period="2022")
    dataset.refresh()
    (part,) = list(Path(home).glob("editions/*/observations*"))[:1]
    part.write_bytes(b"abime")
    data = dataset.refresh()
    assert len(found(data)) == 1
    assert len(data.imports) == 1
    (message,) = data.import_problems
    assert message.startswith("Essai : ")


def test_an_address_that_no_file_system_answers_is_said(monkeypatch):
    monkeypatch.setenv("DEMODASH_HOME", "protocole-inconnu://quelque/part")
    data = dataset.load()
    assert len(data.observations) > 1_000
    assert "protocole-inconnu" in data.import_problems[0]
    assert dataset.load() is data


def test_without_the_curated_table_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("DEMODASH_DATA", str(tmp_path))
    with pytest.raises(DataError, match="demodash build"):
        dataset.load()
    monkeypatch.undo()
    assert len(dataset.load().observations) > 1_000


def test_a_preview_has_one_more_import_and_keeps_nothing():
    add(2)
    before = dataset.refresh()
    tried = dataset.preview(content(row("mg_effectif", "DEP-02", "2021", 6)), series="essai")
    assert found(tried) == [6]
    assert found(dataset.refresh()) == [2]
    assert dataset.load() is before
    apart = dataset.preview([content(row("mg_effectif", "DEP-02", "2021", 6))])
    assert sorted(apart.select("mg_effectif", territory="DEP-02", source="essai_mg")["value"]) == [2, 6]


def test_an_import_that_sets_off_something_unforeseen_is_left_out_with_a_message(monkeypatch):
    add(3)
    add(4, period="2022")
    whole = loading.merged

    def fragile(shipped, brought, **more):
        if any(4 in one.content.observations["value"].tolist() for one in brought):
            raise ValueError("figure imprévue")
        return whole(shipped, brought, **more)

    monkeypatch.setattr(loading, "merged", fragile)
    data = dataset.refresh()
    assert found(data) == [3]
    (message,) = data.import_problems
    assert message.startswith("Import « Essai » : trouvé : un contenu imprévu (figure imprévue).")


def test_the_figures_that_a_later_import_replaces_are_counted_by_edition():
    first = add(7)
    assert dict(dataset.refresh().replaced) == {}
    second = add(8, name="suite")
    assert dict(dataset.refresh().replaced) == {first.id: 1}
    current_store().withdraw(second.id, "moi")
    assert dict(dataset.refresh().replaced) == {}


def test_another_period_replaces_nothing():
    add(7)
    add(8, name="suite", period="2022")
    assert dict(dataset.refresh().replaced) == {}
