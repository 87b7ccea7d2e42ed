"""The History: who changed what and when, old and new, and the ways back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.history.commands import Restoring
from tracker.ui.history.details import Details
from tracker.ui.history.filter_line import FilterLine
from tracker.ui.history.lines_model import HISTORY_COLUMNS, LinesModel
from tracker.ui.history.lines_table import LinesTable
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.changes import Changes
from tracker.workspace.history.reader import NO_QUERY, HistoryReader
from tracker.workspace.history.words import Words

_ALL_NEW = 10_000
"""Lines of new steps that are read at once; an import of more is shown from the start."""


class HistoryPage(QWidget):
    """Follows the file: what is done while it is open appears at the top."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._words = Words(session.workspace, session.translator)
        self._latest = 0
        self.restoring = Restoring(session, self)
        self.filter = FilterLine(session, theme)
        self.model = LinesModel(self._words, HISTORY_COLUMNS, by_day=True)
        self.table = LinesTable(self.model, theme)
        self.details = Details(session, self.restoring)
        self.notice = QLabel(self.table.viewport())
        self.notice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.notice.setProperty("ink", "2")
        set_role(self.notice, FontRole.BODY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        self.setFocusProxy(self.table)
        self.filter.changed.connect(self.read)
        self.filter.restore.clicked.connect(self._choose_day)
        self.filter.restore.setEnabled(self.restoring.can_file())
        self.table.line_changed.connect(self._show_line)
        self.table.activated_line.connect(self.details.value.click)
        self.model.rowsInserted.connect(self._on_rows)
        self.model.settled.connect(self._tell_empty)
        session.changed.connect(self._on_changes)
        session.language_changed.connect(self._retranslate)
        session.selection_changed.connect(lambda: self.filter.offer_row(session.current))
        self.filter.offer_row(session.current)
        self._retranslate()
        self.read()

    # -- as the window asks -----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.filter.set_theme(theme)
        self.table.set_theme(theme)

    def set_compact(self, compact: bool) -> None:
        self.table.set_compact(compact)

    def save_state(self) -> bytes:
        """The widths of the columns, for :meth:`restore_state`."""
        return bytes(self.table.horizontalHeader().saveState().data())

    def restore_state(self, state: bytes) -> None:
        self.table.horizontalHeader().restoreState(state)

    def search(self) -> None:
        """Take the keyboard to the search."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    # -- reading ----------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the lines that are asked for, the newest first."""
        workspace = self._session.workspace
        self._latest = self._newest()
        self.model.read(HistoryReader(workspace, self._words, self.filter.query))
        self.table.go_to_first()
        self._show_line()
        self._tell_empty()

    def _newest(self) -> int:
        newest = next(self._session.workspace.history(), None)
        return newest.id if newest is not None else 0

    def _on_changes(self, changes: Changes) -> None:
        self._words = Words(self._session.workspace, self._session.translator)
        self.model.say_anew(self._words)
        self.filter.offer_people()
        reader = HistoryReader(
            self._session.workspace, self._words, self.filter.query, after=self._latest
        )
        lines = reader.read(_ALL_NEW, looked_at=_ALL_NEW)
        if not reader.done:
            self.read()
            return
        self._latest = self._newest()
        was_at_top = self.table.verticalScrollBar().value() == 0
        self.model.prepend(lines)
        if was_at_top:
            self.table.scrollToTop()
        self._tell_empty()
        self._show_line()

    def _on_rows(self) -> None:
        self.notice.hide()
        if not self.table.currentIndex().isValid():
            self.table.go_to_first()

    def _retranslate(self) -> None:
        text = self._session.translator.text
        self._words = Words(self._session.workspace, self._session.translator)
        self.model.say_anew(self._words)
        self.filter.retranslate()
        self.table.setAccessibleName(text(N_("History of changes")))
        self.table.horizontalHeader().viewport().update()
        self._show_line()
        self._tell_empty()

    # -- the current line -------------------------------------------------------------------------

    def _show_line(self) -> None:
        line = self.table.line
        self.details.show_line(line, self._words)
        if line is not None and line.owner is not None and self.table.hasFocus():
            owner = line.owner
            if self._session.portfolio.row(owner) is not None:
                self._session.select([owner], owner)

    def _choose_day(self) -> None:
        self.restoring.choose_day(self.filter.restore, self._theme)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The ways back from the current line, by the mouse or the menu key."""
        line = self.table.line
        if line is None:
            return
        menu = QMenu(self)
        for button in (self.details.value, self.details.row, self.details.file):
            action = QAction(button.text(), menu)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            shown = self.table.visualRect(self.table.currentIndex())
            at = self.table.viewport().mapToGlobal(shown.bottomLeft() + QPoint(8, 0))
        menu.popup(at)

    def _tell_empty(self) -> None:
        empty = not self.model.rows
        self.notice.setVisible(empty)
        if not empty:
            return
        text = self._session.translator.text
        if self.model.is_reading:
            said = (text(N_("Looking through the history…")), "")
        elif self.filter.query == NO_QUERY:
            said = (text(N_("No changes yet")), text(N_("What is entered is listed here.")))
        else:
            said = (
                text(N_("No change matches")),
                text(N_("Change the filter to see other changes.")),
            )
        self.notice.setText("\n".join(said))
        self._place_notice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_notice()

    def _place_notice(self) -> None:
        port = self.table.viewport()
        high = self.notice.sizeHint().height()
        self.notice.setGeometry(0, max((port.height() - high) // 3, 0), port.width(), high)
