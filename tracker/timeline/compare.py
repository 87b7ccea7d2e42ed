"""The plan beside another one: the dates of the same rows as they stood then.

It is drawn as a thin outline below the plan in force, and only where the two differ: without an
edge where no day was given, like every other mark. Rows are read when they are seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from tracker.domain.model import Item, ItemKind, Project
from tracker.domain.period import Deadline, Period
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.slip import Slip, slip_of
from tracker.domain.status import Status
from tracker.timeline.chart_row import STATUSES, DeadlineKind, MarkKind, RowMarks
from tracker.timeline.diamonds import diamond_path
from tracker.timeline.marks import Bar, Milestone, bar_of, milestone_of
from tracker.timeline.primitives import Layer, Line, Primitive, Scene, StyleName
from tracker.timeline.rows import Lane
from tracker.timeline.scale import TimeScale

_REACH: Final = 9.0
_DIAMOND: Final = 20.0
_CAP: Final = 12.0
_NOWHERE: Final = 0, 0


class Then(NamedTuple):
    """What the other plan says of a row."""

    start: Deadline | None
    finish: Deadline | None
    slip: Slip | None
    """How far the finish has moved since."""


class OtherPlan:
    """The rows of a chart as another portfolio has them; ``keys`` name them in their order."""

    def __init__(self, then: Portfolio, now: Portfolio, keys: Sequence[RowKey]) -> None:
        self._then = then
        self._now = now
        self._keys = keys
        self._known: dict[int, Then | None] = {}

    def row(self, index: int) -> Then | None:
        """What was planned then; None where it is planned now too, or the row did not exist."""
        if index not in self._known:
            self._known[index] = self._compared(self._keys[index])
        return self._known[index]

    def differs(self, indexes: Iterable[int]) -> bool:
        """Whether any of the rows was planned otherwise."""
        return any(self.row(index) is not None for index in indexes)

    def _compared(self, key: RowKey) -> Then | None:
        now = self._now.row(key)
        then = self._then.row(key)
        if now is None or then is None:
            return None
        before, after = _plan(self._then, then), _plan(self._now, now)
        if before in (after, (None, None)):
            return None
        return Then(*before, slip_of(before[1], after[1]))


def _plan(portfolio: Portfolio, row: Project | Item) -> tuple[Deadline | None, Deadline | None]:
    is_milestone = isinstance(row, Item) and row.kind is ItemKind.MILESTONE
    start = None if is_milestone else portfolio.start(row)
    return _plain(start), _plain(portfolio.finish(row))


def _plain(deadline: Deadline | None) -> Deadline | None:
    """Whether it was called a limit or approximate moves no mark."""
    return deadline.plain if isinstance(deadline, Period) else deadline


def marks_then(marks: RowMarks, then: Then) -> RowMarks:
    """The marks of a row with its dates of then, and nothing reported."""
    is_period = isinstance(then.finish, Period)
    return marks._replace(
        status=STATUSES.index(Status.PLANNED),
        deadline=DeadlineKind.PERIOD if is_period else DeadlineKind.NONE,
        flags=0,
        percent=-1,
        start_first=_days(then.start)[0],
        start_last=_days(then.start)[1],
        finish_first=_days(then.finish)[0],
        finish_last=_days(then.finish)[1],
        actual_start_first=0,
        actual_start_last=0,
        actual_finish_first=0,
        actual_finish_last=0,
    )


def _days(deadline: Deadline | None) -> tuple[int, int]:
    if isinstance(deadline, Period):
        return deadline.first.toordinal(), deadline.last.toordinal()
    return _NOWHERE


def draw_compared(
    scene: Scene, marks: RowMarks, scale: TimeScale, lane: Lane, status_date: int
) -> None:
    """The outline of the ``marks`` of then."""
    if marks.kind == MarkKind.MILESTONE:
        milestone = milestone_of(marks, scale)
        shapes = _diamond(milestone, lane) if milestone else []
    else:
        bar = bar_of(marks, scale, status_date)
        shapes = compared_outline(bar, lane) if bar else []
    scene.add(Layer.COMPARED, *shapes)


def compared_outline(bar: Bar, lane: Lane, *, reach: float = _REACH) -> list[Primitive]:
    """The outline of a bar of then, ``reach`` above and below the middle of its lane."""
    top, bottom = lane.y - reach, lane.y + reach
    spans = [(span, StyleName.COMPARED_SOFT) for span in bar.soft]
    spans += [(bar.firm, StyleName.COMPARED)] if bar.firm else []
    shapes: list[Primitive] = [
        Line(span.left, y, span.right, y, style) for span, style in spans for y in (top, bottom)
    ]
    ends = [(bar.extent.left, bar.sharp_left), (bar.extent.right, bar.sharp_right)]
    shapes += [Line(x, top, x, bottom, StyleName.COMPARED) for x, is_sharp in ends if is_sharp]
    return shapes


def _diamond(milestone: Milestone, lane: Lane) -> list[Primitive]:
    main, y = milestone.main, lane.y
    shapes: list[Primitive] = []
    if not main.is_day:
        left, right = main.period
        shapes.append(Line(left, y, right, y, StyleName.COMPARED_SOFT))
        shapes += [Line(x, y - _CAP / 2, x, y + _CAP / 2, StyleName.COMPARED) for x in main.period]
    return [*shapes, diamond_path(main.centre, y, _DIAMOND, StyleName.COMPARED)]
