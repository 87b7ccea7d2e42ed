"""The chart by keyboard: from row to row, from mark to mark, and through time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tracker.ui.timeline.mark_focus import MarkFocus
from tracker.ui.timeline.row_choice import RowChoice

if TYPE_CHECKING:
    from tracker.ui.timeline.view import TimelineView

_Key = Qt.Key
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_TIME_STEP: Final = 64.0


class Keys:
    """What the keys do while the chart has the keyboard."""

    def __init__(self, view: TimelineView, choice: RowChoice, focus: MarkFocus) -> None:
        self._view = view
        self._choice = choice
        self._focus = focus

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means in the chart; whether it means anything."""
        view = self._view
        steps = {
            _Key.Key_Up: -1,
            _Key.Key_Down: 1,
            _Key.Key_PageUp: -view.rows_a_page,
            _Key.Key_PageDown: view.rows_a_page,
        }
        key = _Key(event.key())
        shift = bool(event.modifiers() & _SHIFT)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in steps:
            place = self._choice.step(steps[key], extend=shift)
            if place is not None:
                view.bring_into_view(place)
        elif key in (_Key.Key_Left, _Key.Key_Right) and event.modifiers() == _CONTROL:
            self._focus.step(1 if key == _Key.Key_Right else -1)
        elif key in (_Key.Key_Left, _Key.Key_Right) and shift:
            view.set_scale(
                view.scale.scrolled(_TIME_STEP if key == _Key.Key_Right else -_TIME_STEP)
            )
        elif key in (_Key.Key_Left, _Key.Key_Right):
            self._choice.fold(unfold=key == _Key.Key_Right)
        elif key == _Key.Key_Home and control:
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
