"""With what to compare: a plan as it was announced or recorded, or a forecast, and of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.domain.cells import parse_cell
from tracker.domain.errors import InputError
from tracker.domain.fields import Field, Kind
from tracker.domain.period import Period
from tracker.domain.period_text import deadline_text
from tracker.domain.values import DatedText
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.card import Card
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.inspector.date_field import DateField
from tracker.ui.inspector.parts import Line
from tracker.ui.session import Session
from tracker.ui.style import scaled
from tracker.ui.timeline.comparing import Compares
from tracker.workspace.comparison import Comparison, PlanAs

_DAY = Field("compared-day", N_("Day"), Kind.PERIOD)
_WIDTH = 760
_SHEET = 104
_CHOICES = {
    PlanAs.ANNOUNCED: (
        N_("As it was announced"),
        N_("What bodies had announced by the end of the day, whenever it was entered here"),
    ),
    PlanAs.RECORDED: (
        N_("As it was recorded"),
        N_("What this file said at the end of the day"),
    ),
    PlanAs.FORECAST: (
        N_("As it was forecast"),
        N_("What the program worked out at the end of the day, and how far that has moved since"),
    ),
}


class Compare(Dialog):
    """``comparing`` is told when the dialog is accepted, and stays as it is otherwise."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        comparing: Compares,
        choices: Sequence[PlanAs] = tuple(PlanAs),
    ) -> None:
        super().__init__(window, texts, theme)
        self._session = session
        self._comparing = comparing
        _ = texts.text
        self.setWindowTitle(_(N_("Compare with…")))
        self.setMinimumWidth(scaled(_WIDTH))
        self.cards = QButtonGroup(self)
        offered, when = QVBoxLayout(), QVBoxLayout()
        self._choices = tuple(choices)
        for place, plan_as in enumerate(self._choices):
            title, text = _CHOICES[plan_as]
            card = Card(theme, choice=True)
            card.say(_(title), _(text))
            self.cards.addButton(card, place)
            offered.addWidget(card)
        offered.setSpacing(8)
        when.setSpacing(4)
        self.day = DateField(session, theme, _DAY)
        self.day.line.setAccessibleName(_(_DAY.label))
        self._reading = Line("", FontRole.SECONDARY, "2")
        # Of which day it will be stands beside the name: the sheet hides what is below the field.
        said = QHBoxLayout()
        said.addWidget(Line(_(_DAY.label), FontRole.CAPTION, "3"))
        said.addStretch(1)
        said.addWidget(self._reading)
        when.addLayout(said)
        when.addWidget(self.day)
        # Room for the sheet with the reading, which hangs below the field.
        when.addSpacing(scaled(_SHEET))
        when.addStretch(1)
        offered.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(offered, 1)
        columns.addLayout(when, 1)
        self.body.addLayout(columns)
        self.accept_button = QPushButton(_(N_("Compare")))
        self.accept_button.clicked.connect(self.accept)
        self.day.accepted.connect(self.accept)
        self.day.changed.connect(self._read)
        self.add_footer(accept=self.accept_button)
        before = comparing.comparison
        plan_as = before.plan_as if before else self._choices[0]
        self.cards.button(self._choices.index(plan_as)).setChecked(True)
        self.day.begin_with(self._said(before) if before else "")
        self.day.setFocus()
        self._read()

    def accept(self) -> None:
        """Compare, and close; say why where the day cannot be read."""
        try:
            day = self._day()
        except InputError as error:
            self.day.refuse(error)
            return
        if day is None:
            self.day.setFocus()
            return
        comparison = Comparison(self._choices[self.cards.checkedId()], day)
        if self._session.edit(lambda: self._comparing.compare_with(comparison)):
            super().accept()

    def _day(self) -> date | None:
        """The last day of what is typed: the plan "of 2025" is the one at the end of that year."""
        typed = parse_cell(_DAY, self.day.text, self._session.translator)
        deadline = typed.deadline if isinstance(typed, DatedText) else None
        return deadline.last if isinstance(deadline, Period) else None

    def _said(self, comparison: Comparison) -> str:
        return deadline_text(Period.day(comparison.day), self._session.language)

    def _read(self) -> None:
        """Say of which day the plan will be, where more than a day was typed."""
        try:
            day = self._day()
        except InputError:
            day = None
        said = deadline_text(Period.day(day), self._session.language) if day else ""
        if said:
            said = self.texts.text(N_("At the end of {day}")).format(day=said)
        self._reading.say(said)
        self.accept_button.setEnabled(day is not None)
