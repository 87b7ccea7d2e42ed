"""The calendar file: one reference file for each language, and what RFC 5545 asks of all of them.

To write the reference files anew after a change that is meant, and then to read the diff:

    UPDATE_GOLDEN=1 python -m pytest tests/exchange/test_calendar_file.py
    git diff tests/golden
"""

import io
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from tests.domain.portfolios import commitment, item, project
from tests.exchange.export_portfolio import STATUS_DATE, export_portfolio
from tracker.domain.model import ItemKind, Names, Setting, Source, State
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.exchange.calendar_file import CalendarReport, write_calendar
from tracker.language import Language
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Query

GOLDEN = Path(__file__).parents[1] / "golden"


def written(
    portfolio: Portfolio,
    language: Language = Language.EN,
    *,
    status_date: date = STATUS_DATE,
    query: Query | None = None,
) -> tuple[bytes, CalendarReport]:
    target = io.BytesIO()
    report = write_calendar(
        portfolio, target, language=language, status_date=status_date, query=query
    )
    return target.getvalue(), report


def events(portfolio: Portfolio, language: Language = Language.EN) -> dict[str, Event]:
    """By UID, as another program reads them."""
    content, report = written(portfolio, language)
    found = {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}
    assert len(found) == report.events
    return found


def one(key: str, **more: object) -> Event:
    """The event of a milestone with one deadline."""
    found = events(Portfolio([project(), item(1, "Opening", **more), commitment(1, 1, key)]))
    (event,) = found.values()
    return event


@pytest.mark.parametrize("language", Language)
def test_the_calendar_is_written_as_in_its_reference_file(language: Language) -> None:
    path = GOLDEN / f"milestones_{language}.ics"
    content, _ = written(export_portfolio(), language)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(content)
    assert content.decode().splitlines() == path.read_bytes().decode().splitlines()
    assert content == path.read_bytes()


@pytest.mark.parametrize(
    ("key", "first", "after"),
    [
        ("2026-12-31", date(2026, 12, 31), date(2027, 1, 1)),
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2027-H1", date(2027, 1, 1), date(2027, 7, 1)),
        ("2027", date(2027, 1, 1), date(2028, 1, 1)),
        ("2026-by", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-09-29-by", date(2026, 9, 29), date(2026, 9, 30)),
        ("2027~", date(2027, 1, 1), date(2028, 1, 1)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_an_event_spans_its_period_and_ends_before_the_day_after(
    key: str, first: date, after: date
) -> None:
    event = one(key)
    assert event["dtstart"].dt == first
    assert event["dtend"].dt == after
    assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("key", "summary"),
    [
        ("2026-12-31", "Opening"),
        ("2026-Q4", "Opening – Q4 2026"),
        ("2026-by", "Opening – by the end of 2026"),
        ("2026-09-29-by", "Opening – by 29 September 2026"),
        ("2026-12-31~", "Opening – approximately 31 December 2026"),
    ],
)
def test_the_name_says_the_deadline_where_the_days_do_not(key: str, summary: str) -> None:
    assert one(key)["summary"] == summary


def test_what_was_cancelled_or_is_unsure_is_marked_so() -> None:
    assert "status" not in one("2026-Q4")
    assert one("2027~")["status"] == one("2027?")["status"] == "TENTATIVE"
    assert one("2027~", state=State.CANCELLED)["status"] == "CANCELLED"


def test_nothing_but_milestones_with_a_period_is_in_the_file_and_the_others_are_counted() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "Phase", kind=ItemKind.PHASE),
            item(2, "Activity", kind=ItemKind.ACTIVITY),
            *(item(number, f"M{number}") for number in range(3, 8)),
            item(8, "Happened", actual_finish=period_from_key("2024-08")),
            commitment(1, 1, "2026"),
            commitment(2, 2, "2026"),
            commitment(3, 3, "2026"),
            commitment(4, 4, "permanent"),
            commitment(5, 5, "each-month-by-10"),
            commitment(6, 6, "as-needed"),
        ]
    )
    content, report = written(portfolio)
    assert report == CalendarReport(events=1, without_end=3, without_deadline=2)
    assert content.count(b"BEGIN:VEVENT") == 1


def test_only_what_a_filter_finds_is_written() -> None:
    query = Query(filter=RowFilter(project_ids=frozenset({2})))
    content, report = written(export_portfolio(), query=query)
    assert (report.events, content.count(b"SUMMARY:Commissioning")) == (1, 1)


def test_a_description_tells_wording_status_bodies_and_source() -> None:
    portfolio = export_portfolio()
    source = portfolio.sources[1]
    portfolio.put(replace(source, url="https://example.org/a?b=1,2;c"))
    told = str(events(portfolio)["i2"]["description"]).splitlines()
    assert told == [
        "Project: Central Asia International Center for Industrial Cooperation",
        "Deadline: Q4 2026",
        "Original wording: IV квартал 2026 г.",
        "Status: In progress",
        "Responsible: Ministry of Trade and Integration; "
        "Ministry of Investment, Industry and Trade",
        "Source of the date: Newsroom, 14 Jul 2024",
        "https://example.org/a?b=1,2;c",
    ]


def test_a_milestone_is_the_same_event_in_every_language_and_on_every_day() -> None:
    portfolio = export_portfolio()
    assert set(events(portfolio, Language.EN)) == set(events(portfolio, Language.KK))
    content, _ = written(portfolio, status_date=date(2027, 1, 1))
    stamps = {event["dtstamp"].dt for event in Calendar.from_ical(content).walk("VEVENT")}
    assert stamps == {datetime(2027, 1, 1, tzinfo=UTC)}


HOSTILE = "Запуск;, \\n\r\nEND:VEVENT\rBEGIN:VALARM\x00\x1b[31m\x7f «ү» " + "ұ" * 200


def test_a_hostile_text_adds_no_line_and_keeps_its_letters() -> None:
    portfolio = Portfolio(
        [
            project(name=HOSTILE),
            item(1, HOSTILE, note=HOSTILE),
            replace(commitment(1, 1, "2026-Q4", source_id=1), wording=HOSTILE),
            Source(id=1, uid="s", key="s", title=HOSTILE, publisher=HOSTILE, url=HOSTILE),
            Setting(id=1, uid="t", key="title", value=HOSTILE),
        ]
    )
    content, _ = written(portfolio)
    lines = content.decode().split("\r\n")
    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        *("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR")
    ]
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["summary"].startswith("Запуск;, \\n END:VEVENT BEGIN:VALARM[31m «ү» ұұұ")
    assert f"Note: {HOSTILE[:9]}" in event["description"]


@pytest.mark.parametrize("language", Language)
def test_lines_are_folded_at_75_octets_and_end_with_cr_lf(language: Language) -> None:
    milestones = [item(1, HOSTILE), item(2, "🏭" * 60)]
    portfolio = Portfolio(
        [project(), *milestones, commitment(1, 1, "2026"), commitment(2, 2, "2027")]
    )
    for content, _ in (written(portfolio, language), written(export_portfolio(), language)):
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert b"\r" not in content.replace(b"\r\n", b"")
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()


def test_a_milestone_without_a_name_is_named_by_its_deadline() -> None:
    portfolio = export_portfolio()
    portfolio.put(replace(portfolio.items[2], name=Names()))
    assert events(portfolio)["i2"]["summary"] == "Q4 2026"


def test_a_portfolio_without_milestones_is_an_empty_calendar_with_its_title() -> None:
    portfolio = Portfolio([Setting(id=1, uid="t", key="title", value="Портфель, 2026")])
    content, report = written(portfolio)
    assert report == CalendarReport(0, 0, 0)
    assert content.decode().splitlines()[3:] == [
        "NAME:Портфель\\, 2026",
        "X-WR-CALNAME:Портфель\\, 2026",
        "END:VCALENDAR",
    ]
