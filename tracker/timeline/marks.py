"""Where the marks of one row stand along the time axis, in pixels.

The rule above all: no sharp edge for a day that nobody gave. An edge known to the quarter is a soft
span over the quarter; an edge of which nothing is known is left open. Layout, links and hit test
all read the same geometry, so that what is seen is what is hit.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tracker.domain.status import Status
from tracker.records import record
from tracker.timeline.chart_row import STATUSES, DeadlineKind, MarkKind, RowMarks
from tracker.timeline.rows import Lane
from tracker.timeline.scale import TimeScale

OPEN_TAIL: Final = 18.0
"""The length of the dotted tail at an end of which nothing is known."""


_NOT_A_PERIOD: Final = frozenset(
    {DeadlineKind.PERMANENT, DeadlineKind.RECURRING, DeadlineKind.AS_NEEDED}
)


class Span(NamedTuple):
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@record
class Bar:
    """The committed span of an activity or a summary, and the work reported in it.

    ``firm`` lies within the span whatever day of each period it turns out to be; ``soft`` are the
    spans in which it may begin or end. ``opens_left`` and ``opens_right`` mark an end of which
    nothing is known; ``sharp_left`` and ``sharp_right`` one that is known to the day. ``core`` is
    the work reported, ``core_soft`` the days within which its ends may lie.
    """

    extent: Span
    firm: Span | None
    soft: tuple[Span, ...]
    opens_left: bool = False
    opens_right: bool = False
    sharp_left: bool = False
    sharp_right: bool = False
    core: Span | None = None
    core_soft: tuple[Span, ...] = ()


@record
class Diamond:
    """One mark of a milestone: ``period`` is the span of days it stands for."""

    period: Span
    is_day: bool

    @property
    def centre(self) -> float:
        return self.period.middle


@record
class Milestone:
    """``main`` is where the diamond stands; ``kept`` what was committed, where it differs.

    A milestone that was reached stands at its actual period.
    """

    main: Diamond
    kept: Diamond | None


def bar_of(marks: RowMarks, scale: TimeScale, status_date: int) -> Bar | None:
    """The bar of an activity or summary; None where nothing at all is known of its time."""
    core, core_soft = _core(marks, scale, status_date)
    starts, finishes = marks.start_first > 0, marks.finish_first > 0
    if starts and finishes:
        firm, soft = _between(marks)
    elif finishes:
        firm, soft = _one_end(marks.finish_first, marks.finish_last)
    elif starts:
        firm, soft = _one_end(marks.start_first, marks.start_last)
    elif core is not None or core_soft:
        spans = [*core_soft, core] if core else [*core_soft]
        extent = Span(min(span.left for span in spans), max(span.right for span in spans))
        return Bar(extent, None, (), core=core, core_soft=core_soft)
    else:
        return None
    days = [*soft, firm] if firm else [*soft]
    extent_days = (min(first for first, _ in days), max(end for _, end in days))
    return Bar(
        extent=_px(extent_days, scale),
        firm=_px(firm, scale) if firm else None,
        soft=tuple(_px(span, scale) for span in soft),
        opens_left=not starts,
        opens_right=not finishes,
        sharp_left=starts and marks.start_first == marks.start_last,
        sharp_right=finishes and marks.finish_first == marks.finish_last,
        core=core,
        core_soft=core_soft,
    )


def milestone_of(marks: RowMarks, scale: TimeScale) -> Milestone | None:
    """The diamonds of a milestone; None where no day, month … of it is known."""
    committed = _diamond(marks.finish_first, marks.finish_last, scale)
    actual = _diamond(marks.actual_finish_first, marks.actual_finish_last, scale)
    if actual is None:
        return Milestone(committed, None) if committed else None
    return Milestone(actual, committed if committed != actual else None)


def extent_of(diamond: Diamond, lane: Lane) -> Span:
    """How far the mark of a milestone reaches: its whisker, at least the diamond itself."""
    half = lane.diamond / 2
    left, right = diamond.centre - half, diamond.centre + half
    if diamond.is_day:
        return Span(left, right)
    return Span(min(left, diamond.period.left), max(right, diamond.period.right))


def mark_extent(marks: RowMarks, scale: TimeScale, lane: Lane, status_date: int) -> Span | None:
    """How far the main mark of a row reaches; None where nothing of it is drawn."""
    if marks.kind == MarkKind.MILESTONE:
        milestone = milestone_of(marks, scale)
        return extent_of(milestone.main, lane) if milestone else None
    bar = bar_of(marks, scale, status_date)
    return bar.extent if bar else None


def is_overdue(marks: RowMarks, status_date: int) -> bool:
    """Whether the row's own finish is over and the row is not done."""
    late = 0 < marks.finish_last < status_date
    return late and STATUSES[marks.status] is Status.OVERDUE


def is_standing(marks: RowMarks) -> bool:
    """Whether the row is a duty without an end, drawn as a line through all of time."""
    return marks.deadline in _NOT_A_PERIOD and not marks.actual_finish_first


def work_edges(marks: RowMarks) -> tuple[float, float]:
    """Where the work begins and where it is to end, as days; 0 where that is not known.

    It begins where it really did, else where it was to: in the middle of an uncertain period, at
    the edge of a day. The share of the work reported is drawn between the two.
    """
    begin = target = 0.0
    if marks.actual_start_first:
        begin = _start_edge(marks.actual_start_first, marks.actual_start_last)
    elif marks.start_first:
        begin = _start_edge(marks.start_first, marks.start_last)
    if marks.finish_first:
        target = _finish_edge(marks.finish_first, marks.finish_last)
    return begin, target


_Days = tuple[float, float]
"""From the beginning of one day to the beginning of another."""


def _between(marks: RowMarks) -> tuple[_Days | None, list[_Days]]:
    """The firm part and the soft parts between a known start and a known finish, in days."""
    start = (marks.start_first, marks.start_last + 1)
    finish = (marks.finish_first, marks.finish_last + 1)
    start_is_day = marks.start_first == marks.start_last
    finish_is_day = marks.finish_first == marks.finish_last
    if finish[1] <= start[0]:
        # A finish before the start is a slip of the pen; both are shown as they were given.
        return None, [finish, start]
    if start_is_day and finish_is_day:
        return (start[0], finish[1]), []
    if finish[0] < start[1]:
        return None, [(start[0], finish[1])]
    firm = (start[0] if start_is_day else start[1], finish[1] if finish_is_day else finish[0])
    soft: list[_Days] = [] if start_is_day else [start]
    soft += [] if finish_is_day else [finish]
    return (firm if firm[0] < firm[1] else None), soft


def _one_end(first: int, last: int) -> tuple[_Days | None, list[_Days]]:
    return ((first, last + 1), []) if first == last else (None, [(first, last + 1)])


def _core(
    marks: RowMarks, scale: TimeScale, status_date: int
) -> tuple[Span | None, tuple[Span, ...]]:
    """The work reported: between the middles of the periods in which it began and ended.

    Without an actual finish its length is the reported share of the way to the committed finish;
    where there is no share, or no finish to have a share of, work that was begun runs thinly to the
    status date.
    """
    done = STATUSES[marks.status] is Status.DONE
    begun, ended = marks.actual_start_first > 0, marks.actual_finish_first > 0
    begin, target = work_edges(marks)
    soft: list[_Days] = []
    if begun and marks.actual_start_first < marks.actual_start_last:
        soft.append((marks.actual_start_first, marks.actual_start_last + 1))
    end = 0.0
    if ended:
        end = _finish_edge(marks.actual_finish_first, marks.actual_finish_last)
        if marks.actual_finish_first < marks.actual_finish_last or not begin:
            soft.append((marks.actual_finish_first, marks.actual_finish_last + 1))
    elif done:
        end = target
    elif marks.percent > 0 and target > begin > 0:
        end = begin + (target - begin) * marks.percent / 100
    elif begun and begin < status_date + 1:
        soft.append((begin, status_date + 1))
    core = _px((begin, end), scale) if 0 < begin < end else None
    return core, tuple(_px(span, scale) for span in soft)


def _start_edge(first: int, last: int) -> float:
    return float(first) if first == last else (first + last + 1) / 2


def _finish_edge(first: int, last: int) -> float:
    return float(last + 1) if first == last else (first + last + 1) / 2


def _diamond(first: int, last: int, scale: TimeScale) -> Diamond | None:
    return Diamond(_px((first, last + 1), scale), first == last) if first else None


def _px(days: _Days, scale: TimeScale) -> Span:
    return Span(scale.x(days[0]), scale.x(days[1]))
