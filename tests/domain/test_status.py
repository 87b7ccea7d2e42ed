"""Each rule of a status, at the day on which it turns."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.portfolios import center, commitment, item, project
from tracker.domain.model import ItemKind, State
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status, status_of

BEFORE = date(2026, 11, 23)


def status(portfolio: Portfolio, item_id: int, on: date = BEFORE) -> Status:
    return status_of(portfolio, portfolio.items[item_id], on)


def test_a_quarter_is_overdue_only_after_its_last_day() -> None:
    portfolio = center()
    assert status(portfolio, 2, date(2026, 12, 31)) is Status.PLANNED
    assert status(portfolio, 2, date(2027, 1, 1)) is Status.OVERDUE


@pytest.mark.parametrize(
    ("key", "last_good_day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-02", date(2026, 2, 28)),
        ("2027-H1", date(2027, 6, 30)),
        ("2025", date(2025, 12, 31)),
        ("2026-by", date(2026, 12, 31)),
        ("2026-09-29-by", date(2026, 9, 29)),
    ],
)
def test_overdue_begins_on_the_day_after_the_period(key: str, last_good_day: date) -> None:
    portfolio = Portfolio([project(), item(1, "Row"), commitment(1, 1, key)])
    assert status(portfolio, 1, last_good_day) is Status.PLANNED
    assert status(portfolio, 1, date.fromordinal(last_good_day.toordinal() + 1)) is Status.OVERDUE


@pytest.mark.parametrize("key", ["permanent", "as-needed", "each-month-by-10", "each-quarter"])
def test_a_deadline_that_is_no_period_is_never_overdue(key: str) -> None:
    portfolio = Portfolio([project(), item(1, "Row"), commitment(1, 1, key)])
    assert status(portfolio, 1, date(2199, 1, 1)) is Status.PERMANENT


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Status.OVERDUE),
        ({"percent": 99}, Status.OVERDUE),
        ({"actual_finish": period_from_key("2026")}, Status.DONE),
        ({"state": State.DONE}, Status.DONE),
        ({"state": State.SUSPENDED}, Status.SUSPENDED),
        ({"state": State.CANCELLED}, Status.CANCELLED),
    ],
)
def test_what_was_reported_decides_over_the_date(change: dict, expected: Status) -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.items[2], **change))
    assert status(portfolio, 2, date(2030, 1, 1)) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"percent": 0}, Status.UNKNOWN),
        ({"percent": 1}, Status.IN_PROGRESS),
        ({"actual_start": period_from_key("2026")}, Status.IN_PROGRESS),
        ({"state": State.IN_PROGRESS}, Status.IN_PROGRESS),
        ({"state": State.PLANNED}, Status.PLANNED),
    ],
)
def test_a_row_without_a_date(change: dict, expected: Status) -> None:
    portfolio = Portfolio([project(), item(1, "Row", **change)])
    assert status(portfolio, 1) is expected


def test_a_summary_is_as_bad_as_its_worst_part() -> None:
    portfolio = center()
    center_project = portfolio.projects[1]
    assert status_of(portfolio, center_project, BEFORE) is Status.PLANNED
    portfolio.put(replace(portfolio.items[2], actual_finish=period_from_key("2026-12")))
    assert status_of(portfolio, center_project, BEFORE) is Status.IN_PROGRESS
    assert status_of(portfolio, center_project, date(2027, 7, 1)) is Status.OVERDUE
    portfolio.put(replace(portfolio.items[3], actual_finish=period_from_key("2027-06")))
    assert status_of(portfolio, center_project, date(2027, 7, 1)) is Status.DONE


def test_a_cancelled_part_leaves_the_summary_open_to_be_done() -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.items[2], actual_finish=period_from_key("2026-12")))
    portfolio.put(replace(portfolio.items[3], state=State.CANCELLED))
    assert status_of(portfolio, portfolio.projects[1], date(2030, 1, 1)) is Status.DONE


def test_a_phase_with_a_promise_of_its_own_can_be_overdue_by_itself() -> None:
    portfolio = center()
    portfolio.put(commitment(3, 1, "2025"))
    assert portfolio.items[1].kind is ItemKind.PHASE
    assert status(portfolio, 1) is Status.OVERDUE


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        (None, Status.UNKNOWN),
        (State.PLANNED, Status.PLANNED),
        (State.IN_PROGRESS, Status.IN_PROGRESS),
        (State.DONE, Status.DONE),
        (State.SUSPENDED, Status.SUSPENDED),
    ],
)
def test_a_project_without_parts_has_the_state_that_was_reported(
    reported: State | None, expected: Status
) -> None:
    portfolio = Portfolio([project(state=reported)])
    assert status_of(portfolio, portfolio.projects[1], BEFORE) is expected
