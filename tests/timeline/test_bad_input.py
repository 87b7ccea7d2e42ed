"""Whatever a file holds is drawn or named, at every zoom; nothing of it stops the chart."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.random_portfolios import portfolios
from tests.timeline.bad_input import CASES, bad_rows
from tests.timeline.shapes import STATUS_DATE, chart_of, day, measure, outline, scene_of, styled
from tracker.domain.model import Row
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.timeline.chart import Chart
from tracker.timeline.header import lay_out_header
from tracker.timeline.hit_test import Part, hit_test
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.outline_source import build_chart
from tracker.timeline.overview import build_overview, lay_out_overview
from tracker.timeline.primitives import Line, Path, Rect, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import FIRST_DAY, LAST_DAY, Level, TimeScale

WIDE, HIGH = 1_000.0, 600.0
_VIEWPORT = Viewport(WIDE, HIGH)


def scales(chart: Chart, level: Level) -> list[TimeScale]:
    """A level at the status date, at both ends of time, and where the chart begins and ends."""
    today = STATUS_DATE.toordinal()
    at = TimeScale(float(today), level.px_per_day).centred_on(today, WIDE)
    first, last = chart.span() or (today, today)
    return [
        at,
        at.centred_on(first, WIDE),
        at.centred_on(last, WIDE),
        TimeScale(float(FIRST_DAY), level.px_per_day),
        TimeScale(float(LAST_DAY), level.px_per_day),
        TimeScale.fit(first, last, WIDE),
    ]


def numbers(scene: Scene) -> list[float]:
    found: list[float] = []
    for shape in scene:
        match shape:
            case Rect():
                found += [shape.x, shape.y, shape.width, shape.height]
            case Line():
                found += [shape.x1, shape.y1, shape.x2, shape.y2]
            case Path():
                found += [number for point in shape.points for number in point]
            case Text():
                found += [shape.x, shape.y]
    return found


def look_through(rows: list[Row], level: Level, language: Language) -> None:
    """Lay out the chart, header and minimap of ``rows``, and put the hand on them."""
    portfolio = Portfolio(rows)
    chart = build_chart(portfolio, outline(portfolio), STATUS_DATE)
    overview = build_overview(portfolio, STATUS_DATE)
    lines = UniformRows(len(chart))
    for scale in scales(chart, level):
        scenes = [
            lay_out(chart, scale, lines, _VIEWPORT, Manner(language, measure)),
            lay_out_header(
                scale,
                WIDE,
                language=language,
                measure=measure,
                status_date=STATUS_DATE.toordinal(),
                pill_text="Today",
            ),
            lay_out_overview(overview, WIDE, scale, WIDE, measure=measure),
        ]
        for scene in scenes:
            assert all(map(isfinite, numbers(scene)))
        for x in range(0, int(WIDE), 170):
            for y in range(0, int(HIGH), 48):
                hit = hit_test(chart, scale, lines, _VIEWPORT, x, y)
                assert hit.part is Part.NONE or 0 <= hit.row < len(chart)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("case", CASES)
def test_it_is_laid_out_and_can_be_pointed_at(case: str, level: Level) -> None:
    look_through(bad_rows(case), level, Language.RU)


@given(portfolios(), st.sampled_from(Level), st.sampled_from(Language))
def test_so_is_anything_else_that_a_file_can_hold(
    rows: list[Row], level: Level, language: Language
) -> None:
    look_through(rows, level, language)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("day_at_left", ["2024-01-01", "2026-11-23", "2031-01-01"])
def test_no_row_is_left_without_a_word_or_a_mark(case: str, day_at_left: str) -> None:
    """A row of which nothing is known says so, wherever time is scrolled to."""
    chart = chart_of(*bad_rows(case)[1:])
    scale = TimeScale(float(day(day_at_left)), Level.QUARTER.px_per_day)
    unknown = [
        place
        for place in range(len(chart))
        if not any(chart.row(place)[5:]) and chart.row(place).deadline == 0
    ]
    scene = lay_out(
        chart,
        scale,
        UniformRows(len(chart)),
        Viewport(WIDE, len(chart) * 32.0),
        Manner(Language.EN, measure),
    )
    said = {int(shape.y // 32) for shape in styled(scene, StyleName.TEXT_NO_DATE)}
    # An unfolded summary leaves it to the rows below.
    assert said >= {place for place in unknown if place}


def test_a_finish_before_the_start_is_said_beside_its_bar() -> None:
    chart = chart_of(*bad_rows("finish before start")[1:])
    scene = scene_of(chart, TimeScale(float(day("2023-06-01")), 0.5), width=1_200)
    said = {
        int(shape.y // 32): shape.text
        for shape in styled(scene, StyleName.TEXT_DOUBT)
        if isinstance(shape, Text)
    }
    assert said == {
        **dict.fromkeys((1, 2, 3, 4), "finish before start"),
        5: "finished before it started",
    }
    signs = styled(scene, StyleName.DOUBT)
    assert [int(sign.points[1][1] // 32) for sign in signs if isinstance(sign, Path)] == [*said]


def test_the_words_stay_in_view_while_any_of_the_bar_is() -> None:
    chart = chart_of(*bad_rows("finish before start")[1:4])
    for left in ("2024-02-01", "2026-01-01", "2027-06-01"):
        scene = scene_of(chart, TimeScale(float(day(left)), 1.0), width=500)
        (said,) = [shape for shape in styled(scene, StyleName.TEXT_DOUBT) if int(shape.y) == 48]
        assert isinstance(said, Text)
        assert said.x >= 0 and said.x + measure(said.text, said.style) <= 500


def test_a_phase_without_children_says_itself_that_it_is_late() -> None:
    chart = chart_of(*bad_rows("finish before start")[1:])
    scene = scene_of(chart, TimeScale(float(day("2023-06-01")), 0.5), width=1_200)
    late = {int(mark.y // 32) for mark in styled(scene, StyleName.OVERDUE_MARK)}
    assert 3 in late
