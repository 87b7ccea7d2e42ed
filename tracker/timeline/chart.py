"""The rows of a chart as columns: what layout and hit test need, and nothing else.

One numpy record a row keeps a chart of a million rows small and lets an overview read whole columns
at once; the few rows in view are turned into :class:`RowMarks`. Up to some thousand rows are kept
as they are, so that the first frame of an ordinary portfolio does not wait for numpy.

A row is read from its source when it is first asked for, so that a chart costs what is seen of it,
however long it is; what a row says is forgotten when the row has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Protocol

from tracker.domain.model import Edge
from tracker.domain.period import Deadline
from tracker.timeline.chart_link import ChartLinks
from tracker.timeline.chart_links import NO_LINKS
from tracker.timeline.chart_row import (
    DAY_COLUMNS,
    Foreseen,
    Ghost,
    RowFlag,
    RowMarks,
    RowSource,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


_CHANGED: Final = {Edge.FINISH: RowFlag.CHANGED, Edge.START: RowFlag.START_CHANGED}
_MOST_SEEN: Final = 8_192
FEW_ROWS: Final = 2_000
"""Up to so many rows are kept without numpy: half a megabyte."""


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
        self._forgotten = set[int]()
        """Rows above those that :meth:`read_on` has yet to read, which have changed since."""
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
            if index < self._filled:
                self._forgotten.add(index)

    def forget_all(self) -> None:
        """Read every row anew when it is next asked for."""
        self._known = _known_rows(self._source, self._count)
        self._labels.clear()
        self._ghosts.clear()
        self._filled = 0
        self._forgotten.clear()

    @property
    def has_unread(self) -> bool:
        """Whether :meth:`read_on` has rows left."""
        return self._filled < len(self) or bool(self._forgotten)

    def read_on(self, most: int) -> None:
        """Read up to ``most`` rows not asked for yet: those that have changed, then downwards."""
        while self._forgotten and most:
            changed = self._forgotten.pop()
            self._known.read(changed, changed + 1)
            most -= 1
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
