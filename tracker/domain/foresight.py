"""What a forecast says of the rows of a portfolio, for those who show, filter and export them.

The forecast itself is computed two floors above; a portfolio is given it as a :class:`Foresight`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from tracker.domain.ranges import DayRange
from tracker.domain.slip import RangeSlip, range_slip
from tracker.domain.status import Status, status_of
from tracker.records import record

if TYPE_CHECKING:
    from tracker.domain.model import Item, Project
    from tracker.domain.period import Period
    from tracker.domain.portfolio import Portfolio


@record(kw_only=True)
class Foreseen:
    """What will be of one row if nothing changes.

    ``slip`` is how many days the last day of the forecast is behind the last promised one; negative
    where it is before. ``total_float`` is in working days of the row's calendar. ``p50`` and
    ``p80`` are by when the row is finished in half, and in four fifths, of the runs of the sampling
    that is kept while that holds; ``driving`` is in how many of a hundred runs the row decides when
    its project is finished. ``is_outdated``: a sampling of the row is kept and holds no longer.
    ``is_assumed``: something that nobody gave stands in for what is missing. ``is_supposed``: the
    finish is another than that of the plan, ``planned_finish``, since something is supposed that is
    not planned.
    """

    status: Status
    start: DayRange | None = None
    finish: DayRange | None = None
    slip: int | None = None
    total_float: int | None = None
    p50: Period | None = None
    p80: Period | None = None
    driving: int | None = None
    is_outdated: bool = False
    is_assumed: bool = False
    is_supposed: bool = False
    planned_finish: DayRange | None = None


class Foresight(Protocol):
    """The forecast of one portfolio on one status date."""

    @property
    def status_date(self) -> date: ...

    def of(self, row: Project | Item) -> Foreseen | None:
        """None where nothing can be said of the row."""


class ForesightThen(Protocol):
    """The forecast of a portfolio as it was at the end of a past day."""

    @property
    def day(self) -> date: ...

    def finish(self, row: Project | Item) -> DayRange | None:
        """When a row was foreseen to be finished, as finely as it was said then.

        None where nothing was: the row was done, nobody could tell, or it was not there.
        """


def finish_then(portfolio: Portfolio, row: Project | Item) -> DayRange | None:
    """What was foreseen of a row on the day that is looked back to; None where nothing was."""
    then = portfolio.foresight_then
    return then.finish(row) if then is not None else None


def slip_since(portfolio: Portfolio, row: Project | Item, on: date) -> RangeSlip | None:
    """How far the forecast of a row has moved since that day; to when it was done, once it is.

    None where there is no forecast for ``on`` or for then.
    """
    then, known = finish_then(portfolio, row), foreseen(portfolio, row, on)
    if then is None or known is None or known.finish is None:
        return None
    return range_slip(then, known.finish)


def foreseen(portfolio: Portfolio, row: Project | Item, on: date) -> Foreseen | None:
    """What the portfolio's forecast says of a row; None where there is none for that day."""
    foresight = portfolio.foresight
    if foresight is None or foresight.status_date != on:
        return None
    return foresight.of(row)


def judged_status(portfolio: Portfolio, row: Project | Item, on: date) -> Status:
    """The status of a row, at risk and late included where a forecast is known.

    What is settled (done, overdue, cancelled …) follows from what was reported and promised alone;
    see :mod:`tracker.domain.status`.
    """
    known = foreseen(portfolio, row, on)
    return status_of(portfolio, row, on) if known is None else known.status
