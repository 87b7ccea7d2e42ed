"""Where in time a view goes."""

from __future__ import annotations

import pytest

from tests.timeline.shapes import chart_of, day, milestone, row
from tracker.timeline.scale import TimeScale
from tracker.timeline.travel import showing, span_of


def test_the_span_of_rows_is_what_any_of_them_says() -> None:
    chart = chart_of(row(1, "2026-Q4", "2025"), milestone(2, "2027-03-05"), milestone(3))
    assert span_of(chart.rows(1, 1)) == (day("2025-01-01"), day("2026-12-31"))
    assert span_of(chart.rows(1, 3)) == (day("2025-01-01"), day("2027-03-05"))
    assert span_of(chart.rows(3, 3)) is None
    assert span_of([]) is None


def test_a_period_that_fits_keeps_the_magnification() -> None:
    scale = TimeScale(day("2020-01-01"), 1.0)
    shown = showing(scale, day("2026-10-01"), day("2026-12-31"), 800, margin=48)
    assert shown.px_per_day == 1.0
    left, right = shown.x(day("2026-10-01")), shown.x(day("2027-01-01"))
    assert left == pytest.approx(800 - right)


def test_a_longer_one_is_fitted_in() -> None:
    scale = TimeScale(day("2020-01-01"), 1.0)
    first, last = day("2020-01-01"), day("2029-12-31")
    shown = showing(scale, first, last, 800, margin=48)
    assert shown.x(first) == pytest.approx(48)
    assert shown.x(last + 1) == pytest.approx(752)
