"""The editors in which a field of a row is typed in the inspector: one line, or several."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tracker.domain.errors import UserError
from tracker.domain.fields import Field, Kind
from tracker.domain.model import Item, Project
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.delegates.readings import Repair
from tracker.ui.inspector.keys import leaves_for_good, overrides_shortcut
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.read_field import ReadField
from tracker.ui.session import Session

_LINES = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT = Qt.KeyboardModifier.AltModifier


class FieldEdit(ReadField[object]):
    """One line, read and completed as a cell of the grid.

    Signals:
        dropped: Esc was pressed, or a repair gives the text up.
        left: the keyboard went elsewhere for good.
    """

    dropped = Signal()
    left = Signal()

    @property
    def typed(self) -> str:
        return self.line.text()

    def begin_with(self, text: str, *, kept: str = "") -> None:
        super().begin_with(text, kept=kept)
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and overrides_shortcut(event, Qt.Key.Key_Escape, *_ENTER):
            return True
        if event.type() is QEvent.Type.FocusOut and leaves_for_good(cast(QFocusEvent, event)):
            if self.popup is not None:
                self.popup.hide()
            self.left.emit()
            return False
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
            return True
        if event.key() == Qt.Key.Key_Down and self._offers_all(event):
            self._show_reading(asked=True)
            return bool(self.popup and self.popup.step(1))
        return super()._press(event)

    def _offers_all(self, event: QKeyEvent) -> bool:
        """Alt+↓ lists what there is to choose from; so does ↓ while nothing is offered."""
        listed = self.popup is not None and bool(self.popup.choices)
        chosen = self.field.kind in (Kind.CHOICE, Kind.TERM, Kind.BODIES, Kind.CALENDAR)
        return chosen and (bool(event.modifiers() & _ALT) or not listed)

    def _retype(self, text: str) -> None:
        super()._retype(text)
        if self.field.kind in (Kind.CHOICE, Kind.TERM, Kind.CALENDAR):
            self.accepted.emit()

    def _repair(self, repair: Repair) -> None:
        if repair.text is None:
            self.dropped.emit()
        else:
            super()._repair(repair)


class LongEdit(QWidget):
    """Several lines. Enter takes them, Shift+Enter begins a new one, Esc drops what was typed.

    Signals:
        accepted: Enter was pressed.
        dropped: Esc was pressed.
        left: the keyboard went elsewhere for good.
    """

    accepted = Signal()
    dropped = Signal()
    left = Signal()

    def __init__(self, session: Session, theme: Theme, field: Field) -> None:
        super().__init__()
        self._session = session
        self.field = field
        self.row: Project | Item | None = None
        self.line = QPlainTextEdit()
        self.line.setTabChangesFocus(True)
        self.line.setFixedHeight(self.line.fontMetrics().lineSpacing() * _LINES + 20)
        self.line.installEventFilter(self)
        self._hint = Words("", FontRole.CAPTION, "3")
        self.setFocusProxy(self.line)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.line)
        lines.addWidget(self._hint)

    @property
    def typed(self) -> str:
        return self.line.toPlainText()

    def begin_with(self, text: str, *, kept: str = "") -> None:
        translate = self._session.translator.text
        self._hint.say(f"{translate('Shift Enter')} {translate('new line')}")
        self.line.setPlainText(text)
        self.line.selectAll()

    def refuse(self, error: UserError) -> None:
        self._hint.say(error.text(self._session.translator.text))

    def set_theme(self, theme: Theme) -> None:
        """Nothing in it is painted by itself."""

    def place_popup(self) -> None:
        """There is none."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if overrides_shortcut(event, Qt.Key.Key_Escape, *_ENTER):
            return True
        match event.type():
            case QEvent.Type.KeyPress:
                return self._press(cast(QKeyEvent, event))
            case QEvent.Type.FocusOut if leaves_for_good(cast(QFocusEvent, event)):
                self.left.emit()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
            return True
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.accepted.emit()
            return True
        return False
