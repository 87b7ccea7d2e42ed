"""Where a forecast lay on a past day, as an outline on the lane of the forecasts."""

from __future__ import annotations

from tests.timeline.shapes import chart_of, day, milestone, row, styled
from tracker.timeline.chart_row import Foreseen
from tracker.timeline.drag_layout import Ground
from tracker.timeline.earlier import EarlierForecast, lay_out_earlier
from tracker.timeline.primitives import Line, Path, Scene, StyleName
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale

SCALE = TimeScale(day("2026-01-01"), 1.0)
THEN = Foreseen(day("2026-11-01"), day("2026-12-31"))


def laid_out(rows: list, now: str) -> tuple[Scene, Ground]:
    chart = chart_of(rows)
    ground = Ground(chart, SCALE, UniformRows(len(chart)), Viewport(1000, 64))
    last = day(now)
    return lay_out_earlier(ground, [EarlierForecast(1, THEN, Foreseen(last, last))]), ground


def test_works_are_outlined_over_the_span_in_which_they_were_foreseen_to_end() -> None:
    scene, ground = laid_out(row(1, "2026-10-20", "2026-06-01"), "2027-02-10")
    (outline,) = styled(scene, StyleName.FORECAST_SOFT)
    assert isinstance(outline, Path) and outline.closed
    assert {x for x, _ in outline.points} == {SCALE.x(THEN.first), SCALE.x(THEN.last + 1)}
    assert sum(y for _, y in outline.points) / 4 == ground.lane(1).below
    (way,) = styled(scene, StyleName.FORECAST_TRAIL)
    assert isinstance(way, Line)
    assert (way.x1, way.x2) == (SCALE.x(THEN.last + 1), SCALE.x(day("2027-02-11")))


def test_a_milestone_keeps_its_diamond_and_the_period_it_was_known_for() -> None:
    scene, _ = laid_out(milestone(1, "2026-Q3"), "2026-12-01")
    whisker, diamond = styled(scene, StyleName.FORECAST_SOFT)
    assert isinstance(whisker, Line) and isinstance(diamond, Path)
    assert (whisker.x1, whisker.x2) == (SCALE.x(THEN.first), SCALE.x(THEN.last + 1))
    middle = sum(x for x, _ in diamond.points) / 4
    assert middle == (whisker.x1 + whisker.x2) / 2
    (way,) = styled(scene, StyleName.FORECAST_TRAIL)
    assert isinstance(way, Line) and way.x2 < way.x1
