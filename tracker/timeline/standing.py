"""Duties without an end: on a permanent basis, recurring, as needed.

They stand at no time, so their line runs through everything that is in view: from the start where
one was given, else from edge to edge. A recurring duty has a tick where one round ends and the next
begins; "monthly by the 10th" has a dot on that day instead.
"""

from __future__ import annotations

from typing import Final

from tracker.domain.period import Deadline, Frequency, Recurring
from tracker.timeline.chart_row import RowMarks
from tracker.timeline.primitives import Layer, Line, Path, Primitive, Rect, Scene, StyleName
from tracker.timeline.rows import Lane
from tracker.timeline.scale import TimeScale
from tracker.timeline.ticks import Unit, units

_LEAST_ROUND: Final = 6.0
_LEAST_MONTH: Final = 14.0
_ARROW: Final = 5.0
_DOT: Final = 5.0
_UNITS: Final = {frequency: Unit(frequency.value) for frequency in Frequency}


def draw_standing(
    scene: Scene, marks: RowMarks, deadline: Deadline, lane: Lane, scale: TimeScale
) -> None:
    """The line of a duty without an end, over the part of the chart that is in view."""
    edge = 4.0
    left = scale.x(marks.start_first) if marks.start_first else -edge
    right = scene.width - edge
    if left >= right:
        return
    y = lane.y
    shapes: list[Primitive] = [Line(max(left, edge), y, right, y, StyleName.STANDING)]
    shapes.append(_arrow(right, y, _ARROW))
    if left < 0:
        shapes.append(_arrow(edge, y, -_ARROW))
    else:
        shapes.append(Line(left, y - 4, left, y + 4, StyleName.STANDING_TICK))
    if isinstance(deadline, Recurring):
        shapes += _rounds(deadline, scale, max(left, 0.0), right, y)
    scene.add(Layer.BARS, *shapes)


def _arrow(x: float, y: float, size: float) -> Path:
    return Path(((x - size, y - 4), (x, y), (x - size, y + 4)), StyleName.STANDING_TICK)


def _rounds(
    deadline: Recurring, scale: TimeScale, left: float, right: float, y: float
) -> list[Primitive]:
    first, last = int(scale.day_at(left)), int(scale.day_at(right))
    unit = _UNITS[deadline.every]
    if deadline.by_day and unit is Unit.MONTH:
        return _dots(deadline.by_day, scale, (first, last), (left, right), y)
    shapes: list[Primitive] = []
    for begin, end in units(unit, first, last):
        if scale.width(end + 1 - begin) < _LEAST_ROUND:
            return shapes
        x = scale.x(begin)
        if left < x < right:
            shapes.append(Line(x, y - 3, x, y + 3, StyleName.STANDING_TICK))
    return shapes


def _dots(
    by_day: int,
    scale: TimeScale,
    days: tuple[int, int],
    within: tuple[float, float],
    y: float,
) -> list[Primitive]:
    shapes: list[Primitive] = []
    for begin, end in units(Unit.MONTH, *days):
        if scale.width(end + 1 - begin) < _LEAST_MONTH:
            return shapes
        # A month without such a day has its deadline on its last one.
        day = min(begin + by_day - 1, end)
        x = scale.x(day + 0.5)
        if within[0] < x < within[1]:
            shapes.append(
                Rect(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT, StyleName.STANDING_MARK, _DOT / 2)
            )
    return shapes
