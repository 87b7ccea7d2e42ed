"""How sure the forecast of a row is, as the sampling that is kept says it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from tracker.domain.model import Item, Project
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.ui.inspector.parts import Line, Section, Slot, Words
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.sampling import Sampled, outdated_text


class RiskSection(Section):
    """Hidden where nothing of the row was sampled.

    Signals:
        wanted: the results are out of date, and the user wants to sample again.
    """

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines = Slot()
        self.outdated = Words("", FontRole.SECONDARY, "over")
        self.again = QPushButton()
        self.again.setProperty("look", "link")
        self.again.setAutoDefault(True)
        set_role(self.again, FontRole.SECONDARY)
        self.again.clicked.connect(self.wanted)
        self.add(self._lines)
        self.add(self.outdated)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: Project | Item) -> None:
        session = self._session
        text = session.translator.text
        foresight = session.forecasting.foresight
        sampled = foresight.sampled(row) if foresight is not None else None
        self.setVisible(sampled is not None)
        if foresight is None or foresight.sampling is None or sampled is None:
            return
        run = foresight.sampling.run
        caption = session.translator.plural("{n} run", "{n} runs", run.runs).format(n=run.runs)
        known = foresight.of(row)
        of_plan = known is not None and known.is_supposed
        if of_plan:
            caption = text(N_("{runs}, of the plan")).format(runs=caption)
        self.entitle(text(N_("Risk")), caption)
        shown = (session.language, sampled, of_plan)
        self._lines.put(shown, lambda: self._table(sampled, counts=not of_plan))
        self.outdated.say("" if sampled.holds else outdated_text(run, session.translator))
        self.outdated.setVisible(not sampled.holds)
        self.again.setText(text(N_("Sample again…")))
        self.again.setVisible(not sampled.holds and not session.workspace.read_only)

    def _table(self, sampled: Sampled, *, counts: bool) -> QWidget:
        """``counts``: what is shown beside it is what was sampled."""
        text, language = self._session.translator.text, self._session.language
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        said = (
            (N_("Finished in half of the runs by (P50)"), sampled.p50),
            (N_("In four fifths of the runs by (P80)"), sampled.p80),
        )
        values = [(text(label), deadline_text(p, language, style=Style.SHORT)) for label, p in said]
        if sampled.driving is not None:
            values.append((text(N_("Chance of driving, %")), str(sampled.driving)))
        ink = "fc" if sampled.holds and counts else "3"
        for line, (label, value) in enumerate(values):
            grid.addWidget(Words(label, FontRole.SECONDARY, "2"), line, 0)
            grid.addWidget(Line(value, FontRole.BODY_STRONG, ink), line, 1)
        return box
