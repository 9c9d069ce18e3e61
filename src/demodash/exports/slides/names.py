"""The names of rows beside their bars: their lines, and the size at which they fit."""

from __future__ import annotations

from collections.abc import Sequence

from demodash.exports.slides.writing import LEADING, width, wrapped

_MARGIN = 8.0
_WIDEST = 0.36
"""Share of a chart that names may take; beyond it they are wrapped."""
_SIZES = ((26.0, 14.0), (20.0, 12.5), (15.5, 11.5), (13.0, 10.0), (0.0, 9.0))
"""Type for rows of at least so many points."""
_LINKING = frozenset(
    (
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l’",
        "d’",
        "et",
        "ou",
        "à",
        "au",
        "aux",
        "en",
        "par",
        "pour",
        "sur",
        "/",
        "·",
    )
)
"""Words that a phrase does not end with."""
_LINE = "\n"


def type_size(row: float) -> float:
    """The size of type for rows of a height."""
    return next(size for least, size in _SIZES if row >= least)


def fitted_names(names: Sequence[str], row: float, room: float) -> tuple[list[str], float, float]:
    """Names that fit beside rows of a height: their texts, the size of their type, the points to keep for them.

    Lines under the first are joined where they would make the type small.
    """
    texts = [whole(name) for name in names]
    most = room * _WIDEST

    def fitting(names: Sequence[str]) -> float:
        sizes = [size for _, size in _SIZES if size <= type_size(row)]
        return next(
            (one for one in sizes if max(len(lines_of(text, one, most)) for text in names) * one * LEADING <= row - 2),
            sizes[-1],
        )

    size = fitting(texts)
    joined = [_joined(text.split(_LINE)[1:]) for text in texts]
    shorter = [text.split(_LINE)[0] + _LINE + rest if rest else text for text, rest in zip(texts, joined, strict=True)]
    if fitting(shorter) > size:
        texts, size = shorter, fitting(shorter)
    wide = max(width(line, size) for text in texts for line in lines_of(text, size, most))
    return texts, size, wide + 2 * _MARGIN


def whole(name: str) -> str:
    """A name with the lines that it means, without the breaks inside a phrase that a narrow figure needed."""
    lines: list[str] = []
    for line in name.split(_LINE):
        before = lines[-1] if lines else ""
        if before.endswith("-"):
            lines[-1] = before + line
        elif before and (line.startswith("(") or line[:1].islower() or _is_linking(before, -1) or _is_linking(line, 0)):
            lines[-1] = f"{before} {line}"
        else:
            lines.append(line)
    return _LINE.join(lines)


def _is_linking(line: str, at: int) -> bool:
    """Whether the first or the last word of a line cannot stand there."""
    return line.split(" ")[at].lower() in _LINKING


def _joined(lines: Sequence[str]) -> str:
    """Lines on one line: what goes on in lower case belongs to what is before it."""
    text = ""
    for line in lines:
        text += f" {line}" if line[:1].islower() else f" · {line}"
    return text.removeprefix(" · ").strip()


def lines_of(name: str, size: float, room: float) -> list[str]:
    """The lines of a name: its own, each wrapped where it is too long."""
    return [line for own in name.split(_LINE) for line in wrapped(own, size, room)]
