"""The minimap shows every project and the window of time of the chart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import commitment, item, project
from tests.timeline.shapes import STATUS_DATE, day, measure
from tracker.domain.model import State
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.timeline.overview import (
    Grip,
    OverviewLine,
    build_overview,
    frame,
    grip_at,
    lay_out_overview,
    overview_scale,
    resized,
)
from tracker.timeline.primitives import Rect, StyleName, Text
from tracker.timeline.scale import MAX_PX_PER_DAY, MIN_PX_PER_DAY, TimeScale


def portfolio(projects: int = 2) -> Portfolio:
    return Portfolio(
        [
            *(project(id) for id in range(1, projects + 1)),
            project(99, "Nothing is known"),
            item(1, "Launch", actual_finish=period_from_key("2019-12-05"), state=State.DONE),
            item(2, "Opening", project_id=2),
            commitment(1, 2, "2027-H1"),
        ]
    )


OVERVIEW = build_overview(portfolio(), STATUS_DATE)
CHART = TimeScale(day("2024-01-01"), 1.0)


def test_it_covers_whole_years_and_what_is_known() -> None:
    assert (OVERVIEW.first_day, OVERVIEW.last_day) == (day("2019-01-01"), day("2027-12-31"))
    assert OVERVIEW.lines == (
        OverviewLine(day("2019-12-05"), day("2019-12-05"), Status.DONE),
        OverviewLine(day("2027-01-01"), day("2027-06-30"), Status.PLANNED),
    )


def test_the_frame_is_the_window_of_the_chart() -> None:
    scale = overview_scale(OVERVIEW, 900)
    left, right = frame(OVERVIEW, 900, CHART, 366)
    assert scale.day_at(left) == pytest.approx(day("2024-01-01"))
    assert scale.day_at(right) == pytest.approx(day("2025-01-01"))


def test_a_frame_can_always_be_taken_hold_of() -> None:
    left, right = frame(OVERVIEW, 300, TimeScale(day("2024-01-01"), 40.0), 400)
    assert right - left == 8


def test_one_line_a_project_in_its_status() -> None:
    scene = lay_out_overview(OVERVIEW, 900, CHART, 366, measure=measure)
    styles = {StyleName.OVERVIEW_DONE, StyleName.OVERVIEW_PLAN}
    lines = [shape for shape in scene if shape.style in styles]
    assert [shape.style for shape in lines] == [StyleName.OVERVIEW_DONE, StyleName.OVERVIEW_PLAN]
    first, second = lines
    assert isinstance(first, Rect) and isinstance(second, Rect)
    assert first.width == 3.0
    assert first.y < second.y


def test_many_projects_stay_within_the_strip() -> None:
    many = Portfolio(
        [
            *(project(id) for id in range(1, 301)),
            *(item(id, "Launch", project_id=id) for id in range(1, 301)),
            *(commitment(id, id, "2027") for id in range(1, 301)),
        ]
    )
    scene = lay_out_overview(build_overview(many, STATUS_DATE), 900, CHART, 366, measure=measure)
    lines = [shape for shape in scene if shape.style is StyleName.OVERVIEW_PLAN]
    assert len(lines) == 300
    assert all(isinstance(line, Rect) and line.y + line.height <= 60 for line in lines)


def test_numbers_of_years_do_not_meet() -> None:
    scene = lay_out_overview(OVERVIEW, 220, CHART, 366, measure=measure)
    xs = [shape.x for shape in scene if isinstance(shape, Text)]
    assert len(xs) >= 2
    assert all(after - before >= 24 for before, after in pairwise(xs))


def test_an_empty_file_has_the_year_of_the_status_date() -> None:
    empty = build_overview(Portfolio(), STATUS_DATE)
    assert (empty.first_day, empty.last_day) == (day("2026-01-01"), day("2026-12-31"))
    assert lay_out_overview(empty, 900, CHART, 366, measure=measure)


# -- taking hold of the window -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "grip"),
    [
        (80, Grip.NOTHING),
        (95, Grip.LEFT),
        (104, Grip.LEFT),
        (150, Grip.WINDOW),
        (197, Grip.RIGHT),
        (205, Grip.RIGHT),
        (210, Grip.NOTHING),
    ],
)
def test_what_of_the_window_is_taken_hold_of(x: float, grip: Grip) -> None:
    assert grip_at((100.0, 200.0), x) is grip


def test_the_narrowest_window_can_still_be_moved() -> None:
    assert grip_at((100.0, 108.0), 104) is Grip.WINDOW
    assert grip_at((100.0, 108.0), 101) is Grip.LEFT
    assert grip_at((100.0, 108.0), 107) is Grip.RIGHT


@given(
    st.sampled_from([Grip.LEFT, Grip.RIGHT]),
    st.floats(700_000, 760_000),
    st.floats(0.01, 20),
    st.floats(690_000, 770_000),
)
def test_the_edge_that_is_not_held_stays(
    grip: Grip, origin: float, px_per_day: float, day: float
) -> None:
    before = TimeScale(origin, px_per_day)
    after = resized(before, 900.0, grip, day)
    still = 900.0 if grip is Grip.LEFT else 0.0
    assert after.day_at(still) == pytest.approx(before.day_at(still), abs=1e-4)
    assert MIN_PX_PER_DAY <= after.px_per_day <= MAX_PX_PER_DAY
    held = 0.0 if grip is Grip.LEFT else 900.0
    if MIN_PX_PER_DAY * 1.01 < after.px_per_day < MAX_PX_PER_DAY / 1.01:
        assert after.day_at(held) == pytest.approx(day, abs=1e-3)
