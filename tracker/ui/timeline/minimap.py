"""The whole portfolio in a strip, with the window of time that the chart shows.

The window is moved and its edges are drawn by hand and by keyboard; the wheel zooms.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
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
    read_ahead,
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

_SLICE: Final = 0.008
"""For so many seconds at a time it is worked out what is not known yet."""


class Minimap(QWidget):
    """Every project of the file, whatever the chart filters or folds away.

    What it shows follows from all rows of the file. Where these were not looked at yet, that is
    done bit by bit while nothing else happens, and the lines come when all of it is known.
    """

    def __init__(self, session: Session, theme: Theme, view: TimelineView) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._painter = ScenePainter(theme)
        self._overview: Overview | None = None
        self._grip: Grip | None = None
        self._held = 0.0
        """How far the pointer stands from the edge that it holds."""
        self._ahead: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_on)
        self.setFixedHeight(int(OVERVIEW_HEIGHT))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.scale_changed.connect(self.update)
        session.changed.connect(self._renew)
        session.status_date_changed.connect(self._begin)
        session.language_changed.connect(self.retranslate)
        self.retranslate()

    @property
    def overview(self) -> Overview:
        """All of it, worked out now as far as that has to be."""
        if self._overview is None:
            self._overview = build_overview(self._session.portfolio, self._session.status_date)
        return self._overview

    @property
    def is_known(self) -> bool:
        """Whether its lines are drawn: all rows were looked at."""
        return self._ahead is None and self._overview is not None

    def set_theme(self, theme: Theme) -> None:
        self._painter = ScenePainter(theme)
        self.update()

    def retranslate(self) -> None:
        text = self._session.translator.text
        self.setAccessibleName(text(N_("Overview of the whole portfolio")))
        self.setToolTip(text(N_("Drag the window or its edges; the wheel zooms")))
        self.update()

    def _renew(self) -> None:
        if self._ahead is None:
            # Everything but what was changed is known.
            self._overview = None
            self.update()

    def _begin(self) -> None:
        """Look at all rows, and show what was known before until that is done."""
        session = self._session
        self._ahead = read_ahead(session.portfolio, session.status_date)
        self._timer.start(0)

    def _read_on(self) -> None:
        until = perf_counter() + _SLICE
        for _ in self._ahead or ():
            if perf_counter() > until:
                return
        self._timer.stop()
        self._ahead = self._overview = None
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._overview is None:
            self._begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._painter.theme.sunk)
        if self._ahead is None or self._overview is not None:
            self._paint_overview(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._painter.theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_overview(self, painter: QPainter) -> None:
        scene = lay_out_overview(
            self.overview,
            float(self.width()),
            self._view.scale,
            self._chart_width,
            measure=self._painter.measure,
        )
        self._painter.paint(scene, painter)

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
        if self._grip is None and self.is_known:
            shape = _CURSORS[grip_at(self._frame(), x)]
            if shape != self.cursor().shape():
                self.setCursor(shape)
        elif self._grip is not None:
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
