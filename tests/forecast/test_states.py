"""Each state at the days on which it turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import Edge, ItemKind, Link, State
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.forecast.calendars import WorkingDays
from tracker.forecast.compute import compute
from tracker.forecast.planning import plan_of
from tracker.forecast.states import state_of

STATUS = date(2026, 11, 24)


def state(portfolio: Portfolio, item_id: int, on: date = STATUS) -> Status:
    return state_of(
        portfolio, compute(plan_of(portfolio, on, WorkingDays())), portfolio.items[item_id]
    )


def works(low: int, high: int, promise: str = "2026-11-30", **more: object) -> Portfolio:
    """Work from Tuesday 24 November, of ``low`` to ``high`` days of a five-day week."""
    row = item(
        1,
        "Work",
        kind=ItemKind.ACTIVITY,
        duration_low=low,
        duration_high=high,
        **more,
    )
    begun = commitment(2, 1, "2026-11-24", edge=Edge.START)
    return Portfolio([project(), row, commitment(1, 1, promise), begun])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        # Five days from Tuesday 24 November end on Monday the 30th, the last day promised.
        (1, 5, Status.PLANNED),
        (5, 5, Status.PLANNED),
        (5, 6, Status.AT_RISK),
        (6, 6, Status.LATE),
    ],
)
def test_at_risk_by_the_late_end_and_late_by_the_early_end(
    low: int, high: int, expected: Status
) -> None:
    assert state(works(low, high), 1) is expected


def test_overdue_on_the_day_after_the_promised_period() -> None:
    portfolio = Portfolio([project(), item(1, "Launch"), commitment(1, 1, "2026-Q4")])
    assert state(portfolio, 1, date(2026, 12, 31)) is Status.PLANNED
    assert state(portfolio, 1, date(2027, 1, 1)) is Status.OVERDUE


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"state": State.CANCELLED}, Status.CANCELLED),
        ({"state": State.SUSPENDED}, Status.SUSPENDED),
        ({"state": State.DONE}, Status.DONE),
        ({"actual_finish": period_from_key("2026-11")}, Status.DONE),
        ({"percent": 50}, Status.IN_PROGRESS),
        ({"percent": 1}, Status.LATE),
    ],
)
def test_what_was_reported_comes_before_the_forecast(change: dict, expected: Status) -> None:
    portfolio = works(8, 8)
    portfolio.put(replace(portfolio.items[1], **change))
    assert state(portfolio, 1) is expected


def test_a_duty_without_end_is_permanent() -> None:
    portfolio = Portfolio([project(), item(1, "Report"), commitment(1, 1, "each-quarter")])
    assert state(portfolio, 1, date(2199, 1, 1)) is Status.PERMANENT


def test_what_nothing_is_known_of_is_unknown() -> None:
    assert state(Portfolio([project(), item(1, "Row")]), 1) is Status.UNKNOWN


def test_a_summary_is_as_bad_as_its_worst_part() -> None:
    rows = [
        project(),
        item(1, "Phase", kind=ItemKind.PHASE),
        item(2, "Power line", parent_id=1, kind=ItemKind.ACTIVITY, duration_likely=60),
        item(3, "Launch", parent_id=1),
        commitment(1, 3, "2026-Q4"),
        Link(id=1, uid="l1", predecessor_id=2, successor_id=3),
    ]
    portfolio = Portfolio([rows[0], *rows[1:4], rows[4], rows[5]])
    portfolio.put(replace(portfolio.items[2], state=State.IN_PROGRESS))
    assert state(portfolio, 3) is Status.LATE
    assert state(portfolio, 1) is Status.LATE
    forecast = compute(plan_of(portfolio, STATUS, WorkingDays()))
    assert state_of(portfolio, forecast, portfolio.projects[1]) is Status.LATE
