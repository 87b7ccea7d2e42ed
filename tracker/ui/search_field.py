"""The search field of the tool bar: hides rows that do not match while the user types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.actions import readable_key
from tracker.ui.i18n import Texts
from tracker.ui.icons import icon

_PAUSE: Final = 150
"""Milliseconds after the last letter before rows are hidden."""


class SearchField(QLineEdit):
    """Signals:
    typed: the text so far, with every letter.
    searched: the text to look for, after a pause in typing or on Enter.
    stepped: to the next match (1) or the one before (-1), by Enter and Shift Enter.
    left: the user is done here; the keyboard belongs to the rows again.
    """

    typed = Signal(str)
    searched = Signal(str)
    stepped = Signal(int)
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
        self.dims = QAction(self, visible=False)
        """Asks for rows without a match to be dimmed instead of hidden, and back."""
        self.addAction(self.dims, QLineEdit.ActionPosition.TrailingPosition)
        self._is_dimming = False
        self._theme: Theme | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._on_text)
        texts.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        self.setPlaceholderText(self._texts.text("Search rows and sources"))
        self.setAccessibleName(self._texts.text("Search rows and sources"))
        self._clear.setToolTip(self._texts.text("Clear the search"))
        self._show_dims()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._hint_colour = theme.ink3
        self._glyph.setIcon(icon("search", theme))
        self._clear.setIcon(icon("close", theme))
        self._show_dims()

    def set_dims(self, dims: bool) -> None:
        """Show whether rows without a match are dimmed, not hidden."""
        self._is_dimming = dims
        self._show_dims()

    def _show_dims(self) -> None:
        hide, dim = N_("Hide rows without a match"), N_("Dim rows without a match")
        self.dims.setToolTip(self._texts.text(hide if self._is_dimming else dim))
        if self._theme is not None:
            colour = self._theme.accent if self._is_dimming else None
            self.dims.setIcon(icon("dim", self._theme, colour=colour))

    def look_for(self, text: str) -> None:
        """Look for a text as if it had been typed."""
        self.setText(text)
        self._search()

    def clear_search(self) -> None:
        """Look for nothing: all rows are shown again."""
        self.clear()
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._search()
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.stepped.emit(-1 if back else 1)
            case Qt.Key.Key_Down:
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
        for action in (self._clear, self.dims):
            action.setVisible(bool(text))
        self._pause.start()
        self.typed.emit(text.strip())

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
