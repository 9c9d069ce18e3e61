"""The data set that every page and route reads, made again when the store of imports changes.

A reader never waits for another's: the one who sees that it is time looks at the store in a thread of its own, and
waits for it a little; everyone else is given what there is. A store that does not answer, or a bad edition, is said
on the data set and stops nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq

from demodash import territories
from demodash.dataset.merging import Brought, merged
from demodash.dataset.model import Dataset, from_table
from demodash.errors import DataError, DemodashError, Problem
from demodash.loaders.content import Content
from demodash.locations import data_root
from demodash.schema import COLUMNS
from demodash.sources import read_sources
from demodash.store import Store, current_store
from demodash.store.editions import default_address
from demodash.zonage import editions

LOOK_SECONDS = 1.0
"""The store is looked at no more often than this."""
PATIENCE_SECONDS = 3.0
"""The reader who looks waits no longer than this for a changed store; then the next one is given the new figures."""

_LOGGER = logging.getLogger(__name__)
_UNFORESEEN = (ValueError, LookupError, TypeError, ArithmeticError, DemodashError)
"""What a content that passed every check may still set off: the dashboard has to go on without it."""
_ASIDE = "Il est laissé de côté : retirez-le sur la page Importer, ou signalez-le."
_BUILD = "Lancez « demodash build » pour la reconstruire."
_Key = tuple[Path, str]
"""Where the figures lie: the data folder and the address of the store."""


@dataclass(slots=True)
class _Held:
    """The data set that is given out, and the state of the store that it was made of."""

    key: _Key
    data: Dataset
    token: str
    looked: float


class _Keeper:
    """Holds the data set; ``_making`` lets one thread at a time make another."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._making = threading.Lock()

    def data(self) -> Dataset:
        """The data set: that of the store as it was LOOK_SECONDS ago at most, unless it is being made."""
        held, key = self._held, _key()
        if held is None or held.key != key:
            return self.fresh(key)
        if time.monotonic() - held.looked >= LOOK_SECONDS and self._making.acquire(blocking=False):
            held.looked = time.monotonic()
            looking = threading.Thread(target=self._look, args=(key,), name="figures", daemon=True)
            looking.start()
            looking.join(PATIENCE_SECONDS)
        found = self._held
        return held.data if found is None or found.key != key else found.data

    def fresh(self, key: _Key) -> Dataset:
        """The data set of the store as it is now."""
        with self._making:
            return self._made(key)

    def _look(self, key: _Key) -> None:
        """Run in a thread; releases what ``data`` took."""
        try:
            self._made(key)
        except DemodashError as error:
            # The figures that are there go on being shown; a server that starts without any says so at once.
            _LOGGER.error("%s", error)
        finally:
            self._making.release()

    def _made(self, key: _Key) -> Dataset:
        store, trouble = _store()
        token = store.token() if store is not None else trouble
        held = self._held
        if held is None or held.key != key or held.token != token:
            data = _merged(key[0], store, trouble)
            held = self._held = _Held(key, data, token, time.monotonic())
        held.looked = time.monotonic()
        return held.data


_KEEPER = _Keeper()


def load() -> Dataset:
    """The figures that are there, imports included: the same object as long as nothing has changed.

    Raises:
        DataError: the curated table is missing or does not have the columns of the schema.
    """
    return _KEEPER.data()


def refresh() -> Dataset:
    """The figures with the store as it is at this moment: what ``load`` gives from now on.

    Raises:
        DataError: the curated table is missing or does not have the columns of the schema.
    """
    return _KEEPER.fresh(_key())


def preview(contents: Content | Iterable[Content], *, series: str = "") -> Dataset:
    """The figures as they would be with contents accepted after all the others, as issues of a series.

    Raises:
        DataError: the curated table is missing or does not have the columns of the schema.
    """
    given = [contents] if isinstance(contents, Content) else list(contents)
    store, trouble = _store()
    brought = _brought(store)
    tried = [Brought(one, series or one.sources[0].id) for one in given]
    return merged(_shipped(data_root()), [*brought, *tried], problems=_problems(store, trouble))


def warm_up() -> None:
    """Load what every page needs, before the first visitor."""
    load()
    territories.territory("REG-32")


def _key() -> _Key:
    return data_root(), default_address()


def _store() -> tuple[Store | None, str]:
    """The store, or why there is none."""
    try:
        return current_store(), ""
    except DataError as error:
        return None, str(error)


def _brought(store: Store | None) -> list[Brought]:
    return [Brought(content, stored.series, stored) for stored, content in (store.active() if store else ())]


def _problems(store: Store | None, trouble: str) -> list[str]:
    """What of the store cannot be shown, in French."""
    if store is None:
        return [trouble]
    found = [f"{each.label or each.origin.name or each.id} : {each.message}" for each in store.broken()]
    return [*([store.problem] if store.problem else []), *found]


def _merged(root: Path, store: Store | None, trouble: str) -> Dataset:
    shipped = _shipped(root)
    brought, problems = _brought(store), _problems(store, trouble)
    if not brought and not problems:
        # One object for every store with nothing in it: whoever keeps something by version keeps it.
        return shipped
    try:
        return merged(shipped, brought, problems=problems)
    except _UNFORESEEN:
        _LOGGER.exception("the imports cannot be put together")
        return _without_the_odd(shipped, brought, problems)


def _without_the_odd(shipped: Dataset, brought: Sequence[Brought], problems: Sequence[str]) -> Dataset:
    """Put in one import after the other, and leave out with a message those that cannot be."""
    kept: list[Brought] = []
    said = list(problems)
    for one in brought:
        try:
            merged(shipped, [*kept, one])
        except _UNFORESEEN as error:
            name = one.stored.label if one.stored else one.series
            said.append(str(Problem(f"Import « {name} »", found=f"un contenu imprévu ({error})", advice=_ASIDE)))
        else:
            kept.append(one)
    return merged(shipped, kept, problems=said)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Dataset:
    table = pq.read_table(path).to_pandas()
    if tuple(table.columns) != COLUMNS:
        raise DataError(Problem(str(path), expected=", ".join(COLUMNS), found=", ".join(table.columns), advice=_BUILD))
    root = path.parent.parent
    declarations = [*sorted((root / "sources").glob("*/source.toml")), root / "geo" / "source.toml"]
    sources = {source.id: source for declared in declarations for source in read_sources(declared)}
    return from_table(table, sources, zonings=editions(root / "sources"))


def _shipped(root: Path) -> Dataset:
    """The curated table and its sources, read once."""
    path = root / "curated" / "observations.parquet"
    if not path.is_file():
        raise DataError(Problem(str(path), expected="la table construite", found="aucun fichier", advice=_BUILD))
    return _read(path, path.stat().st_mtime_ns)
