"""The top of the inspector: which row it is about, where it stands, and its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from tracker.domain.cells import named
from tracker.domain.doubts import contradictions_of
from tracker.domain.fields import choice_label
from tracker.domain.foresight import judged_status
from tracker.domain.model import Item, ItemKind, Names, Project
from tracker.domain.portfolio import Portfolio
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.icons import icon
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.keys import leaves_for_good, overrides_shortcut
from tracker.ui.inspector.parts import (
    INSET,
    Badge,
    Mark,
    Sign,
    Slot,
    StatusChip,
    Words,
    paint_focus_ring,
)
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace import operations
from tracker.workspace.outline_rows import row_key

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Header(QWidget):
    """Breadcrumb, name and chips of one row.

    Signals:
        pinned: whether the row is to be kept while the selection goes elsewhere.
        closed: the inspector is to be put away.
    """

    pinned = Signal(bool)
    closed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._row: Project | Item | None = None
        self.title = TitleField(self._rename)
        self.pin, self.close_button = QToolButton(), QToolButton()
        self.pin.setCheckable(True)
        self.pin.toggled.connect(self._on_pin)
        self.close_button.clicked.connect(self.closed)
        self._breadcrumb, self._chips = Slot(), Slot()
        self._top = Slot()
        top = QHBoxLayout()
        top.setContentsMargins(INSET, 0, 0, 0)
        top.setSpacing(2)
        top.addWidget(self._breadcrumb, 1)
        for button in (self.pin, self.close_button):
            button.setProperty("look", "plain")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(10, 8, 10, 12)
        lines.setSpacing(4)
        lines.addLayout(top)
        lines.addWidget(self.title)
        self._chips.setContentsMargins(INSET, 2, INSET, 0)
        lines.addWidget(self._chips)
        # The name first, and then what puts the panel away.
        self.setTabOrder(self.title, self.pin)
        self.setTabOrder(self.pin, self.close_button)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show_pin()
        self.close_button.setIcon(icon("close", theme))
        for slot in (self._breadcrumb, self._chips):
            slot.drop()

    def show_nothing(self) -> None:
        self._row = None
        self._said()
        self._breadcrumb.drop()
        for part in (self.title, self._chips, self.pin):
            part.hide()

    def show_row(self, row: Project | Item) -> None:
        session, language = self._session, self._session.language
        text = session.translator.text
        self._row = row
        self._said()
        for part in (self.title, self._chips, self.pin):
            part.show()
        self.title.show_text(row.name.best(language), editable=not session.workspace.read_only)
        path, whole = breadcrumb(session.portfolio, row, language)
        kind = text(choice_label(row.kind)) if isinstance(row, Item) else text(N_("Project"))
        milestone = isinstance(row, Item) and row.kind is ItemKind.MILESTONE
        where = (kind, path, whole, milestone)
        self._breadcrumb.put(where, lambda: self._make_breadcrumb(kind, path, whole, milestone))
        status = judged_status(session.portfolio, row, session.status_date)
        project = row if isinstance(row, Project) else session.portfolio.projects[row.project_id]
        side = text(choice_label(project.side)) if project.side is not None else ""
        said = text(choice_label(status))
        amiss = tuple(text(doubt.value) for doubt in contradictions_of(session.portfolio, row))

        def chips() -> QWidget:
            box = QWidget()
            flow = Flow(box)
            flow.addWidget(StatusChip(status, said, self._theme))
            if side:
                flow.addWidget(Badge(side, "plan"))
            for doubt in amiss:
                flow.addWidget(Badge(doubt, "risk"))
            return box

        self._chips.put((status, said, side, amiss), chips)

    def _make_breadcrumb(self, kind: str, path: str, whole: str, milestone: bool) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(5)
        if milestone:
            sign = Sign(Mark.MILESTONE, self._theme, role=FontRole.SECONDARY)
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = Words(" · ".join(part for part in (kind, path) if part), FontRole.SECONDARY, "3")
        words.setToolTip(whole)
        line.addWidget(words, 1)
        return box

    def _said(self) -> None:
        text = self._session.translator.text
        self.title.setAccessibleDescription(text(N_("Name")))
        for button, name in (
            (self.pin, text(N_("Keep showing this row"))),
            (self.close_button, text(N_("Close the inspector"))),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def _on_pin(self, pinned: bool) -> None:
        self._show_pin()
        self.pinned.emit(pinned)

    def _show_pin(self) -> None:
        colour = self._theme.accent if self.pin.isChecked() else None
        self.pin.setIcon(icon("pin", self._theme, colour=colour))

    def _rename(self, typed: str) -> None:
        row, language = self._row, self._session.language
        if row is None or not typed or typed == row.name.best(language):
            return
        names: Names = named(row.name, language, typed)
        workspace = self._session.workspace
        self._session.edit(lambda: operations.rename(workspace, row=row_key(row), name=names))


def breadcrumb(portfolio: Portfolio, row: Project | Item, language: Language) -> tuple[str, str]:
    """What stands above a row, the project by its code where it has one, and all in full."""
    above: list[Project | Item] = []
    while isinstance(row, Item):
        row = portfolio.parent(row)
        above.insert(0, row)
    whole = [each.name.best(language) for each in above]
    short = list(whole)
    if above and isinstance(above[0], Project) and above[0].code:
        short[0] = above[0].code
    return " › ".join(short), " › ".join(whole)


class TitleField(QWidget):
    """A name that F2, Enter or a double click lets the user type over."""

    def __init__(self, accept: Callable[[str], None]) -> None:
        super().__init__()
        self._accept = accept
        self._text = ""
        self._editable = True
        self._words = Words("", FontRole.OBJECT_TITLE)
        self.field = QLineEdit()
        self.field.hide()
        set_role(self.field, FontRole.BODY)
        self.field.installEventFilter(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(INSET, 2, INSET, 2)
        lines.addWidget(self._words)
        lines.addWidget(self.field)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def is_edited(self) -> bool:
        return not self.field.isHidden()

    def show_text(self, text: str, *, editable: bool) -> None:
        self._text, self._editable = text, editable
        self._words.say(text)
        self.setAccessibleName(text)

    def edit(self) -> None:
        if not self._editable or self.is_edited:
            return
        self.field.setText(self._text)
        self.field.selectAll()
        self.field.setAccessibleName(self.accessibleDescription())
        self._words.hide()
        self.field.show()
        self.field.setFocus()

    def give_up(self) -> None:
        """Leave the name as it is."""
        held = self.field.hasFocus()
        self.field.hide()
        self._words.show()
        if held:
            self.setFocus()

    def _take(self) -> None:
        typed = " ".join(self.field.text().split())
        self.give_up()
        self._accept(typed)

    def _act_of(self, key: int) -> Callable[[], None] | None:
        """What a key does while the name is typed over."""
        if key in _ENTER:
            return self._take
        return self.give_up if key == Qt.Key.Key_Escape else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, *_ENTER):
            self.edit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()

    def event(self, event: QEvent) -> bool:
        # F2 edits the cell of the grid elsewhere.
        return overrides_shortcut(event, Qt.Key.Key_F2) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field or not self.is_edited:
            return False
        if isinstance(event, QKeyEvent) and (act := self._act_of(event.key())) is not None:
            # Neither goes on: Enter on the name itself would begin anew, Esc is the window's.
            event.accept()
            if event.type() is QEvent.Type.KeyPress:
                act()
            return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and leaves_for_good(event):
            self._take()
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus_ring(self, painter)
            painter.end()
