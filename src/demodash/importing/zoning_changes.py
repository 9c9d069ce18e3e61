"""What an imported edition of the zoning changes: communes that go from one class to another, people concerned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from demodash import territories
from demodash.dataset import Dataset
from demodash.texts import number, plural
from demodash.zonage import Edition

SEVERAL = "plusieurs classes"
"""The class of a commune of today that is made of several which the edition placed apart."""
NONE = "sans classe"


@dataclass(frozen=True, slots=True)
class Passage:
    """Communes that go from one class to another, and their inhabitants."""

    before: str
    after: str
    communes: int
    people: int


@dataclass(frozen=True, slots=True)
class ZoningChanges:
    """An edition of the zoning beside the one that it follows (None: there is none).

    ``counts`` gives communes and inhabitants by class, in the order of the classes; ``passages`` the changes of class
    from ``before``, the most communes first. ``replaces`` is the imported edition that it takes the place of: of the
    same first day, or of the same file. ``beside`` is the project's own edition of the same day, which stays.
    """

    edition: Edition
    counts: tuple[tuple[str, int, int], ...]
    before: Edition | None
    passages: tuple[Passage, ...]
    same: int
    replaces: Edition | None
    beside: Edition | None

    @property
    def moved(self) -> int:
        """Communes that go from one class to another."""
        return sum(one.communes for one in self.passages if NONE not in {one.before, one.after})

    @property
    def left_out(self) -> int:
        """Communes that the edition before gives a class to, and this one none."""
        return sum(one.communes for one in self.passages if one.after == NONE)

    @property
    def brought_in(self) -> int:
        """Communes that the edition before gives no class to, and this one does."""
        return sum(one.communes for one in self.passages if one.before == NONE)

    def absences(self) -> tuple[str, ...]:
        """Say in French which communes one of the two editions alone gives a class to: they change of none."""
        found = []
        if self.left_out:
            whom = plural(self.left_out, "commune qui y avait", "communes qui y avaient")
            has = plural(self.left_out, "n’en a", "n’en ont")
            found.append(f"{number(self.left_out)} {whom} une classe {has} pas dans le fichier")
        if self.brought_in:
            whom = plural(self.brought_in, "commune qui n’y avait", "communes qui n’y avaient")
            has = plural(self.brought_in, "en reçoit", "en reçoivent")
            found.append(f"{number(self.brought_in)} {whom} pas de classe {has} une")
        return tuple(found)


def zoning_changes(edition: Edition, dataset: Dataset) -> ZoningChanges:
    """Compare an edition with the one it takes the place of, else with the last one that came into force before it."""
    same_day = [one for one in dataset.zonings if one.legal_start == edition.legal_start]
    beside = next((one for one in same_day if one.id not in dataset.series), None)
    of_one_file = (one for one in dataset.zonings if one.id == edition.id)
    replaces = next((one for one in (*same_day, *of_one_file) if one.id in dataset.series), None)
    earlier = [one for one in dataset.zonings if one.legal_start <= edition.legal_start]
    before = replaces or (max(earlier, key=lambda one: one.legal_start) if earlier else None)
    now = _single(edition)
    counts = Counter(now.values())
    people = _people(now)
    was = _single(before) if before else {}
    moves = Counter((was.get(code, NONE), now.get(code, NONE)) for code in {*was, *now} if before)
    moved = Counter[tuple[str, str]]()
    for code in {*was, *now} if before else ():
        moved[was.get(code, NONE), now.get(code, NONE)] += territories.territory(code).population
    names = [*edition.classes, *(each for each in (SEVERAL,) if each in counts)]
    return ZoningChanges(
        edition=edition,
        counts=tuple((name, counts[name], people[name]) for name in names if counts[name]),
        before=before,
        passages=tuple(
            Passage(first, last, count, moved[first, last])
            for (first, last), count in sorted(moves.items(), key=lambda item: (-item[1], item[0]))
            if first != last
        ),
        same=sum(count for (first, last), count in moves.items() if first == last),
        replaces=replaces,
        beside=beside,
    )


def _single(edition: Edition) -> dict[str, str]:
    return {code: zones[0] if len(zones) == 1 else SEVERAL for code, zones in edition.classes_today().items()}


def _people(classes: dict[str, str]) -> Counter[str]:
    people = Counter[str]()
    for code, zone in classes.items():
        people[zone] += territories.territory(code).population
    return people
