"""How far a deadline moved, as finely as both promises say."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.domain.periods import PERIODS
from tracker.domain.period import Period, deadline_from_key
from tracker.domain.slip import slip_days, slip_of, slip_text
from tracker.language import Language, translator


@pytest.mark.parametrize(
    ("then", "now", "text"),
    [
        ("2026-03-01", "2026-03-15", "+14 d"),
        ("2026-03-15", "2026-03-01", "−14 d"),
        ("2026", "2028", "+2 yr"),
        ("2025-Q4", "2026-Q2", "+6 mo"),
        ("2026-Q4", "2027-H1", "+6 mo"),
        ("2026-12-31", "2027-01", "+1 mo"),
        ("2026-12-01", "2026-12", ""),
        # More precise, and no later than what was promised.
        ("2026", "2026-Q4", ""),
        ("2026-by", "2026", ""),
        ("permanent", "2026", ""),
        ("2026", "each-month", ""),
    ],
)
def test_a_slip_is_told_as_finely_as_both_promises(then: str, now: str, text: str) -> None:
    found = slip_of(deadline_from_key(then), deadline_from_key(now))
    assert (slip_text(found, translator(Language.EN)) if found else "") == text


def test_nothing_known_is_no_slip() -> None:
    assert slip_of(None, deadline_from_key("2026")) is None
    assert slip_of(deadline_from_key("2026"), None) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [(Language.RU, "+6 мес."), (Language.KK, "+6 ай"), (Language.UZ, "+6 oy")],
)
def test_a_slip_in_other_languages(language: Language, text: str) -> None:
    found = slip_of(deadline_from_key("2025-Q4"), deadline_from_key("2026-Q2"))
    assert found is not None
    assert slip_text(found, translator(language)) == text


@given(PERIODS, PERIODS)
def test_there_and_back_is_no_distance(then: Period, now: Period) -> None:
    there, back = slip_of(then, now), slip_of(now, then)
    assert (there is None) is (back is None)
    if there is not None and back is not None:
        assert (there.by, there.unit) == (-back.by, back.unit)
        # The last day of a later promise is later.
        assert (there.by > 0) is (now.last > then.last)


@pytest.mark.parametrize(
    ("then", "now", "text"),
    [
        ("2026-12-31", "2027-01-30", "30"),
        ("2026-12-31", "2026-12-01", "−30"),
        ("2026-Q4", "2027-H1", "1…181"),
        ("2026-Q4", "2026-11-15", "0"),
        ("2026-Q4", "2026-Q4", "0"),
        ("2026", "2026-Q4", "0"),
        ("2026-Q4", "2026", "−273…0"),
        ("2026-Q4", "2027-by", "≤ 365"),
        ("2026-by", "2026-by", "0"),
        ("2026-by", "2024-Q1", "0"),
    ],
)
def test_a_slip_in_days_is_as_wide_as_the_dates_are(then: str, now: str, text: str) -> None:
    found = slip_days(deadline_from_key(then), deadline_from_key(now))
    assert str(found) == text


def test_what_is_no_period_has_no_slip_in_days() -> None:
    assert slip_days(deadline_from_key("permanent"), deadline_from_key("2026")) is None
    assert slip_days(deadline_from_key("2026"), None) is None
