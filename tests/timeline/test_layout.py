"""What is drawn for a row, and where: read from the shapes, without a window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath

import pytest

from tests.timeline.shapes import (
    DONE,
    STATUS_DATE,
    as_text,
    chart_of,
    day,
    link,
    measure,
    milestone,
    row,
    scene_of,
    styled,
)
from tracker.domain.model import ItemKind, Row, State
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.timeline.layout import Manner, RowStates, lay_out
from tracker.timeline.primitives import Layer, Line, Path, Rect, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import Level, TimeScale
from tracker.workspace.query import Query

GOLDEN = FilePath(__file__).parents[1] / "golden" / "timeline" / "small.txt"
# Two pixels a day from 2025 on; the status date is then at 1385.
SCALE = TimeScale(day("2025-01-01"), 2.0)
WIDE = 3_000.0
TODAY = SCALE.x(STATUS_DATE.toordinal() + 0.5)


def scene(*rows: Row | Iterable[Row], query: Query | None = None) -> Scene:
    return scene_of(chart_of(*rows, query=query), SCALE, width=WIDE)


def lines(scene: Scene, style: StyleName) -> list[Line]:
    return [shape for shape in styled(scene, style) if isinstance(shape, Line)]


def rects(scene: Scene, style: StyleName) -> list[Rect]:
    return [shape for shape in styled(scene, style) if isinstance(shape, Rect)]


def texts(scene: Scene) -> list[str]:
    return [shape.text for shape in scene.layers[Layer.LABELS] if isinstance(shape, Text)]


def test_a_small_portfolio_drawn() -> None:
    """The whole scene as text, so that a change of any shape shows."""
    chart = chart_of(
        row(1, kind=ItemKind.PHASE),
        milestone(2, "2025-02-15", parent_id=1, actual_finish="2025-02-15"),
        row(3, "2025-Q4", "2025-Q2", parent_id=1, earlier=["2025-Q3"], percent=50),
        milestone(4, "2026", parent_id=1, earlier=["2025-Q4"]),
        row(5, "permanent", parent_id=1),
        link(1, 2, 3),
        link(2, 3, 4),
    )
    scale = TimeScale(day("2025-01-01"), Level.QUARTER.px_per_day)
    drawn = as_text(scene_of(chart, scale, width=600))
    assert drawn == GOLDEN.read_text(encoding="utf-8")


def test_the_thread_of_an_overdue_row_starts_the_day_after_its_period() -> None:
    drawn = scene(row(1, "2026-Q3", "2026-Q1"))
    (mark,) = rects(drawn, StyleName.OVERDUE_MARK)
    assert mark.x == SCALE.x(day("2026-10-01")) + 1
    (thread,) = lines(drawn, StyleName.OVERDUE)
    assert thread.x2 == pytest.approx(TODAY - 1)


def test_a_period_that_is_not_over_is_not_overdue() -> None:
    assert not styled(scene(milestone(1, "2026-Q4")), StyleName.OVERDUE_MARK)


def test_an_unfolded_summary_leaves_it_to_its_rows_to_be_overdue() -> None:
    assert len(rects(scene(row(1, "2026-Q3")), StyleName.OVERDUE_MARK)) == 1
    folded = Query(collapsed=frozenset({RowKey("projects", 1)}))
    drawn = scene(row(1, "2026-Q3"), query=folded)
    assert len(rects(drawn, StyleName.OVERDUE_MARK)) == 1


def test_a_whisker_spans_its_period_and_no_more() -> None:
    drawn = scene(milestone(1, "2026-Q4"))
    ends = lines(drawn, StyleName.WHISKER_PLAN)
    assert len(ends) == 3
    left, right = SCALE.x(day("2026-10-01")), SCALE.x(day("2027-01-01"))
    assert min(min(line.x1, line.x2) for line in ends) == left + 1.5
    assert max(max(line.x1, line.x2) for line in ends) == right - 1.5


def test_a_day_has_no_whisker() -> None:
    assert not styled(scene(milestone(1, "2026-12-15")), StyleName.WHISKER_PLAN)


def test_a_limit_is_open_towards_the_past() -> None:
    drawn = scene(milestone(1, "2026-by"))
    (opened,) = lines(drawn, StyleName.WHISKER_PLAN_OPEN)
    assert opened.x2 == pytest.approx(SCALE.x(day("2026-01-01") + 182.5))
    caps = [line for line in lines(drawn, StyleName.WHISKER_PLAN) if line.x1 == line.x2]
    assert [cap.x1 for cap in caps] == [SCALE.x(day("2027-01-01")) - 1.5]


def test_a_milestone_that_was_reached_has_a_check() -> None:
    drawn = scene(milestone(1, "2025-Q2", actual_finish="2025-11-15"))
    assert len(styled(drawn, StyleName.DIAMOND_CHECK)) == 1
    (kept,) = styled(drawn, StyleName.DIAMOND_KEPT)
    assert isinstance(kept, Path)
    assert kept.points[0][0] == SCALE.x(day("2025-04-01") + 45.5)


def test_soft_ends_are_hatched_and_have_no_upright_edge() -> None:
    drawn = scene(row(1, "2026-Q4", "2026-Q1", percent=50))
    assert len(rects(drawn, StyleName.BAR_HATCH)) == 2
    assert all(line.y1 == line.y2 for line in lines(drawn, StyleName.BAR_EDGE))
    sharp = scene(row(1, "2026-12-31", "2026-01-01", percent=50))
    upright = [line for line in lines(sharp, StyleName.BAR_EDGE) if line.x1 == line.x2]
    assert len(upright) == 2
    assert not styled(sharp, StyleName.BAR_HATCH)


def test_an_unknown_end_has_a_dotted_tail() -> None:
    drawn = scene(row(1, "2027-Q2"))
    (tail,) = lines(drawn, StyleName.PLAN_OPEN)
    assert tail.x2 < SCALE.x(day("2027-04-01")) < tail.x2 + 2


def test_a_mark_too_narrow_to_see_becomes_a_tick() -> None:
    far = TimeScale(day("2000-01-01"), Level.DECADE.px_per_day)
    drawn = scene_of(chart_of(row(1, "2026-12-31", "2026-12-01")), far)
    (tick,) = rects(drawn, StyleName.PLAN_EDGE)
    assert tick.width == 3.0


def test_hatching_is_left_out_where_it_would_be_a_smear() -> None:
    far = TimeScale(day("2000-01-01"), Level.DECADE.px_per_day)
    drawn = scene_of(chart_of(row(1, "2027-Q4", "2025-Q1")), far)
    assert rects(drawn, StyleName.PLAN_SOFT) and not rects(drawn, StyleName.PLAN_HATCH)


def test_earlier_promises_leave_a_trail() -> None:
    drawn = scene(
        milestone(1, "2027-Q3", earlier=["2026-Q4", "2027-Q2"]),
        row(2, "2026-Q3", "2026-Q1", earlier=["2026-Q2"], state=DONE),
    )
    ghosts = drawn.layers[Layer.GHOSTS]
    diamonds = [shape for shape in ghosts if isinstance(shape, Path) and len(shape.points) == 4]
    assert len(diamonds) == 2
    edges = [line for line in lines(drawn, StyleName.GHOST) if line.x1 == line.x2]
    assert [edge.x1 for edge in edges] == [SCALE.x(day("2026-07-01"))]
    assert edges[0].y2 - edges[0].y1 == 18
    (arrow,) = styled(drawn, StyleName.GHOST_ARROW)
    assert isinstance(arrow, Path)
    assert arrow.points[0][0] == SCALE.x(day("2026-10-01"))


def test_a_duty_without_an_end_runs_through_what_is_in_view() -> None:
    drawn = scene(row(1, "permanent"), row(2, "permanent", "2026-05"), row(3, "as-needed"))
    first, second, third = lines(drawn, StyleName.STANDING)
    assert (first.x1, first.x2) == (third.x1, third.x2) == (4, WIDE - 4)
    assert second.x1 == SCALE.x(day("2026-05-01"))
    assert "on an ongoing basis" in texts(drawn)
    assert not styled(drawn, StyleName.OVERDUE_MARK)


def test_monthly_by_the_10th_has_a_dot_on_each_10th_only() -> None:
    drawn = scene(row(1, "each-month-by-10"))
    dots = rects(drawn, StyleName.STANDING_MARK)
    places = {round(SCALE.day_at(dot.x + dot.width / 2) - 0.5) for dot in dots}
    assert day("2026-05-10") in places
    months = {(place - day("2025-01-10")) for place in places}
    assert all(SCALE.day_at(dot.x + 2.5) % 1 == pytest.approx(0.5) for dot in dots), (
        "each dot stands in the middle of a day"
    )
    assert len(months) == len(dots)


def test_statuses_differ_in_shape() -> None:
    cancelled = scene(milestone(1, "2026-12", state=State.CANCELLED))
    suspended = scene(milestone(1, "2026-12", state=State.SUSPENDED))
    assert styled(cancelled, StyleName.STRIKE) and styled(cancelled, StyleName.TEXT_LABEL_STRUCK)
    assert len(styled(suspended, StyleName.DIAMOND_PAUSE)) == 2


# -- labels ---------------------------------------------------------------------------------------


def label(drawn: Scene) -> Text:
    (found,) = styled(drawn, StyleName.TEXT_LABEL)
    assert isinstance(found, Text)
    return found


def test_a_milestone_is_labelled_right_of_its_mark() -> None:
    found = label(scene(milestone(1, "2026-Q4")))
    assert found.text == "Q4 2026"
    assert found.x == SCALE.x(day("2027-01-01")) + 7


def test_a_label_that_would_leave_the_viewport_goes_left_or_away() -> None:
    chart = chart_of(milestone(1, "2026-Q4"))
    width = SCALE.x(day("2027-01-01")) + 20
    found = label(scene_of(chart, SCALE, width=width))
    assert found.x + measure(found.text, found.style) == SCALE.x(day("2026-10-01")) - 4
    narrow = TimeScale(day("2026-10-01"), 2.0)
    assert not styled(scene_of(chart, narrow, width=200), StyleName.TEXT_LABEL)


def test_a_label_does_not_stay_when_its_mark_has_gone() -> None:
    chart = chart_of(milestone(1, "2026-Q4"))
    after = TimeScale(day("2027-01-01"), 2.0)
    assert not styled(scene_of(chart, after), StyleName.TEXT_LABEL)


def test_no_label_stands_beside_another_date() -> None:
    """Left of a ghost, or right of a kept promise, it would be read as that one's date."""
    ghosted = chart_of(milestone(1, "2027-Q3", earlier=["2026-Q4"]))
    width = SCALE.x(day("2027-10-01")) + 20
    assert not styled(scene_of(ghosted, SCALE, width=width), StyleName.TEXT_LABEL)
    found = label(scene(milestone(1, "2026", actual_finish="2025-07")))
    assert found.x + measure(found.text, found.style) < SCALE.x(day("2025-07-01"))


# -- rows, strips, states -------------------------------------------------------------------------


def strip(exposed: tuple[float, float] | None, states: RowStates | None = None) -> Scene:
    chart = chart_of(*(milestone(id, "2026-Q4") for id in range(1, 101)))
    return lay_out(
        chart,
        SCALE,
        UniformRows(len(chart)),
        Viewport(WIDE, 320, scroll_y=64),
        Manner(Language.EN, measure),
        states=states or RowStates(),
        exposed=exposed,
    )


def test_only_rows_in_view_are_laid_out() -> None:
    assert len(texts(strip(None))) == 11
    assert len(texts(strip((0, 31)))) == 1


def test_a_strip_is_drawn_as_in_the_whole() -> None:
    whole, part = strip(None), strip((64, 127))
    inside = [shape for shape in whole if isinstance(shape, Text) and 64 <= shape.y <= 127]
    assert [shape for shape in part if isinstance(shape, Text)] == inside


def test_selected_rows_form_one_band() -> None:
    drawn = strip(None, RowStates(selected=frozenset({4, 5}), hovered=8))
    assert [rect.y for rect in rects(drawn, StyleName.ROW_SELECTED)] == [64, 96]
    edges = {line.y1 for line in lines(drawn, StyleName.ROW_SELECTED_EDGE)}
    assert edges == {63.5, 127.5}
    assert [rect.y for rect in rects(drawn, StyleName.ROW_HOVERED)] == [192]
    halos = {shape.halo for shape in drawn if isinstance(shape, Text)}
    assert StyleName.HALO_SELECTED in halos and StyleName.HALO_HOVERED in halos


def test_what_lies_before_the_status_date_is_tinted() -> None:
    drawn = scene(row(1, "2026-Q4"))
    (past,) = rects(drawn, StyleName.PAST)
    assert past.width == pytest.approx(TODAY)
    (line,) = lines(drawn, StyleName.TODAY)
    assert line.x1 == pytest.approx(TODAY)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("origin", [day("0001-01-01") - 10, day("9999-12-31") - 10])
def test_the_ends_of_the_calendar_can_be_shown(level: Level, origin: int) -> None:
    chart = chart_of(
        row(1, "9999", "0001"),
        milestone(2, "9999-12-31"),
        milestone(3, "0001-01-01"),
        row(4, "each-month-by-10"),
        row(5, "each-week"),
    )
    for width in (0.0, 1.0, 1_000.0):
        assert scene_of(chart, TimeScale(origin, level.px_per_day), width=width)


def test_no_rows_leave_the_grid() -> None:
    chart = chart_of()
    drawn = scene_of(chart, SCALE)
    assert styled(drawn, StyleName.GRID_MINOR)
    assert not drawn.layers[Layer.BARS]
