"""The lines of a hatch, for pictures that are made of lines and not of pixels."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

HATCH_STEP: Final = 4.0 * 2**0.5
"""From line to line along a level one: they are 45° steep and 4 px apart across."""

HATCH_LINE: Final = 1.0
"""How thick they are."""

_Ends = tuple[float, float, float, float]


def hatch_lines(box: _Ends, origin: tuple[float, float]) -> Iterator[_Ends]:
    """The lines of the hatch through ``origin``, cut to ``box`` (left, top, right, bottom)."""
    left, top, right, bottom = box
    # Each line holds the points of one x + y.
    base = origin[0] + origin[1]
    step = base + ceil((left + top - base) / HATCH_STEP) * HATCH_STEP
    while step < right + bottom:
        begin, end = max(left, step - bottom), min(right, step - top)
        yield begin, step - begin, end, step - end
        step += HATCH_STEP
