"""Exact sums of the figures in a grid, apart for each unit; what is empty stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from tracker.domain.model import Bound
from tracker.domain.values import Amount

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """The figures of one column: how many there are, and their sum in each unit.

    ``title`` is the msgid of the column, ``empty`` how many cells hold nothing.
    """

    title: str
    count: int
    empty: int
    sums: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class SelectionSums:
    """What a status bar says about the selected cells."""

    cells: int
    columns: tuple[ColumnSum, ...]


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
        upper = _EXACT.add(upper, amount.value if amount.upper is None else amount.upper)
    bound = _bound({amount.bound for amount in amounts} - {Bound.EXACT})
    return Amount(lower, amounts[0].unit, upper if upper != lower else None, bound)


def _bound(bounds: set[Bound]) -> Bound:
    """How a sum is worded: "over" and exact figures make "over"; what points both ways, "about"."""
    if not bounds:
        return Bound.EXACT
    if bounds <= {Bound.OVER} or bounds <= {Bound.UP_TO}:
        return bounds.pop()
    return Bound.ABOUT
