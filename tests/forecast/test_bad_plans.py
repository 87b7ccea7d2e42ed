"""Plans that make no sense: named, bounded, and never a wrong date in silence."""

from __future__ import annotations

from datetime import date

import pytest

from tests.forecast.networks import STATUS
from tracker.domain.model import Calendar, LagUnit, LinkType
from tracker.forecast.calendars import OwnCalendar, WorkingDays
from tracker.forecast.compute import compute
from tracker.forecast.explain import chain_of
from tracker.forecast.plan import (
    Activity,
    Dependency,
    Duration,
    Phase,
    Plan,
    Problem,
    ProblemKind,
    Span,
)
from tracker.forecast.result import Forecast
from tracker.forecast.risk import sample

TODAY = STATUS.toordinal()


def row(id: int, days: int = 1, **more: object) -> Activity:
    values = {"calendar": Calendar.EVERY_DAY, "duration": Duration.of(days), "project": 1}
    return Activity(id=id, **(values | more))  # type: ignore[arg-type]


def forecast(*rows: Activity, links: tuple[tuple[int, int], ...] = (), **more: object) -> Forecast:
    found = [Dependency(id, *pair) for id, pair in enumerate(links, start=1)]
    values = {"dependencies": found, "projects": {1: [each.id for each in rows]}}
    return compute(Plan(status_date=STATUS, activities=rows, **(values | more)))  # type: ignore[arg-type]


def finish(found: Forecast, item: int) -> int | None:
    known = found.item(item)
    assert known is not None
    return known.finish.last.toordinal() - TODAY + 1 if known.finish else None


def test_a_loop_is_named_in_its_order_and_stops_nothing_else() -> None:
    rows = [row(id, 2) for id in range(1, 8)]
    found = forecast(*rows, links=((1, 2), (2, 3), (3, 4), (4, 2), (4, 5), (6, 7)))
    assert found.loops == ((2, 3, 4),)
    assert found.problems == (Problem(ProblemKind.LOOP, (2, 3, 4), (2, 3, 4)),)
    # Without the links of the loop: 2 still waits for 1, and 5 for 4.
    assert [finish(found, id) for id in range(1, 8)] == [2, 4, 2, 2, 4, 2, 4]
    assert found.doubtful == {2, 3, 4, 5}
    known = found.item(5)
    assert known is not None and known.doubtful


def test_several_loops_and_loops_within_loops_are_each_named_once() -> None:
    rows = [row(id) for id in range(1, 9)]
    links = ((1, 2), (2, 1), (3, 4), (4, 5), (5, 3), (4, 3), (7, 8), (8, 7), (2, 3))
    found = forecast(*rows, links=links)
    assert sorted(len(loop) for loop in found.loops) == [2, 2, 2]
    assert {frozenset(loop) for loop in found.loops} == {
        frozenset({1, 2}),
        frozenset({3, 4}),
        frozenset({7, 8}),
    }


def test_a_loop_through_a_phase_names_the_phase() -> None:
    phases = {9: Phase([1, 2])}
    found = forecast(row(1), row(2), row(3), links=((9, 3), (3, 1)), phases=phases)
    assert len(found.loops) == 1
    assert set(found.loops[0]) == {9, 3, 1}


def test_a_phase_before_its_own_part_is_a_loop() -> None:
    found = forecast(row(1), row(2), links=((9, 1),), phases={9: Phase([1, 2])})
    assert [problem.kind for problem in found.problems] == [ProblemKind.LOOP]
    assert finish(found, 1) == 1


def test_what_is_done_breaks_a_loop() -> None:
    done = row(2, finished=Span(TODAY - 3, TODAY - 3))
    found = forecast(row(1), done, row(3), links=((1, 2), (2, 3), (3, 1)))
    assert found.loops == ()
    assert [finish(found, id) for id in (3, 1)] == [1, 2]


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        ((1, 99), ProblemKind.LINK_TO_NOTHING),
        ((99, 1), ProblemKind.LINK_TO_NOTHING),
        ((1, 1), ProblemKind.LINK_TO_ITSELF),
        ((5, 1), ProblemKind.LINK_LEFT_OUT),
        ((6, 1), ProblemKind.LINK_LEFT_OUT),
        ((7, 1), ProblemKind.LINK_LEFT_OUT),
        ((8, 1), ProblemKind.LINK_LEFT_OUT),
    ],
)
def test_links_that_cannot_count_are_named(pair: tuple[int, int], kind: ProblemKind) -> None:
    found = forecast(
        row(1),
        links=(pair,),
        undated=frozenset({5}),
        standing=frozenset({6}),
        cancelled=frozenset({7}),
        phases={8: Phase([])},
    )
    assert found.problems == (Problem(kind, pair, (1,)),)
    assert finish(found, 1) == 1


def test_a_duration_of_nothing_is_an_event_and_one_beyond_2200_has_no_date() -> None:
    found = forecast(row(1, 0), row(2, 100_000), row(3, 100_001), row(4), links=((2, 4),))
    assert finish(found, 1) == 1
    # 100,000 days on from December 2026 are past 31 December 2200.
    assert [finish(found, id) for id in (2, 3, 4)] == [None, None, None]
    assert Problem(ProblemKind.DURATION_TOO_LONG, (3,)) in found.problems
    assert Problem(ProblemKind.AFTER_2200, (2,)) in found.problems
    assert Problem(ProblemKind.AFTER_2200, (4,)) in found.problems
    known = found.item(4)
    assert known is not None and known.total_float is None


def test_the_last_day_of_2200_is_a_date_and_the_next_is_none() -> None:
    days = date(2200, 12, 31).toordinal() - TODAY + 1
    assert finish(forecast(row(1, days)), 1) == days
    assert finish(forecast(row(1, days + 1)), 1) is None


@pytest.mark.parametrize("low_likely_high", [(5, 4, 6), (5, 6, 4), (-1, 2, 3)])
def test_durations_out_of_order_are_named(low_likely_high: tuple[int, int, int]) -> None:
    found = forecast(row(1, duration=Duration(*low_likely_high)))
    assert found.problems == (Problem(ProblemKind.DURATIONS_CROSSED, (1,)),)
    assert finish(found, 1) == max(low_likely_high[0], low_likely_high[2])


def test_leads_that_reach_before_everything_ask_for_nothing() -> None:
    lead = Dependency(1, 1, 2, LinkType.FS, -100_000, LagUnit.CALENDAR_DAYS)
    found = forecast(row(1), row(2), dependencies=[lead])
    assert finish(found, 2) == 1
    assert found.problems == (Problem(ProblemKind.LEAD_BEFORE_TIME, (1, 2), (1,)),)
    assert forecast(row(1), row(2), dependencies=[Dependency(1, 1, 2, lag=-20)]).problems == ()


def test_a_lag_of_more_than_all_time_is_named() -> None:
    found = forecast(row(1), row(2), dependencies=[Dependency(1, 1, 2, lag=10**9)])
    assert Problem(ProblemKind.LAG_TOO_LONG, (1, 2), (1,)) in found.problems
    assert finish(found, 2) is None


def test_a_calendar_without_a_working_day_is_named_and_counts_every_day() -> None:
    never = OwnCalendar("never", Calendar.EVERY_DAY, (False,) * 7)
    found = forecast(row(1, 3, calendar="never"), working_days=WorkingDays(own=(never,)))
    assert found.problems == (Problem(ProblemKind.NO_WORKING_DAY, (1,)),)
    assert finish(found, 1) == 3


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(1899, 12, 31), ProblemKind.BEFORE_1900),
        (date(1900, 1, 1), None),
        (date(2200, 12, 31), None),
        (date(2201, 1, 1), ProblemKind.AFTER_2200),
    ],
)
def test_days_outside_of_1900_to_2200_are_named(day: date, kind: ProblemKind | None) -> None:
    span = Span(day.toordinal(), day.toordinal())
    found = forecast(row(1, finished=span))
    named = {problem.kind for problem in found.problems} - {ProblemKind.ACTUAL_AHEAD}
    assert named == ({kind} if kind else set())
    known = found.item(1)
    assert known is not None
    assert (known.finish is None) is (kind is not None)


def test_50_000_links_on_one_item() -> None:
    rows = [row(id, 1 + id % 7) for id in range(1, 50_002)]
    into = tuple((id, 50_001) for id in range(1, 50_001))
    found = forecast(*rows, links=into)
    assert finish(found, 50_001) == 8 + (50_001 % 7)
    assert len(chain_of(found, 50_001)) == 2
    out = tuple((1, id) for id in range(2, 50_002))
    assert finish(forecast(*rows, links=out), 50_001) == 3 + 50_001 % 7
    doubled = forecast(row(1), row(2), links=((1, 2),) * 50_000)
    assert finish(doubled, 2) == 2


def test_a_chain_of_20_000() -> None:
    many = 20_000
    rows = [row(id) for id in range(1, many + 1)]
    links = tuple((id, id + 1) for id in range(1, many))
    found = forecast(*rows, links=links)
    assert finish(found, many) == many
    assert len(chain_of(found, many)) == many


def test_a_loop_of_50_000() -> None:
    many = 50_000
    rows = [row(id) for id in range(1, many + 1)]
    links = (*((id, id + 1) for id in range(1, many)), (many, 1))
    assert forecast(*rows, links=links).loops == (tuple(range(1, many + 1)),)


def test_links_between_large_phases_are_not_multiplied() -> None:
    many = 3000
    rows = [row(id, 2) for id in range(1, 2 * many + 1)]
    phases = {
        10_001: Phase(range(1, many + 1)),
        10_002: Phase(range(many + 1, 2 * many + 1)),
    }
    links = ((10_001, 10_002),) * 200
    found = forecast(*rows, links=links, phases=phases)
    assert finish(found, 2 * many) == 4
    assert len(found.network.edges) == 2 * many + 200


def test_nothing_at_all() -> None:
    found = forecast()
    assert (found.item(1), found.project(1), found.problems) == (None, None, ())
    assert sample(found.plan, runs=3, seed=1).items == {}
    assert forecast(links=((1, 2),)).problems[0].kind is ProblemKind.LINK_TO_NOTHING
