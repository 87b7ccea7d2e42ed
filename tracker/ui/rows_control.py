"""Joins the controls of the window with the order of the rows of the file that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.ui.arrange_actions import SORTS, group_action, sort_action
from tracker.ui.arranging import Arranging
from tracker.ui.messages import MessageAction, MessageKind
from tracker.ui.session import Session
from tracker.workspace.grouping import GROUP_NAMES
from tracker.workspace.remembered import read_remembered, remembered_text

if TYPE_CHECKING:
    from tracker.ui.filter_popup import FilterPopup
    from tracker.ui.main_window import MainWindow


class RowsControl(QObject):
    """Search, filter, groups, sorts and row height of one window; remembers them for each file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._arranging: Arranging | None = None
        self._popup: FilterPopup | None = None
        search = window.toolbar.search
        search.typed.connect(self._search_while_typing)
        search.searched.connect(self._search)
        search.stepped.connect(self.go_to_match)
        search.left.connect(self._leave_search)
        search.dims.triggered.connect(window.commands["search-dims"].trigger)

    @property
    def arranging(self) -> Arranging:
        """The rows of the open file. Only while one is open."""
        assert self._arranging is not None
        return self._arranging

    def set_session(self, session: Session | None) -> None:
        """Follow another session, its rows arranged as they were left last time."""
        self._arranging = Arranging(session) if session is not None else None
        window = self._window
        window.filter_bar.set_session(session)
        if session is not None:
            remembered = window.settings.arrangement(session.path)
            session.set_query(read_remembered(remembered))
            session.rows_reset.connect(self._follow)
            window.commands["rows-compact"].setChecked(window.settings.compact_rows)
        self._follow()

    def leave(self, session: Session) -> None:
        """Remember how the rows of a file that is being closed were arranged."""
        self._window.settings.set_arrangement(session.path, remembered_text(session.query))
        # A search that was typed last is still to come.
        self._arranging = None

    def _follow(self) -> None:
        """Tick what holds now, and say it on the buttons."""
        window = self._window
        if self._arranging is None:
            return
        query = self._arranging.query
        window.commands[group_action(query.group)].setChecked(True)
        field = query.sorts[0].field if query.sorts else ""
        for known in SORTS:
            window.commands[sort_action(known)].setChecked(known == field)
        window.commands["sort-downwards"].setChecked(any(sort.descending for sort in query.sorts))
        window.commands["search-dims"].setChecked(query.dims)
        window.toolbar.search.set_dims(query.dims)
        window.toolbar.show_arrangement(
            len(list(window.filter_bar.conditions)), GROUP_NAMES[query.group]
        )
        window.refresh_actions()

    # -- the filter and the sort ------------------------------------------------------------------

    def open_filter(self) -> None:
        """Open the filter, or put it away where it is open."""
        from tracker.ui.filter_popup import FilterPopup

        if self._popup is not None:
            self._popup.done()
            return
        window = self._window
        assert window.session is not None
        button = window.toolbar.filter
        self._popup = FilterPopup(window.session, button, window.appearance.theme)
        self._popup.closed.connect(self._forget_popup)
        self._popup.begin()

    def switch_filter_row(self) -> None:
        """Go into the filter row, or put it away; a view without one opens the filter instead."""
        row = self._window.filter_row
        if row is not None:
            row.switch()
        else:
            self.open_filter()

    def open_columns(self) -> None:
        """Open the columns of the table that is shown."""
        from tracker.ui.columns_popup import ColumnsPopup

        window = self._window
        assert window.session is not None
        button, columns = window.toolbar.columns, window.grid.columns
        ColumnsPopup(window.session, columns, button, window.appearance.theme).begin()

    def _forget_popup(self) -> None:
        self._popup = None

    def turn_sort(self) -> None:
        self.arranging.sort_downwards(self._window.commands["sort-downwards"].isChecked())

    # -- the search -------------------------------------------------------------------------------

    def _search_while_typing(self, text: str) -> None:
        if self._arranging is not None:
            self._arranging.search_while_typing(text)

    def _search(self, text: str) -> None:
        if self._arranging is not None:
            self._arranging.search(text)

    def go_to_match(self, step: int) -> None:
        """Go to the next row that was found, or say that none was."""
        if self._arranging is None or not self._arranging.query.text:
            return
        if self._arranging.next_match(step):
            self._window.show_current_row()
        else:
            self._tell_no_match()

    def switch_dimming(self) -> None:
        self.arranging.dim(self._window.commands["search-dims"].isChecked())

    def _leave_search(self) -> None:
        session = self._window.session
        if session is not None and session.query.text and not session.rows:
            self._tell_no_match()
        elif session is not None:
            self._window.grid.setFocus()

    def _tell_no_match(self) -> None:
        from tracker.workspace.near_words import as_meant

        window, text = self._window, self.arranging.query.text
        assert window.session is not None
        _ = window.texts.text
        if meant := as_meant(text, window.session.portfolio):
            said = _("No rows match “{text}”. Did you mean {meant}?")
            action = MessageAction(_("Search that"), partial(window.toolbar.search.look_for, meant))
        else:
            said = _("No rows match “{text}”.")
            action = MessageAction(_("Show all rows"), window.toolbar.search.clear_search)
        window.messages.tell(MessageKind.WARNING, said.format(text=text, meant=meant), action)

    # -- the rows as they stand -------------------------------------------------------------------

    def show_all(self) -> None:
        """Be rid of the filter and of what is looked for."""
        self.arranging.clear_filter()
        self._window.toolbar.search.clear_search()

    def switch_row_height(self) -> None:
        compact = self._window.commands["rows-compact"].isChecked()
        self._window.settings.compact_rows = compact
        for page in self._window.pages:
            page.set_compact(compact)
