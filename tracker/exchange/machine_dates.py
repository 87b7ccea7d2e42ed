"""Periods for programs: beside each column of them its first day, last day and precision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.domain.period import Period, Precision
from tracker.exchange.dialects import Days
from tracker.exchange.official_dates import deadline_cell
from tracker.exchange.table import (
    Block,
    Blocks,
    Cell,
    Content,
    DayCell,
    PeriodCell,
    Table,
    TableColumn,
)
from tracker.language import N_, Language, translator

_ADDED: Final = (
    (N_("{heading}: first day"), Content.DAY),
    (N_("{heading}: last day"), Content.DAY),
    (N_("{heading}: precision"), Content.TEXT),
)
_DAY_WIDTH: Final = 12


def with_machine_dates(table: Table, days: Days) -> Table:
    """``table`` with three columns after each column of periods.

    A limit ("by …") has no first day, and what is no period has none of the three. The precision is
    the word of the file in every language: day, month, quarter, half-year, year.
    """
    periods = [column.content is Content.PERIOD for column in table.columns]
    say = translator(table.language).text
    columns: list[TableColumn] = []
    for column, is_period in zip(table.columns, periods, strict=True):
        columns.append(column)
        if is_period:
            columns += [
                TableColumn(say(text).format(heading=column.heading), content, _DAY_WIDTH)
                for text, content in _ADDED
            ]
    blocks = (
        Block(block.kind, list(_columns(block.columns, periods, table.language, days)))
        for block in table.blocks()
    )
    return replace(table, columns=tuple(columns), rows=Blocks(blocks))


def _columns(
    columns: Sequence[Sequence[Cell]], periods: Sequence[bool], language: Language, days: Days
) -> Iterator[Sequence[Cell]]:
    for cells, is_period in zip(columns, periods, strict=True):
        yield cells
        if is_period:
            yield from zip(*(_said(cell, language, days) for cell in cells), strict=True)


def _said(cell: Cell, language: Language, days: Days) -> tuple[Cell, Cell, Cell]:
    """First day, last day and precision of a cell."""

    def day(found: date) -> Cell:
        return deadline_cell(Period.day(found), language, days)

    match cell:
        case DayCell():
            return day(cell.day), day(cell.day), Precision.DAY.value
        case PeriodCell(_, period):
            first = None if period.by else day(period.first)
            return first, day(period.last), period.precision.value
        case _:
            return None, None, None


def is_machine_heading(heading: str) -> bool:
    """Whether a column is one of those that were added: an import takes nothing from it."""
    endings = (
        translator(language).text(text).format(heading="").strip()
        for language in Language
        for text, _ in _ADDED
    )
    return heading.strip().endswith(tuple(endings))
