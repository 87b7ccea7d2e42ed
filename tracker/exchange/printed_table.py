"""A table as it is put on pages: every cell in the words and figures of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from tracker.domain.model import Source
from tracker.exchange.table import (
    Align,
    Cell,
    Content,
    DayCell,
    PeriodCell,
    RowKind,
    Table,
    TableColumn,
    TableRow,
)
from tracker.language import Language, format_decimal
from tracker.timeline.primitives import Align as TextAlign
from tracker.timeline.sheets.tables.content import PrintedColumn, PrintedRow, PrintedTable
from tracker.timeline.sheets.tables.content import RowKind as PrintedKind

_ALIGN: Final = {
    Align.START: TextAlign.LEFT,
    Align.CENTRE: TextAlign.CENTRE,
    Align.END: TextAlign.RIGHT,
}
_KIND: Final = {
    RowKind.SECTION: PrintedKind.SECTION,
    RowKind.ROW: PrintedKind.ROW,
    RowKind.TOTAL: PrintedKind.TOTAL,
}
_WITH_UNIT: Final = re.compile(r"(.+) \((.+)\)")


def printed(table: Table, *, file_name: str, sources: Iterable[Source] = ()) -> PrintedTable:
    """``table`` for paper. Its rows are read when the printed ones are; so are the sources."""
    return PrintedTable(
        title=table.title,
        as_of=table.as_of,
        language=table.language,
        columns=tuple(_columns(table.columns)),
        rows=(_row(row, table.columns, table.language) for row in table.rows),
        sources=sources,
        file_name=file_name,
    )


def _columns(columns: Sequence[TableColumn]) -> Iterable[PrintedColumn]:
    """Where one figure takes a column for each unit, its name stands above all of them."""
    for _key, found in groupby(columns, key=lambda column: (column.key, column.content)):
        group = list(found)
        parts = [_WITH_UNIT.fullmatch(column.heading) for column in group]
        names = {part[1] if part else "" for part in parts}
        banded = len(group) > 1 and len(names) == 1 and "" not in names
        for column, part in zip(group, parts, strict=True):
            if banded and part:
                yield PrintedColumn(part[2], _ALIGN[column.align], part[1])
            else:
                yield PrintedColumn(column.heading, _ALIGN[column.align])


def _row(row: TableRow, columns: Sequence[TableColumn], language: Language) -> PrintedRow:
    cells = zip(row.cells, columns, strict=True)
    return PrintedRow(
        _KIND[row.kind], tuple(_text(cell, column.content, language) for cell, column in cells)
    )


def _text(cell: Cell, content: Content, language: Language) -> str:
    match cell:
        case None:
            return ""
        case DayCell() | PeriodCell():
            return cell.text
        case Decimal():
            return format_decimal(cell, language)
        case int() if content is Content.NUMBER:
            return format_decimal(Decimal(cell), language)
        case _:
            return str(cell)
