"""Workbooks as sources: the values of a sheet, each date as precise as it is shown."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from tracker.domain.errors import FileError
from tracker.domain.period import Period, Precision
from tracker.exchange.official_cells import digits
from tracker.exchange.table_in.source import Cell, Source, SourceRow
from tracker.exchange.table_in.workbook_parts import DAMAGED, SheetFacts, Workbook
from tracker.language import N_

_MOST_FILLED: Final = 2_000_000
"""Cells that merged cells may stand for."""

EMPTY_BOOK: Final = N_("“{file}” has no sheet with cells. There is nothing to import.")


def workbook_source(content: bytes, name: str, sheet: str | None) -> Source:
    """The rows of a sheet, left out: of the first that is shown and not empty.

    Raises FileError for a workbook that is damaged or beyond the limits, InputError where there is
    no such sheet.
    """
    parts = Workbook(content, name)
    # The library is only for workbooks, and loads a good deal.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            shown = {
                found.name
                for found in book.sheets_metadata
                if found.visible is SheetVisibleEnum.Visible
            }
            for candidate in [sheet] if sheet else [each for each in parts.sheets if each in shown]:
                facts = parts.facts(candidate)
                found = book.get_sheet_by_name(candidate)
                values = found.to_python(skip_empty_area=False)
                _fill_merged(values, found.merged_cell_ranges or [])
                rows = list(_rows(values, facts))
                if rows or sheet:
                    return Source(name, rows, sheet=candidate, sheets=parts.sheets)
    except CalamineError as error:
        raise FileError(DAMAGED, file=name) from error
    raise FileError(EMPTY_BOOK, file=name)


def _rows(values: list[list[Any]], facts: SheetFacts) -> Iterator[SourceRow]:
    refused: dict[int, dict[int, Any]] = {}
    for (row, column), reason in facts.refused.items():
        refused.setdefault(row, {})[column] = reason
    for at, cells in enumerate(values):
        yield SourceRow(
            at + 1,
            [_cell(value, (at, column), facts) for column, value in enumerate(cells)],
            None,
            refused.get(at, {}),
        )


def _cell(value: Any, place: tuple[int, int], facts: SheetFacts) -> Cell:
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            # The shortest text that is this number is what was typed.
            number = Decimal(repr(value))
            return digits(number * 100 if place in facts.percentages else number)
        case datetime():
            return _period(value.date(), place, facts)
        case date():
            return _period(value, place, facts)
        case time() | timedelta():
            return str(value)
        case _:
            return "" if value is None else str(value)


def _period(day: date, place: tuple[int, int], facts: SheetFacts) -> Period:
    return Period.containing(day, facts.precisions.get(place, Precision.DAY))


def _fill_merged(
    values: list[list[Any]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """What stands in a cell that was merged over several rows is said of each of them."""
    filled = 0
    for (first, column), (last, _) in ranges:
        rows = values[first + 1 : last + 1]
        filled += len(rows)
        if filled > _MOST_FILLED:
            return
        for row in rows:
            if column < len(row) and row[column] == "":
                row[column] = values[first][column]
