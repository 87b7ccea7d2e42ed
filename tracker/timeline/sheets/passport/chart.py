"""The small timeline of a passport: the works of the project with names, chart and legend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from tracker.domain.model import Item
from tracker.language import Translator
from tracker.records import record
from tracker.timeline.header import BAND_HEIGHT, HEADER_HEIGHT
from tracker.timeline.outline_source import ChartGroup
from tracker.timeline.primitives import Align, Layer, Line, Measure, Scene, StyleName, Text
from tracker.timeline.sheets.columns import ShownRow
from tracker.timeline.sheets.page import Part
from tracker.timeline.sheets.paper import Box
from tracker.timeline.sheets.passport.cutting import ChartRows
from tracker.timeline.sheets.passport.writing import Type, Writer
from tracker.timeline.sheets.sheet import ALL_OF_TIME, Sheet, Span, Subject

_NAMES: Final = 190.0
_INDENT: Final = 10.0
_LEGEND_GAP: Final = 8.0
_MOST_ROWS: Final = 60
_NEAR_YEARS: Final = 4
"""The status date is shown where it is no farther from all that is known."""


@record
class SmallChart:
    """``height`` with its legend; :meth:`parts` are its parts on a page."""

    sheet: Sheet
    legend: Scene
    type: Type
    width: float

    @property
    def rows_height(self) -> float:
        return HEADER_HEIGHT + len(self.sheet.chart) * self.type.chart_row

    @property
    def height(self) -> float:
        return self.rows_height + _LEGEND_GAP + self.legend.height

    def parts(self, x: float, y: float, measure: Measure) -> list[Part]:
        sheet, row_height = self.sheet, self.type.chart_row
        width = self.width - _NAMES
        scale = sheet.fitted(_whole_years(sheet), width)
        rows = range(len(sheet.chart))
        body = sheet.body(scale, width, rows, row_height)
        window = Box(0, 0, width, len(rows) * row_height)
        return [
            Part.whole(self._names(measure), x, y),
            Part.whole(_without_cut_texts(sheet.header(scale, width), measure), x + _NAMES, y),
            Part.cut(body, window, x + _NAMES, y + HEADER_HEIGHT, measure),
            Part.whole(self.legend, x, y + self.rows_height + _LEGEND_GAP),
        ]

    def _names(self, measure: Measure) -> Scene:
        scene = Scene(self.width, self.rows_height)
        writer = Writer(scene, measure)
        language = self.sheet.translator.language
        top = HEADER_HEIGHT
        for found in self.sheet.subject.rows:
            assert not isinstance(found, ChartGroup)
            strong = found.has_children
            style = self.type.strong if strong else self.type.text
            indent = _INDENT * found.depth
            name = found.row.name.best(language)
            middle = top + self.type.chart_row / 2
            writer.short(indent, middle, name, style, _NAMES - indent - 8)
            top += self.type.chart_row
            line = Line(0, top - 0.5, _NAMES, top - 0.5, StyleName.GRID_ROW)
            scene.add(Layer.GRID, line)
        for y in (HEADER_HEIGHT, top):
            scene.add(Layer.GRID, Line(0, y - 0.5, self.width, y - 0.5, StyleName.SHEET_LINE))
        edge = _NAMES - 0.5
        scene.add(Layer.GRID, Line(edge, BAND_HEIGHT, edge, top, StyleName.SHEET_LINE))
        return scene


def small_chart(
    subject: Subject,
    rows: ChartRows,
    *,
    type: Type,
    width: float,
    translator: Translator,
    measure: Measure,
) -> SmallChart | None:
    """The chart of the rows that have a date; None where there are none, or far too many."""
    shown = [
        row
        for row in subject.rows
        if (row.depth == 0 or rows is ChartRows.ALL) and _is_dated(row, subject)
    ]
    subject = replace(subject, rows=shown)
    if rows is ChartRows.NONE or not 0 < len(subject.rows) <= _MOST_ROWS:
        return None
    sheet = Sheet(subject, translator=translator, measure=measure, most_columns=_NAMES)
    return SmallChart(sheet, sheet.legend(width), type, width)


def _is_dated(found: ShownRow, subject: Subject) -> bool:
    if isinstance(found, ChartGroup):
        return True
    row, portfolio = found.row, subject.portfolio
    if portfolio.finish(row) is not None or portfolio.start(row) is not None:
        return True
    return isinstance(row, Item) and bool(row.actual_finish or row.actual_start)


def _whole_years(sheet: Sheet) -> Span:
    """From the first day of the first year to the last day of the last, as plans are read."""
    first, last = (date.fromordinal(day).year for day in sheet.days(ALL_OF_TIME))
    now = sheet.subject.status_date.year
    if first - _NEAR_YEARS <= now <= last + _NEAR_YEARS:
        first, last = min(first, now), max(last, now)
    # In a single year the bands would be of quarters, whose names are longer than they are wide.
    return Span(date(first, 1, 1), date(max(last, first + 1), 12, 31))


def _without_cut_texts(header: Scene, measure: Measure) -> Scene:
    """A screen scrolls on to the rest of a text at its edge, paper does not."""
    header.layers[Layer.LABELS] = [
        shape
        for shape in header.layers[Layer.LABELS]
        if not isinstance(shape, Text)
        or shape.align is not Align.LEFT
        or shape.x + measure(shape.text, shape.style) <= header.width
    ]
    return header
