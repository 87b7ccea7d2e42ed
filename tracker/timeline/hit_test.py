"""What lies under the pointer. Pure: the same geometry as the layout, and nothing is remembered.

The ends of a bar are 6 px wide to the hand, 3 px on a bar under 18 px; a milestone is 18 × 18; a
link can be taken 4 px to either side of its line. Marks come before links, ends before the middle.
Beside each end, 12 px off, is a place 12 px wide from which a link can be drawn.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from tracker.domain.model import Edge
from tracker.records import record
from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import MarkKind, RowFlag, RowMarks
from tracker.timeline.links import distance, routed_links
from tracker.timeline.marks import (
    Bar,
    Milestone,
    Span,
    bar_of,
    extent_of,
    is_overdue,
    is_standing,
    mark_extent,
    milestone_of,
    work_edges,
)
from tracker.timeline.placement import Placement
from tracker.timeline.rows import Lane, RowGeometry, Viewport
from tracker.timeline.scale import TimeScale

_END: Final = 6.0
_SMALL_END: Final = 3.0
_SMALL_BAR: Final = 18.0
_DIAMOND: Final = 18.0
_LINK: Final = 4.0
_GHOST: Final = 14.0
_GHOST_REACH: Final = 9.0
_CORE_END: Final = 4.0
_LEAST_PROGRESS: Final = 24.0
CONNECTOR_OFF: Final = 12.0
"""How far the place from which a link is drawn lies beside the end of a mark, in pixels."""
_CONNECTOR: Final = 6.0


class Part(Enum):
    """Which part of the chart was hit, and with that what a drag from there would do."""

    NONE = "nothing"
    ROW = "the row beside its marks"
    MOVE = "the middle of a bar, or a milestone"
    START = "the start of a bar"
    FINISH = "the finish of a bar"
    PROGRESS = "the end of the work reported"
    GHOST = "an earlier commitment to finish"
    START_GHOST = "an earlier commitment to start"
    OVERDUE = "the thread of an overdue row"
    LINK = "a link"
    LINK_START = "beside the start of a mark, where a link from it begins"
    LINK_FINISH = "beside the finish of a mark, where a link from it begins"
    STANDING = "the line of a duty without an end"


@record
class Hit:
    """``row`` is an index, -1 for none; ``detail`` the place of the ghost, or the link's id."""

    part: Part
    row: int = -1
    detail: int = 0


NOTHING: Final = Hit(Part.NONE)


def hit_test(
    chart: Chart,
    scale: TimeScale,
    rows: RowGeometry,
    viewport: Viewport,
    x: float,
    y: float,
) -> Hit:
    """What lies at (x, y) of the viewport below the header."""
    index = _row_at(rows, viewport.scroll_y + y)
    if index < 0:
        return NOTHING
    marks = chart.row(index)
    shared = bool(marks.flags & RowFlag.FORESEEN_BEHIND)
    lane = Lane.of(rows.top(index) - viewport.scroll_y, rows.height(index), shared=shared)
    hit = _mark(chart, scale, marks, lane, index, (x, y))
    if hit is not None:
        return hit
    # A link that only passes by in the row above or below may still be within reach.
    near = (max(index - 1, 0), min(index + 1, len(rows) - 1))
    for link, points in routed_links(Placement(chart, scale), rows, viewport, near):
        if distance(points, x, y) <= _LINK:
            return Hit(Part.LINK, index, link.id)
    return Hit(Part.ROW, index)


def _row_at(rows: RowGeometry, y: float) -> int:
    index = rows.index_at(y)
    if index < 0 or not rows.top(index) <= y < rows.top(index) + rows.height(index):
        return -1
    return index


def _mark(
    chart: Chart,
    scale: TimeScale,
    marks: RowMarks,
    lane: Lane,
    index: int,
    at: tuple[float, float],
) -> Hit | None:
    if is_standing(marks):
        return Hit(Part.STANDING, index) if abs(at[1] - lane.y) <= _LINK else None
    part: Part | None = None
    if marks.kind == MarkKind.MILESTONE:
        milestone = milestone_of(marks, scale)
        if milestone is not None:
            part = _milestone(milestone, lane, at)
    else:
        bar = bar_of(marks, scale, chart.status_date)
        if bar is not None:
            part = _bar(bar, marks, scale, lane, at)
    if part is None:
        part = _connector(mark_extent(marks, scale, lane, chart.status_date), lane, at)
    if part is not None:
        return Hit(part, index)
    ghost = _ghost(chart, scale, marks, lane, index, at)
    if ghost is not None:
        return Hit(Part.GHOST, index, ghost)
    if abs(at[1] - lane.y) <= _GHOST_REACH:
        for place, found in enumerate(chart.ghosts(index, Edge.START)):
            if abs(at[0] - scale.x(found.first)) <= _LINK:
                return Hit(Part.START_GHOST, index, place)
    silent = marks.kind == MarkKind.SUMMARY and not marks.flags & RowFlag.COLLAPSED
    if is_overdue(marks, chart.status_date) and not silent:
        thread = scale.x(marks.finish_last + 1), scale.x(chart.status_date + 0.5)
        if thread[0] <= at[0] <= thread[1] and abs(at[1] - lane.y) <= _LINK:
            return Hit(Part.OVERDUE, index)
    return None


def _connector(extent: Span | None, lane: Lane, at: tuple[float, float]) -> Part | None:
    if extent is None or abs(at[1] - lane.y) > _CONNECTOR:
        return None
    if abs(at[0] - extent.left + CONNECTOR_OFF) < _CONNECTOR:
        return Part.LINK_START
    return Part.LINK_FINISH if abs(at[0] - extent.right - CONNECTOR_OFF) < _CONNECTOR else None


def _milestone(milestone: Milestone, lane: Lane, at: tuple[float, float]) -> Part | None:
    x, y = at
    half = _DIAMOND / 2
    if abs(x - milestone.main.centre) <= half and abs(y - lane.y) <= half:
        return Part.MOVE
    extent = extent_of(milestone.main, lane)
    on_whisker = extent.left <= x <= extent.right and abs(y - lane.y) <= _LINK
    return Part.MOVE if on_whisker else None


def _bar(
    bar: Bar, marks: RowMarks, scale: TimeScale, lane: Lane, at: tuple[float, float]
) -> Part | None:
    x, y = at
    extent = bar.extent
    if abs(y - lane.y) > lane.bar / 2 + 1:
        return None
    if marks.kind == MarkKind.SUMMARY:
        # A summary is worked out from its parts and cannot be taken by its ends.
        return Part.MOVE if extent.left <= x <= extent.right else None
    end = _SMALL_END if extent.width < _SMALL_BAR else _END
    if not extent.left - end / 2 <= x <= extent.right + end / 2:
        return None
    if x <= extent.left + end / 2:
        return Part.START
    if x >= extent.right - end / 2:
        return Part.FINISH
    handle = _progress_handle(bar, marks, scale, end)
    if handle is not None and abs(x - handle) <= _CORE_END:
        return Part.PROGRESS
    return Part.MOVE


def _progress_handle(bar: Bar, marks: RowMarks, scale: TimeScale, end: float) -> float | None:
    """Where the work reported ends, or would begin; None where no share of it can be told."""
    begin, target = work_edges(marks)
    if marks.actual_finish_first or not 0 < begin < target or bar.extent.width < _LEAST_PROGRESS:
        return None
    if bar.core is not None:
        return bar.core.right
    return max(scale.x(begin), bar.extent.left + end / 2 + _CORE_END)


def _ghost(
    chart: Chart,
    scale: TimeScale,
    marks: RowMarks,
    lane: Lane,
    index: int,
    at: tuple[float, float],
) -> int | None:
    x, y = at
    for place, ghost in enumerate(chart.ghosts(index)):
        if marks.kind == MarkKind.MILESTONE:
            middle = scale.x((ghost.first + ghost.last + 1) / 2)
            if abs(x - middle) <= _GHOST / 2 and abs(y - lane.y) <= _GHOST / 2:
                return place
        elif abs(x - scale.x(ghost.last + 1)) <= _LINK and abs(y - lane.y) <= _GHOST_REACH:
            return place
    return None
