"""What the forms of the inspector share: fields below each other, opened in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.domain.errors import InputError
from tracker.domain.fields import FIELD, Field, Kind
from tracker.domain.model import Edge, Item, ItemKind, Project, Topic
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.keys import overrides_shortcut
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.read_field import ReadField, ValueT_co
from tracker.ui.inspector.source_field import SourceField
from tracker.ui.segments import Segments
from tracker.ui.session import Session

PERIOD = Field("reported", N_("Date"), Kind.PERIOD)
"""A date on which something happened or was said: no limit, no recurrence."""


def edges_of(item: Item) -> tuple[Edge, ...]:
    return (Edge.FINISH,) if item.kind is ItemKind.MILESTONE else (Edge.START, Edge.FINISH)


EDGE_NAMES = {Edge.START: N_("Start"), Edge.FINISH: N_("Finish")}


Subject = Project | Item | Topic
"""What a statement can be about."""


class Form(QWidget):
    """Hidden until it is opened. Enter records it, Esc drops what was typed.

    Signals:
        closed: it was recorded or dropped; whether the keyboard was in it.
    """

    closed = Signal(bool)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.subject: Subject | None = None
        self.heading = Words("", FontRole.CHIP, "2")
        self.source = SourceField(session, theme)
        self.record, self.drop = QPushButton(), QPushButton()
        self.record.clicked.connect(self.accept)
        self.drop.clicked.connect(self.close_form)
        self._labels: list[tuple[Words, str, QWidget]] = []
        self._read_fields: list[ReadField[object]] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(4)
        self._lines.addWidget(self.heading)
        self.hide()

    # -- assembly, for those that derive from it --------------------------------------------------

    def add(self, name: str, field: QWidget) -> None:
        """Put a field below the others; ``name`` is a msgid."""
        label = Words("", FontRole.CAPTION, "3")
        label.setBuddy(field)
        self._labels.append((label, name, field))
        self._lines.addWidget(label)
        self._lines.addWidget(field)
        if isinstance(field, ReadField):
            self._read_fields.append(field)
            field.accepted.connect(self.accept)

    def add_buttons(self) -> None:
        # As in the dialogs: at the right, and last what records.
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.drop, self.record):
            button.setProperty("look", "small")
            button.setAutoDefault(True)
            buttons.addWidget(button)
        self._lines.addSpacing(4)
        self._lines.addLayout(buttons)

    # -- state ------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def row(self) -> Project | Item | None:
        """The row that it is about; None for a form about a topic."""
        return None if isinstance(self.subject, Topic) else self.subject

    def open_on(self, subject: Subject) -> None:
        """Show the form with nothing in it yet."""
        self.subject = subject
        self.source.clear()
        self.retranslate()
        self.show()

    def close_form(self) -> None:
        """Drop what is typed."""
        focused = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        for field in self._read_fields:
            field.begin_with("")
        if focused is not None and held:
            # Else Qt hands the keyboard on to what comes next, and scrolls there.
            focused.clearFocus()
        self.hide()
        self.closed.emit(held)

    def accept(self) -> None:
        """Record what is typed, in one step; the form stays open where that is refused."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        self.source.set_theme(theme)
        for field in self._read_fields:
            field.set_theme(theme)

    def retranslate(self) -> None:
        text = self.session.translator.text
        for label, name, field in self._labels:
            label.say(text(name))
            (field.focusProxy() or field).setAccessibleName(text(name))
        self.record.setText(text(N_("Record")))
        self.drop.setText(text(N_("Cancel")))
        if self.subject is not None:
            chosen = self.source.choice.currentData()
            row, portfolio = self.row, self.session.portfolio
            self.source.offer(portfolio.sources_of(row) if row is not None else (), chosen)

    def place_popups(self) -> None:
        for field in self._read_fields:
            field.place_popup()

    def read(self, field: ReadField[ValueT_co]) -> tuple[bool, ValueT_co | None]:
        """Whether the field can be read, and as what; where it cannot, it says why."""
        try:
            return True, field.read()
        except InputError as error:
            field.refuse(error)
            return False, None

    def has_source(self) -> bool:
        """Whether it is clear on which source the date rests; else the keyboard goes to it."""
        if self.source.lacks_title:
            self.source.title.setFocus()
        return not self.source.lacks_title

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_form()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Esc in a form is not the window's.
        return overrides_shortcut(event, Qt.Key.Key_Escape) or super().event(event)


class EdgeForm(Form):
    """A form about one edge of an item."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.edge = EdgeChoice()
        self._lines.addWidget(self.edge)

    @property
    def item(self) -> Item | None:
        return self.row if isinstance(self.row, Item) else None

    def open_for(self, item: Item) -> None:
        self.edge.offer(edges_of(item))
        self.open_on(item)

    def retranslate(self) -> None:
        super().retranslate()
        self.edge.say(self.session.translator.text)


class EdgeChoice(QWidget):
    """Start or finish, for what has both.

    Signals:
        chosen: another edge.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = _edge_actions(self)
        self._buttons = Segments(self._group)
        lines = Flow(self)
        lines.addWidget(self._buttons)
        for action in self._group:
            action.toggled.connect(self._on_toggled)

    @property
    def edge(self) -> Edge:
        return next(Edge(action.data()) for action in self._group if action.isChecked())

    def offer(self, edges: tuple[Edge, ...]) -> None:
        self.setVisible(len(edges) > 1)
        self.choose(Edge.FINISH)

    def choose(self, edge: Edge) -> None:
        for action in self._group:
            if Edge(action.data()) is edge:
                action.setChecked(True)

    def say(self, text: Callable[[str], str]) -> None:
        for action in self._group:
            action.setText(text(EDGE_NAMES[Edge(action.data())]))

    def _on_toggled(self, checked: bool) -> None:
        if checked:
            self.chosen.emit()


def _edge_actions(parent: QWidget) -> list[QAction]:
    group = QActionGroup(parent)
    actions = []
    for edge in Edge:
        action = QAction(group)
        action.setCheckable(True)
        action.setData(edge.value)
        action.setChecked(edge is Edge.FINISH)
        actions.append(action)
    return actions


def committed_field(edge: Edge) -> Field:
    """The column of the grid that says the same."""
    return FIELD["start" if edge is Edge.START else "finish"]
