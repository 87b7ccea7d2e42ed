"""What is supposed beside the plan: followed from step to step, and told at honest precision."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import Edge, ItemKind, LagUnit, Link, LinkType, Row, State
from tracker.domain.moving import Span, own_span
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.ranges import DayRange
from tracker.language import Language, translator
from tracker.workspace.foresight import PortfolioForesight, forecast_of, foresee
from tracker.workspace.whatif import (
    Difference,
    Moves,
    SupposedForesight,
    differences,
    followed,
    moved_text,
    rows_to_follow,
    supposed_move,
    supposed_span,
    why_not_supposed,
)
from tracker.workspace.why import why
from tracker.workspace.working_days import working_days

ON = date(2026, 11, 23)
WORK = ItemKind.ACTIVITY
EN = translator(Language.EN)


def linked(many: int, seed: int, *, loop: bool = False) -> Portfolio:
    """Two projects of works a month long, each after some before it."""
    random = Random(seed)
    rows: list[Row] = [project(1, "One"), project(2, "Two")]
    for number in range(1, many + 1):
        month = Period.month(2026 + number // 12, number % 12 + 1)
        owner = 1 + number % 2
        duration = random.choice((None, 20))
        rows += [
            item(number, f"Work {number}", kind=WORK, project_id=owner, duration_likely=duration),
            commitment(2 * number, number, month.key, edge=Edge.START),
            commitment(2 * number + 1, number, month.shifted(1).key),
        ]
    pairs = [(random.randrange(1, after), after) for after in range(2, many + 1)]
    pairs += [(many, 1)] if loop else []
    rows += [
        Link(
            id=number,
            uid=f"l{number}",
            predecessor_id=before,
            successor_id=after,
            type=random.choice(list(LinkType)),
            lag=random.randrange(0, 9),
            lag_unit=random.choice(list(LagUnit)),
        )
        for number, (before, after) in enumerate(pairs, 1)
    ]
    return Portfolio(rows)


def step(portfolio: Portfolio, before: PortfolioForesight, moves: Moves) -> SupposedForesight:
    rows = rows_to_follow(before, portfolio, moves)
    plan = before.plan if isinstance(before, SupposedForesight) else before
    forecast = (
        forecast_of(portfolio, ON, supposed=moves.values())
        if rows is None
        else followed(before.forecast, rows)
    )
    return SupposedForesight(portfolio, forecast, plan, moves)


@pytest.mark.parametrize("loop", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_following_step_by_step_says_what_a_whole_forecast_does(seed: int, loop: bool) -> None:
    portfolio, random = linked(40, seed, loop=loop), Random(seed)
    days, moves = working_days(portfolio), {}
    shown: PortfolioForesight = foresee(portfolio, ON)
    for _ in range(8):
        row = portfolio.items[random.randrange(1, 41)]
        span = supposed_span(portfolio, row, moves.get(row.id))
        assert span is not None
        known = moves.get(row.id)
        found = supposed_move(portfolio, days, row, span.moved(random.randrange(-3, 9)), known)
        moves = {**moves, row.id: found}
        before, shown = shown, step(portfolio, shown, moves)
        whole = foresee(portfolio, ON, supposed=moves.values())
        otherwise = shown.rows_otherwise(before)
        for each in (*portfolio.projects, *portfolio.items):
            said, expected = shown.of(each), whole.of(each)
            assert said is not None and expected is not None
            same = ("status", "start", "finish", "slip", "total_float")
            assert [getattr(said, name) for name in same] == [
                getattr(expected, name) for name in same
            ]
            assert said.is_supposed == (said.finish != shown.plan.of(each).finish)
            if before.of(each) != said:
                assert RowKey(each.table, each.id) in otherwise
    back = step(portfolio, shown, {})
    assert differences(portfolio, back) == []


def test_a_bar_made_longer_makes_the_work_longer_and_a_bar_moved_does_not() -> None:
    portfolio = Portfolio(
        [
            project(1, "One"),
            item(1, "Work", kind=WORK, duration_likely=10),
            commitment(1, 1, "2027-01-04", edge=Edge.START),
            commitment(2, 1, "2027-01-15"),
        ]
    )
    work, days = portfolio.items[1], working_days(portfolio)
    own = own_span(portfolio, work)
    assert own is not None
    moved = supposed_move(portfolio, days, work, own.moved(70))
    assert moved.duration is None
    longer = Span(None, Period.day(date(2027, 1, 22)))
    found = supposed_move(portfolio, days, work, longer)
    assert found.duration == 15
    again = supposed_move(portfolio, days, work, Span(None, Period.day(date(2027, 1, 18))), found)
    assert again.duration == 11
    shortest = Span(None, Period.day(date(2026, 12, 28)))
    assert supposed_move(portfolio, days, work, shortest).duration == 1


def test_what_is_settled_is_refused_with_the_reason() -> None:
    portfolio = Portfolio(
        [
            project(1, "One"),
            item(1, "Phase", kind=WORK),
            item(2, "Part", parent_id=1),
            item(3, "Done", state=State.DONE),
            item(4, "Cancelled", state=State.CANCELLED),
            item(5, "Open"),
            *(commitment(number, number, "2027") for number in range(1, 6)),
        ]
    )
    reasons = {row.id: why_not_supposed(portfolio, row) or "" for row in portfolio.items}
    assert "rows below" in reasons[1] and "done" in reasons[3] and "cancelled" in reasons[4]
    assert (reasons[2], reasons[5]) == ("", "")


@pytest.mark.parametrize(
    ("planned", "supposed", "said"),
    [
        (("2027-01-04", "2027-01-04"), ("2027-01-05", "2027-01-05"), "1 day later"),
        (("2027-01-04", "2027-01-04"), ("2026-12-30", "2026-12-30"), "5 days earlier"),
        (("2027-01-01", "2027-03-31"), ("2027-01-01", "2027-04-30"), "1 month later"),
        (("2027-01-01", "2027-12-31"), ("2026-01-01", "2026-12-31"), "12 months earlier"),
        (("2027-01-01", "2027-03-31"), ("2027-02-01", "2027-03-31"), "by less than a month"),
    ],
)
def test_a_difference_is_no_finer_than_what_is_known(
    planned: tuple[str, str], supposed: tuple[str, str], said: str
) -> None:
    ends = (DayRange(*map(date.fromisoformat, pair)) for pair in (planned, supposed))
    assert moved_text(Difference(item(1, "Work"), *ends), EN) == said
    assert moved_text(Difference(item(1, "Work"), None, None), EN) == ""


def test_the_sentence_says_what_is_supposed_and_calls_it_no_promise() -> None:
    portfolio = Portfolio(
        [
            project(1, "One"),
            item(1, "Work", kind=WORK, duration_likely=10, percent=50),
            item(2, "Launch"),
            commitment(1, 1, "2026-Q4"),
            commitment(2, 2, "2026-Q4"),
        ]
    )
    portfolio.put(Link(id=1, uid="l", predecessor_id=1, successor_id=2))
    days = working_days(portfolio)
    work = portfolio.items[1]
    moves = {1: supposed_move(portfolio, days, work, Span(None, Period.quarter(2027, 2)))}
    shown = step(portfolio, foresee(portfolio, ON), moves)
    en = translator(Language.EN)
    of_work = why(portfolio, shown, work, en).sentence
    assert of_work == "Work moves to Q2 2027 because other dates are supposed of it."
    of_launch = why(portfolio, shown, portfolio.items[2], en).sentence
    assert of_launch.startswith("Launch moves to Q2 2027 because Work (Q4 2026) must finish first")
    assert "as promised" not in of_launch
    only = {2: supposed_move(portfolio, days, portfolio.items[2], Span(None, Period.year(2029)))}
    shown = step(portfolio, foresee(portfolio, ON), only)
    of_launch = why(portfolio, shown, portfolio.items[2], en).sentence
    assert of_launch == "Launch moves to 2029 because other dates are supposed of it."
