"""How a link runs from one mark to another: along rows and upright lines, never slanting.

A finish–start link leaves a bar to the right and a diamond downwards (upwards where the successor
stands above). It arrives from above where the successor lies later, at its start + 6 or in the
middle of a milestone; where the two overlap it runs along the boundary of the successor's row and
arrives from the left.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Final

from tracker.domain.model import LinkType
from tracker.timeline.chart import MarkKind
from tracker.timeline.marks import extent_of
from tracker.timeline.placement import Placement
from tracker.timeline.primitives import Layer, Path, Scene, StyleName
from tracker.timeline.rows import Lane, RowGeometry, Viewport

_ARROW_LENGTH: Final = 7.0
_ARROW_WIDTH: Final = 8.0
_CORNER: Final = 4.0
_OUT: Final = 6.0
_APPROACH: Final = _ARROW_LENGTH + _CORNER + 1

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark as a link sees it, in the viewport: where it begins and ends, its lane, its row.

    ``centre`` is given for a milestone only. ``half`` is half the height of the mark.
    """

    left: float
    right: float
    y: float
    half: float
    row_top: float
    row_bottom: float
    centre: float | None = None


def routed_links(
    placement: Placement,
    rows: RowGeometry,
    viewport: Viewport,
    visible: tuple[int, int],
) -> list[tuple[int, Points]]:
    """(id, corners) of each link that passes the rows ``visible`` within the width in view."""
    anchors: dict[int, Anchor | None] = {}

    def anchor(index: int) -> Anchor | None:
        if index not in anchors:
            anchors[index] = anchor_of(placement, rows, viewport, index)
        return anchors[index]

    found = []
    for link in placement.chart.links.touching(*visible):
        start, end = anchor(link.predecessor), anchor(link.successor)
        if start is None or end is None:
            continue
        points = route(start, end, link.type)
        xs = [x for x, _ in points]
        if min(xs) <= viewport.width and max(xs) >= 0:
            found.append((link.id, points))
    return found


def anchor_of(
    placement: Placement, rows: RowGeometry, viewport: Viewport, index: int
) -> Anchor | None:
    """The mark of a row as links see it; None where it has none."""
    row_top, height = rows.top(index) - viewport.scroll_y, rows.height(index)
    lane = Lane.of(row_top, height)
    bottom = row_top + height
    if placement.is_milestone(index):
        milestone = placement.milestone(index)
        if milestone is None:
            return None
        extent = extent_of(milestone.main, lane)
        centre = milestone.main.centre
        return Anchor(*extent, lane.y, lane.diamond / 2, row_top, bottom, centre)
    bar = placement.bar(index)
    if bar is None:
        return None
    is_activity = placement.marks(index).kind == MarkKind.ACTIVITY
    half = lane.bar / 2 if is_activity else 3.0
    return Anchor(*bar.extent, lane.y, half, row_top, bottom)


def route(predecessor: Anchor, successor: Anchor, link_type: LinkType) -> Points:
    """The corners of the link, the last of them the tip of its arrow."""
    down = successor.y >= predecessor.y
    boundary = successor.row_top if down else successor.row_bottom
    match link_type:
        case LinkType.FS if predecessor.centre is not None:
            return _from_diamond(predecessor, predecessor.centre, successor, down, boundary)
        case LinkType.FS:
            return _from_bar(predecessor, successor, down, boundary)
        case LinkType.SS:
            turn = min(predecessor.left, successor.left) - _APPROACH
            tip = successor.left - 1
            start = predecessor.left
        case LinkType.FF:
            turn = max(predecessor.right, successor.right) + _APPROACH
            tip = successor.right + 1
            start = predecessor.right
        case LinkType.SF:
            return _start_to_finish(predecessor, successor, boundary)
    return ((start, predecessor.y), (turn, predecessor.y), (turn, successor.y), (tip, successor.y))


def _from_diamond(
    predecessor: Anchor, x: float, successor: Anchor, down: bool, boundary: float
) -> Points:
    start = (x, predecessor.y + (predecessor.half + 1 if down else -predecessor.half - 1))
    tip = (successor.left - 1, successor.y)
    if tip[0] - _APPROACH >= x:
        return (start, (x, successor.y), tip)
    turn = successor.left - _APPROACH
    return (start, (x, boundary), (turn, boundary), (turn, successor.y), tip)


def _from_bar(predecessor: Anchor, successor: Anchor, down: bool, boundary: float) -> Points:
    start = (predecessor.right, predecessor.y)
    landing = successor.left + _OUT if successor.centre is None else successor.centre
    if landing >= predecessor.right + _CORNER:
        edge = successor.y + (-successor.half - 1 if down else successor.half + 1)
        return (start, (landing, predecessor.y), (landing, edge))
    out = predecessor.right + _OUT
    turn = successor.left - _APPROACH
    return (
        start,
        (out, predecessor.y),
        (out, boundary),
        (turn, boundary),
        (turn, successor.y),
        (successor.left - 1, successor.y),
    )


def _start_to_finish(predecessor: Anchor, successor: Anchor, boundary: float) -> Points:
    start = (predecessor.left, predecessor.y)
    out = predecessor.left - _OUT
    tip = (successor.right + 1, successor.y)
    turn = successor.right + _APPROACH
    if turn <= out:
        return (start, (out, predecessor.y), (out, successor.y), tip)
    return (
        start,
        (out, predecessor.y),
        (out, boundary),
        (turn, boundary),
        (turn, successor.y),
        tip,
    )


def draw_link(scene: Scene, points: Points) -> None:
    """The line with rounded corners, and the arrow whose tip is its last point."""
    base, head = link_head(points)
    scene.add(
        Layer.LINKS,
        Path((*points[:-1], base), StyleName.LINK, radius=_CORNER),
        Path(head, StyleName.LINK_ARROW, closed=True),
    )


def link_head(points: Points) -> tuple[tuple[float, float], Points]:
    """The middle of the base of a link's arrow, where its line ends, and the arrow's corners."""
    (x1, y1), (x2, y2) = points[-2:]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    # One pixel along the last stretch; the arrow's base lies across it.
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    base = (x2 - dx * _ARROW_LENGTH, y2 - dy * _ARROW_LENGTH)
    half = _ARROW_WIDTH / 2
    return base, (
        (x2, y2),
        (base[0] - dy * half, base[1] + dx * half),
        (base[0] + dy * half, base[1] - dx * half),
    )


def distance(points: Points, x: float, y: float) -> float:
    """How far (x, y) is from the nearest stretch of the line, in pixels."""
    nearest = float("inf")
    for (x1, y1), (x2, y2) in pairwise(points):
        dx = max(min(x1, x2) - x, 0.0, x - max(x1, x2))
        dy = max(min(y1, y2) - y, 0.0, y - max(y1, y2))
        nearest = min(nearest, hypot(dx, dy))
    return nearest
