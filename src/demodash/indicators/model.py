"""What an indicator is: its unit, its dimension, its range, its words. Declared once, asked by everyone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from demodash import texts

ENSEMBLE = "ensemble"


class Kind(StrEnum):
    """What may be done with a unit: counts add up and can be set per inhabitant, shares cannot."""

    COUNT = "count"
    SHARE = "share"
    CHANGE = "change"
    RATE = "rate"
    MONEY = "money"
    DURATION = "duration"
    MULTIPLE = "multiple"
    YEAR = "year"


class Theme(StrEnum):
    """The shelves of the catalogue, in the order in which pages and menus show them."""

    DEMOGRAPHIE = "demographie"
    ZONAGE = "zonage"
    ACCES = "acces"
    FORMATION = "formation"
    EXERCICE = "exercice"
    ENGAGEMENTS = "engagements"
    AIDES = "aides"
    SERVICES = "services"
    OG12 = "og12"

    @property
    def label(self) -> str:
        """The French name of the theme."""
        return _THEME_LABELS[self]


_THEME_LABELS: dict[Theme, str] = {
    Theme.DEMOGRAPHIE: "Démographie des médecins",
    Theme.ZONAGE: "Zonage des médecins généralistes",
    Theme.ACCES: "Accès aux soins",
    Theme.FORMATION: "Places de formation",
    Theme.EXERCICE: "Exercice coordonné",
    Theme.ENGAGEMENTS: "Contrats et maîtres de stage",
    Theme.AIDES: "Aides et postes",
    Theme.SERVICES: "Services à l’installation",
    Theme.OG12: "Objectif général 12",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its French forms; ``singular`` is also what an axis or a column shows when alone."""

    id: str
    kind: Kind
    singular: str
    plural: str

    @property
    def is_symbol(self) -> bool:
        """Whether the unit is a sign that follows the number whatever its value (%, €, pour 100 000)."""
        return self.singular == self.plural

    def after(self, value: float) -> str:
        """The form that follows a value: ``place`` or ``places``."""
        return texts.plural(value, self.singular, self.plural)


@dataclass(frozen=True, slots=True)
class Category:
    """One member of a dimension: an id for links and tables, a French label, a short one for charts."""

    id: str
    label: str
    short: str = ""

    @property
    def name(self) -> str:
        """The short label when there is one."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Dimension:
    """What an indicator is broken down by. Its first member is always the whole, ``ensemble``."""

    id: str
    label: str
    members: tuple[Category, ...]

    def __post_init__(self) -> None:
        if not self.members or self.members[0].id != ENSEMBLE:
            raise ValueError(f"dimension {self.id!r}: its first member must be 'ensemble'")
        ids = [member.id for member in self.members]
        if len(set(ids)) != len(ids):
            raise ValueError(f"dimension {self.id!r}: a member is declared twice")

    def __iter__(self) -> Iterator[Category]:
        return iter(self.members)

    def __contains__(self, category: str) -> bool:
        return any(member.id == category for member in self.members)

    def member(self, category: str) -> Category:
        """The member with this id.

        Raises:
            ValueError: the dimension has no such member.
        """
        for member in self.members:
            if member.id == category:
                return member
        raise ValueError(f"dimension {self.id!r} has no member {category!r}")


@dataclass(frozen=True, slots=True)
class Formula:
    """How derived rows are computed, and how published ones are checked, in French for the method page."""

    text: str
    operands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the catalogue. ``id`` is for ever: links and downloads use it."""

    id: str
    theme: Theme
    label: str
    unit: Unit
    definition: str
    dimension: Dimension
    low: float
    high: float
    levels: frozenset[str]
    decimals: int = 0
    direction: str = ""
    """``up`` when more is better, ``down`` when less is, empty when neither can be said."""
    short: str = ""
    formula: Formula | None = None
    caveats: tuple[str, ...] = ()
    local_range: tuple[float, float] | None = None
    """The plausible range at a commune or an EPCI, where it is wider: one physician in a village is a high density."""

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"indicator {self.id!r}: empty range")
        if self.direction not in {"", "up", "down"}:
            raise ValueError(f"indicator {self.id!r}: direction {self.direction!r}")

    def range_at(self, territory: str) -> tuple[float, float]:
        """The plausible range at a territory, given by its full code."""
        is_local = territory.startswith(("COM-", "EPCI-"))
        return self.local_range if is_local and self.local_range else (self.low, self.high)

    @property
    def name(self) -> str:
        """The short label when there is one."""
        return self.short or self.label

    @property
    def is_signed(self) -> bool:
        """Whether values carry their sign even when positive."""
        return self.unit.kind is Kind.CHANGE

    def value_text(self, value: float | None, *, qualifier: str = "exact", decimals: int | None = None) -> str:
        """Write a value with its unit and its published sign: ``plus de 70 %``, ``−8,23 %``, ``3 937 places``."""
        shown = self.decimals if decimals is None else decimals
        digits = texts.number(value, shown, signed=self.is_signed)
        if value is None or digits == texts.NO_DATA:
            return texts.NO_DATA
        if self.unit.kind is Kind.YEAR:
            return texts.qualified(f"{value:.0f}", qualifier)
        if self.unit.kind is Kind.MULTIPLE:
            return texts.qualified(f"× {digits}", qualifier)
        glue = texts.NARROW_SPACE if self.unit.singular.startswith(("%", "€")) else " "
        return texts.qualified(f"{digits}{glue}{self.unit.after(round(value, shown))}", qualifier)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every indicator, by id, in declaration order."""

    by_id: Mapping[str, Indicator] = field(default_factory=dict)

    @classmethod
    def of(cls, *themes: tuple[Indicator, ...]) -> Catalogue:
        """Gather the themes' indicators.

        Raises:
            ValueError: an id is declared twice, or a formula names an unknown indicator.
        """
        by_id: dict[str, Indicator] = {}
        for indicator in (one for theme in themes for one in theme):
            if indicator.id in by_id:
                raise ValueError(f"indicator {indicator.id!r} is declared twice")
            by_id[indicator.id] = indicator
        for indicator in by_id.values():
            unknown = set(indicator.formula.operands if indicator.formula else ()) - set(by_id)
            if unknown:
                raise ValueError(f"indicator {indicator.id!r}: unknown operands {sorted(unknown)}")
        return cls(MappingProxyType(by_id))

    def __getitem__(self, indicator_id: str) -> Indicator:
        if indicator_id not in self.by_id:
            raise ValueError(f"unknown indicator {indicator_id!r}")
        return self.by_id[indicator_id]

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def __contains__(self, indicator_id: object) -> bool:
        return indicator_id in self.by_id

    def of_theme(self, theme: Theme) -> tuple[Indicator, ...]:
        """The indicators of one theme, in declaration order."""
        return tuple(indicator for indicator in self if indicator.theme is theme)
