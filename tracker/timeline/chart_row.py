"""One row of a chart: what its marks are drawn from, and who says it.

Days are ordinals; 0 means that no such day was ever given. The uncertainty of a date is kept: each
edge is a span from the first to the last day (inclusive) that the words allow.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple, Protocol

from tracker.domain.doubts import Doubt
from tracker.domain.model import Calendar, Edge
from tracker.domain.moving import Span
from tracker.domain.period import Deadline
from tracker.domain.status import Status


class MarkKind(IntEnum):
    ACTIVITY = 0
    MILESTONE = 1
    SUMMARY = 2


class DeadlineKind(IntEnum):
    """What the finish is: nothing known, a period, or a deadline that is no period."""

    NONE = 0
    PERIOD = 1
    PERMANENT = 2
    RECURRING = 3
    AS_NEEDED = 4


class RowFlag(IntEnum):
    """Bits of the column ``flags``, which is a plain number: asked for every row of a frame."""

    COLLAPSED = 1
    """A summary below which no children are shown: they are folded away, or there are none."""
    LIMIT = 2
    """The finish is a limit: "by the end of 2026"."""
    CHANGED = 4
    """The finish in force is not the first that was promised: there are ghosts."""
    FINISH_BEFORE_START = 8
    ACTUAL_FINISH_BEFORE_START = 16
    """Dates that contradict each other; see :mod:`tracker.domain.doubts`."""
    START_CHANGED = 32
    """The same of the start."""
    HEADING = 64
    """No row of the portfolio but the heading of a group."""
    FORESEEN_BEHIND = 128
    """It is foreseen to be finished after what was promised."""


class RowMarks(NamedTuple):
    """One row of the columns, see the module for the unit of days."""

    kind: int
    status: int
    deadline: int
    flags: int
    calendar: int
    percent: int
    start_first: int
    start_last: int
    finish_first: int
    finish_last: int
    actual_start_first: int
    actual_start_last: int
    actual_finish_first: int
    actual_finish_last: int


CALENDARS: Final = (None, *Calendar)
"""The column ``calendar`` is an index into this."""

STATUSES: Final = tuple(Status)
"""The column ``status`` is an index into this."""

DOUBTS: Final = {
    RowFlag.FINISH_BEFORE_START: Doubt.FINISH_BEFORE_START,
    RowFlag.ACTUAL_FINISH_BEFORE_START: Doubt.ACTUAL_FINISH_BEFORE_START,
}
"""What the flags of a contradiction stand for."""

DAY_COLUMNS: Final = RowMarks._fields[6:]
"""The columns that hold days."""


class Ghost(NamedTuple):
    """An earlier commitment to one edge: its first and last day, inclusive."""

    first: int
    last: int


class Foreseen(NamedTuple):
    """The first and the last day on which a row may be finished, inclusive."""

    first: int
    last: int


def marks_with(marks: RowMarks, span: Span) -> RowMarks:
    """The marks of a row with other dates; an edge that is None stays as it is."""
    if span.start is not None:
        first, last = span.start.first.toordinal(), span.start.last.toordinal()
        marks = marks._replace(start_first=first, start_last=last)
    if span.finish is not None:
        first, last = span.finish.first.toordinal(), span.finish.last.toordinal()
        marks = marks._replace(
            finish_first=first, finish_last=last, deadline=int(DeadlineKind.PERIOD)
        )
    return marks


class RowSource(Protocol):
    """Says what is known of each row, by its index in the chart."""

    def marks(self, index: int) -> RowMarks: ...

    def label(self, index: int) -> Deadline | None:
        """What the row says of its finish: the actual one where it is known, else the promised."""
        ...

    def ghosts(self, index: int, edge: Edge) -> tuple[Ghost, ...]:
        """What was promised of an edge before what is in force, the earliest first."""
        ...

    def foreseen(self, index: int) -> Foreseen | None:
        """When the row is foreseen to be finished; None where nothing is foreseen."""
        ...
