"""Days and pixels turn into each other, and magnification keeps what is under the pointer."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.timeline.scale import (
    FIRST_DAY,
    LAST_DAY,
    MAX_PX_PER_DAY,
    MIN_PX_PER_DAY,
    Level,
    TimeScale,
)

days = st.integers(date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal())
zooms = st.floats(MIN_PX_PER_DAY, MAX_PX_PER_DAY)
scales = st.builds(TimeScale, days.map(float), zooms)
places = st.floats(0, 4_000)


@given(scales, days)
def test_a_day_comes_back_from_its_place(scale: TimeScale, day: int) -> None:
    assert scale.day_at(scale.x(day)) == pytest.approx(day, abs=1e-6)


@given(scales, st.floats(0.01, 100), places)
def test_zooming_keeps_the_day_under_the_pointer(scale: TimeScale, factor: float, x: float) -> None:
    zoomed = scale.zoomed(factor, x)
    assert zoomed.x(scale.day_at(x)) == pytest.approx(x, abs=1e-4)
    assert MIN_PX_PER_DAY <= zoomed.px_per_day <= MAX_PX_PER_DAY


@given(days, st.integers(0, 80_000), st.floats(100, 4_000))
def test_a_fitted_span_is_in_view(first: int, length: int, width: float) -> None:
    last = first + length
    scale = TimeScale.fit(first, last, width, margin=20)
    assert scale.x(first) >= -1e-6
    if scale.px_per_day > MIN_PX_PER_DAY:
        assert scale.x(last + 1) <= width + 1e-6
        # It stands in the middle, or fills the width between the margins.
        assert scale.x(first) == pytest.approx(width - scale.x(last + 1), abs=1e-4)


@given(zooms)
def test_the_unit_of_the_level_is_wide_enough_for_its_texts(px_per_day: float) -> None:
    level = TimeScale(0, px_per_day).level
    least = {Level.DAY: 22, Level.WEEK: 48, Level.DECADE: 72}.get(level, 36)
    assert level.unit_days * px_per_day >= least - 1e-6
    finer = list(Level)[: list(Level).index(level)]
    for other in finer:
        needed = {Level.DAY: 22, Level.WEEK: 48}.get(other, 36)
        assert other.unit_days * px_per_day < needed


@pytest.mark.parametrize("level", Level)
def test_a_level_entered_by_name_is_that_level(level: Level) -> None:
    assert TimeScale(0, level.px_per_day).level is level


@given(st.lists(zooms, min_size=2, max_size=2).map(sorted))
def test_levels_follow_magnification(pair: list[float]) -> None:
    far, near = (list(Level).index(TimeScale(0, px).level) for px in pair)
    assert far >= near


def test_what_is_in_view_counts_days_that_are_cut() -> None:
    scale = TimeScale(10.5, 10.0)
    assert scale.visible(100) == (10, 20)
    assert scale.visible(95) == (10, 19)


def test_scrolling_stops_where_the_calendar_does() -> None:
    scale = TimeScale(date(2026, 1, 1).toordinal(), 1.0)
    assert scale.scrolled(-1e9).origin == FIRST_DAY
    assert scale.scrolled(1e9).origin == LAST_DAY
    assert scale.scrolled(31).origin == date(2026, 2, 1).toordinal()
