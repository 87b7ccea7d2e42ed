"""Add a note with its date, author and source, or change one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.domain.model import ProgressNote
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.inspector.date_field import DateField
from tracker.ui.inspector.forms import PERIOD, Subject
from tracker.ui.inspector.note_text import NoteText
from tracker.ui.inspector.statement_form import StatementForm, stated_period
from tracker.ui.session import Session
from tracker.workspace import operations


class NoteForm(StatementForm):
    """A new note begins with today and the user's name, which can be typed over."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.text = NoteText()
        self.noted_on = DateField(session, theme, PERIOD)
        self.author = QLineEdit()
        self.add(N_("Text of the note"), self.text)
        self.add(N_("Date"), self.noted_on)
        self.add(N_("Author"), self.author)
        self.add(N_("Source"), self.source)
        self.add_buttons()
        self.text.accepted.connect(self.accept)
        self.text.dropped.connect(self.close_form)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.text, self.noted_on, self.author, self.source)

    @property
    def first(self) -> QWidget:
        return self.text

    @property
    def corrected(self) -> ProgressNote | None:
        return self.session.portfolio.notes.get(self.corrected_id)

    def open_for(self, subject: Subject, corrected_id: int | None = None) -> None:
        super().open_for(subject, corrected_id)
        note, workspace = self.corrected, self.session.workspace
        self.text.setPlainText(note.text if note else "")
        self.author.setText(note.author if note else workspace.user)
        self.show_period(self.noted_on, note.noted_on if note else Period.day(workspace.today()))
        self.source.choose(note.source_id if note else None)

    def retranslate(self) -> None:
        super().retranslate()
        head = N_("Change a note") if self.corrected else N_("New note")
        self.heading.say(self.session.translator.text(head))

    def accept(self) -> None:
        row = self.row
        if row is None:
            return
        if not self.text.typed:
            self.text.setFocus()
            return
        read, dated = self.read(self.noted_on)
        if not read or not self.has_source():
            return
        before, workspace = self.corrected, self.session.workspace
        text, author = self.text.typed, " ".join(self.author.text().split())
        begun = before.noted_on if before else Period.day(workspace.today())
        noted_on = stated_period(self.noted_on, dated, begun)
        if noted_on is None and before is None:
            # A new note is of some day; which one, nobody else can say.
            self.noted_on.setFocus()
            return
        source_id, new_source = self.source.chosen()

        def write() -> None:
            if before is None:
                operations.add_note(
                    workspace,
                    row=RowKey(row.table, row.id),
                    text=text,
                    author=author,
                    noted_on=noted_on,
                    source_id=source_id,
                    new_source=new_source,
                )
                return
            note = replace(before, text=text, author=author, noted_on=noted_on, source_id=source_id)
            operations.edit_note(workspace, note=note, new_source=new_source)

        if self.session.edit(write):
            self.close_form()
