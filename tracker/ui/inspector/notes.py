"""The dated remarks on a row, and a field to add one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tracker.domain.cells import source_text
from tracker.domain.model import Item, ProgressNote, Project
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.parts import Section, Words
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.query import row_key

_CONTROL = Qt.KeyboardModifier.ControlModifier
_LINES = 3


class NotesSection(Section):
    """The latest first. Ctrl+Enter adds what is typed, Esc drops it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key: RowKey | None = None
        self.list = EntryList()
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + 20)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._show_button)
        self.add_button = QPushButton()
        self.add_button.setProperty("look", "small")
        self.add_button.setAutoDefault(True)
        self.add_button.clicked.connect(self.accept)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addStretch(1)
        buttons.addWidget(self.add_button)
        self.body.setSpacing(4)
        self.body.addWidget(self.list)
        self.add(self.field)
        self.add(self._buttons)

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        session, text = self._session, self._session.translator.text
        self._key = row_key(row)
        self.entitle(text(N_("Notes")))
        self.list.setAccessibleName(text(N_("Notes")))
        entries = [self._entry(note) for note in session.portfolio.notes_of(row)[::-1]]
        if row.note:
            entries.insert(0, self._standing(row.note))
        self.list.show_entries(entries, anew=anew)
        writable = not session.workspace.read_only
        self.field.setVisible(writable)
        self.field.setPlaceholderText(text(N_("Add a note…")))
        self.field.setAccessibleName(text(N_("Add a note…")))
        self.field.setToolTip(text(N_("Ctrl+Enter adds the note, Esc drops it.")))
        self.add_button.setText(text(N_("Add")))
        self._show_button()

    @property
    def typed(self) -> str:
        """What is typed and not yet added."""
        return self.field.toPlainText()

    def restore(self, typed: str) -> None:
        self.field.setPlainText(typed)

    def accept(self) -> None:
        typed, key, workspace = self.typed.strip(), self._key, self._session.workspace
        if not typed or key is None:
            return
        # Who wrote it is in the file's history as well; here it is for the reader.
        added = self._session.edit(
            lambda: operations.add_note(workspace, row=key, text=typed, author=workspace.user)
        )
        if added:
            self.field.clear()
            self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            key = event.key()
            accepts = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CONTROL
            drops = key == Qt.Key.Key_Escape and bool(self.typed)
            if (accepts or drops) and event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if accepts and event.type() is QEvent.Type.KeyPress:
                self.accept()
                return True
            if drops and event.type() is QEvent.Type.KeyPress:
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _show_button(self) -> None:
        self._buttons.setVisible(not self.field.isHidden() and bool(self.typed.strip()))

    # -- entries ----------------------------------------------------------------------------------

    def _standing(self, remark: str) -> Entry:
        """The remark that is kept with the row itself."""
        return Entry(
            key="standing",
            facts=remark,
            said=remark,
            make=lambda: _lines(remark, ""),
            commands=(copy_command(self._session.translator.text, remark),),
        )

    def _entry(self, note: ProgressNote) -> Entry:
        session, text = self._session, self._session.translator.text
        language = session.language
        source = session.portfolio.sources.get(note.source_id)
        when = deadline_text(note.noted_on, language, style=Style.SHORT) if note.noted_on else ""
        rests_on = source_text(source, language) if source else ""
        about = " · ".join(part for part in (when, note.author, rests_on) if part)
        said = "\n".join(part for part in (note.text, about) if part)

        def delete() -> None:
            workspace = session.workspace
            session.edit(lambda: operations.delete_note(workspace, note_id=note.id))

        commands = [copy_command(text, said)]
        if not session.workspace.read_only:
            label = text(N_("Delete this note"))
            commands.append(Command(label, delete, Qt.Key.Key_Delete))
        return Entry(
            key=note.id,
            facts=said,
            said=said,
            make=lambda: _lines(note.text, about),
            commands=tuple(commands),
        )


def _lines(text: str, about: str) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    lines.addWidget(Words(text))
    if about:
        lines.addWidget(Words(about, FontRole.CAPTION, "3"))
    return box
