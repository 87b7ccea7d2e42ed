"""A panel in which one name is typed, for what is to be kept under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.popup import Popup
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.operations.views import LONGEST_NAME

_WIDTH: Final = 320


class NamePopup(Popup):
    """Says ``title``, takes a name, and hands it to ``take`` on Enter; stays where that refuses."""

    def __init__(
        self,
        session: Session,
        anchor: QWidget,
        theme: Theme,
        *,
        title: str,
        take: Callable[[str], bool],
        warning: Callable[[str], str] = lambda name: "",
    ) -> None:
        super().__init__(anchor, theme)
        self._take = take
        self._warning = warning
        _ = session.translator.text
        self.setMinimumWidth(_WIDTH)
        self.setAccessibleName(title)
        heading = QLabel(title)
        set_role(heading, FontRole.BODY_STRONG)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_NAME)
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self._tell)
        self._note = QLabel()
        self._note.setProperty("ink", "risk")
        set_role(self._note, FontRole.SECONDARY)
        self.button = QPushButton(_(N_("Save")))
        self.button.setProperty("look", "primary")
        self.button.clicked.connect(self.accept)
        set_role(self.button, FontRole.BUTTON)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.line, 1)
        line.addWidget(self.button)
        self.body.addWidget(heading)
        self.body.addLayout(line)
        self.body.addWidget(self._note)
        self._tell()

    def begin(self, text: str = "") -> None:
        """Open with a name that typing replaces."""
        self.line.setText(text)
        self.open(self.line)
        self.line.selectAll()

    def accept(self) -> None:
        if self.line.text().strip() and self._take(self.line.text()):
            self.done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        name = " ".join(self.line.text().split())
        self.button.setEnabled(bool(name))
        self._note.setText(self._warning(name))
