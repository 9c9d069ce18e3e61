"""A bad edition is set aside with a message; the others stay, and bringing its file again repairs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demodash.errors import DataError
from demodash.store import State, Store, Stored, manifest, parts
from tests.store.given import add, assert_same, figures, population, whole


def part(disk: Path, edition: str, name: str = "observations") -> Path:
    [found] = (disk / "editions" / edition).glob(f"{name}-*.parquet")
    return found


def manifest_of(disk: Path, edition: str) -> Path:
    return disk / "editions" / edition / "manifest.json"


def rewritten(disk: Path, edition: str, **changed: object) -> None:
    """A manifest that another version could have written: its checksum is right."""
    path = manifest_of(disk, edition)
    said = {key: value for key, value in json.loads(path.read_bytes()).items() if key != "checksum"} | changed
    path.write_text(json.dumps({**said, "checksum": manifest._checksum(said)}), encoding="utf-8")


def truncate(disk: Path, edition: str) -> None:
    path = part(disk, edition)
    path.write_bytes(path.read_bytes()[:100])


def flip(disk: Path, edition: str) -> None:
    data = bytearray(part(disk, edition).read_bytes())
    data[len(data) // 2] ^= 1
    part(disk, edition).write_bytes(data)


def lose(disk: Path, edition: str) -> None:
    part(disk, edition, "zonings").unlink()


def garble(disk: Path, edition: str) -> None:
    manifest_of(disk, edition).write_bytes(b"\x00\xff not json")


def nest(disk: Path, edition: str) -> None:
    manifest_of(disk, edition).write_bytes(b"[" * 100_000)


def empty(disk: Path, edition: str) -> None:
    manifest_of(disk, edition).write_bytes(b"")


def tamper(disk: Path, edition: str) -> None:
    path = manifest_of(disk, edition)
    path.write_text(path.read_text(encoding="utf-8").replace("Populations d", "Populations e"), encoding="utf-8")


def future(disk: Path, edition: str) -> None:
    path = manifest_of(disk, edition)
    path.write_text(json.dumps({"format": 2, "editions": {"another": "form"}}), encoding="utf-8")


def incomplete(disk: Path, edition: str) -> None:
    rewritten(disk, edition, origin={"name": "x"})


def elsewhere(disk: Path, edition: str) -> None:
    said = json.loads(manifest_of(disk, edition).read_bytes())["parts"]
    said["observations"]["file"] = "../../secret.parquet"
    rewritten(disk, edition, parts=said)


def moved(disk: Path, edition: str) -> None:
    rewritten(disk, edition, id="insee-0123456789abcdef")


def timeless(disk: Path, edition: str) -> None:
    rewritten(disk, edition, imported_at="2026-01-01T00:00:00")


DAMAGES: dict[Callable[[Path, str], None], str] = {
    truncate: r"le fichier observations-[0-9a-f]{12}\.parquet est tronqué \(100 octets au lieu de \d+\)\. ",
    flip: r"est abîmé \(son empreinte n’est pas celle du manifeste\)\. ",
    lose: r"il lui manque le fichier zonings-",
    garble: "son manifeste est abîmé",
    nest: "son manifeste est abîmé",
    empty: "son manifeste est abîmé",
    tamper: "son manifeste a été modifié",
    future: r"elle a été écrite par une version plus récente de demodash \(format 2\)",
    incomplete: "son manifeste est incomplet",
    elsewhere: "son manifeste est incomplet .*nom de fichier",
    moved: "son manifeste n’est pas celui d’une édition de ce dossier",
    timeless: "son manifeste est incomplet .*date sans fuseau",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_a_bad_edition_is_set_aside_and_repaired_by_its_file(disk: Path, damage: Callable[[Path, str], None]) -> None:
    store = Store.open(str(disk))
    good, bad = add(store, population(7.0)), add(store, whole())
    token = store.token()
    damage(disk, bad.id)
    for reader in (store, Store.open(str(disk))):
        assert reader.token() != token
        [broken] = reader.broken()
        assert broken.id == bad.id
        assert [each.id for each, _ in reader.active()] == [good.id]
        assert_same(reader.content(good.id), population(7.0))
        with pytest.raises(DataError, match=DAMAGES[damage]):
            reader.content(bad.id)
    text = broken.message
    assert text.startswith("L’édition ")
    assert bad.id in text
    assert "est mise de côté : " in text
    if damage is future:
        assert "Mettez demodash à jour pour la lire ; elle n’est pas abîmée" in text
        kept = manifest_of(disk, bad.id).read_bytes()
        with pytest.raises(DataError, match="Mettez demodash à jour pour la lire"):
            add(store, whole())
        assert manifest_of(disk, bad.id).read_bytes() == kept
        return
    assert "Importez de nouveau le même fichier pour la réparer" in text
    repaired = add(store, whole())
    assert (repaired.id, repaired.state) == (bad.id, State.ACTIVE)
    assert Store.open(str(disk)).broken() == ()
    assert_same(Store.open(str(disk)).content(bad.id), whole())


def test_a_bad_edition_can_be_withdrawn_and_comes_back_whole(disk: Path) -> None:
    store = Store.open(str(disk))
    bad = add(store, whole())
    flip(disk, bad.id)
    assert store.withdraw(bad.id, "chef").state is State.WITHDRAWN
    assert store.broken() == ()
    assert store.restore(bad.id, "chef").state is State.BROKEN
    store.withdraw(bad.id, "chef")
    assert add(store, whole()).state is State.ACTIVE
    assert [event.action for event in store.history(bad.id)] == ["withdraw", "restore", "withdraw", "restore"]


def test_a_manifest_that_cannot_be_read_can_be_withdrawn(disk: Path) -> None:
    store = Store.open(str(disk))
    bad = add(store, whole())
    garble(disk, bad.id)
    withdrawn = store.withdraw(bad.id, "chef")
    assert withdrawn.state is State.WITHDRAWN
    assert "son manifeste est abîmé" in withdrawn.message


def test_files_put_back_from_a_backup_are_seen(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    path = part(disk, stored.id)
    data = path.read_bytes()
    path.unlink()
    assert store.broken()[0].id == stored.id
    path.write_bytes(data)
    assert store.editions() == (stored,)
    assert_same(store.content(stored.id), population(1.0))


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"indicator": "indicateur_de_demain"}, "indicateur inconnu de cette version : indicateur_de_demain"),
        ({"category": "demain"}, "catégorie inconnue de cette version : population/demain"),
        ({"territory": "COM-00000"}, "territoire inconnu de cette version : COM-00000"),
        ({"value": float("nan")}, "un chiffre manque"),
    ],
)
def test_figures_that_this_version_does_not_know_reach_no_page(
    disk: Path, changed: dict[str, object], text: str
) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    data = parts.parquet("observations", figures(1.0).assign(**changed))
    overwrite(disk, stored, data)
    [broken] = store.broken()
    assert text in broken.message


def test_a_parquet_of_other_columns_is_set_aside(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, whole())
    overwrite(disk, stored, part(disk, stored.id, "points").read_bytes())
    assert "colonnes de observations : id, kind" in store.broken()[0].message


def test_a_part_that_is_no_parquet_is_set_aside(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, whole())
    overwrite(disk, stored, b"PAR1 rien PAR1")
    assert "son contenu n’est pas celui attendu" in store.broken()[0].message


def overwrite(disk: Path, stored: Stored, data: bytes) -> None:
    """Put another part in place, with a manifest that agrees with it: as a store of another version would be."""
    digest = manifest.hashlib.sha256(data).hexdigest()
    said = json.loads(manifest_of(disk, stored.id).read_bytes())["parts"]
    said["observations"] |= {"file": f"observations-{digest[:12]}.parquet", "sha256": digest, "size": len(data)}
    (disk / "editions" / stored.id / said["observations"]["file"]).write_bytes(data)
    rewritten(disk, stored.id, parts=said)


def test_foreign_files_in_the_folder_are_left_alone(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    foreign = ["lisez-moi.txt", "editions/notes.txt", "editions/vide/x.txt", "events/note.json", ".DS_Store"]
    for name in foreign:
        (disk / name).parent.mkdir(exist_ok=True)
        (disk / name).write_text("bonjour")
    (disk / "events" / "20269999T999999999999Z-withdraw-insee-0123456789abcdef-01234567.json").write_text("{}")
    assert [each.id for each in store.editions()] == [stored.id]
    add(store, population(2.0))
    assert all((disk / name).is_file() for name in foreign)


def test_a_damaged_event_still_counts(disk: Path) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    store.withdraw(stored.id, "chef")
    for path in (disk / "events").iterdir():
        path.write_bytes(b"\xff")
    assert store.stored(stored.id).state is State.WITHDRAWN
    assert [event.who for event in store.history(stored.id)] == [""]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_any_file_ever_fails_or_shows_other_figures(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    disk = tmp_path_factory.mktemp("abime")
    store = Store.open(str(disk))
    stored = add(store, whole())
    store.withdraw(stored.id, "a")
    store.restore(stored.id, "b")
    path = data.draw(st.sampled_from(sorted(each for each in disk.rglob("*.*") if each.is_file())))
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, max(len(content) - 1, 0)))
    how = data.draw(st.sampled_from(["flip", "cut", "insert"]))
    if how == "flip" and content:
        content[at] ^= data.draw(st.integers(1, 255))
    elif how == "cut":
        del content[at:]
    else:
        content[at:at] = data.draw(st.binary(min_size=1, max_size=50))
    path.write_bytes(content)
    found = Store.open(str(disk))
    [seen] = found.editions()
    assert found.broken() == ((seen,) if seen.state is State.BROKEN else ())
    for _, read in found.active():
        assert_same(read, whole())
