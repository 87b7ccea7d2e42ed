"""The header: texts that keep to their cells, and the pill of the status date."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.timeline.shapes import STATUS_DATE, day, measure
from tracker.language import Language
from tracker.timeline.header import BAND_HEIGHT, HEADER_HEIGHT, lay_out_header
from tracker.timeline.primitives import Line, Rect, Scene, StyleName, Text
from tracker.timeline.scale import Level, TimeScale

TODAY = STATUS_DATE.toordinal()


def header(scale: TimeScale, width: float = 1_000.0, pill: str = "Today 23 Nov") -> Scene:
    return lay_out_header(
        scale,
        width,
        language=Language.EN,
        measure=measure,
        status_date=TODAY,
        pill_text=pill,
    )


def texts(scene: Scene, style: StyleName) -> dict[str, float]:
    return {
        shape.text: shape.x for shape in scene if shape.style is style if isinstance(shape, Text)
    }


QUARTERS = TimeScale(day("2024-01-01"), Level.QUARTER.px_per_day)


@pytest.mark.parametrize("level", Level)
def test_texts_keep_to_their_cells(level: Level) -> None:
    scale = TimeScale(day("2024-05-17"), level.px_per_day)
    scene = header(scale)
    ends = 0.0
    for text, x in sorted(texts(scene, StyleName.TEXT_BAND).items(), key=lambda pair: pair[1]):
        assert x >= ends
        ends = x + measure(text, StyleName.TEXT_BAND)


def test_an_upper_text_stays_while_its_cell_has_room() -> None:
    scrolled = QUARTERS.scrolled(100)
    assert texts(header(scrolled), StyleName.TEXT_BAND)["2024"] == 10
    gone = QUARTERS.scrolled(QUARTERS.x(day("2025-01-01")) - 30)
    assert "2024" not in texts(header(gone), StyleName.TEXT_BAND)


def test_the_pill_ends_at_its_line() -> None:
    scene = header(QUARTERS)
    (pill,) = [shape for shape in scene if shape.style is StyleName.TODAY_PILL]
    (line,) = [shape for shape in scene if shape.style is StyleName.TODAY]
    assert isinstance(pill, Rect) and isinstance(line, Line)
    assert pill.x + pill.width == pytest.approx(line.x1)
    assert pill.x + pill.width == pytest.approx(QUARTERS.x(TODAY + 0.5))
    assert pill.y > 0 and pill.y + pill.height < BAND_HEIGHT < line.y2 == HEADER_HEIGHT


def test_at_the_left_edge_the_pill_turns_to_the_other_side() -> None:
    scale = TimeScale(TODAY - 20, Level.QUARTER.px_per_day)
    (pill,) = [shape for shape in header(scale) if shape.style is StyleName.TODAY_PILL]
    assert isinstance(pill, Rect)
    assert pill.x == pytest.approx(scale.x(TODAY + 0.5))


def test_a_text_under_the_pill_moves_beside_it() -> None:
    scale = TimeScale(day("2026-09-20"), Level.QUARTER.px_per_day * 1.5)
    scene = header(scale)
    (pill,) = [shape for shape in scene if shape.style is StyleName.TODAY_PILL]
    assert isinstance(pill, Rect)
    for text, x in texts(scene, StyleName.TEXT_BAND).items():
        assert x >= pill.x + pill.width or x + measure(text, StyleName.TEXT_BAND) <= pill.x


def test_the_unit_of_the_status_date_stands_out() -> None:
    assert list(texts(header(QUARTERS), StyleName.TEXT_AXIS_NOW)) == ["Q4"]


def test_a_status_date_out_of_view_leaves_no_trace() -> None:
    scene = header(TimeScale(day("2028-01-01"), 1.0))
    assert not [shape for shape in scene if shape.style in (StyleName.TODAY, StyleName.TODAY_PILL)]


def test_texts_without_room_are_left_out() -> None:
    narrow = TimeScale(day("2024-01-01"), 36 / 91.3)
    wide_letters = lay_out_header(
        narrow, 500, language=Language.EN, measure=lambda text, style: 40.0
    )
    assert not texts(wide_letters, StyleName.TEXT_AXIS)


@pytest.mark.parametrize("wide", [18, 22, 27, 33, 36, 40])
def test_narrow_years_keep_their_names_apart_and_that_of_today(wide: float) -> None:
    scene = header(TimeScale(day("2000-01-01"), wide / 365.2425), 1_200)
    now = texts(scene, StyleName.TEXT_AXIS_NOW)
    assert set(now) == {"2026"}
    named = {**texts(scene, StyleName.TEXT_AXIS), **now}
    places = sorted((x, text) for text, x in named.items())
    for (left, one), (right, other) in pairwise(places):
        half = (measure(one, StyleName.TEXT_AXIS) + measure(other, StyleName.TEXT_AXIS)) / 2
        assert right - left >= half, (one, other)
    assert "2000" in named and len(named) > 10
