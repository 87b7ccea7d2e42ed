"""Sheets of paper, and how a chart is cut to them: which rows and which days stand on which page.

Lengths are pixels of 1/96 inch, so that the sizes of the design are 0.75 pt each.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from tracker.records import record
from tracker.timeline.scale import TimeScale
from tracker.timeline.ticks import LOWER, UPPER, Unit, units

PX_PER_MM: Final = 96 / 25.4

_MARGIN: Final = 14.0
_BINDING: Final = 18.0
_WELL_USED: Final = 0.6
"""A cut at the end of a year, quarter … is taken where it leaves no more of the page empty."""


class PaperSize(StrEnum):
    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"


_MILLIMETRES: Final = {
    PaperSize.A4: (210.0, 297.0),
    PaperSize.A3: (297.0, 420.0),
    PaperSize.A2: (420.0, 594.0),
    PaperSize.A1: (594.0, 841.0),
    PaperSize.A0: (841.0, 1189.0),
}


@record
class Box:
    """``x`` and ``y`` are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@record
class Paper:
    """A sheet of a size, upright or lying."""

    size: PaperSize = PaperSize.A4
    landscape: bool = False

    @classmethod
    def of(cls, width: float, height: float) -> Paper:
        """The sheet that is so large."""
        papers = [cls(size, landscape) for size in PaperSize for landscape in (False, True)]
        return min(papers, key=lambda paper: abs(paper.width - width) + abs(paper.height - height))

    @property
    def width(self) -> float:
        return _MILLIMETRES[self.size][self.landscape] * PX_PER_MM

    @property
    def height(self) -> float:
        return _MILLIMETRES[self.size][not self.landscape] * PX_PER_MM

    @property
    def content(self) -> Box:
        """What is inside the margins, in whole pixels; the binding is at the left."""
        left, top = round(_BINDING * PX_PER_MM), round(_MARGIN * PX_PER_MM)
        right, bottom = self.width - _MARGIN * PX_PER_MM, self.height - _MARGIN * PX_PER_MM
        return Box(left, top, int(right) - left, int(bottom) - top)


@record
class Strip:
    """The days ``first`` to ``last`` (ordinals, inclusive) between two upright cuts of a chart.

    ``left`` and ``right`` are whole pixels from the left edge of the whole chart: strips that are
    laid side by side join without a seam.
    """

    first: int
    last: int
    left: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left


def cut_rows(
    depths: Sequence[int], row_height: float, first_room: float, room: float
) -> list[range]:
    """The rows of each page, in order: none is split, none is left out.

    ``first_room`` is the height for rows on the first page, ``room`` on every other; a page takes
    one row at least. Without rows there is one page. A row whose first child would stand on the
    next page goes there too, unless it would leave its page empty.
    """
    count = len(depths)
    cuts: list[range] = []
    begin = 0
    while begin < count or not cuts:
        fitting = max(int((room if cuts else first_room) // row_height), 1)
        full = end = min(begin + fitting, count)
        while begin < end < count and depths[end] > depths[end - 1]:
            end -= 1
        end = end if end > begin else full
        cuts.append(range(begin, end))
        begin = end
    return cuts


def cut_time(
    scale: TimeScale, first: int, last: int, first_room: float, room: float
) -> list[Strip]:
    """The days ``first`` to ``last`` in strips as wide as there is room, each day in one.

    ``first_room`` is the width of the first strip at most, ``room`` that of the others; a strip
    takes one day at least. Where it can be, a strip ends with a unit of the upper band, else with
    one of the lower band, else with any day.
    """
    strips: list[Strip] = []
    begin = first
    while begin <= last:
        left = round(scale.x(begin))
        end = _end_of_strip(scale, begin, last, left + (room if strips else first_room))
        strips.append(Strip(begin, end, left, round(scale.x(end + 1))))
        begin = end + 1
    return strips


def _end_of_strip(scale: TimeScale, begin: int, last: int, limit: float) -> int:
    """The last day of the strip that begins with ``begin`` and must not pass ``limit``."""
    # One more than can fit: the cut stands on a whole pixel, half a pixel from its day at most.
    most = min(int(scale.day_at(limit + 1)), last + 1) - 1
    while most > begin and round(scale.x(most + 1)) > limit:
        most -= 1
    if most >= last:
        return last
    least = scale.x(begin) + (limit - scale.x(begin)) * _WELL_USED
    upper = _last_end(UPPER[scale.level], begin, most)
    if upper is not None and scale.x(upper + 1) >= least:
        return upper
    lower = _last_end(LOWER[scale.level], begin, most)
    return lower if lower is not None else max(most, begin)


def _last_end(unit: Unit, first: int, last: int) -> int | None:
    ends = [end for _, end in units(unit, first, last) if end <= last]
    return ends[-1] if ends else None
