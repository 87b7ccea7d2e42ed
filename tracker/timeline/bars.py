"""The shapes of bars: activities, summaries, and what was reported of their work."""

from __future__ import annotations

from typing import Final

from tracker.domain.status import Status
from tracker.records import record
from tracker.timeline.marks import OPEN_TAIL, Bar, Span
from tracker.timeline.primitives import (
    Corners,
    Layer,
    Line,
    Path,
    Primitive,
    Rect,
    Scene,
    StyleName,
)
from tracker.timeline.rows import Lane

LEAST_WIDTH: Final = 3.0
"""A mark that would be narrower becomes a tick of this width."""

DOUBT_SIGN: Final = 17.0
"""The room that the sign of a contradiction takes before its words."""

_LEAST_HATCH: Final = 4.0
_RADIUS: Final = 3.0
_CORE: Final = 4.0
_SUMMARY: Final = 6.0
_SUMMARY_TICK: Final = 9.0
_GHOST_REACH: Final = 9.0


@record
class _Family:
    """The styles of one kind of bar."""

    bar: StyleName
    soft: StyleName
    hatch: StyleName
    edge: StyleName
    open: StyleName
    core: StyleName
    core_soft: StyleName


_COMMITTED: Final = _Family(
    StyleName.BAR,
    StyleName.BAR_SOFT,
    StyleName.BAR_HATCH,
    StyleName.BAR_EDGE,
    StyleName.BAR_OPEN,
    StyleName.BAR_CORE,
    StyleName.BAR_CORE_SOFT,
)
_DONE: Final = _Family(
    StyleName.DONE_BAR,
    StyleName.DONE_SOFT,
    StyleName.DONE_HATCH,
    StyleName.DONE_EDGE,
    StyleName.DONE_OPEN,
    StyleName.DONE_CORE,
    StyleName.DONE_CORE_SOFT,
)
_PLANNED: Final = _Family(
    StyleName.PLAN_BAR,
    StyleName.PLAN_SOFT,
    StyleName.PLAN_HATCH,
    StyleName.PLAN_EDGE,
    StyleName.PLAN_OPEN,
    StyleName.PLAN_CORE,
    StyleName.PLAN_CORE_SOFT,
)


def _family(status: Status) -> _Family:
    match status:
        case Status.DONE:
            return _DONE
        case Status.IN_PROGRESS | Status.OVERDUE:
            return _COMMITTED
        case _:
            return _PLANNED


def draw_activity(scene: Scene, bar: Bar, lane: Lane, status: Status) -> None:
    """The committed bar with soft ends, then the work reported in it."""
    family = _family(status)
    shapes: list[Primitive] = []
    top, bottom = lane.y - lane.bar / 2, lane.y + lane.bar / 2
    if bar.firm is not None or bar.soft:
        if bar.extent.width < LEAST_WIDTH:
            left = bar.extent.middle - LEAST_WIDTH / 2
            shapes.append(Rect(left, top, LEAST_WIDTH, lane.bar, family.edge))
        else:
            shapes += _body(bar, lane, family)
        if bar.opens_left:
            left = bar.extent.left
            shapes.append(Line(left - OPEN_TAIL, lane.y, left - 1, lane.y, family.open))
        if bar.opens_right:
            right = bar.extent.right
            shapes.append(Line(right + 1, lane.y, right + OPEN_TAIL, lane.y, family.open))
    for span in bar.core_soft:
        shapes.append(Line(span.left, lane.y, span.right, lane.y, family.core_soft))
    if bar.core is not None:
        shapes.append(_core(bar.core, lane.y, family.core))
    if status is Status.CANCELLED:
        extent = bar.extent
        shapes.append(Line(extent.left - 3, lane.y, extent.right + 3, lane.y, StyleName.STRIKE))
    elif status is Status.SUSPENDED:
        middle = bar.extent.middle
        shapes += [
            Line(x, top + 2, x, bottom - 2, StyleName.DIAMOND_PAUSE)
            for x in (middle - 2, middle + 2)
        ]
    scene.add(Layer.BARS, *shapes)


def _body(bar: Bar, lane: Lane, family: _Family) -> list[Primitive]:
    top = lane.y - lane.bar / 2
    shapes: list[Primitive] = []
    extent, firm = bar.extent, bar.firm
    for span in bar.soft:
        shapes += _soft(span, top, lane.bar, _ends(span, extent), (family.soft, family.hatch))
    if firm is None:
        return shapes
    bottom = top + lane.bar
    alone = not bar.soft
    shapes.append(
        Rect(firm.left, top, firm.width, lane.bar, family.bar, radius=1.5 if alone else 0.0)
    )
    # Lines 1 px wide, drawn within the bar so that its height stays what it is.
    shapes += [Line(firm.left, y, firm.right, y, family.edge) for y in (top + 0.5, bottom - 0.5)]
    if bar.sharp_left:
        x = firm.left + 0.5
        shapes.append(Line(x, top, x, bottom, family.edge))
    if bar.sharp_right:
        x = firm.right - 0.5
        shapes.append(Line(x, top, x, bottom, family.edge))
    return shapes


def _soft(
    span: Span,
    top: float,
    height: float,
    ends: Corners | None,
    styles: tuple[StyleName, StyleName],
) -> list[Primitive]:
    radius = _RADIUS if ends is not None and span.width >= 2 * _RADIUS else 0.0
    corners = ends or Corners.ALL
    soft, hatch = styles
    shapes: list[Primitive] = [Rect(span.left, top, span.width, height, soft, radius, corners)]
    if span.width >= _LEAST_HATCH:
        shapes.append(Rect(span.left, top, span.width, height, hatch, radius, corners))
    return shapes


def _ends(span: Span, extent: Span) -> Corners | None:
    """Which ends of the whole bar a soft span is; None for one in the middle."""
    if span == extent:
        return Corners.ALL
    if span.left == extent.left:
        return Corners.LEFT
    return Corners.RIGHT if span.right == extent.right else None


def _core(core: Span, y: float, style: StyleName) -> Rect:
    width = max(core.width, LEAST_WIDTH)
    return Rect(core.left, y - _CORE / 2, width, _CORE, style, radius=min(_CORE, width) / 2)


def draw_summary(scene: Scene, bar: Bar, lane: Lane) -> None:
    """The flat bar of a project or phase: hatched where its ends are uncertain, ticks at its ends.

    An end of which nothing is known has no tick.
    """
    top = lane.y - _SUMMARY / 2
    shapes: list[Primitive] = []
    extent = bar.extent
    for span in bar.soft:
        shapes += _soft(
            span, top, _SUMMARY, None, (StyleName.SUMMARY_SOFT, StyleName.SUMMARY_HATCH)
        )
    if bar.firm is not None:
        width = max(bar.firm.width, LEAST_WIDTH)
        shapes.append(Rect(bar.firm.left, top, width, _SUMMARY, StyleName.SUMMARY))
    ticks = []
    if not bar.opens_left:
        ticks.append(extent.left + 0.75)
    if not bar.opens_right and extent.width >= LEAST_WIDTH:
        ticks.append(extent.right - 0.75)
    shapes += [Line(x, top, x, top + _SUMMARY_TICK, StyleName.SUMMARY_TICK) for x in ticks]
    scene.add(Layer.BARS, *shapes)


def draw_bar_ghosts(
    scene: Scene, ends: list[float], end: float, lane: Lane, *, below: bool = False
) -> None:
    """Earlier promises of an end of a bar, the first first, and the trail to the ``end`` in force.

    The trail of a finish runs above the bar, that of a start ``below`` it.
    """
    top, bottom = lane.y - _GHOST_REACH, lane.y + _GHOST_REACH
    y = bottom if below else top
    scene.add(
        Layer.GHOSTS,
        *(Line(x, top, x, bottom, StyleName.GHOST) for x in ends if abs(x - end) >= LEAST_WIDTH),
    )
    start = ends[0]
    if abs(end - start) < 8:
        return
    step = 5.0 if end > start else -5.0
    tip = (end, y)
    scene.add(
        Layer.GHOSTS,
        Line(start, y, end - step, y, StyleName.GHOST_TRAIL),
        Path(
            (tip, (end - step, y - 2.5), (end - step, y + 2.5)), StyleName.GHOST_ARROW, closed=True
        ),
    )


def draw_overdue(scene: Scene, end: float, today: float, y: float) -> None:
    """The thread from the day after the committed period to the status date."""
    shapes: list[Primitive] = []
    square = 6.0
    left = end + 1
    if today - left > square + 5:
        shapes += [
            Line(left + square, y, today - 1, y, StyleName.OVERDUE),
            Path(((today - 5, y - 4), (today - 1, y), (today - 5, y + 4)), StyleName.OVERDUE_ARROW),
        ]
    shapes.append(Rect(left, y - square / 2, square, square, StyleName.OVERDUE_MARK, radius=1.0))
    scene.add(Layer.OVERDUE, *shapes)


def draw_doubt(scene: Scene, left: float, y: float) -> None:
    """The sign of dates that contradict each other, its words to follow; above other marks."""
    x = left + 6
    outline = ((x, y - 5.0), (x + 5.8, y + 4.8), (x - 5.8, y + 4.8))
    scene.add(
        Layer.LABELS,
        Path(outline, StyleName.DOUBT, closed=True),
        Line(x, y - 1.8, x, y + 1.4, StyleName.DOUBT_BAR),
    )
