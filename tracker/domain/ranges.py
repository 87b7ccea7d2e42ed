"""How a forecast day that lies between two is said without pretending to know it better."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.period import Period, Precision
from tracker.domain.period_text import Style, deadline_text, months_text
from tracker.language import Language


class DayRange(NamedTuple):
    """A day that is known to lie between two, inclusive."""

    first: date
    last: date


# The days between which rows are foreseen are few beside the rows of a long table.
@lru_cache(maxsize=4096)
def honest_period(first: date, last: date) -> Period | None:
    """The period that says where a day between two lies; None where only two months say it.

    The same day is a day, what lies within one month is the month, and what fills a quarter, half-
    year or year to the day is that. All else is a span of months, see :func:`range_text`.
    """
    if first == last:
        return Period.day(first)
    for precision in list(Precision)[1:]:
        unit = Period.containing(first, precision)
        if (unit.first, unit.last) == (first, last):
            return unit
    month = Period.containing(first, Precision.MONTH)
    return month if last in month else None


@lru_cache(maxsize=4096)
def range_text(first: date, last: date, language: Language) -> str:
    """The span in words, at its honest precision: "16 Dec 2026", "Q4 2026", "Jan – Mar 2027"."""
    unit = honest_period(first, last)
    if unit is not None:
        return deadline_text(unit, language, style=Style.SHORT)
    return months_text(first, last, language)
