"""Which date was promised for a row, its own or that of the works below it."""

from __future__ import annotations

from tracker.domain.model import Item, Project, State
from tracker.domain.period import Deadline, Period
from tracker.domain.portfolio import Portfolio


def promise_of(portfolio: Portfolio, row: Project | Item) -> Deadline | None:
    """The finish that was committed to for a row, else the latest one of the works below it.

    What happened without having been announced is on record, but it is no promise.
    """
    if isinstance(row, Item) and (own := portfolio.deadline(row)) is not None:
        return own
    parts = (part for part in portfolio.descendants(row) if part.state is not State.CANCELLED)
    periods = [each for part in parts if isinstance(each := portfolio.deadline(part), Period)]
    return latest(periods)


def latest(periods: list[Period]) -> Period | None:
    """The one that ends last; of several that do, the most exact."""
    return max(periods, key=lambda period: (period.last, -period.precision.rank), default=None)
