"""The rows of a chart as columns: what layout and hit test need, and nothing else.

One numpy record a row keeps a chart of a million rows small and lets an overview read whole columns
at once; the few rows in view are turned into :class:`RowMarks`. Days are ordinals; 0 means that no
such day was ever given. The uncertainty of a date is kept: each edge is a span from the first to
the last day (inclusive) that the words allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, IntFlag
from typing import Final, NamedTuple, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from tracker.domain.model import Edge, Item, ItemKind, LinkType, Project, State
from tracker.domain.period import AsNeeded, Deadline, Period, Permanent, Recurring
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status, status_of


class ChartRow(Protocol):
    """What a chart needs to know of a row of the outline, as the workspace's query gives it."""

    @property
    def key(self) -> RowKey: ...
    @property
    def row(self) -> Project | Item: ...
    @property
    def has_children(self) -> bool: ...
    @property
    def expanded(self) -> bool: ...


@runtime_checkable
class ChartGroup(Protocol):
    """The heading of a group of rows, whose bar spans ``members``, folded away or not."""

    @property
    def key(self) -> RowKey: ...
    @property
    def members(self) -> Sequence[Project | Item]: ...
    @property
    def expanded(self) -> bool: ...


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


class RowFlag(IntFlag):
    COLLAPSED = 1
    """A summary whose children are folded away."""
    LIMIT = 2
    """The finish is a limit: "by the end of 2026"."""


class RowMarks(NamedTuple):
    """One row of the columns, see the module for the unit of days."""

    kind: int
    status: int
    deadline: int
    flags: int
    percent: int
    start_first: int
    start_last: int
    finish_first: int
    finish_last: int
    actual_start_first: int
    actual_start_last: int
    actual_finish_first: int
    actual_finish_last: int


_SMALL: Final = ("kind", "status", "deadline", "flags")
COLUMNS: Final = np.dtype(
    [
        (name, np.uint8 if name in _SMALL else np.int8 if name == "percent" else np.int32)
        for name in RowMarks._fields
    ]
)
"""37 bytes a row. ``percent`` is -1 where none was reported."""

STATUSES: Final = tuple(Status)
"""The column ``status`` is an index into this."""

_STATUS_CODE: Final = {status: code for code, status in enumerate(STATUSES)}
_LINK_CODE: Final = {link_type: code for code, link_type in enumerate(LinkType)}
LINK_TYPES: Final = tuple(LinkType)


class Ghost(NamedTuple):
    """The finish of an earlier commitment: its first and last day, inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Links:
    """The links between rows of the chart, as parallel columns; a row is its index."""

    ids: npt.NDArray[np.int64]
    predecessors: npt.NDArray[np.int32]
    successors: npt.NDArray[np.int32]
    types: npt.NDArray[np.uint8]

    def touching(self, first: int, last: int) -> list[tuple[int, int, int, LinkType]]:
        """(id, predecessor, successor, type) of the links that pass the rows ``first``–``last``."""
        above = np.minimum(self.predecessors, self.successors)
        below = np.maximum(self.predecessors, self.successors)
        found = np.flatnonzero((above <= last) & (below >= first))
        return [
            (link_id, predecessor, successor, LINK_TYPES[code])
            for link_id, predecessor, successor, code in zip(
                self.ids[found].tolist(),
                self.predecessors[found].tolist(),
                self.successors[found].tolist(),
                self.types[found].tolist(),
                strict=True,
            )
        ]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the timeline draws, row by row in the order of the outline.

    ``labels`` holds what each row says of its finish: the actual one where it is known, else the
    deadline in force. ``ghosts`` has an entry only for rows whose commitment was changed; the
    earliest comes first. ``status_date`` is the ordinal of the day for which statuses hold.
    """

    columns: npt.NDArray[np.void]
    labels: Sequence[Deadline | None]
    ghosts: dict[int, tuple[Ghost, ...]]
    links: Links
    status_date: int

    def __len__(self) -> int:
        return len(self.columns)

    def row(self, index: int) -> RowMarks:
        return RowMarks(*self.columns[index].tolist())

    def rows(self, first: int, last: int) -> list[RowMarks]:
        """The rows ``first`` to ``last``, inclusive."""
        return [RowMarks(*values) for values in self.columns[first : last + 1].tolist()]

    def span(self) -> tuple[int, int] | None:
        """The first and last day of which any row says anything, or None."""
        found = []
        for name in RowMarks._fields[5:]:
            column = self.columns[name]
            known = column[column > 0]
            if known.size:
                found += [int(known.min()), int(known.max())]
        for ghosts in self.ghosts.values():
            for ghost in ghosts:
                found += ghost
        return (min(found), max(found)) if found else None


def build_chart(
    portfolio: Portfolio, rows: Sequence[ChartRow | ChartGroup], status_date: date
) -> Chart:
    """The chart of ``rows`` as things stand on ``status_date``."""
    columns = np.zeros(len(rows), COLUMNS)
    labels: list[Deadline | None] = []
    ghosts: dict[int, tuple[Ghost, ...]] = {}
    place: dict[int, int] = {}
    for index, found in enumerate(rows):
        if isinstance(found, ChartGroup):
            columns[index] = _group_marks(portfolio, found)
            labels.append(None)
            continue
        marks, label = _marks(portfolio, found, status_date)
        columns[index] = marks
        labels.append(label)
        if isinstance(found.row, Item):
            place[found.row.id] = index
            if earlier := _ghosts(portfolio, found.row):
                ghosts[index] = earlier
    return Chart(columns, labels, ghosts, _links(portfolio, place), status_date.toordinal())


def _marks(
    portfolio: Portfolio, found: ChartRow, status_date: date
) -> tuple[RowMarks, Deadline | None]:
    row = found.row
    finish = portfolio.finish(row)
    start = None if _is_milestone(found) else portfolio.start(row)
    actual_start = row.actual_start if isinstance(row, Item) else None
    actual_finish = row.actual_finish if isinstance(row, Item) else None
    percent = row.percent if isinstance(row, Item) else None
    status = status_of(portfolio, row, status_date)
    flags = RowFlag(0)
    if found.has_children and not found.expanded:
        flags |= RowFlag.COLLAPSED
    if isinstance(finish, Period) and finish.by:
        flags |= RowFlag.LIMIT
    marks = RowMarks(
        _kind(found),
        _STATUS_CODE[status],
        _deadline_kind(finish),
        flags,
        -1 if percent is None else percent,
        *_span(start),
        *_span(finish),
        *_span(actual_start),
        *_span(actual_finish),
    )
    return marks, (actual_finish or finish)


def _group_marks(portfolio: Portfolio, group: ChartGroup) -> RowMarks:
    """A bar from the first start to the last finish of its members, as uncertain as these are.

    The same rule as for the rows below a project: a member without a start begins, as far as is
    known, with its finish; what was cancelled does not count.
    """
    starts, finishes = [], []
    for row in group.members:
        if row.state is State.CANCELLED:
            continue
        finish = portfolio.finish(row) or (row.actual_finish if isinstance(row, Item) else None)
        start = portfolio.start(row) or (row.actual_start if isinstance(row, Item) else None)
        if isinstance(finish, Period):
            finishes.append(finish)
        begin = start or finish
        if isinstance(begin, Period):
            starts.append(begin)
    first = min(starts, key=lambda edge: (edge.first, edge.precision.rank), default=None)
    last = max(finishes, key=lambda edge: (edge.last, -edge.precision.rank), default=None)
    return RowMarks(
        MarkKind.SUMMARY,
        _STATUS_CODE[Status.UNKNOWN],
        _deadline_kind(last),
        RowFlag(0) if group.expanded else RowFlag.COLLAPSED,
        -1,
        *_span(first),
        *_span(last),
        *_span(None),
        *_span(None),
    )


def _kind(found: ChartRow) -> MarkKind:
    if found.has_children or isinstance(found.row, Project):
        return MarkKind.SUMMARY
    match found.row.kind:
        case ItemKind.PHASE:
            return MarkKind.SUMMARY
        case ItemKind.MILESTONE:
            return MarkKind.MILESTONE
        case ItemKind.ACTIVITY:
            return MarkKind.ACTIVITY


def _is_milestone(found: ChartRow) -> bool:
    return _kind(found) is MarkKind.MILESTONE


def _deadline_kind(deadline: Deadline | None) -> DeadlineKind:
    match deadline:
        case Period():
            return DeadlineKind.PERIOD
        case Permanent():
            return DeadlineKind.PERMANENT
        case Recurring():
            return DeadlineKind.RECURRING
        case AsNeeded():
            return DeadlineKind.AS_NEEDED
        case None:
            return DeadlineKind.NONE


def _span(deadline: Deadline | None) -> tuple[int, int]:
    if isinstance(deadline, Period):
        return deadline.first.toordinal(), deadline.last.toordinal()
    return 0, 0


def _ghosts(portfolio: Portfolio, item: Item) -> tuple[Ghost, ...]:
    """The finishes promised before the one in force, each change once, the first promise first.

    Dates that were only mentioned are no promises and leave no trail.
    """
    if item.state is State.CANCELLED:
        return ()
    spans: list[Ghost] = []
    for commitment in portfolio.commitments_of(item, Edge.FINISH):
        if commitment.binding and isinstance(commitment.deadline, Period):
            ghost = Ghost(*_span(commitment.deadline))
            if not spans or spans[-1] != ghost:
                spans.append(ghost)
    in_force = portfolio.deadline(item)
    if spans and isinstance(in_force, Period) and spans[-1] == Ghost(*_span(in_force)):
        spans.pop()
    return tuple(spans)


def _links(portfolio: Portfolio, place: dict[int, int]) -> Links:
    """The links of which both ends are rows of the chart."""
    found = [
        (link.id, place[link.predecessor_id], place[link.successor_id], _LINK_CODE[link.type])
        for link in portfolio.links
        if link.predecessor_id in place and link.successor_id in place
    ]
    columns = np.array(found, np.int64).reshape(-1, 4)
    return Links(
        ids=columns[:, 0],
        predecessors=columns[:, 1].astype(np.int32),
        successors=columns[:, 2].astype(np.int32),
        types=columns[:, 3].astype(np.uint8),
    )
