"""What a file says of single days and calendars of its own is what is counted."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.model import Calendar, CalendarDay, Names, WorkCalendar
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.workspace.working_days import working_days

SATURDAY = date(2026, 11, 28)
SUNDAY = date(2026, 11, 29)
KZ_HOLIDAY = date(2026, 12, 16)
"""Independence Day of Kazakhstan, a Wednesday."""


def day(of: date, *, works: bool, **where: object) -> CalendarDay:
    return CalendarDay(id=of.toordinal(), day=Period.day(of), works=works, **where)


def test_without_a_word_of_the_file_it_is_what_the_countries_do() -> None:
    found = working_days(Portfolio())
    assert not found.works(Calendar.KZ, SATURDAY)
    assert not found.works(Calendar.KZ, KZ_HOLIDAY)
    assert found.works(Calendar.UZ, KZ_HOLIDAY)
    assert not found.works(Calendar.BOTH, KZ_HOLIDAY)


def test_a_day_of_a_country_outweighs_the_rule_in_that_country_only() -> None:
    portfolio = Portfolio(
        [
            day(SATURDAY, works=True, country=Calendar.KZ, name="for Monday"),
            day(KZ_HOLIDAY, works=True, country=Calendar.KZ),
        ]
    )
    found = working_days(portfolio)
    assert found.works(Calendar.KZ, SATURDAY)
    assert not found.works(Calendar.UZ, SATURDAY)
    assert found.works(Calendar.BOTH, KZ_HOLIDAY)
    special = found.special(Calendar.KZ, SATURDAY)
    assert special is not None
    assert special.names == ("for Monday",)


def test_a_calendar_of_the_file_has_its_week_its_holidays_and_its_days() -> None:
    six = WorkCalendar(id=1, uid="six", name=Names(), base=Calendar.KZ, weekdays="1111110")
    portfolio = Portfolio([six, day(SUNDAY, works=True, calendar_id=1)])
    found = working_days(portfolio)
    assert found.works("six", SATURDAY)
    assert found.works("six", SUNDAY)
    assert not found.works("six", date(2026, 12, 6))
    assert not found.works("six", KZ_HOLIDAY)
    with pytest.raises(KeyError):
        found.works("seven", SUNDAY)


def test_a_calendar_without_holidays_works_on_them() -> None:
    week = WorkCalendar(id=1, uid="w", name=Names(), base=Calendar.EVERY_DAY, weekdays="0010000")
    found = working_days(Portfolio([week]))
    assert found.works("w", KZ_HOLIDAY)
    assert not found.works("w", date(2026, 12, 17))
