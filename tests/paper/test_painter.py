"""What the shapes look like in pixels: crisp, in their place, the same wherever the origin is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.timeline.shapes import STATUS_DATE, chart_of, day, milestone, row
from tracker.language import Language
from tracker.paper.painter import ScenePainter, hatch_tile
from tracker.paper.styles import looks
from tracker.paper.theme import DARK, LIGHT, THEMES, Theme
from tracker.timeline.chart import Chart
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.primitives import (
    Align,
    Corners,
    Layer,
    Line,
    Rect,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale

pytestmark = pytest.mark.usefixtures("qapp")

SCALE = TimeScale(day("2026-01-01"), 1.0)


def painted(
    scene: Scene, *, theme: Theme = LIGHT, ratio: float = 1.0, at: QPointF | None = None
) -> QImage:
    size = round(scene.width * ratio), round(scene.height * ratio)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.canvas)
    painter = QPainter(image)
    if at is not None:
        painter.translate(at)
    ScenePainter(theme).paint(scene, painter)
    painter.end()
    return image


def chart_image(chart: Chart, *, width: float = 700, ratio: float = 1.0) -> QImage:
    painter = ScenePainter(LIGHT)
    scene = lay_out(
        chart,
        SCALE,
        UniformRows(len(chart)),
        Viewport(width, len(chart) * 32),
        Manner(Language.EN, painter.measure),
    )
    return painted(scene, ratio=ratio)


def columns(image: QImage, colour: QColor, top: int, bottom: int) -> list[int]:
    """The x of every pixel column that has ``colour`` between two heights."""
    wanted = colour.rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) == wanted for y in range(top, bottom))
    ]


def test_every_style_name_has_a_look_in_every_theme() -> None:
    for theme in THEMES.values():
        assert set(looks(theme)) == set(StyleName)
        for style, look in looks(theme).items():
            assert look.fill or look.line or look.hatch, style
            assert (look.font is not None) == style.name.startswith("TEXT_"), style


def test_an_overdue_thread_starts_the_day_after_its_period() -> None:
    image = chart_image(chart_of(row(1, "2026-Q3", "2026-Q1", percent=50)))
    over = columns(image, LIGHT.over.fill, 32, 64)
    after = round(SCALE.x(day("2026-10-01")))
    assert after <= over[0] <= after + 2
    assert over[-1] <= SCALE.x(STATUS_DATE.toordinal() + 1)


def test_a_milestone_marks_its_quarter_and_nothing_outside() -> None:
    image = chart_image(chart_of(milestone(1, "2027-Q3", actual_finish="2027-Q3")))
    done = columns(image, LIGHT.done.fill, 32, 64)
    left, right = SCALE.x(day("2027-07-01")), SCALE.x(day("2027-10-01"))
    assert left <= done[0] <= left + 3
    assert right - 4 <= done[-1] < right


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("place", [10.0, 10.3, 10.5, 10.9])
def test_thin_lines_are_crisp_at_every_ratio(ratio: float, place: float) -> None:
    scene = Scene(40, 40)
    scene.add(Layer.GRID, Line(place, 0, place, 40, StyleName.GRID_MAJOR))
    image = painted(scene, ratio=ratio)
    row_of_pixels = [image.pixel(x, 20) for x in range(image.width())]
    line, ground = LIGHT.line2.rgb(), LIGHT.canvas.rgb()
    whole = row_of_pixels.count(line)
    assert whole >= max(int(ratio), 1)
    blurred = [pixel for pixel in row_of_pixels if pixel not in (line, ground)]
    # Where the ratio is broken, one side of the line is a broken pixel, never both.
    assert len(blurred) <= (0 if ratio == int(ratio) else 1)


def test_lines_are_crisp_wherever_the_origin_is() -> None:
    scene = Scene(40, 40)
    scene.add(Layer.GRID, Line(0, 10.5, 40, 10.5, StyleName.GRID_MAJOR))
    image = painted(scene, at=QPointF(0.4, 0.4))
    column = {image.pixel(20, y) for y in range(40)}
    assert column == {LIGHT.line2.rgb(), LIGHT.canvas.rgb()}


def test_neighbouring_fills_leave_no_seam() -> None:
    scene = Scene(60, 20)
    scene.add(
        Layer.BARS,
        Rect(10.3, 4, 20.37, 12, StyleName.SUMMARY),
        Rect(30.67, 4, 20.2, 12, StyleName.SUMMARY),
    )
    image = painted(scene)
    assert {image.pixel(x, 10) for x in range(11, 50)} == {LIGHT.sum.rgb()}


def test_hatch_tiles_join_without_a_seam() -> None:
    black = QColor("black")
    for ratio in (1.0, 1.5, 2.0):
        tile = hatch_tile(black, ratio)
        side = tile.width()
        # A diagonal that leaves the tile on the right comes back in one row higher on the left.
        for x in range(side):
            for y in range(side):
                shifted = tile.pixelColor((x + 1) % side, (y - 1) % side).alpha()
                assert abs(tile.pixelColor(x, y).alpha() - shifted) <= 40


def test_hatching_belongs_to_the_chart_not_to_the_viewport() -> None:
    def hatched(scroll: float) -> QImage:
        scene = Scene(60, 20, hatch_origin=(-scroll, 0))
        scene.add(Layer.BARS, Rect(-scroll, 0, 200, 20, StyleName.BAR_HATCH))
        return painted(scene)

    before, after = hatched(0), hatched(7)
    moved = before.copy(7, 0, 50, 20)
    assert moved == after.copy(0, 0, 50, 20)
    assert before != after


def test_only_the_outer_corners_of_a_soft_end_are_round() -> None:
    scene = Scene(40, 20)
    scene.add(Layer.BARS, Rect(10, 4, 20, 12, StyleName.BAR, radius=3, corners=Corners.LEFT))
    image = painted(scene)
    assert image.pixel(10, 4) != LIGHT.bar.fill.rgb()
    assert image.pixel(29, 4) == image.pixel(29, 15) == LIGHT.bar.fill.rgb()


def test_a_long_text_ends_with_an_ellipsis_within_its_room() -> None:
    scene = Scene(300, 20)
    scene.add(
        Layer.LABELS,
        Text(10, 10, "A very long name indeed " * 5, StyleName.TEXT_LABEL, max_width=80),
    )
    image = painted(scene)
    dark = [
        x for x in range(300) if any(image.pixelColor(x, y).lightness() < 160 for y in range(20))
    ]
    assert 10 <= dark[0] <= 14 and 60 < dark[-1] <= 90


@pytest.mark.parametrize("align", Align)
def test_texts_are_aligned_to_their_place(align: Align) -> None:
    scene = Scene(300, 20)
    scene.add(Layer.LABELS, Text(150, 10, "Q4 2026", StyleName.TEXT_LABEL, align))
    image = painted(scene)
    dark = [
        x for x in range(300) if any(image.pixelColor(x, y).lightness() < 160 for y in range(20))
    ]
    middle = (dark[0] + dark[-1]) / 2
    assert {Align.LEFT: middle > 160, Align.RIGHT: middle < 140}.get(align, abs(middle - 150) < 3)


def test_a_halo_covers_what_lies_under_a_label() -> None:
    scene = Scene(100, 20)
    scene.add(Layer.TODAY, Line(50, 0, 50, 20, StyleName.TODAY))
    scene.add(
        Layer.LABELS,
        Text(50, 10, "ııı", StyleName.TEXT_LABEL, Align.CENTRE, halo=StyleName.HALO),
    )
    image = painted(scene)
    assert image.pixelColor(49, 0).lightness() < 100
    assert image.pixelColor(49, 5).lightness() > 200


def test_a_bar_of_centuries_is_painted_in_no_time_and_in_its_place() -> None:
    """Dashes and fills are cut to what is in view, by whole dashes: none shifts."""
    near = Scene(100, 40)
    near.add(Layer.GHOSTS, Line(-9, 10, 92, 10, StyleName.GHOST_TRAIL))
    far = Scene(100, 40)
    far.add(Layer.GHOSTS, Line(-4_000_001, 10, 92, 10, StyleName.GHOST_TRAIL))
    assert painted(near).copy(0, 0, 90, 40) == painted(far).copy(0, 0, 90, 40)


def test_themes_differ() -> None:
    scene = Scene(40, 20)
    scene.add(Layer.BARS, Rect(0, 0, 40, 20, StyleName.BAR))
    assert painted(scene, theme=DARK).pixel(5, 5) == DARK.bar.fill.rgb()
