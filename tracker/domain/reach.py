"""How far rows reach in time, rolled up from what is stated of each without inventing anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.answers import rolled_up
from tracker.domain.model import Edge, Item, Project, State
from tracker.domain.period import Period

if TYPE_CHECKING:
    from tracker.domain.portfolio import Portfolio


class Reach(NamedTuple):
    """What is stated of the time of a row together with everything below it.

    ``earliest`` is the start that begins first, ``latest`` the finish that ends last; the same
    below the row alone. ``first`` and ``last`` are the days, as ordinals, between which it was
    reported to have happened; 0 where nothing was reported.
    """

    earliest_below: Period | None
    latest_below: Period | None
    earliest: Period | None
    latest: Period | None
    first: int
    last: int


@rolled_up
def reach(portfolio: Portfolio, row: Project | Item, parts: Sequence[Reach]) -> Reach:
    """How far a row and everything below it reach in time; what was cancelled does not count."""
    earliest = latest = None
    first = last = 0
    for part in parts:
        earliest = _earlier(earliest, part.earliest)
        latest = _later(latest, part.latest)
        if part.first:
            first = min(first or part.first, part.first)
            last = max(last, part.last)
    if isinstance(row, Project):
        return Reach(earliest, latest, earliest, latest, first, last)
    for actual in (row.actual_start, row.actual_finish):
        if actual is not None:
            first = min(first or actual.first.toordinal(), actual.first.toordinal())
            last = max(last, actual.last.toordinal())
    if row.state is State.CANCELLED:
        return Reach(earliest, latest, earliest, latest, first, last)
    finish = portfolio.deadline(row) or row.actual_finish
    start = portfolio.deadline(row, Edge.START) or row.actual_start or finish
    # The row comes before its parts, of which one that says the same changes nothing.
    own_earliest = _earlier(start if isinstance(start, Period) else None, earliest)
    own_latest = _later(finish if isinstance(finish, Period) else None, latest)
    return Reach(earliest, latest, own_earliest, own_latest, first, last)


def _earlier(one: Period | None, other: Period | None) -> Period | None:
    """The one that begins first, of two that do on one day the more precise, else ``one``."""
    if one is None or other is None:
        return one or other
    if one.first == other.first:
        return other if other.precision.rank < one.precision.rank else one
    return other if other.first < one.first else one


def _later(one: Period | None, other: Period | None) -> Period | None:
    """The one that ends last, of two that do on one day the more precise, else ``one``."""
    if one is None or other is None:
        return one or other
    if one.last == other.last:
        return other if other.precision.rank < one.precision.rank else one
    return other if other.last > one.last else one
