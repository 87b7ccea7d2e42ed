"""The bands above the rows of the chart: drag them to move through time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from tracker.timeline.scale import TimeScale

if TYPE_CHECKING:
    from tracker.ui.timeline.view import TimelineView


class HeaderBands(QWidget):
    """Paints what the view lays out; the hand takes hold of time itself."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._grabbed: tuple[QPointF, TimeScale] | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._view.theme.head)
        self._view.paint_header(painter, self.width())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = (event.position(), self._view.scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            start, scale = self._grabbed
            self._view.set_scale(scale.scrolled(start.x() - event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.wheelEvent(event)
