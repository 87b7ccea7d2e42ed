"""The row of sums below a table, which says what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from tracker.domain.model import Item
from tracker.exchange.forms import Total
from tracker.exchange.official_cells import EXACT, OfficialCells, digits, is_plain
from tracker.exchange.official_columns import Shown
from tracker.exchange.table import Cell
from tracker.language import Language


class Sums:
    """The sums of one form."""

    def __init__(self, total: Total, cells: OfficialCells, language: Language) -> None:
        self._total = total
        self._cells = cells
        self._language = language

    def row(
        self, columns: Sequence[Shown], rows: Iterable[Any], labelled: Sequence[Cell]
    ) -> tuple[Cell, ...] | None:
        """``labelled`` with the sums of ``rows`` in their columns; None where nothing is known."""
        cells = list(labelled)
        remarks = []
        summed = False
        for place, shown in enumerate(columns):
            if not shown.column.total:
                continue
            counted, known, value = self._sum(shown, rows)
            if known:
                cells[place] = value
                summed = True
            if 0 < known < counted:
                remark = self._total.partial[self._language]
                remarks.append(remark.format(column=shown.heading, known=known, rows=counted))
        if not summed:
            return None
        if remarks and cells[-1] is None:
            cells[-1] = "; ".join(remarks)
        return tuple(cells)

    def _sum(self, shown: Shown, rows: Iterable[Any]) -> tuple[int, int, Decimal]:
        """How many rows there are to add, how many of them are known exactly, and their sum.

        A figure covers what is below its row: parts of it are not added again, in any unit.
        """
        covered: set[int] = set()
        counted = known = 0
        value = Decimal(0)
        for row in rows:
            if isinstance(row, Item) and row.parent_id in covered:
                covered.add(row.id)
                continue
            counted += 1
            amount = self._cells.amount(shown.column, row)
            if amount is None:
                continue
            if isinstance(row, Item):
                covered.add(row.id)
            if amount.unit == shown.unit and is_plain(amount):
                known += 1
                value = EXACT.add(value, amount.value)
        return counted, known, digits(value)
