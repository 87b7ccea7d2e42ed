"""The header of the chart: two bands of cells, and the pill of the status date."""

from __future__ import annotations

from typing import Final

from tracker.language import Language
from tracker.timeline.primitives import (
    Align,
    Corners,
    Layer,
    Line,
    Measure,
    Rect,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.scale import Level, TimeScale
from tracker.timeline.ticks import Cell, bands, weekends

BAND_HEIGHT: Final = 28.0
HEADER_HEIGHT: Final = 2 * BAND_HEIGHT

_TEXT_INSET: Final = 10.0
_PILL_HEIGHT: Final = 20.0
_PILL_INSET: Final = 8.0
_NOW_HALO: Final = 5.0


def lay_out_header(
    scale: TimeScale,
    width: float,
    *,
    language: Language,
    measure: Measure,
    status_date: int | None = None,
    pill_text: str = "",
) -> Scene:
    """The header over ``width`` pixels, ``HEADER_HEIGHT`` high, (0, 0) at its top left.

    ``pill_text`` says what the line of ``status_date`` is; see ``ticks.status_date_text``.
    """
    scene = Scene(width, HEADER_HEIGHT)
    scene.add(Layer.BANDS, Rect(0, 0, width, HEADER_HEIGHT, StyleName.HEADER))
    first, last = scale.visible(width)
    if scale.level is Level.DAY:
        for begin, end in weekends(first, last):
            left, wide = scale.x(begin), scale.width(end + 1 - begin)
            scene.add(
                Layer.NON_WORKING,
                Rect(left, BAND_HEIGHT, wide, BAND_HEIGHT, StyleName.NON_WORKING),
            )
    cells = bands(scale.level, first, last, language)
    x_now = scale.x(status_date + 0.5) if status_date is not None else None
    pill = _pill(scene, x_now, width, pill_text, measure)
    _upper(scene, scale, cells.upper, measure, pill)
    _lower(scene, scale, cells.lower, measure, status_date)
    for y in (BAND_HEIGHT, HEADER_HEIGHT):
        scene.add(Layer.GRID, Line(0, y - 0.5, width, y - 0.5, StyleName.HEADER_EDGE))
    if x_now is not None and 0 <= x_now <= width:
        top = BAND_HEIGHT / 2 + _PILL_HEIGHT / 2
        scene.add(Layer.TODAY, Line(x_now, top, x_now, HEADER_HEIGHT, StyleName.TODAY))
    return scene


def _pill(
    scene: Scene, x: float | None, width: float, text: str, measure: Measure
) -> tuple[float, float] | None:
    """Draw the pill, its right edge on the line, and say from where to where it reaches."""
    if x is None or not text or not 0 <= x <= width:
        return None
    long = measure(text, StyleName.TEXT_PILL) + 2 * _PILL_INSET
    # Near the left edge of the chart the pill goes to the other side of its line.
    fits = x >= long
    left = x - long if fits else x
    top = (BAND_HEIGHT - _PILL_HEIGHT) / 2
    scene.add(
        Layer.LABELS,
        Rect(
            left,
            top,
            long,
            _PILL_HEIGHT,
            StyleName.TODAY_PILL,
            radius=_PILL_HEIGHT / 2,
            corners=Corners.LEFT if fits else Corners.RIGHT,
        ),
        Text(left + _PILL_INSET, BAND_HEIGHT / 2, text, StyleName.TEXT_PILL),
    )
    return left, left + long


def _upper(
    scene: Scene,
    scale: TimeScale,
    cells: tuple[Cell, ...],
    measure: Measure,
    pill: tuple[float, float] | None,
) -> None:
    """Upper texts stay in view, beside the pill too, as long as their cell has room for them."""
    for cell in cells:
        left, right = scale.x(cell.first), scale.x(cell.last + 1)
        if left > 0:
            scene.add(
                Layer.GRID, Line(left + 0.5, 0, left + 0.5, BAND_HEIGHT, StyleName.HEADER_EDGE)
            )
        x = max(left, 0.0) + _TEXT_INSET
        wide = measure(cell.text, StyleName.TEXT_BAND)
        if pill is not None and pill[0] < x + wide and x < pill[1]:
            x = pill[1] + _TEXT_INSET
        if x + wide <= right:
            scene.add(Layer.LABELS, Text(x, BAND_HEIGHT / 2, cell.text, StyleName.TEXT_BAND))


def _lower(
    scene: Scene,
    scale: TimeScale,
    cells: tuple[Cell, ...],
    measure: Measure,
    status_date: int | None,
) -> None:
    for cell in cells:
        left, right = scale.x(cell.first), scale.x(cell.last + 1)
        if left > 0:
            line = Line(left + 0.5, BAND_HEIGHT, left + 0.5, HEADER_HEIGHT, StyleName.HEADER_MINOR)
            scene.add(Layer.GRID, line)
        now = status_date is not None and cell.first <= status_date <= cell.last
        style = StyleName.TEXT_AXIS_NOW if now else StyleName.TEXT_AXIS
        if measure(cell.text, style) <= right - left - 2:
            scene.add(
                Layer.LABELS,
                Text(
                    (left + right) / 2,
                    BAND_HEIGHT * 1.5,
                    cell.text,
                    style,
                    Align.CENTRE,
                    halo=StyleName.HALO_HEADER if now else None,
                    halo_width=_NOW_HALO,
                ),
            )
