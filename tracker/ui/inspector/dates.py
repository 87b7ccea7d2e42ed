"""The section with the dates of a row: committed, actual, where they lie, and how they change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from tracker.domain.cells import dated_text
from tracker.domain.foresight import finish_then, foreseen, slip_since
from tracker.domain.model import Commitment, Edge, Item, Project
from tracker.domain.period import Deadline, Period, Precision
from tracker.domain.period_text import Style, deadline_text, span_text
from tracker.domain.ranges import range_text
from tracker.domain.slip import range_slip_text
from tracker.domain.status import Status
from tracker.domain.values import DatedText
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.inspector.actual_form import ActualDraft, ActualForm
from tracker.ui.inspector.commit_form import CommitDraft, CommitForm
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.forms import EDGE_NAMES, Form, edges_of
from tracker.ui.inspector.parts import Line, Mark, Section, Sign, Slot, Words
from tracker.ui.inspector.period_strip import PeriodStrip
from tracker.ui.models.cells import reach
from tracker.ui.session import Session
from tracker.ui.style import set_role


@record
class Fact:
    """One line. ``beside`` is how far the period reaches; ``heading`` stands above, if any."""

    mark: Mark
    name: str
    value: str
    known: bool
    beside: str = ""
    heading: str = ""
    tip: str = ""


class DatesSection(Section):
    """The lines, the strip, and the two forms that open in place."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._row: Project | Item | None = None
        self._facts = Slot()
        self.strip = PeriodStrip(theme)
        self.change, self.record = QPushButton(), QPushButton()
        self._buttons = QWidget()
        buttons = Flow(self._buttons, spacing=4)
        for button, act in ((self.change, self.open_commit), (self.record, self.open_actual)):
            button.setProperty("look", "link")
            button.setAutoDefault(True)
            set_role(button, FontRole.SECONDARY)
            button.clicked.connect(act)
            buttons.addWidget(button)
        self.commit_form = CommitForm(session, theme)
        self.actual_form = ActualForm(session, theme)
        self.add(self._facts)
        self.add(self.strip)
        self.body.addWidget(self._buttons)
        self.commit_form.closed.connect(lambda held: self._on_closed(self.change, held))
        self.actual_form.closed.connect(lambda held: self._on_closed(self.record, held))
        for form in self._forms:
            self.add(form)

    @property
    def _forms(self) -> tuple[Form, ...]:
        return (self.commit_form, self.actual_form)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._facts.drop()
        self.strip.set_theme(theme)
        for form in self._forms:
            form.set_theme(theme)

    def show_row(self, row: Project | Item) -> None:
        session = self._session
        text = session.translator.text
        self._row = row
        self.entitle(text(N_("Dates")))
        facts = tuple(_facts(session, row))
        self._facts.put(facts, lambda: self._table(facts))
        self.strip.show_row(
            session.portfolio, row, status_date=session.status_date, language=session.language
        )
        self.strip.setAccessibleName("; ".join(f"{fact.name} {fact.value}" for fact in facts))
        self.change.setText(text(N_("Change date…")))
        self.record.setText(text(N_("Record actual…")))
        self._show_buttons()

    def retranslate(self) -> None:
        for form in self._forms:
            if form.is_open:
                form.retranslate()

    # -- forms ------------------------------------------------------------------------------------

    def open_commit(self, *_: object, corrected: Commitment | None = None) -> None:
        if isinstance(self._row, Item) and not self._session.workspace.read_only:
            self.actual_form.close_form()
            self.commit_form.open_for(self._row, corrected)
            self._show_buttons()

    def open_actual(self) -> None:
        if isinstance(self._row, Item) and not self._session.workspace.read_only:
            self.commit_form.close_form()
            self.actual_form.open_for(self._row)
            self._show_buttons()

    def drafts(self) -> tuple[CommitDraft | None, ActualDraft | None]:
        """What is typed into an open form."""
        return self.commit_form.draft(), self.actual_form.draft()

    def restore(self, drafts: tuple[CommitDraft | None, ActualDraft | None] | None) -> None:
        """Close the forms of the row before, and open what was left open for this one."""
        for form in self._forms:
            if form.is_open:
                form.close_form()
        if drafts is None or not isinstance(self._row, Item):
            return
        commit, actual = drafts
        if commit is not None:
            self.commit_form.restore(self._row, commit)
        if actual is not None:
            self.actual_form.restore(self._row, actual)
        self._show_buttons()

    def place_popups(self) -> None:
        for form in self._forms:
            form.place_popups()

    def _on_closed(self, button: QPushButton, held: bool) -> None:
        """``held``: the keyboard was in the form, and goes back to what opened it."""
        self._show_buttons()
        if held:
            button.setFocus()

    def _show_buttons(self) -> None:
        writable = isinstance(self._row, Item) and not self._session.workspace.read_only
        self._buttons.setVisible(writable and not any(form.is_open for form in self._forms))

    # -- the lines --------------------------------------------------------------------------------

    def _table(self, facts: tuple[Fact, ...]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        line = 0
        for fact in facts:
            if fact.heading:
                heading = Words(fact.heading, FontRole.CHIP, "2")
                heading.setContentsMargins(0, 4 if line else 0, 0, 0)
                grid.addWidget(heading, line, 0, 1, 3)
                line += 1
            grid.addWidget(Sign(fact.mark, self._theme), line, 0, top)
            name = Line(fact.name, ink="2")
            name.setContentsMargins(0, 0, 8, 0)
            grid.addWidget(name, line, 1, top)
            value = QWidget()
            flow = Flow(value, end_flush=True, between=0)
            role = FontRole.BODY_STRONG if fact.known else FontRole.BODY
            ink = "fc" if fact.mark is Mark.FORESEEN else "1" if fact.known else "3"
            words = Line(fact.value, role, ink)
            words.setToolTip(fact.tip)
            flow.addWidget(words)
            if fact.beside:
                flow.addWidget(Line(fact.beside, FontRole.SECONDARY, "3"))
            grid.addWidget(value, line, 2)
            line += 1
        return box


def _facts(session: Session, row: Project | Item) -> Iterator[Fact]:
    if isinstance(row, Project):
        for edge in Edge:
            yield _rolled_up(session, row, edge, session.translator.text(EDGE_NAMES[edge]))
        yield from _forecast(session, row)
        return
    several = len(edges_of(row)) > 1
    for edge in edges_of(row):
        heading = session.translator.text(EDGE_NAMES[edge]) if several else ""
        yield _committed(session, row, edge, heading)
        if edge is Edge.FINISH:
            yield from _forecast(session, row)
        yield _actual(session, row, edge)


def _forecast(session: Session, row: Project | Item) -> Iterator[Fact]:
    """When it is foreseen to be finished, and was on the day that is looked back to."""
    yield from _forecast_now(session, row)
    then, finish = session.portfolio.foresight_then, finish_then(session.portfolio, row)
    if then is None or finish is None:
        return
    text = session.translator.text
    slip = slip_since(session.portfolio, row, session.status_date)
    said = text(N_("on {day}; moved since: {slip}") if slip is not None else N_("on {day}"))
    yield Fact(
        Mark.FORESEEN,
        text(N_("Earlier forecast")),
        range_text(*finish, session.language),
        True,
        said.format(
            day=deadline_text(Period.day(then.day), session.language, style=Style.SHORT),
            slip=range_slip_text(slip, session.translator) if slip is not None else "",
        ),
        tip=text(N_("What the program worked out of what the file said at the end of that day.")),
    )


def _forecast_now(session: Session, row: Project | Item) -> Iterator[Fact]:
    """When it is foreseen to be finished; nothing of what is done, or open."""
    known = foreseen(session.portfolio, row, session.status_date)
    if known is None or known.finish is None or known.status is Status.DONE:
        return
    text = session.translator.text
    value = range_text(*known.finish, session.language)
    tip = text(N_("What the program works out if nothing changes."))
    kind = text(N_("supposed")) if known.is_supposed else text(N_("computed"))
    yield Fact(Mark.FORESEEN, text(N_("Forecast")), value, True, kind, tip=tip)
    if known.is_supposed and known.planned_finish is not None:
        planned = range_text(*known.planned_finish, session.language)
        name = text(N_("Forecast of the plan"))
        yield Fact(Mark.FORESEEN, name, planned, True, text(N_("computed")), tip=tip)


def _rolled_up(
    session: Session, row: Project | Item, edge: Edge, name: str, heading: str = ""
) -> Fact:
    """What the rows below say together; a project has no dates of its own."""
    text, portfolio = session.translator.text, session.portfolio
    found = portfolio.start(row) if edge is Edge.START else portfolio.finish(row)
    if found is None:
        return Fact(Mark.OPEN, name, text(N_("not known")), False, heading=heading)
    value = deadline_text(found, session.language, style=Style.SHORT)
    tip = text(N_("Worked out from the rows below; change it there."))
    return Fact(Mark.COMMITTED, name, value, True, _extent(session, found), heading, tip)


def _committed(session: Session, row: Item, edge: Edge, heading: str) -> Fact:
    text = session.translator.text
    name = text(N_("Committed"))
    commitment = session.portfolio.commitment_in_force(row, edge)
    if commitment is None:
        if session.portfolio.children(row):
            return _rolled_up(session, row, edge, name, heading)
        return Fact(Mark.OPEN, name, text(N_("no date")), False, heading=heading)
    dated = DatedText(commitment.deadline, commitment.wording, commitment.language)
    value = dated_text(dated, session.language, Style.SHORT)
    tip = ""
    if commitment.wording not in ("", value):
        tip = text(N_("As worded: {text}")).format(text=commitment.wording)
    beside = _extent(session, commitment.deadline)
    return Fact(Mark.COMMITTED, name, value, True, beside, heading, tip)


def _actual(session: Session, row: Item, edge: Edge) -> Fact:
    text = session.translator.text
    name = text(N_("Actual"))
    start = edge is Edge.START
    period = row.actual_start if start else row.actual_finish
    wording = row.actual_start_wording if start else row.actual_finish_wording
    if period is None:
        return Fact(Mark.OPEN, name, text(N_("not recorded")), False)
    value = deadline_text(period, session.language, style=Style.SHORT)
    tip = ""
    if wording not in ("", value):
        tip = text(N_("As worded: {text}")).format(text=wording)
    return Fact(Mark.HAPPENED, name, value, True, _extent(session, period), tip=tip)


def _extent(session: Session, deadline: Deadline) -> str:
    """The days that a period spans, for one that is coarser than a day."""
    if isinstance(deadline, Period) and deadline.precision is not Precision.DAY:
        if deadline.by:
            return reach(deadline, session.translator)
        return span_text(deadline.first, deadline.last, session.language)
    return ""
