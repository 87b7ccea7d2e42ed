"""A table to be written: its columns, and rows whose cells keep what they are.

Every writer (CSV, Excel, PDF) takes the same table; how a cell looks on paper is the writer's. A
period is never a day: "Q4 2026" is a :class:`PeriodCell`, which no writer may turn into a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import groupby, islice
from operator import attrgetter
from typing import Final

from tracker.domain.period import Period
from tracker.language import Language
from tracker.records import record


@record
class DayCell:
    """A day that a source gave, as it is written; a spreadsheet may take it as a date."""

    text: str
    day: date


@record
class PeriodCell:
    """A month, quarter, half-year or year, a limit ("by …") or a vague day, as it is written."""

    text: str
    period: Period


Cell = str | int | Decimal | DayCell | PeriodCell | None
"""What a cell of a table holds; None is an empty cell. A deadline that is no period is a text."""


class Content(Enum):
    """What the cells of a column hold, apart from remarks in words in place of a value."""

    TEXT = "text"
    NUMBER = "exact numbers: figures, counts, percentages"
    UNIT = "the units of the numbers to the left"
    DAY = "days"
    PERIOD = "periods and days, as precise as their source"
    ROW_NUMBER = "the numbers of the rows: 1, 2, 2.1."


class Align(Enum):
    """Where the cells of a column stand; START is the left edge in all four languages."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@record
class TableColumn:
    """``key`` is the field that the column shows, "" where it joins several.

    ``width`` is a hint in characters. A column that ``wraps`` holds running text.
    """

    heading: str
    content: Content = Content.TEXT
    width: int = 16
    wraps: bool = False
    key: str = ""

    @property
    def align(self) -> Align:
        return _ALIGN.get(self.content, Align.START)


_ALIGN = {Content.NUMBER: Align.END, Content.ROW_NUMBER: Align.CENTRE, Content.DAY: Align.CENTRE}


class RowKind(Enum):
    SECTION = "a heading over the next rows: their project, or their quarter"
    ROW = "a row"
    TOTAL = "the sums"


@record
class TableRow:
    """One line. A SECTION has one cell that is not empty, which may span the table."""

    kind: RowKind
    cells: tuple[Cell, ...]


@record
class Block:
    """Lines of one kind that follow each other, column by column; there is at least one column."""

    kind: RowKind
    columns: Sequence[Sequence[Cell]]

    def __len__(self) -> int:
        return len(self.columns[0])

    def rows(self) -> Iterator[TableRow]:
        for cells in zip(*self.columns, strict=True):
            yield TableRow(self.kind, cells)


class Blocks:
    """The rows of a table that come in blocks, for whoever takes them one by one; read once."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = blocks

    def __iter__(self) -> Iterator[TableRow]:
        for block in self.blocks:
            yield from block.rows()


_MOST_IN_BLOCK: Final = 200
"""Rows of a block that is made of single rows: so few that a window may go on in between."""


@record
class Table:
    """``title`` and ``as_of`` stand above the headings, each in a line of its own; "" is no line.

    ``rows`` is read once; every row has as many cells as there are ``columns``. Where its
    :meth:`blocks` are read, the rows are read with them.
    """

    title: str
    as_of: str
    language: Language
    columns: tuple[TableColumn, ...]
    rows: Iterable[TableRow]

    @property
    def preamble(self) -> tuple[str, ...]:
        """The lines above the headings."""
        return tuple(line for line in (self.title, self.as_of) if line)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def blocks(self) -> Iterator[Block]:
        """The rows column by column, as they came or else some hundreds at once."""
        if isinstance(self.rows, Blocks):
            yield from self.rows.blocks
            return
        for kind, found in groupby(self.rows, attrgetter("kind")):
            while rows := list(islice(found, _MOST_IN_BLOCK)):
                yield Block(kind, list(zip(*(row.cells for row in rows), strict=True)))
