"""Of what is computed only that is said which somebody gave."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import Edge, ItemKind, Link, State
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.domain.ranges import honest_period
from tracker.forecast.calendars import WorkingDays
from tracker.forecast.compute import compute
from tracker.forecast.planning import plan_of
from tracker.forecast.sentence import explanation
from tracker.forecast.shown import shown_finish
from tracker.language import Language, translator

TODAY = date(2026, 11, 23)
EN = translator(Language.EN)


def said(portfolio: Portfolio, item_id: int = 1) -> tuple[str, str]:
    """The finish of an item as it is said, "" for none, and its sentence."""
    forecast = compute(plan_of(portfolio, TODAY, WorkingDays()))
    row = portfolio.items[item_id]
    known = forecast.item(item_id)
    assert known is not None
    shown = shown_finish(portfolio, forecast, row, known)
    period = honest_period(*shown) if shown else None
    text = "" if shown is None else period.key if period else f"{shown.first} {shown.last}"
    return text, explanation(portfolio, forecast, row, EN)


def work(start: str, finish: str, **more: object) -> list:  # type: ignore[type-arg]
    return [
        project(),
        item(1, "Works", kind=ItemKind.ACTIVITY, **more),
        commitment(1, 1, start, edge=Edge.START),
        commitment(2, 1, finish),
    ]


def test_a_promised_span_that_nothing_delays_is_forecast_as_it_was_promised() -> None:
    rows = work("2027-Q1", "2028-Q4")
    assert said(Portfolio(rows)) == ("2028-Q4", "Works is forecast for Q4 2028, as promised.")


def test_work_under_way_that_nothing_delays_keeps_the_last_day_although_it_is_a_holiday() -> None:
    rows = work("2024-08", "2026", state=State.IN_PROGRESS)
    assert said(Portfolio(rows))[0] == "2026"


def test_a_span_that_begins_late_is_said_as_finely_as_it_was_promised() -> None:
    period, sentence = said(Portfolio(work("2022", "2026")))
    assert period in ("2030", "2031", "2030-01-01 2031-12-31")
    assert "Nov" not in sentence.partition("because")[0]


def test_what_follows_from_such_a_span_is_said_no_finer() -> None:
    rows = [
        *work("2022", "2026"),
        item(2, "Opening", kind=ItemKind.MILESTONE),
        Link(id=1, uid="l", predecessor_id=1, successor_id=2),
    ]
    assert said(Portfolio(rows), 2)[0] == said(Portfolio(rows), 1)[0]


def test_a_duration_that_was_given_is_said_by_the_day() -> None:
    rows = work("2022", "2026", duration_likely=10)
    assert said(Portfolio(rows))[0] == "2026-12-04"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Works is overdue: promised for 2025, not reported as done."),
        ({"state": State.DONE}, "Works was done; on which day is not known."),
    ],
)
def test_no_day_is_said_where_none_is_known(more: dict[str, object], sentence: str) -> None:
    rows = [project(), item(1, "Works", kind=ItemKind.MILESTONE, **more), commitment(1, 1, "2025")]
    assert said(Portfolio(rows)) == ("", sentence)


def test_a_limit_is_said_as_one() -> None:
    rows = [
        project(),
        item(1, "Works", kind=ItemKind.MILESTONE),
        commitment(1, 1, "2025-by"),
    ]
    sentence = "Works is overdue: promised by the end of 2025, not reported as done."
    assert said(Portfolio(rows)) == ("", sentence)


def test_what_was_done_on_a_known_day_has_it() -> None:
    rows = [
        project(),
        item(
            1,
            "Works",
            kind=ItemKind.MILESTONE,
            actual_finish=Period.day(date(2026, 3, 2)),
        ),
    ]
    assert said(Portfolio(rows))[0] == "2026-03-02"


def test_a_delay_is_told_no_finer_than_the_forecast_that_it_is_of() -> None:
    """What was promised for quarters is late by what lies between the ends of quarters."""
    rows = [
        project(),
        item(1, "Permits", kind=ItemKind.ACTIVITY, duration_likely=40),
        item(2, "Halls", kind=ItemKind.ACTIVITY),
        item(3, "Launch"),
        commitment(1, 1, "2026-11-24", edge=Edge.START),
        commitment(2, 2, "2026-Q3", edge=Edge.START),
        commitment(3, 2, "2026-Q4"),
        commitment(4, 3, "2026-Q4"),
        Link(id=1, uid="l1", predecessor_id=1, successor_id=2),
        Link(id=2, uid="l2", predecessor_id=2, successor_id=3),
    ]
    portfolio = Portfolio(rows)
    forecast = compute(plan_of(portfolio, date(2026, 11, 23), WorkingDays()))
    halls, launch = portfolio.items[2], portfolio.items[3]
    known = forecast.item(2)
    assert known is not None
    shown = shown_finish(portfolio, forecast, halls, known)
    assert shown is not None
    said = explanation(portfolio, forecast, launch, translator(Language.EN))
    low, high = ((day - date(2026, 12, 31)).days for day in shown)
    assert f"is {low} to {high} days late" in said
    assert shown != known.finish
