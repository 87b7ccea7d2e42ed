"""The progress notes of a row, and a field to add one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton

from tracker.domain.model import Item, Project
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.ui.inspector.parts import Section, label
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.query import row_key


class NotesSection(Section):
    """Dated remarks, the latest first. Ctrl+Enter adds what is typed, Esc drops it."""

    def __init__(self, session: Session, row: Project | Item, typed: str = "") -> None:
        super().__init__(session.translator.text(N_("Notes")))
        self._session = session
        self._key: RowKey = row_key(row)
        text = session.translator.text
        if row.note:
            self.body.addWidget(label(row.note, selectable=True))
        for note in reversed(session.portfolio.notes_of(row)):
            when = note.noted_on
            source = session.portfolio.sources.get(note.source_id)
            about = [deadline_text(when, session.language, style=Style.SHORT)] if when else []
            about += [note.author] if note.author else []
            about += [source.publisher or source.title] if source else []
            self.body.addWidget(label(note.text, selectable=True))
            if about:
                self.body.addWidget(label(", ".join(about), FontRole.CAPTION, "3"))
        self.field = QPlainTextEdit(typed)
        self.field.setPlaceholderText(text(N_("Add a note…")))
        self.field.setAccessibleName(text(N_("Add a note…")))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(64)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._show_button)
        self._add = QPushButton(text(N_("Add")))
        self._add.setProperty("look", "small")
        self._add.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._add)
        if not session.workspace.read_only:
            self.body.addWidget(self.field)
            self.body.addLayout(buttons)
        self._show_button()

    @property
    def typed(self) -> str:
        """What is typed and not yet added."""
        return self.field.toPlainText()

    def accept(self) -> None:
        text = self.typed.strip()
        if not text:
            return
        # Cleared first: the operation makes the inspector anew, with what is still typed.
        self.field.clear()
        workspace = self._session.workspace

        def add() -> None:
            operations.add_note(workspace, row=self._key, text=text, author=workspace.user)

        if not self._session.edit(add):
            self.field.setPlainText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.field and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
                self.accept()
                return True
            if event.key() == Qt.Key.Key_Escape and self.typed:
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _show_button(self) -> None:
        self._add.setEnabled(bool(self.typed.strip()))
