"""What lies under the pointer is what is seen there."""

from __future__ import annotations

import pytest

from tests.domain.portfolios import commitment
from tests.timeline.shapes import (
    DONE,
    STATUS_DATE,
    chart_of,
    day,
    link,
    milestone,
    row,
    scene_of,
)
from tracker.domain.model import Edge, LinkType
from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import Ghost
from tracker.timeline.hit_test import NOTHING, Hit, Part, hit_test
from tracker.timeline.primitives import Layer, Line, StyleName
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale

SCALE = TimeScale(day("2026-01-01"), 2.0)
LEFT, RIGHT = SCALE.x(day("2026-04-01")), SCALE.x(day("2027-04-01"))
# Row 0 is the project; row 1 is 32 to 64.
MIDDLE = 48.0


def hit(chart: Chart, x: float, y: float = MIDDLE, *, scroll_y: float = 0.0) -> Hit:
    rows = UniformRows(len(chart))
    return hit_test(chart, SCALE, rows, Viewport(2_000, 600, scroll_y), x, y)


BAR = chart_of(row(1, "2027-03-31", "2026-04-01", percent=50))


@pytest.mark.parametrize(
    ("x", "part"),
    [
        (LEFT - 4, Part.ROW),
        (LEFT - 3, Part.START),
        (LEFT + 3, Part.START),
        (LEFT + 4, Part.MOVE),
        ((LEFT + RIGHT) / 2, Part.PROGRESS),
        ((LEFT + RIGHT) / 2 + 5, Part.MOVE),
        (RIGHT - 3, Part.FINISH),
        (RIGHT + 3, Part.FINISH),
        (RIGHT + 4, Part.ROW),
    ],
)
def test_parts_of_a_bar(x: float, part: Part) -> None:
    assert hit(BAR, x) == Hit(part, 1)


def test_a_bar_is_as_high_as_it_looks() -> None:
    middle = (LEFT + RIGHT) / 2 + 20
    assert hit(BAR, middle, MIDDLE + 7).part is Part.MOVE
    assert hit(BAR, middle, MIDDLE + 8).part is Part.ROW


def test_small_bars_leave_room_to_be_moved() -> None:
    chart = chart_of(row(1, "2027-04-08", "2027-04-01"))
    left, right = SCALE.x(day("2027-04-01")), SCALE.x(day("2027-04-09"))
    assert right - left < 18
    assert hit(chart, left + 1).part is Part.START
    assert hit(chart, left + 2).part is Part.MOVE
    assert hit(chart, right - 2).part is Part.MOVE
    assert hit(chart, right + 1).part is Part.FINISH
    assert hit(chart, right + 2).part is Part.ROW


def test_a_milestone_is_18_by_18_and_its_whisker_counts() -> None:
    chart = chart_of(milestone(1, "2027-H1"))
    centre = SCALE.x(day("2027-01-01") + 90.5)
    assert hit(chart, centre + 9, MIDDLE - 9) == Hit(Part.MOVE, 1)
    assert hit(chart, centre + 10, MIDDLE - 9).part is Part.ROW
    assert hit(chart, centre + 60, MIDDLE).part is Part.MOVE
    assert hit(chart, SCALE.x(day("2027-07-01")) + 2).part is Part.ROW


def test_a_summary_is_not_taken_by_its_ends() -> None:
    assert hit(BAR, LEFT + 1, 16) == Hit(Part.MOVE, 0)


def test_earlier_promises_and_threads_can_be_asked_about() -> None:
    chart = chart_of(milestone(1, "2026-Q3", earlier=["2026-Q1", "2026-Q2"]))
    assert hit(chart, SCALE.x(day("2026-01-01") + 45)) == Hit(Part.GHOST, 1, 0)
    assert hit(chart, SCALE.x(day("2026-04-01") + 45.5)) == Hit(Part.GHOST, 1, 1)
    between = (SCALE.x(day("2026-10-01")) + SCALE.x(STATUS_DATE.toordinal())) / 2
    assert hit(chart, between) == Hit(Part.OVERDUE, 1)


def test_a_link_is_taken_4_px_to_either_side() -> None:
    chart = chart_of(
        row(1, "2026-03-31", "2026-01-01", state=DONE),
        row(2, "2026-12-31", "2026-06-01"),
        link(9, 1, 2, LinkType.FS),
    )
    x = (SCALE.x(day("2026-04-01")) + SCALE.x(day("2026-06-01"))) / 2
    assert hit(chart, x, MIDDLE + 4) == Hit(Part.LINK, 1, 9)
    assert hit(chart, x, MIDDLE + 5).part is Part.ROW


def test_rows_follow_the_scroll_offset() -> None:
    assert hit(BAR, LEFT + 20, MIDDLE - 32, scroll_y=32) == Hit(Part.MOVE, 1)


def test_below_and_above_the_rows_is_nothing() -> None:
    assert hit(BAR, LEFT, 64) == NOTHING
    assert hit(BAR, LEFT, -1) == NOTHING
    empty = hit_test(chart_of(), SCALE, UniformRows(0), Viewport(100, 100), 5, 5)
    assert empty == NOTHING


def test_earlier_starts_are_hit_where_they_are_drawn() -> None:
    chart = chart_of(
        row(1, "2026-Q4", "2026-03-02"),
        commitment(501, 1, "2025-09-01", edge=Edge.START, announced="2022-01"),
    )
    assert chart.ghosts(1, Edge.START) == (Ghost(day("2025-09-01"), day("2025-09-01")),)
    assert chart.ghosts(1) == ()
    x = SCALE.x(day("2025-09-01"))
    assert hit(chart, x, MIDDLE + 8) == Hit(Part.START_GHOST, 1, 0)
    drawn = scene_of(chart, SCALE, width=3_000)
    (ghost,) = [shape for shape in drawn.layers[Layer.GHOSTS] if shape.style is StyleName.GHOST]
    (trail,) = [
        shape for shape in drawn.layers[Layer.GHOSTS] if shape.style is StyleName.GHOST_TRAIL
    ]
    assert isinstance(ghost, Line) and isinstance(trail, Line)
    assert (ghost.x1, ghost.x2) == (x, x)
    # Below the bar, where the trail of a finish runs above it.
    assert trail.y1 == trail.y2 == 48 + 9
    assert (trail.x1, trail.x2) == (x, pytest.approx(SCALE.x(day("2026-03-02")) - 5))
