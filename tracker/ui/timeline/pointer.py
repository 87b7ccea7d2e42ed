"""The chart by mouse, wheel and pinch.

A press alone selects. Only after it has moved as far as the system calls a drag it becomes a
gesture of the :class:`~tracker.ui.timeline.hand.Hand`, or, where nothing can be taken hold of, a
movement through time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tracker.domain.errors import ConflictError
from tracker.domain.model import Edge
from tracker.domain.moving import why_fixed
from tracker.records import record
from tracker.timeline.drag_layout import Ground
from tracker.timeline.gesture import Spot
from tracker.timeline.hit_test import Hit, Part
from tracker.timeline.scale import TimeScale
from tracker.ui.auto_scroll import AutoScroll
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.hand import Hand
from tracker.ui.timeline.row_choice import RowChoice

if TYPE_CHECKING:
    from tracker.ui.timeline.view import TimelineView

_Cursor = Qt.CursorShape
_CURSORS: Final = {
    Part.MOVE: _Cursor.SizeAllCursor,
    Part.START: _Cursor.SizeHorCursor,
    Part.FINISH: _Cursor.SizeHorCursor,
    Part.PROGRESS: _Cursor.SplitHCursor,
    Part.LINK: _Cursor.PointingHandCursor,
    Part.LINK_START: _Cursor.CrossCursor,
    Part.LINK_FINISH: _Cursor.CrossCursor,
}
_DATED: Final = frozenset({Part.MOVE, Part.START, Part.FINISH, Part.PROGRESS, Part.STANDING})
_ADDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_ZOOM_STEP: Final = 1.25
_NOTCH: Final = 120.0
"""One notch of a mouse wheel, in eighths of a degree."""


def wheel_factor(event: QWheelEvent) -> float:
    """How much a turn of the wheel magnifies."""
    return float(_ZOOM_STEP ** (event.angleDelta().y() / _NOTCH))


@record(frozen=False)
class _Press:
    """A button that is held down: where it went down, on what, and what it has become."""

    at: QPointF
    hit: Hit
    scale: TimeScale
    pans: bool = False
    idle: bool = False
    choose_on_release: int | None = None


class Pointer(QObject):
    """What the mouse on the chart does: select rows, drag what they hold, move through time."""

    def __init__(
        self,
        view: TimelineView,
        session: Session,
        geometry: RowGeometry,
        choice: RowChoice,
        hand: Hand,
        ground: Callable[[], Ground],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._session = session
        self._geometry = geometry
        self._choice = choice
        self._hand = hand
        self._ground = ground
        self._press: _Press | None = None
        self._at = QPointF()
        self._fine = False
        self._scrolling = AutoScroll(self, lambda: view.viewport().size(), self._scroll_on)

    @property
    def holds(self) -> bool:
        """Whether a gesture is under way by mouse, not by keyboard."""
        return self._press is not None and self._hand.gesture is not None

    # -- press, move, release ---------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        self._hand.drop()
        at = event.position()
        hit = self._view.hit(at.toPoint())
        self._press = _Press(at, hit, self._view.scale)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(hit, event.modifiers(), self._press)
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._press.pans = True
        else:
            self._press.idle = True
            self._choose_for_menu(hit)

    def _choose(self, hit: Hit, modifiers: Qt.KeyboardModifier, press: _Press) -> None:
        self._hand.select_link(hit.detail if hit.part is Part.LINK else None)
        place = hit.row
        if place < 0 or hit.part is Part.LINK:
            return
        many = len(self._session.selected) > 1
        chosen = self._session.rows[place].key in self._session.selected
        if hit.part is Part.MOVE and many and chosen and not modifiers & _ADDING:
            # All of the selected rows may be about to be moved.
            press.choose_on_release = place
        else:
            self._choice.click(place, modifiers)

    def _choose_for_menu(self, hit: Hit) -> None:
        """The menu is about what was pressed, or about the selection that it belongs to."""
        self._hand.select_link(hit.detail if hit.part is Part.LINK else None)
        if hit.part is Part.LINK or hit.row < 0:
            return
        if self._session.rows[hit.row].key not in self._session.selected:
            self._choice.click(hit.row, Qt.KeyboardModifier.NoModifier)

    def move(self, event: QMouseEvent) -> None:
        self._at = self._scrolling.at = event.position()
        self._fine = bool(event.modifiers() & _ALT)
        press = self._press
        if press is None or not event.buttons():
            self._point(self._at)
            return
        if self._hand.gesture is not None:
            self._follow()
            return
        far = (self._at - press.at).manhattanLength() >= QApplication.startDragDistance()
        if not far and not press.pans:
            return
        if not press.pans and not press.idle:
            self._begin(press)
        if press.pans:
            self._view.viewport().setCursor(_Cursor.ClosedHandCursor)
            dx = press.at.x() - self._at.x()
            self._view.set_scale(press.scale.scrolled(dx))

    def _begin(self, press: _Press) -> None:
        press.choose_on_release = None
        try:
            gesture = self._hand.gesture_at(press.hit, press.scale.day_at(press.at.x()))
        except ConflictError as fixed:
            press.idle = True
            self._view.viewport().setCursor(_Cursor.ForbiddenCursor)
            text = fixed.text(self._session.translator.text)
            QToolTip.showText(self._global(), text, self._view)
            return
        if gesture is None:
            press.pans = press.hit.part is not Part.LINK
            press.idle = not press.pans
            return
        self._geometry.set_hovered(RowGeometry.NOWHERE)
        self._hand.begin(gesture)
        self._scrolling.start()
        self._follow()

    def release(self) -> None:
        press, self._press = self._press, None
        self._scrolling.stop()
        if self._hand.gesture is not None:
            self._hand.release()
        elif press is not None and press.choose_on_release is not None:
            self._choice.click(press.choose_on_release, Qt.KeyboardModifier.NoModifier)
        self._view.viewport().unsetCursor()

    def drop(self) -> None:
        """Let go of everything without doing anything; the button may still be down."""
        self._scrolling.stop()
        self._hand.drop()
        if self._press is not None:
            self._press.idle = True
            self._press.choose_on_release = None
        self._view.viewport().unsetCursor()

    def set_fine(self, fine: bool) -> None:
        """Alt went down or up while the mouse stands still."""
        if self.holds and fine != self._fine:
            self._fine = fine
            self._follow()

    def double_click(self, event: QMouseEvent) -> None:
        hit = self._view.hit(event.position().toPoint())
        if hit.part is Part.LINK:
            self._view.edit_link(self._global(event.position()))
        elif hit.row >= 0:
            self._view.row_activated.emit(self._session.rows[hit.row].key)

    def leave(self) -> None:
        self._geometry.set_hovered(RowGeometry.NOWHERE)

    # -- following --------------------------------------------------------------------------------

    def _point(self, at: QPointF) -> None:
        """Nothing is held: show what could be."""
        self._geometry.set_hovered(self._geometry.index_at(at.y()))
        viewport = self._view.viewport()
        cursor = self._cursor(self._view.hit(at.toPoint()))
        if cursor is None:
            viewport.unsetCursor()
        elif viewport.cursor().shape() != cursor:
            viewport.setCursor(cursor)

    def _cursor(self, hit: Hit) -> Qt.CursorShape | None:
        if self._session.workspace.read_only and hit.part is not Part.LINK:
            return None
        if hit.part in _DATED:
            row = self._hand.row_at(hit.row)
            if row is not None and why_fixed(self._session.portfolio, row):
                return _Cursor.ForbiddenCursor
        if hit.part is Part.ROW and self._hand.is_empty(hit.row):
            return _Cursor.CrossCursor
        return _CURSORS.get(hit.part)

    def _follow(self) -> None:
        """Bring the gesture to where the pointer is."""
        at = self._at
        row = self._geometry.index_at(at.y())
        spot = Spot(self._view.scale.day_at(at.x()), row, self._edge(row, at.x()), self._fine)
        self._hand.to(spot, (at.x(), at.y()))

    def _edge(self, row: int, x: float) -> Edge:
        """The end of the mark in a row that is nearer to ``x``; its start where it has none."""
        if row < 0 or not self._hand.draws_link:
            return Edge.START
        ground = self._ground()
        extent = ground.extent(ground.chart.row(row), row)
        return Edge.FINISH if extent is not None and x > extent.middle else Edge.START

    def _scroll_on(self, dx: float, dy: float) -> None:
        """What lies beyond the edge comes into view: time, and for a link the rows too."""
        self._view.set_scale(self._view.scale.scrolled(dx))
        if self._hand.draws_link:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + round(dy))
        self._follow()

    def _global(self, at: QPointF | None = None) -> QPoint:
        return self._view.viewport().mapToGlobal((at or self._at).toPoint())

    # -- wheel and pinch --------------------------------------------------------------------------

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
