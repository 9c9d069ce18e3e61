"""Whether the communes of a table bear the names of their codes: a column sorted alone moves every figure."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from demodash.errors import DataError, Problem
from demodash.loaders.tables.placing import Placed, Placer, shown
from demodash.territories import Territory, find_commune, is_code, name, territory
from demodash.texts import folded

FEWEST = 5
"""Wrong names under which a table may have a slip, and no more."""
MOST_SHARE = 0.2
"""Share of wrong names past which the columns do not belong together."""
_ALIKE = 0.6
_LITTLE = frozenset(
    {"saint", "sainte", "sur", "sous", "les", "lez", "des", "aux", "bois", "mont", "val", "notre", "dame"}
)
_SHOWN = 3
_ARTICLE = re.compile(r"^(?:les?|la|l) ")
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(slots=True)
class NameCheck:
    """Compares printed names with those of the codes; ``placer`` keeps the few that differ for its remarks."""

    placer: Placer
    seen: int = 0
    wrong: list[tuple[int, str, str]] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    """Lines that were given to no commune: the code is one's, the name is another's."""

    def see(self, line: int, placed: Placed, printed: str) -> None:
        """Take in the name that a row prints beside a code; a row without a name says nothing."""
        if not printed:
            return
        self.seen += 1
        if not is_name_of(placed, printed):
            self.wrong.append((line, placed.insee, shown(printed)))

    def doubt(self, line: int, placed: Placed, printed: str) -> str:
        """Take in a name, as ``see``, and say in French why its row cannot be given to the code; empty when it can.

        A code that was given to another commune, and a slip in a code, look the same: the row is of neither.
        """
        self.see(line, placed, printed)
        other = of_another(placed, printed)
        if other is None:
            return ""
        self.refused.add(line)
        return (
            f"{placed.insee} imprimé « {shown(printed)} » : ce code est aujourd’hui celui de {name(placed.code)}, et "
            f"ce nom celui de {other.insee} ; la ligne n’est donnée à aucune des deux"
        )

    def settle(self, file: str, sheet: str) -> None:
        """Judge once every row was seen.

        Raises:
            DataError: so many names are not those of the codes that the figures would go to the wrong communes.
        """
        if len(self.wrong) >= FEWEST and len(self.wrong) > MOST_SHARE * self.seen:
            examples = " ; ".join(
                f"ligne {line}, {insee} est {name(f'COM-{insee}')}, et non « {printed} »"
                for line, insee, printed in [each for each in self.wrong if _is_today(each[1])][:_SHOWN]
            )
            advice = (
                "Une colonne a sans doute été triée ou décalée seule, ou les codes sont des codes postaux : repartez "
                "du fichier publié."
            )
            found = f"un autre nom pour {len(self.wrong)} communes sur {self.seen}"
            found = f"{found} ({examples})" if examples else found
            raise DataError(Problem(file, sheet, "le nom de chaque commune en face de son code", found, advice))
        self.placer.misnamed += [(insee, printed) for line, insee, printed in self.wrong if line not in self.refused]


def is_name_of(placed: Placed, printed: str) -> bool:
    """Say whether a printed name may be that of a commune, today or before a merger, give or take its spelling."""
    if any(each.code == placed.code for each in find_commune(printed)):
        return True
    if not _is_today(placed.insee):  # the register does not tie a former code to its name alone
        return True
    theirs, ours = folded(printed), folded(name(placed.code))
    if _words(theirs) & _words(ours) or ours in theirs:
        return True
    return difflib.SequenceMatcher(None, theirs, ours).ratio() >= _ALIKE


def of_another(placed: Placed, printed: str) -> Territory | None:
    """The other commune of the département whose name of today is exactly the one printed beside a code of today."""
    if not printed or not _is_today(placed.insee):
        return None
    theirs = _bare(printed)
    if theirs == _bare(name(placed.code)):
        return None
    departement = territory(placed.code).departement
    found = [each for each in find_commune(printed, departement) if each.code != placed.code]
    return next((each for each in found if _bare(each.name) == theirs), None)


def _bare(text: str) -> str:
    return _ARTICLE.sub("", folded(text))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text)) - _LITTLE


def _is_today(insee: str) -> bool:
    return is_code(f"COM-{insee}")
