"""A few neighbouring periods with the mark of one row among them, as the chart draws it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.period import Period, Precision
from tracker.domain.period_text import Style, axis_text, day_text, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.paper.fonts import FontRole, font
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.timeline.chart import ChartRow, build_chart
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.primitives import Layer
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale

_BEFORE: Final = 1
_UNITS: Final = 4
_TEXT: Final = 18
_HEIGHT: Final = 60


class PeriodStrip(QWidget):
    """The units around a period; nothing is drawn that the chart would not draw."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._painter = ScenePainter(theme)
        self._rows: Sequence[ChartRow] = ()
        self._units: list[Period] = []
        self._portfolio = Portfolio()
        self._status_date = date.min
        self._language = Language.EN
        self.setFixedHeight(_HEIGHT)

    def show_row(
        self,
        portfolio: Portfolio,
        row: ChartRow,
        period: Period,
        *,
        status_date: date,
        language: Language,
    ) -> None:
        self._portfolio, self._rows = portfolio, (row,)
        self._status_date, self._language = status_date, language
        plain = period.plain
        self._units = [plain.shifted(step - _BEFORE) for step in range(_UNITS)]
        names = [deadline_text(unit, language, style=Style.SHORT) for unit in self._units]
        self.setAccessibleName(names[_BEFORE])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        theme = self._painter.theme
        first, last = self._units[0].first.toordinal(), self._units[-1].last.toordinal()
        width = float(self.width())
        scale = TimeScale.fit(first, last, width)
        painter = QPainter(self)
        painter.setFont(font(FontRole.AXIS))
        for unit in self._units:
            left, right = (
                scale.x(unit.first.toordinal()),
                scale.x(unit.last.toordinal() + 1),
            )
            painter.setPen(theme.line2)
            painter.drawLine(QPointF(round(left) + 0.5, _TEXT), QPointF(round(left) + 0.5, _HEIGHT))
            text, wide = self._fitting(painter, unit, right - left - 4)
            if text:
                painter.setPen(theme.ink3)
                painter.drawText(QPointF((left + right - wide) / 2, _TEXT - 6), text)
        high = float(_HEIGHT - _TEXT)
        scene = lay_out(
            build_chart(self._portfolio, self._rows, self._status_date),
            scale,
            UniformRows(1, high),
            Viewport(width, high),
            Manner(self._language, self._painter.measure),
        )
        # Only the marks: the ground and the lines of the grid are the strip's own.
        for layer in (Layer.BANDS, Layer.PAST, Layer.NON_WORKING, Layer.GRID, Layer.LABELS):
            scene.layers[layer].clear()
        painter.translate(0, _TEXT)
        painter.setClipRect(0, 0, self.width(), _HEIGHT - _TEXT)
        self._painter.paint(scene, painter)
        painter.end()

    def _fitting(self, painter: QPainter, unit: Period, room: float) -> tuple[str, int]:
        """The longest name of a unit that fits, with its width; "" where none does."""
        short = axis_text(unit, self._language)
        names = [deadline_text(unit, self._language, style=Style.SHORT)]
        if unit.precision is Precision.DAY:
            names += [day_text(unit.first, self._language)]
        elif unit.precision is not Precision.YEAR:
            names += [f"{short} {unit.first.year}", f"{short} {unit.first:%y}"]
        for name in (*names, short):
            wide = painter.fontMetrics().horizontalAdvance(name)
            if wide <= room:
                return name, wide
        return "", 0
