"""What a chart reads from a portfolio: the rows of its outline, and the links between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Protocol, runtime_checkable

from tracker.domain.doubts import doubts
from tracker.domain.foresight import Foreseen as Known
from tracker.domain.foresight import foreseen
from tracker.domain.model import Calendar, Edge, Item, ItemKind, Project, State
from tracker.domain.moving import Span
from tracker.domain.period import AsNeeded, Deadline, Period, Permanent, Recurring
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status, status_of
from tracker.timeline.chart import Chart
from tracker.timeline.chart_links import LinkSource, link_source
from tracker.timeline.chart_row import (
    CALENDARS,
    DOUBTS,
    STATUSES,
    DeadlineKind,
    Foreseen,
    Ghost,
    MarkKind,
    RowFlag,
    RowMarks,
    marks_with,
)

_DOUBT_FLAGS: Final = {doubt: flag for flag, doubt in DOUBTS.items()}
_CALENDAR_CODE: Final = {calendar: code for code, calendar in enumerate(CALENDARS)}
_STATUS_CODE: Final = {status: code for code, status in enumerate(STATUSES)}


Supposed = Callable[[Item], Span | None]
"""The dates that are supposed of an item; None where it is drawn with its own."""


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


@runtime_checkable
class RowsWithRefs(Protocol):
    """Rows that tell which they are without being made, see :mod:`tracker.domain.outline`."""

    @property
    def refs(self) -> Sequence[int]: ...


class OutlineSource:
    """Reads the rows of an outline as things stand on ``status_date``."""

    def __init__(
        self,
        portfolio: Portfolio,
        rows: Sequence[ChartRow | ChartGroup],
        status_date: date,
        supposed: Supposed | None = None,
    ) -> None:
        self.rows = rows
        self._supposed = supposed
        self._portfolio = portfolio
        self._status_date = status_date

    def marks(self, index: int) -> RowMarks:
        found = self.rows[index]
        if isinstance(found, ChartGroup):
            return _group_marks(self._portfolio, found)
        marks = _marks(self._portfolio, found, self._status_date)
        span = self._span(found)
        return marks if span is None else marks_with(marks, span)

    def label(self, index: int) -> Deadline | None:
        found = self.rows[index]
        if isinstance(found, ChartGroup):
            return None
        row, span = found.row, self._span(found)
        if span is not None and span.finish is not None:
            return span.finish
        actual = row.actual_finish if isinstance(row, Item) else None
        return actual or self._portfolio.finish(row)

    def _span(self, found: ChartRow) -> Span | None:
        if self._supposed is None or not isinstance(found.row, Item):
            return None
        return self._supposed(found.row)

    def foreseen(self, index: int) -> Foreseen | None:
        found = self.rows[index]
        if isinstance(found, ChartGroup):
            return None
        known = foreseen(self._portfolio, found.row, self._status_date)
        if known is None or known.finish is None:
            return None
        return Foreseen(known.finish.first.toordinal(), known.finish.last.toordinal())

    def ghosts(self, index: int, edge: Edge) -> tuple[Ghost, ...]:
        found = self.rows[index]
        if isinstance(found, ChartGroup) or not isinstance(found.row, Item):
            return ()
        return _ghosts(self._portfolio, found.row, edge)


class OutlineChart(Chart):
    """The chart of an outline; ``links`` are all of the portfolio's, whichever rows are shown.

    ``supposed`` gives the dates with which an item is drawn in the place of its own.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        rows: Sequence[ChartRow | ChartGroup],
        status_date: date,
        links: LinkSource,
        supposed: Supposed | None = None,
    ) -> None:
        self._outline = OutlineSource(portfolio, rows, status_date, supposed)
        super().__init__(
            self._outline, len(rows), status_date.toordinal(), links.between(_item_ids(rows))
        )

    def renew(self, rows: Sequence[ChartRow | ChartGroup], places: Iterable[int]) -> None:
        """Take in other ``rows``, the same in number and order, of which these have changed."""
        self._outline.rows = rows
        if isinstance(places, range) and len(places) == len(self):
            self.forget_all()
        else:
            self.forget(places)


def build_chart(
    portfolio: Portfolio, rows: Sequence[ChartRow | ChartGroup], status_date: date
) -> OutlineChart:
    """The chart of ``rows`` as things stand on ``status_date``."""
    return OutlineChart(portfolio, rows, status_date, link_source(portfolio.links))


def _item_ids(rows: Sequence[ChartRow | ChartGroup]) -> Sequence[int]:
    """The id of each row's item, 0 where it is none."""
    if isinstance(rows, RowsWithRefs):
        return [max(ref, 0) for ref in rows.refs]
    return [row.key.id if row.key.table == "items" else 0 for row in rows]


def _marks(portfolio: Portfolio, found: ChartRow, status_date: date) -> RowMarks:
    row = found.row
    finish = portfolio.finish(row)
    start = None if _is_milestone(found) else portfolio.start(row)
    actual_start = row.actual_start if isinstance(row, Item) else None
    actual_finish = row.actual_finish if isinstance(row, Item) else None
    percent = row.percent if isinstance(row, Item) else None
    status = status_of(portfolio, row, status_date)
    flags = 0
    if _kind(found) is MarkKind.SUMMARY and not found.expanded:
        flags |= RowFlag.COLLAPSED
    if isinstance(finish, Period) and finish.by:
        flags |= RowFlag.LIMIT
    if isinstance(row, Item) and _ghosts(portfolio, row, Edge.FINISH):
        flags |= RowFlag.CHANGED
    known = foreseen(portfolio, row, status_date)
    if known is not None and known.finish is not None and _is_told(known):
        flags |= RowFlag.FORESEEN_BEHIND
    for doubt in doubts(start, finish, actual_start, actual_finish):
        flags |= _DOUBT_FLAGS.get(doubt, 0)
    if start is not None and isinstance(row, Item) and _ghosts(portfolio, row, Edge.START):
        flags |= RowFlag.START_CHANGED
    return RowMarks(
        _kind(found),
        _STATUS_CODE[status],
        _deadline_kind(finish),
        flags,
        _CALENDAR_CODE[_calendar(portfolio, row)],
        -1 if percent is None else percent,
        *_span(start),
        *_span(finish),
        *_span(actual_start),
        *_span(actual_finish),
    )


def _is_told(known: Known) -> bool:
    """Whether a forecast is drawn: of what is behind, and of what is supposed to be another."""
    return (known.slip or 0) > 0 or known.is_supposed


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
        RowFlag.HEADING if group.expanded else RowFlag.HEADING | RowFlag.COLLAPSED,
        _CALENDAR_CODE[None],
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


def _calendar(portfolio: Portfolio, row: Project | Item) -> Calendar | None:
    """Whose days off concern a row: its own calendar's, else those of the project's side."""
    if isinstance(row, Item) and row.calendar is not None:
        return row.calendar
    project = row if isinstance(row, Project) else portfolio.projects[row.project_id]
    # The sides that a project can be on and the calendars of countries have the same names.
    return Calendar(project.side.value) if project.side else None


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


def _ghosts(portfolio: Portfolio, item: Item, edge: Edge) -> tuple[Ghost, ...]:
    if item.state is State.CANCELLED:
        return ()
    earlier = portfolio.earlier_commitments(item, edge)
    return tuple(Ghost(*_span(commitment.deadline)) for commitment in earlier)
