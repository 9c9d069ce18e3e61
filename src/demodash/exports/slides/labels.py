"""Labels of marks: tied to their values by a number format wherever that writes them as displayed, texts otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from demodash.charts.native import NativePoint, Side
from demodash.exports.slides.frame import INK, NO_STROKE, PAPER, escape, fill, paragraph, run
from demodash.texts import MINUS, NARROW_SPACE, number

GENERAL = "General"
_WRITTEN = re.compile(rf"([+{MINUS}]?)(\d[\d{NARROW_SPACE}]*)(?:,(\d+))?(\D.*)?")
_FRENCH = "[$-40C]"
"""The language of the number format: decimal comma and French thousands also in programs set to another one."""
_PLACES = {Side.ABOVE: "t", Side.BELOW: "b", Side.LEFT: "l", Side.RIGHT: "r"}


def number_format(point: NativePoint) -> str | None:
    """The number format that writes a value as its mark displays it; None when no format does («plus de 70 %»)."""
    found = _WRITTEN.fullmatch(point.text)
    if found is None or point.value is None:
        return None
    sign, _, decimals, tail = found.groups()
    places = len(decimals or "")
    rounded = Decimal(repr(point.value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    written = number(float(rounded), places, signed=sign == "+")
    if written + (tail or "") != point.text or '"' in (tail or ""):
        return None
    digits = "#,##0" + ("." + "0" * places if places else "") + (f'"{tail}"' if tail else "")
    plus = '"+"' if sign == "+" else ""
    # A value below zero never shows whether gains have a sign: as a change, they have one.
    plus = plus or ('"+"' if sign == MINUS else "")
    return f'{_FRENCH}{plus}{digits};{_FRENCH}"{MINUS}"{digits};{_FRENCH}{digits}'


def written_like(example: str, value: float) -> str:
    """A value written as another one is: decimals, sign and unit.

    Raises:
        ValueError: no number format writes the example.
    """
    found = _WRITTEN.fullmatch(example)
    if found is None:
        raise ValueError(f"{example!r} is not a number with its unit")
    sign, _, decimals, tail = found.groups()
    return number(value, len(decimals or ""), signed=sign == "+") + (tail or "")


def common_format(points: Sequence[NativePoint]) -> str:
    """The number format that most labels of a series share; GENERAL when they have none."""
    seen = Counter(one for one in map(number_format, points) if one)
    return seen.most_common(1)[0][0] if seen else GENERAL


def labels(
    points: Sequence[NativePoint],
    size: float,
    place: str = "",
    *,
    ink: str = INK,
    own: Sequence[str] = (),
    plate: bool = False,
) -> str:
    """The labels of a series. ``place``: where they stand (``outEnd``, ``t`` …), that of each mark when empty.

    ``own``: labels made already (``dLbl``), by the number of their mark; empty for the others. ``plate``: labels hide
    what lies behind them.
    """
    shared = common_format(points)
    usual = place or _PLACES[Side.ABOVE]
    made = []
    for at, point in enumerate(points):
        where = place or _PLACES[point.side or Side.ABOVE]
        if own and own[at]:
            made.append(own[at])
        elif not point.text or where != usual or number_format(point) != shared:
            made.append(_label(at, point, size, place=where, ink=ink, plate=plate))
    if all(not point.text for point in points) and not any(own):
        return f"<c:dLbls>{_flags(shown=False)}</c:dLbls>"
    look = f'<c:numFmt formatCode="{escape(shared)}" sourceLinked="0"/>{_look(size, ink, plate)}'
    return f'<c:dLbls>{"".join(made)}{look}<c:dLblPos val="{usual}"/>{_flags()}</c:dLbls>'


def own_label(
    at: int, runs: Sequence[str], place: str, shift: tuple[float, float] = (0.0, 0.0), *, plate: bool = False
) -> str:
    """A label with lines of its own; ``shift`` moves it, as shares of the width and the height of the chart."""
    body = "".join(paragraph(one) for one in runs)
    layout = "<c:layout/>"
    if any(shift):
        moved = f'<c:x val="{shift[0]:.5f}"/><c:y val="{shift[1]:.5f}"/>'
        layout = f"<c:layout><c:manualLayout>{moved}</c:manualLayout></c:layout>"
    return (
        f'<c:dLbl><c:idx val="{at}"/>{layout}<c:tx><c:rich>{_BODY}<a:lstStyle/>{body}</c:rich></c:tx>'
        f'{_PLATES[plate]}<c:dLblPos val="{place}"/>{_flags()}</c:dLbl>'
    )


def _label(at: int, point: NativePoint, size: float, *, place: str, ink: str, plate: bool) -> str:
    """The label of one mark, where the series does not write it right already."""
    if not point.text:
        return f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
    written = number_format(point)
    if written is None:
        return own_label(at, [run(point.text, size, ink)], place, plate=plate)
    return (
        f'<c:dLbl><c:idx val="{at}"/><c:numFmt formatCode="{escape(written)}" sourceLinked="0"/>'
        f"{_look(size, ink, plate)}"
        f'<c:dLblPos val="{place}"/>{_flags()}</c:dLbl>'
    )


_BODY = '<a:bodyPr wrap="none" lIns="38100" tIns="19050" rIns="38100" bIns="19050" anchor="ctr"/>'


_PLATES = {
    False: f"<c:spPr><a:noFill/>{NO_STROKE}</c:spPr>",
    True: f"<c:spPr>{fill(PAPER)}{NO_STROKE}</c:spPr>",
}


def _look(size: float, ink: str, plate: bool) -> str:
    return (
        f"{_PLATES[plate]}<c:txPr>{_BODY}<a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(size * 100)}" b="0">{fill(ink)}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'
    )


def _flags(*, shown: bool = True) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(shown)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
