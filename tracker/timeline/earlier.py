"""Where a forecast lay on a past day: a thin outline on the lane of the forecasts of now.

It is drawn only where the forecast has moved since.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from tracker.timeline.chart_row import Foreseen, MarkKind, RowMarks
from tracker.timeline.diamonds import diamond_path
from tracker.timeline.drag_layout import Ground
from tracker.timeline.primitives import Layer, Line, Path, Primitive, Scene, StyleName
from tracker.timeline.rows import Lane
from tracker.timeline.scale import TimeScale

_DIAMOND: Final = 14.0
_REACH: Final = 5.0
_LEAST: Final = 3.0


class EarlierForecast(NamedTuple):
    """``then`` is what was foreseen of the row at ``place``, ``now`` what is."""

    place: int
    then: Foreseen
    now: Foreseen


def lay_out_earlier(ground: Ground, rows: Iterable[EarlierForecast]) -> Scene:
    """The outlines of what was foreseen, each with the way it has moved since."""
    scene = Scene(ground.viewport.width, ground.viewport.height)
    for row in rows:
        marks = ground.chart.row(row.place)
        scene.add(Layer.COMPARED, *_shapes(marks, row, ground.scale, ground.lane(row.place)))
    return scene


def _shapes(marks: RowMarks, row: EarlierForecast, scale: TimeScale, lane: Lane) -> list[Primitive]:
    y = lane.below
    left, right = scale.x(row.then.first), scale.x(row.then.last + 1)
    shapes = _moved(right, scale.x(row.now.last + 1), y - _REACH)
    if marks.kind == MarkKind.MILESTONE:
        middle = (left + right) / 2
        if row.then.first != row.then.last and right - left >= _LEAST:
            shapes.append(Line(left, y, right, y, StyleName.FORECAST_SOFT))
        return [*shapes, diamond_path(middle, y, _DIAMOND, StyleName.FORECAST_SOFT)]
    top, bottom = y - _REACH, y + _REACH
    right = max(right, left + _LEAST)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return [*shapes, Path(corners, StyleName.FORECAST_SOFT, closed=True)]


def _moved(then: float, now: float, y: float) -> list[Primitive]:
    """The way from the last day of then to that of now."""
    if abs(now - then) < _LEAST:
        return []
    return [Line(then, y, now, y, StyleName.FORECAST_TRAIL)]
