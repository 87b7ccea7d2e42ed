"""Which days Kazakhstan and Uzbekistan work, and by what name a day is off.

Both have a five-day week; Uzbekistan's six-day week is not modelled. Public holidays, days moved
from a weekend and exchanged days come from the ``holidays`` package (1991 to 2100; outside these
years only weekends are known). It is imported when a year is asked for first: no program start
waits for it. :data:`ANNOUNCED` corrects it where it lags behind an announcement, and the changes
that a user makes are given in the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime
from functools import cache
from typing import Final

from tracker.domain.model import Calendar
from tracker.records import record

COUNTRIES: Final = (Calendar.KZ, Calendar.UZ)
_SATURDAY: Final = 5
_YEARS: Final = range(1991, 2101)
_MARKS: Final = re.compile(r" \((?P<marks>observed|estimated|observed, estimated)\)$")
_EXCHANGED: Final = re.compile(r"\(substituted from (?P<day>\d\d/\d\d/\d{4})\)$")


@record
class SpecialDay:
    """A day of one country that its place in the week alone does not explain.

    ``names`` are those of the holidays in English, see :mod:`holiday_names`. ``moved``: off because
    a holiday fell on a weekend. ``estimated``: the date follows the moon and is not announced yet.
    ``exchanged`` is the day with which it changed places: a working Saturday names the day off that
    is given for it, and that day names the Saturday.
    """

    country: Calendar
    day: date
    works: bool
    names: tuple[str, ...] = ()
    moved: bool = False
    estimated: bool = False
    exchanged: date | None = None


ANNOUNCED: Final = (
    # Alau.kz, citing eGov, 2 January 2026: the first day of Kurban Ait in 2026 is 27 May.
    # https://alau.kz/perenosy-vyhodnyh-prazdnichnyj-kalendar-kazahstana-na-2026-god/
    SpecialDay(Calendar.KZ, date(2026, 5, 27), works=False, names=("Eid al-Adha",)),
)
"""What was announced and the package does not know yet, each with its source."""


@record
class OwnCalendar:
    """A calendar that a user made, known by its uid.

    ``weekdays`` says of Monday to Sunday whether it is worked. What is special about a day in the
    countries of ``base`` outweighs that, and ``days`` outweigh both.
    """

    uid: str
    base: Calendar
    weekdays: tuple[bool, ...]
    days: tuple[tuple[date, bool], ...] = ()


@record
class WorkingDays:
    """The working days of both countries; ``exceptions`` outweigh everything else, the last one
    for a day all before it. ``own`` are the calendars besides, which are asked for by their uid."""

    exceptions: tuple[SpecialDay, ...] = ANNOUNCED
    own: tuple[OwnCalendar, ...] = ()
    _by_day: dict[tuple[Calendar, date], SpecialDay] = field(init=False, repr=False, compare=False)
    _own: dict[str, tuple[OwnCalendar, dict[date, bool]]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_day = {(special.country, special.day): special for special in self.exceptions}
        object.__setattr__(self, "_by_day", by_day)
        own = {calendar.uid: (calendar, dict(calendar.days)) for calendar in self.own}
        object.__setattr__(self, "_own", own)

    def special(self, country: Calendar, day: date) -> SpecialDay | None:
        """What makes the day special in KZ or UZ; None on any other day of the week."""
        return self._by_day.get((country, day)) or _year(country, day.year).get(day)

    def works(self, calendar: Calendar | str, day: date) -> bool:
        """Whether the day counts in a calendar; BOTH counts it only where both countries work.

        Raises KeyError for the uid of no calendar.
        """
        if not isinstance(calendar, Calendar):
            return self._works_in_own(calendar, day)
        return all(self._works(country, day) for country in countries_of(calendar))

    def off(self, country: Calendar, first: date, last: date) -> tuple[date, ...]:
        """The days from ``first`` to ``last``, inclusive, on which KZ or UZ does not work."""
        days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        return tuple(day for day in days if not self._works(country, day))

    def _works_in_own(self, uid: str, day: date) -> bool:
        calendar, days = self._own[uid]
        if day in days:
            return days[day]
        countries = countries_of(calendar.base)
        special = [found for country in countries if (found := self.special(country, day))]
        if special:
            return all(found.works for found in special)
        return calendar.weekdays[day.weekday()]

    def own_calendar(self, uid: str) -> OwnCalendar:
        """One of the calendars besides. Raises KeyError for the uid of none."""
        return self._own[uid][0]

    def specials(self, country: Calendar) -> dict[date, SpecialDay]:
        """Every special day of KZ or UZ that is known, in the years of the package and beyond."""
        found: dict[date, SpecialDay] = {}
        for year in _YEARS:
            found |= _year(country, year)
        found |= {day: special for (of, day), special in self._by_day.items() if of is country}
        return found

    def _works(self, country: Calendar, day: date) -> bool:
        special = self.special(country, day)
        return day.weekday() < _SATURDAY if special is None else special.works


def countries_of(calendar: Calendar) -> tuple[Calendar, ...]:
    """The countries whose days off a calendar has."""
    match calendar:
        case Calendar.BOTH:
            return COUNTRIES
        case Calendar.EVERY_DAY:
            return ()
        case country:
            return (country,)


@cache
def _year(country: Calendar, year: int) -> dict[date, SpecialDay]:
    """The special days of one year as the package knows them."""
    if year not in _YEARS:
        return {}
    import holidays

    # A working Saturday may stand for a day off of the next year.
    known = holidays.country_holidays(country, years=(year, year + 1), language="en_US")
    found = [_special(country, day, known.get_list(day)) for day in known]
    swapped = [
        SpecialDay(country, special.exchanged, works=True, exchanged=special.day)
        for special in found
        if special.exchanged is not None
    ]
    # A holiday that is itself a working day by exchange does not exist; the day off leads.
    return {special.day: special for special in (*swapped, *found) if special.day.year == year}


def _special(country: Calendar, day: date, texts: Iterable[str]) -> SpecialDay:
    names: list[str] = []
    marks: list[set[str]] = []
    exchanged: date | None = None
    for text in texts:
        if match := _EXCHANGED.search(text):
            exchanged = datetime.strptime(match["day"], "%m/%d/%Y").date()
            marks.append(set())
            continue
        match = _MARKS.search(text)
        marks.append(set(match["marks"].split(", ")) if match else set())
        names.append(_MARKS.sub("", text))
    # A day with two holidays is sure as soon as one of them is, and moved only if both are.
    shared = set.intersection(*marks)
    return SpecialDay(
        country,
        day,
        works=False,
        names=tuple(names),
        moved="observed" in shared,
        estimated="estimated" in shared,
        exchanged=exchanged,
    )
