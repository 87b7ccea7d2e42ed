"""Days on which nobody works, or one country does not: the shade of rows and of the header.

Where a day is wide enough (the day level) it is shaded in each row whose side is off: over the
whole row where everybody of that side is, over its lower half where it is a joint row of which one
country works. At the week level the band of weeks has a mark under each day off that is no weekend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from tracker.domain.model import Calendar
from tracker.records import record
from tracker.timeline.primitives import Layer, Rect, Scene, StyleName
from tracker.timeline.rows import RowGeometry
from tracker.timeline.scale import FIRST_DAY, Level, TimeScale

DAY_LEVELS: Final = frozenset({Level.DAY, Level.WEEK})
"""The levels at which days off are shown; no other needs to know them."""

_MARK: Final = 2.0
_SATURDAY: Final = 5
_Days = frozenset[int]


@record
class DaysOff:
    """The days off of each country, as ordinals, over at least what is in view."""

    kz: frozenset[int]
    uz: frozenset[int]

    def of(self, calendar: Calendar | None) -> tuple[_Days, _Days]:
        """The days to be shaded over the whole row, and over its lower half only.

        A row of which no side is known has those that everybody has off.
        """
        match calendar:
            case Calendar.KZ:
                return self.kz, frozenset()
            case Calendar.UZ:
                return self.uz, frozenset()
            case Calendar.BOTH:
                return self.kz & self.uz, self.kz ^ self.uz
            case Calendar.EVERY_DAY:
                return frozenset(), frozenset()
            case None:
                return self.kz & self.uz, frozenset()


class Stretch(NamedTuple):
    """Neighbouring rows with one calendar: their top, bottom and the height of one of them."""

    top: float
    bottom: float
    row: float
    calendar: Calendar | None


def stretches_of(
    calendars: Sequence[Calendar | None],
    rows: RowGeometry,
    first: int,
    scroll_y: float,
    strip: tuple[float, float],
) -> list[Stretch]:
    """The rows from ``first`` on, neighbours with one calendar together, and the ground below.

    Rows with half a shade stay apart from their neighbours: each has its own half.
    """
    found: list[Stretch] = []
    bottom = strip[0]
    for index, calendar in enumerate(calendars, first):
        top, height = rows.top(index) - scroll_y, rows.height(index)
        bottom = top + height
        last = found[-1] if found else None
        if last is not None and last.calendar is calendar is not Calendar.BOTH:
            found[-1] = last._replace(bottom=bottom)
        else:
            found.append(Stretch(top, bottom, height, calendar))
    if bottom < strip[1]:
        found.append(Stretch(bottom, strip[1], strip[1] - bottom, None))
    return found


def shade_rows(
    scene: Scene, scale: TimeScale, days_off: DaysOff, stretches: Iterable[Stretch]
) -> None:
    """The shade of the rows in view."""
    spans: dict[Calendar | None, tuple[list[_Span], list[_Span]]] = {}
    for top, bottom, row, calendar in stretches:
        if calendar not in spans:
            whole, half = days_off.of(calendar)
            spans[calendar] = _spans(whole, scale, scene), _spans(half, scale, scene)
        for from_top, found in zip((top, bottom - row / 2), spans[calendar], strict=True):
            scene.add(
                Layer.NON_WORKING,
                *(
                    Rect(left, from_top, wide, bottom - from_top, StyleName.NON_WORKING)
                    for left, wide in found
                ),
            )


def shade_band(
    scene: Scene, scale: TimeScale, days_off: DaysOff, band: tuple[float, float]
) -> None:
    """The lower band of the header: the shade of a joint row, or marks under holidays."""
    top, bottom = band
    if scale.level is Level.DAY:
        shade_rows(scene, scale, days_off, [Stretch(top, bottom, bottom - top, Calendar.BOTH)])
    elif scale.level is Level.WEEK:
        holidays = frozenset(
            day for day in days_off.kz | days_off.uz if (day - FIRST_DAY) % 7 < _SATURDAY
        )
        # Above the line below the band, and a pixel apart from the marks of other days.
        scene.add(
            Layer.NON_WORKING,
            *(
                Rect(left, bottom - 1 - _MARK, wide - 1, _MARK, StyleName.HOLIDAY_MARK)
                for left, wide in _spans(holidays, scale, scene)
            ),
        )


_Span = tuple[float, float]
"""The left edge and the width of neighbouring days, in pixels."""


def _spans(days: _Days, scale: TimeScale, scene: Scene) -> list[_Span]:
    return [
        (scale.x(first), scale.width(last + 1 - first))
        for first, last in _runs(days, *scale.visible(scene.width))
    ]


def _runs(days: _Days, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The first and last day of each unbroken row of ``days`` between two days, inclusive."""
    begin: int | None = None
    for day in range(first, last + 2):
        if day in days and day <= last:
            begin = day if begin is None else begin
        elif begin is not None:
            yield begin, day - 1
            begin = None
