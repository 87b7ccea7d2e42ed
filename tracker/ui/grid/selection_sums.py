"""Sums up the selected cells of a grid for the status bar, once for each change that is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, cast

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.fields import Kind, value_of
from tracker.domain.model import Item, Project
from tracker.domain.period import Deadline
from tracker.domain.values import Amount, DatedText
from tracker.ui.grid.many_cells import ManyCells
from tracker.ui.grid.rows_view import RowsView
from tracker.ui.grid.sums import ColumnReach, SelectionSums, date_reach, number_reach

_Piece = tuple[list[Project | Item], Sequence[int]]
"""Rows, and the columns of the model that are selected in each of them."""


class SelectionSummary(QObject):
    """Of one grid in which single cells are selected.

    Signals:
        changed: other cells are selected, or they hold something else; read :meth:`sums` again.
    """

    changed = Signal()

    def __init__(self, grid: RowsView, many: ManyCells) -> None:
        super().__init__(grid)
        self._rows = grid.rows
        self._many = many
        # A selection that grows by the mouse changes more often than it is painted.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.changed)
        grid.selectionModel().selectionChanged.connect(self._later.start)
        for signal in (self._rows.dataChanged, self._rows.modelReset):
            signal.connect(self._later.start)

    def sums(self) -> SelectionSums:
        """The number of selected cells, and what those that hold numbers or dates come to."""
        chosen = self._many.chosen()
        pieces = [
            ([found.row for line in lines if (found := self._rows.row_at(line))], columns)
            for lines, columns in chosen.pieces
        ]
        cells = sum(len(rows) * len(columns) for rows, columns in pieces)
        reaches = []
        for column in chosen.columns:
            shown = self._rows.columns[column]
            reach = _REACH.get(shown.field.kind)
            if reach is not None and (known := self._known(pieces, column)):
                reaches.append(reach(shown.title, known))
        filled = None
        if not reaches:
            filled = sum(len(self._known(pieces, column)) for column in chosen.columns)
        return SelectionSums(cells, filled, tuple(reaches))

    def _known(self, pieces: Iterable[_Piece], column: int) -> list[object]:
        """What the selected cells of a column hold, the empty ones left out.

        What an item shows of its project is counted in the row of the project.
        """
        field, context = self._rows.columns[column].field, self._rows.context
        values = (
            value_of(field, row, context)
            for rows, columns in pieces
            if column in columns
            for row in rows
            if field.belongs_to(row)
        )
        return [value for value in values if value is not None]


def _amounts(title: str, values: Iterable[object]) -> ColumnReach:
    return number_reach(title, cast("Iterable[Amount]", values))


def _numbers(title: str, values: Iterable[object]) -> ColumnReach:
    return number_reach(title, (Amount(Decimal(cast(int, value)), "") for value in values))


def _percentages(title: str, values: Iterable[object]) -> ColumnReach:
    """Parts of different wholes add up to nothing."""
    parts = (Amount(Decimal(cast(int, value)), "%") for value in values)
    return number_reach(title, parts, summed=False)


def _dates(title: str, values: Iterable[object]) -> ColumnReach:
    return date_reach(title, (cast(DatedText, value).deadline for value in values))


def _days(title: str, values: Iterable[object]) -> ColumnReach:
    return date_reach(title, cast("Iterable[Deadline]", values))


_REACH: Final[dict[Kind, Callable[[str, Iterable[object]], ColumnReach]]] = {
    Kind.AMOUNT: _amounts,
    Kind.INTEGER: _numbers,
    Kind.PERCENT: _percentages,
    Kind.DEADLINE: _dates,
    Kind.PERIOD: _dates,
    Kind.DAY: _days,
}
