"""The search field of the tool bar: hides rows that do not match while the user types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.paper.theme import Theme
from tracker.ui.actions import readable_key
from tracker.ui.i18n import Texts
from tracker.ui.icons import icon

_PAUSE: Final = 150
"""Milliseconds after the last letter before rows are hidden."""


class SearchField(QLineEdit):
    """Signals:
    searched: the text to look for, after a pause in typing or on Enter.
    left: the user is done here; the keyboard belongs to the rows again.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, texts: Texts, keys: QKeySequence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self._texts = texts
        self._hint = readable_key(keys)
        self._hint_colour = self.palette().placeholderText().color()
        self._glyph = QAction(self)
        self.addAction(self._glyph, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self, visible=False)
        self._clear.triggered.connect(self.clear_search)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._on_text)
        texts.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        self.setPlaceholderText(self._texts.text("Search rows and sources"))
        self.setAccessibleName(self._texts.text("Search rows and sources"))
        self._clear.setToolTip(self._texts.text("Clear the search"))

    def set_theme(self, theme: Theme) -> None:
        self._hint_colour = theme.ink3
        self._glyph.setIcon(icon("search", theme))
        self._clear.setIcon(icon("close", theme))

    def clear_search(self) -> None:
        """Look for nothing: all rows are shown again."""
        self.clear()
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self._search()
                self.left.emit()
            case Qt.Key.Key_Escape:
                self.clear_search()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        metrics = self.fontMetrics()
        texts = metrics.horizontalAdvance(self.placeholderText() + self._hint)
        # The key is told where there is room for it beside the words.
        if not self.text() and texts + 50 <= self.width():
            painter = QPainter(self)
            painter.setPen(self._hint_colour)
            place = self.rect().adjusted(0, 0, -10, 0)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._hint
            )

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
