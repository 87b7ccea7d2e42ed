"""What the forms for a figure and for a note share, and the section in which such a form opens."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from tracker.domain.model import Item, Project, Topic
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.values import DatedText
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.check import Check
from tracker.ui.inspector.date_field import DateField, period_of
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.forms import Form, Subject
from tracker.ui.inspector.note_text import NoteText
from tracker.ui.inspector.parts import Section
from tracker.ui.inspector.read_field import ReadField
from tracker.ui.inspector.source_field import SourceField
from tracker.ui.session import Session
from tracker.ui.style import set_role


@record
class FormDraft:
    """What is typed and not yet recorded, field by field; ``corrected_id`` is what it mends."""

    corrected_id: int | None
    typed: tuple[object, ...]


class StatementForm(Form):
    """States something new about a row, or corrects what was entered wrongly.

    Signals:
        grown: it asks for more now, which should be in view.
    """

    grown = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.corrected_id: int | None = None

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """What a draft keeps, from top to bottom."""
        raise NotImplementedError

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes when the user opens the form."""
        raise NotImplementedError

    def open_for(self, subject: Subject, corrected_id: int | None = None) -> None:
        """Begin with nothing, or with what is to be corrected."""
        self.corrected_id = corrected_id
        self.open_on(subject)

    def close_form(self) -> None:
        self.corrected_id = None
        super().close_form()

    def draft(self) -> FormDraft | None:
        if not self.is_open:
            return None
        return FormDraft(self.corrected_id, tuple(_typed(field) for field in self.fields))

    def restore(self, subject: Subject, draft: FormDraft) -> None:
        self.open_for(subject, draft.corrected_id)
        for field, typed in zip(self.fields, draft.typed, strict=True):
            _retype(field, typed)

    def show_period(self, field: DateField, period: Period | None) -> None:
        said = deadline_text(period, self.session.language, style=Style.SHORT) if period else ""
        field.begin_with(said, kept=said)


def stated_period(
    field: DateField, dated: DatedText | None, before: Period | None
) -> Period | None:
    """The period that was read; the one ``before`` where its text was left alone."""
    return before if field.text == field.kept else period_of(dated)


def _typed(field: QWidget) -> object:
    match field:
        case SourceField():
            return field.typed()
        case ReadField():
            return field.text
        case NoteText():
            return field.toPlainText()
        case QLineEdit():
            return field.text()
        case QComboBox():
            return field.currentIndex()
        case QSpinBox():
            return field.value()
        case Check():
            return field.isChecked()
    raise TypeError(type(field))


def _retype(field: QWidget, typed: object) -> None:
    match field, typed:
        case SourceField(), (chosen, str(title), str(address)):
            field.retype((chosen, title, address))
        case ReadField(), str():
            field.line.setText(typed)
        case NoteText(), str():
            field.setPlainText(typed)
        case QLineEdit(), str():
            field.setText(typed)
        case QComboBox(), int():
            field.setCurrentIndex(typed)
        case QSpinBox(), int():
            field.setValue(typed)
        case Check(), bool():
            field.setChecked(typed)


class StatementSection(Section):
    """A section at whose end a form opens in place, by a button or to correct an entry.

    Signals:
        opened: the form was opened; it should be in view.
    """

    opened = Signal()

    def __init__(self, session: Session, form: StatementForm) -> None:
        super().__init__()
        self.session = session
        self.subject: Subject | None = None
        self.form = form
        self.form.closed.connect(self._on_closed)
        self.form.grown.connect(self.opened)
        self.open_button = QPushButton()
        self.open_button.setProperty("look", "link")
        self.open_button.setAutoDefault(True)
        self.open_button.clicked.connect(lambda: self.open_form())
        set_role(self.open_button, FontRole.SECONDARY)
        self._opening = QWidget()
        Flow(self._opening, spacing=4).addWidget(self.open_button)

    def add_form(self) -> None:
        """Put the button and the form below everything else."""
        self.body.addWidget(self._opening)
        self.add(self.form)

    @property
    def row(self) -> Project | Item | None:
        """The row that is shown; None where it is a topic."""
        return None if isinstance(self.subject, Topic) else self.subject

    @property
    def is_writable(self) -> bool:
        return not self.session.workspace.read_only

    def open_form(self, corrected_id: int | None = None) -> None:
        if self.subject is not None and self.is_writable:
            self.form.open_for(self.subject, corrected_id)
            self.form.first.setFocus()
            self.show_opening()
            self.opened.emit()

    def draft(self) -> FormDraft | None:
        """What is typed into the form, where it is open."""
        return self.form.draft()

    def restore(self, draft: FormDraft | None) -> None:
        """Close the form of the row before, and open it where it was left open for this one."""
        if self.form.is_open:
            self.form.close_form()
        if draft is not None and self.subject is not None:
            self.form.restore(self.subject, draft)
        self.show_opening()

    def retranslate(self) -> None:
        if self.form.is_open:
            self.form.retranslate()

    def show_opening(self) -> None:
        """Show what opens the form, while it is not open."""
        self._opening.setVisible(self.is_writable and not self.form.is_open)

    def _on_closed(self, held: bool) -> None:
        """``held``: the keyboard was in the form, and goes back to what opened it."""
        self.show_opening()
        if held:
            self.open_button.setFocus()
