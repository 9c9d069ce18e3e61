"""From the codes and names that a file prints to the communes of today, and the account of its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from demodash.loaders.content import MOST_ISSUES, Account, Fate, RowIssue
from demodash.territories import (
    HOME_REGION,
    Level,
    Territory,
    children,
    codes,
    current_commune,
    find_commune,
    territory,
)
from demodash.texts import first_of, folded, number, plural

_CODE = re.compile(r"(?:[0-9]{5}|2[AB][0-9]{3})")
_SHORT = re.compile(r"[0-9]{4}")
_POSTCODE = re.compile(r"[0-9]{4,5}")
_DECIMALS = re.compile(r"[.,]0+$")
_INSIDE = re.compile(r"(?<=[0-9AB])[ \u00a0\u202f](?=[0-9])")
"""A space that groups the digits of a code: ``59 350``."""
_CEDEX = re.compile(r"\s+cedex(?:\s+\d+)?$", re.IGNORECASE)
_OVERSEAS = frozenset({"97", "98"})
_LONGEST_SHOWN = 60
_ABSENT_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row belongs.

    ``code`` is the full code of the commune of today when ``fate`` is TAKEN, empty otherwise; ``insee`` the INSEE
    code that the file means, restored, possibly one of before a merger; ``reason`` is French, empty when taken.
    ``restored``: a leading zero was put back. ``by_name``: the printed name and postcode are not those of the commune
    together. ``near``: the printed name, when it is not one of the commune's but is held in it.
    """

    fate: Fate
    code: str = ""
    insee: str = ""
    reason: str = ""
    restored: bool = False
    by_name: bool = False
    near: str = ""

    @property
    def is_former(self) -> bool:
        """Whether the file names a commune that is now part of another."""
        return self.fate is Fate.TAKEN and self.code != f"COM-{self.insee}"


@dataclass(slots=True)
class Placer:
    """Places rows, and counts what it had to mend: ``restored`` zeros, ``former`` codes, ``by_name`` alone.

    ``seen``: full codes of the communes of today that some row is of.
    """

    restored: int = 0
    former: set[str] = field(default_factory=set)
    by_name: int = 0
    near: dict[str, str] = field(default_factory=dict)
    misnamed: list[tuple[str, str]] = field(default_factory=list)
    """Codes of communes beside which a file prints another name, with that name."""
    seen: set[str] = field(default_factory=set)

    def commune(self, cell: str) -> Placed:
        """Place an INSEE code: ``2001`` and ``02001.0`` are ``02001``; a former code gives the commune of today."""
        text = _plain(cell)
        restored = len(text) == 4 and _SHORT.fullmatch(text) is not None
        return self._counted(_of_code(text.zfill(5) if restored else text, cell, restored=restored))

    def postal(self, postcode: str, name: str) -> Placed:
        """Place a postcode and the name of a commune."""
        return self._counted(_of_postcode(_plain(postcode), _CEDEX.sub("", name.strip()), postcode))

    def departement(self, cell: str, *, everywhere: bool = False) -> Placed:
        """Place a code of département: ``2`` is ``02``; TAKEN in Hauts-de-France alone, unless ``everywhere``."""
        text = _plain(cell)
        restored = len(text) == 1 and text.isdigit()
        code = f"DEP-{text.zfill(2)}"
        if code not in codes(Level.DEPARTEMENT):
            reason = f"« {shown(cell)} » n’est pas un département" if text else "département absent"
            return Placed(Fate.UNPLACED, reason=reason)
        if not everywhere and territory(code).region != HOME_REGION:
            return Placed(Fate.OUTSIDE, insee=text.zfill(2))
        return self._counted(Placed(Fate.TAKEN, code, text.zfill(2), restored=restored))

    def absent(self, but: Collection[str] = ()) -> tuple[str, ...]:
        """Say in French how many communes of the region no row is of, some left out; nothing when all are there."""
        known = self.seen.union(but)
        missing = [code.removeprefix("COM-") for code in codes(Level.COMMUNE) if code not in known]
        if not missing:
            return ()
        whom = plural(len(missing), "commune de la région n’est", "communes de la région ne sont")
        return (f"{number(len(missing))} {whom} pas dans le fichier : {first_of(missing, _ABSENT_SHOWN)}.",)

    def remarks(self) -> tuple[str, ...]:
        """What was mended, in French, for the analyst."""
        found = []
        if self.restored:
            codes_read = f"{self.restored} {plural(self.restored, 'code', 'codes')}"
            found.append(f"Zéros de tête rétablis dans {codes_read} (« 2001 » lu « 02001 »).")
        if self.former:
            count = len(self.former)
            whom = plural(count, "commune d’avant une fusion, rapportée", "communes d’avant une fusion, rapportées")
            some = f"{', '.join(sorted(self.former)[:10])}{'…' if count > 10 else ''}"
            found.append(f"{count} {whom} à la commune d’aujourd’hui : {some}.")
        if self.near:
            pairs = ", ".join(f"« {name} » ({insee})" for name, insee in sorted(self.near.items())[:10])
            found.append(f"Noms d’avant un changement, retrouvés par le code postal : {pairs}.")
        if self.by_name:
            one, several = "ligne placée par le nom seul : son", "lignes placées par le nom seul : leur"
            whom = plural(self.by_name, one, several)
            found.append(f"{self.by_name} {whom} code postal n’est pas celui de la commune.")
        if self.misnamed:
            pairs = ", ".join(f"« {name} » ({insee})" for insee, name in self.misnamed[:10])
            more = "…" if len(self.misnamed) > 10 else ""
            found.append(f"Noms qui ne sont pas ceux de leur code, à vérifier ; le code fait foi : {pairs}{more}.")
        return tuple(found)

    def _counted(self, placed: Placed) -> Placed:
        self.restored += placed.restored
        if placed.fate is Fate.TAKEN:
            self.seen.add(placed.code)
        if placed.near:
            self.near[placed.near] = placed.insee
        else:
            self.by_name += placed.by_name
        if placed.is_former:
            self.former.add(placed.insee)
        return placed


@dataclass(slots=True)
class AccountBook:
    """Where each row of a file is written down, once."""

    counts: Counter[Fate] = field(default_factory=Counter)
    asides: Counter[str] = field(default_factory=Counter)
    issues: list[RowIssue] = field(default_factory=list)

    def taken(self, rows: int = 1) -> None:
        """Rows that gave something."""
        self.counts[Fate.TAKEN] += rows

    def aside(self, reason: str, rows: int = 1) -> None:
        """Rows that are right and not ours to take, with the French reason that they share."""
        self.counts[Fate.ASIDE] += rows
        self.asides[reason] += rows

    def outside(self, rows: int = 1) -> None:
        """Rows about a territory outside the region."""
        self.counts[Fate.OUTSIDE] += rows

    def unplaced(self, place: str, reason: str) -> None:
        """A row whose territory could not be found."""
        self._issue(Fate.UNPLACED, place, reason)

    def refused(self, place: str, reason: str) -> None:
        """A row in which something is wrong."""
        self._issue(Fate.REFUSED, place, reason)

    def not_placed(self, placed: Placed, place: str) -> None:
        """A row that the placer did not take.

        Raises:
            ValueError: it did.
        """
        if placed.fate is Fate.OUTSIDE:
            self.outside()
        elif placed.fate in {Fate.UNPLACED, Fate.REFUSED}:
            self._issue(placed.fate, place, placed.reason)
        else:
            raise ValueError(f"a row placed in {placed.code} is not an issue")

    def account(self) -> Account:
        """The account of the rows written down so far."""
        return Account(
            counts={fate: self.counts[fate] for fate in Fate if self.counts[fate]},
            issues=tuple(self.issues),
            aside=dict(self.asides.most_common()),
        )

    def _issue(self, fate: Fate, place: str, reason: str) -> None:
        self.counts[fate] += 1
        if len(self.issues) < MOST_ISSUES:
            self.issues.append(RowIssue(fate, place, reason))


def shown(cell: str) -> str:
    """A cell as a message quotes it: on one line, not too long."""
    text = " ".join(cell.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def departement_of(insee: str) -> str:
    """Code of the département of an INSEE code of commune: ``02``, ``2A``, ``974``."""
    return insee[:3] if insee[:2] in _OVERSEAS else insee[:2]


def _plain(cell: str) -> str:
    """A code without the marks that spreadsheets leave around it."""
    if len(cell) == 5 and cell.isascii() and cell.isalnum():  # nearly all of the cells of a large file
        return cell.upper()
    text = cell.replace("\u00a0", " ").strip().strip("'’\"=").strip().upper()
    return _DECIMALS.sub("", _INSIDE.sub("", text))


def _of_code(insee: str, printed: str, *, restored: bool) -> Placed:
    if not insee:
        return Placed(Fate.UNPLACED, reason="code de commune absent")
    if _CODE.fullmatch(insee) is None:
        return Placed(Fate.REFUSED, reason=f"« {shown(printed)} » n’est pas un code INSEE de commune (cinq caractères)")
    now = current_commune(insee)
    if now is not None:
        return Placed(Fate.TAKEN, f"COM-{now}", insee, restored=restored)
    departement = departement_of(insee)
    if departement in _home_departements():
        reason = f"commune {insee} inconnue : ni dans le code officiel géographique, ni parmi les anciens codes"
        return Placed(Fate.UNPLACED, insee=insee, reason=reason)
    if departement in _departements() or insee[:2] in _OVERSEAS:
        return Placed(Fate.OUTSIDE, insee=insee)
    return Placed(Fate.UNPLACED, insee=insee, reason=f"commune {insee} : aucun département n’a ce numéro")


def _of_postcode(postcode: str, name: str, printed: str) -> Placed:
    if not postcode:
        return Placed(Fate.UNPLACED, reason="code postal absent")
    if _POSTCODE.fullmatch(postcode) is None:
        return Placed(Fate.REFUSED, reason=f"« {shown(printed)} » n’est pas un code postal")
    code = postcode.zfill(5)
    restored = len(postcode) == 4
    exact = [each for each in find_commune(name) if code in each.postcodes] if name and code in _by_postcode() else []
    if not exact and code[:2] not in _home_departements():
        return Placed(Fate.OUTSIDE)
    if not name:
        return Placed(Fate.UNPLACED, reason=f"code postal {code} sans nom de commune")
    near = () if exact else _near(name, code)
    found = exact or near or find_commune(name, code[:2])
    if len(found) == 1:
        return Placed(
            Fate.TAKEN, found[0].code, found[0].insee, restored=restored, by_name=not exact, near=name if near else ""
        )
    what = "aucune commune de ce nom"
    if found:
        several = ", ".join(each.insee for each in found)
        what = f"{len(found)} communes de ce nom ({several}), et le code postal ne dit pas laquelle"
    return Placed(Fate.UNPLACED, reason=f"« {shown(name)} » ({code}) : {what}")


def _near(name: str, postcode: str) -> tuple[Territory, ...]:
    """The one commune of a postcode whose name holds every word of a name, from the first: a change of name."""
    words = folded(name).split()
    found = [
        each
        for each in _by_postcode().get(postcode, ())
        if (theirs := folded(each.name).split())[:1] == words[:1] and set(words) <= set(theirs)
    ]
    return tuple(found) if len(found) == 1 else ()


@cache
def _by_postcode() -> Mapping[str, tuple[Territory, ...]]:
    found: dict[str, list[Territory]] = {}
    for each in map(territory, codes(Level.COMMUNE)):
        for postcode in each.postcodes:
            found.setdefault(postcode, []).append(each)
    return {postcode: tuple(communes) for postcode, communes in found.items()}


@cache
def _home_departements() -> frozenset[str]:
    return frozenset(territory(code).insee for code in children(HOME_REGION, Level.DEPARTEMENT))


@cache
def _departements() -> frozenset[str]:
    return frozenset(territory(code).insee for code in codes(Level.DEPARTEMENT))
