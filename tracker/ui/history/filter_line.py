"""Which lines of the history are shown: by text, person, field, day and row."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.errors import InputError
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.choice import Choice
from tracker.ui.inspector.date_field import DateField
from tracker.ui.inspector.flow import Flow
from tracker.ui.period_popup import PERIOD_FIELD
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.history.parts import field_choices
from tracker.workspace.history.reader import NO_QUERY, HistoryQuery

_PAUSE: Final = 200
"""Milliseconds after the last letter before lines are looked for."""

_TEXT_WIDTH: Final = 190
_DAY_WIDTH: Final = 150
_NAME_LENGTH: Final = 28
"""Letters of the name of a row that are shown."""


class FilterLine(QFrame):
    """Signals:
    changed: other lines are asked for.
    """

    changed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("filters")
        self._session = session
        self.query = NO_QUERY
        self._row: RowKey | None = None
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.person = Choice(theme)
        self.field = Choice(theme)
        self.day = DateField(session, theme, PERIOD_FIELD)
        self.day.setFixedWidth(_DAY_WIDTH)
        self.only_row = QPushButton()
        self.only_row.setCheckable(True)
        self.only_row.setProperty("look", "switch")
        self.clear = QPushButton()
        self.clear.setProperty("look", "link")
        self.clear.hide()
        self.as_of = QPushButton()
        self.restore = QPushButton()
        for button in (self.only_row, self.clear, self.as_of, self.restore):
            set_role(button, FontRole.BUTTON)
        self.text.setFixedWidth(_TEXT_WIDTH)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 7, 12, 7)
        flow = Flow(spacing=8, between=6)
        lines.addLayout(flow)
        conditions: tuple[QWidget, ...] = (self.text, self.person, self.field, self.day)
        for part in (*conditions, self.only_row, self.clear, self.as_of, self.restore):
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.text.textChanged.connect(self._pause.start)
        self.text.returnPressed.connect(self._ask)
        self.day.changed.connect(self._pause.start)
        self.day.accepted.connect(self._take_day)
        self.person.activated.connect(self._ask)
        self.field.activated.connect(self._ask)
        self.only_row.clicked.connect(self._ask)
        self.clear.clicked.connect(self.ask_all)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self.person.set_theme(theme)
        self.field.set_theme(theme)
        self.day.set_theme(theme)

    def offer_row(self, row: RowKey | None) -> None:
        """The row that lines can be narrowed to, unless they are narrowed to one already."""
        if not self.only_row.isChecked():
            self._row = row
            self._name_row()

    def retranslate(self) -> None:
        text = self._session.translator.text
        self.text.setPlaceholderText(text(N_("Search the history")))
        self.text.setAccessibleName(text(N_("Search the history")))
        self.person.setAccessibleName(text(N_("Who")))
        self.field.setAccessibleName(text(N_("Field")))
        self.day.line.setPlaceholderText(text(N_("Day or period")))
        self.day.line.setAccessibleName(text(N_("Day or period")))
        self.clear.setText(text(N_("Clear the filter")))
        self.as_of.setText(text(N_("Show as of a day…")))
        self.restore.setText(text(N_("Restore the file as of a day…")))
        self.offer_people()
        self._offer(self.field, text(N_("All fields")), field_choices(self._session.translator))
        self._name_row()

    def offer_people(self) -> None:
        """Name everybody who has changed the file by now."""
        text = self._session.translator.text
        users = self._session.workspace.past.users()
        people = [(user, user or text(N_("another program"))) for user in users]
        self._offer(self.person, text(N_("Everyone")), people)

    def ask_all(self) -> None:
        """Take every condition off."""
        self.only_row.setChecked(False)
        self.text.clear()
        self.day.begin_with("")
        self.person.setCurrentIndex(0)
        self.field.setCurrentIndex(0)
        self._ask()
        self.offer_row(self._session.current)

    @staticmethod
    def _offer(choice: Choice, all_of_them: str, entries: list[tuple[str, str]]) -> None:
        chosen = choice.currentData()
        choice.clear()
        choice.addItem(all_of_them, None)
        for data, text in entries:
            choice.addItem(text, data)
        choice.setCurrentIndex(max(choice.findData(chosen), 0) if chosen is not None else 0)

    def _name_row(self) -> None:
        text = self._session.translator.text
        row = self._session.portfolio.row(self._row) if self._row else None
        self.only_row.setEnabled(row is not None or self.only_row.isChecked())
        if row is not None:
            name = row.name.best(self._session.language) or text(N_("Untitled"))
            said = text(N_("Only “{name}”")).format(name=name)
        elif not self.only_row.isChecked():
            said = text(N_("Only the current row"))
        else:
            return
        self.only_row.setToolTip(said)
        self.only_row.setAccessibleName(said)
        metrics = self.only_row.fontMetrics()
        shown = metrics.elidedText(
            said, Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * 28
        )
        self.only_row.setText(shown.replace("&", "&&"))

    def _take_day(self) -> None:
        try:
            self.day.read()
        except InputError as error:
            self.day.refuse(error)
            return
        if self.day.popup is not None:
            self.day.popup.hide()
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        asked = HistoryQuery(
            rows=(self._row,) if self.only_row.isChecked() and self._row else None,
            user=self.person.currentData(),
            field=self.field.currentData(),
            text=self.text.text(),
        )
        period = self._period()
        if period is not None:
            asked = replace(asked, first=period.first, last=period.last)
        self.clear.setVisible(asked != NO_QUERY)
        if asked != self.query:
            self.query = asked
            self.changed.emit()

    def _period(self) -> Period | None:
        """The day or period that is typed; what cannot be read yet leaves out no line."""
        try:
            dated = self.day.read()
        except InputError:
            return None
        deadline = dated.deadline if dated is not None else None
        return deadline if isinstance(deadline, Period) else None
