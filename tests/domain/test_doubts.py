"""What is named as missing or contradictory, and what is not."""

from __future__ import annotations

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.doubts import Doubt, doubts, doubts_of
from tracker.domain.model import Edge, ItemKind
from tracker.domain.period import deadline_from_key, period_from_key
from tracker.domain.portfolio import Portfolio


@pytest.mark.parametrize(
    ("start", "finish"),
    [("2027-H2", "2024-Q1"), ("2026-10-03", "2026-10-02"), ("2025", "2024-by"), ("9999", "0001")],
)
def test_a_finish_before_the_start_is_named(start: str, finish: str) -> None:
    found = doubts(deadline_from_key(start), deadline_from_key(finish), None, None)
    assert found == (Doubt.FINISH_BEFORE_START,)


@pytest.mark.parametrize(
    ("start", "finish"),
    [
        ("2026-Q4", "2026-Q4"),
        ("2026", "2026-03"),
        ("2026-03-01", "2026-by"),
        ("permanent", "2026"),
        ("2027", "permanent"),
        ("2027", "each-month"),
    ],
)
def test_dates_that_can_both_hold_are_no_contradiction(start: str, finish: str) -> None:
    assert doubts(deadline_from_key(start), deadline_from_key(finish), None, None) == ()


def test_what_happened_may_contradict_itself_but_not_the_plan() -> None:
    early, late = period_from_key("2026-01"), period_from_key("2026-03")
    assert doubts(None, None, late, early) == (Doubt.ACTUAL_FINISH_BEFORE_START,)
    # It was done before its committed start: unusual, and possible.
    assert doubts(late, None, None, early) == ()


def test_no_date_is_named_only_where_nothing_at_all_was_said() -> None:
    rows = [
        project(),
        project(2),
        item(1, "Said nothing of", kind=ItemKind.ACTIVITY),
        item(2, "Begun", kind=ItemKind.ACTIVITY, actual_start=period_from_key("2026")),
        item(3, "A milestone has no start"),
        commitment(1, 3, "2026", edge=Edge.START),
        item(4, "Promised"),
        commitment(2, 4, "2026-Q4"),
    ]
    portfolio = Portfolio(rows)
    named = {row.id: doubts_of(portfolio, row) for row in portfolio.items}
    assert named == {1: (Doubt.NO_DATE,), 2: (), 3: (Doubt.NO_DATE,), 4: ()}
    assert doubts_of(portfolio, portfolio.projects[1]) == ()
    assert doubts_of(portfolio, portfolio.projects[2]) == (Doubt.NO_DATE,)
