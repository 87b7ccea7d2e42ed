"""How far a deadline moved between two promises, as finely as both of them say."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple

from tracker.domain.period import Deadline, Period, Precision
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


def _signed(number: int) -> str:
    return str(number).replace("-", "−")
