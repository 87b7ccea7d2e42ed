"""Keeps the selection of a grid and that of the session the same, whichever changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject
from PySide6.QtWidgets import QAbstractItemView, QTableView

from tracker.ui.models.rows_model import RowsModel

_Flag = QItemSelectionModel.SelectionFlag
_ROWS: Final = QAbstractItemView.SelectionBehavior.SelectRows


class SelectionLink(QObject):
    """Between one grid and its session. A grid that is not seen follows and never tells."""

    def __init__(self, grid: QTableView, rows: RowsModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._rows = rows
        self._session = rows.session
        self._quiet = False
        grid.selectionModel().selectionChanged.connect(self.tell)
        grid.selectionModel().currentChanged.connect(self.tell)
        self._session.selection_changed.connect(self.follow)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While the grid changes its selection by itself, nobody is told."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def lines(self) -> list[int]:
        """The lines of which any cell is selected."""
        found: set[int] = set()
        for chosen in ranges(self._grid.selectionModel().selection()):
            found.update(range(chosen.top(), chosen.bottom() + 1))
        return sorted(found)

    def tell(self) -> None:
        """Let the session select the rows that are selected here."""
        if self._quiet or not self._grid.isVisible():
            return
        found = (self._rows.row_at(line) for line in self.lines())
        keys = [row.key for row in found if row is not None]
        current = self._rows.row_at(self._grid.currentIndex().row())
        with self.quiet():
            self._session.select(keys, current.key if current else None)

    def follow(self) -> None:
        """Select what the session has selected."""
        # Before the model has taken in new rows, places mean other lines.
        if self._quiet or self._rows.is_behind:
            return
        with self.quiet():
            self._follow_current()
            self.select_lines()

    def _follow_current(self) -> None:
        grid, chosen = self._grid, self._grid.selectionModel()
        place = self._session.place(self._session.current)
        if place is None:
            chosen.clear()
            return
        column = max(grid.currentIndex().column(), 0)
        if grid.isColumnHidden(column):
            column = self._rows.column_of("name")
        index = self._rows.index(self._rows.line_of(place), column)
        if index != grid.currentIndex() or not chosen.isSelected(index):
            chosen.setCurrentIndex(index, grid.selectionCommand(index))
            grid.scrollTo(index)

    def select_lines(self) -> None:
        """Select the lines of the session's rows, in a grid that selects whole rows."""
        if self._grid.selectionBehavior() is not _ROWS:
            return
        places = (self._session.place(key) for key in self._session.selected)
        lines = sorted(self._rows.line_of(place) for place in places if place is not None)
        if lines != self.lines():
            selection = QItemSelection()
            last = self._rows.columnCount() - 1
            for line in lines:
                selection.select(self._rows.index(line, 0), self._rows.index(line, last))
            self._grid.selectionModel().select(selection, _Flag.ClearAndSelect)


def ranges(selection: QItemSelection) -> list[QItemSelectionRange]:
    """The ranges of a selection, which Qt's own class does not hand out one by one."""
    return [selection.at(place) for place in range(selection.count())]
