"""A forecast is said no more precisely than it is known."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.period import Period
from tracker.domain.ranges import honest_period, range_text
from tracker.language import Language


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2027-01-15", "2027-01-15", Period.day(date(2027, 1, 15))),
        ("2027-01-15", "2027-01-16", Period.month(2027, 1)),
        ("2027-01-01", "2027-01-31", Period.month(2027, 1)),
        ("2027-01-31", "2027-02-01", None),
        ("2026-10-01", "2026-12-31", Period.quarter(2026, 4)),
        ("2026-10-02", "2026-12-31", None),
        ("2027-01-01", "2027-06-30", Period.half_year(2027, 1)),
        ("2027-01-01", "2027-12-31", Period.year(2027)),
        ("2027-01-01", "2028-12-31", None),
    ],
)
def test_the_period_is_the_least_that_is_honest(
    first: str, last: str, period: Period | None
) -> None:
    assert honest_period(date.fromisoformat(first), date.fromisoformat(last)) == period


@pytest.mark.parametrize(
    ("language", "one_year", "two_years"),
    [
        (Language.EN, "Jan – Mar 2027", "Dec 2026 – Mar 2027"),
        (Language.RU, "янв. – март 2027 г.", "декабрь 2026 г. – март 2027 г."),
        (
            Language.KK,
            "2027 жылғы қаңтар – наурыз",
            "2026 жылғы желтоқсан – 2027 жылғы наурыз",
        ),
        (Language.UZ, "2027-yil yanvar – mart", "2026-yil dekabr – 2027-yil mart"),
    ],
)
def test_two_months_in_every_language(language: Language, one_year: str, two_years: str) -> None:
    assert range_text(date(2027, 1, 12), date(2027, 3, 5), language) == one_year
    assert range_text(date(2026, 12, 12), date(2027, 3, 5), language) == two_years


def test_a_quarter_filled_to_the_day_is_the_quarter() -> None:
    assert range_text(date(2026, 10, 1), date(2026, 12, 31), Language.EN) == "Q4 2026"
