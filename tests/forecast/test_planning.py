"""What a portfolio says of an item, as the engine takes it: each rule at its boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import (
    Calendar,
    ConstraintKind,
    Edge,
    ItemKind,
    Link,
    Names,
    ScenarioMove,
    Side,
    State,
    WorkCalendar,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.forecast.calendars import OwnCalendar, WorkingDays
from tracker.forecast.compute import compute
from tracker.forecast.incremental import edited
from tracker.forecast.plan import Activity, Assumption, Duration, Plan, ProblemKind, Span
from tracker.forecast.planning import Planner, plan_of
from tracker.forecast.replanning import Touched, replanned
from tracker.forecast.result import Range

STATUS = date(2026, 11, 24)
"""A Tuesday."""


def work(**more: object) -> Portfolio:
    values = {"kind": ItemKind.ACTIVITY, "calendar": Calendar.EVERY_DAY} | more
    return Portfolio([project(), item(1, "Work", **values)])


def plan(portfolio: Portfolio, on: date = STATUS, **more: object) -> Plan:
    return plan_of(portfolio, on, WorkingDays(), **more)  # type: ignore[arg-type]


def row(portfolio: Portfolio, on: date = STATUS, **more: object) -> Activity:
    return plan(portfolio, on, **more).activities[0]


def dates(portfolio: Portfolio, item_id: int = 1, on: date = STATUS) -> tuple[str, str] | None:
    known = compute(plan(portfolio, on)).item(item_id)
    if known is None or known.finish is None:
        return None
    return known.finish.first.isoformat(), known.finish.last.isoformat()


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


# -- promises --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "on", "expected"),
    [
        ("2027-Q1", "2026-11-24", ("2027-01-01", "2027-03-31")),
        # What is left of the quarter, from the status date on.
        ("2026-Q4", "2026-11-24", ("2026-11-24", "2026-12-31")),
        ("2026-Q4", "2026-12-31", ("2026-12-31", "2026-12-31")),
        ("2026-Q4", "2027-01-01", ("2027-01-01", "2027-01-01")),
        ("2026-by", "2026-11-24", ("2026-11-24", "2026-12-31")),
    ],
)
def test_a_milestone_by_itself_is_when_it_was_promised(
    promise: str, on: str, expected: tuple[str, str]
) -> None:
    portfolio = Portfolio([project(), item(1, "Launch"), commitment(1, 1, promise)])
    assert dates(portfolio, on=date.fromisoformat(on)) == expected
    assumed = row(portfolio, date.fromisoformat(on)).assumed
    assert assumed == ((Assumption.OUTRUN,) if on == "2027-01-01" else ())


def test_a_milestone_is_held_by_its_promise_and_moved_by_what_it_waits_for() -> None:
    portfolio = work(duration_likely=10)
    portfolio.put(item(2, "Launch"))
    portfolio.put(commitment(1, 2, "2026-12-20"))
    portfolio.put(Link(id=1, uid="l1", predecessor_id=1, successor_id=2))
    assert dates(portfolio, 2) == ("2026-12-20", "2026-12-20")
    portfolio.put(replace(portfolio.items[1], duration_likely=30))
    assert dates(portfolio, 2) == ("2026-12-23", "2026-12-23")


def test_work_of_a_known_duration_is_held_by_its_promised_start_alone() -> None:
    portfolio = work(duration_likely=10)
    portfolio.put(commitment(1, 1, "2027-Q2"))
    # With nothing else that says when: it finishes as promised.
    assert dates(portfolio) == ("2027-04-01", "2027-06-30")
    portfolio.put(commitment(2, 1, "2027-01-11", edge=Edge.START))
    assert dates(portfolio) == ("2027-01-20", "2027-01-20")


def test_without_a_duration_the_promised_span_is_assumed_and_named() -> None:
    portfolio = work()
    portfolio.put(commitment(1, 1, "2027-01-11", edge=Edge.START))
    portfolio.put(commitment(2, 1, "2027-01-20"))
    assert row(portfolio).duration == Duration.of(10)
    assert compute(plan(portfolio)).assumed == {1: (Assumption.SPAN,)}
    # Pushed, it takes as long as was promised.
    portfolio.put(commitment(3, 1, "2026-11-10", edge=Edge.START, announced="2025-01-01"))
    portfolio.put(commitment(4, 1, "2026-11-19", announced="2025-01-01"))
    assert dates(portfolio) == ("2026-12-03", "2026-12-03")


def test_without_any_duration_it_takes_no_time_and_that_is_named() -> None:
    portfolio = work()
    portfolio.put(commitment(1, 1, "2027-01-20"))
    assert row(portfolio).assumed == (Assumption.NO_DURATION,)
    assert dates(portfolio) == ("2027-01-20", "2027-01-20")


def test_what_nothing_is_known_of_has_no_date_and_counts_for_no_link() -> None:
    portfolio = work()
    portfolio.put(item(2, "Launch"))
    portfolio.put(commitment(1, 2, "2027-01-20"))
    portfolio.put(Link(id=1, uid="l1", predecessor_id=1, successor_id=2))
    found = plan(portfolio)
    assert found.undated == {1}
    assert [problem.kind for problem in compute(found).problems] == [ProblemKind.LINK_LEFT_OUT]
    # The other way round it waits for something, and so has a date.
    portfolio.put(Link(id=1, uid="l1", predecessor_id=2, successor_id=1))
    assert dates(portfolio) == ("2027-01-20", "2027-01-20")


# -- what was reported -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"percent": 50}, (5, 10, 15)),
        ({"percent": 51}, (5, 10, 15)),
        ({"percent": 100}, (1, 1, 1)),
        ({"percent": 1}, (10, 20, 30)),
        # Since Friday the 20th four days are gone, the status date not counted.
        ({"actual_start": period_from_key("2026-11-20")}, (6, 16, 26)),
        ({"actual_start": period_from_key("2026-01-01")}, (1, 1, 1)),
        ({"actual_start": period_from_key("2026-11-20"), "percent": 50}, (5, 10, 15)),
        ({"actual_start": period_from_key("2026-11-24")}, (10, 20, 30)),
    ],
)
def test_what_is_left_of_work_under_way(change: dict, left: tuple[int, int, int]) -> None:
    durations = {"duration_low": 10, "duration_likely": 20, "duration_high": 30}
    assert row(work(**durations, **change)).duration == left


def test_a_start_that_was_not_reported_is_assumed() -> None:
    portfolio = work(duration_likely=10, percent=10)
    assert row(portfolio).assumed == (Assumption.START,)
    assert row(portfolio).began == span("2026-11-24", "2026-11-24")
    portfolio.put(commitment(1, 1, "2026-10", edge=Edge.START))
    assert row(portfolio).began == span("2026-10-01", "2026-10-31")


@pytest.mark.parametrize(
    ("change", "finished", "assumed"),
    [
        ({"actual_finish": period_from_key("2026-10")}, ("2026-10-01", "2026-10-31"), ()),
        # "2026", reported in November, is not after the status date.
        ({"actual_finish": period_from_key("2026")}, ("2026-01-01", "2026-11-24"), ()),
        ({"state": State.DONE}, ("2026-10-01", "2026-11-24"), (Assumption.DONE,)),
    ],
)
def test_what_is_done(change: dict, finished: tuple[str, str], assumed: tuple) -> None:
    portfolio = work(**change)
    portfolio.put(commitment(1, 1, "2026-Q4"))
    assert row(portfolio).finished == span(*finished)
    assert row(portfolio).assumed == assumed
    assert dates(portfolio) == finished


def test_an_actual_ahead_of_the_status_date_is_named() -> None:
    portfolio = work(actual_finish=period_from_key("2026-11-25"))
    assert [problem.kind for problem in compute(plan(portfolio)).problems] == [
        ProblemKind.ACTUAL_AHEAD
    ]
    portfolio = work(actual_finish=period_from_key("2026-11-24"))
    assert compute(plan(portfolio)).problems == ()


def test_cancelled_rows_and_duties_without_end_are_left_out() -> None:
    portfolio = work(duration_likely=5)
    portfolio.put(item(2, "Report"))
    portfolio.put(commitment(1, 2, "each-quarter"))
    assert plan(portfolio).standing == {2}
    portfolio.put(replace(portfolio.projects[1], state=State.CANCELLED))
    assert plan(portfolio).cancelled == {1, 2}
    assert compute(plan(portfolio)).item(1) is None


# -- constraints -----------------------------------------------------------------------------------


def constrained(kind: ConstraintKind, key: str, **more: object) -> Portfolio:
    return work(
        duration_likely=5, constraint_kind=kind, constraint_date=period_from_key(key), **more
    )


def kinds(portfolio: Portfolio) -> list[ProblemKind]:
    return [problem.kind for problem in compute(plan(portfolio)).problems]


def test_not_before_is_the_first_day_of_its_period() -> None:
    assert dates(constrained(ConstraintKind.NOT_BEFORE, "2027-Q1")) == ("2027-01-05", "2027-01-05")
    assert dates(constrained(ConstraintKind.NOT_BEFORE, "2026")) == ("2026-11-28", "2026-11-28")


def test_fixed_is_in_its_period_whatever_the_links_ask() -> None:
    portfolio = constrained(ConstraintKind.FIXED, "2026-12")
    assert dates(portfolio) == ("2026-12-05", "2027-01-04")
    portfolio.put(item(2, "Before", kind=ItemKind.ACTIVITY, duration_likely=100))
    portfolio.put(Link(id=1, uid="l1", predecessor_id=2, successor_id=1))
    assert dates(portfolio) == ("2026-12-05", "2027-01-04")
    assert kinds(portfolio) == [ProblemKind.FIXED_TOO_EARLY]
    past = constrained(ConstraintKind.FIXED, "2026-11-23")
    assert (dates(past), kinds(past)) == (
        ("2026-11-28", "2026-11-28"),
        [ProblemKind.FIXED_IN_THE_PAST],
    )


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (ConstraintKind.NOT_AFTER, ProblemKind.NOT_AFTER_MISSED),
        (ConstraintKind.DEADLINE, ProblemKind.DEADLINE_MISSED),
    ],
)
def test_last_days_move_nothing_but_count_in_the_float(
    kind: ConstraintKind, problem: ProblemKind
) -> None:
    # Five days from 24 November finish on the 28th.
    for key, float_left, named in (
        ("2026-11-28", 0, []),
        ("2026-11-27", -1, [problem]),
        ("2026-11-30", 2, []),
    ):
        portfolio = constrained(kind, key)
        portfolio.put(item(2, "Later"))
        portfolio.put(commitment(1, 2, "2027"))
        known = compute(plan(portfolio)).item(1)
        assert known is not None
        assert known.finish == Range(date(2026, 11, 28), date(2026, 11, 28))
        assert (known.total_float, kinds(portfolio)) == (float_left, named)


# -- calendars, scenarios, durations ---------------------------------------------------------------


def test_the_calendar_is_the_items_or_its_sides() -> None:
    portfolio = work(calendar=None, duration_likely=1)
    assert row(portfolio).calendar is Calendar.BOTH
    portfolio.put(replace(portfolio.projects[1], side=Side.UZ))
    assert row(portfolio).calendar is Calendar.UZ
    own = WorkCalendar(id=1, uid="six", name=Names(en="Six"), base=Calendar.UZ, weekdays="1111110")
    portfolio.put(own)
    portfolio.put(replace(portfolio.items[1], own_calendar_id=1, duration_likely=5))
    working = WorkingDays(own=(OwnCalendar("six", Calendar.UZ, (True,) * 6 + (False,)),))
    known = compute(plan_of(portfolio, STATUS, working)).item(1)
    # Tuesday to Saturday.
    assert known is not None and known.finish == Range(date(2026, 11, 28), date(2026, 11, 28))


def test_a_scenario_stands_in_the_place_of_promises_and_durations() -> None:
    portfolio = work(duration_likely=10)
    portfolio.put(commitment(1, 1, "2027-01-20"))
    start = period_from_key("2027-02-01")
    move = ScenarioMove(scenario_id=1, item_id=1, start=start, duration=3)
    supposed = row(portfolio, supposed=[move])
    assert supposed.starts == span("2027-02-01", "2027-02-01")
    assert supposed.duration == Duration.of(3)
    assert supposed.promised == span("2027-01-20", "2027-01-20")


def test_an_end_that_is_supposed_holds_of_work_that_has_outrun_its_duration() -> None:
    portfolio = work(duration_likely=10, actual_start=period_from_key("2024-01"))
    portfolio.put(commitment(1, 1, "2026-Q4"))
    assert row(portfolio).finishes is None and not row(portfolio).supposed
    later = ScenarioMove(scenario_id=1, item_id=1, finish=period_from_key("2027-02"))
    found = row(portfolio, supposed=[later])
    assert found.supposed
    assert found.finishes is not None
    assert found.finishes == span("2027-02-01", "2027-02-28")
    assert found.duration == Duration.of(1)


@pytest.mark.parametrize(
    ("low", "likely", "high", "expected"),
    [
        (5, 7, 12, (5, 7, 12)),
        (None, 7, None, (7, 7, 7)),
        (5, None, 9, (5, 7, 9)),
        (5, None, None, (5, 5, 5)),
        (None, 7, 9, (7, 7, 9)),
    ],
)
def test_durations_that_are_missing_follow_from_those_given(
    low: int | None, likely: int | None, high: int | None, expected: tuple[int, int, int]
) -> None:
    found = row(work(duration_low=low, duration_likely=likely, duration_high=high))
    assert found.duration == expected


def test_a_duration_of_0_is_named() -> None:
    portfolio = work(duration_likely=0)
    portfolio.put(commitment(1, 1, "2027-01-20"))
    assert kinds(portfolio) == [ProblemKind.ZERO_DURATION]
    assert dates(portfolio) == ("2027-01-20", "2027-01-20")


def test_phases_and_projects_span_their_parts() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "Phase", kind=ItemKind.PHASE),
            item(2, "Inner", kind=ItemKind.PHASE, parent_id=1),
            item(3, "One", parent_id=2),
            item(4, "Two", parent_id=1),
            commitment(1, 3, "2027-Q1"),
            commitment(2, 4, "2027-06"),
        ]
    )
    found = plan(portfolio)
    assert sorted(found.phases[1].parts) == [3, 4]
    assert list(found.phases[2].parts) == [3]
    assert sorted(found.projects[1]) == [3, 4]
    assert dates(portfolio, 1) == ("2027-06-01", "2027-06-30")
    known = compute(found).project(1)
    assert known is not None
    assert known.start == Range(date(2027, 1, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        ({"duration_likely": 30}, False),
        ({"percent": 40}, False),
        ({"state": State.CANCELLED}, True),
        ({"duration_likely": None}, True),
    ],
)
def test_the_forecast_follows_an_edit_of_the_portfolio(change: dict, whole: bool) -> None:
    portfolio = work(duration_likely=10)
    portfolio.put(item(2, "Launch"))
    portfolio.put(commitment(1, 2, "2026-12-20"))
    portfolio.put(Link(id=1, uid="l1", predecessor_id=1, successor_id=2))
    before = compute(plan(portfolio))
    portfolio.put(replace(portfolio.items[1], **change))
    found = replanned(
        before.network, portfolio, Planner(portfolio, STATUS, WorkingDays()), Touched(items={1})
    )
    rows = found.rows
    assert (rows is None) is whole
    after = compute(found.plan()) if rows is None else edited(before, rows, found.problems)
    anew = compute(plan(portfolio))
    assert [after.item(id) for id in (1, 2)] == [anew.item(id) for id in (1, 2)]
