"""What the dialogs for bodies and for sources share: a list with a search, and a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.language import N_
from tracker.language.folding import folded
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.inspector.note_text import NoteText
from tracker.ui.session import Session
from tracker.ui.style import scaled, set_role

_LIST_WIDTH: Final = 400
_USED_WIDTH: Final = 84
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@record
class Listed:
    """One line of the list. ``uses``: in how many places it is used; ``said``: what is searched."""

    id: int
    name: str
    uses: int
    said: str


class Directory(Dialog):
    """Each change is written as a step of its own, when Enter is pressed or another line is chosen.

    What was typed is never dropped on the way: where it is refused, the line stays as it is and the
    reason stands below the form. Esc takes back what was typed, and then closes.
    """

    title = ""
    """What the dialog and its list are called; a msgid, as the others."""
    add_label = ""

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, texts, theme)
        self.session = session
        self.shown_id: int | None = None
        self._listed: list[Listed] = []
        self._before: object = None
        self.search = QLineEdit()
        self.list = _table()
        self.add_button, self.delete_button = QPushButton(), QPushButton()
        self.record = QPushButton()
        self._pane = QWidget()
        self.form = QGridLayout(self._pane)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.below = QVBoxLayout()
        self.failure = QLabel()

    # -- what a directory is of -------------------------------------------------------------------

    def listed(self) -> Iterable[Listed]:
        """Everything that the list can show, in order."""
        raise NotImplementedError

    def show_in_form(self, id: int | None) -> None:
        """Fill the form; None leaves it empty for a new one."""
        raise NotImplementedError

    def typed(self) -> object:
        """What stands in the form, to be compared."""
        raise NotImplementedError

    def write(self) -> int:
        """Write what stands in the form; the id of what was added or changed. Raises UserError."""
        raise NotImplementedError

    def delete(self, id: int) -> None:
        """Raises ConflictError for what is still used."""
        raise NotImplementedError

    @property
    def first(self) -> QWidget:
        """The field of the form in which typing begins."""
        raise NotImplementedError

    # -- assembly ---------------------------------------------------------------------------------

    def assemble(self) -> None:
        """Put everything in its place, once the form is filled with its fields."""
        _ = self.texts.text
        self.setWindowTitle(_(self.title))
        self.search.setPlaceholderText(_(N_("Search")))
        self.search.setAccessibleName(_(N_("Search")))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(_(self.title))
        used = QTableWidgetItem(_(N_("Used")))
        used.setTextAlignment(_RIGHT)
        self.list.setHorizontalHeaderItem(0, QTableWidgetItem(_(N_("Name"))))
        self.list.setHorizontalHeaderItem(1, used)
        self.add_button.setText(_(self.add_label))
        self.delete_button.setText(_(N_("Delete")))
        self.record.setText(_(N_("Record")))
        for button in (self.add_button, self.delete_button):
            button.setAutoDefault(False)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        left.addLayout(buttons)
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._pane)
        recording = QHBoxLayout()
        recording.addStretch(1)
        recording.addWidget(self.record)
        right.addLayout(recording)
        right.addLayout(self.below)
        self.failure.setTextFormat(Qt.TextFormat.PlainText)
        self.failure.setProperty("ink", "over")
        self.failure.setWordWrap(True)
        self.failure.hide()
        right.addWidget(self.failure)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        self.body.addLayout(columns)
        self.add_footer()
        self.record.setDefault(True)
        self._connect()
        self.fill(None)
        self.resize(scaled(1000), scaled(620))
        self.search.setFocus()

    def add_label_for(self, name: str, field: QWidget, line: int, column: int = 0) -> None:
        """Name a field of the form; ``name`` is shown as it is."""
        label = QLabel(name)
        label.setProperty("ink", "2")
        label.setBuddy(field)
        set_role(label, FontRole.CHIP)
        (field.focusProxy() or field).setAccessibleName(name)
        self.form.addWidget(label, line, column)

    def make_note(self) -> NoteText:
        """A field of several lines; Ctrl+Enter records the form, Esc takes back what was typed."""
        note = NoteText()
        note.accepted.connect(self.save)
        note.dropped.connect(self.take_back)
        return note

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.list.currentCellChanged.connect(self._on_line)
        self.add_button.clicked.connect(self.begin_new)
        self.delete_button.clicked.connect(self.delete_shown)
        self.record.clicked.connect(self.save)
        writable = not self.session.workspace.read_only
        for part in (self.add_button, self.delete_button, self.record):
            part.setVisible(writable)
        self._pane.setEnabled(writable)

    # -- the list ---------------------------------------------------------------------------------

    def fill(self, shown_id: int | None, *, place: int = 0) -> None:
        """Read the list anew, and show what has the id; without one, what stands at a place."""
        self._listed = list(self.listed())
        self.show_one(shown_id)
        self._list()
        if shown_id is None and self.list.rowCount():
            self.list.setCurrentCell(min(place, self.list.rowCount() - 1), 0)

    def _search(self) -> None:
        """List what is searched for; what is being typed in the form stays there."""
        self._list()
        if not self.is_changed and self.list.currentRow() < 0 and self.list.rowCount():
            self.list.setCurrentCell(0, 0)

    def _list(self) -> None:
        wanted = folded(self.search.text().strip())
        found = [each for each in self._listed if wanted in folded(each.said)]
        self.list.blockSignals(True)
        self.list.setRowCount(len(found))
        for line, each in enumerate(found):
            name, uses = QTableWidgetItem(each.name), QTableWidgetItem(str(each.uses))
            name.setData(Qt.ItemDataRole.UserRole, each.id)
            name.setToolTip(each.said)
            uses.setTextAlignment(_RIGHT)
            self.list.setItem(line, 0, name)
            self.list.setItem(line, 1, uses)
        ids = [each.id for each in found]
        self.list.setCurrentCell(ids.index(self.shown_id) if self.shown_id in ids else -1, 0)
        self.list.blockSignals(False)

    def _on_line(self, line: int) -> None:
        item = self.list.item(line, 0)
        if item is None:
            return
        chosen = int(item.data(Qt.ItemDataRole.UserRole))
        if chosen == self.shown_id:
            return
        if not self.is_changed:
            self.show_one(chosen)
        elif not self.do(self.write, then=chosen):
            # What was typed is still to be mended, so its line stays the current one.
            self._list()

    # -- the form ---------------------------------------------------------------------------------

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in the form than in the file."""
        return self.typed() != self._before

    def show_one(self, id: int | None) -> None:
        self.shown_id = id
        self.show_in_form(id)
        self._before = self.typed()
        self.failure.hide()
        self.delete_button.setEnabled(id is not None)

    def begin_new(self) -> None:
        """Empty the form for something new; what stands in it is written first."""
        if self.is_changed and not self.save():
            return
        self.list.blockSignals(True)
        self.list.setCurrentCell(-1, 0)
        self.list.blockSignals(False)
        self.show_one(None)
        self.first.setFocus()

    def save(self) -> bool:
        """Write what stands in the form; whether it was taken, or nothing was to be written."""
        return not self.is_changed or self.do(self.write)

    def do(self, operation: Callable[[], int | None], *, then: int | None = None) -> bool:
        """Run an operation, and show ``then`` or what it gives the id of; whether it was taken."""
        place = max(self.list.currentRow(), 0)
        try:
            shown_id = operation()
        except UserError as error:
            self.failure.setText(error.text(self.texts.text))
            self.failure.show()
            return False
        self.fill(then or shown_id, place=place)
        return True

    def take_back(self) -> None:
        """Drop what was typed; where nothing was, close."""
        if self.is_changed:
            self.show_one(self.shown_id)
        else:
            self.reject()

    def delete_shown(self) -> None:
        """Delete what is shown, unless it is used."""
        shown = self.shown_id
        if shown is None:
            return

        def gone() -> None:
            self.delete(shown)

        self.do(gone)

    # -- leaving ----------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; what was typed is written before, and where it is refused, the dialog stays."""
        if self.session.workspace.read_only or self.save():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.take_back()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            if not self.session.workspace.read_only:
                self.delete_shown()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)


def _table() -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setProperty("look", "framed")
    table.setFixedWidth(scaled(_LIST_WIDTH))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(scaled(28))
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
    header.resizeSection(1, scaled(_USED_WIDTH))
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    set_role(header, FontRole.CHIP)
    return table


def one_line(field: QLineEdit) -> str:
    """What is typed, without blank space around it and in it no more than needed."""
    return " ".join(field.text().split())


def searched(parts: Sequence[str]) -> str:
    """The texts by which a line is found."""
    return "\n".join(dict.fromkeys(part for part in parts if part))
