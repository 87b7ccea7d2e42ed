"""Moving periods through time without changing how precisely they are known.

A period moves by whole units of its own precision: a quarter by quarters. An item with a start and
a finish moves as one: by units of the coarser of its two dates, the finer one going the same number
of months, so that the span between them stays as long as their precision can tell. A day keeps its
day of the month; a month too short for it gives its last day. What is a limit ("by the end of
2026") or approximate stays so.

Only on request a date is *refined*: it becomes the next finer unit that lies in its middle, and
moves by those. That is a statement of the user, never something that a move does by itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from tracker.domain.model import Edge, Item, ItemKind, Project
from tracker.domain.period import Period, Precision
from tracker.domain.portfolio import Portfolio
from tracker.language import N_
from tracker.records import record

_FINER: Final = dict(zip(list(Precision)[1:], Precision, strict=False))


def finer(precision: Precision) -> Precision:
    """The next finer precision; a day is the finest."""
    return _FINER.get(precision, precision)


def middle(period: Period) -> float:
    """The middle of a period as an ordinal day with its fraction."""
    return (period.first.toordinal() + period.last.toordinal() + 1) / 2


def refined(period: Period, precision: Precision) -> Period:
    """The unit of ``precision`` in the middle of a coarser period; a finer one as it is."""
    if period.precision.rank <= precision.rank:
        return period
    return in_place(period, middle(period), precision)


def in_place(period: Period, day: float, precision: Precision | None = None) -> Period:
    """The period like ``period`` in which ``day`` (an ordinal) falls.

    Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    unit = Period.containing(date.fromordinal(int(day // 1)), precision or period.precision)
    return replace(period, first=unit.first, precision=unit.precision)


def units_between(period: Period, other: Period) -> int:
    """How many of their units ``other`` is later; both have the same precision."""
    if period.precision is Precision.DAY:
        return (other.first - period.first).days
    return (_months(other.first) - _months(period.first)) // period.precision.months


def _months(day: date) -> int:
    return day.year * 12 + day.month


@record
class Span:
    """The dates of one item as far as they are periods: at least one is given."""

    start: Period | None
    finish: Period | None

    @property
    def leading(self) -> Period:
        """The date in whose units the span moves: the coarser one, else the finish."""
        given = [period for period in (self.finish, self.start) if period is not None]
        return max(given, key=lambda period: period.precision.rank)

    def refined(self) -> Span:
        """With each date that is as coarse as the leading one made one step finer."""
        step = finer(self.leading.precision)
        return Span(
            self.start and refined(self.start, step), self.finish and refined(self.finish, step)
        )

    def moved(self, units: int) -> Span:
        """``units`` steps later, earlier when negative.

        Raises ValueError or OverflowError outside the years 1 to 9999.
        """
        step = self.leading.precision
        return Span(
            self.start and _moved(self.start, units, step),
            self.finish and _moved(self.finish, units, step),
        )


def own_span(portfolio: Portfolio, row: Project | Item) -> Span | None:
    """The dates in force of an item as far as they are periods of its own; None without any."""
    if isinstance(row, Project):
        return None
    found = [portfolio.deadline(row, edge) for edge in (Edge.START, Edge.FINISH)]
    start, finish = (each if isinstance(each, Period) else None for each in found)
    return Span(start, finish) if start or finish else None


def why_fixed(portfolio: Portfolio, row: Project | Item) -> str | None:
    """Why the dates of a row cannot be dragged, as a msgid; None where they can.

    A row without any date can: dragging gives it its first.
    """
    if isinstance(row, Project):
        return N_("The dates of a project are worked out from its rows. Move those.")
    if row.actual_finish is not None:
        return N_("It was reported as finished. Correct the report, not the plan.")
    deadline = portfolio.deadline(row)
    if deadline is not None and not isinstance(deadline, Period):
        return N_("A duty without an end stands at no time and cannot be moved in it.")
    below = row.kind is ItemKind.PHASE or bool(portfolio.children(row))
    if below and own_span(portfolio, row) is None:
        return N_("These dates are worked out from the rows below. Move those.")
    return None


def _moved(period: Period, units: int, step: Precision) -> Period:
    if period.precision is step:
        return period.shifted(units)
    months = units * step.months
    if period.precision is not Precision.DAY:
        return period.shifted(months // period.precision.months)
    # As Period.shifted: the first paint moves nothing and need not wait for the import.
    from dateutil.relativedelta import relativedelta

    return replace(period, first=period.first + relativedelta(months=months))
