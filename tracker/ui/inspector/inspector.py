"""The panel at the right: everything known of the current row, with its sources."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.fields import FIELD
from tracker.domain.model import Commitment, Item, Project
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.inspector.actual_form import ActualDraft
from tracker.ui.inspector.bodies import BodiesSection
from tracker.ui.inspector.commit_form import CommitDraft
from tracker.ui.inspector.dates import DatesSection
from tracker.ui.inspector.fields import PLAN, FieldsSection
from tracker.ui.inspector.figures import FiguresSection
from tracker.ui.inspector.header import Header
from tracker.ui.inspector.history_section import HistorySection
from tracker.ui.inspector.links import LinksSection
from tracker.ui.inspector.notes import NotesSection
from tracker.ui.inspector.parts import Section, Words, section_rules
from tracker.ui.inspector.risk import RiskSection
from tracker.ui.inspector.several import SeveralSection
from tracker.ui.inspector.sources import SourcesSection
from tracker.ui.inspector.statement_form import FormDraft, StatementSection
from tracker.ui.inspector.why import WhySection
from tracker.ui.session import Session


@record
class _Drafts:
    """What was typed about one row and not yet recorded."""

    dates: tuple[CommitDraft | None, ActualDraft | None]
    forms: tuple[FormDraft | None, ...]
    note: str

    def __bool__(self) -> bool:
        return any((*self.dates, *self.forms)) or bool(self.note.strip())


class Inspector(QScrollArea):
    """Follows the session's current row, or keeps to the one that is pinned.

    The sections stay for as long as the inspector: a change elsewhere replaces what it changed and
    nothing else, so that the place in the panel, the keyboard and what is being typed are kept.
    What was typed about one row comes back with that row.

    Signals:
        close_requested: the user wants the panel put away.
        sampling_requested: the risk should be sampled again.
    """

    close_requested = Signal()
    sampling_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pinned: RowKey | None = None
        self._shown: RowKey | None = None
        self._drafts: dict[RowKey, _Drafts] = {}
        self._is_stale = True
        self.header = Header(session, theme)
        self.hint = Words("", ink="2")
        self.several = SeveralSection(session, theme)
        self.dates = DatesSection(session, theme)
        self.why = WhySection(session, theme)
        self.risk = RiskSection(session)
        self.history = HistorySection(session)
        self.plan = FieldsSection(session, theme, PLAN)
        self.fields = FieldsSection(session, theme)
        self.figures = FiguresSection(session, theme)
        self.bodies = BodiesSection(session, theme)
        self.links = LinksSection(session, theme)
        self.sources = SourcesSection(session, theme)
        self.notes = NotesSection(session, theme)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is shown of one row, from top to bottom."""
        return (
            *(
                self.dates,
                self.why,
                self.risk,
                self.history,
                self.plan,
                self.fields,
                self.figures,
                self.bodies,
            ),
            *(self.links, self.sources, self.notes),
        )

    @property
    def _with_forms(self) -> tuple[StatementSection, ...]:
        return (self.figures, self.bodies, self.links, self.notes)

    def _lay_out(self) -> None:
        self.setObjectName("inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keyboard goes to what is inside.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("inspector-content")
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.hint.setContentsMargins(16, 8, 16, 16)
        for part in (self.header, self.hint, self.several, *self.sections):
            lines.addWidget(part)
        lines.addStretch(1)
        self.setWidget(content)

    def _connect(self) -> None:
        session = self._session
        session.selection_changed.connect(self._follow)
        session.changed.connect(self._follow)
        session.status_date_changed.connect(self._follow)
        session.forecasting.computed.connect(self._follow)
        session.forecasting.computing.connect(self._follow)
        session.looking_back.changed.connect(self._follow)
        session.language_changed.connect(self.retranslate)
        self.header.pinned.connect(self._on_pinned)
        self.header.closed.connect(self.close_requested)
        self.risk.wanted.connect(self.sampling_requested)
        self.history.to_correct.connect(self._correct)
        moved = self.verticalScrollBar().valueChanged
        for typed_in in (self.dates, self.plan, self.fields):
            moved.connect(typed_in.place_popups)
        for section in self._with_forms:
            moved.connect(section.form.place_popups)
        for opening in self._with_forms:
            opening.opened.connect(partial(self._show_form, opening.form))
        for fields in (self.plan, self.fields):
            fields.opened.connect(self._show_focus)
        self.plan.reported_wanted.connect(lambda key: self.fields.edit(FIELD[key]))
        lists = (
            *(self.why, self.history, self.plan, self.fields, self.figures, self.bodies),
            *(self.links, self.sources, self.notes),
        )
        for part in lists:
            part.list.reached.connect(self._bring_into_view)
        for form in (self.dates.change, self.dates.record):
            form.clicked.connect(self._show_focus)

    # -- following the session --------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setStyleSheet(
            f"QWidget#inspector-content {{ background: {theme.panel.name()}; }}"
            + section_rules(theme)
        )
        for part in (
            self.header,
            self.several,
            self.dates,
            self.why,
            self.plan,
            self.fields,
            self.figures,
        ):
            part.set_theme(theme)
        for section in (self.bodies, self.links, self.sources, self.notes):
            section.set_theme(theme)
        self._refresh(anew=True)

    def retranslate(self) -> None:
        self._refresh(anew=True)
        self.dates.retranslate()
        for section in self._with_forms:
            section.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self._refresh(anew=False)
        super().showEvent(event)

    def _follow(self) -> None:
        if self.isVisible():
            self._refresh(anew=False)
        else:
            # Nobody looks; it is brought up to date when it is shown.
            self._is_stale = True

    def _on_pinned(self, pinned: bool) -> None:
        self._pinned = self._shown if pinned else None
        self._follow()

    def _row(self) -> Project | Item | None:
        """The row to be shown; a pinned one that was deleted is pinned no longer."""
        if self._pinned is not None:
            row = self._session.portfolio.row(self._pinned)
            if row is not None:
                return row
            self._pinned = None
            self.header.pin.setChecked(False)
        return self._session.current_row()

    def _refresh(self, *, anew: bool) -> None:
        """Show what is known now; ``anew`` where even what is unchanged looks otherwise."""
        self._is_stale = False
        session = self._session
        self.setAccessibleName(session.translator.text(N_("Inspector")))
        row = self._row()
        chosen = [session.portfolio.row(key) for key in session.selected]
        several = [each for each in chosen if each is not None]
        if len(several) > 1 and self._pinned is None:
            self._switch(None)
            self._show_several(several)
        elif row is None:
            self._switch(None)
            self._show_nothing()
        else:
            changed = self._switch(RowKey(row.table, row.id))
            self._show_row(row, anew=anew)
            if changed:
                self._restore()
        self.settle()

    def settle(self) -> None:
        """Give everything its place now: else it is painted once where it stood before."""
        if self.isVisible():
            # A text that wraps learns in the first round how wide it is, and is as high in the
            # second as that takes.
            for _ in range(2):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _switch(self, key: RowKey | None) -> bool:
        """Put aside what was typed about another row; whether it was another one."""
        if key != self._shown:
            self.plan.leave()
            self.fields.leave()
        if key == self._shown:
            return False
        if self._shown is not None:
            forms = tuple(section.draft() for section in self._with_forms)
            drafts = _Drafts(self.dates.drafts(), forms, self.notes.typed)
            if drafts:
                self._drafts[self._shown] = drafts
        self._shown = key
        if key is None:
            self._restore()
        return True

    def _restore(self) -> None:
        drafts = self._drafts.pop(self._shown, None) if self._shown else None
        self.dates.restore(drafts.dates if drafts else None)
        for place, section in enumerate(self._with_forms):
            section.restore(drafts.forms[place] if drafts else None)
        self.notes.retype(drafts.note if drafts else "")
        self.header.title.give_up()
        self.verticalScrollBar().setValue(0)

    def _show_row(self, row: Project | Item, *, anew: bool) -> None:
        self.hint.hide()
        self.several.hide()
        self.header.show_row(row)
        self.dates.show()
        self.dates.show_row(row)
        self.why.show_row(row, anew=anew)
        self.risk.show_row(row)
        if isinstance(row, Item):
            self.history.show_row(row, anew=anew)
        else:
            self.history.hide()
        self.plan.show_row(row, anew=anew)
        self.fields.show_row(row, anew=anew)
        self.figures.show_row(row, anew=anew)
        self.bodies.show_row(row, anew=anew)
        self.links.show_row(row, anew=anew)
        for part in (self.sources, self.notes):
            part.show()
            part.show_row(row, anew=anew)

    def _show_several(self, rows: list[Project | Item]) -> None:
        self._show_nothing()
        self.hint.hide()
        self.several.show()
        self.several.show_rows(rows)

    def _show_nothing(self) -> None:
        for section in (self.several, *self.sections):
            section.hide()
        self.header.show_nothing()
        self.hint.show()
        self.hint.say(self._session.translator.text(N_("Select a row to see what is known of it.")))

    # -- the place in the panel -------------------------------------------------------------------

    def _correct(self, commitment: Commitment) -> None:
        self.dates.open_commit(corrected=commitment)
        self._show_focus()

    def _show_form(self, form: QWidget) -> None:
        # As much of it as there is room for, and in any case the field that is typed in.
        QTimer.singleShot(0, self, lambda: self._bring_into_view(form))
        self._show_focus()

    def _show_focus(self) -> None:
        # Once the form has its place.
        QTimer.singleShot(0, self, self._bring_focus_into_view)

    def _bring_focus_into_view(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._bring_into_view(focused)

    def _bring_into_view(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, 0, 8)
