"""The whole portfolio in a strip, with the window of time that the chart shows.

The window is moved and its edges are drawn by hand and by keyboard; the wheel zooms.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from tracker.language import N_
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.timeline.overview import (
    OVERVIEW_HEIGHT,
    Grip,
    Overview,
    build_overview,
    frame,
    grip_at,
    lay_out_overview,
    overview_scale,
    resized,
)
from tracker.ui.session import Session
from tracker.ui.timeline.pointer import wheel_factor
from tracker.ui.timeline.view import TimelineView

_PART: Final = 0.1
"""The share of the window by which an arrow moves it."""

_CURSORS: Final = {
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
    Grip.WINDOW: Qt.CursorShape.OpenHandCursor,
    Grip.NOTHING: Qt.CursorShape.PointingHandCursor,
}


class Minimap(QWidget):
    """Every project of the file, whatever the chart filters or folds away."""

    def __init__(self, session: Session, theme: Theme, view: TimelineView) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._painter = ScenePainter(theme)
        self._overview: Overview | None = None
        self._grip: Grip | None = None
        self._held = 0.0
        """How far the pointer stands from the edge that it holds."""
        self.setFixedHeight(int(OVERVIEW_HEIGHT))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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
        text = self._session.translator.text
        self.setAccessibleName(text(N_("Overview of the whole portfolio")))
        self.setToolTip(text(N_("Drag the window or its edges; the wheel zooms")))
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
            self._chart_width,
            measure=self._painter.measure,
        )
        self._painter.paint(scene, painter)
        if self.hasFocus():
            painter.setPen(QPen(self._painter.theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    # -- the hand ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the window or of an edge; outside, bring it to the pointer first."""
        left, right = self._frame()
        x = event.position().x()
        self._grip = grip_at((left, right), x)
        if self._grip in (Grip.LEFT, Grip.RIGHT):
            self._held = x - (left if self._grip is Grip.LEFT else right)
            return
        self._held = x - left if self._grip is Grip.WINDOW else (right - left) / 2
        self._follow(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._grip is None:
            shape = _CURSORS[grip_at(self._frame(), x)]
            if shape != self.cursor().shape():
                self.setCursor(shape)
        else:
            self._follow(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def _follow(self, x: float) -> None:
        view, strip = self._view, overview_scale(self.overview, self.width())
        if self._grip in (Grip.LEFT, Grip.RIGHT):
            day = strip.day_at(x - self._held)
            view.set_scale(resized(view.scale, self._chart_width, self._grip, day))
            return
        left, _ = self._frame()
        days = (x - self._held - left) / strip.px_per_day
        view.set_scale(view.scale.scrolled(view.scale.width(days)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the day under the pointer, or about the window where it lies outside."""
        view, x = self._view, event.position().x()
        day = overview_scale(self.overview, self.width()).day_at(x)
        inside = grip_at(self._frame(), x) is not Grip.NOTHING
        about = view.scale.x(day) if inside else self._chart_width / 2
        view.zoom_about(about, wheel_factor(event))
        event.accept()

    # -- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the window, with Shift by its whole width; + and − zoom."""
        view, width = self._view, self._chart_width
        part = 1.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _PART
        match event.key():
            case Qt.Key.Key_Left:
                view.set_scale(view.scale.scrolled(-width * part), smooth=True)
            case Qt.Key.Key_Right:
                view.set_scale(view.scale.scrolled(width * part), smooth=True)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Up:
                view.zoom_in()
            case Qt.Key.Key_Minus | Qt.Key.Key_Down:
                view.zoom_out()
            case Qt.Key.Key_Home:
                view.go_to_first()
            case Qt.Key.Key_End:
                view.go_to_last()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    @property
    def _chart_width(self) -> float:
        return float(self._view.viewport().width())

    def _frame(self) -> tuple[float, float]:
        return frame(self.overview, float(self.width()), self._view.scale, self._chart_width)
