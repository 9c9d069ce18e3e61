"""``demodash fetch``: official files brought from their stable addresses, then imported."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import platformdirs

from demodash.cli.french import FrenchCommand
from demodash.cli.importing import Wishes, keep
from demodash.cli.progress import Bar
from demodash.cli.saying import say
from demodash.errors import DemodashError
from demodash.texts import number

if TYPE_CHECKING:
    from demodash.fetching import Fetched, Official

NO_NETWORK_STATUS = 3


@click.command(cls=FrenchCommand)
@click.argument("wanted", metavar="[FICHIER]...", nargs=-1)
@click.option("--list", "listing", is_flag=True, help="Dire quels fichiers officiels sont connus, et où ils sont.")
@click.option("--all", "everything", is_flag=True, help="Tous les fichiers connus.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Dossier des téléchargements (le cache de l’utilisateur sinon)."
)
@click.option("--only-download", is_flag=True, help="Télécharger sans importer, pour un poste sans réseau.")
@click.option("--keep-file", is_flag=True, help="Garder aussi le fichier téléchargé une fois importé.")
@click.option("--yes", is_flag=True, help="Garder les éditions sans demander.")
def fetch(
    wanted: tuple[str, ...],
    *,
    listing: bool,
    everything: bool,
    folder: Path | None,
    only_download: bool,
    keep_file: bool,
    yes: bool,
) -> None:
    """Télécharger des fichiers officiels (mandataire de l’environnement compris), puis les importer."""
    from demodash import fetching

    if listing or not (wanted or everything):
        _list(fetching.declared())
        if not listing:
            say("\nDites lesquels (demodash fetch apl …), ou --all pour tous.")
        return
    chosen = fetching.declared() if everything else tuple(fetching.official(each) for each in dict.fromkeys(wanted))
    place = folder or Path(platformdirs.user_cache_dir("demodash", appauthor=False)) / "telechargements"
    failed = False
    for one in chosen:
        try:
            fetched = _brought(one, place)
            if not only_download:
                _import(one, fetched, yes=yes, keep_file=keep_file or folder is not None)
        except fetching.Unreachable as error:
            say(f"Erreur : {error}", err=True)
            sys.exit(NO_NETWORK_STATUS)
        except DemodashError as error:
            say(f"Erreur : {error}", err=True)
            failed = True
    if failed:
        sys.exit(1)


def _list(known: Sequence[Official]) -> None:
    for one in known:
        say(f"{one.id} : {one.label}")
        say(f"  {one.publisher}, {one.licence} ; modèle {one.loader}, au moins {number(one.minimum_bytes)} octets")
        say(f"  {one.address}")


def _brought(one: Official, folder: Path) -> Fetched:
    from demodash.fetching import download

    with Bar(one.label) as bar:
        fetched = download(one, folder, lambda size, total: bar(size / total if total else None, one.label))
    resumed = f", dont {number(fetched.resumed)} d’un essai précédent" if fetched.resumed else ""
    say(f"{one.label} : {number(fetched.size)} octets{resumed}, dans {fetched.path}")
    return fetched


def _import(one: Official, fetched: Fetched, *, yes: bool, keep_file: bool) -> None:
    from demodash.importing import NothingNew
    from demodash.store import AlreadyThere

    done = True
    try:
        done = keep(fetched.path, fetched.published or one.name, Wishes(one.loader, one.answers, yes=yes)) is not None
    except (AlreadyThere, NothingNew) as error:
        say(str(error))
    if done and not keep_file:
        fetched.path.unlink(missing_ok=True)
