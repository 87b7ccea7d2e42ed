"""Lets the user stay where he was when rows are reset: at his row and column, and in his typing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QTableView

from tracker.domain.model import Item
from tracker.domain.portfolio import RowKey
from tracker.records import record
from tracker.ui.delegates.cell_editing import CellEditing
from tracker.ui.grid.selection import SelectionLink
from tracker.ui.models.draft import Draft
from tracker.ui.models.rows_model import RowsModel
from tracker.workspace.outline_rows import row_key


@record
class _Spot:
    """Where the keyboard was, said so that it can be found again."""

    line: int
    column: int
    key: RowKey | None
    scroll: int
    typed: str | None
    """What was typed there and not yet handed over."""
    draft: Draft | None


class PlaceKeeper(QObject):
    """Of one grid; remembers before each reset and restores after it."""

    def __init__(
        self, grid: QTableView, rows: RowsModel, editing: CellEditing, selection: SelectionLink
    ) -> None:
        super().__init__(grid)
        self._grid = grid
        self._rows = rows
        self._editing = editing
        self._selection = selection
        self._spot: _Spot | None = None
        rows.modelAboutToBeReset.connect(self._remember)
        rows.modelReset.connect(self._restore)

    def _remember(self) -> None:
        current = self._grid.currentIndex()
        found = self._rows.shown_at(current.row())
        self._spot = _Spot(
            current.row(),
            current.column(),
            found.key if found else None,
            self._grid.verticalScrollBar().value(),
            self._editing.unsaved(current),
            self._rows.draft,
        )

    def _restore(self) -> None:
        spot, self._spot = self._spot, None
        if spot is None or spot.column < 0 or not self._grid.isVisible():
            self._selection.follow()
            return
        grid = self._grid
        grid.updateGeometries()
        # Rows may come and go far from the current one, which then stays out of view.
        grid.setAutoScroll(False)
        self._restore_current(spot)
        grid.setAutoScroll(True)
        grid.verticalScrollBar().setValue(spot.scroll)
        if self._editing.editor is not None:
            grid.scrollTo(grid.currentIndex())

    def _restore_current(self, spot: _Spot) -> None:
        place = self._place_shown(spot.key)
        stays = place is not None and place == self._rows.session.place(spot.key)
        if place is not None:
            line = self._rows.line_of(place)
        elif spot.key is None and self._rows.add_line is not None:
            line = self._rows.add_line
        else:
            line = min(spot.line, self._rows.rowCount() - 1)
        index = self._rows.index(line, spot.column)
        chosen, command = self._grid.selectionModel(), self._grid.selectionCommand(index)
        if stays:
            with self._selection.quiet():
                chosen.setCurrentIndex(index, command)
                self._selection.select_lines()
        else:
            chosen.setCurrentIndex(index, command)
        if spot.typed is not None:
            self._resume_typing(index if stays else None, spot)

    def _place_shown(self, key: RowKey | None) -> int | None:
        """The place of a row, or of the row above it under which it has been folded away."""
        session = self._rows.session
        if session.place(key) is not None:
            return session.place(key)
        row = session.portfolio.row(key) if key else None
        while row is not None:
            place = session.place(row_key(row))
            if place is not None:
                return place
            row = session.portfolio.parent(row) if isinstance(row, Item) else None
        return None

    def _resume_typing(self, index: QModelIndex | None, spot: _Spot) -> None:
        if index is None:
            if spot.draft is None:
                return
            index = self._rows.index(self._rows.resume_draft(spot.draft), spot.column)
            self._grid.setCurrentIndex(index)
        self._grid.edit(index)
        if self._editing.editor is not None:
            self._editing.editor.retype(spot.typed or "")
