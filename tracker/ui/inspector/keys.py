"""What the fields of the inspector do about keys that mean something to the window as well."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def overrides_shortcut(event: QEvent, *keys: Qt.Key) -> bool:
    """Claim one of ``keys``, pressed alone, before a command of the window takes it."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    if not plain or Qt.Key(event.key()) not in keys:
        return False
    event.accept()
    return True


def leaves_for_good(event: QFocusEvent) -> bool:
    """Whether the user goes elsewhere, rather than to another window or to a menu and back."""
    return event.reason() not in _COMES_BACK
