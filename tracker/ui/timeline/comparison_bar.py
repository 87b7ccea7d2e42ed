"""The line over rows that says with what they are compared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tracker.language import N_
from tracker.ui.session import Session
from tracker.ui.timeline.comparing import Compares
from tracker.workspace.comparison import Comparison, comparison_text, computing_text


class ComparisonBar(QFrame):
    """Says over the rows what they are compared with, and how to be rid of it.

    ``outlines``: there is a chart below, with outlines to be explained.

    Signals:
        changing: the user wants to compare with something else.
    """

    changing = Signal()

    def __init__(
        self, session: Session, comparing: Compares, parent: QWidget, *, outlines: bool = True
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._comparing = comparing
        self._outlines = outlines
        self.setObjectName("comparison")
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self.change, self.leave = QPushButton(), QPushButton()
        for button in (self.change, self.leave):
            button.setProperty("look", "small")
        self.change.clicked.connect(self.changing)
        self.leave.clicked.connect(comparing.stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 5, 12, 5)
        line.setSpacing(8)
        line.addWidget(self._said, 1)
        line.addWidget(self.change)
        line.addWidget(self.leave)
        comparing.changed.connect(self._follow)
        session.language_changed.connect(self._follow)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._comparing.stop()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        comparison, translator = self._comparing.comparison, self._session.translator
        self.setVisible(comparison is not None)
        _ = translator.text
        self.change.setText(_(N_("Change…")))
        self.leave.setText(_(N_("Stop comparing")))
        if comparison is not None:
            self._said.setText(self._sentence(comparison))
            self.setAccessibleName(self._said.text())

    def _sentence(self, comparison: Comparison) -> str:
        translator = self._session.translator
        if self._session.looking_back.is_computing:
            return computing_text(comparison, translator)
        return comparison_text(comparison, translator, outlines=self._outlines)
