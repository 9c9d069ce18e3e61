"""The order in which boxes on a page are read: from top to bottom, column after column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_CROWD = 500


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; y goes down."""

    left: float
    top: float
    right: float
    bottom: float


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Return the ranks of the boxes in reading order.

    The page is cut, again and again, along the widest blank band that crosses it: a title is
    parted from the columns under it, a number stays with the words close to it. A crowd of boxes is
    read line by line.
    """
    order: list[int] = []
    stack = [list(range(len(boxes)))]
    while stack:
        group = stack.pop()
        if len(group) < 2:
            order += group
            continue
        if len(group) > _CROWD:
            order += sorted(group, key=lambda rank: (boxes[rank].top, boxes[rank].left, rank))
            continue
        down = widest_gap(group, lambda rank: (boxes[rank].top, boxes[rank].bottom))
        across = widest_gap(group, lambda rank: (boxes[rank].left, boxes[rank].right))
        best = max((cut for cut in (down, across) if cut is not None), key=lambda cut: cut[0], default=None)
        if best is None:
            order += sorted(group, key=lambda rank: (boxes[rank].top, boxes[rank].left, rank))
            continue
        _, before, after = best
        stack += [after, before]
    return order


def widest_gap(
    ranks: Sequence[int], extent: Callable[[int], tuple[float, float]]
) -> tuple[float, list[int], list[int]] | None:
    """Return the widest blank band between the extents and what lies on both sides of it.

    None when the extents leave no blank between them.
    """
    ordered = sorted(ranks, key=lambda rank: (*extent(rank), rank))
    best: tuple[float, int] | None = None
    reach = extent(ordered[0])[1]
    for place, rank in enumerate(ordered[1:], 1):
        start, end = extent(rank)
        if start >= reach and (best is None or start - reach > best[0]):
            best = (start - reach, place)
        reach = max(reach, end)
    if best is None:
        return None
    return best[0], ordered[: best[1]], ordered[best[1] :]
