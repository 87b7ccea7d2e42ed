"""The two header bands over a span of days, and the upright lines below them.

Every cell is a whole unit of the calendar, so that the first and the last may reach beyond the span
that was asked for. Units that would leave the years 1 to 9999 end there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Final

from tracker.domain.period import Period, Precision
from tracker.domain.period_text import (
    Style,
    axis_text,
    band_text,
    century_text,
    day_text,
    deadline_text,
    decade_text,
)
from tracker.language import N_, Language, Translator
from tracker.records import record
from tracker.timeline.scale import FIRST_DAY, LAST_DAY, Level


class Unit(Enum):
    """What one cell of a band spans."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


UPPER: Final = {
    Level.DAY: Unit.MONTH,
    Level.WEEK: Unit.MONTH,
    Level.MONTH: Unit.QUARTER,
    Level.QUARTER: Unit.YEAR,
    Level.HALF_YEAR: Unit.YEAR,
    Level.YEAR: Unit.DECADE,
    Level.DECADE: Unit.CENTURY,
}
LOWER: Final = {level: Unit(level.value) for level in Level}

_MONTHS: Final = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.HALF_YEAR: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_PRECISIONS: Final = {
    Unit.DAY: Precision.DAY,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.QUARTER,
    Unit.HALF_YEAR: Precision.HALF_YEAR,
    Unit.YEAR: Precision.YEAR,
}


@record
class Cell:
    """One cell of a band: its first and last day, inclusive, and what it says."""

    first: int
    last: int
    text: str


@record
class Bands:
    upper: tuple[Cell, ...]
    lower: tuple[Cell, ...]


def bands(level: Level, first: int, last: int, language: Language) -> Bands:
    """The cells of both bands that touch the days ``first`` to ``last``."""
    return Bands(
        tuple(
            Cell(begin, end, _upper_text(UPPER[level], begin, language))
            for begin, end in units(UPPER[level], first, last)
        ),
        tuple(
            Cell(begin, end, _lower_text(LOWER[level], begin, language))
            for begin, end in units(LOWER[level], first, last)
        ),
    )


def units(unit: Unit, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The first and last day of each unit that touches the days ``first`` to ``last``."""
    first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
    if first > last:
        return
    if unit in (Unit.DAY, Unit.WEEK):
        length = 1 if unit is Unit.DAY else 7
        # Day 1 of the calendar was a Monday: weeks begin on Mondays, as in ISO 8601.
        begin = first - (first - FIRST_DAY) % length
        while begin <= last:
            yield max(begin, FIRST_DAY), min(begin + length - 1, LAST_DAY)
            begin += length
        return
    months = _MONTHS[unit]
    day = date.fromordinal(first)
    month = (day.year * 12 + day.month - 1) // months * months
    while (begin := _month_start(month)) <= last:
        end = _month_start(month + months) - 1
        if end >= begin:
            yield begin, end
        if end >= LAST_DAY:
            return
        month += months


def grid_days(level: Level, first: int, last: int) -> tuple[list[int], list[int]]:
    """The days at whose beginning a minor or a major upright line stands, within the span.

    No day is in both lists. Where upper units begin inside a lower one (a month inside a week) both
    lines are drawn.
    """
    major = [begin for begin, _ in units(UPPER[level], first, last) if begin >= first]
    known = set(major)
    minor = [
        begin
        for begin, _ in units(LOWER[level], first, last)
        if begin >= first and begin not in known
    ]
    return minor, major


def status_date_text(day: date, *, is_today: bool, translator: Translator) -> str:
    """What the pill on the line of the status date says; the year of a day that is not today."""
    language = translator.language
    if is_today:
        return translator.text(N_("Today {day}")).format(day=day_text(day, language))
    text = deadline_text(Period.day(day), language, style=Style.SHORT)
    return translator.text(N_("As of {day}")).format(day=text)


def _month_start(month: int) -> int:
    """The ordinal of the first day of a month counted from the year 0, within the calendar."""
    year, number = divmod(month, 12)
    if year < 1:
        return FIRST_DAY
    return date(year, number + 1, 1).toordinal() if year <= 9999 else LAST_DAY + 1


def _upper_text(unit: Unit, begin: int, language: Language) -> str:
    day = date.fromordinal(begin)
    match unit:
        case Unit.DECADE:
            return decade_text(day.year // 10 * 10, language)
        case Unit.CENTURY:
            return century_text(day.year // 100 * 100, language)
        case _:
            return band_text(Period.containing(day, _PRECISIONS[unit]), language)


def _lower_text(unit: Unit, begin: int, language: Language) -> str:
    day = date.fromordinal(begin)
    match unit:
        case Unit.WEEK:
            return day_text(day, language)
        case Unit.DECADE:
            return decade_text(day.year // 10 * 10, language)
        case _:
            return axis_text(Period.containing(day, _PRECISIONS[unit]), language)
