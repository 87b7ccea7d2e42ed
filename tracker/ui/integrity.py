"""Follows what is done about a file beside the work on it, once its rows are shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tracker.domain.errors import FileError
from tracker.ui.after_paint import after_paint
from tracker.workspace.workspace import Workspace

_ASKED_EVERY: Final = 100
"""Milliseconds between two questions whether the look has ended."""
_BACKED_UP_EVERY: Final = 60_000
"""Milliseconds between two looks whether a backup can be prepared: another day may have begun."""


class Integrity(QObject):
    """Asks until it is known whether the file of ``workspace`` is whole.

    From then on it lets the backup of each day be prepared.

    Signals:
        failed: it is not, or cannot be read; carries the FileError.
    """

    failed = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._timer = QTimer(self, interval=_ASKED_EVERY)
        self._timer.timeout.connect(self._ask)
        self._backups = QTimer(self, interval=_BACKED_UP_EVERY)
        self._backups.timeout.connect(workspace.back_up_ahead)
        after_paint(window, self, self._timer.start)

    def _ask(self) -> None:
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            # What is open there works with the file.
            return
        try:
            has_ended = self._workspace.follow_check()
        except FileError as error:
            self._timer.stop()
            self.failed.emit(error)
        else:
            if has_ended:
                self._timer.stop()
                self._workspace.back_up_ahead()
                self._backups.start()
