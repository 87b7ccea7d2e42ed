"""How a link runs from one mark to another: along rows and upright lines, never slanting.

A finish–start link leaves a bar to the right and a diamond downwards (upwards where the successor
stands above). It arrives from above where the successor lies later, at its start + 6 or in the
middle of a milestone; where the two overlap it runs along the boundary of the successor's row and
arrives from the left. Where its upright stretch would pass through the label of another row it
stands aside; see :mod:`clearance` for what is promised of labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import Final, NamedTuple

from tracker.domain.model import LinkType
from tracker.records import record
from tracker.timeline.chart_link import ChartLink
from tracker.timeline.chart_row import MarkKind
from tracker.timeline.clearance import Point, Points, Rectangle, clearest
from tracker.timeline.labels import expected_label
from tracker.timeline.marks import extent_of
from tracker.timeline.placement import Placement
from tracker.timeline.primitives import Path, StyleName
from tracker.timeline.rows import RowGeometry, Viewport

_ARROW_LENGTH: Final = 7.0
_ARROW_WIDTH: Final = 8.0
_CORNER: Final = 4.0
_OUT: Final = 6.0
_APPROACH: Final = _ARROW_LENGTH + _CORNER + 1
_SHIFTS: Final = tuple(12.0 * step for step in range(6))
"""How far aside the upright stretch of a link may stand, to pass the labels of other rows."""
_FARTHEST: Final = _SHIFTS[-1] + _APPROACH
"""How far a link reaches beyond its marks at most."""

_MOST_ROWS: Final = 24
"""A link over more rows takes its usual way; it would meet labels in any other too."""
_SMALL: Final = 12.0
"""A mark narrower than this is left and reached in its middle, as a diamond is."""


@record
class LinkLook:
    """The styles of a line and of its arrow, and the size of the arrow in pixels."""

    line: StyleName
    arrow: StyleName
    length: float = _ARROW_LENGTH
    width: float = _ARROW_WIDTH


PLAIN: Final = LinkLook(StyleName.LINK, StyleName.LINK_ARROW)
FINE: Final = LinkLook(StyleName.LINK_FINE, StyleName.LINK_FINE_ARROW, 5.0, 5.0)
"""Where years are narrow and many links lie close together."""

CHOSEN: Final = LinkLook(StyleName.LINK_CHOSEN, StyleName.LINK_CHOSEN_ARROW)
"""The selected link, and the chain of what drives the selected row and what depends on it."""

DRIVING: Final = LinkLook(StyleName.DRIVING, StyleName.DRIVING_ARROW)
"""The chain that drives a forecast."""

REFUSED: Final = LinkLook(StyleName.LINK_REFUSED, StyleName.LINK_REFUSED_ARROW)


class Anchor(NamedTuple):
    """A mark as a link sees it, in the viewport: where it begins and ends, its lane, its row.

    ``centre`` is given for a milestone and for a mark that is hardly wider than one. ``half`` is
    half the height of the mark.
    """

    left: float
    right: float
    y: float
    half: float
    row_top: float
    row_bottom: float
    centre: float | None = None

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2 if self.centre is None else self.centre


class Routed(NamedTuple):
    """A link and the corners of its line, the last of them the tip of its arrow."""

    link: ChartLink
    points: Points


def routed_links(
    placement: Placement,
    rows: RowGeometry,
    viewport: Viewport,
    visible: tuple[int, int],
) -> list[Routed]:
    """The links that pass the rows ``visible`` within the width in view.

    Which way a link takes depends on the rows that it passes and not on what is in view, so that a
    strip which is painted alone meets what was painted before.
    """
    anchors: dict[int, Anchor | None] = {}
    sites: dict[int, Rectangle | None] = {}

    def anchor(index: int) -> Anchor | None:
        if index not in anchors:
            anchors[index] = anchor_of(placement, rows, viewport, index)
        return anchors[index]

    def site(index: int) -> Rectangle | None:
        if index not in sites:
            lane = placement.lane(index, rows.top(index) - viewport.scroll_y, rows.height(index))
            sites[index] = expected_label(placement, index, lane)
        return sites[index]

    found = []
    for link in placement.chart.links.touching(*visible):
        start, end = anchor(link.predecessor), anchor(link.successor)
        if start is None or end is None or _is_beside(start, end, viewport.width):
            continue
        upper, lower = sorted((link.predecessor, link.successor))
        between = range(upper + 1, lower) if lower - upper <= _MOST_ROWS else range(0)
        labels = [there for index in between if (there := site(index)) is not None]
        points = clearest(ways(start, end, link.type), labels)
        xs = [x for x, _ in points]
        if min(xs) <= viewport.width and max(xs) >= 0:
            found.append(Routed(link, points))
    return found


def _is_beside(start: Anchor, end: Anchor, width: float) -> bool:
    """Whether all ways from one to the other lie to the left or to the right of what is in view."""
    left, right = min(start.left, end.left), max(start.right, end.right)
    return left - _FARTHEST > width or right + _FARTHEST < 0


def anchor_of(
    placement: Placement, rows: RowGeometry, viewport: Viewport, index: int
) -> Anchor | None:
    """The mark of a row as links see it; None where it has none."""
    row_top, height = rows.top(index) - viewport.scroll_y, rows.height(index)
    lane = placement.lane(index, row_top, height)
    bottom = row_top + height
    if placement.is_milestone(index):
        milestone = placement.milestone(index)
        if milestone is None:
            return None
        extent = extent_of(milestone.main, lane)
        middle = milestone.main.centre
        return Anchor(*extent, lane.y, lane.diamond / 2, row_top, bottom, middle)
    bar = placement.bar(index)
    if bar is None:
        return None
    is_activity = placement.marks(index).kind == MarkKind.ACTIVITY
    half = lane.bar / 2 if is_activity else 3.0
    centre = bar.extent.middle if bar.extent.width < _SMALL else None
    return Anchor(*bar.extent, lane.y, half, row_top, bottom, centre)


def route(predecessor: Anchor, successor: Anchor, link_type: LinkType) -> Points:
    """The usual way of a link."""
    return next(ways(predecessor, successor, link_type))


def ways(predecessor: Anchor, successor: Anchor, link_type: LinkType) -> Iterator[Points]:
    """The ways that a link can take, the usual one first, then with other upright stretches."""
    down = successor.y >= predecessor.y
    boundary = successor.row_top if down else successor.row_bottom
    match link_type:
        case LinkType.FS if predecessor.centre is not None:
            leave = predecessor.row_bottom if down else predecessor.row_top
            yield from _from_diamond(predecessor, successor, down, (leave, boundary))
        case LinkType.FS:
            yield from _from_bar(predecessor, successor, down, boundary)
        case LinkType.SS:
            turn = min(predecessor.left, successor.left) - _APPROACH
            ends = (predecessor.left, predecessor.y), (successor.left - 1, successor.y)
            yield from (_hook(*ends, turn - shift) for shift in _SHIFTS)
        case LinkType.FF:
            turn = max(predecessor.right, successor.right) + _APPROACH
            ends = (predecessor.right, predecessor.y), (successor.right + 1, successor.y)
            yield from (_hook(*ends, turn + shift) for shift in _SHIFTS)
        case LinkType.SF:
            yield from _start_to_finish(predecessor, successor, boundary)


def _hook(start: Point, tip: Point, turn: float) -> Points:
    return (start, (turn, start[1]), (turn, tip[1]), tip)


def _from_diamond(
    predecessor: Anchor, successor: Anchor, down: bool, boundaries: tuple[float, float]
) -> Iterator[Points]:
    leave, boundary = boundaries
    x = predecessor.middle
    start = (x, predecessor.y + (predecessor.half + 1 if down else -predecessor.half - 1))
    tip = (successor.left - 1, successor.y)
    for shift in (0.0, *(side * shift for shift in _SHIFTS[1:] for side in (-1, 1))):
        aside = x + shift
        # Along the boundary of its own row to another upright stretch.
        begin: Points = (start,) if not shift else (start, (x, leave), (aside, leave))
        if tip[0] - _APPROACH >= aside:
            yield (*begin, (aside, successor.y), tip)
        elif successor.centre is not None and abs(successor.centre - x) < _APPROACH:
            # Too near for a bow: from above, through the boundary where it is not quite below.
            edge = (successor.centre, _landing_edge(successor, down))
            yield (*begin, (aside, boundary), (successor.centre, boundary), edge)
        else:
            turn = successor.left - _APPROACH
            yield (*begin, (aside, boundary), (turn, boundary), (turn, successor.y), tip)


def _landing_edge(successor: Anchor, down: bool) -> float:
    return successor.y + (-successor.half - 1 if down else successor.half + 1)


def _from_bar(
    predecessor: Anchor, successor: Anchor, down: bool, boundary: float
) -> Iterator[Points]:
    start = (predecessor.right, predecessor.y)
    landing = successor.left + _OUT if successor.centre is None else successor.centre
    out = predecessor.right + _OUT
    if landing >= predecessor.right + _CORNER:
        edge = (landing, _landing_edge(successor, down))
        yield (start, (landing, predecessor.y), edge)
        for shift in _SHIFTS:
            x = out + shift
            yield (start, (x, predecessor.y), (x, boundary), (landing, boundary), edge)
        return
    turn = successor.left - _APPROACH
    arrival = ((turn, boundary), (turn, successor.y), (successor.left - 1, successor.y))
    for shift in _SHIFTS:
        x = out + shift
        yield (start, (x, predecessor.y), (x, boundary), *arrival)


def _start_to_finish(predecessor: Anchor, successor: Anchor, boundary: float) -> Iterator[Points]:
    start = (predecessor.left, predecessor.y)
    out = predecessor.left - _OUT
    tip = (successor.right + 1, successor.y)
    turn = successor.right + _APPROACH
    for shift in _SHIFTS:
        x = out - shift
        if turn <= x:
            yield (start, (x, predecessor.y), (x, successor.y), tip)
        else:
            arrival = ((turn, boundary), (turn, successor.y), tip)
            yield (start, (x, predecessor.y), (x, boundary), *arrival)


def link_shapes(points: Points, look: LinkLook) -> tuple[Path, Path]:
    """The line with rounded corners, and the arrow whose tip is its last point."""
    (x1, y1), (x2, y2) = points[-2:]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    # One pixel along the last stretch; the arrow's base lies across it.
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    base = (x2 - dx * look.length, y2 - dy * look.length)
    half = look.width / 2
    head = (
        (x2, y2),
        (base[0] - dy * half, base[1] + dx * half),
        (base[0] + dy * half, base[1] - dx * half),
    )
    return (
        Path((*points[:-1], base), look.line, radius=_CORNER),
        Path(head, look.arrow, closed=True),
    )


def distance(points: Points, x: float, y: float) -> float:
    """How far (x, y) is from the nearest stretch of the line, in pixels."""
    nearest = float("inf")
    for (x1, y1), (x2, y2) in pairwise(points):
        dx = max(min(x1, x2) - x, 0.0, x - max(x1, x2))
        dy = max(min(y1, y2) - y, 0.0, y - max(y1, y2))
        nearest = min(nearest, hypot(dx, dy))
    return nearest
