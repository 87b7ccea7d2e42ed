"""The marks of one row in the order in which the keyboard and a screen reader pass them.

They come from left to right: by the middle of the days for which they stand. What is drawn as one
shape but says two things (a bar has a start and a finish) is two marks.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from tracker.domain.model import Edge
from tracker.records import record
from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import MarkKind, RowFlag, RowMarks
from tracker.timeline.marks import Span, is_overdue, is_standing, work_edges
from tracker.timeline.rows import Lane
from tracker.timeline.scale import TimeScale

_LEAST_RING: Final = 20.0
_RING_AROUND: Final = 3.0


class Saying(Enum):
    """What a mark says of its row; of two in one place the earlier member comes first."""

    STANDING = "a duty without an end"
    START_GHOST = "an earlier commitment to the start"
    GHOST = "an earlier commitment to the finish"
    START = "the start"
    FINISH = "the finish"
    ACTUAL_START = "when it began"
    PROGRESS = "the share of the work reported"
    ACTUAL_FINISH = "when it ended"
    OVERDUE = "overdue"


GHOSTS: Final = {Saying.START_GHOST: Edge.START, Saying.GHOST: Edge.FINISH}
"""Of which edge an earlier commitment was."""

_ORDER: Final = {saying: place for place, saying in enumerate(Saying)}


@record
class RowMark:
    """``first`` and ``last`` are the days it stands for, inclusive; 0 where it has none.

    ``ghost`` is the place of an earlier commitment among those of the row.
    """

    saying: Saying
    first: int = 0
    last: int = 0
    ghost: int = 0


@record
class Ring:
    """Where the ring of the keyboard stands round a mark, in the viewport."""

    x: float
    y: float
    width: float
    height: float


def marks_of_row(chart: Chart, index: int) -> tuple[RowMark, ...]:
    """Every mark that is drawn in a row, from left to right."""
    row = chart.row(index)
    found: list[RowMark] = []
    if is_standing(row):
        found.append(RowMark(Saying.STANDING))
    for saying, edge in GHOSTS.items():
        for place, ghost in enumerate(chart.ghosts(index, edge)):
            found.append(RowMark(saying, ghost.first, ghost.last, place))
    found += _spans(row)
    if row.percent >= 0 and row.kind == MarkKind.ACTIVITY and not row.actual_finish_first:
        begin, target = work_edges(row)
        if 0 < begin < target:
            day = int(begin + (target - begin) * row.percent / 100)
            found.append(RowMark(Saying.PROGRESS, day, day))
    silent = row.kind == MarkKind.SUMMARY and not row.flags & RowFlag.COLLAPSED
    if is_overdue(row, chart.status_date) and not silent:
        found.append(RowMark(Saying.OVERDUE, row.finish_last + 1, chart.status_date))
    return tuple(sorted(found, key=lambda mark: (mark.first + mark.last, _ORDER[mark.saying])))


def _spans(row: RowMarks) -> list[RowMark]:
    spans = [
        (Saying.FINISH, row.finish_first, row.finish_last),
        (Saying.ACTUAL_FINISH, row.actual_finish_first, row.actual_finish_last),
    ]
    if row.kind != MarkKind.MILESTONE:
        spans += [
            (Saying.START, row.start_first, row.start_last),
            (Saying.ACTUAL_START, row.actual_start_first, row.actual_start_last),
        ]
    return [RowMark(saying, first, last) for saying, first, last in spans if first]


def ring_of(mark: RowMark, scale: TimeScale, lane: Lane, width: float) -> Ring:
    """The ring round a mark, in a viewport ``width`` wide.

    It is never too small to be seen, and reaches no further than just out of view.
    """
    if mark.saying is Saying.STANDING:
        span = Span(0.0, width)
    else:
        span = Span(scale.x(mark.first), scale.x(mark.last + 1))
    grown = max(_LEAST_RING - span.width, 2 * _RING_AROUND) / 2
    left, right = max(span.left - grown, -_LEAST_RING), min(span.right + grown, width + _LEAST_RING)
    half = lane.diamond / 2 + _RING_AROUND
    return Ring(left, lane.y - half, max(right - left, 0.0), 2 * half)
