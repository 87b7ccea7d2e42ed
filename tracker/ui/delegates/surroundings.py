"""What stands around a cell while a frame is painted: asked of Qt once, not for every cell."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView

from tracker.ui.delegates.cell_painter import Surround
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.models.rows_table import RowsTable

_PLAIN = Surround()
_HOVERED = Surround(hovered=True)


class Surroundings:
    """Of the cells of one grid, as they were at the last :meth:`renew`."""

    def __init__(self, table: RowsTable, geometry: RowGeometry, grid: QTableView) -> None:
        self._table = table
        self._geometry = geometry
        self._grid = grid
        self._hovered = -1
        self._current = (-1, -1)
        self._band = True
        self._ranges: list[tuple[int, int, int, int]] = []
        self._beside: dict[int, tuple[int, int]] | None = None

    def renew(self) -> None:
        grid, place = self._grid, self._geometry.hovered
        self._hovered = -1 if place == RowGeometry.NOWHERE else self._table.line_of(place)
        index = grid.currentIndex()
        self._current = (index.row(), index.column()) if grid.hasFocus() else (-1, -1)
        self._band = grid.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
        selection = grid.selectionModel().selection()
        found = (selection.at(number) for number in range(selection.count()))
        self._ranges = [
            (chosen.top(), chosen.bottom(), chosen.left(), chosen.right()) for chosen in found
        ]
        self._beside = {} if self._band else None

    def _neighbours(self) -> dict[int, tuple[int, int]]:
        """The columns shown left and right of each; -1 where there is none."""
        header = self._grid.horizontalHeader()
        logical = (header.logicalIndex(visual) for visual in range(header.count()))
        shown = [-1, *(column for column in logical if not header.isSectionHidden(column)), -1]
        return {shown[at]: (shown[at - 1], shown[at + 1]) for at in range(1, len(shown) - 1)}

    def mark(self, line: int) -> bool:
        """Whether anything stands around a cell of a line."""
        if line == self._hovered or line == self._current[0]:
            return True
        return any(top <= line <= bottom for top, bottom, _, _ in self._ranges)

    def of(self, line: int, column: int) -> Surround:
        current = (line, column) == self._current
        if not self._is_selected(line, column):
            if current:
                return Surround(hovered=line == self._hovered, current=True)
            return _HOVERED if line == self._hovered else _PLAIN
        if self._beside is None:
            self._beside = self._neighbours()
        left, right = self._beside.get(column, (-1, -1))
        return Surround(
            selected=True,
            band=self._band,
            selected_above=self._is_selected(line - 1, column),
            selected_below=self._is_selected(line + 1, column),
            selected_left=self._is_selected(line, left),
            selected_right=self._is_selected(line, right),
            current=current,
        )

    def _is_selected(self, line: int, column: int) -> bool:
        return any(
            top <= line <= bottom and left <= column <= right
            for top, bottom, left, right in self._ranges
        )
