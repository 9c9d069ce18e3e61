"""What travels to the browser for one map: a short description and one compressed block of numbers.

Names, populations and outlines are not in it: the browser has them with the geometry.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
import numpy.typing as npt

from demodash.charts.circles import circle_scale
from demodash.charts.map_signs import Land, MapClass
from demodash.ui.map_component.model import MAX_CLASSES, Circles, Frame, Zones

Reference = dict[str, int | str]
PEOPLE = "people"
"""What stands for a column that the browser has with the geometry: the populations."""
_FEW = 200
"""Territories under which a column of classes is not worth sparing."""
_MOST_RUNS = 12


@dataclass(slots=True)
class Block:
    """Numbers of all columns, one after the other, each byte by byte; a column is known by its reference."""

    count: int
    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def add_codes(self, codes: npt.NDArray[np.uint8]) -> Reference:
        """Add small whole numbers, one byte per territory.

        Raises:
            ValueError: there is not one entry per territory.
        """
        return self._add("u1", codes)

    def add_values(self, values: npt.NDArray[np.float64], decimals: int) -> Reference:
        """Add values to the last decimal that will be shown; NaN becomes the lowest integer of the type.

        They are rounded as tables round them (``texts.number``), so that both show the same figure.

        Raises:
            ValueError: there is not one entry per territory, or a value is beyond 32 bits.
        """
        scale = 10**decimals
        scaled = np.rint(_shown(values, decimals) * scale)
        missing = np.isnan(scaled)
        reach = float(np.max(np.abs(scaled[~missing]), initial=0.0))
        if reach >= np.iinfo(np.int32).max:
            raise ValueError(f"a value of {reach / scale:g} with {decimals} decimals does not fit 32 bits")
        if reach < np.iinfo(np.int16).max:
            short = np.where(missing, np.iinfo(np.int16).min, scaled).astype(np.int16)
            return {**self._add("i2", short), "scale": scale}
        whole = np.where(missing, np.iinfo(np.int32).min, scaled).astype(np.int32)
        return {**self._add("i4", whole), "scale": scale}

    def _add(self, name: str, column: npt.NDArray[np.integer]) -> Reference:
        if column.shape != (self.count,):
            raise ValueError(f"a column has shape {column.shape}, the map has {self.count} territories")
        at = self.size
        whole = np.ascontiguousarray(column).astype(column.dtype.newbyteorder("<"))
        # The lowest bytes of all numbers, then the next ones: the high ones are nearly all alike, and shrink.
        raw = whole.view(np.uint8).reshape(self.count, -1).T.tobytes()
        self.parts.append(raw)
        self.size += len(raw)
        return {"type": name, "at": at}

    def text(self) -> str:
        """The block as the browser reads it: zlib, then base64."""
        return base64.b64encode(zlib.compress(b"".join(self.parts), 9)).decode("ascii")


def _shown(values: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[np.float64]:
    """Values as tables round them."""
    return np.array([round(value, decimals) for value in values.tolist()], dtype=np.float64)


def count_of(frames: Sequence[Frame]) -> int:
    """How many territories the frames describe.

    Raises:
        ValueError: there is no frame, or the first one has no column.
    """
    if not frames:
        raise ValueError("a map needs at least one frame")
    first = frames[0]
    for column in (first.classes, first.values, first.counts):
        if column is not None:
            return len(column)
    raise ValueError(f"frame {first.label!r} has neither classes nor values nor counts")


def frame_entry(
    frame: Frame,
    block: Block,
    classes: Sequence[MapClass],
    decimals: tuple[int, int],
    *,
    counts_are_people: bool = False,
) -> dict[str, object]:
    """Describe one frame; ``decimals`` are those of its values and of its counts.

    Classes that follow from the values are not sent one by one, nor counts that are the populations of the
    geometry: the browser has what it takes.

    Raises:
        ValueError: a column has the wrong length, or a code is neither a class nor a state.
    """
    codes = frame.classes if frame.classes is not None else _codes_of_counts(frame, block.count)
    known = {*range(len(classes)), *Land}
    unknown = set(np.unique(codes).tolist()) - known
    if unknown:
        raise ValueError(f"frame {frame.label!r}: {sorted(unknown)} are neither classes nor states")
    entry: dict[str, object] = {"label": frame.label}
    if frame.values is not None:
        entry["values"] = block.add_values(frame.values, decimals[0])
    if frame.counts is not None:
        entry["counts"] = PEOPLE if counts_are_people else block.add_values(frame.counts, decimals[1])
    runs = None if frame.values is None else _runs(codes, _shown(frame.values, decimals[0]))
    entry["codes"] = block.add_codes(codes) if runs is None else {"of": entry["values"], **runs}
    if frame.qualifiers:
        entry["qualifiers"] = {str(row): word for row, word in frame.qualifiers.items()}
    return entry


def _runs(codes: npt.NDArray[np.uint8], shown: npt.NDArray[np.float64]) -> dict[str, object] | None:
    """From which value on each code holds, and the code of missing values; None when values do not decide, or few.

    ``starts`` are pairs of the lowest value and the code of each run of equal codes, in rising order of the values.
    """
    missing = np.isnan(shown)
    codes_of_missing = set(codes[missing].tolist())
    if len(codes) < _FEW or missing.all() or len(codes_of_missing) > 1:
        return None
    order = np.argsort(shown[~missing], kind="stable")
    values, ordered = shown[~missing][order], codes[~missing][order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    starts = values[first]
    if len(first) > _MOST_RUNS or (starts[1:] == values[first[1:] - 1]).any():
        return None  # one value in two classes
    pairs = [[float(start), int(code)] for start, code in zip(starts, ordered[first], strict=True)]
    return {"starts": pairs, "missing": codes_of_missing.pop() if codes_of_missing else int(Land.NO_DATA)}


def _codes_of_counts(frame: Frame, count: int) -> npt.NDArray[np.uint8]:
    """Without classes the land is plain, but no data and zero still look different."""
    shown = frame.counts if frame.counts is not None else frame.values
    if shown is None:
        raise ValueError(f"frame {frame.label!r} has neither classes nor values nor counts")
    codes = np.full(count, Land.PLAIN, dtype=np.uint8)
    codes[np.isnan(shown)] = Land.NO_DATA
    codes[shown == 0] = Land.ZERO
    return codes


def class_entries(classes: Sequence[MapClass]) -> list[dict[str, str]]:
    """Describe the classes.

    Raises:
        ValueError: there are more than six.
    """
    if len(classes) > MAX_CLASSES:
        raise ValueError(f"{len(classes)} classes: nobody tells more than {MAX_CLASSES} colours apart")
    return [{key: str(value) for key, value in asdict(one).items() if value} for one in classes]


def circles_entry(circles: Circles, frames: Sequence[Frame]) -> dict[str, object]:
    """Describe the circles; their scale is taken over all frames, so that years share it."""
    scale = circle_scale(frame.counts.tolist() for frame in frames if frame.counts is not None)
    return {**asdict(circles), **asdict(scale)}


def zones_entry(zones: Zones, block: Block) -> dict[str, object]:
    """Describe the zones.

    Raises:
        ValueError: there is not one entry per territory.
    """
    return {"label": zones.label, "names": list(zones.names), "index": block.add_codes(zones.index)}
