"""A year of one calendar as twelve small months; a click or the keys choose a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.weekdays import WEEKDAYS
from tracker.domain.wordings import WORDINGS
from tracker.language import Translator
from tracker.paper.fonts import FontRole, font
from tracker.paper.theme import Theme
from tracker.workspace.working_days import DayMark

_ACROSS: Final = 4
_WEEKS: Final = 6
_SATURDAY: Final = 5
_GAP: Final = 14
_CORNER: Final = 5.0
_STEPS: Final[dict[int, int]] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class YearView(QWidget):
    """The days of :meth:`show_days`; what is special stands on a tint, a lone dot below is the
    file's own word, a dashed edge an estimated date, a frame a working day at a weekend.

    Signals:
        chosen: the day (a date) that was clicked or gone to.
        switched: the day that was double-clicked, or chosen when Space was pressed.
    """

    chosen = Signal(object)
    switched = Signal(object)

    def __init__(self, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._translator = translator
        self._marks: Sequence[DayMark] = ()
        self._day: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        numbers = QFontMetricsF(font(FontRole.AXIS))
        self._cell = QSize(
            max(19, round(numbers.horizontalAdvance("30")) + 6),
            max(19, round(numbers.height()) + 5),
        )
        self._title = round(QFontMetricsF(font(FontRole.PILL)).height()) + 5
        self._heads = round(numbers.height()) + 3
        self.setFixedSize(self.sizeHint())

    def show_days(self, marks: Sequence[DayMark], day: date) -> None:
        """Show the days of one year, ``day`` chosen."""
        self._marks = marks
        self._day = day
        self._tell()
        self.update()

    @property
    def day(self) -> date | None:
        return self._day

    def mark(self, day: date) -> DayMark:
        return self._marks[(day - self._marks[0].day).days]

    def sizeHint(self) -> QSize:
        month = self._month_size()
        rows = 12 // _ACROSS
        return QSize(
            _ACROSS * month.width() + (_ACROSS - 1) * _GAP, rows * month.height() + (rows - 1) * 8
        )

    def _month_size(self) -> QSize:
        height = self._title + self._heads + _WEEKS * self._cell.height()
        return QSize(7 * self._cell.width(), height)

    # -- places -----------------------------------------------------------------------------------

    def _month_at(self, month: int) -> QPointF:
        """The upper left corner of a month (1 to 12)."""
        row, column = divmod(month - 1, _ACROSS)
        size = self._month_size()
        return QPointF(column * (size.width() + _GAP), row * (size.height() + 8))

    def cell_of(self, day: date) -> QRectF:
        """Where a day of the year stands, in pixels of the widget."""
        first = day.replace(day=1)
        place = first.weekday() + day.day - 1
        corner = self._month_at(day.month)
        x = corner.x() + place % 7 * self._cell.width()
        y = corner.y() + self._title + self._heads + place // 7 * self._cell.height()
        return QRectF(x, y, self._cell.width(), self._cell.height())

    def day_at(self, point: QPointF) -> date | None:
        for mark in self._marks:
            if self.cell_of(mark.day).contains(point):
                return mark.day
        return None

    # -- what is drawn ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            if self._marks:
                self._paint_head(painter, month)
        painter.setFont(font(FontRole.AXIS))
        for mark in self._marks:
            self._paint_day(painter, mark)
        painter.end()

    def _paint_head(self, painter: QPainter, month: int) -> None:
        theme, corner = self._theme, self._month_at(month)
        width = self._cell.width()
        name = WORDINGS[self._translator.language].months[month - 1]
        name = name[:1].upper() + name[1:]
        painter.setFont(font(FontRole.PILL))
        painter.setPen(theme.ink)
        box = QRectF(corner.x(), corner.y(), 7 * width, self._title)
        metrics = QFontMetricsF(font(FontRole.PILL))
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width()),
        )
        painter.setFont(font(FontRole.AXIS))
        painter.setPen(theme.ink3)
        for place, weekday in enumerate(WEEKDAYS):
            head = QRectF(corner.x() + place * width, corner.y() + self._title, width, self._heads)
            text = self._translator.text(weekday)[:2]
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_day(self, painter: QPainter, mark: DayMark) -> None:
        theme, cell = self._theme, self.cell_of(mark.day).adjusted(1, 1, -1, -1)
        weekend = mark.day.weekday() >= _SATURDAY
        painter.setPen(Qt.PenStyle.NoPen)
        if not mark.works:
            painter.setBrush(theme.over.tint if _is_special(mark) else theme.track)
            painter.drawRoundedRect(cell, _CORNER, _CORNER)
        edge = None
        if mark.works and weekend:
            edge = QPen(theme.done.fill, 1.2)
        elif mark.special is not None and mark.special.estimated and mark.said is None:
            edge = QPen(theme.over.fill, 1.2, Qt.PenStyle.DashLine)
        if edge is not None:
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(0.6, 0.6, -0.6, -0.6), _CORNER, _CORNER)
        painter.setPen(self._ink(mark))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(mark.day.day))
        if mark.said is not None:
            corner = cell.topRight()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawPolygon(
                QPolygonF([corner, corner + QPointF(-6, 0), corner + QPointF(0, 6)])
            )
        if mark.day == self._day:
            painter.setPen(QPen(theme.focus if self.hasFocus() else theme.line3, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, _CORNER, _CORNER)

    def _ink(self, mark: DayMark) -> QColor:
        if mark.works:
            return self._theme.ink
        return self._theme.over.text if _is_special(mark) else self._theme.ink2

    # -- hands ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.switched.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._day
        if day is None or not self._marks:
            super().keyPressEvent(event)
            return
        first, last = self._marks[0].day, self._marks[-1].day
        match event.key():
            case key if key in _STEPS:
                wanted = day + timedelta(days=_STEPS[key])
            case Qt.Key.Key_PageUp:
                wanted = _month_away(day, -1)
            case Qt.Key.Key_PageDown:
                wanted = _month_away(day, 1)
            case Qt.Key.Key_Home:
                wanted = first
            case Qt.Key.Key_End:
                wanted = last
            case Qt.Key.Key_Space:
                self.switched.emit(day)
                return
            case _:
                super().keyPressEvent(event)
                return
        self._choose(min(max(wanted, first), last))

    def _choose(self, day: date) -> None:
        self._day = day
        self._tell()
        self.update()
        self.chosen.emit(day)

    def _tell(self) -> None:
        """Say the chosen day to a screen reader."""
        if self._day is not None:
            said = deadline_text(Period.day(self._day), self._translator.language, style=Style.LONG)
            self.setAccessibleDescription(said)


def _is_special(mark: DayMark) -> bool:
    """Whether more than the week makes it a day off."""
    return mark.special is not None or mark.said is not None or mark.day.weekday() < _SATURDAY


def _month_away(day: date, step: int) -> date:
    """The same day of the next or the last month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return date(year, month + 1, min(day.day, Period.month(year, month + 1).last.day))
