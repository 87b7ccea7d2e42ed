"""The whole portfolio in a strip, with the window of time that the chart shows; drag it to move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.language import N_
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.timeline.overview import (
    OVERVIEW_HEIGHT,
    Overview,
    build_overview,
    frame,
    lay_out_overview,
    overview_scale,
)
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView


class Minimap(QWidget):
    """Every project of the file, whatever the chart filters or folds away."""

    def __init__(self, session: Session, theme: Theme, view: TimelineView) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._painter = ScenePainter(theme)
        self._overview: Overview | None = None
        self._held: float | None = None
        self.setFixedHeight(int(OVERVIEW_HEIGHT))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view.scale_changed.connect(self.update)
        session.changed.connect(self._renew)
        session.status_date_changed.connect(self._renew)
        session.language_changed.connect(self.retranslate)
        self.retranslate()

    @property
    def overview(self) -> Overview:
        if self._overview is None:
            self._overview = build_overview(self._session.portfolio, self._session.status_date)
        return self._overview

    def set_theme(self, theme: Theme) -> None:
        self._painter = ScenePainter(theme)
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self._session.translator.text(N_("Overview of the whole portfolio")))
        self.update()

    def _renew(self) -> None:
        self._overview = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._painter.theme.sunk)
        scene = lay_out_overview(
            self.overview,
            float(self.width()),
            self._view.scale,
            float(self._view.viewport().width()),
            measure=self._painter.measure,
        )
        self._painter.paint(scene, painter)
        painter.end()

    # -- dragging ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the window; outside of it, bring it to the pointer first."""
        left, right = self._frame()
        x = event.position().x()
        self._held = x - left if left <= x <= right else (right - left) / 2
        self._follow(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._follow(event.position().toPoint())

    def mouseReleaseEvent(self, event: QEvent) -> None:
        self._held = None

    def _follow(self, at: QPoint) -> None:
        assert self._held is not None
        left, _ = self._frame()
        days = (at.x() - self._held - left) / overview_scale(self.overview, self.width()).px_per_day
        scale = self._view.scale
        self._view.set_scale(scale.scrolled(scale.width(days)))

    def _frame(self) -> tuple[float, float]:
        width = float(self._view.viewport().width())
        return frame(self.overview, float(self.width()), self._view.scale, width)
