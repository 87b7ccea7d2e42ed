"""The calendars of a file: what it says of single days, and the calendars of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.domain.model import Calendar, CalendarDay, WorkCalendar
from tracker.domain.portfolio import Portfolio
from tracker.forecast.calendars import (
    ANNOUNCED,
    OwnCalendar,
    SpecialDay,
    WorkingDays,
    countries_of,
)
from tracker.records import record


def working_days(portfolio: Portfolio) -> WorkingDays:
    """The working days as a file has them; its own exceptions outweigh what was announced."""
    said = tuple(
        SpecialDay(day.country, day.day.first, day.works, (day.name,) if day.name else ())
        for day in portfolio.calendar_days
        if day.country is not None
    )
    own = tuple(
        OwnCalendar(
            calendar.uid,
            calendar.base,
            tuple(mark == "1" for mark in calendar.weekdays),
            tuple(
                (day.day.first, day.works)
                for day in portfolio.calendar_days.where("calendar_id", calendar.id)
            ),
        )
        for calendar in portfolio.calendars
    )
    return WorkingDays((*ANNOUNCED, *said), own)


@record
class CountryYear:
    """The days of one year in KZ or UZ that its weeks alone do not explain, and how many it works.

    ``said`` are the days of which the file itself says something, by day.
    """

    country: Calendar
    year: int
    special: tuple[SpecialDay, ...]
    working: int
    said: Mapping[date, CalendarDay]


def country_year(
    portfolio: Portfolio, working: WorkingDays, country: Calendar, year: int
) -> CountryYear:
    days = [date.fromordinal(day) for day in _ordinals(year)]
    return CountryYear(
        country,
        year,
        tuple(found for day in days if (found := working.special(country, day)) is not None),
        sum(working.works(country, day) for day in days),
        {
            day.day.first: day
            for day in portfolio.calendar_days.where("country", country)
            if day.day.first.year == year
        },
    )


def _ordinals(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


@record
class DayMark:
    """One day of a calendar: whether it counts, and why, where the week alone does not say it.

    ``special`` is what KZ or UZ say of it, the first that says something; ``said`` what the file
    does, and that outweighs the rest.
    """

    day: date
    works: bool
    special: SpecialDay | None
    said: CalendarDay | None


def year_days(
    portfolio: Portfolio, working: WorkingDays, calendar: Calendar | WorkCalendar, year: int
) -> list[DayMark]:
    """Every day of a year in the calendar of a country or in one of the file, in order."""
    if isinstance(calendar, WorkCalendar):
        key: Calendar | str = calendar.uid
        countries = countries_of(calendar.base)
        rows = portfolio.calendar_days.where("calendar_id", calendar.id)
    else:
        key = calendar
        countries = countries_of(calendar)
        rows = portfolio.calendar_days.where("country", calendar)
    said = {row.day.first: row for row in rows}
    marks = []
    for ordinal in _ordinals(year):
        day = date.fromordinal(ordinal)
        special = (working.special(country, day) for country in countries)
        found = next((one for one in special if one is not None), None)
        marks.append(DayMark(day, working.works(key, day), found, said.get(day)))
    return marks
