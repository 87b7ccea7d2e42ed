"""Why a row is late: the sentence, the chain that drives it, and what was assumed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.model import Item, Project
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.chain_sign import ChainSign
from tracker.ui.inspector.entries import Entry, EntryList
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.parts import Line, Section, Words
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
        entries = [self._entry(step, is_last=step is steps[-1]) for step in steps]
        self.list.show_entries(entries, anew=anew)
        self.assumed.say(self._said_of_assumptions(found))
        self.assumed.setVisible(bool(found.assumed))

    def _said_of_assumptions(self, found: Why) -> str:
        assumed = self._session.translator.text(N_("Assumed: {what}."))
        return assumed.format(what="; ".join(found.assumed)) if found.assumed else ""

    def _entry(self, step: WhyStep, *, is_last: bool) -> Entry:
        return Entry(
            key=step.key,
            facts=(step, is_last, self._theme.name),
            said=", ".join(part for part in (step.name, step.said, step.when) if part),
            make=partial(self._made, step, is_last),
            activate=partial(self._go, step.key),
            by_click=True,
        )

    def _made(self, step: WhyStep, is_last: bool) -> QWidget:
        box, words = QWidget(), QWidget()
        beside = QHBoxLayout(box)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(ChainSign(self._theme, is_last=is_last))
        beside.addWidget(words, 1)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 6)
        lines.setSpacing(0)
        head = QWidget()
        flow = Flow(head, end_flush=True)
        flow.addWidget(Line(step.name))
        if step.when:
            flow.addWidget(Line(step.when, FontRole.CHIP, "fc"))
        lines.addWidget(head)
        lines.addWidget(Words(step.said, FontRole.SECONDARY, "2"))
        return box

    def _go(self, key: RowKey) -> None:
        self._session.reveal(key)
        self._session.select([key], key)
