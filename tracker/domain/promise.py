"""Which date was promised for a row, its own or that of the works below it."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.columns import commitments_in_force
from tracker.domain.model import Item, Project, State
from tracker.domain.outline import ref_of
from tracker.domain.period import Deadline, Period
from tracker.domain.portfolio import Portfolio


def promise_of(portfolio: Portfolio, row: Project | Item) -> Deadline | None:
    """The finish that was committed to for a row, else the latest one of the works below it.

    What happened without having been announced is on record, but it is no promise.
    """
    if isinstance(row, Item) and (own := portfolio.deadline(row)) is not None:
        return own
    below = portfolio.items.many(ref for ref, _ in portfolio.outline.walk(ref_of(row)))
    parts = [part for part in below if part.state is not State.CANCELLED]
    promised = [found.deadline for found in commitments_in_force(portfolio, parts) if found]
    return latest(each for each in promised if isinstance(each, Period))


def latest(periods: Iterable[Period]) -> Period | None:
    """The one that ends last; of several that do, the most exact, of these the first."""
    found: Period | None = None
    for period in periods:
        if found is not None:
            is_finer = period.precision.rank < found.precision.rank
            if period.last < found.last or (period.last == found.last and not is_finer):
                continue
        found = period
    return found
