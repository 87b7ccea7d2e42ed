"""The header of the chart: two bands of cells, and the pill of the status date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from tracker.domain.period_text import week_text
from tracker.language import Language
from tracker.timeline.days_off import DAY_LEVELS, DaysOff, shade_band
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
from tracker.timeline.ticks import Cell, Unit, bands, units

BAND_HEIGHT: Final = 28.0
HEADER_HEIGHT: Final = 2 * BAND_HEIGHT

_TEXT_INSET: Final = 10.0
_PILL_HEIGHT: Final = 20.0
_PILL_INSET: Final = 8.0
_NOW_HALO: Final = 5.0
_WEEK_GAP: Final = 6.0
_YEAR_GAP: Final = 4.0
_YEARS: Final = (1, 2, 5, 10)

_Span = tuple[float, float]


def lay_out_header(
    scale: TimeScale,
    width: float,
    *,
    language: Language,
    measure: Measure,
    status_date: int | None = None,
    pill_text: str = "",
    days_off: DaysOff | None = None,
    cuts: Sequence[float] = (),
) -> Scene:
    """The header over ``width`` pixels, ``HEADER_HEIGHT`` high, (0, 0) at its top left.

    ``pill_text`` says what the line of ``status_date`` is; see ``ticks.status_date_text``.
    ``days_off`` are shaded in the band of days and marked in the band of weeks. ``cuts`` are the x
    at which another page begins: within a cell its text is said again there.
    """
    scene = Scene(width, HEADER_HEIGHT)
    scene.add(Layer.BANDS, Rect(0, 0, width, HEADER_HEIGHT, StyleName.HEADER))
    first, last = scale.visible(width)
    if days_off is not None:
        shade_band(scene, scale, days_off, (BAND_HEIGHT, HEADER_HEIGHT))
    cells = bands(scale.level, first, last, language)
    x_now = scale.x(status_date + 0.5) if status_date is not None else None
    pill = _pill(scene, x_now, width, pill_text, measure)
    taken = _upper(scene, scale, cells.upper, measure, pill, cuts)
    if scale.level in DAY_LEVELS:
        _weeks(scene, scale, units(Unit.WEEK, first, last), (language, measure), taken)
    _lower(scene, scale, cells.lower, measure, status_date)
    for y in (BAND_HEIGHT, HEADER_HEIGHT):
        scene.add(Layer.GRID, Line(0, y - 0.5, width, y - 0.5, StyleName.HEADER_EDGE))
    if x_now is not None and 0 <= x_now <= width:
        top = BAND_HEIGHT / 2 + _PILL_HEIGHT / 2
        scene.add(Layer.TODAY, Line(x_now, top, x_now, HEADER_HEIGHT, StyleName.TODAY))
    return scene


def _pill(scene: Scene, x: float | None, width: float, text: str, measure: Measure) -> _Span | None:
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
    pill: _Span | None,
    cuts: Sequence[float],
) -> list[_Span]:
    """Upper texts stay in view, beside the pill too, as long as their cell has room for them.

    Says where the band is taken: by texts, by the lines between cells, by the pill.
    """
    taken = [pill] if pill is not None else []
    for cell in cells:
        left, right = scale.x(cell.first), scale.x(cell.last + 1)
        if left > 0:
            scene.add(
                Layer.GRID, Line(left + 0.5, 0, left + 0.5, BAND_HEIGHT, StyleName.HEADER_EDGE)
            )
            taken.append((left, left + 1))
        wide = measure(cell.text, StyleName.TEXT_BAND)
        for begin in (max(left, 0.0), *(cut for cut in cuts if left + 1 < cut < right)):
            x = begin + _TEXT_INSET
            if pill is not None and pill[0] < x + wide and x < pill[1]:
                x = pill[1] + _TEXT_INSET
            if x + wide <= right:
                scene.add(Layer.LABELS, Text(x, BAND_HEIGHT / 2, cell.text, StyleName.TEXT_BAND))
                taken.append((x, x + wide))
    return taken


def _weeks(
    scene: Scene,
    scale: TimeScale,
    weeks: Iterable[tuple[int, int]],
    manner: tuple[Language, Measure],
    taken: list[_Span],
) -> None:
    """The number of each week in the middle of it, where the upper band has room."""
    language, measure = manner
    for first, last in weeks:
        text = week_text(date.fromordinal(first), language)
        middle = scale.x((first + last + 1) / 2)
        reach = measure(text, StyleName.TEXT_AXIS) / 2
        left, right = middle - reach - _WEEK_GAP, middle + reach + _WEEK_GAP
        if left < 0 or right > scene.width or 2 * reach > scale.width(last + 1 - first):
            continue
        if all(right <= begin or end <= left for begin, end in taken):
            shape = Text(middle, BAND_HEIGHT / 2, text, StyleName.TEXT_AXIS, Align.CENTRE)
            scene.add(Layer.LABELS, shape)


def _lower(
    scene: Scene,
    scale: TimeScale,
    cells: tuple[Cell, ...],
    measure: Measure,
    status_date: int | None,
) -> None:
    now = next((c for c in cells if c.first <= (status_date or 0) <= c.last), None)
    for cell in cells:
        left = scale.x(cell.first)
        if left > 0:
            line = Line(left + 0.5, BAND_HEIGHT, left + 0.5, HEADER_HEIGHT, StyleName.HEADER_MINOR)
            scene.add(Layer.GRID, line)
    for cell in _named(scale, cells, now, measure):
        scene.add(
            Layer.LABELS,
            Text(
                _middle(scale, cell),
                BAND_HEIGHT * 1.5,
                cell.text,
                StyleName.TEXT_AXIS_NOW if cell is now else StyleName.TEXT_AXIS,
                Align.CENTRE,
                halo=StyleName.HALO_HEADER if cell is now else None,
                halo_width=_NOW_HALO,
            ),
        )


def _named(
    scale: TimeScale, cells: tuple[Cell, ...], now: Cell | None, measure: Measure
) -> Iterator[Cell]:
    """The cells whose texts are written: all that have room for them.

    Of narrow years every second, fifth or tenth, and the one of the status date in any case.
    """

    def wide(cell: Cell) -> float:
        return measure(cell.text, StyleName.TEXT_AXIS_NOW if cell is now else StyleName.TEXT_AXIS)

    def room(cell: Cell) -> float:
        return scale.width(cell.last + 1 - cell.first)

    if scale.level is not Level.YEAR or all(wide(c) + _YEAR_GAP <= room(c) for c in cells):
        yield from (cell for cell in cells if wide(cell) <= room(cell) - 2)
        return
    widest, narrowest = max(map(wide, cells)) + _YEAR_GAP, min(map(room, cells))
    every = next((n for n in _YEARS if n * narrowest >= widest), _YEARS[-1])
    for cell in cells:
        if cell is now:
            yield cell
        elif date.fromordinal(cell.first).year % every == 0:
            apart = abs(_middle(scale, cell) - _middle(scale, now)) if now else widest
            if apart >= widest:
                yield cell


def _middle(scale: TimeScale, cell: Cell) -> float:
    return (scale.x(cell.first) + scale.x(cell.last + 1)) / 2
