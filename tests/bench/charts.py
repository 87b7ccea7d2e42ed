"""Charts of any size for the benchmarks, made of whole columns in a moment.

Every stretch of a few hundred rows looks like every other one, whatever the number of rows: a frame
shows the same bars in a chart of a hundred rows and of a million.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.domain.model import Edge, LinkType
from tracker.domain.period import Deadline, Period, Permanent, Precision
from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import (
    DAY_COLUMNS,
    STATUSES,
    DeadlineKind,
    Foreseen,
    Ghost,
    MarkKind,
    RowFlag,
    RowMarks,
)
from tracker.timeline.known_rows import COLUMNS
from tracker.timeline.link_index import Links

STATUS_DATE: Final = date(2026, 11, 23)
_PATTERN: Final = 100
"""Rows after which the chart repeats itself."""

_FIRST: Final = date(2025, 1, 1).toordinal()
_PRECISIONS: Final = tuple(Precision)


class ColumnSource:
    """Rows of which everything was drawn beforehand."""

    def __init__(self, columns: npt.NDArray[np.void]) -> None:
        self._columns = columns

    def marks(self, index: int) -> RowMarks:
        return RowMarks(*self._columns[index % _PATTERN].tolist())

    def label(self, index: int) -> Deadline | None:
        marks = self.marks(index)
        if marks.deadline != DeadlineKind.PERIOD:
            return Permanent()
        day = date.fromordinal(marks.finish_first)
        return Period.containing(day, _PRECISIONS[index % len(_PRECISIONS)])

    def foreseen(self, index: int) -> Foreseen | None:
        return None

    def ghosts(self, index: int, edge: Edge) -> tuple[Ghost, ...]:
        marks = self.marks(index)
        return (
            Ghost(marks.finish_first - 300, marks.finish_last - 300),
            Ghost(marks.finish_first - 120, marks.finish_last - 120),
        )


def chart(rows: int, *, seed: int = 1) -> Chart:
    """Summaries, activities, milestones and standing duties, three links for two rows.

    Every third row has earlier commitments, every fourth work reported, some are overdue.
    """
    return Chart(ColumnSource(_pattern(seed)), rows, STATUS_DATE.toordinal(), _links(rows, seed))


def _pattern(seed: int) -> npt.NDArray[np.void]:
    chance = np.random.default_rng(seed)
    place = np.arange(_PATTERN)
    columns = np.zeros(_PATTERN, COLUMNS)
    columns["kind"] = np.where(place % 2 == 0, MarkKind.MILESTONE, MarkKind.ACTIVITY)
    columns["kind"][place % 20 == 0] = MarkKind.SUMMARY
    columns["status"] = chance.integers(0, len(STATUSES) - 2, _PATTERN)
    columns["deadline"] = DeadlineKind.PERIOD
    columns["deadline"][place % 33 == 32] = DeadlineKind.PERMANENT
    columns["flags"] = np.where(place % 3 == 1, RowFlag.CHANGED, 0)
    columns["percent"] = np.where(place % 4 == 1, chance.integers(5, 95, _PATTERN), -1)
    finish = _FIRST + chance.integers(0, 900, _PATTERN)
    length = chance.choice(np.array([0, 30, 91, 181, 364]), _PATTERN)
    is_period = columns["deadline"] == DeadlineKind.PERIOD
    columns["finish_first"] = np.where(is_period, finish, 0)
    columns["finish_last"] = np.where(is_period, finish + length, 0)
    starts = (columns["kind"] != MarkKind.MILESTONE) & is_period
    start = finish - chance.integers(60, 500, _PATTERN)
    columns["start_first"] = np.where(starts, start, 0)
    columns["start_last"] = np.where(starts, start + length // 4, 0)
    return columns


def _links(rows: int, seed: int) -> Links:
    chance = np.random.default_rng(seed)
    many = rows * 3 // 2
    predecessors = chance.integers(0, max(rows - 1, 1), many)
    reach = chance.integers(1, 12, many)
    # Some that pass the rows in view from far above to far below.
    reach[:: max(many // 50, 1)] = rows // 2
    columns = np.zeros((many, 6), np.int64)
    columns[:, 0] = np.arange(1, many + 1)
    columns[:, 1] = predecessors
    columns[:, 2] = np.minimum(predecessors + reach, rows - 1)
    columns[:, 3] = chance.integers(0, len(LinkType), many)
    return Links(columns[columns[:, 1] != columns[:, 2]])


def whole_columns(rows: int, *, seed: int = 1) -> npt.NDArray[np.void]:
    """The columns of that many rows, which wander through eight years from the first to the last.

    ``rows`` is a multiple of a hundred.
    """
    columns = np.tile(_pattern(seed), rows // _PATTERN)
    later = (np.arange(rows) * (8 * 365) // rows).astype(np.int32)
    for name in DAY_COLUMNS:
        columns[name] = np.where(columns[name] > 0, columns[name] + later, 0)
    return columns
