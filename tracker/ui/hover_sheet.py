"""What is known about the thing under the pointer, on a raised sheet beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.language import N_, Translator
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.delegates.style import GridStyle
from tracker.ui.inspector.parts import Mark, Sign, Words
from tracker.ui.raised import SHADOW, paint_raised
from tracker.workspace.description import Description, Part, Statement

_WIDTH: Final = 340
_LABELS: Final = 104
_PADDING: Final = 12
_GAP: Final = 14


class HoverSheet(QWidget):
    """A child of the window, so that it lies over everything and never takes the keyboard."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._content: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.hide()

    def show_beside(self, what: Description, around: QRect, translator: Translator) -> None:
        """Show ``what`` under ``around`` (in the window), above it where there is more room."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = self._made(what, translator)
        self._content.move(SHADOW, SHADOW)
        self.resize(self._content.width() + 2 * SHADOW, self._content.height() + 2 * SHADOW)
        self.setAccessibleName(what.as_text())
        self.move(self._place(around))
        self._content.show()
        self.show()
        self.raise_()

    def _place(self, around: QRect) -> QPoint:
        window = self.parentWidget()
        assert window is not None
        below, above = around.bottom() + _GAP - SHADOW, around.top() - _GAP + SHADOW - self.height()
        fits = below + self.height() <= window.height()
        # Where it fits on neither side it covers as little as it can.
        y = below if fits else max(above, 0)
        x = min(around.left() - SHADOW, window.width() - self.width())
        return QPoint(max(x, 0), y)

    def _made(self, what: Description, translator: Translator) -> QWidget:
        scaled = GridStyle(self._theme, QApplication.font().pointSizeF()).scaled
        content = QWidget(self)
        column = QVBoxLayout(content)
        padding = scaled(_PADDING)
        column.setContentsMargins(padding, padding - 2, padding, padding)
        column.setSpacing(scaled(8))
        head = QVBoxLayout()
        head.setSpacing(1)
        if what.path:
            head.addWidget(Words(" › ".join(what.path), FontRole.CAPTION, "3"))
        head.addWidget(Words(what.name, FontRole.BODY_STRONG))
        column.addLayout(head)
        for part in what.parts:
            if part.title:
                column.addWidget(Words(part.title, FontRole.SECONDARY, "3"))
            column.addLayout(self._part(part, scaled(_LABELS), translator))
        content.setFixedWidth(scaled(_WIDTH))
        content.setFixedHeight(column.totalHeightForWidth(content.width()))
        return content

    def _part(self, part: Part, labels: int, translator: Translator) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        named = any(said.label for said in part.statements)
        if named:
            grid.setColumnMinimumWidth(0, labels)
        grid.setColumnStretch(1, 1)
        for line, said in enumerate(part.statements):
            if said.label:
                name = Words(said.label, FontRole.SECONDARY, "2")
                name.setFixedWidth(labels)
                grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._statement(said, translator), line, 1 if named else 0)
        return grid

    def _statement(self, said: Statement, translator: Translator) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(5)
        role = FontRole.BODY_STRONG if said.label and said.beside else FontRole.BODY
        first.addWidget(Words(said.text, role), 1)
        if said.conflict:
            said_otherwise = Words(translator.text(N_("conflict")), FontRole.SECONDARY, "risk")
            said_otherwise.setWordWrap(False)
            first.addWidget(Sign(Mark.CONFLICT, self._theme), 0, Qt.AlignmentFlag.AlignTop)
            first.addWidget(said_otherwise, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(first)
        if said.beside:
            words.addWidget(Words(said.beside, FontRole.CAPTION, "3"))
        return words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_raised(painter, self, self._theme)
        painter.end()
