"""How a deadline reads in each language: official wording, grid cells and tables, chart bands.

The wordings themselves stand in :mod:`tracker.domain.wordings`. Every text of
:func:`deadline_text` is read back by :func:`tracker.domain.date_reader.read_deadline` as the same
deadline.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache

from tracker.domain.period import (
    AsNeeded,
    Deadline,
    Period,
    Permanent,
    Precision,
    Qualifier,
    Recurring,
)
from tracker.domain.wordings import WORDINGS, Wording
from tracker.language import Language


class Style(StrEnum):
    """How much room a deadline has."""

    LONG = "long"
    """The official wording, for running text and exports in words: "31 December 2026"."""
    SHORT = "short"
    """Grid cells and chart labels: "31 Dec 2026", "31.12.2026"."""
    TABLE = "table"
    """Official tables: as LONG, but days always as dd.mm.yyyy, in every language."""


def deadline_text(deadline: Deadline, language: Language, *, style: Style = Style.LONG) -> str:
    """A deadline in words, at its own precision: "Q4 2026" never becomes a day."""
    return _deadline_text(deadline, language, style)


@lru_cache(maxsize=10_000)
def _deadline_text(deadline: Deadline, language: Language, style: Style) -> str:
    # The same deadlines stand in many rows, and a grid words them anew in each frame it scrolls.
    wording = WORDINGS[language]
    match deadline:
        case Period():
            return _qualified(_period_text(deadline, wording, style), deadline.qualifier, wording)
        case Recurring(every, by_day):
            if by_day is None:
                return wording.every[every]
            return wording.every_by.format(
                every=wording.every[every], day=by_day, ordinal=_english_ordinal(by_day)
            )
        case Permanent():
            return wording.permanent
        case AsNeeded():
            return wording.as_needed


def axis_text(period: Period, language: Language) -> str:
    """What one cell of a chart's lower band says, without the year above it.

    A day is its number; a year is the year itself.
    """
    wording = WORDINGS[language]
    match period.precision:
        case Precision.DAY:
            return str(period.first.day)
        case Precision.MONTH:
            return wording.mons[period.number - 1]
        case Precision.YEAR:
            return str(period.first.year)
        case _:
            return wording.axis[period.precision].format_map(_values(period, wording))


def band_text(period: Period, language: Language) -> str:
    """What one cell of a chart's upper band says: "2026 г.", "IV квартал 2026 г."."""
    wording = WORDINGS[language]
    if period.precision is Precision.YEAR:
        return wording.year_band.format(year=period.first.year)
    return _period_text(period.plain, wording, Style.SHORT)


def week_text(day: date, language: Language) -> str:
    """The week of a day by its number in ISO 8601: "W48", «48 нед.»."""
    return WORDINGS[language].week.format(number=day.isocalendar().week)


def decade_text(first_year: int, language: Language) -> str:
    """The ten years from ``first_year``: "2020s", «2020-е»."""
    return WORDINGS[language].decade.format(year=first_year)


def century_text(first_year: int, language: Language) -> str:
    """The hundred years from ``first_year``: 2000 begins the 21st century, as everyday use has it.

    Strictly it began in 2001; a chart's bands begin where its decades do.
    """
    century = first_year // 100 + 1
    return WORDINGS[language].century.format(
        century=century, ordinal=_english_ordinal(century), roman=_roman(century)
    )


def span_text(first_day: date, last_day: date, language: Language) -> str:
    """Two days of one period, without the year: "1 Oct – 31 Dec".

    Only for telling how far a period reaches, beside the period itself: these are days that no
    source gave.
    """
    return f"{day_text(first_day, language)} – {day_text(last_day, language)}"


def months_text(first_day: date, last_day: date, language: Language) -> str:
    """From one month to another: "Jan – Mar 2027", "Dec 2026 – Jan 2027", «янв. – март 2027 г.»."""
    first, last = (Period.containing(day, Precision.MONTH) for day in (first_day, last_day))
    if first.first.year != last.first.year:
        ends = (deadline_text(month, language, style=Style.SHORT) for month in (first, last))
        return " – ".join(ends)
    wording = WORDINGS[language]
    named = {f"last_{name}": value for name, value in _values(last, wording).items()}
    return wording.months_span.format_map(_values(first, wording) | named)


def day_text(day: date, language: Language) -> str:
    """A day of the scale without its year: "23 Nov", for a week's Monday and for today."""
    wording = WORDINGS[language]
    return wording.span_day.format_map(_values(Period.day(day), wording))


def _period_text(period: Period, wording: Wording, style: Style) -> str:
    precision = period.precision
    if style is Style.TABLE and precision is Precision.DAY:
        template = wording.limit_numeric if period.by else "{numeric}"
    elif period.by:
        template = wording.limit[precision]
        if style is Style.SHORT:
            template = wording.limit_short.get(precision, template)
    else:
        template = wording.plain[precision]
        if style is Style.SHORT:
            template = wording.plain_short.get(precision, template)
    return template.format_map(_values(period, wording))


def _values(period: Period, wording: Wording) -> dict[str, object]:
    day = period.first
    month = day.month - 1
    return {
        "year": day.year,
        "number": period.number,
        "roman": _roman(period.number),
        "day": day.day,
        "month": wording.months[month],
        "month_of": wording.months_of[month],
        "month_to": wording.months_to[month],
        "mon": wording.mons[month],
        "mon_of": wording.mons_of[month],
        "numeric": f"{day:%d.%m.}{day.year:04d}",
    }


def _qualified(text: str, qualifier: Qualifier, wording: Wording) -> str:
    if qualifier in (Qualifier.APPROXIMATE, Qualifier.BOTH):
        text = wording.about.format(text=text)
    if qualifier in (Qualifier.UNCERTAIN, Qualifier.BOTH):
        text += " (?)"
    return text


def _english_ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _roman(number: int) -> str:
    digits = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"))
    text = ""
    for value, letters in (*digits, (5, "V"), (4, "IV"), (1, "I")):
        text += letters * (number // value)
        number %= value
    return text
