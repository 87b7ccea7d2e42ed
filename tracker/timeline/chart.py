"""The rows of a chart as columns: what layout and hit test need, and nothing else.

One numpy record a row keeps a chart of a million rows small and lets an overview read whole columns
at once; the few rows in view are turned into :class:`RowMarks`. Days are ordinals; 0 means that no
such day was ever given. The uncertainty of a date is kept: each edge is a span from the first to
the last day (inclusive) that the words allow.

A row is read from its source when it is first asked for, so that a chart costs what is seen of it,
however long it is; what a row says is forgotten when the row has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from tracker.domain.doubts import Doubt
from tracker.domain.model import Calendar, Edge
from tracker.domain.moving import Span
from tracker.domain.period import Deadline
from tracker.domain.status import Status
from tracker.timeline.link_index import NO_LINKS, Links


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


_SMALL: Final = ("kind", "status", "deadline", "flags", "calendar")
COLUMNS: Final = np.dtype(
    [
        (name, np.uint8 if name in _SMALL else np.int8 if name == "percent" else np.int32)
        for name in RowMarks._fields
    ]
)
"""38 bytes a row. ``percent`` is -1 where none was reported."""

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

_CHANGED: Final = {Edge.FINISH: RowFlag.CHANGED, Edge.START: RowFlag.START_CHANGED}
_MOST_SEEN: Final = 8_192


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


class Chart:
    """Everything that the timeline draws, row by row in the order of the outline.

    ``status_date`` is the ordinal of the day for which statuses hold.
    """

    def __init__(
        self, source: RowSource, count: int, status_date: int, links: Links = NO_LINKS
    ) -> None:
        self.status_date = status_date
        self.links = links
        self._source = source
        self._columns = np.zeros(count, COLUMNS)
        self._known = np.zeros(count, np.bool_)
        self._filled = 0
        self._labels: dict[int, Deadline | None] = {}
        self._ghosts: dict[tuple[int, Edge], tuple[Ghost, ...]] = {}

    def __len__(self) -> int:
        return len(self._columns)

    def row(self, index: int) -> RowMarks:
        if not self._known[index]:
            self._read(index, index + 1)
        return RowMarks(*self._columns[index].item())

    def rows(self, first: int, last: int) -> list[RowMarks]:
        """The rows ``first`` to ``last``, inclusive."""
        self._read(first, last + 1)
        return [RowMarks(*values) for values in self._columns[first : last + 1].tolist()]

    def label(self, index: int) -> Deadline | None:
        """See :meth:`RowSource.label`."""
        if index not in self._labels:
            if len(self._labels) >= _MOST_SEEN:
                self._labels.clear()
            self._labels[index] = self._source.label(index)
        return self._labels[index]

    def ghosts(self, index: int, edge: Edge = Edge.FINISH) -> tuple[Ghost, ...]:
        """See :meth:`RowSource.ghosts`; empty for a row whose commitment was never changed."""
        if not self.row(index).flags & _CHANGED[edge]:
            return ()
        found = self._ghosts.get((index, edge))
        if found is None:
            if len(self._ghosts) >= _MOST_SEEN:
                self._ghosts.clear()
            found = self._ghosts[index, edge] = self._source.ghosts(index, edge)
        return found

    def foreseen(self, index: int) -> Foreseen | None:
        """See :meth:`RowSource.foreseen`; None for a row that is foreseen to keep its promise."""
        if not self.row(index).flags & RowFlag.FORESEEN_BEHIND:
            return None
        return self._source.foreseen(index)

    def forget(self, indices: Iterable[int]) -> None:
        """Read these rows anew when they are next asked for: they have changed."""
        for index in indices:
            self._known[index] = False
            self._labels.pop(index, None)
            for edge in Edge:
                self._ghosts.pop((index, edge), None)
            self._filled = min(self._filled, index)

    @property
    def has_unread(self) -> bool:
        """Whether :meth:`read_on` has rows left."""
        return self._filled < len(self)

    def read_on(self, most: int) -> None:
        """Read up to ``most`` rows that were not asked for yet, from the top down."""
        end = min(self._filled + most, len(self))
        self._read(self._filled, end)
        self._filled = end

    @property
    def columns(self) -> npt.NDArray[np.void]:
        """What is known by now, :data:`COLUMNS`; rows that were not asked for yet are all 0."""
        return self._columns

    def whole(self) -> npt.NDArray[np.void]:
        """The columns of all rows; reads those that were not asked for yet."""
        self.read_on(len(self))
        return self._columns

    def span(self) -> tuple[int, int] | None:
        """The first and last day of which any row says anything, or None."""
        columns = self.whole()
        found = []
        for name in DAY_COLUMNS:
            column = columns[name]
            known = column[column > 0]
            if known.size:
                found += [int(known.min()), int(known.max())]
        for edge, flag in _CHANGED.items():
            for index in np.flatnonzero(columns["flags"] & flag).tolist():
                for ghost in self._source.ghosts(index, edge):
                    found += ghost
        return (min(found), max(found)) if found else None

    def _read(self, start: int, stop: int) -> None:
        known = self._known[start:stop]
        if known.all():
            return
        for index in (np.flatnonzero(~known) + start).tolist():
            self._columns[index] = self._source.marks(index)
        known[:] = True
