"""The chart by mouse, wheel and pinch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent

from tracker.timeline.scale import TimeScale
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.row_choice import RowChoice

if TYPE_CHECKING:
    from tracker.ui.timeline.view import TimelineView

_ZOOM_STEP: Final = 1.25
_NOTCH: Final = 120.0
"""One notch of a mouse wheel, in eighths of a degree."""


def wheel_factor(event: QWheelEvent) -> float:
    """How much a turn of the wheel magnifies."""
    return float(_ZOOM_STEP ** (event.angleDelta().y() / _NOTCH))


class Pointer:
    """What the hand on the chart does: select rows, move through time, zoom."""

    def __init__(
        self, view: TimelineView, session: Session, geometry: RowGeometry, choice: RowChoice
    ) -> None:
        self._view = view
        self._session = session
        self._geometry = geometry
        self._choice = choice
        self._press: QPoint | None = None
        self._panned_from: TimeScale | None = None

    def press(self, event: QMouseEvent) -> None:
        self._press = event.position().toPoint()
        self._panned_from = self._view.scale
        place = self._geometry.index_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and place != RowGeometry.NOWHERE:
            self._choice.click(place, event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        held = Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton
        if event.buttons() & held and self._press is not None and self._panned_from is not None:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._view.set_scale(self._panned_from.scrolled(self._press.x() - at.x()))
            return
        self._geometry.set_hovered(self._geometry.index_at(at.y()))

    def release(self) -> None:
        self._press = self._panned_from = None
        self._view.viewport().unsetCursor()

    def double_click(self, event: QMouseEvent) -> None:
        place = self._geometry.index_at(event.position().y())
        if place != RowGeometry.NOWHERE:
            self._view.row_activated.emit(self._session.rows[place].key)

    def leave(self) -> None:
        self._geometry.set_hovered(RowGeometry.NOWHERE)

    def wheel(self, event: QWheelEvent) -> None:
        """Plain: rows. With Shift, or to the side: time. With Ctrl: zoom about the pointer."""
        view = self._view
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.zoom_about(event.position().x(), wheel_factor(event))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or delta.x():
            # Some systems turn Shift and the wheel into a wheel to the side by themselves.
            view.set_scale(view.scale.scrolled(-(delta.x() or delta.y())))
        else:
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() - delta.y())
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom as two fingers tell; whether the gesture was one of zooming."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._view.zoom_about(event.position().x(), 1 + event.value())
        return True
