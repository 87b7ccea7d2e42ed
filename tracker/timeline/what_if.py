"""What a what-if shows besides its dates: what is supposed is framed, what is planned a ghost.

The chart draws a supposed item where it is supposed, and its forecast with it. These scenes go over
it: a frame around what is supposed, the outline of what was committed, and, painted at
:data:`PLANNED_STRENGTH`, the forecast of the plan where another has taken its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracker.records import record
from tracker.timeline.chart_row import Foreseen, RowMarks
from tracker.timeline.compare import draw_compared
from tracker.timeline.drag_layout import Ground
from tracker.timeline.forecasts import draw_forecast
from tracker.timeline.primitives import Layer, Path, Scene, StyleName

PLANNED_STRENGTH: Final = 0.4
_REACH: Final = 10.0
_LEAST: Final = 4.0


@record
class PlannedRow:
    """A row as the plan has it: ``marks`` where dates are supposed, ``foreseen`` where its forecast
    is another now."""

    index: int
    marks: RowMarks | None = None
    foreseen: Foreseen | None = None


def lay_out_supposed(ground: Ground, rows: Sequence[PlannedRow]) -> Scene:
    """The frames around what is supposed, and the outlines of what was committed."""
    scene = Scene(ground.viewport.width, ground.viewport.height)
    for row in rows:
        if row.marks is None:
            continue
        lane = ground.lane(row.index)
        draw_compared(scene, row.marks, ground.scale, lane, ground.chart.status_date)
        extent = ground.extent(ground.chart.row(row.index), row.index)
        if extent is None:
            continue
        left, right = extent.left - _LEAST, extent.right + _LEAST
        top, bottom = lane.y - _REACH, lane.y + _REACH
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        scene.add(Layer.DRAG_HINT, Path(corners, StyleName.FORECAST_SOFT))
    return scene


def lay_out_planned(ground: Ground, rows: Sequence[PlannedRow]) -> Scene:
    """The forecasts of the plan, for a painter at :data:`PLANNED_STRENGTH`."""
    scene = Scene(ground.viewport.width, ground.viewport.height)
    for row in rows:
        if row.foreseen is not None:
            marks = row.marks or ground.chart.row(row.index)
            draw_forecast(scene, marks, row.foreseen, ground.scale, ground.lane(row.index))
    return scene
