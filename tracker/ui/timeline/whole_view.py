"""The whole portfolio in one screen: every row shown, however many, each as high as there is room.

A click, or Enter on the marked row, goes back to the rows where that one stands. What is not read
or counted yet is done while nothing else is to do, a little at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from tracker.domain.period_text import deadline_text
from tracker.language import N_
from tracker.paper.fonts import FontRole, font
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.paper.whole_picture import WholePicture
from tracker.timeline.chart import Chart
from tracker.timeline.header import BAND_HEIGHT, HEADER_HEIGHT, lay_out_header
from tracker.timeline.overview import OverviewScale
from tracker.timeline.scale import TimeScale
from tracker.timeline.ticks import status_date_text
from tracker.timeline.whole import WholeRows, lines_of, row_at
from tracker.ui.session import Session
from tracker.workspace.grouping import GroupRow, ShownRow
from tracker.workspace.outline_rows import OutlineRows

_NAMES: Final = 260
"""How wide the names of the projects are at most, at the left."""

_MARGIN: Final = 12.0
_NAME_HEIGHT: Final = 18.0
_LETTERS: Final = 200
_ROWS_AT_ONCE: Final = 500
_CELLS_AT_ONCE: Final = 100_000
"""How many rows are read, and how many pixels are counted, before the window has its turn."""


class WholeView(QWidget):
    """All rows of ``session`` at once, over the chart that ``chart`` gives.

    Signals:
        chosen: carries the RowKey to go to and the day (an ordinal) that was pointed at.
        left: the user wants the rows back.
    """

    chosen = Signal(object, int)
    left = Signal()

    def __init__(self, session: Session, theme: Theme, chart: Callable[[], Chart]) -> None:
        super().__init__()
        self._session = session
        self._chart = chart
        self._painter = ScenePainter(theme)
        self._rows: WholeRows | None = None
        self._is_partial = False
        self._picture: WholePicture | None = None
        self._heads: list[int] = []
        self._marked: int | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._work)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        session.rows_reset.connect(self._renew)
        session.rows_patched.connect(self._on_patched)
        session.status_date_changed.connect(self._renew)
        session.language_changed.connect(self.retranslate)
        self._renew()
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._painter = ScenePainter(theme)
        self._redraw()

    def retranslate(self) -> None:
        self.setAccessibleName(self._session.translator.text(N_("Whole portfolio in one screen")))
        self.update()

    @property
    def is_exact(self) -> bool:
        """Whether every row was read and counted."""
        if self._picture is None or self._is_partial:
            return False
        return self._picture.is_exact and not self._chart().has_unread

    @property
    def marked(self) -> int | None:
        """The place of the row under the pointer or the keyboard's mark."""
        return self._marked

    # -- what is drawn ----------------------------------------------------------------------------

    @property
    def _names_width(self) -> float:
        return min(float(_NAMES), self.width() / 4)

    def _area(self) -> QRectF:
        left = self._names_width
        return QRectF(
            left, HEADER_HEIGHT, self.width() - left, max(self.height() - HEADER_HEIGHT, 0)
        )

    def _scale(self) -> TimeScale:
        """The scale over the width beside the names, in Qt's pixels."""
        rows = self._known_rows()
        day = self._session.status_date.toordinal()
        span = rows.span() or (day - 365, day + 365)
        return TimeScale.fit(*span, self._area().width(), margin=_MARGIN)

    def _known_rows(self) -> WholeRows:
        if self._rows is None:
            chart = self._chart()
            chart.read_on(_ROWS_AT_ONCE)
            self._rows = WholeRows(chart.columns)
            self._is_partial = chart.has_unread
        return self._rows

    def _known_picture(self) -> WholePicture | None:
        area, ratio = self._area(), self.devicePixelRatioF()
        width, height = round(area.width() * ratio), round(area.height() * ratio)
        if width < 1 or height < 1:
            return None
        picture = self._picture
        if picture is None or (picture.width, picture.height) != (width, height):
            days = self._scale()
            scale = OverviewScale(days.origin, days.px_per_day * ratio)
            theme = self._painter.theme
            picture = WholePicture(self._known_rows(), scale, width, height, theme, ratio=ratio)
            self._picture = picture
            self._idle.start()
        return picture

    def _work(self) -> None:
        """Read some more rows, or count some more lines, whichever is still to do."""
        chart, picture = self._chart(), self._picture
        if chart.has_unread:
            chart.read_on(_ROWS_AT_ONCE)
        elif self._is_partial:
            # The last rows are known by now, whoever has read them: the chart reads on too.
            self._is_partial = False
            self._rows = None
            self._redraw()
        elif picture is None or picture.is_exact or not self.isVisible():
            self._idle.stop()
        else:
            lines = picture.fill(max(_CELLS_AT_ONCE // picture.width, 1))
            ratio = self.devicePixelRatioF()
            top = int(HEADER_HEIGHT + lines.start / ratio)
            self.update(0, top, self.width(), int(len(lines) / ratio) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self._painter.theme, self._area()
        picture = self._known_picture()
        with QPainter(self) as painter:
            painter.setClipRect(event.rect())
            painter.fillRect(event.rect(), theme.canvas)
            if picture is not None:
                picture.paint(painter, area.left(), area.top())
                self._paint_today(painter, area)
            self._paint_projects(painter, area, event.rect().toRectF())
            self._paint_mark(painter, area)
            self._paint_header(painter, area)

    def _paint_today(self, painter: QPainter, area: QRectF) -> None:
        x = area.left() + self._scale().x(self._session.status_date.toordinal() + 0.5)
        painter.setPen(QPen(self._painter.theme.today, 1.25))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_projects(self, painter: QPainter, area: QRectF, exposed: QRectF) -> None:
        """The names of the rows at the outermost level, as many as there is room for."""
        session, theme = self._session, self._painter.theme
        painter.fillRect(QRectF(0, area.top(), area.left(), area.height()), theme.canvas)
        used = font(FontRole.CAPTION)
        metrics = QFontMetricsF(used)
        painter.setFont(used)
        free, count = 0.0, len(session.rows)
        for place in self._heads:
            y = area.top() + place * area.height() / count
            if y > exposed.bottom():
                break
            if y < free:
                continue
            free = y + _NAME_HEIGHT
            painter.setPen(QPen(theme.line, 1))
            painter.drawLine(QPointF(0, y), QPointF(area.right(), y))
            painter.setPen(theme.ink2)
            name = self._title(place)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, area.left() - 2 * _MARGIN)
            painter.drawText(QPointF(_MARGIN, y + metrics.ascent() + 2), shown)
        painter.setPen(QPen(theme.line2, 1))
        painter.drawLine(
            QPointF(area.left() - 0.5, area.top()), QPointF(area.left() - 0.5, area.bottom())
        )

    def _paint_mark(self, painter: QPainter, area: QRectF) -> None:
        count = len(self._session.rows)
        if self._marked is None or self._marked >= count:
            return
        y = area.top() + (self._marked + 0.5) * area.height() / count
        painter.setPen(QPen(self._painter.theme.focus, 1))
        painter.drawLine(QPointF(0, y), QPointF(area.right(), y))

    def _paint_header(self, painter: QPainter, area: QRectF) -> None:
        session, theme = self._session, self._painter.theme
        painter.fillRect(QRectF(0, 0, self.width(), HEADER_HEIGHT), theme.head)
        day = session.status_date
        scene = lay_out_header(
            self._scale(),
            area.width(),
            language=session.language,
            measure=self._painter.measure,
            status_date=day.toordinal(),
            pill_text=status_date_text(
                day, is_today=session.is_today, translator=session.translator
            ),
        )
        painter.setFont(font(FontRole.BODY_STRONG))
        painter.setPen(theme.ink)
        head = QRectF(_MARGIN, 0, area.left() - 2 * _MARGIN, BAND_HEIGHT)
        title = painter.fontMetrics().elidedText(
            self.accessibleName(), Qt.TextElideMode.ElideRight, int(head.width())
        )
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(QPen(theme.line2, 1))
        painter.drawLine(QPointF(0, HEADER_HEIGHT - 0.5), QPointF(area.left(), HEADER_HEIGHT - 0.5))
        painter.translate(area.left(), 0)
        painter.setClipRect(QRectF(0, 0, area.width(), HEADER_HEIGHT))
        self._painter.paint(scene, painter)

    # -- following the session --------------------------------------------------------------------

    def _renew(self) -> None:
        rows = self._session.rows
        self._heads = _outermost(rows)
        self._rows = None
        self._marked = None
        self._redraw()

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _on_patched(self, places: Sequence[int]) -> None:
        if self._rows is None or self._picture is None or len(places) > _ROWS_AT_ONCE:
            self._renew()
            return
        chart = self._chart()
        for place in places:
            chart.row(place)
            self._picture.forget(lines_of(place, self._picture.height, len(self._rows)))
        self._rows.renew(chart.columns, list(places))
        self._idle.start()
        self.update()

    # -- events -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        self._mark(place)
        if place is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), self._describe(place), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(place, event.position().x())

    def leaveEvent(self, event: QEvent) -> None:
        self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._session.rows)
        page = max(count // 20, 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }
        key = Qt.Key(event.key())
        if key in steps and count:
            before = self._marked if self._marked is not None else -1
            self._mark(min(max(before + steps[key], 0), count - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._marked is not None:
            self._choose(self._marked, None)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _place_at(self, at: QPointF) -> int | None:
        area = self._area()
        place = row_at(at.y() - area.top(), area.height(), len(self._session.rows))
        return None if place < 0 else place

    def _mark(self, place: int | None) -> None:
        if place != self._marked:
            self._marked = place
            if place is not None:
                self.setAccessibleDescription(self._describe(place))
            self.update()

    def _title(self, place: int) -> str:
        found = self._session.rows[place]
        if isinstance(found, GroupRow):
            return found.title
        # The start of a name of thousands of letters names it too.
        return found.row.name.best(self._session.language)[:_LETTERS]

    def _describe(self, place: int) -> str:
        """The name of a row and what it says of its finish."""
        session = self._session
        label = self._chart().label(place)
        when = deadline_text(label, session.language) if label is not None else ""
        return "\n".join(filter(None, (self._title(place), when)))

    def _choose(self, place: int, x: float | None) -> None:
        area = self._area()
        days = self._scale()
        if x is not None and x >= area.left():
            day = int(days.day_at(x - area.left()))
        else:
            marks = self._chart().row(place)
            day = marks.finish_last or marks.start_first or self._session.status_date.toordinal()
        self.chosen.emit(self._session.rows[place].key, day)


def _outermost(rows: Sequence[ShownRow]) -> list[int]:
    """The places of the rows at the outermost level."""
    if isinstance(rows, OutlineRows):
        # The projects; no row is made for it.
        return [place for place, ref in enumerate(rows.refs) if ref < 0]
    outermost = rows[0].depth if rows else 0
    return [place for place, row in enumerate(rows) if row.depth == outermost]
