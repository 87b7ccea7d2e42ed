"""One table on one sheet of a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range

from tracker.exchange.sheet_names import cut_utf16
from tracker.exchange.table import (
    Align,
    Cell,
    DayCell,
    PeriodCell,
    RowKind,
    Table,
    TableRow,
)
from tracker.exchange.workbook_formats import Formats
from tracker.exchange.workbook_widths import Widths, number_width

MOST_ROWS: Final = 1_048_576 - 8
"""Rows of a table on one sheet, with room for what stands above them."""

MOST_TEXT: Final = 32_767
"""Units of UTF-16 that a cell holds."""

_DIGITS: Final = 15
"""Digits that a spreadsheet keeps of a number."""
_BEYOND: Final = 10**_DIGITS

_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel takes 1900 for a leap year; LibreOffice does not."""

_LINE_HEIGHT: Final = 15.0
"""Points."""
_HIGHEST: Final = 409.0
_A4: Final = 9
_MOST_FOOTER: Final = 100
_LINE_END: Final = re.compile(r"\r\n?")

_Put = Callable[[int, int, Any, "_Looks"], None]


class _Looks:
    """The formats of one column in rows of one kind."""

    def __init__(self, formats: Formats, kind: RowKind, align: Align) -> None:
        self.text = formats.text(kind, align)
        self.day = formats.day(kind, align)
        # What is no number in a column of numbers is read as a text.
        self.in_words = formats.text(kind, Align.START) if align is Align.END else self.text
        self._formats, self._kind, self._align = formats, kind, align
        self._numbers: dict[int, Format] = {}

    def number(self, decimals: int) -> Format:
        found = self._numbers.get(decimals)
        if found is None:
            found = self._formats.number(self._kind, self._align, decimals)
            self._numbers[decimals] = found
        return found


class SheetWriter:
    """Writes a table on a new sheet of a workbook, each row once, from the top.

    ``first`` are the rows from which the widths follow, ``more`` those after them.
    """

    def __init__(
        self,
        book: Workbook,
        name: str,
        table: Table,
        formats: Formats,
        *,
        first: Sequence[TableRow],
        more: Iterable[TableRow],
    ) -> None:
        self._sheet = book.add_worksheet(name)
        self._table = table
        self._formats = formats
        self._first, self._more = first, more
        self._widths = Widths(table.columns, first)
        self._cut = 0
        self._put: dict[type, _Put] = {
            type(None): self._blank,
            str: self._text,
            int: self._whole,
            Decimal: self._decimal,
            DayCell: self._day,
            PeriodCell: self._period,
        }

    def write(self) -> tuple[int, int]:
        """Gives the number of rows below the headings, and of the texts that were cut."""
        top = self._head()
        looks = {kind: self._looks(kind) for kind in RowKind}
        at = top
        for at, row in enumerate(self._first, top):
            self._set_height(at, row)
            self._row(at, row, looks[row.kind])
        # Further rows are left to grow when they are shown: each height would be kept in memory.
        end = at = top + len(self._first)
        for at, row in enumerate(self._more, end):
            self._row(at, row, looks[row.kind])
            end = at + 1
        self._lay_out(top)
        if end > top:
            # "00123" is meant as a text: no warning in the corner of its cell.
            area = xl_range(top, 0, end - 1, len(self._table.columns) - 1)
            self._sheet.ignore_errors({"number_stored_as_text": area})
        return end - top, self._cut

    def _looks(self, kind: RowKind) -> list[_Looks]:
        return [_Looks(self._formats, kind, column.align) for column in self._table.columns]

    def _head(self) -> int:
        """What stands above the rows; gives the place of the first of them."""
        looks = [self._formats.title(), self._formats.beside_title()]
        above = self._table.preamble
        for at, (line, look) in enumerate(zip(above, looks, strict=False)):
            self._string(at, 0, line, look)
        headings = self._table.headings
        self._set_lines(len(above), self._widths.lines(headings, bold=True))
        for place, heading in enumerate(headings):
            self._string(len(above), place, heading, self._formats.heading())
        return len(above) + 1

    def _set_height(self, at: int, row: TableRow) -> None:
        if row.kind is RowKind.SECTION:
            self._set_lines(at, self._widths.lines_across(_only_text(row.cells)))
        else:
            self._set_lines(at, self._widths.lines(row.cells, bold=row.kind is RowKind.TOTAL))

    def _set_lines(self, at: int, lines: int) -> None:
        if lines > 1:
            self._sheet.set_row(at, min(lines * _LINE_HEIGHT, _HIGHEST))

    def _row(self, at: int, row: TableRow, looks: Sequence[_Looks]) -> None:
        if row.kind is RowKind.SECTION:
            self._section(at, row.cells)
            return
        put = self._put
        for place, cell in enumerate(row.cells):
            put[type(cell)](at, place, cell, looks[place])

    def _section(self, at: int, cells: Sequence[Cell]) -> None:
        look = self._formats.text(RowKind.SECTION, Align.START)
        if len(cells) > 1:
            self._sheet.merge_range(at, 0, at, len(cells) - 1, "", look)
        self._string(at, 0, _only_text(cells), look)

    def _lay_out(self, top: int) -> None:
        """How wide the columns are, what is seen first and how it is printed."""
        sheet = self._sheet
        for place, width in enumerate(self._widths.columns):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(top, 0)
        sheet.repeat_rows(top - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        said = " – ".join(self._table.preamble)[:_MOST_FOOTER].replace("&", "&&")
        sheet.set_footer(f"&L{_one_line(said)}&R&P / &N")

    # -- cells ------------------------------------------------------------------------------------

    def _blank(self, at: int, place: int, _cell: None, looks: _Looks) -> None:
        self._sheet.write_blank(at, place, None, looks.text)

    def _text(self, at: int, place: int, text: str, looks: _Looks) -> None:
        self._string(at, place, text, looks.in_words)

    def _period(self, at: int, place: int, cell: PeriodCell, looks: _Looks) -> None:
        self._string(at, place, cell.text, looks.text)

    def _day(self, at: int, place: int, cell: DayCell, looks: _Looks) -> None:
        if cell.day < _FIRST_DAY:
            self._string(at, place, cell.text, looks.text)
        else:
            self._sheet.write_datetime(at, place, cell.day, looks.day)

    def _whole(self, at: int, place: int, number: int, looks: _Looks) -> None:
        self._widths.widen(place, number_width(number))
        if abs(number) < _BEYOND:
            self._sheet.write_number(at, place, number, looks.number(0))
        else:
            self._string(at, place, str(number), looks.text)

    def _decimal(self, at: int, place: int, number: Decimal, looks: _Looks) -> None:
        self._widths.widen(place, number_width(number))
        _, digits, exponent = number.as_tuple()
        if len(digits) <= _DIGITS:
            # As it is, for its nearest binary fraction would be written with other digits.
            decimals = max(-int(exponent), 0)
            self._sheet.write_number(at, place, number, looks.number(decimals))
        else:
            self._string(at, place, f"{number:f}", looks.text)

    def _string(self, at: int, place: int, text: str, look: Format) -> None:
        if "\r" in text:
            text = _LINE_END.sub("\n", text)
        if len(text) > MOST_TEXT // 2:
            whole = text
            text = cut_utf16(whole, MOST_TEXT)
            self._cut += text is not whole
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes this for a text with formats that it made itself.
            self._sheet.write_rich_string(at, place, text[:1], look, text[1:], look)
        elif text:
            self._sheet.write_string(at, place, text, look)
        else:
            self._sheet.write_blank(at, place, None, look)


def _only_text(cells: Sequence[Cell]) -> str:
    return next((cell for cell in cells if isinstance(cell, str) and cell), "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
