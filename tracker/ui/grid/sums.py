"""Exact sums of the figures in a grid, apart for each unit, and how far numbers and dates reach.

What is empty stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from tracker.domain.model import Bound
from tracker.domain.period import Deadline, Period
from tracker.domain.values import Amount
from tracker.records import record

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


@record
class ColumnSum:
    """The figures of one column: how many there are, and their sum in each unit.

    ``title`` is the msgid of the column, ``empty`` how many cells hold nothing.
    """

    title: str
    count: int
    empty: int
    sums: tuple[Amount, ...]


@record
class ColumnReach:
    """From where to where the cells of one column reach: numbers in each unit, or dates.

    ``title`` is the msgid of the column, ``count`` how many cells hold something. ``sums`` is empty
    where a sum means nothing. ``ends`` are pairs of the least and the most; ``dates`` are the one
    that begins first and the one that ends last.
    """

    title: str
    count: int
    sums: tuple[Amount, ...] = ()
    ends: tuple[tuple[Amount, Amount], ...] = ()
    dates: tuple[Period, Period] | None = None


@record
class SelectionSums:
    """What a status bar says about the selected cells.

    ``filled`` is how many of them hold something, counted where none holds a number or a date.
    """

    cells: int
    filled: int | None
    columns: tuple[ColumnReach, ...]


def number_reach(title: str, values: Iterable[Amount], *, summed: bool = True) -> ColumnReach:
    """Of figures; those with different units are never compared."""
    found: dict[str, list[Amount]] = {}
    for value in values:
        found.setdefault(value.unit, []).append(value)
    ends = tuple(
        (min(amounts, key=lambda each: each.value), max(amounts, key=_most))
        for amounts in found.values()
    )
    sums = tuple(map(_sum, found.values())) if summed else ()
    return ColumnReach(title, sum(map(len, found.values())), sums, ends)


def date_reach(title: str, deadlines: Iterable[Deadline]) -> ColumnReach:
    """Of deadlines; those that are no period ("on an ongoing basis") are only counted."""
    found = list(deadlines)
    periods = [deadline for deadline in found if isinstance(deadline, Period)]
    if not periods:
        return ColumnReach(title, len(found))
    earliest = min(periods, key=lambda period: (period.first, period.last))
    latest = max(periods, key=lambda period: (period.last, period.first))
    return ColumnReach(title, len(found), dates=(earliest, latest))


def _most(amount: Amount) -> Decimal:
    return amount.value if amount.upper is None else amount.upper


def column_sum(title: str, values: Iterable[Amount | None]) -> ColumnSum:
    """Add the figures up, unit by unit, in the order in which the units first occur."""
    found: dict[str, list[Amount]] = {}
    count = empty = 0
    for value in values:
        if value is None:
            empty += 1
        else:
            count += 1
            found.setdefault(value.unit, []).append(value)
    return ColumnSum(title, count, empty, tuple(_sum(amounts) for amounts in found.values()))


def _sum(amounts: list[Amount]) -> Amount:
    lower = upper = Decimal(0)
    for amount in amounts:
        lower = _EXACT.add(lower, amount.value)
        upper = _EXACT.add(upper, _most(amount))
    bound = _bound({amount.bound for amount in amounts} - {Bound.EXACT})
    return Amount(lower, amounts[0].unit, upper if upper != lower else None, bound)


def _bound(bounds: set[Bound]) -> Bound:
    """How a sum is worded: "over" and exact figures make "over"; what points both ways, "about"."""
    if not bounds:
        return Bound.EXACT
    if bounds <= {Bound.OVER} or bounds <= {Bound.UP_TO}:
        return bounds.pop()
    return Bound.ABOUT
