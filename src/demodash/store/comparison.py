"""Two contents cell by cell: the figures, the classes of communes, the structures and groupings that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from demodash.loaders.content import Content
from demodash.zonage import Edition

FIGURE_KEY = ("indicator", "territory", "category", "period")
POINT_KEY = ("kind", "id")
GROUPING_KEY = ("kind", "commune", "code")
_COLUMNS = ("change", "before", "after")
_RANK, _CELL, _SIDE = "_rank", "_cell", "_side"


class Change(StrEnum):
    """What happened to a cell from the first content to the second."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The change in French."""
        return {"added": "ajouté", "removed": "disparu", "changed": "modifié"}[self.value]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every cell that differs between two contents, one row each; a table without a row means no difference.

    Each table has the columns of its key, then ``change`` (a value of Change), ``before`` and ``after``. ``figures``:
    indicator, territory, category, period; values in the indicator's unit, NaN when there is none. ``zonings``:
    commune (full code of today); classes, empty when there is none. ``points``: kind, id; ``groupings``: kind, commune,
    code; both described in one text, empty when there is none. ``same`` counts the cells of the figures that agree.
    """

    figures: pd.DataFrame
    zonings: pd.DataFrame
    points: pd.DataFrame
    groupings: pd.DataFrame
    same: int

    @property
    def is_empty(self) -> bool:
        """Whether the two contents say the same."""
        return not sum(len(table) for table in (self.figures, self.zonings, self.points, self.groupings))

    def count(self, change: Change) -> int:
        """How many cells of all kinds were added, removed or changed."""
        tables = (self.figures, self.zonings, self.points, self.groupings)
        return sum(int((table["change"] == change.value).sum()) for table in tables)


def compare_contents(before: Content, after: Content) -> Comparison:
    """Compare two contents cell by cell, whatever their order and their sources."""
    figures, same = _figures(before.observations, after.observations)
    return Comparison(
        figures=figures,
        zonings=_zonings(before.zonings, after.zonings),
        points=_described(before.points, after.points, POINT_KEY, ("name", "commune", "lon", "lat", "opened")),
        groupings=_described(before.groupings, after.groupings, GROUPING_KEY, ("name",)),
        same=same,
    )


def _figures(before: pd.DataFrame, after: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    both = _joined(_numbered(before, FIGURE_KEY, "value"), _numbered(after, FIGURE_KEY, "value"), FIGURE_KEY)
    same = both["before"].eq(both["after"])
    cells = both[~same].astype({"before": "float64", "after": "float64"})
    return _told(cells, FIGURE_KEY), int(same.sum())


def _zonings(before: Sequence[Edition], after: Sequence[Edition]) -> pd.DataFrame:
    key = ("commune",)
    both = _joined(_classes(before), _classes(after), key)
    return _told_texts(both, key)


def _classes(editions: Sequence[Edition]) -> pd.DataFrame:
    """One row per commune and edition: a content has one edition, or several that are compared in their order."""
    rows = [
        (code, rank, " et ".join(classes))
        for rank, edition in enumerate(sorted(editions, key=lambda each: each.legal_start))
        for code, classes in edition.classes_today().items()
    ]
    return pd.DataFrame(rows, columns=["commune", _RANK, _CELL], dtype="object")


def _described(before: pd.DataFrame, after: pd.DataFrame, key: Sequence[str], said: Sequence[str]) -> pd.DataFrame:
    first, second = (_numbered(table.assign(**{_CELL: _texts(table, said)}), key, _CELL) for table in (before, after))
    return _told_texts(_joined(first, second, key), key)


def _texts(table: pd.DataFrame, said: Sequence[str]) -> list[str]:
    return [
        " · ".join("" if pd.isna(cell) else f"{cell:.6f}" if isinstance(cell, float) else str(cell) for cell in row)
        for row in zip(*(table[name] for name in said), strict=True)
    ]


def _numbered(table: pd.DataFrame, key: Sequence[str], cell: str) -> pd.DataFrame:
    """The cells with their key; a key that comes several times is numbered in the order of its values."""
    # As objects: pandas cannot join a column of texts with one that has never had a row.
    rows = table[[*key, cell]].astype("object").sort_values([*key, cell], kind="stable")
    return rows.assign(**{_RANK: rows.groupby(list(key), sort=False).cumcount()}).rename(columns={cell: _CELL})


def _joined(before: pd.DataFrame, after: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    columns = [*key, _RANK]
    both = before.rename(columns={_CELL: "before"}).merge(
        after.rename(columns={_CELL: "after"}), on=columns, how="outer", indicator=_SIDE
    )
    return both.sort_values(columns, kind="stable")


def _told_texts(both: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    cells = both[~both["before"].eq(both["after"])]
    return _told(cells.fillna({"before": "", "after": ""}).astype({"before": "str", "after": "str"}), key)


def _told(cells: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    sides = {"left_only": Change.REMOVED.value, "right_only": Change.ADDED.value, "both": Change.CHANGED.value}
    told = cells.assign(change=[sides[side] for side in cells[_SIDE]])
    return told[[*key, *_COLUMNS]].astype(dict.fromkeys([*key, "change"], "str")).reset_index(drop=True)
