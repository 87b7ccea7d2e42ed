"""The time that a form asks about: days from the status date, a period, or one to another."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tracker.domain.errors import InputError
from tracker.domain.period import Period, Precision
from tracker.domain.period_range import DOTS, PeriodRange
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_, Language
from tracker.workspace.expressions.tree import Days, Near, Span, Unit, span_days

NEAR: Final = {
    f"{name}-{unit.value}": Near(unit, shift)
    for unit in (Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR)
    for name, shift in (("last", -1), ("this", 0), ("next", 1))
}
"""The words for spans that lie near the status date: "this-quarter", "next-year"."""


def read_span(text: str, language: Language) -> Span:
    """Read "30" (days, up to 999), "next-quarter", or a period in words of any language.

    From one period to another is "Q1 2024..H1 2027", where either may be left out, or in words
    "Q1 2024 to H1 2027". Raises InputError for anything else.
    """
    said = text.strip()
    if said in NEAR:
        return NEAR[said]
    if re.fullmatch(r"[1-9]\d{0,2}", said):
        return Days(int(said))
    try:
        found = _periods(said, language)
    except InputError as error:
        raise InputError(
            N_(
                "“{text}” is no period. Possible: a number of days, {words}, “{example}”, or from "
                "one period to another: “{range}”."
            ),
            text=said,
            words=", ".join(NEAR),
            example="Q4 2026",
            range="Q1 2026..H1 2027",
        ) from error
    return found if isinstance(found, Period) else period_range(*found)


def _periods(said: str, language: Language) -> Period | tuple[Period | None, Period | None]:
    """A period, or the ends of a range. Raises InputError for anything else."""
    # The reader brings its word tables along, which few exports need.
    from tracker.domain.date_reader import read_period, read_range

    begin, dots, end = (part.strip() for part in said.partition(DOTS))
    if dots and (begin or end):
        first, last = (
            read_period(each, language=language) if each else None for each in (begin, end)
        )
        return first, last
    try:
        return read_period(said, language=language)
    except InputError:
        if (ends := read_range(said, language=language)) is None:
            raise
        return ends


def period_range(begin: Period | None, end: Period | None) -> PeriodRange:
    """From one period to another. Raises InputError where the second is over before the first."""
    try:
        return PeriodRange(begin, end)
    except ValueError as error:
        raise InputError(N_("The period ends before it begins. Exchange its ends.")) from error


def span_text(span: Span, today: date, language: Language, style: Style) -> str:
    """A span in words as it stands above a table: "Q4 2026", "23.11.2026 – 23.12.2026"."""
    match span:
        case Period():
            found = span
        case PeriodRange():
            return span.text(language, style)
        case Near(unit):
            first, _ = span_days(span, today)
            found = Period.containing(first, Precision(unit.value))
        case Days():
            days = (Period.day(day) for day in span_days(span, today))
            return " – ".join(deadline_text(day, language, style=style) for day in days)
    return deadline_text(found, language, style=style)


def kept_span(span: Span) -> str:
    """A span as the file of a form has it, which is read the same in every language."""
    match span:
        case Period() | PeriodRange():
            return span.key
        case Days(count):
            return str(count)
        case Near():
            return next(word for word, near in NEAR.items() if near == span)
