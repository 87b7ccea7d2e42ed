"""Which days are shaded in which rows, and how the header shows them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import project
from tests.timeline.shapes import STATUS_DATE, day, measure, outline, row
from tracker.domain.model import Calendar, Side
from tracker.domain.portfolio import Portfolio
from tracker.forecast.calendars import WorkingDays
from tracker.language import Language
from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import CALENDARS
from tracker.timeline.days_off import DaysOff, stretches_of
from tracker.timeline.header import BAND_HEIGHT, HEADER_HEIGHT, lay_out_header
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.outline_source import build_chart
from tracker.timeline.primitives import Layer, Rect, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import Level, TimeScale
from tracker.workspace.days_off import days_off_in_view

# The week in which Uzbekistan works on Saturday the 12th, and Kazakhstan rests on the 16th.
WEEK = TimeScale(day("2026-12-07"), Level.DAY.px_per_day)
WIDE = 14 * WEEK.px_per_day


def chart_of_sides(*sides: Side | None, calendar: Calendar | None = None) -> Chart:
    """A chart of projects, one for each side."""
    found = [replace(project(number), side=side) for number, side in enumerate(sides, 1)]
    rows = row(1, "2026-Q4", calendar=calendar) if calendar else []
    portfolio = Portfolio([*found, *rows])
    return build_chart(portfolio, outline(portfolio), STATUS_DATE)


def body(chart: Chart, scale: TimeScale = WEEK, height: float | None = None) -> Scene:
    rows = UniformRows(len(chart), 32)
    days_off = days_off_in_view(WorkingDays(), scale, WIDE)
    manner = Manner(Language.EN, measure, days_off=days_off)
    return lay_out(chart, scale, rows, Viewport(WIDE, height or len(chart) * 32.0), manner)


def shaded(scene: Scene, left: str, top: float = 0.0) -> list[tuple[float, float]]:
    """From where to where a day is shaded below ``top`` and above the next row."""
    x = WEEK.x(day(left)) + 1
    return [
        (rect.y - top, rect.y + rect.height - top)
        for rect in scene.layers[Layer.NON_WORKING]
        if isinstance(rect, Rect) and rect.x <= x < rect.x + rect.width
        if rect.y < top + 32 and rect.y + rect.height > top
    ]


@pytest.mark.parametrize(
    ("side", "uz_holiday", "kz_holiday", "uz_saturday", "sunday"),
    [
        (Side.KZ, [], [(0, 32)], [(0, 32)], [(0, 32)]),
        (Side.UZ, [(0, 32)], [], [], [(0, 32)]),
        (Side.JOINT, [(16, 32)], [(16, 32)], [(16, 32)], [(0, 32)]),
        (None, [], [], [], [(0, 32)]),
    ],
)
def test_a_row_shows_the_days_off_of_its_side(
    side: Side | None,
    uz_holiday: list[object],
    kz_holiday: list[object],
    uz_saturday: list[object],
    sunday: list[object],
) -> None:
    scene = body(chart_of_sides(side))
    assert shaded(scene, "2026-12-08") == uz_holiday
    assert shaded(scene, "2026-12-16") == kz_holiday
    assert shaded(scene, "2026-12-12") == uz_saturday
    assert shaded(scene, "2026-12-13") == sunday
    assert shaded(scene, "2026-12-09") == []


def test_the_calendar_of_an_item_outweighs_the_side_of_its_project() -> None:
    chart = chart_of_sides(Side.KZ, calendar=Calendar.EVERY_DAY)
    scene = body(chart)
    assert shaded(scene, "2026-12-13", top=0) == [(0, 32)]
    assert shaded(scene, "2026-12-13", top=32) == []


def test_joint_neighbours_have_a_half_each_and_the_ground_below_has_what_all_have_off() -> None:
    scene = body(chart_of_sides(Side.JOINT, Side.JOINT), height=128)
    assert shaded(scene, "2026-12-16", top=0) == [(16, 32)]
    assert shaded(scene, "2026-12-16", top=32) == [(16, 32)]
    assert shaded(scene, "2026-12-16", top=64) == []
    assert shaded(scene, "2026-12-13", top=64) == [(0, 64)]


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.DAY])
def test_other_levels_shade_no_row(level: Level) -> None:
    scale = TimeScale(day("2026-11-16"), level.px_per_day)
    assert not body(chart_of_sides(Side.KZ), scale).layers[Layer.NON_WORKING]
    assert (days_off_in_view(WorkingDays(), scale, WIDE) is None) is (level is not Level.WEEK)


@given(
    st.lists(st.sampled_from(CALENDARS), max_size=9),
    st.integers(0, 3),
    st.floats(0, 200),
)
def test_stretches_cover_the_rows_once(
    calendars: list[Calendar | None], first: int, scroll_y: float
) -> None:
    rows = UniformRows(first + len(calendars), 32)
    top = rows.top(first) - scroll_y
    found = stretches_of(calendars, rows, first, scroll_y, (top, top + 32 * 12))
    bottoms = [stretch.bottom for stretch in found[:-1]]
    assert [stretch.top for stretch in found[1:]] == pytest.approx(bottoms)
    assert (found[0].top, found[-1].bottom) == (top, top + 32 * 12)
    for index, calendar in enumerate(calendars):
        middle = top + index * 32 + 16
        (here,) = [stretch for stretch in found if stretch.top <= middle < stretch.bottom]
        assert here.calendar is calendar
        if calendar is Calendar.BOTH:
            assert here.bottom - here.top == pytest.approx(32)


def header(scale: TimeScale, language: Language = Language.EN, width: float = WIDE) -> Scene:
    days_off = days_off_in_view(WorkingDays(), scale, width)
    return lay_out_header(scale, width, language=language, measure=measure, days_off=days_off)


def test_the_band_of_days_is_shaded_as_a_joint_row_is() -> None:
    middle = (BAND_HEIGHT + HEADER_HEIGHT) / 2
    scene = header(WEEK)
    for text, top in (("2026-12-13", BAND_HEIGHT), ("2026-12-12", middle), ("2026-12-16", middle)):
        x = WEEK.x(day(text)) + 1
        (rect,) = [
            rect
            for rect in scene.layers[Layer.NON_WORKING]
            if isinstance(rect, Rect) and rect.x <= x < rect.x + rect.width
        ]
        assert (rect.y, rect.y + rect.height) == (top, HEADER_HEIGHT)


def test_the_band_of_weeks_marks_holidays_and_no_weekend() -> None:
    scale = TimeScale(day("2026-12-07"), Level.WEEK.px_per_day)
    marks = [
        shape
        for shape in header(scale, width=900).layers[Layer.NON_WORKING]
        if isinstance(shape, Rect) and shape.style is StyleName.HOLIDAY_MARK
    ]
    begins = [scale.x(day(text)) for text in ("2026-12-08", "2026-12-16", "2026-12-31")]
    assert [mark.x for mark in marks[:3]] == pytest.approx(begins)
    assert {mark.height for mark in marks} == {2}
    # New Year's Eve in Uzbekistan and New Year's Day run into each other and into 2 January 2027,
    # which is a Saturday and has no mark of its own.
    assert marks[2].width == pytest.approx(scale.width(2) - 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.EN, "W51"),
        (Language.RU, "51 нед."),
        (Language.KK, "51-апта"),
        (Language.UZ, "51-hafta"),
    ],
)
@pytest.mark.parametrize("level", [Level.DAY, Level.WEEK])
def test_weeks_have_their_number_where_the_upper_band_has_room(
    level: Level, language: Language, text: str
) -> None:
    scale = TimeScale(day("2026-11-30"), level.px_per_day)
    texts = [
        shape
        for shape in header(scale, language, width=1_000).layers[Layer.LABELS]
        if isinstance(shape, Text) and shape.y == BAND_HEIGHT / 2
    ]
    (number,) = [shape for shape in texts if shape.text == text]
    assert number.x == pytest.approx(scale.x(day("2026-12-14") + 3.5))
    spans = sorted(
        (shape.x - wide / 2, shape.x + wide / 2)
        if shape.style is StyleName.TEXT_AXIS
        else (shape.x, shape.x + wide)
        for shape in texts
        for wide in [measure(shape.text, shape.style)]
    )
    assert all(end < begin for (_, end), (begin, _) in itertools.pairwise(spans))


def test_days_off_of_each_calendar() -> None:
    days = DaysOff(kz=frozenset({1, 2}), uz=frozenset({2, 3}))
    assert days.of(Calendar.BOTH) == ({2}, {1, 3})
    assert days.of(None) == ({2}, set())
    assert days.of(Calendar.KZ) == ({1, 2}, set())
