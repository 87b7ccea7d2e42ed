"""What the program works out of a row, on a lane of its own below what was committed.

It is drawn only where it is behind the commitment, or is another since something is supposed: a row
that is foreseen to be in time stays silent. Between the first and the last day on which the row may
be finished the mark is open.
"""

from __future__ import annotations

from typing import Final

from tracker.timeline.chart_row import Foreseen, MarkKind, RowFlag, RowMarks
from tracker.timeline.diamonds import diamond_path
from tracker.timeline.primitives import Layer, Line, Path, Primitive, Rect, Scene, StyleName
from tracker.timeline.rows import Lane
from tracker.timeline.scale import TimeScale

_DIAMOND: Final = 10.0
_BAR: Final = 6.0
_CAP: Final = 6.0
_INSET: Final = 1.5
_LEAST: Final = 3.0
"""A span narrower than this, in pixels, is a tick."""


def is_foreseen_behind(marks: RowMarks) -> bool:
    """Whether a forecast is drawn for the row, which moves what was committed up."""
    return bool(marks.flags & RowFlag.FORESEEN_BEHIND)


def draw_forecast(
    scene: Scene, marks: RowMarks, foreseen: Foreseen, scale: TimeScale, lane: Lane
) -> float:
    """The forecast of a row from the end of what was committed on; how far it reaches right."""
    begin = scale.x(marks.finish_last + 1) if marks.finish_last else scale.x(foreseen.first)
    left, right = scale.x(foreseen.first), scale.x(foreseen.last + 1)
    if right <= begin:
        # Earlier than what is drawn above, as only something supposed may be.
        begin = left
    if marks.kind == MarkKind.MILESTONE:
        shapes = _milestone(begin, left, right, lane.below, foreseen)
        reach = max(right, (left + right) / 2 + _DIAMOND / 2)
    elif marks.kind == MarkKind.SUMMARY:
        shapes = _summary(begin, left, right, lane.below)
        reach = right
    else:
        shapes = _bar(begin, left, right, lane.below)
        reach = right
    scene.add(Layer.FORECASTS, *shapes)
    return reach


def _milestone(
    begin: float, left: float, right: float, y: float, foreseen: Foreseen
) -> list[Primitive]:
    middle = (left + right) / 2
    is_day = foreseen.first == foreseen.last
    start = middle - _DIAMOND / 2 if is_day else left
    shapes: list[Primitive] = []
    if start - begin > _LEAST:
        shapes.append(Line(begin, y, start, y, StyleName.FORECAST_TRAIL))
    if not is_day and right - left >= _LEAST:
        ends = left + _INSET, right - _INSET
        shapes.append(Line(ends[0], y, ends[1], y, StyleName.FORECAST_LINE))
        shapes += [Line(x, y - _CAP / 2, x, y + _CAP / 2, StyleName.FORECAST_LINE) for x in ends]
    return [*shapes, diamond_path(middle, y, _DIAMOND, StyleName.FORECAST_DIAMOND)]


def _bar(begin: float, left: float, right: float, y: float) -> list[Primitive]:
    """Filled up to the first day on which it may be finished, open with a dashed edge after it."""
    firm = max(min(left, right), begin)
    top, bottom = y - _BAR / 2, y + _BAR / 2
    if right - begin < _LEAST:
        return [Line(begin, top, begin, bottom, StyleName.FORECAST_LINE)]
    shapes: list[Primitive] = []
    if firm - begin >= 1:
        shapes.append(Rect(begin, top, firm - begin, _BAR, StyleName.FORECAST_BAR))
        shapes += [Line(begin, at, firm, at, StyleName.FORECAST_EDGE) for at in (top, bottom)]
    shapes.append(Line(begin, top, begin, bottom, StyleName.FORECAST_EDGE))
    if right - firm >= 1:
        corners = ((firm, top), (right, top), (right, bottom), (firm, bottom))
        shapes.append(Path(corners, StyleName.FORECAST_SOFT))
    else:
        shapes.append(Line(right, top, right, bottom, StyleName.FORECAST_EDGE))
    return shapes


def _summary(begin: float, left: float, right: float, y: float) -> list[Primitive]:
    firm = max(min(left, right), begin)
    shapes: list[Primitive] = []
    if firm - begin >= 1:
        shapes.append(Line(begin, y, firm, y, StyleName.FORECAST_LINE))
    if right - firm >= 1:
        shapes.append(Line(firm, y, right, y, StyleName.FORECAST_DASHED))
    return [*shapes, Line(right, y - 3, right, y + 3, StyleName.FORECAST_LINE)]
