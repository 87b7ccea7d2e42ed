"""A time from one period to another."""

import pytest

from tracker.domain.period import Period
from tracker.domain.period_range import PeriodRange, range_from_key
from tracker.domain.period_text import Style
from tracker.language import Language

Q1, H1 = Period.quarter(2024, 1), Period.half_year(2027, 1)


@pytest.mark.parametrize(
    ("begin", "end", "key", "text"),
    [
        (Q1, H1, "2024-Q1..2027-H1", "Q1 2024 – H1 2027"),
        (Q1, None, "2024-Q1..", "Q1 2024 – …"),
        (None, H1, "..2027-H1", "… – H1 2027"),
        # A year, and a day of it: from its first day on, or up to its last.
        (Period.year(2024), Q1, "2024..2024-Q1", "2024 – Q1 2024"),
    ],
)
def test_each_end_keeps_its_precision(
    begin: Period | None, end: Period | None, key: str, text: str
) -> None:
    found = PeriodRange(begin, end)
    assert found.key == key and range_from_key(key) == found
    assert found.text(Language.EN, Style.SHORT) == text


def test_it_lasts_from_the_first_day_of_the_one_to_the_last_of_the_other() -> None:
    found = PeriodRange(Q1, H1)
    assert (found.first, found.last) == (Q1.first, H1.last)


@pytest.mark.parametrize(("begin", "end"), [(H1, Q1), (None, None)])
def test_what_is_no_range_is_refused(begin: Period | None, end: Period | None) -> None:
    with pytest.raises(ValueError, match=r"range|over before"):
        PeriodRange(begin, end)
    with pytest.raises(ValueError):
        range_from_key("2024-Q1")
