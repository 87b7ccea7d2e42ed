"""Record a commitment with all that belongs to it: when announced, on which source, and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tracker.domain.date_reader import read_deadline, read_period
from tracker.domain.errors import UserError
from tracker.domain.model import Edge, Item, ItemKind
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.ui.inspector.parts import label
from tracker.ui.session import Session
from tracker.ui.style import set_look
from tracker.workspace import operations


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed into an open form and not yet recorded."""

    date: str
    announced: str
    reason: str
    source: int
    edge: int


class CommitForm(QWidget):
    """Folded until it is asked for. What a field is read as stands below it while it is typed."""

    def __init__(self, session: Session, item: Item) -> None:
        super().__init__()
        self._session = session
        self._item = item
        text = session.translator.text
        self._open = QPushButton(text(N_("New commitment…")))
        self._open.setProperty("look", "small")
        self._open.clicked.connect(self.unfold)
        self._fields = QWidget()
        self.date, self.announced, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.edge, self.source = QComboBox(), QComboBox()
        for edge, name in ((Edge.FINISH, N_("Finish")), (Edge.START, N_("Start"))):
            self.edge.addItem(text(name), edge)
        self.edge.setVisible(item.kind is not ItemKind.MILESTONE)
        self.source.addItem(text(N_("no source")), None)
        for source in session.portfolio.sources:
            self.source.addItem(f"{source.publisher or source.title} – {source.key}", source.id)
        for combo in (self.edge, self.source):
            combo.setProperty("look", "choice")
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self._reading = label("", FontRole.SECONDARY, "2")
        self._accept = QPushButton(text(N_("Record")))
        self._accept.setProperty("look", "primary")
        self._accept.clicked.connect(self.accept)
        drop = QPushButton(text(N_("Cancel")))
        drop.clicked.connect(self.fold)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(drop)
        buttons.addWidget(self._accept)
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.edge)
        for name, field in (
            (N_("Date"), self.date),
            (N_("Announced on"), self.announced),
            (N_("Reason"), self.reason),
        ):
            inside.addWidget(label(text(name), FontRole.CAPTION, "3"))
            inside.addWidget(field)
            field.setAccessibleName(text(name))
            field.textChanged.connect(self._read)
            field.returnPressed.connect(self.accept)
            if field is self.date:
                inside.addWidget(self._reading)
        inside.addWidget(label(text(N_("Source")), FontRole.CAPTION, "3"))
        inside.addWidget(self.source)
        self.source.setAccessibleName(text(N_("Source")))
        inside.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._fields)
        self._fields.hide()
        self._read()

    @property
    def draft(self) -> Draft | None:
        if self._fields.isHidden():
            return None
        return Draft(
            self.date.text(),
            self.announced.text(),
            self.reason.text(),
            self.source.currentIndex(),
            self.edge.currentIndex(),
        )

    def restore(self, draft: Draft) -> None:
        self.unfold()
        self.date.setText(draft.date)
        self.announced.setText(draft.announced)
        self.reason.setText(draft.reason)
        self.source.setCurrentIndex(min(draft.source, self.source.count() - 1))
        self.edge.setCurrentIndex(draft.edge)

    def unfold(self) -> None:
        self._open.hide()
        self._fields.show()
        self.date.setFocus()

    def fold(self) -> None:
        for field in (self.date, self.announced, self.reason):
            field.clear()
        self._fields.hide()
        self._open.show()
        self._open.setFocus()

    def accept(self) -> None:
        found = self._read()
        if found is None:
            return
        deadline, announced = found
        wording, reason = self.date.text().strip(), self.reason.text().strip()
        edge, source_id = self.edge.currentData(), self.source.currentData()
        # Folded first: the operation makes the inspector anew, with the form as it stands.
        draft = self.draft
        self.fold()

        def commit() -> None:
            operations.commit_deadline(
                self._session.workspace,
                item_id=self._item.id,
                edge=Edge(edge),
                deadline=deadline,
                wording=wording,
                language=self._session.language.value,
                announced_on=announced,
                source_id=source_id,
                reason=reason,
            )

        if not self._session.edit(commit) and draft is not None:
            self.restore(draft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._fields.isHidden():
            self.fold()
        else:
            super().keyPressEvent(event)

    def _read(self) -> tuple[Deadline, Period | None] | None:
        """Say how the fields are read, or why they cannot be; None until they can."""
        text = self._session.translator.text
        language = self._session.language
        found = None
        said, ink = "", "2"
        try:
            if self.date.text().strip():
                deadline = read_deadline(self.date.text(), language=language)
                said = deadline_text(deadline, language, style=Style.LONG)
                announced = None
                if self.announced.text().strip():
                    announced = read_period(self.announced.text(), language=language)
                found = deadline, announced
        except UserError as error:
            said, ink = error.text(text), "over"
        self._reading.setText(said)
        set_look(self._reading, "ink", ink)
        self._accept.setEnabled(found is not None)
        return found
