"""F6: the keyboard goes from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class FocusRing:
    """``parts`` gives the parts that are there now, in their order."""

    def __init__(self, parts: Callable[[], Sequence[QWidget]]) -> None:
        self._parts = parts

    def next(self) -> None:
        self._go(1)

    def previous(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        parts = self._parts()
        focused = QApplication.focusWidget()
        here = [place for place, part in enumerate(parts) if _holds(part, focused)]
        # From nowhere, forwards to the first and backwards to the last.
        start = here[-1] if here else (-1 if step > 0 else 0)
        for further in range(1, len(parts) + 1):
            if _enter(parts[(start + step * further) % len(parts)]):
                return


def _holds(part: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (part is focused or part.isAncestorOf(focused))


def _enter(part: QWidget) -> bool:
    """Give the keyboard to a part, or to the first thing inside that takes it; whether it went."""
    for widget in (part, *part.findChildren(QWidget)):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isEnabled() and widget.isVisible():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
