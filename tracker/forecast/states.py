"""The state of an item once its forecast is known.

One rule each, tried in this order; the first five and the last three are those of
:mod:`tracker.domain.status`, which knows no forecast, and are asked of it:

* cancelled, suspended – reported so;
* done – an actual finish is recorded, or the row was reported done;
* permanent – the duty has no end or comes round;
* overdue – the status date has passed the promised period and no actual is recorded;
* late – even the early end of the forecast passes the last promised day;
* at risk – the late end of the forecast passes the last promised day;
* in progress, planned, unknown – as reported.

A summary is as bad as its worst part, or as it stands against its own promise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from tracker.domain.model import Item, Project
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status, status_of
from tracker.forecast.result import Forecast, Range

_SETTLED: Final = frozenset(
    {Status.CANCELLED, Status.SUSPENDED, Status.DONE, Status.PERMANENT, Status.OVERDUE}
)
_WORST_FIRST: Final = (Status.LATE, Status.AT_RISK)


def state_of(portfolio: Portfolio, forecast: Forecast, row: Project | Item) -> Status:
    """The state of a row on the status date of the forecast."""
    status = status_of(portfolio, row, forecast.plan.status_date)
    if status in _SETTLED:
        return status
    found = set(_against_promises(portfolio, forecast, row))
    for state in _WORST_FIRST:
        if state in found:
            return state
    return status


def against_promise(finish: Range | None, last_promised: date) -> Status | None:
    """Late or at risk, by the range of the forecast; None where it keeps the promise."""
    if finish is None or finish.last <= last_promised:
        return None
    return Status.LATE if finish.first > last_promised else Status.AT_RISK


def _against_promises(
    portfolio: Portfolio, forecast: Forecast, row: Project | Item
) -> Iterable[Status]:
    """What the row's own promise and those of its open parts say."""
    parts = portfolio.descendants(row) if portfolio.children(row) else ()
    for item in (*((row,) if isinstance(row, Item) else ()), *parts):
        promise = portfolio.deadline(item)
        if not isinstance(promise, Period):
            continue
        if item is not row and status_of(portfolio, item, forecast.plan.status_date) in _SETTLED:
            continue
        known = forecast.item(item.id)
        state = against_promise(known.finish if known else None, promise.last)
        if state is not None:
            yield state
