"""A line in which something is asked in words, with the reason below it where it is not taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.errors import InputError
from tracker.language import Translator
from tracker.paper.fonts import FontRole
from tracker.ui.inspector.parts import Words

ValueT = TypeVar("ValueT")


class AskedLine(QWidget, Generic[ValueT]):
    """``read`` turns a text into a value, or raises InputError. An empty line asks nothing.

    Signals:
        changed: another text stands in the line.
    """

    changed = Signal()

    def __init__(self, name: str, speech: Translator, read: Callable[[str], ValueT | None]) -> None:
        super().__init__()
        self._speech = speech
        self._read = read
        self.value: ValueT | None = None
        self.refused = False
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self.read_again)
        self.reason = Words("", FontRole.CAPTION, "over")
        self.reason.hide()
        self.setFocusProxy(self.line)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.line)
        lines.addWidget(self.reason)

    @property
    def text(self) -> str:
        return self.line.text().strip()

    def read_again(self) -> None:
        """Read what stands there; what is refused says why, and asks nothing."""
        self.value, self.refused = None, False
        try:
            self.value = self._read(self.text) if self.text else None
        except InputError as error:
            self.refused = True
            self.reason.say(error.text(self._speech.text))
        self.reason.setVisible(self.refused)
        self.changed.emit()
