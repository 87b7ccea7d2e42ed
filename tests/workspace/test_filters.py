"""Conditions on one row: what each asks for, and that they add up."""

from __future__ import annotations

import pytest

from tests.domain.portfolios import commitment, item, project
from tests.timeline.shapes import STATUS_DATE
from tracker.domain.fields import Context
from tracker.domain.model import Body, BodyRole, Edge, ItemKind, Names, Role, Side
from tracker.domain.period import Period, period_from_key
from tracker.domain.period_range import PeriodRange
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.workspace.filters import NO_BODY, NOT_STATED, RowFilter, touches


@pytest.fixture
def portfolio() -> Portfolio:
    activity, milestone = ItemKind.ACTIVITY, ItemKind.MILESTONE
    return Portfolio(
        [
            Body(id=1, uid="b1", name=Names(en="Ministry")),
            Body(id=2, uid="b2", name=Names(en="Akimat")),
            project(1, "Center", side=Side.JOINT, region="Syrdarya Region"),
            project(2, "Plant", side=Side.KZ, sector="Metallurgy"),
            item(1, "Halls", kind=activity),
            item(2, "Launch", kind=milestone),
            item(3, "Duty", kind=activity, project_id=2),
            item(4, "Undated", kind=activity, project_id=2),
            commitment(1, 1, "2025-Q1", edge=Edge.START),
            commitment(2, 1, "2026-Q2"),
            commitment(3, 2, "2027-H1"),
            commitment(4, 3, "permanent"),
            BodyRole(id=1, uid="r1", item_id=1, body_id=2, role=Role.RESPONSIBLE),
            BodyRole(id=2, uid="r2", item_id=1, body_id=1, role=Role.RESPONSIBLE, position=1),
            BodyRole(id=3, uid="r3", item_id=2, body_id=1, role=Role.CO_EXECUTOR),
        ]
    )


def passed(portfolio: Portfolio, row_filter: RowFilter) -> list[str]:
    fulfils = row_filter.predicate(Context(portfolio, STATUS_DATE, {}))
    rows = [*portfolio.projects, *portfolio.items]
    return [row.name.en for row in rows if fulfils(row)]


EVERYTHING = ["Center", "Plant", "Halls", "Launch", "Duty", "Undated"]


@pytest.mark.parametrize(
    ("row_filter", "expected"),
    [
        (RowFilter(), EVERYTHING),
        (RowFilter(sides=frozenset({Side.JOINT})), ["Center", "Halls", "Launch"]),
        (RowFilter(sides=frozenset({Side.JOINT, Side.KZ})), EVERYTHING),
        (RowFilter(regions=frozenset({NOT_STATED})), ["Plant", "Duty", "Undated"]),
        (RowFilter(sectors=frozenset({"Metallurgy"})), ["Plant", "Duty", "Undated"]),
        (RowFilter(bodies=frozenset({1})), ["Halls"]),
        (RowFilter(bodies=frozenset({NO_BODY})), ["Center", "Plant", "Launch", "Duty", "Undated"]),
        (RowFilter(kinds=frozenset({ItemKind.MILESTONE})), ["Launch"]),
        (RowFilter(kinds=frozenset({None})), ["Center", "Plant"]),
        (RowFilter(statuses=frozenset({Status.OVERDUE})), ["Center", "Halls"]),
        (RowFilter(project_ids=frozenset({2})), ["Plant", "Duty", "Undated"]),
        (
            RowFilter(sides=frozenset({Side.JOINT}), kinds=frozenset({ItemKind.ACTIVITY})),
            ["Halls"],
        ),
    ],
)
def test_conditions(portfolio: Portfolio, row_filter: RowFilter, expected: list[str]) -> None:
    assert passed(portfolio, row_filter) == expected


def test_what_asks_for_something_is_named() -> None:
    assert RowFilter().active == ()
    assert not RowFilter()
    asked = RowFilter(sides=frozenset({None}), period=Period.year(2026))
    assert asked.active == ("sides", "period")
    assert asked


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024", ["Duty"]),
        ("2025-01", ["Center", "Halls", "Duty"]),
        # The summary spans what lies between its parts.
        ("2026-Q3", ["Center", "Duty"]),
        ("2027-06-30", ["Center", "Launch", "Duty"]),
        ("2027-H2", ["Duty"]),
    ],
)
def test_a_period_is_touched_by_any_day_that_the_dates_allow(
    portfolio: Portfolio, period: str, expected: list[str]
) -> None:
    # Halls runs from Q1 2025 to Q2 2026; Launch is one milestone; a duty without an end goes on.
    asked = RowFilter(period=period_from_key(period))
    assert passed(portfolio, asked) == expected


def test_a_range_is_touched_from_its_first_day_to_its_last(portfolio: Portfolio) -> None:
    until = PeriodRange(None, Period.half_year(2025, 1))
    assert passed(portfolio, RowFilter(period=until)) == ["Center", "Halls", "Duty"]
    since = PeriodRange(Period.quarter(2027, 1), Period.year(2030))
    assert passed(portfolio, RowFilter(period=since)) == ["Center", "Launch", "Duty"]


def test_what_was_reported_counts_too(portfolio: Portfolio) -> None:
    done = item(5, "Done", kind=ItemKind.ACTIVITY, actual_finish=period_from_key("2023-05"))
    portfolio.put(done)
    assert touches(portfolio, done, Period.year(2023))
    assert not touches(portfolio, done, Period.year(2024))
