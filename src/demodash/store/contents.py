"""The contents of editions, read once: checked against their checksums, kept in memory while there is room."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

import pyarrow as pa

from demodash.errors import DataError
from demodash.loaders.content import Content
from demodash.store.manifest import Manifest, Unreadable
from demodash.store.parts import content_of
from demodash.store.place import Place

MOST_BYTES = 128_000_000
"""Memory that the contents kept may take; beyond it the one unused for longest is read again when asked for."""


class Contents:
    """Reads the contents of the editions of a place; an edition is immutable, so its content is read once."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._kept: OrderedDict[tuple[str, str], tuple[Content, int]] = OrderedDict()
        self._bad: dict[tuple[str, str], Unreadable] = {}
        self._sound: set[tuple[str, str]] = set()

    def check(self, manifest: Manifest, mark: str) -> None:
        """Make sure that an edition can be read; done once for a state of its files.

        Raises:
            Unreadable: it cannot.
        """
        if (manifest.id, mark) not in self._sound:
            self.of(manifest, mark)

    def of(self, manifest: Manifest, mark: str) -> Content:
        """The content of an edition; ``mark`` tells one state of its files from another.

        Raises:
            Unreadable: a part is missing, damaged, or says what this version does not know.
        """
        key = manifest.id, mark
        if key in self._bad:
            raise self._bad[key]
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][0]
        try:
            content = self._read(manifest)
        except Unreadable as error:
            self._bad[key] = error
            raise
        except DataError as error:
            # The place did not answer: it may at the next look.
            raise Unreadable(f"elle ne peut pas être lue ({error})") from error
        self._sound.add(key)
        self._keep(key, content)
        return content

    def _read(self, manifest: Manifest) -> Content:
        def part(name: str) -> bytes | None:
            if name not in manifest.parts:
                return None
            said = manifest.parts[name]
            try:
                data = self._place.read(f"editions/{manifest.id}/{said.file}")
            except FileNotFoundError as error:
                raise Unreadable(f"il lui manque le fichier {said.file}") from error
            if len(data) != said.size:
                raise Unreadable(f"le fichier {said.file} est tronqué ({len(data)} octets au lieu de {said.size})")
            if hashlib.sha256(data).hexdigest() != said.sha256:
                raise Unreadable(f"le fichier {said.file} est abîmé (son empreinte n’est pas celle du manifeste)")
            return data

        try:
            return content_of(manifest.content, part)
        except Unreadable:
            raise
        except (ValueError, KeyError, TypeError, OSError, pa.ArrowException) as error:
            raise Unreadable(f"son contenu n’est pas celui attendu ({error})") from error

    def _keep(self, key: tuple[str, str], content: Content) -> None:
        tables = (content.observations, content.points, content.groupings)
        size = sum(int(table.memory_usage(deep=True).sum()) for table in tables)
        size += 200 * sum(len(edition.placements) for edition in content.zonings)
        self._kept[key] = content, size
        while len(self._kept) > 1 and sum(each for _, each in self._kept.values()) > MOST_BYTES:
            self._kept.popitem(last=False)
