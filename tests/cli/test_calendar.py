"""``calendar``: what both countries work in a year, as a file has it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.cli.runs import fails, succeeds
from tracker.domain.model import Calendar, CalendarDay, Names, Source, WorkCalendar
from tracker.domain.period import Period
from tracker.workspace import Workspace, operations


def test_uzbekistan_works_on_a_saturday_for_the_last_day_of_2026(sample: Path) -> None:
    found = json.loads(succeeds("calendar", sample, "--year", "2026", "--json"))
    days = {day["day"]: day for day in found["countries"]["UZ"]["days"]}
    assert days["2026-12-12"]["works"]
    assert days["2026-12-12"]["exchanged"] == "2026-12-31"
    assert not days["2026-12-31"]["works"]
    assert "2026-12-12" not in {day["day"] for day in found["countries"]["KZ"]["days"]}


def test_what_follows_the_moon_is_marked_as_estimated(sample: Path) -> None:
    found = json.loads(succeeds("calendar", sample, "--year", "2027", "--json"))
    days = [day for country in found["countries"].values() for day in country["days"]]
    estimated = [day for day in days if day["estimated"]]
    assert {"Eid al-Adha", "Eid al-Fitr"} & {name for day in estimated for name in day["names"]}
    assert all(not day["estimated"] for day in days if day["day"].endswith("-01-01"))


def test_what_the_file_says_comes_with_its_source(own: Path) -> None:
    day = CalendarDay(
        country=Calendar.KZ, day=Period.day(date(2026, 12, 12)), works=True, name="Instead"
    )
    with Workspace.open(own, user="tester") as workspace:
        operations.set_calendar_day(
            workspace, day=day, new_source=Source(key="decree", title="A decree")
        )
        operations.add_calendar(
            workspace, calendar=WorkCalendar(name=Names(en="Six days"), base=Calendar.UZ)
        )
    found = json.loads(succeeds("calendar", own, "--year", "2026", "--json"))
    days = {day["day"]: day for day in found["countries"]["KZ"]["days"]}
    assert days["2026-12-12"] == {
        "day": "2026-12-12",
        "works": True,
        "names": ["Instead"],
        "moved": False,
        "estimated": False,
        "exchanged": None,
        "from_file": True,
        "source": "decree",
    }
    assert found["countries"]["KZ"]["working_days"] == 248
    assert [calendar["name"] for calendar in found["calendars"]] == [{"en": "Six days"}]
    text = succeeds("calendar", own, "--year", "2026")
    assert "Kazakhstan, 2026: 248 working days" in text
    assert "12 Dec 2026 Sat + Instead (from the file)" in text


def test_the_year_is_that_of_the_status_date(own: Path) -> None:
    assert json.loads(succeeds("calendar", own, "--json"))["year"] == 2026


def test_a_year_beyond_the_bounds_is_refused(own: Path) -> None:
    assert "1850" in fails("calendar", own, "--year", "1850")
