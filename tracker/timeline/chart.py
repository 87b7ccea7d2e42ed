"""The rows of a chart as columns: what layout and hit test need, and nothing else.

One numpy record a row keeps a chart of a million rows small and lets an overview read whole columns
at once; the few rows in view are turned into :class:`RowMarks`. Up to some thousand rows are kept
as they are, so that the first frame of an ordinary portfolio does not wait for numpy. Days are
ordinals; 0 means that no such day was ever given. The uncertainty of a date is kept: each edge is a
span from the first to the last day (inclusive) that the words allow.

A row is read from its source when it is first asked for, so that a chart costs what is seen of it,
however long it is; what a row says is forgotten when the row has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from tracker.domain.doubts import Doubt
from tracker.domain.model import Calendar, Edge
from tracker.domain.moving import Span
from tracker.domain.period import Deadline
from tracker.domain.status import Status
from tracker.timeline.chart_links import NO_LINKS, ChartLinks

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


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

_CHANGED: Final = {Edge.FINISH: RowFlag.CHANGED, Edge.START: RowFlag.START_CHANGED}
_MOST_SEEN: Final = 8_192
FEW_ROWS: Final = 2_000
"""Up to so many rows are kept without numpy: half a megabyte."""


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


class KnownRows(Protocol):
    """What was read of the rows of a source; a row that is not known is read when asked for."""

    def row(self, index: int) -> RowMarks: ...

    def rows(self, start: int, stop: int) -> list[RowMarks]: ...

    def read(self, start: int, stop: int) -> None: ...

    def forget(self, index: int) -> None: ...

    def columns(self) -> npt.NDArray[np.void]:
        """What is known by now; rows that are not known are all 0."""
        ...


class FewRows:
    """See :class:`KnownRows`."""

    def __init__(self, source: RowSource, count: int) -> None:
        self._source = source
        self._rows: list[RowMarks | None] = [None] * count

    def row(self, index: int) -> RowMarks:
        found = self._rows[index]
        if found is None:
            found = self._rows[index] = self._source.marks(index)
        return found

    def rows(self, start: int, stop: int) -> list[RowMarks]:
        return [self.row(index) for index in range(start, min(stop, len(self._rows)))]

    def read(self, start: int, stop: int) -> None:
        self.rows(start, stop)

    def forget(self, index: int) -> None:
        self._rows[index] = None

    def columns(self) -> npt.NDArray[np.void]:
        from tracker.timeline.known_rows import columns_of  # numpy, see the module

        return columns_of(self._rows)


def _known_rows(source: RowSource, count: int) -> KnownRows:
    if count <= FEW_ROWS:
        return FewRows(source, count)
    from tracker.timeline.known_rows import ManyRows  # numpy, see the module

    return ManyRows(source, count)


class Chart:
    """Everything that the timeline draws, row by row in the order of the outline.

    ``status_date`` is the ordinal of the day for which statuses hold.
    """

    def __init__(
        self, source: RowSource, count: int, status_date: int, links: ChartLinks = NO_LINKS
    ) -> None:
        self.status_date = status_date
        self.links = links
        self._source = source
        self._count = count
        self._known = _known_rows(source, count)
        self._filled = 0
        self._labels: dict[int, Deadline | None] = {}
        self._ghosts: dict[tuple[int, Edge], tuple[Ghost, ...]] = {}

    def __len__(self) -> int:
        return self._count

    def row(self, index: int) -> RowMarks:
        return self._known.row(index)

    def rows(self, first: int, last: int) -> list[RowMarks]:
        """The rows ``first`` to ``last``, inclusive."""
        return self._known.rows(first, last + 1)

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
            self._known.forget(index)
            self._labels.pop(index, None)
            for edge in Edge:
                self._ghosts.pop((index, edge), None)
            self._filled = min(self._filled, index)

    def forget_all(self) -> None:
        """Read every row anew when it is next asked for."""
        self._known = _known_rows(self._source, self._count)
        self._labels.clear()
        self._ghosts.clear()
        self._filled = 0

    @property
    def has_unread(self) -> bool:
        """Whether :meth:`read_on` has rows left."""
        return self._filled < len(self)

    def read_on(self, most: int) -> None:
        """Read up to ``most`` rows that were not asked for yet, from the top down."""
        end = min(self._filled + most, len(self))
        self._known.read(self._filled, end)
        self._filled = end

    @property
    def columns(self) -> npt.NDArray[np.void]:
        """What is known by now, :data:`tracker.timeline.known_rows.COLUMNS`; else 0."""
        return self._known.columns()

    def whole(self) -> npt.NDArray[np.void]:
        """The columns of all rows; reads those that were not asked for yet."""
        self.read_on(len(self))
        return self.columns

    def span(self) -> tuple[int, int] | None:
        """The first and last day of which any row says anything, or None."""
        from tracker.timeline.known_rows import rows_flagged  # numpy, see the module

        columns = self.whole()
        found = []
        for name in DAY_COLUMNS:
            column = columns[name]
            known = column[column > 0]
            if known.size:
                found += [int(known.min()), int(known.max())]
        for edge, flag in _CHANGED.items():
            for index in rows_flagged(columns, flag):
                for ghost in self._source.ghosts(index, edge):
                    found += ghost
        return (min(found), max(found)) if found else None
