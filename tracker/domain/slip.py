"""How far a deadline moved between two promises, as finely as both of them say."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from tracker.domain.period import Deadline, Period, Precision
from tracker.language import N_, Translator


class SlipUnit(Enum):
    """The value is the msgid of a slip in this unit."""

    DAYS = N_("{n} d")
    MONTHS = N_("{n} mo")
    YEARS = N_("{n} yr")


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
