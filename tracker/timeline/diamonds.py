"""The shapes of milestones: the diamond, the whisker over its period, earlier promises."""

from __future__ import annotations

from typing import Final

from tracker.domain.status import Status
from tracker.records import record
from tracker.timeline.marks import OPEN_TAIL, Diamond, Milestone
from tracker.timeline.primitives import Layer, Line, Path, Primitive, Scene, StyleName
from tracker.timeline.rows import Lane

_CAP: Final = 8.0
_INSET: Final = 1.5
_SMALL: Final = 10.0
# Narrower than this the caps would disappear behind the diamond.
_LEAST_WHISKER: Final = 15.0


@record
class _Family:
    diamond: StyleName
    whisker: StyleName
    open: StyleName


_COMMITTED: Final = _Family(StyleName.DIAMOND, StyleName.WHISKER, StyleName.WHISKER_OPEN)
_DONE: Final = _Family(StyleName.DIAMOND_DONE, StyleName.WHISKER_DONE, StyleName.WHISKER_DONE_OPEN)
_PLANNED: Final = _Family(
    StyleName.DIAMOND_PLAN, StyleName.WHISKER_PLAN, StyleName.WHISKER_PLAN_OPEN
)


def _family(status: Status) -> _Family:
    match status:
        case Status.DONE:
            return _DONE
        case Status.IN_PROGRESS | Status.OVERDUE:
            return _COMMITTED
        case _:
            return _PLANNED


def draw_milestone(
    scene: Scene, milestone: Milestone, lane: Lane, status: Status, *, limit: bool
) -> None:
    """The diamond in the middle of its period, the whisker over the period.

    ``limit``: the period is the latest one ("by the end of 2026"), so that the whisker is open
    towards the past.
    """
    family = _family(status)
    main, kept = milestone.main, milestone.kept
    shapes: list[Primitive] = []
    if kept is not None:
        shapes += _whisker(kept, lane.y, (StyleName.WHISKER_KEPT, StyleName.WHISKER_KEPT), limit)
        if not kept.period.left <= main.centre <= kept.period.right:
            shapes.append(diamond_path(kept.centre, lane.y, _SMALL, StyleName.DIAMOND_KEPT))
    # What has happened is no limit any more.
    open_left = limit and status is not Status.DONE
    shapes += _whisker(main, lane.y, (family.whisker, family.open), open_left)
    shapes.append(diamond_path(main.centre, lane.y, lane.diamond, family.diamond))
    shapes += _sign(main.centre, lane, status)
    scene.add(Layer.BARS, *shapes)


def diamond_path(x: float, y: float, size: float, style: StyleName) -> Path:
    half = size / 2
    return Path(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), style, closed=True)


def _whisker(
    diamond: Diamond, y: float, styles: tuple[StyleName, StyleName], limit: bool
) -> list[Primitive]:
    """A line from edge to edge of the period with a cap at each; a day has none."""
    whisker, opened = styles
    left, right = diamond.period.left + _INSET, diamond.period.right - _INSET
    top, bottom = y - _CAP / 2, y + _CAP / 2
    if limit:
        left = min(left, diamond.centre - OPEN_TAIL)
        shapes: list[Primitive] = [Line(left, y, diamond.centre, y, opened)]
        if not diamond.is_day and diamond.period.width >= _LEAST_WHISKER:
            shapes.append(Line(diamond.centre, y, right, y, whisker))
            shapes.append(Line(right, top, right, bottom, whisker))
        return shapes
    if diamond.is_day or diamond.period.width < _LEAST_WHISKER:
        return []
    return [
        Line(left, y, right, y, whisker),
        Line(left, top, left, bottom, whisker),
        Line(right, top, right, bottom, whisker),
    ]


def _sign(x: float, lane: Lane, status: Status) -> list[Primitive]:
    y, half = lane.y, lane.diamond / 2
    match status:
        case Status.DONE:
            points = ((x - 2.6, y + 0.1), (x - 0.8, y + 1.9), (x + 2.8, y - 1.9))
            return [Path(points, StyleName.DIAMOND_CHECK)]
        case Status.CANCELLED:
            return [Line(x - half - 3, y, x + half + 3, y, StyleName.STRIKE)]
        case Status.SUSPENDED:
            return [
                Line(at, y - 2.5, at, y + 2.5, StyleName.DIAMOND_PAUSE) for at in (x - 1.5, x + 1.5)
            ]
        case _:
            return []


def draw_milestone_ghosts(
    scene: Scene, ghosts: list[Diamond], milestone: Milestone, lane: Lane
) -> None:
    """Earlier promises, each with the caps of its period, and the trail from one to the next."""
    committed = milestone.kept or milestone.main
    half = _SMALL / 2
    stops = [ghost.centre for ghost in ghosts]
    shapes: list[Primitive] = []
    for ghost, following in zip(ghosts, [*stops[1:], committed.centre], strict=True):
        forward = 1.0 if following >= ghost.centre else -1.0
        reach = half if following != committed.centre else _reach(committed, lane)
        start, end = ghost.centre + forward * (half + 1), following - forward * (reach + 1)
        if (end - start) * forward > 2:
            shapes.append(Line(start, lane.y, end, lane.y, StyleName.GHOST_TRAIL))
        if ghost.period.width >= _SMALL + 2 * _INSET and not ghost.is_day:
            shapes += [
                Line(x, lane.y - 2.5, x, lane.y + 2.5, StyleName.GHOST_CAP)
                for x in (ghost.period.left + _INSET, ghost.period.right - _INSET)
            ]
        shapes.append(diamond_path(ghost.centre, lane.y, _SMALL, StyleName.GHOST))
    scene.add(Layer.GHOSTS, *shapes)


def _reach(diamond: Diamond, lane: Lane) -> float:
    """How far the mark in force reaches from its middle."""
    return max(lane.diamond / 2, diamond.period.width / 2 if not diamond.is_day else 0.0)
