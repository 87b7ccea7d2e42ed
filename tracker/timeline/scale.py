"""Days to pixels and back, and which unit of time the header shows at a magnification.

A day is its proleptic ordinal (``date.toordinal()``); it begins at that number and ends at the
next, so a period from ``first`` to ``last`` covers ``x(first)`` to ``x(last + 1)``. The unit of
length is one device-independent pixel. Everything is plain floats.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final

from tracker.records import record

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()


class Level(StrEnum):
    """What one cell of the lower header band stands for, the finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    DECADE = "decade"

    @property
    def unit_days(self) -> float:
        """The mean length of one lower unit in days."""
        return _RANGES[self][0]

    @property
    def px_per_day(self) -> float:
        """The magnification at which the level is entered by name."""
        days, _, default, _ = _RANGES[self]
        return default / days


_YEAR: Final = 365.2425
# Days in a unit; its least, usual and greatest width.
_RANGES: Final = {
    Level.DAY: (1.0, 22.0, 27.0, 40.0),
    Level.WEEK: (7.0, 48.0, 71.0, 96.0),
    Level.MONTH: (_YEAR / 12, 36.0, 63.0, 90.0),
    Level.QUARTER: (_YEAR / 4, 36.0, 47.0, 80.0),
    Level.HALF_YEAR: (_YEAR / 2, 36.0, 57.0, 90.0),
    # Years are told apart for as long as a decade would be wider than it has to be.
    Level.YEAR: (_YEAR, 18.0, 57.0, 90.0),
    Level.DECADE: (_YEAR * 10, 72.0, 114.0, 180.0),
}
MAX_PX_PER_DAY: Final = _RANGES[Level.DAY][3]
MIN_PX_PER_DAY: Final = _RANGES[Level.DECADE][1] / _RANGES[Level.DECADE][0]


@record
class TimeScale:
    """A window on time: ``origin`` is the day (with its fraction) at x = 0."""

    origin: float
    px_per_day: float = Level.QUARTER.px_per_day

    def __post_init__(self) -> None:
        if not MIN_PX_PER_DAY <= self.px_per_day <= MAX_PX_PER_DAY:
            within = min(max(self.px_per_day, MIN_PX_PER_DAY), MAX_PX_PER_DAY)
            object.__setattr__(self, "px_per_day", within)

    @classmethod
    def fit(cls, first: int, last: int, width: float, *, margin: float = 0.0) -> TimeScale:
        """The scale that shows the days ``first`` to ``last`` in ``width``, ``margin`` at each end.

        Where the limits of magnification do not let them fill the width, they are centred; where
        they do not fit in at all, the first of them stands at the left.
        """
        room = max(width - 2 * margin, 1.0)
        days = max(last + 1 - first, 1)
        scale = cls(first, room / days)
        slack = max(room - scale.px_per_day * days, 0.0) / 2
        return replace(scale, origin=first - (margin + slack) / scale.px_per_day)

    @property
    def level(self) -> Level:
        """The finest level whose unit is at least as wide as its texts need."""
        for level, (days, least, _, _) in _RANGES.items():
            # A hair of tolerance: a scale at the very minimum of a level belongs to it.
            if self.px_per_day * days >= least * (1 - 1e-9):
                return level
        return Level.DECADE

    def x(self, day: float) -> float:
        return (day - self.origin) * self.px_per_day

    def day_at(self, x: float) -> float:
        """The day at ``x`` with its fraction; ``floor`` of it is the ordinal."""
        return self.origin + x / self.px_per_day

    def width(self, days: float) -> float:
        return days * self.px_per_day

    def visible(self, width: float) -> tuple[int, int]:
        """The first and last day of which any part lies between 0 and ``width``."""
        first = int(self.day_at(0) // 1)
        last = int(-(-self.day_at(width) // 1)) - 1
        return _within(first), _within(max(last, first))

    def zoomed(self, factor: float, about_x: float) -> TimeScale:
        """``factor`` times as large, the day at ``about_x`` staying where it is."""
        return self.at(self.px_per_day * factor, about_x)

    def at(self, px_per_day: float, about_x: float) -> TimeScale:
        """With another magnification, the day at ``about_x`` staying where it is."""
        held = self.day_at(about_x)
        scale = TimeScale(self.origin, px_per_day)
        return replace(scale, origin=held - about_x / scale.px_per_day)

    def scrolled(self, dx: float) -> TimeScale:
        """Moved so that what stood at ``dx`` stands at 0, kept within the years 1 to 9999."""
        origin = self.day_at(dx)
        return replace(self, origin=min(max(origin, float(FIRST_DAY)), float(LAST_DAY)))

    def centred_on(self, day: float, width: float) -> TimeScale:
        return self.scrolled(self.x(day) - width / 2)


def _within(day: int) -> int:
    return min(max(day, FIRST_DAY), LAST_DAY)
