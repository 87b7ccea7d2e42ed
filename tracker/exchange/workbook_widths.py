"""How wide the columns of a sheet are and how many lines its rows have, in characters.

A number or a day is shown whole or not at all, so that its column is as wide as it needs. A text is
broken into lines: its column grows to the width that the table asks for and no further, but not
below its longest word. Where the columns are too wide for a page, running text gives way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil
from typing import Final

from tracker.exchange.table import (
    Cell,
    Content,
    DayCell,
    PeriodCell,
    RowKind,
    TableColumn,
    TableRow,
)
from tracker.exchange.workbook_formats import DAY_CODE

_PADDING: Final = 2
_NARROWEST: Final = 6
_NARROWEST_NUMBERS: Final = 4
_LONGEST_WORD: Final = 24
_BOLD: Final = 1.1

_MOST_PRINTED: Final = 210
"""Characters across a page of A4 on its long side that can still be read."""


class Widths:
    """The widths of a table's columns, as far as they are known from some of its rows."""

    def __init__(self, columns: Sequence[TableColumn], rows: Iterable[TableRow]) -> None:
        self._columns = columns
        self._whole = [_narrowest(column) for column in columns]
        self._words = [ceil(_longest_word(column.heading) * _BOLD) for column in columns]
        self._texts = [0] * len(columns)
        for row in rows:
            if row.kind is not RowKind.SECTION:
                self._measure(row.cells)
        asked = (max(column.width, word) for column, word in zip(columns, self._words, strict=True))
        self._texts = [
            max(min(text, most), word)
            for text, most, word in zip(self._texts, asked, self._words, strict=True)
        ]
        self._shrink()

    @property
    def columns(self) -> list[int]:
        """The width of each column."""
        return [
            max(text, whole) + _PADDING
            for text, whole in zip(self._texts, self._whole, strict=True)
        ]

    def widen(self, place: int, width: int) -> None:
        """Something that is not broken needs ``width``."""
        if width > self._whole[place]:
            self._whole[place] = width

    def lines(self, cells: Sequence[Cell], *, bold: bool = False) -> int:
        """How many lines the highest cell of a row needs."""
        lines = 1
        for place, cell in enumerate(cells):
            text = cell.text if isinstance(cell, PeriodCell) else cell
            if isinstance(text, str) and (len(text) > self._texts[place] or "\n" in text):
                width = max(self._texts[place], self._whole[place]) + _PADDING
                lines = max(lines, _lines(text, int(width / _BOLD) if bold else width))
        return lines

    def lines_across(self, text: str) -> int:
        """How many lines a text in bold needs that goes over all columns."""
        return _lines(text, int(sum(self.columns) / _BOLD))

    def _measure(self, cells: Sequence[Cell]) -> None:
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                self._measure_text(place, cell)
            elif isinstance(cell, PeriodCell):
                self._measure_text(place, cell.text)
            elif isinstance(cell, DayCell):
                self.widen(place, len(DAY_CODE))
            elif cell is not None:
                self.widen(place, number_width(cell))

    def _measure_text(self, place: int, text: str) -> None:
        if len(text) <= self._texts[place]:
            return
        if len(text) > self._columns[place].width:
            word = min(_longest_word(text), _LONGEST_WORD)
            self._words[place] = max(self._words[place], word)
        longest = max(map(len, text.splitlines()), default=0)
        self._texts[place] = max(self._texts[place], min(longest, 2 * self._columns[place].width))

    def _shrink(self) -> None:
        """Take from the columns of running text what a page has no room for, half at most."""
        over = sum(self.columns) - _MOST_PRINTED
        spare = [
            max(text - max(word, text // 2), 0) if column.wraps else 0
            for text, word, column in zip(self._texts, self._words, self._columns, strict=True)
        ]
        if over > 0 and any(spare):
            share = min(over / sum(spare), 1.0)
            self._texts = [
                text - int(room * share) for text, room in zip(self._texts, spare, strict=True)
            ]


def number_width(number: int | Decimal) -> int:
    """The width of a number with a mark for each three digits."""
    if isinstance(number, int):
        length = len(str(number))
        return length + length // 3
    sign, digits, exponent = number.as_tuple()
    decimals = max(-int(exponent), 0)
    length = max(len(digits) - decimals, 1)
    return sign + length + length // 3 + bool(decimals) + decimals


def _narrowest(column: TableColumn) -> int:
    return _NARROWEST_NUMBERS if column.content is Content.ROW_NUMBER else _NARROWEST


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _lines(text: str, width: int) -> int:
    """The lines of a text whose words are kept whole where they fit."""
    lines = 0
    for line in text.splitlines() or [""]:
        lines += 1
        used = 0
        for word in line.split():
            if used and used + 1 + len(word) > width:
                lines += 1
                used = len(word)
            else:
                used += len(word) + bool(used)
            if used > width:
                lines += (used - 1) // width
                used = (used - 1) % width + 1
    return lines
