"""Does what can wait once the window has been painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def after_paint(window: QWidget, owner: QObject, step: Callable[[], object]) -> None:
    """Do a step of ``owner`` when ``window`` and what is in it have been painted the next time.

    It is not done where ``owner`` is gone by then.
    """
    window.installEventFilter(_AfterPaint(owner, step))
    window.update()


class _AfterPaint(QObject):
    def __init__(self, owner: QObject, step: Callable[[], object]) -> None:
        super().__init__(owner)
        self._step = step

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The widgets in the window are painted after it, in the same go.
            QTimer.singleShot(0, self, self._do)
        return False

    def _do(self) -> None:
        self.deleteLater()
        self._step()
