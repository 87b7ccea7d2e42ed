"""A date that is moved stays as precise as it was; what is moved back is what it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.periods import PERIODS
from tests.domain.portfolios import center
from tracker.domain.moving import Span, finer, in_place, middle, own_span, refined, units_between
from tracker.domain.period import Period, Precision, period_from_key

UNITS = st.integers(-40, 40)
SPANS = st.builds(Span, st.none() | PERIODS, PERIODS)


def span(start: str, finish: str) -> Span:
    return Span(
        period_from_key(start) if start else None, period_from_key(finish) if finish else None
    )


def keys(found: Span) -> tuple[str, str]:
    return (found.start.key if found.start else "", found.finish.key if found.finish else "")


@given(SPANS, UNITS)
def test_a_move_there_and_back_gives_the_same_dates(found: Span, units: int) -> None:
    days = [date for date in (found.start, found.finish) if date is not None]
    short = any(each.precision is Precision.DAY and each.first.day > 28 for each in days)
    # A 31st that has become a 30th for want of one stays so.
    assume(not short or found.leading.precision is Precision.DAY)
    assert found.moved(units).moved(-units) == found


@given(SPANS, UNITS)
def test_a_move_changes_neither_precision_nor_limit(found: Span, units: int) -> None:
    moved = found.moved(units)
    for before, after in ((found.start, moved.start), (found.finish, moved.finish)):
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert (before.precision, before.by, before.qualifier) == (
                after.precision,
                after.by,
                after.qualifier,
            )


@pytest.mark.parametrize(
    ("start", "finish", "units", "moved"),
    [
        ("", "2026-Q4", 1, ("", "2027-Q1")),
        ("", "2026-by", -1, ("", "2025-by")),
        ("2026-01", "2026-02", 1, ("2026-02", "2026-03")),
        ("2026-03", "2026-Q4", 1, ("2026-06", "2027-Q1")),
        ("2026-Q1", "2027", -1, ("2025-Q1", "2026")),
        ("2026-01-31", "2026-06", 1, ("2026-02-28", "2026-07")),
        ("2026-01-31", "2026-02-02", 1, ("2026-02-01", "2026-02-03")),
        ("2026-H1", "2026-12-15", 1, ("2026-H2", "2027-06-15")),
    ],
)
def test_the_coarser_date_leads(
    start: str, finish: str, units: int, moved: tuple[str, str]
) -> None:
    assert keys(span(start, finish).moved(units)) == moved


@pytest.mark.parametrize(
    ("start", "finish", "now"),
    [
        ("", "2026-Q4", ("", "2026-11")),
        ("", "2026", ("", "2026-H2")),
        ("2026-Q1", "2026-Q4", ("2026-02", "2026-11")),
        ("2026-03", "2026-Q4-by", ("2026-03", "2026-11-by")),
        ("", "2026-11-23", ("", "2026-11-23")),
    ],
)
def test_what_is_refined_is_the_unit_in_the_middle(
    start: str, finish: str, now: tuple[str, str]
) -> None:
    assert keys(span(start, finish).refined()) == now


@given(PERIODS)
def test_refined_lies_within(period: Period) -> None:
    found = refined(period, finer(period.precision))
    assert found in period
    assert in_place(period, middle(period)) == period


@given(PERIODS, UNITS)
def test_units_are_counted_as_they_are_moved(period: Period, units: int) -> None:
    assert units_between(period, period.shifted(units)) == units


def test_the_span_of_a_row_is_its_own() -> None:
    portfolio = center()
    assert own_span(portfolio, portfolio.projects[1]) is None
    assert own_span(portfolio, portfolio.items[1]) is None
    found = own_span(portfolio, portfolio.items[2])
    assert found == Span(None, Period.containing(date(2026, 10, 1), Precision.QUARTER))
