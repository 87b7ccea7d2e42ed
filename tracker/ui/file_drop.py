"""A file that is dropped on the window is opened or imported, as its name says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from tracker.ui.files import Files


class FileDrop(QObject):
    """Watches what is dragged over ``window``."""

    def __init__(self, window: QWidget, files: Files) -> None:
        super().__init__(window)
        self._files = files
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        assert isinstance(event, QDragEnterEvent | QDropEvent)
        path = _file_in(event.mimeData())
        # A dialog over the window is answered first.
        if path is None or QApplication.activeModalWidget() is not None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            # The program that it was dragged from waits until the drop is over.
            QTimer.singleShot(0, self, partial(self._files.take_dropped, path))
        return True


def _file_in(data: QMimeData) -> Path | None:
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
