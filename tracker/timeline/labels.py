"""Where the date beside a milestone stands: on which side of its marks, and clear of links."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from tracker.domain.status import Status
from tracker.timeline.chart_row import STATUSES, MarkKind, RowFlag
from tracker.timeline.clearance import TEXT_HEIGHT, Points, Rectangle, Taken
from tracker.timeline.marks import (
    OPEN_TAIL,
    Milestone,
    Span,
    extent_of,
    is_overdue,
    is_standing,
)
from tracker.timeline.placement import Placement
from tracker.timeline.primitives import Align
from tracker.timeline.rows import Lane

HALO: Final = 3.0
_GAP: Final = 7.0
_LEFT_GAP: Final = 4.0
_EDGE: Final = 2.0
_FARTHEST: Final = 40.0
"""How far a label may move on from its mark to pass the line of a link."""
_PAST: Final = HALO + 1.0
"""From the room around a line to a text beside it; more than the halo, so that each step is one."""
_EXPECTED: Final = 76.0
"""About the width of a label: the way of a link must not hang on fonts and languages."""
_LAG_RISE: Final = 10.5
"""So that the rectangle of a lag ends above the room that its own line takes."""
_LAG_BESIDE: Final = 9.0


class Site(NamedTuple):
    """How far all marks of a row reach, and on which of their sides its label may stand."""

    extent: Span
    sides: tuple[Align, ...]


def site_of(placement: Placement, index: int, lane: Lane) -> Site | None:
    """Where a milestone may have its label; None for a row without one."""
    milestone = placement.milestone(index)
    if milestone is None:
        return None
    marks, scale = placement.marks(index), placement.scale
    spans = [extent_of(milestone.main, lane)]
    spans += [extent_of(milestone.kept, lane)] if milestone.kept else []
    if marks.flags & RowFlag.LIMIT and STATUSES[marks.status] is not Status.DONE:
        spans.append(Span(milestone.main.centre - OPEN_TAIL, milestone.main.centre))
    earlier = placement.earlier(index)
    spans += [extent_of(ghost, lane) for ghost in earlier]
    status_date = placement.chart.status_date
    overdue = is_overdue(marks, status_date)
    if overdue:
        end = max(scale.x(marks.finish_last + 1), spans[0].right)
        spans.append(Span(end, scale.x(status_date + 0.5)))
    extent = Span(min(span.left for span in spans), max(span.right for span in spans))
    sides = _sides(milestone, ghosts=bool(earlier), overdue=overdue)
    if marks.flags & RowFlag.FORESEEN_BEHIND:
        # To the right stands the forecast with its own date.
        sides = tuple(side for side in sides if side is Align.LEFT)
    return Site(extent, sides)


def _sides(milestone: Milestone, *, ghosts: bool, overdue: bool) -> tuple[Align, ...]:
    """Where the label may stand: beside another mark it would seem to be that one's date."""
    if milestone.kept is not None and milestone.kept.centre > milestone.main.centre:
        return () if ghosts else (Align.LEFT,)
    if ghosts or milestone.kept is not None:
        return (Align.RIGHT,)
    return (Align.LEFT, Align.RIGHT) if overdue else (Align.RIGHT, Align.LEFT)


def expected_label(placement: Placement, index: int, lane: Lane) -> Rectangle | None:
    """About where the label of a row will be, for links that look for a way past it."""
    marks = placement.marks(index)
    if marks.kind != MarkKind.MILESTONE or is_standing(marks):
        return None
    site = site_of(placement, index, lane)
    if site is None or not site.sides:
        return None
    return text_area(_beside(site.extent, site.sides[0], _EXPECTED), lane.y, _EXPECTED)


def text_area(x: float, y: float, wide: float) -> Rectangle:
    """The rectangle of a text from ``x`` on, its middle at ``y``, with its halo."""
    half = TEXT_HEIGHT / 2
    return Rectangle(x - HALO, y - half, x + wide + HALO, y + half)


def place_label(site: Site, wide: float, y: float, taken: Taken, within: float) -> float | None:
    """The left edge of a label ``wide`` pixels wide, clear of links; None where it has no room."""
    for side in site.sides:
        x = first = _beside(site.extent, side, wide)
        while abs(x - first) <= _FARTHEST and _EDGE <= x <= within - _EDGE - wide:
            line = taken.in_the_way(text_area(x, y, wide))
            if line is None:
                return x
            x = line.right + _PAST if side is Align.RIGHT else line.left - _PAST - wide
    return None


def place_after(x: float, wide: float, y: float, taken: Taken, within: float) -> float | None:
    """The first place from ``x`` on for a text that belongs to no single place of its row."""
    while x + wide <= within:
        line = taken.in_the_way(text_area(x, y, wide))
        if line is None:
            return x
        x = line.right + _PAST
    return None


def place_lag(
    points: Points, boundary: float, wide: float, taken: Taken, within: float
) -> tuple[float, float] | None:
    """The left edge and the middle of a lag's text: above the first level stretch of its link, or
    beside an upright one where that passes the ``boundary`` of the predecessor's row."""
    (x1, y1), (x2, y2) = points[:2]
    spots = []
    if y1 == y2 and abs(x2 - x1) >= wide + 2 * HALO:
        spots.append(((x1 + x2 - wide) / 2, y1 - _LAG_RISE))
    for (left, upper), (right, lower) in pairwise(points):
        if left == right and min(upper, lower) < boundary < max(upper, lower):
            spots += [(left + _LAG_BESIDE, boundary), (left - _LAG_BESIDE - wide, boundary)]
    for x, y in spots:
        area = text_area(x, y, wide)
        if x >= 0 and x + wide <= within and taken.in_the_way(area) is None:
            return x, y
    return None


def _beside(extent: Span, side: Align, wide: float) -> float:
    return extent.right + _GAP if side is Align.RIGHT else extent.left - _LEFT_GAP - wide
