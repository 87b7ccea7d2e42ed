"""Texts and the lines of links keep apart: what :mod:`tracker.timeline.clearance` promises."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from math import inf, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.shapes import chart_of, day, link, measure, milestone, row, scene_of, styled
from tracker.domain.model import LagUnit, Link, LinkType, Row
from tracker.language import Language
from tracker.timeline.clearance import TEXT_HEIGHT, Rectangle, Taken, clearest
from tracker.timeline.labels import HALO, Site, place_after, place_label
from tracker.timeline.layout import Manner, RowStates, lay_out
from tracker.timeline.marks import Span
from tracker.timeline.primitives import Align, Layer, Path, Rect, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import Level, TimeScale

SCALE = TimeScale(day("2025-01-01"), 2.0)
LINES = {StyleName.LINK, StyleName.LINK_FINE, StyleName.LINK_CHOSEN}
ARROWS = {StyleName.LINK_ARROW, StyleName.LINK_FINE_ARROW, StyleName.LINK_CHOSEN_ARROW}


def texts(scene: Scene) -> dict[str, Rectangle]:
    """The rectangles of the texts that are drawn in rows, each with its place for a key."""
    found = {}
    for shape in scene.layers[Layer.LABELS]:
        if isinstance(shape, Text):
            assert shape.align is Align.LEFT
            wide, half = measure(shape.text, shape.style), TEXT_HEIGHT / 2
            area = Rectangle(shape.x - HALO, shape.y - half, shape.x + wide + HALO, shape.y + half)
            found[f"{shape.text} at {shape.x}, {shape.y}"] = area
    return found


def stretches(scene: Scene) -> list[Rectangle]:
    """Every stretch of every link, without any room around it."""
    paths = [shape for shape in scene.layers[Layer.LINKS] if isinstance(shape, Path)]
    return [
        Rectangle(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        for path in paths
        for (x1, y1), (x2, y2) in pairwise(path.points)
        if path.style in LINES | ARROWS
    ]


def through(line: Rectangle, area: Rectangle) -> bool:
    return (
        line.left < area.right
        and area.left < line.right
        and line.top < area.bottom
        and area.top < line.bottom
    )


days = st.integers(0, 400).map(lambda n: date(2025, 1, 1) + timedelta(days=n))


@st.composite
def portfolios(draw: st.DrawFn) -> list[list[Row] | Row]:
    rows: list[list[Row] | Row] = []
    count = draw(st.integers(2, 12))
    for number in range(1, count + 1):
        finish = draw(days)
        keys = [finish.isoformat(), f"{finish:%Y-%m}", f"{finish:%Y}", f"{finish:%Y-%m}-by"]
        key = draw(st.sampled_from([*keys, "permanent", ""]))
        if draw(st.booleans()):
            earlier = [draw(days).isoformat()] if draw(st.booleans()) else []
            rows.append(milestone(number, key, earlier=earlier))
        else:
            start = (finish - timedelta(days=draw(st.integers(0, 200)))).isoformat()
            rows.append(row(number, key, start))
    ends = st.integers(1, count)
    for number in range(1, draw(st.integers(1, 14)) + 1):
        before, after = draw(ends), draw(ends)
        if before != after:
            lag = draw(st.integers(-9, 9))
            unit = draw(st.sampled_from(LagUnit))
            kind = draw(st.sampled_from(LinkType))
            rows.append(
                Link(id=number, uid=f"l{number}", predecessor_id=before, successor_id=after,
                     type=kind, lag=lag, lag_unit=unit)
            )  # fmt: skip
    return rows


@given(
    portfolios(),
    st.sampled_from(Level),
    st.sampled_from([32.0, 26.0]),
    st.integers(-300, 300),
)
def test_no_link_passes_through_a_text(
    rows: list[list[Row] | Row], level: Level, row_height: float, moved: int
) -> None:
    scale = TimeScale(day("2025-03-01"), level.px_per_day).scrolled(moved)
    scene = scene_of(chart_of(*rows), scale, width=1_200, row_height=row_height)
    lines = stretches(scene)
    for name, area in texts(scene).items():
        assert [line for line in lines if through(line, area)] == [], name


@given(portfolios(), st.sampled_from([Level.MONTH, Level.QUARTER, Level.YEAR]))
def test_no_lag_covers_a_label(rows: list[list[Row] | Row], level: Level) -> None:
    scale = TimeScale(day("2025-03-01"), level.px_per_day)
    scene = scene_of(chart_of(*rows), scale, width=1_200)
    for (name, area), (other_name, other) in combinations(texts(scene).items(), 2):
        assert not area.meets(other), (name, other_name)


@given(portfolios(), st.integers(0, 10))
def test_a_strip_has_the_lines_and_texts_of_the_whole(
    rows: list[list[Row] | Row], first: int
) -> None:
    """A view that scrolls paints only what came into view; it must meet what is there."""
    chart = chart_of(*rows)
    viewport = Viewport(1_200, len(chart) * 32.0)
    manner = Manner(Language.EN, measure)
    top = 32.0 * min(first, len(chart) - 1)
    strip = lay_out(
        chart, SCALE, UniformRows(len(chart)), viewport, manner, exposed=(top, top + 31)
    )
    whole = lay_out(chart, SCALE, UniformRows(len(chart)), viewport, manner)
    assert set(strip.layers[Layer.LINKS]) <= set(whole.layers[Layer.LINKS])
    labels = {
        shape
        for shape in whole.layers[Layer.LABELS]
        if isinstance(shape, Text) and shape.style is not StyleName.TEXT_LAG
        if top < shape.y < top + 31
    }
    assert labels <= set(strip.layers[Layer.LABELS])


def test_a_link_takes_another_upright_stretch_round_a_label() -> None:
    between = milestone(2, "2025-06-10", actual_finish="2025-06-10")
    rows = [row(1, "2025-05-31", "2025-02-01"), between, row(3, "2025-12-31", "2025-06-25")]
    free = scene_of(chart_of(*rows), SCALE, width=1_200)
    linked = scene_of(chart_of(*rows, link(1, 1, 3)), SCALE, width=1_200)
    assert styled(free, StyleName.TEXT_LABEL) == styled(linked, StyleName.TEXT_LABEL)
    (line,) = styled(linked, StyleName.LINK)
    assert isinstance(line, Path)
    # Down beside the bar, before the diamond; then along the boundary to its landing.
    assert line.points[1][0] == SCALE.x(day("2025-06-01")) + 6
    assert len(line.points) == 5


def test_a_label_turns_to_the_other_side_of_its_mark() -> None:
    rows = [
        milestone(1, "2025-07-10", actual_finish="2025-07-10"),
        milestone(2, "2025-06-10", actual_finish="2025-06-10"),
        row(3, "2026", "2025-12-01"),
        *(row(number, "2026", "2025-12-01") for number in range(4, 30)),
    ]

    def label(*links: Row) -> float:
        scene = scene_of(chart_of(*rows, *links), SCALE, width=1_200)
        (shape,) = [
            shape
            for shape in styled(scene, StyleName.TEXT_LABEL)
            if isinstance(shape, Text) and shape.text == "10 Jun 2025"
        ]
        return shape.x

    # A link over so many rows takes its usual way, straight down from the diamond.
    diamond = SCALE.x(day("2025-06-10") + 0.5)
    assert label() > diamond
    assert label(link(1, 1, 29)) < diamond


@pytest.mark.parametrize(
    ("lag", "unit", "text"),
    [(5, LagUnit.WORKING_DAYS, "+5 wd"), (-3, LagUnit.CALENDAR_DAYS, "−3 d")],
)
def test_a_lag_stands_above_its_line_where_there_is_room(
    lag: int, unit: LagUnit, text: str
) -> None:
    def drawn(start: str) -> list[Text]:
        tied = Link(id=1, uid="l1", predecessor_id=1, successor_id=2, lag=lag, lag_unit=unit)
        rows = [row(1, "2025-03-31", "2025-02-01"), row(2, "2025-12-31", start)]
        scene = scene_of(chart_of(*rows, tied), SCALE, width=1_200)
        return [shape for shape in styled(scene, StyleName.TEXT_LAG) if isinstance(shape, Text)]

    (wide,) = drawn("2025-06-01")
    assert wide.text == text
    assert SCALE.x(day("2025-04-01")) < wide.x < SCALE.x(day("2025-06-01"))
    assert 32 < wide.y < 48 - 8
    # Without a long level stretch it stands beside the upright one, at the boundary of the row.
    (narrow,) = drawn("2025-04-08")
    assert narrow.y == 64


def test_arrows_are_smaller_and_lines_finer_where_years_are_narrow() -> None:
    rows = [row(1, "2025-03-31", "2025-02-01"), row(2, "2029", "2028"), link(1, 1, 2)]
    for level in Level:
        scale = TimeScale(day("2024-01-01"), level.px_per_day)
        scene = scene_of(chart_of(*rows), scale, width=100_000)
        fine = level in (Level.YEAR, Level.DECADE)
        assert bool(styled(scene, StyleName.LINK_FINE)) is fine
        (arrow,) = styled(scene, StyleName.LINK_FINE_ARROW if fine else StyleName.LINK_ARROW)
        assert isinstance(arrow, Path)
        xs, ys = zip(*arrow.points, strict=True)
        assert {max(xs) - min(xs), max(ys) - min(ys)} == ({5.0} if fine else {7.0, 8.0})


@pytest.mark.parametrize("level", Level)
def test_an_arrow_covers_no_mark(level: Level) -> None:
    """Not at any zoom, however small the marks become."""
    rows = [
        row(1, "2025-03-31", "2025-02-01"),
        row(2, "2025-06-30", "2025-04-01"),
        milestone(3, "2025-06-30"),
        milestone(4, "2025-07-02"),
        row(5, "2025-08", "2025-07-03"),
        *(link(number, number, number + 1) for number in range(1, 5)),
    ]
    scene = scene_of(chart_of(*rows), TimeScale(day("2024-06-01"), level.px_per_day), width=100_000)
    arrows = [shape for shape in scene.layers[Layer.LINKS] if shape.style in ARROWS]
    assert len(arrows) == 4
    marks = [
        Rectangle(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
        for shape in scene.layers[Layer.BARS]
        if isinstance(shape, Rect)
    ]
    for arrow in arrows:
        assert isinstance(arrow, Path)
        xs, ys = zip(*arrow.points, strict=True)
        area = Rectangle(min(xs), min(ys), max(xs), max(ys))
        assert not any(area.meets(mark) for mark in marks)


def test_the_chain_lies_over_the_other_links() -> None:
    rows = [row(n, "2025-12-31", "2025-02-01") for n in (1, 2, 3)]
    chart = chart_of(*rows, link(1, 1, 2), link(2, 2, 3))
    scene = lay_out(
        chart,
        SCALE,
        UniformRows(len(chart)),
        Viewport(1_200, 200),
        Manner(Language.EN, measure),
        states=RowStates(chain=frozenset({1})),
    )
    styles = [shape.style for shape in scene.layers[Layer.LINKS]]
    assert styles == [
        StyleName.LINK,
        StyleName.LINK_ARROW,
        StyleName.LINK_CHOSEN,
        StyleName.LINK_CHOSEN_ARROW,
    ]


def test_where_every_way_meets_a_text_the_one_that_meets_the_fewest_is_taken() -> None:
    near = ((0.0, 0.0), (10.0, 0.0), (10.0, 90.0), (40.0, 90.0))
    far = ((0.0, 0.0), (30.0, 0.0), (30.0, 90.0), (40.0, 90.0))
    first, second = Rectangle(0, 20, 40, 30), Rectangle(0, 50, 20, 60)
    assert clearest([near, far], [first, second]) == far
    assert clearest([near, far], [first]) == near
    assert clearest([near, far], []) == near


@given(st.floats(9, 1_000), st.integers(0, 3))
def test_a_text_moves_on_from_a_line_by_whole_steps(x: float, steps: int) -> None:
    """Also from one that reaches into its halo by less than a float can add to its place."""
    rows = UniformRows(1)
    taken = Taken(rows, Viewport(2_000, 32), (0, 0))
    right = x - HALO
    for _ in range(steps):
        right = nextafter(right, inf)
    taken.add(Rectangle(right - 4, 0, right, 32))
    found = place_after(x, 50, 16, taken, 2_000)
    assert found is not None and found - x in (0, pytest.approx(1.0))
    site = Site(Span(0, x - 7), (Align.RIGHT,))
    beside = place_label(site, 50, 16, taken, 2_000)
    assert beside is not None and beside >= x - 1e-9
