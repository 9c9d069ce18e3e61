"""``demodash editions``: what was imported, listed, shown, compared, withdrawn, restored."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from demodash.cli.columns import aligned, counted, moment
from demodash.cli.french import FrenchCommand, FrenchGroup
from demodash.cli.saying import say
from demodash.errors import DataError, Problem
from demodash.texts import and_others, number

if TYPE_CHECKING:
    import pandas as pd

    from demodash.store import Comparison, Store, Stored

_ID = "ÉDITION"


@click.group(cls=FrenchGroup, invoke_without_command=True)
@click.pass_context
def editions(context: click.Context) -> None:
    """Voir et gérer les éditions importées (dossier ou adresse DEMODASH_HOME)."""
    if context.invoked_subcommand is None:
        context.invoke(list_editions)


@editions.command("list", cls=FrenchCommand)
@click.option("--json", "as_json", is_flag=True, help="Sortie en JSON, pour un autre programme.")
def list_editions(*, as_json: bool = False) -> None:
    """Lister les éditions, la plus ancienne d’abord."""
    store = _store()
    found = store.editions()
    if as_json:
        say(json.dumps([_fields(each) for each in found], ensure_ascii=False, indent=2))
        return
    if not found:
        say(f"Aucune édition dans {store.address}.")
        return
    rows = [("édition", "état", "importée le", "par", "contenu", "libellé")]
    rows += [
        (each.id, each.state.label, moment(each.imported_at), each.who, counted(each.counts), each.label)
        for each in found
    ]
    say("\n".join(aligned(rows)))
    for each in found:
        if each.message:
            say(each.message, err=True)


@editions.command("show", cls=FrenchCommand)
@click.argument("edition", metavar=_ID)
def show(edition: str) -> None:
    """Dire ce qu’une édition contient, d’où elle vient, et ce qu’elle est devenue."""
    store = _store()
    stored = _chosen(store, edition)
    facts = {
        "édition": stored.id,
        "libellé": stored.label,
        "état": stored.state.label,
        "contenu": counted(stored.counts),
        "fichier": f"{stored.origin.name} ({number(stored.origin.size)} octets)",
        "empreinte": stored.origin.sha256,
        "lu par": f"{stored.loader}, version {stored.loader_version}",
        "série": stored.series,
        "importée le": f"{moment(stored.imported_at)} par {stored.who}",
        "place": f"{number(stored.size)} octets",
    }
    say("\n".join(aligned(list(facts.items()))))
    for remark in stored.report.get("remarks", []):
        say(f"Remarque : {remark}")
    for event in store.history(stored.id):
        action = "retirée" if event.action == "withdraw" else "rétablie"
        say(f"{action} le {moment(event.at)} par {event.who or 'inconnu'}")
    if stored.message:
        say(stored.message)


@editions.command("compare", cls=FrenchCommand)
@click.argument("before", metavar="AVANT")
@click.argument("after", metavar="APRÈS")
@click.option(
    "--limit", type=click.IntRange(0), default=50, help="Différences montrées une à une (50 sinon ; 0 : toutes)."
)
@click.option("--csv", "as_csv", is_flag=True, help="Toutes les différences de chiffres, en CSV français.")
def compare(before: str, after: str, *, limit: int, as_csv: bool) -> None:
    """Comparer deux éditions case par case."""
    store = _store()
    first, second = _chosen(store, before), _chosen(store, after)
    found = store.compare(first.id, second.id)
    if as_csv:
        say(found.figures.to_csv(sep=";", decimal=",", index=False, lineterminator="\n"), nl=False)
        return
    say(f"{first.label} ({first.id}) → {second.label} ({second.id})")
    say(_summary(found))
    rows = _cells(found)
    shown = rows if not limit else rows[:limit]
    say("\n".join(aligned(shown)), nl=bool(shown))
    if len(shown) < len(rows):
        say(f"… {and_others(len(rows) - len(shown))} (--limit 0 pour les voir toutes).")


@editions.command("withdraw", cls=FrenchCommand)
@click.argument("edition", metavar=_ID)
def withdraw(edition: str) -> None:
    """Retirer une édition du tableau de bord (rien n’est effacé)."""
    store = _store()
    stored = store.withdraw(_chosen(store, edition).id, _user())
    say(f"« {stored.label} » ({stored.id}) est retirée. « demodash editions restore » la rétablit.")


@editions.command("restore", cls=FrenchCommand)
@click.argument("edition", metavar=_ID)
def restore(edition: str) -> None:
    """Rétablir une édition retirée."""
    store = _store()
    stored = store.restore(_chosen(store, edition).id, _user())
    say(stored.message or f"« {stored.label} » ({stored.id}) est en service.")


def _store() -> Store:
    """The store, which answers.

    Raises:
        DataError: it does not.
    """
    from demodash.store import current_store

    store = current_store()
    store.editions()
    if store.problem:
        raise DataError(Problem("DEMODASH_HOME", advice=store.problem))
    return store


def _user() -> str:
    from demodash.importing.permission import local_user

    return local_user()


def _chosen(store: Store, wanted: str) -> Stored:
    """The edition of an id, or of the beginning of one.

    Raises:
        DataError: none begins so, or several do.
    """
    found = [each for each in store.editions() if each.id.startswith(wanted)] if wanted else []
    exact = [each for each in found if each.id == wanted]
    if len(exact or found) > 1:
        ids = ", ".join(each.id for each in found)
        raise DataError(Problem(store.address, expected="une seule édition", found=f"{wanted} : {ids}"))
    return (exact or found)[0] if found else store.stored(wanted)


def _fields(stored: Stored) -> dict[str, object]:
    return {
        "id": stored.id,
        "state": stored.state.value,
        "label": stored.label,
        "series": stored.series,
        "loader": stored.loader,
        "loader_version": stored.loader_version,
        "file": stored.origin.name,
        "sha256": stored.origin.sha256,
        "imported_at": stored.imported_at.isoformat(),
        "who": stored.who,
        "counts": dict(stored.counts),
        "message": stored.message,
    }


def _summary(found: Comparison) -> str:
    from demodash.store import Change

    if found.is_empty:
        return f"Aucune différence ; {number(found.same)} chiffres identiques."
    words = {Change.ADDED: "ajoutés", Change.REMOVED: "disparus", Change.CHANGED: "modifiés"}
    counts = ", ".join(f"{number(found.count(change))} {word}" for change, word in words.items())
    return f"{counts} ; {number(found.same)} chiffres identiques."


def _cells(found: Comparison) -> list[tuple[str, ...]]:
    """Every difference in one line: what it is about, what happened, before, after."""
    from demodash.indicators import CATALOGUE
    from demodash.indicators.model import ENSEMBLE
    from demodash.territories import label

    rows: list[tuple[str, ...]] = []
    for indicator_id, territory, category, iso, *change in _rows(found.figures):
        indicator = CATALOGUE[indicator_id]
        what = indicator.name
        if category != ENSEMBLE:
            what += f", {indicator.dimension.member(category).name}"
        rows.append((what, label(territory), iso, *_said(change)))
    for commune, *change in _rows(found.zonings):
        rows.append(("Classe du zonage", label(commune), "", *_said(change)))
    for kind, point, *change in _rows(found.points):
        rows.append((f"Structure ({kind})", point, "", *_said(change)))
    for kind, commune, code, *change in _rows(found.groupings):
        rows.append((f"Rattachement ({kind})", label(commune), code, *_said(change)))
    return rows


def _rows(table: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    for row in table.itertuples(index=False):
        yield tuple(_cell(cell) for cell in row)


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return "" if math.isnan(cell) else f"{cell:.12g}".replace(".", ",")
    return str(cell)


def _said(change: Sequence[str]) -> tuple[str, str]:
    from demodash.store import Change

    how, before, after = change
    word = Change(how).label
    if how == Change.CHANGED:
        return word, f"{before} → {after}"
    return word, before or after
