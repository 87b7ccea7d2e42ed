"""The working days of 2026 and 2027, as announced, and how their names read."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from tracker.domain.model import Calendar
from tracker.forecast.calendars import (
    ANNOUNCED,
    COUNTRIES,
    OwnCalendar,
    SpecialDay,
    WorkingDays,
    _year,
)
from tracker.forecast.day_tables import BASE, DayTables, worked
from tracker.forecast.holiday_names import HOLIDAYS, special_day_text
from tracker.language import Language, translator

WORKING = WorkingDays()
KZ, UZ, BOTH = Calendar.KZ, Calendar.UZ, Calendar.BOTH


def day(text: str) -> date:
    return date.fromisoformat(text)


def count(calendar: Calendar, first: str, last: str) -> int:
    days = (day(last) - day(first)).days + 1
    return sum(WORKING.works(calendar, day(first) + timedelta(days=n)) for n in range(days))


@pytest.mark.parametrize(
    ("calendar", "first", "last", "days"),
    [
        (KZ, "2026-01-01", "2026-12-31", 247),
        (UZ, "2026-01-01", "2026-12-31", 248),
        (BOTH, "2026-01-01", "2026-12-31", 239),
        (KZ, "2027-01-01", "2027-12-31", 247),
        (UZ, "2027-01-01", "2027-12-31", 252),
        (BOTH, "2027-01-01", "2027-12-31", 242),
        (KZ, "2026-10-01", "2026-12-31", 64),
        (UZ, "2026-10-01", "2026-12-31", 64),
        (KZ, "2027-01-01", "2027-06-30", 118),
        (UZ, "2027-01-01", "2027-06-30", 123),
        (Calendar.EVERY_DAY, "2026-01-01", "2026-12-31", 365),
    ],
)
def test_working_days_are_counted_as_announced(
    calendar: Calendar, first: str, last: str, days: int
) -> None:
    assert count(calendar, first, last) == days


@pytest.mark.parametrize(
    ("country", "off"),
    [
        (KZ, "2026-03-09 2026-03-23 2026-03-24 2026-03-25 2026-05-11 2026-10-26 2026-12-16"),
        (UZ, "2026-01-02 2026-05-28 2026-05-29 2026-08-31 2026-12-08 2026-12-31"),
        # Constitution Day of Kazakhstan left 30 August with 2026 and is on 15 March from 2027.
        (KZ, "2025-09-01 2027-03-15"),
    ],
)
def test_days_off_on_weekdays(country: Calendar, off: str) -> None:
    for text in off.split():
        assert day(text).weekday() < 5
        assert not WORKING.works(country, day(text)), text


def test_the_constitution_day_of_kazakhstan_moved() -> None:
    assert WORKING.special(KZ, day("2026-08-30")) is None
    assert WORKING.works(KZ, day("2026-08-31"))
    special = WORKING.special(KZ, day("2027-03-15"))
    assert special is not None and special.names == ("Constitution Day",)


def test_uzbekistan_works_on_a_saturday_for_its_new_years_eve() -> None:
    saturday, eve = day("2026-12-12"), day("2026-12-31")
    assert WORKING.works(UZ, saturday) and not WORKING.works(UZ, eve)
    assert not WORKING.works(KZ, saturday) and WORKING.works(KZ, eve)
    assert not WORKING.works(BOTH, saturday) and not WORKING.works(BOTH, eve)
    worked, rested = WORKING.special(UZ, saturday), WORKING.special(UZ, eve)
    assert worked is not None and worked.exchanged == eve
    assert rested is not None and rested.exchanged == saturday


def test_a_working_saturday_for_a_day_off_of_the_next_year() -> None:
    assert WORKING.works(KZ, day("2013-12-28"))
    assert not WORKING.works(KZ, day("2014-01-03"))


@pytest.mark.parametrize(
    ("country", "text", "estimated"),
    [
        (UZ, "2027-03-09", True),
        (UZ, "2027-05-16", True),
        (UZ, "2027-05-17", True),
        (KZ, "2027-05-16", True),
        (UZ, "2026-05-27", False),
        (KZ, "2026-05-27", False),
    ],
)
def test_dates_that_follow_the_moon_are_marked_until_announced(
    country: Calendar, text: str, estimated: bool
) -> None:
    special = WORKING.special(country, day(text))
    assert special is not None and special.estimated is estimated


def test_an_exception_outweighs_what_is_known() -> None:
    changed = WorkingDays(
        (*ANNOUNCED, SpecialDay(UZ, day("2027-01-04"), works=False, names=("Inventory",)))
    )
    assert not changed.works(UZ, day("2027-01-04"))
    assert changed.works(KZ, day("2027-01-04")) is WORKING.works(KZ, day("2027-01-04"))
    again = WorkingDays((*changed.exceptions, SpecialDay(UZ, day("2027-01-04"), works=True)))
    assert again.works(UZ, day("2027-01-04"))


@pytest.mark.parametrize("text", ["1890-05-01", "2150-01-01", "0001-01-01", "9999-12-31"])
def test_beyond_the_known_years_only_weekends_are_off(text: str) -> None:
    assert WORKING.special(KZ, day(text)) is None
    assert WORKING.works(KZ, day(text)) is (day(text).weekday() < 5)


def test_every_name_of_the_package_is_known_and_translated() -> None:
    names = {
        name
        for country in COUNTRIES
        for year in range(1991, 2101)
        for special in _year(country, year).values()
        for name in special.names
    }
    assert names == HOLIDAYS
    for language in (Language.RU, Language.KK, Language.UZ):
        assert [name for name in names if translator(language).text(name) == name] == []


def test_what_a_day_is_reads_as_a_sentence() -> None:
    def text(country: Calendar, of: str, language: Language = Language.EN) -> str:
        special = WORKING.special(country, day(of))
        assert special is not None
        return special_day_text(special, translator(language))

    assert text(KZ, "2026-12-16") == "Independence Day"
    assert text(KZ, "2026-03-09") == "International Women's Day, moved from the weekend"
    assert text(UZ, "2027-05-17") == "Eid al-Adha, moved from the weekend, date estimated"
    assert text(UZ, "2026-12-12") == "working day instead of 31 Dec 2026"
    assert text(UZ, "2026-12-31") == "off for 12 Dec 2026"
    assert text(UZ, "2026-12-08", Language.UZ) == "Konstitutsiya kuni"
    assert text(KZ, "2026-12-16", Language.KK) == "Тәуелсіздік күні"


def test_the_package_is_not_imported_with_the_calendars() -> None:
    trial = (
        "import sys, tracker.workspace.days_off, tracker.ui.session;"
        "assert 'holidays' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", trial], check=False).returncode == 0


def test_the_tables_of_days_say_what_is_asked_day_by_day() -> None:
    own = OwnCalendar("own", UZ, (True,) * 6 + (False,), ((day("2027-01-09"), False),))
    working = WorkingDays((*ANNOUNCED, SpecialDay(KZ, day("2027-02-01"), works=False)), (own,))
    first = day("2026-11-01").toordinal() - BASE
    for calendar in (*Calendar, "own"):
        table = worked(working, calendar)[first : first + 400]
        days = (day("2026-11-01") + timedelta(days=n) for n in range(400))
        assert table.tolist() == [working.works(calendar, each) for each in days], calendar


def test_a_calendar_without_a_working_day_counts_every_day_and_is_named() -> None:
    own = OwnCalendar("none", Calendar.EVERY_DAY, (False,) * 7)
    tables = DayTables(WorkingDays(own=(own,)), ["none", KZ])
    assert tables.workless == {"none"}
    assert tables.row_of["none"] == 0
