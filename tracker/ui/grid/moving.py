"""How the keyboard goes from cell to cell, as it does in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView

from tracker.ui.grid.many_cells import ManyCells
from tracker.ui.grid.rows_view import RowsView
from tracker.ui.grid.selection import ranges

_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction
_NONE: Final = Qt.KeyboardModifier.NoModifier
_WAYS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
"""Lines and columns that an arrow goes on."""


class Moving(QObject):
    """Of one grid.

    Enter goes down and Tab right; within several selected cells both go round in them, so that a
    block is typed without leaving it. After Tab, Enter goes back to where the row was begun.
    """

    def __init__(self, grid: RowsView, many: ManyCells) -> None:
        super().__init__(grid)
        self._grid = grid
        self._many = many
        self._entry_column: int | None = None
        """Where typing along a row with Tab began; any other way to go forgets it."""
        grid.selectionModel().currentChanged.connect(self._forget_entry)

    def _forget_entry(self) -> None:
        self._entry_column = None

    @property
    def selects_several(self) -> bool:
        """Whether more is selected than the current cell, or the current row."""
        chosen = ranges(self._grid.selectionModel().selection())
        wide = not self._has_whole_rows
        return len(chosen) > 1 or any(
            part.height() > 1 or (wide and part.width() > 1) for part in chosen
        )

    @property
    def _has_whole_rows(self) -> bool:
        return self._grid.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows

    # -- Enter and Tab ----------------------------------------------------------------------------

    def down(self, by: int) -> None:
        """Go to the next row: to the column from which Tab went on, else in the same one."""
        if self._goes_round(by, by_columns=True):
            return
        grid, index, entry = self._grid, self._grid.currentIndex(), self._entry_column
        line = min(max(index.row() + by, 0), grid.rows.rowCount() - 1)
        grid.go_to(line, index.column() if entry is None else entry)

    def aside(self, *, forwards: bool) -> None:
        """Go to the next cell of the row, behind the last one to the next row."""
        if self._goes_round(1 if forwards else -1, by_columns=False):
            return
        grid, index, entry = self._grid, self._grid.currentIndex(), self._entry_column
        goal = grid.moveCursor(_Move.MoveNext if forwards else _Move.MovePrevious, _NONE)
        if goal.isValid():
            grid.setCurrentIndex(goal)
            self._entry_column = index.column() if entry is None else entry

    def _goes_round(self, by: int, *, by_columns: bool) -> bool:
        """Go on among the selected cells, which stay selected; whether there are several."""
        if self._has_whole_rows or not self.selects_several:
            return False
        chosen, current = self._many.chosen(), self._grid.currentIndex()
        here, before = 0, 0
        for lines, columns in chosen.pieces:
            if current.row() in lines and current.column() in columns:
                line, column = lines.index(current.row()), columns.index(current.column())
                inside = column * len(lines) + line if by_columns else line * len(columns) + column
                here = before + inside
                break
            before += len(lines) * len(columns)
        count = sum(len(lines) * len(columns) for lines, columns in chosen.pieces)
        if count < 2:
            return False
        place = (here + by) % count
        for lines, columns in chosen.pieces:
            size = len(lines) * len(columns)
            if place < size:
                column, line = divmod(place, len(lines))
                if not by_columns:
                    line, column = divmod(place, len(columns))
                index = self._grid.rows.index(lines[line], columns[column])
                self._grid.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
                break
            place -= size
        return True

    # -- Ctrl and an arrow ------------------------------------------------------------------------

    def jump(self, key: Qt.Key, *, selecting: bool) -> None:
        """Go to the edge of what is filled, or over what is empty to the next that is."""
        grid, current = self._grid, self._grid.currentIndex()
        columns = self._many.shown_columns()
        if current.column() not in columns:
            return
        down, right = _WAYS[key]
        line, place = current.row(), columns.index(current.column())

        def is_filled(steps: int) -> bool:
            return grid.rows.holds(line + steps * down, columns[place + steps * right])

        room = [len(columns) - 1 - place, place, grid.rows.rowCount() - 1 - line, line]
        most = room[(right < 0) if right else 2 + (down < 0)]
        steps = _steps_to_edge(is_filled, most)
        goal = grid.rows.index(line + steps * down, columns[place + steps * right])
        if selecting:
            self._select_to(goal)
        else:
            grid.go_to(goal.row(), goal.column())
        grid.scrollTo(goal)

    def _select_to(self, goal: QModelIndex) -> None:
        """Select from the corner in which the selection began to ``goal``."""
        chosen, current = self._grid.selectionModel(), self._grid.currentIndex()
        line, column = current.row(), current.column()
        parts = ranges(chosen.selection())
        if len(parts) == 1 and parts[0].contains(current):
            (part,) = parts
            line = part.top() if line == part.bottom() else part.bottom()
            column = part.left() if column == part.right() else part.right()
        start = self._grid.rows.index(line, column)
        upper = start.siblingAtRow(min(line, goal.row())).siblingAtColumn(
            min(column, goal.column())
        )
        lower = start.siblingAtRow(max(line, goal.row())).siblingAtColumn(
            max(column, goal.column())
        )
        chosen.setCurrentIndex(goal, _Flag.NoUpdate)
        chosen.select(QItemSelection(upper, lower), _Flag.ClearAndSelect)


def _steps_to_edge(is_filled: Callable[[int], bool], most: int) -> int:
    """How far to go of at most ``most`` cells, which are filled or not; 0 is where one stands."""
    if most < 1:
        return 0
    steps = 1
    if is_filled(0) and is_filled(1):
        while steps < most and is_filled(steps + 1):
            steps += 1
        return steps
    while steps < most and not is_filled(steps):
        steps += 1
    return steps
