"""The panel at the right: everything known of the current row, with its sources."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.fields import choice_label
from tracker.domain.model import Item, Project
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.domain.status import status_of
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector import sections
from tracker.ui.inspector.commit_form import CommitForm
from tracker.ui.inspector.notes import NotesSection
from tracker.ui.inspector.parts import Badge, Section, StatusChip, label
from tracker.ui.inspector.period_strip import PeriodStrip
from tracker.ui.session import Session


class Inspector(QScrollArea):
    """Follows the session's current row; what is being typed in it outlives a change elsewhere."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._shown: RowKey | None = None
        self._notes: NotesSection | None = None
        self._form: CommitForm | None = None
        self.setObjectName("inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        session.selection_changed.connect(self._on_selection)
        session.changed.connect(self._rebuild)
        session.status_date_changed.connect(self._rebuild)
        session.language_changed.connect(self._rebuild)
        self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._rebuild()

    def retranslate(self) -> None:
        self._rebuild()

    def _on_selection(self) -> None:
        if self._session.current != self._shown or len(self._session.selected) > 1:
            self._rebuild()

    def _rebuild(self) -> None:
        """Show the row as it is now; the place in it and a text that is being typed are kept."""
        same = self._session.current == self._shown
        place = self.verticalScrollBar().value() if same else 0
        typed = self._notes.typed if same and self._notes is not None else ""
        draft = self._form.draft if same and self._form is not None else None
        writing = same and self._notes is not None and self._notes.field.hasFocus()
        self._shown = self._session.current
        self._notes = self._form = None
        self.setAccessibleName(self._session.translator.text(N_("Inspector")))
        content = QWidget()
        content.setObjectName("inspector-content")
        content.setStyleSheet(
            f"QWidget#inspector-content {{ background: {self._theme.panel.name()}; }}"
            f"QFrame#section {{ border: none; border-top: 1px solid {self._theme.line.name()}; }}"
        )
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        row = self._session.current_row()
        if row is None:
            hint = self._session.translator.text(N_("Select a row to see what is known of it."))
            empty = label(hint, ink="2")
            empty.setContentsMargins(16, 16, 16, 16)
            layout.addWidget(empty)
        else:
            self._fill(layout, row, typed)
        layout.addStretch(1)
        # The old content may be the one whose key or click led here: it goes when that is done.
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(content)
        if draft is not None and self._form is not None:
            self._form.restore(draft)
        if writing and self._notes is not None:
            self._notes.field.setFocus()
        content.adjustSize()
        self.verticalScrollBar().setValue(place)

    def _fill(self, layout: QVBoxLayout, row: Project | Item, typed: str) -> None:
        session, theme = self._session, self._theme
        layout.addWidget(self._head(row))
        layout.addWidget(self._dates(row))
        parts = [
            sections.history_section(session, theme, row) if isinstance(row, Item) else None,
            sections.figures_section(session, theme, row),
            sections.bodies_section(session, row),
            sections.sources_section(session, theme, row),
        ]
        for part in parts:
            if part is not None:
                layout.addWidget(part)
        self._notes = NotesSection(session, row, typed)
        layout.addWidget(self._notes)

    def _head(self, row: Project | Item) -> QWidget:
        session, language = self._session, self._session.language
        text = session.translator.text
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(16, 12, 16, 14)
        lines.setSpacing(6)
        above = [text(choice_label(row.kind)) if isinstance(row, Item) else text(N_("Project"))]
        if isinstance(row, Item):
            names = []
            parent: Project | Item = row
            while isinstance(parent, Item):
                parent = session.portfolio.parent(parent)
                names.append(parent.name.best(language))
            above.append(" › ".join(reversed(names)))
        lines.addWidget(label(" · ".join(above), FontRole.SECONDARY, "3"))
        lines.addWidget(label(row.name.best(language), FontRole.OBJECT_TITLE, selectable=True))
        chips = QHBoxLayout()
        chips.setSpacing(8)
        status = status_of(session.portfolio, row, session.status_date)
        chips.addWidget(StatusChip(status, text(choice_label(status)), self._theme))
        project = row if isinstance(row, Project) else session.portfolio.projects[row.project_id]
        if project.side is not None:
            chips.addWidget(Badge(text(choice_label(project.side)), self._theme.plan))
        chips.addStretch(1)
        lines.addLayout(chips)
        if isinstance(row, Project):
            place = [text(part) for part in (row.region, row.sector, row.product) if part]
            if place:
                lines.addWidget(label(" · ".join(place), FontRole.SECONDARY, "2"))
        others = [
            f"{other.own_name}: {row.name.given(other)}"
            for other in Language
            if row.name.given(other) and row.name.given(other) != row.name.best(language)
        ]
        if others:
            lines.addWidget(label("\n".join(others), FontRole.CAPTION, "3", selectable=True))
        return box

    def _dates(self, row: Project | Item) -> Section:
        session = self._session
        section = Section(session.translator.text(N_("Dates")))
        section.body.addWidget(sections.facts_table(session, row))
        place = session.place(session.current)
        finish = session.portfolio.finish(row)
        if isinstance(row, Item):
            finish = finish or row.actual_finish
        if isinstance(finish, Period) and place is not None:
            strip = PeriodStrip(self._theme)
            strip.show_row(
                session.portfolio,
                session.rows[place],
                finish,
                status_date=session.status_date,
                language=session.language,
            )
            section.body.addWidget(strip)
        if isinstance(row, Item) and not session.workspace.read_only:
            self._form = CommitForm(session, row)
            section.body.addWidget(self._form)
        return section
