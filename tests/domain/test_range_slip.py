"""How far a forecast has moved, no finer than both of them are said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.ranges import DayRange
from tracker.domain.slip import RangeSlip, SlipUnit, range_slip, range_slip_text
from tracker.language import Language, translator

EN = translator(Language.EN)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
RANGES = st.builds(
    lambda first, more: DayRange(first, first + timedelta(more)), DAYS, st.integers(0, 800)
)


def spanned(text: str) -> DayRange:
    first, _, last = text.partition("..")
    return DayRange(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("2027-03-05", "2027-03-20", "+15 d"),
        ("2027-03-20", "2027-03-05", "−15 d"),
        ("2027-03-05", "2027-03-05", "0"),
        # A quarter, and a quarter: never 90 days.
        ("2026-10-01..2026-12-31", "2027-01-01..2027-03-31", "+3 mo"),
        ("2026-01-01..2026-12-31", "2027-01-01..2027-12-31", "+1 yr"),
        # Within one month it is said "Mar 2027", and so is what it moves by.
        ("2027-03-05..2027-03-09", "2027-04-02..2027-04-08", "+1 mo"),
        ("2027-03-05..2027-03-09", "2027-03-12..2027-03-20", "0"),
        # One of both is coarse.
        ("2027-03-05", "2027-04-01..2027-06-30", "+1…+3 mo"),
        # The early end stays where it was, the late one does not.
        ("2027-01-01..2027-03-31", "2027-01-01..2027-06-30", "0…+3 mo"),
        ("2027-01-01..2027-06-30", "2026-12-01..2027-07-31", "−1…+1 mo"),
        # Only more exact.
        ("2027-01-01..2027-03-31", "2027-02-01..2027-02-28", "0"),
    ],
)
def test_a_forecast_moves_by_what_both_of_them_say(then: str, now: str, said: str) -> None:
    assert range_slip_text(range_slip(spanned(then), spanned(now)), EN) == said


@given(then=RANGES, now=RANGES)
def test_days_are_told_only_between_two_days(then: DayRange, now: DayRange) -> None:
    slip = range_slip(then, now)
    are_days = then.first == then.last and now.first == now.last
    assert (slip.unit is SlipUnit.DAYS) == are_days
    assert range_slip(now, now) == RangeSlip(0, 0, range_slip(now, now).unit)


@given(then=RANGES, now=RANGES)
def test_what_moves_both_ends_later_is_ordered_behind_what_does_not(
    then: DayRange, now: DayRange
) -> None:
    slip = range_slip(then, now)
    if slip.first > 0 and slip.last > 0:
        assert slip.days > range_slip(then, then).days
