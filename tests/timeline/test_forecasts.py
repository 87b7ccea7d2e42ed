"""What is foreseen is drawn beside what was committed, and never in its place."""

from __future__ import annotations

from tests.timeline.shapes import chart_of, day, milestone, row, scene_of, styled
from tracker.domain.model import ItemKind
from tracker.timeline.chart_row import RowFlag
from tracker.timeline.hit_test import Part, hit_test
from tracker.timeline.primitives import Layer, Line, Path, Rect, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale

SCALE = TimeScale(day("2026-01-01"), 1.0)
BEHIND = {1: ("2027-01-10", "2027-02-20")}


def test_what_keeps_its_promise_is_silent() -> None:
    chart = chart_of(milestone(1, "2027-Q1"), foreseen={1: ("2027-01-10", "2027-03-31")})
    scene = scene_of(chart, SCALE)
    assert not scene.layers[Layer.FORECASTS]
    assert not chart.row(1).flags & RowFlag.FORESEEN_BEHIND


def test_a_milestone_that_slips_has_a_hollow_diamond_over_its_range_and_a_trail() -> None:
    scene = scene_of(chart_of(milestone(1, "2026-Q4"), foreseen=BEHIND), SCALE)
    (diamond,) = styled(scene, StyleName.FORECAST_DIAMOND)
    assert isinstance(diamond, Path)
    middle = (SCALE.x(day("2027-01-10")) + SCALE.x(day("2027-02-21"))) / 2
    assert [round(x - middle, 1) for x, _ in diamond.points] == [0, 5, 0, -5]
    (trail,) = styled(scene, StyleName.FORECAST_TRAIL)
    assert isinstance(trail, Line)
    assert (trail.x1, trail.x2) == (SCALE.x(day("2027-01-01")), SCALE.x(day("2027-01-10")))
    texts = [shape.text for shape in styled(scene, StyleName.TEXT_FORECAST)]
    assert texts == ["Jan – Feb 2027"]


def test_the_committed_mark_makes_room_and_is_taken_where_it_is_drawn() -> None:
    chart = chart_of(milestone(1, "2026-Q4"), foreseen=BEHIND)
    scene = scene_of(chart, SCALE)
    (diamond,) = styled(scene, StyleName.DIAMOND_PLAN)
    assert isinstance(diamond, Path)
    middle = sum(y for _, y in diamond.points) / 4
    assert middle == 32 + 12
    x = sum(x for x, _ in diamond.points) / 4
    geometry, viewport = UniformRows(len(chart)), Viewport(1000, 64)
    assert hit_test(chart, SCALE, geometry, viewport, x, middle - 8).part is Part.MOVE
    assert hit_test(chart, SCALE, geometry, viewport, x, middle + 16).part is Part.ROW


def test_the_date_that_was_committed_stands_to_the_left_and_both_are_said() -> None:
    scene = scene_of(chart_of(milestone(1, "2026-Q4"), foreseen=BEHIND), SCALE)
    labels = [shape for shape in scene.layers[Layer.LABELS] if isinstance(shape, Text)]
    committed = next(label for label in labels if label.text == "Q4 2026")
    foreseen = next(label for label in labels if label.style is StyleName.TEXT_FORECAST)
    assert committed.x < SCALE.x(day("2026-10-01")) < foreseen.x
    assert (committed.y, foreseen.y) == (32 + 12, 32 + 24.5)


def test_a_bar_is_filled_until_it_may_be_finished_and_open_after_that() -> None:
    chart = chart_of(row(1, "2026-12-20", "2026-06-01"), foreseen=BEHIND)
    scene = scene_of(chart, SCALE)
    (firm,) = styled(scene, StyleName.FORECAST_BAR)
    assert isinstance(firm, Rect)
    begin = SCALE.x(day("2026-12-21"))
    assert (firm.x, firm.x + firm.width) == (begin, SCALE.x(day("2027-01-10")))
    (soft,) = styled(scene, StyleName.FORECAST_SOFT)
    assert isinstance(soft, Path)
    assert max(x for x, _ in soft.points) == SCALE.x(day("2027-02-21"))


def test_a_day_that_is_known_has_no_open_end() -> None:
    chart = chart_of(row(1, "2026-12-20", "2026-06-01"), foreseen={1: ("2027-01-10", "2027-01-10")})
    scene = scene_of(chart, SCALE)
    (soft,) = styled(scene, StyleName.FORECAST_SOFT)
    assert isinstance(soft, Path)
    left, right = min(x for x, _ in soft.points), max(x for x, _ in soft.points)
    assert right - left == SCALE.px_per_day


def test_a_phase_has_a_line_and_no_words() -> None:
    chart = chart_of(
        row(1, kind=ItemKind.PHASE), milestone(2, "2026-Q4", parent_id=1), foreseen=BEHIND
    )
    scene = scene_of(chart, SCALE)
    assert styled(scene, StyleName.FORECAST_DASHED)
    assert not styled(scene, StyleName.TEXT_FORECAST)


def test_a_compact_row_keeps_both_lanes_inside() -> None:
    chart = chart_of(milestone(1, "2026-Q4"), foreseen=BEHIND)
    scene = scene_of(chart, SCALE, row_height=26.0)
    for style in (StyleName.DIAMOND_PLAN, StyleName.FORECAST_DIAMOND):
        (diamond,) = styled(scene, style)
        assert isinstance(diamond, Path)
        assert all(26 <= y <= 52 for _, y in diamond.points)
