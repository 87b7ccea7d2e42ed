"""The calendars of the file: the days of the week that are worked, and whose holidays are kept."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tracker.domain.fields import choice_label
from tracker.domain.model import Calendar, Names, WorkCalendar
from tracker.domain.weekdays import WEEKDAYS
from tracker.language import N_, Language
from tracker.paper.theme import Theme
from tracker.ui.check import Check
from tracker.ui.choice import Choice
from tracker.ui.dialogs.directory import Directory, Listed, one_line, searched
from tracker.ui.i18n import Texts
from tracker.ui.session import Session
from tracker.workspace import operations

_BASES = {
    Calendar.KZ: "",
    Calendar.UZ: "",
    Calendar.BOTH: "",
    Calendar.EVERY_DAY: N_("No public holidays"),
}


class OwnCalendars(Directory):
    """A calendar is known by its name in any language."""

    title = N_("Calendars of the file")
    add_label = N_("New calendar")

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, session, texts, theme)
        self.names = {language: QLineEdit() for language in Language}
        self.base = Choice(theme)
        for base, label in _BASES.items():
            self.base.addItem(texts.text(label or choice_label(base)), base.value)
        self.weekdays = [Check(theme) for _ in WEEKDAYS]
        self.note = self.make_note()
        self._lay_out()
        self.assemble()

    def _lay_out(self) -> None:
        _ = self.texts.text
        self.form.setColumnStretch(1, 1)
        labels = {
            Language.EN: N_("Name in English"),
            Language.RU: N_("Name in Russian"),
            Language.KK: N_("Name in Kazakh"),
            Language.UZ: N_("Name in Uzbek"),
        }
        fields: list[tuple[str, QWidget]] = [
            (labels[language], field) for language, field in self.names.items()
        ]
        fields += [
            (N_("Public holidays of"), self.base),
            (N_("Working days of the week"), self._week()),
            (N_("Note"), self.note),
        ]
        for line, (label, field) in enumerate(fields):
            self.add_label_for(_(label), field, line)
            self.form.addWidget(field, line, 1)

    def _week(self) -> QWidget:
        week = QWidget()
        inside = QHBoxLayout(week)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        for check, name in zip(self.weekdays, WEEKDAYS, strict=True):
            check.setText(self.texts.text(name))
            inside.addWidget(check)
        inside.addStretch(1)
        week.setFocusProxy(self.weekdays[0])
        return week

    @property
    def first(self) -> QWidget:
        return self.names[self.session.language]

    def listed(self) -> Iterable[Listed]:
        portfolio, language = self.session.portfolio, self.session.language
        for calendar in portfolio.calendars:
            uses = len(list(portfolio.items.where("own_calendar_id", calendar.id)))
            said = searched([calendar.name.given(each) for each in Language])
            yield Listed(calendar.id, calendar.name.best(language), uses, said)

    def show_in_form(self, id: int | None) -> None:
        calendar = self._shown(id)
        for language, field in self.names.items():
            field.setText(calendar.name.given(language))
            field.setCursorPosition(0)
        self.base.setCurrentIndex(self.base.findData(calendar.base.value))
        for check, mark in zip(self.weekdays, calendar.weekdays, strict=True):
            check.setChecked(mark == "1")
        self.note.setPlainText(calendar.note)

    def typed(self) -> object:
        names = tuple(one_line(field) for field in self.names.values())
        return (*names, self.base.currentData(), self._marks(), self.note.typed)

    def write(self) -> int:
        """Raises InputError for a calendar without a name or a working day."""
        before = self._shown(self.shown_id)
        calendar = WorkCalendar(
            id=before.id,
            uid=before.uid,
            name=Names(
                **{language.value: one_line(field) for language, field in self.names.items()}
            ),
            base=Calendar(self.base.currentData()),
            weekdays=self._marks(),
            note=self.note.typed,
        )
        workspace = self.session.workspace
        if not calendar.id:
            return operations.add_calendar(workspace, calendar=calendar)
        operations.edit_calendar(workspace, calendar=calendar)
        return calendar.id

    def delete(self, id: int) -> None:
        operations.delete_calendar(self.session.workspace, calendar_id=id)

    def _shown(self, id: int | None) -> WorkCalendar:
        found = self.session.portfolio.calendars.get(id)
        return found or WorkCalendar(name=Names(), base=Calendar.BOTH)

    def _marks(self) -> str:
        return "".join("1" if check.isChecked() else "0" for check in self.weekdays)
