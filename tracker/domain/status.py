"""The status that follows, on a given status date, from what was committed and reported.

One rule each, tried in this order:

* cancelled, suspended – reported so;
* done – an actual finish is recorded, or the row was reported done;
* permanent – the duty has no end or comes round (never overdue);
* overdue – the committed period is over on the status date: "Q4 2026" from 1 January 2027;
* in progress – an actual start, a percentage, or a report of work under way;
* planned – reported planned, or a commitment exists;
* unknown – nothing of the above was ever stated.

Two more follow from a forecast, see :func:`tracker.domain.foresight.judged_status`. They stand in
the place of the last three where the promised period is not over yet:

* late – even the early end of the forecast passes the last promised day;
* at risk – the late end of the forecast does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from tracker.domain.answers import rolled_up
from tracker.domain.model import Item, Project, State
from tracker.domain.period import Deadline, Period
from tracker.domain.portfolio import Portfolio


class Status(StrEnum):
    DONE = "done"
    IN_PROGRESS = "in-progress"
    PLANNED = "planned"
    AT_RISK = "at-risk"
    LATE = "late"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


@rolled_up
def status_of(
    portfolio: Portfolio, row: Project | Item, parts: Sequence[Status], on: date
) -> Status:
    """The status of a project or item on the status date ``on``; see the module for the rules."""
    reported = row.state
    if reported is State.CANCELLED:
        return Status.CANCELLED
    if reported is State.SUSPENDED:
        return Status.SUSPENDED
    own = _status_of_leaf(row, portfolio.deadline(row), on) if isinstance(row, Item) else None
    if own is not None and not parts:
        return own
    return _summary_status(reported, [*parts, own] if own is Status.OVERDUE else parts)


def _status_of_leaf(item: Item, deadline: Deadline | None, on: date) -> Status:
    if item.actual_finish is not None or item.state is State.DONE:
        return Status.DONE
    if deadline is not None and not isinstance(deadline, Period):
        return Status.PERMANENT
    if isinstance(deadline, Period) and deadline.is_over_on(on):
        return Status.OVERDUE
    if item.actual_start is not None or item.percent or item.state is State.IN_PROGRESS:
        return Status.IN_PROGRESS
    if deadline is not None or item.state is State.PLANNED:
        return Status.PLANNED
    return Status.UNKNOWN


def _summary_status(reported: State | None, parts: Iterable[Status]) -> Status:
    """A summary is as bad as its worst part; it is done only when every part is.

    What was reported of the summary itself counts where its parts leave the status open: a project
    reported done with no open part is done; one reported under way is not merely planned.
    """
    found = set(parts) - {Status.CANCELLED, Status.SUSPENDED}
    if Status.OVERDUE in found:
        return Status.OVERDUE
    if reported is State.DONE or (found and found <= {Status.DONE}):
        return Status.DONE
    if reported is State.IN_PROGRESS or found & {Status.IN_PROGRESS, Status.DONE}:
        return Status.IN_PROGRESS
    if reported is State.PLANNED or Status.PLANNED in found:
        return Status.PLANNED
    return Status.PERMANENT if Status.PERMANENT in found else Status.UNKNOWN
