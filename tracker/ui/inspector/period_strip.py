"""A few neighbouring periods with the marks of one row among them, as the chart draws them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from math import ceil
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.model import Item, Project
from tracker.domain.period import Period, Precision
from tracker.domain.period_text import axis_text
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.table import Table
from tracker.language import Language
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.timeline.chart import Chart
from tracker.timeline.chart_links import link_source
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.outline_source import OutlineChart
from tracker.timeline.primitives import Align, Layer, Line, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale

_LEAST_UNITS: Final = 4
_MOST_UNITS: Final = 7
_LINE: Final = 16.0
_HEIGHT: Final = 58.0
_WIDTH: Final = 240
_GAP: Final = 4.0
_OWN_GROUND: Final = (Layer.BANDS, Layer.PAST, Layer.NON_WORKING, Layer.GRID, Layer.LABELS)


@record
class _StripRow:
    """The row by itself: what is folded away below it, the strip does not show."""

    row: Project | Item
    has_children: bool
    expanded: bool = False

    @property
    def key(self) -> RowKey:
        return RowKey(self.row.table, self.row.id)


def units_around(first: date, last: date, precision: Precision) -> list[Period]:
    """Neighbouring units from the one before ``first`` to one after ``last``, at least four.

    They are of ``precision``, a month at the least, or so much coarser that they are not many;
    [] at the ends of the calendar.
    """
    found: list[Period] = []
    for each in Precision:
        if each.rank < max(precision.rank, Precision.MONTH.rank):
            continue
        try:
            unit = Period.containing(first, each).shifted(-1)
            found = [unit]
            while len(found) < _LEAST_UNITS or found[-1].first <= last:
                unit = unit.shifted(1)
                found.append(unit)
                if len(found) > _MOST_UNITS and each is not Precision.YEAR:
                    break
        except (OverflowError, ValueError):
            return []
        if len(found) <= _MOST_UNITS:
            break
    return found


class PeriodStrip(QWidget):
    """Shows one row among the units of time around it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._painter = ScenePainter(theme)
        self._chart: Chart | None = None
        self._units: list[Period] = []
        self._language = Language.EN
        self.setFixedHeight(int(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, int(_HEIGHT))

    def set_theme(self, theme: Theme) -> None:
        self._painter = ScenePainter(theme)
        self.update()

    def show_row(
        self, portfolio: Portfolio, row: Project | Item, *, status_date: date, language: Language
    ) -> None:
        """Show where ``row`` stands in time; hidden where nothing is known of that."""
        below = bool(portfolio.children(row))
        # One row alone has no links to any other.
        rows = [_StripRow(row, below)]
        self._chart = OutlineChart(portfolio, rows, status_date, link_source(Table()))
        self._language = language
        span = self._chart.span()
        finish = portfolio.finish(row)
        precision = finish.precision if isinstance(finish, Period) else Precision.MONTH
        self._units = []
        if span is not None:
            first, last = date.fromordinal(span[0]), date.fromordinal(span[1])
            self._units = units_around(first, last, precision)
        self.setVisible(bool(self._units))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chart = self._chart
        if chart is None or not self._units:
            return
        width = float(self.width())
        # The line at the right edge stands within.
        first, last = self._units[0].first, self._units[-1].last
        scale = TimeScale.fit(first.toordinal(), last.toordinal(), width - 1)
        names = self._names(scale, width)
        top = _LINE * len(names)
        high = _HEIGHT - top
        marks = lay_out(
            chart,
            scale,
            UniformRows(1, high),
            Viewport(width, high),
            Manner(self._language, self._painter.measure),
        )
        # Only the marks: the ground and the lines are the strip's own.
        for layer in _OWN_GROUND:
            marks.layers[layer].clear()
        ground = Scene(width, _HEIGHT)
        for line, texts in enumerate(names):
            for x, text in texts:
                y = _LINE * (line + 0.5) - 1
                ground.add(Layer.LABELS, Text(x, y, text, StyleName.TEXT_AXIS, Align.CENTRE))
        for day in (*(unit.first for unit in self._units), last + timedelta(days=1)):
            x = scale.x(day.toordinal()) + 0.5
            ground.add(Layer.GRID, Line(x, top, x, _HEIGHT, StyleName.GRID_MAJOR))
        painter = QPainter(self)
        self._painter.paint(ground, painter)
        painter.translate(0, top)
        painter.setClipRect(0, 0, self.width(), int(high))
        self._painter.paint(marks, painter)
        painter.end()

    def _names(self, scale: TimeScale, width: float) -> list[list[tuple[float, str]]]:
        """The lines of names above the units, each with its middle.

        "Q4 2026" where there is room, else "Q4" with the year in a line of its own, else the year.
        """
        room = width / len(self._units)
        units = [(_middle(scale, [unit]), unit) for unit in self._units]
        whole = [(x, _whole_name(unit, self._language)) for x, unit in units]
        if self._widest(whole) <= room:
            return [whole]
        by_year = groupby(self._units, key=lambda unit: unit.first.year)
        years = [(_middle(scale, list(group)), str(year)) for year, group in by_year]
        # Of years that are too many to be named, some are.
        step = ceil(self._widest(years) * len(years) / width)
        years = years[step // 2 :: step]
        parts = [(x, axis_text(unit, self._language)) for x, unit in units]
        is_year = self._units[0].precision is Precision.YEAR
        return [years] if is_year or self._widest(parts) > room else [parts, years]

    def _widest(self, texts: list[tuple[float, str]]) -> float:
        return max(self._painter.measure(text, StyleName.TEXT_AXIS) for _, text in texts) + _GAP


def _middle(scale: TimeScale, units: list[Period]) -> float:
    days = units[0].first.toordinal() + units[-1].last.toordinal() + 1
    return scale.x(days / 2)


def _whole_name(unit: Period, language: Language) -> str:
    text = axis_text(unit, language)
    return text if unit.precision is Precision.YEAR else f"{text} {unit.first.year}"
