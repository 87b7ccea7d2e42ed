"""The columns of a table: which are shown, in which order, how many stay while others scroll."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from tracker.domain.fields import FIELD
from tracker.language import N_
from tracker.language.folding import folded
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.check_list import CheckList
from tracker.ui.grid.columns import ColumnKeeper
from tracker.ui.popup import Popup
from tracker.ui.session import Session
from tracker.ui.spin import Spin
from tracker.ui.style import set_role
from tracker.workspace.column_layout import MOST_FROZEN, ColumnLayout, LaidColumn
from tracker.workspace.filter_words import Choice

_NAME = "name"
_ALT = Qt.KeyboardModifier.AltModifier


class ColumnList(CheckList):
    """Space ticks a column, Alt+Up, Alt+Down and dragging move it."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.model().rowsMoved.connect(lambda *moved: self.ticked.emit())

    def offer_columns(self, columns: list[Choice], shown: set[str]) -> None:
        """The columns in their order, ticked where they are shown; the name always is."""
        self.offer(columns, shown)
        self.blockSignals(True)
        for item in self.lines:
            movable = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(item.flags() | movable)
            if _key(item) == _NAME:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.blockSignals(False)

    @property
    def lines(self) -> list[QListWidgetItem]:
        return [self.item(place) for place in range(self.count())]

    @property
    def order(self) -> list[str]:
        """The columns as they stand in the list, by the keys of their fields."""
        return [_key(item) for item in self.lines]

    def narrow(self, text: str) -> None:
        """Show the columns whose names hold ``text``."""
        wanted = folded(text.strip())
        for item in self.lines:
            item.setHidden(wanted not in folded(item.text()))
        seen = [place for place, item in enumerate(self.lines) if not item.isHidden()]
        if self.currentRow() not in seen:
            self.setCurrentRow(seen[0] if seen else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _ALT and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        """Move the current column past the next one that is seen."""
        place = self.currentRow()
        other = place + by
        while 0 <= other < self.count() and self.item(other).isHidden():
            other += by
        if place < 0 or not 0 <= other < self.count():
            return
        # Where a line is put in is counted before it is taken out.
        top = QModelIndex()
        self.model().moveRow(top, place, top, other + (by > 0))
        self.scrollToItem(self.item(other))


def _key(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole).value)


class ColumnsPopup(Popup):
    """Every change shows at once in the table."""

    def __init__(
        self, session: Session, columns: ColumnKeeper, anchor: QWidget, theme: Theme
    ) -> None:
        super().__init__(anchor, theme)
        self._session = session
        self._columns = columns
        _ = session.translator.text
        self.setAccessibleName(_(N_("Columns")))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_(N_("Search columns")))
        self.search.setAccessibleName(_(N_("Search columns")))
        self.list = ColumnList(_(N_("Columns")), theme)
        self.search.textChanged.connect(self.list.narrow)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        hint = QLabel(_(N_("Space shows or hides, Alt+↑ and Alt+↓ move")))
        hint.setProperty("ink", "3")
        set_role(hint, FontRole.CAPTION)
        self.body.addWidget(hint)
        self.frozen = Spin(theme)
        self.frozen.setRange(0, MOST_FROZEN)
        label = QLabel(_(N_("Columns that stay while others scroll")))
        label.setBuddy(self.frozen)
        self.frozen.setAccessibleName(label.text())
        line = QHBoxLayout()
        line.addWidget(label, 1)
        line.addWidget(self.frozen)
        self.body.addLayout(line)
        self.standard = QPushButton(_(N_("Standard columns")))
        self.standard.clicked.connect(lambda: self._show(self._columns.standard_layout))
        leave = QPushButton(_(N_("Close")))
        leave.clicked.connect(self.done)
        foot = QHBoxLayout()
        for button in (self.standard, leave):
            set_role(button, FontRole.BUTTON)
            button.setAutoDefault(False)
        foot.addWidget(self.standard)
        foot.addStretch(1)
        foot.addWidget(leave)
        self.body.addLayout(foot)
        self._fill()
        self.list.ticked.connect(self._apply)
        self.frozen.valueChanged.connect(self._apply)

    def begin(self) -> None:
        self.open(self.search)

    def _fill(self) -> None:
        layout, translator = self._columns.layout, self._session.translator
        choices = [
            Choice(column.field, translator.text(FIELD[column.field].label))
            for column in layout.columns
        ]
        shown = {column.field for column in layout.columns if column.shown}
        self.list.offer_columns(choices, shown)
        self.list.narrow(self.search.text())
        self.frozen.blockSignals(True)
        self.frozen.setValue(layout.frozen)
        self.frozen.blockSignals(False)

    def _show(self, layout: ColumnLayout) -> None:
        self._columns.lay_out(layout)
        self._fill()

    def _apply(self) -> None:
        widths = {column.field: column.width for column in self._columns.layout.columns}
        shown = self.list.chosen | {_NAME}
        columns = tuple(LaidColumn(key, key in shown, widths[key]) for key in self.list.order)
        self._columns.lay_out(ColumnLayout(columns, self.frozen.value()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)
