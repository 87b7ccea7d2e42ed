"""The plan of another day below the plan in force."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.domain.portfolios import commitment, project
from tests.timeline.shapes import STATUS_DATE, day, measure, milestone, outline, row
from tracker.domain.model import Item, Row
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.timeline.compare import OtherPlan
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.outline_source import build_chart
from tracker.timeline.primitives import Layer, Line, Path, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale

SCALE = TimeScale(day("2025-01-01"), 1.0)


def portfolio(*rows: Iterable[Row]) -> Portfolio:
    return Portfolio([project(), *(found for part in rows for found in part)])


def compared(then: Portfolio, now: Portfolio) -> Scene:
    rows = outline(now)
    chart = build_chart(now, rows, STATUS_DATE)
    other = OtherPlan(then, now, [found.key for found in rows])
    manner = Manner(Language.EN, measure, other=other)
    return lay_out(
        chart, SCALE, UniformRows(len(chart)), Viewport(1_500, len(chart) * 32.0), manner
    )


def lines(scene: Scene, style: StyleName) -> list[Line]:
    return [
        shape
        for shape in scene.layers[Layer.COMPARED]
        if isinstance(shape, Line) and shape.style is style
    ]


def labels(scene: Scene) -> list[str]:
    return [shape.text for shape in scene.layers[Layer.LABELS] if isinstance(shape, Text)]


def in_row(found: list[Line], index: int) -> list[Line]:
    return [line for line in found if index * 32 <= line.y1 < index * 32 + 32]


def test_nothing_is_drawn_where_the_plans_agree() -> None:
    same = portfolio(row(1, "2026-Q4", "2026-Q1"), milestone(2, "2026-Q4"))
    scene = compared(same, same)
    assert scene.layers[Layer.COMPARED] == []
    assert "Q4 2026" in labels(scene)


def test_a_bar_has_the_outline_of_then_with_sharp_ends_only_at_days() -> None:
    then = portfolio(row(1, "2025-Q4", "2025-03-10"))
    now = portfolio(row(1, "2026-Q2", "2025-03-10"))
    scene = compared(then, now)
    firm = in_row(lines(scene, StyleName.COMPARED), 1)
    left, soft, end = (SCALE.x(day(text)) for text in ("2025-03-10", "2025-10-01", "2026-01-01"))
    assert {(line.x1, line.x2) for line in firm if line.y1 == line.y2} == {(left, soft)}
    assert {line.x1 for line in firm if line.x1 == line.x2} == {left}
    assert {(line.x1, line.x2) for line in in_row(lines(scene, StyleName.COMPARED_SOFT), 1)} == {
        (soft, end)
    }
    assert "+6 mo" in labels(scene)


def test_a_milestone_has_a_hollow_diamond_of_then_and_its_slip_in_the_label() -> None:
    scene = compared(portfolio(milestone(1, "2025-Q4")), portfolio(milestone(1, "2026-Q4")))
    diamonds = [shape for shape in scene.layers[Layer.COMPARED] if isinstance(shape, Path)]
    (middle,) = {(max(x for x, _ in d.points) + min(x for x, _ in d.points)) / 2 for d in diamonds}
    assert middle == pytest.approx(SCALE.x((day("2025-10-01") + day("2026-01-01")) / 2))
    assert "Q4 2026 · +12 mo" in labels(scene)


def test_a_start_that_moved_alone_has_an_outline_and_no_slip() -> None:
    scene = compared(
        portfolio(row(1, "2026-Q4", "2025-Q1")), portfolio(row(1, "2026-Q4", "2025-Q3"))
    )
    assert in_row(lines(scene, StyleName.COMPARED_SOFT), 1)
    assert not any("+" in text for text in labels(scene))


def test_a_row_that_was_not_there_and_one_without_a_date_have_no_outline() -> None:
    now = portfolio(milestone(1, "2026-Q4"), milestone(2, "2026-Q4"))
    scene = compared(portfolio(milestone(2)), now)
    assert in_row(lines(scene, StyleName.COMPARED), 1) == []
    assert in_row(lines(scene, StyleName.COMPARED), 2) == []


def test_what_had_a_date_then_and_has_none_now_keeps_its_outline() -> None:
    scene = compared(
        portfolio(milestone(1, "2025-Q4"), milestone(2, "2025-Q4")),
        portfolio(milestone(1), milestone(2, "permanent")),
    )
    assert len([shape for shape in scene.layers[Layer.COMPARED] if isinstance(shape, Path)]) == 2


def test_phases_compare_what_their_rows_say() -> None:
    then = portfolio(milestone(1, "2025-Q4"))
    now = Portfolio([*then.rows(), commitment(900, 1, "2026-Q4", announced="2025-02")])
    scene = compared(then, now)
    assert in_row(lines(scene, StyleName.COMPARED_SOFT), 0)
    assert labels(scene).count("+12 mo") == 1
    assert isinstance(now.items[1], Item)
