"""The calendars of both countries side by side by the year, and days changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.domain.fields import choice_label
from tracker.domain.model import Calendar, CalendarDay, WorkCalendar
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.weekdays import WEEKDAYS
from tracker.forecast.calendars import COUNTRIES
from tracker.forecast.holiday_names import special_day_text
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.calendars.own_calendars import OwnCalendars
from tracker.ui.calendars.year_view import YearView
from tracker.ui.choice import Choice
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.source_field import SourceField
from tracker.ui.segments import Segments
from tracker.ui.session import Session
from tracker.ui.spin import Spin
from tracker.workspace import operations
from tracker.workspace.working_days import DayMark, year_days

FIRST_YEAR: Final = 1991
LAST_YEAR: Final = 2100
"""The years of which public holidays are known."""
_RULES: Final = (N_("By the rule"), N_("Working day"), N_("Day off"))
_BY_RULE, _WORKS, _OFF = range(3)


class Calendars(Dialog):
    """Each day that is changed is a step of its own; the pane used last is edited."""

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, texts, theme)
        self.session = session
        _ = texts.text
        self.setWindowTitle(_(N_("Calendars")))
        self.year = Spin(theme)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000") + 48)
        self.year.setAccessibleName(_(N_("Year")))
        self.year.setValue(min(max(session.status_date.year, FIRST_YEAR), LAST_YEAR))
        self.panes = tuple(_Pane(session, theme, country) for country in COUNTRIES)
        self._active = self.panes[0]
        self.title, self.what = Words("", FontRole.SECTION), Words("", FontRole.SECONDARY, "2")
        self.rules = QActionGroup(self)
        self.reason = QLineEdit()
        self.source = SourceField(session, theme)
        self.record = QPushButton(_(N_("Record")))
        self.record.setAutoDefault(False)
        self.failure = QLabel()
        self.own_button = QPushButton(_(N_("Calendars of the file…")))
        self.own_button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._show_year()

    # -- assembly ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        _ = self.texts.text
        head = QHBoxLayout()
        for label, step in (("‹", -1), ("›", 1)):
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.setFixedWidth(32)
            button.setAccessibleName(_(N_("Year before")) if step < 0 else _(N_("Year after")))
            button.clicked.connect(lambda _at, step=step: self.year.stepBy(step))
            head.addWidget(button)
        head.insertWidget(1, self.year)
        head.addSpacing(16)
        legend = _(
            N_(
                "Tinted: a day off by law. Framed: a working day at a weekend. Dashed: a date that "
                "is estimated. With a corner: said in this file."
            )
        )
        head.addWidget(Words(legend, FontRole.SECONDARY, "2"), 1)
        self.body.addLayout(head)
        panes = QHBoxLayout()
        panes.setSpacing(32)
        for pane in self.panes:
            panes.addWidget(pane, 0, Qt.AlignmentFlag.AlignTop)
        panes.addStretch(1)
        self.body.addLayout(panes)
        day = QHBoxLayout()
        day.setSpacing(24)
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.title)
        said.addWidget(self.what)
        said.addStretch(1)
        day.addLayout(said, 1)
        day.addLayout(self._form(), 1)
        self.body.addLayout(day)
        self.failure.setTextFormat(Qt.TextFormat.PlainText)
        self.failure.setProperty("ink", "over")
        self.failure.setWordWrap(True)
        self.failure.hide()
        self.body.addWidget(self.failure)
        self.add_footer(self.own_button)
        self.panes[0].view.setFocus()

    def _form(self) -> QVBoxLayout:
        _ = self.texts.text
        form = QVBoxLayout()
        form.setSpacing(6)
        for label in _RULES:
            self.rules.addAction(_(label)).setCheckable(True)
        rules = QHBoxLayout()
        rules.addWidget(Segments(self.rules.actions()))
        rules.addStretch(1)
        form.addLayout(rules)
        reason = _(N_("Reason, as it was announced"))
        self.reason.setPlaceholderText(reason)
        self.reason.setAccessibleName(reason)
        form.addWidget(self.reason)
        last = QHBoxLayout()
        last.addWidget(self.source, 1)
        last.addWidget(self.record, 0, Qt.AlignmentFlag.AlignTop)
        form.addLayout(last)
        return form

    def _connect(self) -> None:
        self.year.valueChanged.connect(self._show_year)
        for pane in self.panes:
            pane.view.chosen.connect(lambda _day, pane=pane: self._show_day(pane))
            pane.view.switched.connect(lambda _day, pane=pane: self._switch(pane))
            pane.choice.currentIndexChanged.connect(lambda _at, pane=pane: self._show_pane(pane))
        self.record.clicked.connect(self._record)
        self.reason.returnPressed.connect(self._record)
        self.own_button.clicked.connect(self._edit_own)
        writable = not self.session.workspace.read_only
        self.rules.setEnabled(writable)
        for part in (self.record, self.reason, self.source):
            part.setEnabled(writable)

    # -- what is shown ----------------------------------------------------------------------------

    def _show_year(self) -> None:
        for pane in self.panes:
            pane.show_year(self.year.value())
        self._show_day(self._active)

    def _show_pane(self, pane: _Pane) -> None:
        pane.show_year(self.year.value())
        self._show_day(pane)

    def _show_day(self, pane: _Pane) -> None:
        self._active = pane
        mark = pane.mark
        session, _ = self.session, self.texts.text
        day = deadline_text(Period.day(mark.day), session.language, style=Style.LONG)
        self.title.say(f"{_(WEEKDAYS[mark.day.weekday()])}, {day} · {pane.choice.currentText()}")
        self.what.say(self._said(mark))
        rule = _BY_RULE if mark.said is None else _WORKS if mark.said.works else _OFF
        self.rules.actions()[rule].setChecked(True)
        self.reason.setText(mark.said.name if mark.said else "")
        self.source.offer((), mark.said.source_id if mark.said else None)
        self.failure.hide()

    def _said(self, mark: DayMark) -> str:
        _ = self.texts.text
        works = _(N_("A working day.")) if mark.works else _(N_("A day off."))
        if mark.special is None:
            return works
        return f"{works} {special_day_text(mark.special, self.session.translator)}."

    # -- what is changed --------------------------------------------------------------------------

    def _switch(self, pane: _Pane) -> None:
        """Turn a day off into a working day and back, without a word about why."""
        if self.session.workspace.read_only:
            return
        mark = pane.mark
        if mark.said is not None:
            self._write(lambda: self._clear(mark))
        else:
            self._write(lambda: self._say(pane, mark.day, works=not mark.works))

    def _record(self) -> None:
        pane, rule = self._active, self.rules.actions().index(self.rules.checkedAction())
        mark = pane.mark
        if rule == _BY_RULE:
            self._write(lambda: self._clear(mark))
            return
        reason = " ".join(self.reason.text().split())
        source_id, new_source = self.source.chosen()

        def write() -> None:
            day = CalendarDay(
                day=Period.day(mark.day),
                works=rule == _WORKS,
                name=reason,
                source_id=source_id,
                **pane.owner,
            )
            operations.set_calendar_day(self.session.workspace, day=day, new_source=new_source)

        self._write(write)

    def _say(self, pane: _Pane, day: date, *, works: bool) -> None:
        said = CalendarDay(day=Period.day(day), works=works, **pane.owner)
        operations.set_calendar_day(self.session.workspace, day=said)

    def _clear(self, mark: DayMark) -> None:
        if mark.said is not None:
            operations.clear_calendar_day(self.session.workspace, day_id=mark.said.id)

    def _write(self, write: Callable[[], None]) -> None:
        try:
            write()
        except UserError as error:
            self.failure.setText(error.text(self.texts.text))
            self.failure.show()
            return
        self._show_year()

    def _edit_own(self) -> None:
        OwnCalendars(self, self.session, self.texts, self.theme).exec()
        for pane in self.panes:
            pane.offer()
        self._show_year()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to the field it is typed in, and closes nothing.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


class _Pane(QWidget):
    """A year of the calendar that is chosen above it."""

    def __init__(self, session: Session, theme: Theme, country: Calendar) -> None:
        super().__init__()
        self._session = session
        self.choice = Choice(theme)
        self.choice.setAccessibleName(session.translator.text(N_("Calendar")))
        self.choice.setMinimumContentsLength(22)
        self.working = Words("", FontRole.SECONDARY, "2")
        self.working.setWordWrap(False)
        self.view = YearView(theme, session.translator)
        head = QHBoxLayout()
        head.addWidget(self.choice)
        head.addWidget(self.working, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addLayout(head)
        lines.addWidget(self.view)
        self.offer()
        self.choice.setCurrentIndex(COUNTRIES.index(country))

    def offer(self) -> None:
        """Fill the list of calendars anew; what was chosen stays, as long as it is there."""
        session, chosen = self._session, self.choice.currentData()
        self.choice.blockSignals(True)
        self.choice.clear()
        for country in COUNTRIES:
            self.choice.addItem(session.translator.text(choice_label(country)), country.value)
        for calendar in session.portfolio.calendars:
            self.choice.addItem(calendar.name.best(session.language), calendar.id)
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
        self.choice.blockSignals(False)

    @property
    def calendar(self) -> Calendar | WorkCalendar:
        data = self.choice.currentData()
        if isinstance(data, int):
            return self._session.portfolio.calendars[data]
        return Calendar(data)

    @property
    def owner(self) -> dict[str, Any]:
        """What a day that is said here belongs to."""
        calendar = self.calendar
        if isinstance(calendar, WorkCalendar):
            return {"calendar_id": calendar.id}
        return {"country": calendar}

    @property
    def mark(self) -> DayMark:
        """The day that is chosen."""
        day = self.view.day
        assert day is not None, "a year is shown from the beginning"
        return self.view.mark(day)

    def show_year(self, year: int) -> None:
        session = self._session
        marks = year_days(session.portfolio, session.working_days, self.calendar, year)
        before = self.view.day or session.status_date
        last = Period.month(year, before.month).last.day
        self.view.show_days(marks, date(year, before.month, min(before.day, last)))
        working = sum(mark.works for mark in marks)
        translator = session.translator
        said = translator.plural("{n} working day", "{n} working days", working)
        self.working.say(said.format(n=working))
        self.view.setAccessibleName(f"{self.choice.currentText()}, {year}")
