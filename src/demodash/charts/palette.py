"""Colours that keep their meaning on every page: zones, territories, grey for context, one colour for the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme. Outlines of marks reach 3:1 against ``surface``, text 4.5:1.

    The zones' hues are those of the national tool (ZIP orange, ZAC blue, ZAR violet, none grey); their lightness
    falls in steps, so that every eye and a grey print tell them apart. The pale ones need the outline of ``edges``.
    """

    mode: str
    surface: str
    ink: str
    muted: str
    grid: str
    zero: str
    accent: str
    context: str
    zones: Mapping[str, str]
    edges: Mapping[str, str]
    series: tuple[str, ...]

    def of(self, category: str) -> str:
        """Colour of a category: that of its zone, else the colour of the message."""
        return self.zones.get(category, self.accent)

    def edge(self, colour: str) -> str:
        """The outline of a mark of a colour: its own, or a stronger one where it is pale."""
        return self.edges.get(colour, colour)

    def territory(self, code: str) -> str:
        """Colour of a territory: the message for the region, another for Grand Est, grey for the others."""
        if code == "REG-32":
            return self.accent
        return self.series[1] if code == "REG-44" else self.context


LIGHT = Palette(
    mode="light",
    surface="#ffffff",
    ink="#1b2330",
    muted="#5b6472",
    grid="#e6e3dc",
    zero="#8a8f98",
    accent="#0b5a73",
    context="#858b95",
    zones=MappingProxyType({"zip": "#c75300", "zac": "#5a96d3", "zar": "#dfb0e0", "hz": "#e2e4e8"}),
    edges=MappingProxyType({"#c75300": "#8f3b00", "#5a96d3": "#2a639f", "#dfb0e0": "#94539a", "#e2e4e8": "#7d838d"}),
    series=("#0b5a73", "#b3541e", "#6b4fa0", "#3d7d3f", "#a8325e", "#7a6a1f"),
)
DARK = Palette(
    mode="dark",
    surface="#171d26",
    ink="#e9ebee",
    muted="#a9b1bd",
    grid="#2c3542",
    zero="#7f8896",
    accent="#6cc3dd",
    context="#8b94a1",
    zones=MappingProxyType({"zip": "#f39a45", "zac": "#5b93d3", "zar": "#8a5f9a", "hz": "#39414d"}),
    edges=MappingProxyType({"#f39a45": "#f7bd85", "#5b93d3": "#8fb8e6", "#8a5f9a": "#c795df", "#39414d": "#9aa1ab"}),
    series=("#6cc3dd", "#f0a06b", "#b7a3ea", "#8fcf91", "#f08fb4", "#d8c66a"),
)


def palette(mode: str) -> Palette:
    """The palette of a theme: ``dark``, or light for anything else."""
    return DARK if mode == "dark" else LIGHT
