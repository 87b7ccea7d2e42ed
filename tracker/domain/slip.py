"""How far a deadline moved between two promises, as finely as both of them say."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from tracker.domain.period import Deadline, Period, Precision
from tracker.domain.ranges import DayRange, honest_period
from tracker.language import N_, Translator


class SlipUnit(Enum):
    """The value is the msgid of a slip in this unit."""

    DAYS = N_("{n} d")
    MONTHS = N_("{n} mo")
    YEARS = N_("{n} yr")


class SlipDays(NamedTuple):
    """How many days late something is, as far as the precision of its date tells.

    From ``least`` to ``most``, negative where it is early; ``least`` is None for a limit ("by …"),
    which says nothing of how early it may be.
    """

    least: int | None
    most: int

    def __str__(self) -> str:
        """ "30", "1…181", "≤ 30"."""
        if self.least is None:
            return f"≤ {_signed(self.most)}"
        if self.least == self.most:
            return _signed(self.most)
        return f"{_signed(self.least)}…{_signed(self.most)}"


def slip_days(then: Deadline | None, now: Deadline | None) -> SlipDays | None:
    """How far a date lies outside of a promised period: late after its last day, early before it.

    Whatever day of the promised period it is, the promise is kept: from "Q4 2026" to 15 November
    2026 there is no slip, and to "H1 2027" between 1 and 181 days.
    """
    if not isinstance(then, Period) or not isinstance(now, Period):
        return None
    if then == now:
        return SlipDays(0, 0)

    def outside(day: date) -> int:
        return max((day - then.last).days, 0) or min((day - then.earliest).days, 0)

    return SlipDays(None if now.by else outside(now.first), outside(now.last))


class Slip(NamedTuple):
    """``by`` is negative where the deadline came nearer, and never 0."""

    by: int
    unit: SlipUnit


def slip_of(then: Deadline | None, now: Deadline | None) -> Slip | None:
    """From the last day of one period to that of the other; None where that is no difference.

    Two days are that many days apart, two years that many years; everything else is told in whole
    months: a quarter promises no day. A period that only became more precise did not slip.
    """
    if not isinstance(then, Period) or not isinstance(now, Period):
        return None
    unit, count = SlipUnit.MONTHS, 0
    match then.precision, now.precision:
        case Precision.DAY, Precision.DAY:
            unit, count = SlipUnit.DAYS, (now.last - then.last).days
        case Precision.YEAR, Precision.YEAR:
            unit, count = SlipUnit.YEARS, now.last.year - then.last.year
        case _:
            count = 12 * (now.last.year - then.last.year) + now.last.month - then.last.month
    return Slip(count, unit) if count else None


def slip_text(slip: Slip, translator: Translator) -> str:
    """With its sign: "+6 mo", "−14 d"."""
    sign = "+" if slip.by > 0 else "−"
    return translator.text(slip.unit.value).format(n=f"{sign}{abs(slip.by)}")


class RangeSlip(NamedTuple):
    """How far what is foreseen has moved: ``first`` is the move of the first day on which it may
    be, ``last`` that of the last one; negative where it came nearer."""

    first: int
    last: int
    unit: SlipUnit

    @property
    def has_moved(self) -> bool:
        return bool(self.first or self.last)

    @property
    def days(self) -> tuple[int, int]:
        """About how many days: what the slips of one column are ordered by, and never shown."""
        return self.last * _ABOUT_DAYS[self.unit], self.first * _ABOUT_DAYS[self.unit]


_ABOUT_DAYS: Final = {SlipUnit.DAYS: 1, SlipUnit.MONTHS: 30, SlipUnit.YEARS: 365}


def range_slip(then: DayRange, now: DayRange) -> RangeSlip:
    """From one forecast to another, as finely as both of them are said.

    Two days are that many days apart, two years that many years; everything else is told in whole
    months: what is foreseen for a quarter moves by no days. A forecast that only became more exact
    has not moved.
    """
    unit = _common_unit(then, now)
    if then.first <= now.first and now.last <= then.last:
        return RangeSlip(0, 0, unit)

    def moved(before: date, after: date) -> int:
        if unit is SlipUnit.DAYS:
            return (after - before).days
        years = after.year - before.year
        return years if unit is SlipUnit.YEARS else 12 * years + after.month - before.month

    return RangeSlip(moved(then.first, now.first), moved(then.last, now.last), unit)


def _common_unit(then: DayRange, now: DayRange) -> SlipUnit:
    said = [period and period.precision for period in (honest_period(*then), honest_period(*now))]
    if said == [Precision.DAY, Precision.DAY]:
        return SlipUnit.DAYS
    return SlipUnit.YEARS if said == [Precision.YEAR, Precision.YEAR] else SlipUnit.MONTHS


def range_slip_text(slip: RangeSlip, translator: Translator, *, plus: str = "+") -> str:
    """With its sign: "+3 mo", "0…+3 mo"; "0" where nothing has moved.

    ``plus`` is "" for a table, whose cells a spreadsheet could take for formulas.
    """
    if not slip.has_moved:
        return "0"
    least, most = sorted((slip.first, slip.last))
    said = [f"{plus}{by}" if by > 0 else _signed(by) for by in dict.fromkeys((least, most))]
    return translator.text(slip.unit.value).format(n="…".join(said))


def _signed(number: int) -> str:
    return str(number).replace("-", "−")
