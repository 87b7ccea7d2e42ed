"""Why a row is late: the sentence, the chain that drives it, and what was assumed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.domain.model import Item, Project
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.entries import Entry, EntryList
from tracker.ui.inspector.parts import Line, Mark, Section, Sign, Words
from tracker.ui.session import Session
from tracker.workspace.why import NOTHING, Why, WhyStep, why


class WhySection(Section):
    """Hidden where nothing is foreseen; a click on a step of the chain goes to its row."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self.sentence = Words("", FontRole.BODY, "fc")
        self.list = EntryList()
        self.assumed = Words("", FontRole.NOTE, "3")
        self.body.setSpacing(6)
        self.add(self.sentence)
        self.body.addWidget(self.list)
        self.add(self.assumed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        session = self._session
        text = session.translator.text
        foresight = session.forecasting.foresight
        found = NOTHING
        if foresight is not None:
            found = why(session.portfolio, foresight, row, session.translator)
        self.setVisible(bool(found.sentence))
        title = N_("Why late") if found.is_behind else N_("What drives it")
        caption = text(N_("computing")) if session.forecasting.is_computing else ""
        known = foresight.of(row) if foresight is not None else None
        is_supposed = known is not None and known.is_supposed
        of_what = text(N_("supposed")) if is_supposed else text(N_("forecast"))
        self.entitle(text(title), caption or of_what)
        self.sentence.say(found.sentence)
        # A chain of one row says no more than the sentence.
        steps = found.steps if len(found.steps) > 1 else ()
        self.list.setAccessibleName(text(title))
        self.list.show_entries([self._entry(step) for step in steps], anew=anew)
        self.assumed.say(self._said_of_assumptions(found))
        self.assumed.setVisible(bool(found.assumed))

    def _said_of_assumptions(self, found: Why) -> str:
        assumed = self._session.translator.text(N_("Assumed: {what}."))
        return assumed.format(what="; ".join(found.assumed)) if found.assumed else ""

    def _entry(self, step: WhyStep) -> Entry:
        return Entry(
            key=step.key,
            facts=(step, self._theme.name),
            said=", ".join(part for part in (step.name, step.said, step.when) if part),
            make=partial(self._made, step),
            activate=partial(self._go, step.key),
            by_click=True,
        )

    def _made(self, step: WhyStep) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Sign(Mark.FORESEEN, self._theme), 0, 0)
        grid.addWidget(Words(step.name), 0, 1)
        if step.when:
            grid.addWidget(Line(step.when, FontRole.CHIP, "fc"), 1, 1)
        grid.addWidget(Words(step.said, FontRole.SECONDARY, "2"), 2, 1)
        return box

    def _go(self, key: RowKey) -> None:
        self._session.reveal(key)
        self._session.select([key], key)
