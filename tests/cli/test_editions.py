from __future__ import annotations

import json
from pathlib import Path

import pytest

from demodash.store import Store, Stored, current_store
from tests.cli.conftest import Run
from tests.store.given import add, population, whole


@pytest.fixture
def two() -> tuple[Stored, Stored]:
    store = current_store()
    return add(store, population(120.0, 48.5), label="Première"), add(store, whole(), label="Seconde")


def test_no_edition_yet(run: Run, home: str) -> None:
    for arguments in (("editions",), ("editions", "list")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (0, f"Aucune édition dans {home}.\n")
    assert json.loads(run("editions", "list", "--json").stdout) == []
    assert not Path(home).exists()


def test_the_editions_are_listed(run: Run, two: tuple[Stored, Stored]) -> None:
    first, second = two
    lines = run("editions").stdout.splitlines()
    assert lines[0].split() == ["édition", "état", "importée", "le", "par", "contenu", "libellé"]
    assert lines[1].startswith(f"{first.id}  en service  ")
    assert (
        lines[1].endswith("2 chiffres  " + " " * (len(lines[2]) - len(lines[1])) + "Première")
        or "2 chiffres" in lines[1]
    )
    assert "3 chiffres, 3 communes classées, 2 structures, 2 rattachements" in lines[2]
    fields = json.loads(run("editions", "list", "--json").stdout)
    assert [(each["id"], each["state"], each["who"]) for each in fields] == [
        (first.id, "active", "analyste"),
        (second.id, "active", "analyste"),
    ]


def test_an_edition_is_withdrawn_and_restored_by_the_beginning_of_its_id(run: Run, two: tuple[Stored, Stored]) -> None:
    first, _ = two
    short = first.id[:12]
    result = run("editions", "withdraw", short)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"« Première » ({first.id}) est retirée.")
    assert f"{first.id}  retirée" in run("editions").stdout
    assert run("editions", "restore", short).stdout == f"« Première » ({first.id}) est en service.\n"
    shown = run("editions", "show", short).stdout
    assert "libellé      Première" in shown
    assert "fichier      populations.csv (1\u202f234 octets)" in shown
    assert "Remarque : Une remarque à part." in shown
    assert [line.split(" le ")[0] for line in shown.splitlines()[-2:]] == ["retirée", "rétablie"]


def test_an_id_that_is_none_or_several(run: Run, two: tuple[Stored, Stored]) -> None:
    for wanted, text in (
        ("zzz", "une édition connue ; trouvé : zzz"),
        ("insee-", "une seule édition ; trouvé : insee-"),
    ):
        for action in ("show", "withdraw", "restore"):
            result = run("editions", action, wanted)
            assert result.exit_code == 1
            assert text in result.stderr
    assert run("editions", "show", "").exit_code == 1


def test_two_editions_are_compared(run: Run, two: tuple[Stored, Stored]) -> None:
    first, second = (each.id for each in two)
    result = run("editions", "compare", first, second)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"Première ({first}) → Seconde ({second})"
    assert lines[1] == "8 ajoutés, 0 disparus, 0 modifiés ; 2 chiffres identiques."
    assert any("Lille" in line and "ajouté" in line and "230000" in line for line in lines)
    assert any(line.startswith("Classe du zonage") and "ZIP" in line for line in lines)
    assert any(line.startswith("Structure (msp)") for line in lines)
    assert any(line.startswith("Rattachement (tvs)") for line in lines)
    short = run("editions", "compare", first, second, "--limit", "2").stdout.splitlines()
    assert len(short) == 5
    assert short[-1] == "… et 6 autres (--limit 0 pour les voir toutes)."
    csv = run("editions", "compare", first, second, "--csv").stdout.splitlines()
    assert csv[0] == "indicator;territory;category;period;change;before;after"
    assert csv[1].endswith(";added;;230000,0")
    same = run("editions", "compare", first, first).stdout
    assert "Aucune différence ; 2 chiffres identiques." in same


def test_a_value_that_changed_shows_both(run: Run) -> None:
    store = current_store()
    before, after = add(store, population(120.0)), add(store, population(121.5))
    assert "120 → 121,5" in run("editions", "compare", before.id, after.id).stdout


def test_a_broken_edition_is_said_and_the_others_are_listed(run: Run, two: tuple[Stored, Stored], home: str) -> None:
    first, second = two
    (Path(home) / "editions" / first.id / "manifest.json").write_text("{")
    result = run("editions")
    assert result.exit_code == 0
    assert f"{first.id}" in result.stdout
    assert "écartée" in result.stdout
    assert second.id in result.stdout
    assert "est mise de côté : son manifeste est abîmé" in result.stderr
    assert "est mise de côté" in run("editions", "show", first.id).stdout
    assert "son manifeste est abîmé" in run("editions", "compare", first.id, second.id).stderr
    assert run("editions", "withdraw", first.id).exit_code == 0
    assert "est mise de côté" in run("editions", "restore", first.id).stdout


def test_a_store_that_cannot_be_read_is_said(run: Run, home: str) -> None:
    Path(home).parent.mkdir(parents=True, exist_ok=True)
    Path(home).write_text("pas un dossier")
    for arguments in (("editions",), ("editions", "show", "x")):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "la lecture a échoué" in result.stderr


def test_an_address_that_is_none_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMODASH_HOME", "nulpart://x")
    result = run("editions")
    assert result.exit_code == 1
    assert "Corrigez DEMODASH_HOME" in result.stderr


def test_the_user_of_the_machine_is_written_in_the_history(run: Run, two: tuple[Stored, Stored]) -> None:
    run("editions", "withdraw", two[0].id)
    [event] = Store.open(current_store().address).history(two[0].id)
    assert event.who
