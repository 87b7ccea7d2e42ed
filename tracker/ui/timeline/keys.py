"""The chart by keyboard: rows, marks, time, and every gesture of the hand.

A letter (declared in :mod:`tracker.ui.action_list`) begins a gesture on the current row, the arrows
go on with it, Enter does it and Esc drops it. It is not done at once, key by key: each of the dates
passed on the way would stand in the history as a commitment that nobody made. Combinations with
Alt+Shift or Ctrl+Shift, known from elsewhere, change the layout of the keyboard on many of the
desktops here, and are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent

from tracker.ui.timeline.hand import Hand
from tracker.ui.timeline.mark_focus import MarkFocus
from tracker.ui.timeline.pointer import Pointer
from tracker.ui.timeline.row_choice import RowChoice

if TYPE_CHECKING:
    from tracker.ui.timeline.view import TimelineView

_Key = Qt.Key
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_TIME_STEP: Final = 64.0
_SIDEWAYS: Final = {_Key.Key_Left: -1, _Key.Key_Right: 1}
_UPWARDS: Final = {_Key.Key_Up: -1, _Key.Key_Down: 1}
_ENTER: Final = (_Key.Key_Return, _Key.Key_Enter)
_TURN: Final = (_Key.Key_Space, _Key.Key_Tab)


class Keys:
    """What the keys do while the chart has the keyboard."""

    def __init__(
        self, view: TimelineView, choice: RowChoice, focus: MarkFocus, hand: Hand, pointer: Pointer
    ) -> None:
        self._view = view
        self._choice = choice
        self._focus = focus
        self._hand = hand
        self._pointer = pointer

    def claims(self, event: QEvent) -> bool:
        """Claim a key for the chart before a command of the window takes it; whether it was."""
        if not isinstance(event, QKeyEvent) or not self._means_something_here(event):
            return False
        event.accept()
        return True

    def _means_something_here(self, event: QKeyEvent) -> bool:
        key = _Key(event.key())
        if self._hand.gesture is not None:
            return key in (_Key.Key_Escape, *_ENTER, *_TURN, *_SIDEWAYS, *_UPWARDS)
        # Esc would forget a what-if.
        own = (_Key.Key_Delete, _Key.Key_Escape)
        return key in own and not event.modifiers() and self._hand.link is not None

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means in the chart; whether it means anything."""
        key = _Key(event.key())
        if self._hand.gesture is not None:
            return self._go_on(key, event.modifiers())
        if self._hand.link is not None and self._on_link(key):
            return True
        return self._walk(key, event.modifiers())

    def release(self, event: QKeyEvent) -> None:
        if event.key() == _Key.Key_Alt:
            self._pointer.set_fine(False)

    def _go_on(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Drive the gesture under way."""
        hand = self._hand
        if key == _Key.Key_Escape:
            self._pointer.drop()
        elif key == _Key.Key_Alt:
            self._pointer.set_fine(True)
        elif self._pointer.holds:
            # The mouse is at it.
            return True
        elif key in _ENTER:
            hand.release()
        elif key in _TURN:
            hand.turn()
            self._show()
        elif hand.draws_link and key in _UPWARDS:
            hand.step(_UPWARDS[key], fine=False)
            self._show()
        elif not hand.draws_link and key in _SIDEWAYS:
            hand.step(_SIDEWAYS[key], fine=bool(modifiers & _ALT))
            self._show()
        return True

    def _show(self) -> None:
        """Bring what changed into view, and say it."""
        self._view.show_preview()
        event = QAccessibleAnnouncementEvent(self._view, self._hand.said)
        QAccessible.updateAccessibility(event)

    def _on_link(self, key: Qt.Key) -> bool:
        if key == _Key.Key_Delete:
            self._hand.remove_link()
        elif key in _ENTER:
            self._view.edit_link()
        elif key == _Key.Key_Escape:
            self._hand.select_link(None)
        else:
            return False
        return True

    def _walk(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        view, extend = self._view, bool(modifiers & _SHIFT)
        steps = {
            **_UPWARDS,
            _Key.Key_PageUp: -view.rows_a_page,
            _Key.Key_PageDown: view.rows_a_page,
        }
        if key in steps:
            place = self._choice.step(steps[key], extend=extend)
            if place is not None:
                view.bring_into_view(place)
        elif key in _SIDEWAYS and modifiers == _CONTROL:
            self._focus.step(_SIDEWAYS[key])
        elif key in _SIDEWAYS and extend:
            view.set_scale(view.scale.scrolled(_TIME_STEP * _SIDEWAYS[key]))
        elif key in _SIDEWAYS:
            self._choice.fold(unfold=key == _Key.Key_Right)
        elif key == _Key.Key_Home and modifiers & _CONTROL:
            view.go_to_first()
        elif key == _Key.Key_Home:
            view.go_to_today()
        elif key == _Key.Key_End:
            view.go_to_last()
        elif key in (_Key.Key_Plus, _Key.Key_Equal):
            view.zoom_in()
        elif key == _Key.Key_Minus:
            view.zoom_out()
        else:
            return False
        return True
