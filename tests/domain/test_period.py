"""A period holds what was said and no more; comparing leaves open what precision leaves open."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.periods import DAYS, DEADLINES, PERIODS, PLAIN_PERIODS
from tracker.domain.period import (
    AsNeeded,
    Deadline,
    Frequency,
    Order,
    Period,
    Permanent,
    Precision,
    Qualifier,
    Recurring,
    deadline_from_key,
    period_from_key,
)

Q4 = Period.quarter(2026, 4)


@pytest.mark.parametrize(
    ("period", "key", "first", "last", "number"),
    [
        (Period.day(date(2026, 12, 31)), "2026-12-31", (2026, 12, 31), (2026, 12, 31), 31),
        (Period.month(2028, 2), "2028-02", (2028, 2, 1), (2028, 2, 29), 2),
        (Q4, "2026-Q4", (2026, 10, 1), (2026, 12, 31), 4),
        (Period.half_year(2027, 1), "2027-H1", (2027, 1, 1), (2027, 6, 30), 1),
        (Period.half_year(2026, 2), "2026-H2", (2026, 7, 1), (2026, 12, 31), 2),
        (Period.year(2027), "2027", (2027, 1, 1), (2027, 12, 31), 1),
        (Period.year(9999), "9999", (9999, 1, 1), (9999, 12, 31), 1),
    ],
)
def test_a_period_knows_its_days(
    period: Period,
    key: str,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    number: int,
) -> None:
    assert period.key == key
    assert (period.first, period.last, period.number) == (date(*first), date(*last), number)


@pytest.mark.parametrize(
    ("first", "precision"),
    [
        (date(2026, 12, 2), Precision.MONTH),
        (date(2026, 11, 1), Precision.QUARTER),
        (date(2026, 4, 1), Precision.HALF_YEAR),
        (date(2026, 7, 1), Precision.YEAR),
    ],
)
def test_a_period_begins_where_its_unit_begins(first: date, precision: Precision) -> None:
    with pytest.raises(ValueError, match="does not begin"):
        Period(first, precision)


def test_precisions_are_ordered_from_fine_to_coarse() -> None:
    assert [precision.rank for precision in Precision] == [0, 1, 2, 3, 4]
    assert [precision.months for precision in Precision] == [0, 1, 3, 6, 12]


def test_a_quarter_is_over_only_after_its_last_day() -> None:
    assert not Q4.is_over_on(date(2026, 9, 30))
    assert not Q4.is_over_on(date(2026, 10, 1))
    assert not Q4.is_over_on(date(2026, 12, 31))
    assert Q4.is_over_on(date(2027, 1, 1))


@given(PERIODS)
def test_a_period_is_over_the_day_after_its_last(period: Period) -> None:
    assert not period.is_over_on(period.last)
    assert period.is_over_on(period.last + timedelta(days=1))


@given(DAYS, st.sampled_from(Precision))
def test_the_containing_period_holds_the_day_and_not_its_neighbours(
    day: date, precision: Precision
) -> None:
    period = Period.containing(day, precision)
    assert day in period
    assert period.precision is precision
    assert period.first - timedelta(days=1) not in period
    assert period.last + timedelta(days=1) not in period


@given(PLAIN_PERIODS, PLAIN_PERIODS)
def test_a_period_contains_another_when_it_contains_all_its_days(
    one: Period, other: Period
) -> None:
    assert (other in one) == (other.first in one and other.last in one)


@given(DEADLINES)
def test_a_key_reads_back(deadline: Deadline) -> None:
    assert deadline_from_key(deadline.key) == deadline


@given(PERIODS)
def test_the_key_of_a_period_reads_back_as_a_period(period: Period) -> None:
    assert period_from_key(period.key) == period


@pytest.mark.parametrize(
    ("deadline", "key"),
    [
        (Period(date(2026, 1, 1), Precision.YEAR, by=True), "2026-by"),
        (Period(date(2026, 9, 29), Precision.DAY, by=True), "2026-09-29-by"),
        (Period(date(2027, 1, 1), Precision.YEAR, qualifier=Qualifier.BOTH), "2027%"),
        (
            Period(date(2026, 10, 1), Precision.QUARTER, True, Qualifier.APPROXIMATE),
            "2026-Q4-by~",
        ),
        (Permanent(), "permanent"),
        (AsNeeded(), "as-needed"),
        (Recurring(Frequency.QUARTER), "each-quarter"),
        (Recurring(Frequency.MONTH, 10), "each-month-by-10"),
        (Recurring(Frequency.HALF_YEAR, 1), "each-half-year-by-1"),
    ],
)
def test_keys_are_stored_so_and_never_change(deadline: Deadline, key: str) -> None:
    assert deadline.key == key
    assert deadline_from_key(key) == deadline


@pytest.mark.parametrize(
    "key",
    [
        *("", "2026-Q5", "2026-H0", "2026-13", "2026-02-29", "26", "2026-1", "2026-Q4-", "0000"),
        *("2026by", "2026-by-by", "2026~?", " 2026", "2026\n", "２０２６", "٢٠٢٦-١٢", "2026-q4"),
        *("each-", "each-decade", "each-month-by-0", "each-month-by-32", "each-month-by-１"),
        *("Permanent", "permanent~", "as needed"),
    ],
)
def test_no_other_text_is_a_key(key: str) -> None:
    with pytest.raises(ValueError):
        deadline_from_key(key)
    with pytest.raises(ValueError):
        period_from_key(key)


@pytest.mark.parametrize("day", [0, 32, -1])
def test_a_recurrence_falls_on_a_day_that_a_month_can_have(day: int) -> None:
    with pytest.raises(ValueError, match="no month has a day"):
        Recurring(Frequency.MONTH, day)


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("2026-12-30", "2026-12-31", Order.BEFORE),
        ("2026-12-31", "2026-12-31", Order.SAME),
        ("2026-Q4", "2026-Q4", Order.UNKNOWN),
        ("2026-Q4", "2026-12", Order.UNKNOWN),
        ("2026-Q4", "2026-10-01", Order.UNKNOWN),
        ("2026-Q4", "2027-H1", Order.BEFORE),
        ("2027-H1", "2026-12-31", Order.AFTER),
        ("2026-by", "2027", Order.BEFORE),
        ("2026-by", "2020", Order.UNKNOWN),
        ("2026-by", "2020-by", Order.UNKNOWN),
        ("2026-09-29-by", "2026-09-29", Order.UNKNOWN),
        ("2027", "2026-12-31-by", Order.AFTER),
    ],
)
def test_comparing_says_only_what_is_certain(one: str, other: str, order: Order) -> None:
    assert period_from_key(one).compare(period_from_key(other)) is order


def test_is_before_is_open_where_the_order_is() -> None:
    assert Q4.is_before(Period.year(2027)) is True
    assert Period.year(2027).is_before(Q4) is False
    assert Q4.is_before(Period.month(2026, 12)) is None


@given(PERIODS, PERIODS)
def test_comparing_the_other_way_round_is_the_opposite(one: Period, other: Period) -> None:
    opposite = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}
    assert other.compare(one) is opposite.get(one.compare(other), one.compare(other))


@given(PERIODS, PERIODS, st.data())
def test_a_certain_order_holds_for_every_day_that_may_be_meant(
    one: Period, other: Period, data: st.DataObject
) -> None:
    a = data.draw(st.dates(one.earliest, one.last))
    b = data.draw(st.dates(other.earliest, other.last))
    if a >= b:
        assert one.compare(other) is not Order.BEFORE
    if a != b:
        assert one.compare(other) is not Order.SAME


@given(PERIODS)
def test_a_limit_is_open_downwards(period: Period) -> None:
    assert period.earliest == (date.min if period.by else period.first)


@given(PERIODS)
def test_the_plain_period_has_the_same_days_and_nothing_else(period: Period) -> None:
    plain = period.plain
    assert (plain.first, plain.last) == (period.first, period.last)
    assert plain == Period(period.first, period.precision)


@given(PERIODS, st.integers(-200, 200), st.integers(-200, 200))
def test_shifts_add_up_and_keep_everything_else(period: Period, one: int, two: int) -> None:
    shifted = period.shifted(one)
    assert shifted.shifted(two) == period.shifted(one + two)
    assert shifted.precision is period.precision
    assert (shifted.by, shifted.qualifier) == (period.by, period.qualifier)


@given(PERIODS)
def test_the_next_period_begins_where_this_one_ends(period: Period) -> None:
    assert period.shifted(1).first == period.last + timedelta(days=1)


@pytest.mark.parametrize("key", ["9999-12-31", "9999-12", "9999-Q4", "9999-H2", "9999"])
def test_there_is_no_period_after_the_last_year(key: str) -> None:
    with pytest.raises((OverflowError, ValueError)):
        period_from_key(key).shifted(1)


@given(st.lists(PERIODS, min_size=2))
def test_sorting_is_by_the_last_day_then_the_first_then_the_finer(periods: list[Period]) -> None:
    ordered = sorted(periods, key=lambda period: period.sort_key)
    for one, other in pairwise(ordered):
        assert one.last <= other.last
        if one.last == other.last:
            assert one.first <= other.first
        if one.plain.sort_key[:2] == other.plain.sort_key[:2]:
            assert one.precision.rank <= other.precision.rank


def test_reading_periods_needs_no_dateutil() -> None:
    program = """
import sys
from tracker.domain.period import period_from_key
period = period_from_key("2026-Q4")
assert "dateutil" not in sys.modules
period.shifted(1)
assert "dateutil" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
