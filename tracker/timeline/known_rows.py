"""The rows of a long chart as columns: one numpy record a row keeps a million rows small."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.timeline.chart_row import RowMarks, RowSource

_SMALL: Final = ("kind", "status", "deadline", "flags", "calendar")
COLUMNS: Final = np.dtype(
    [
        (name, np.uint8 if name in _SMALL else np.int8 if name == "percent" else np.int32)
        for name in RowMarks._fields
    ]
)
"""38 bytes a row. ``percent`` is -1 where none was reported."""


class ManyRows:
    """See :class:`tracker.timeline.chart.KnownRows`."""

    def __init__(self, source: RowSource, count: int) -> None:
        self._source = source
        self._columns = np.zeros(count, COLUMNS)
        self._known = np.zeros(count, np.bool_)

    def row(self, index: int) -> RowMarks:
        if not self._known[index]:
            self.read(index, index + 1)
        return RowMarks(*self._columns[index].item())

    def rows(self, start: int, stop: int) -> list[RowMarks]:
        self.read(start, stop)
        return [RowMarks(*values) for values in self._columns[start:stop].tolist()]

    def read(self, start: int, stop: int) -> None:
        known = self._known[start:stop]
        if known.all():
            return
        for index in (np.flatnonzero(~known) + start).tolist():
            self._columns[index] = self._source.marks(index)
        known[:] = True

    def forget(self, index: int) -> None:
        self._known[index] = False

    def columns(self) -> npt.NDArray[np.void]:
        return self._columns


def columns_of(rows: list[RowMarks | None]) -> npt.NDArray[np.void]:
    """Rows as columns; all 0 where a row is not known."""
    columns = np.zeros(len(rows), COLUMNS)
    for index, row in enumerate(rows):
        if row is not None:
            columns[index] = row
    return columns


def rows_flagged(columns: npt.NDArray[np.void], flag: int) -> list[int]:
    """The indices of the rows that have a flag."""
    found: list[int] = np.flatnonzero(columns["flags"] & flag).tolist()
    return found
