"""Colours that keep their meaning on every page: zones, territories, grey for context, one colour for the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme. Outlines of marks reach 3:1 against ``surface``, text 4.5:1.

    The zones' hues are those of the national tool (ZIP orange, ZAC blue, ZAR violet, none grey; ZV yellow); their
    lightness falls in steps, so that every eye and a grey print tell them apart. The pale ones need the
    outline of ``edges``.
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
    zones=MappingProxyType(
        {"zip": "#b74900", "zac": "#518ac7", "zar": "#d59dd6", "zv": "#dccf66", "hz": "#e8eaee"},
    ),
    edges=MappingProxyType(
        {"#b74900": "#8f3b00", "#518ac7": "#2a639f", "#d59dd6": "#94539a", "#dccf66": "#7d6f12", "#e8eaee": "#7d838d"},
    ),
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
    zones=MappingProxyType(
        {"zip": "#f6a758", "zac": "#6a9fdb", "zar": "#92679f", "zv": "#655e17", "hz": "#353d49"},
    ),
    edges=MappingProxyType(
        {"#f6a758": "#f7bd85", "#6a9fdb": "#8fb8e6", "#92679f": "#c795df", "#655e17": "#c9bf5a", "#353d49": "#9aa1ab"},
    ),
    series=("#6cc3dd", "#f0a06b", "#b7a3ea", "#8fcf91", "#f08fb4", "#d8c66a"),
)


def palette(mode: str) -> Palette:
    """The palette of a theme: ``dark``, or light for anything else."""
    return DARK if mode == "dark" else LIGHT
