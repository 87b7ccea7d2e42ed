"""The dated remarks on a row, and a field to add one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.domain.cells import source_text
from tracker.domain.model import Item, ProgressNote, Project
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.note_form import NoteForm
from tracker.ui.inspector.note_text import NoteText
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.statement_form import StatementSection
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.outline_rows import row_key


class NotesSection(StatementSection):
    """The latest first. Ctrl+Enter adds what is typed, Esc drops it.

    The field takes a remark of today in the user's name; the form also a date, author and source.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        self.note_form = NoteForm(session, theme)
        super().__init__(session, self.note_form)
        self.list = EntryList()
        self.field = NoteText()
        self.field.accepted.connect(self.accept)
        self.field.dropped.connect(self.field.clear)
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
        self.add_form()

    def set_theme(self, theme: Theme) -> None:
        self.form.set_theme(theme)

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        session, text = self.session, self.session.translator.text
        self.subject = row
        self.entitle(text(N_("Notes")))
        self.list.setAccessibleName(text(N_("Notes")))
        entries = [self._entry(note) for note in session.portfolio.notes_of(row)[::-1]]
        self.list.show_entries(entries, anew=anew)
        self.field.setPlaceholderText(text(N_("Add a note…")))
        self.field.setAccessibleName(text(N_("Add a note…")))
        self.field.setToolTip(text(N_("Ctrl+Enter adds the note, Esc drops it.")))
        self.add_button.setText(text(N_("Add")))
        self.open_button.setText(text(N_("With a date and a source…")))
        self.show_opening()

    def show_opening(self) -> None:
        super().show_opening()
        self.field.setVisible(self.is_writable and not self.form.is_open)
        self._show_button()

    def open_form(self, corrected_id: int | None = None) -> None:
        """Open the form; a new note begins with what is typed in the field."""
        super().open_form(corrected_id)
        if corrected_id is None and self.form.is_open:
            self.note_form.text.setPlainText(self.typed)
            self.field.clear()

    @property
    def typed(self) -> str:
        """What is typed and not yet added."""
        return self.field.toPlainText()

    def retype(self, typed: str) -> None:
        """Put back what was typed and not yet added."""
        self.field.setPlainText(typed)

    def accept(self) -> None:
        typed, row, workspace = self.field.typed, self.row, self.session.workspace
        if not typed or row is None:
            return
        key = row_key(row)
        # Who wrote it is in the file's history as well; here it is for the reader.
        added = self.session.edit(
            lambda: operations.add_note(workspace, row=key, text=typed, author=workspace.user)
        )
        if added:
            self.field.clear()
            self.field.setFocus()

    def _show_button(self) -> None:
        self._buttons.setVisible(not self.field.isHidden() and bool(self.typed.strip()))

    # -- entries ----------------------------------------------------------------------------------

    def _entry(self, note: ProgressNote) -> Entry:
        session, text = self.session, self.session.translator.text
        language = session.language
        source = session.portfolio.sources.get(note.source_id)
        when = deadline_text(note.noted_on, language, style=Style.SHORT) if note.noted_on else ""
        rests_on = source_text(source, language) if source else ""
        about = " · ".join(part for part in (when, note.author, rests_on) if part)
        said = "\n".join(part for part in (note.text, about) if part)

        def correct() -> None:
            self.open_form(note.id)

        def delete() -> None:
            workspace = session.workspace
            session.edit(lambda: operations.delete_note(workspace, note_id=note.id))

        commands = [copy_command(text, said)]
        if not session.workspace.read_only:
            commands += [
                Command(text(N_("Correct…")), correct, Qt.Key.Key_F2),
                Command(text(N_("Delete this note")), delete, Qt.Key.Key_Delete),
            ]
        return Entry(
            key=note.id,
            facts=said,
            said=said,
            make=lambda: _lines(note.text, about),
            activate=correct if self.is_writable else None,
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
