"""Tables out as an Excel workbook: one sheet for each, ready to be read, sorted and printed.

* **A day** that a source gave is a real date; a period stays a text at its own precision and stands
  where the days of its column stand. Days before March 1900, for which spreadsheets disagree, are
  texts too.
* **Numbers** are numbers, up to the 15 digits that a spreadsheet keeps; longer ones are texts with
  every digit. They are shown with as many decimals as they have, in the reader's own way.
* **Sums** are values, not formulas: a figure covers what is below its row, and what is known only
  in words is not added, so that SUM over the column would give another number.
* **Nothing runs**: texts are written as texts whatever they begin with, addresses are no links.
* **The same tables give the same bytes**: no clock, no name of a user and no chance is in them; the
  day of creation is the one that is given.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from tracker.domain.errors import UserError
from tracker.exchange.form_request import FormRequest
from tracker.exchange.sheet_names import SheetNames
from tracker.exchange.source_list import source_table
from tracker.exchange.table import Table, TableRow
from tracker.exchange.workbook_formats import Formats
from tracker.exchange.workbook_sheet import MOST_ROWS, SheetWriter
from tracker.language import N_, translator
from tracker.records import record

_KEPT_ROWS: Final = 5_000
"""From more rows on a sheet goes to the disk row by row, each text as often as it occurs."""

_Begun = tuple[Table, list[TableRow], Iterator[TableRow]]


@record
class Written:
    """What was written: rows below the headings, and texts longer than a cell holds, cut there."""

    rows: int = 0
    cut: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.rows + other.rows, self.cut + other.cut)


def write_form_workbook(request: FormRequest, target: BinaryIO) -> Written:
    """Fill in a form and write it with a sheet of the sources of its rows.

    The status date is the workbook's day of creation too. Raises UserError where a sheet cannot
    hold the rows.
    """
    found = request.sources()
    sources = [source_table(found, translator(request.language))] if found else []
    return write_workbook([request.table(), *sources], target, created=request.status_date)


def write_workbook(tables: Sequence[Table], target: BinaryIO, *, created: date) -> Written:
    """Write each table on a sheet of its own, named by its title; ``target`` is left open.

    The first table names the document. Raises UserError where a sheet cannot hold the rows.
    """
    begun = [(table, *_begun(table.rows)) for table in tables]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # The zip file is made apart: XlsxWriter leaves it open where the target takes no more.
        path = Path(folder, "workbook.xlsx")
        book = Workbook(
            path,
            {
                "constant_memory": any(len(first) == _KEPT_ROWS for _, first, _ in begun),
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        try:
            _describe(book, tables[0], created)
            written = _write(book, begun)
            book.close()
        except BaseException as error:
            _give_up(book)
            if isinstance(error, FileCreateError):
                raise error.args[0] from error
            raise
        with path.open("rb") as made:
            shutil.copyfileobj(made, target)
    return written


def _write(book: Workbook, begun: Iterable[_Begun]) -> Written:
    written = Written()
    names, formats = SheetNames(), Formats(book)
    for table, first, more in begun:
        sheet = SheetWriter(book, names.of(table.title), table, formats, first=first, more=more)
        written += Written(*sheet.write())
    return written


def _begun(rows: Iterable[TableRow]) -> tuple[list[TableRow], Iterator[TableRow]]:
    """The rows that are kept in memory, and those after them."""
    remaining = iter(rows)
    return list(islice(remaining, _KEPT_ROWS)), _bounded(remaining)


def _bounded(more: Iterator[TableRow]) -> Iterator[TableRow]:
    yield from islice(more, MOST_ROWS - _KEPT_ROWS)
    if next(more, None) is not None:
        raise UserError(
            N_(
                "A sheet of Excel holds {most} rows, and there are more. Filter the rows, or write "
                "a CSV file."
            ),
            most=MOST_ROWS,
        )


def _describe(book: Workbook, table: Table, created: date) -> None:
    book.set_properties(
        {
            "title": table.title[:255],
            "subject": table.as_of[:255],
            "created": datetime.combine(created, time()),
        }
    )
    # Under this name the programs that write documents keep their language.
    book.set_custom_property("Language", table.language.value)


def _give_up(book: Workbook) -> None:
    """Let go of what the sheets hold open; nothing more is written."""
    for sheet in book.worksheets():
        if book.constant_memory:
            sheet._opt_close()
    book.fileclosed = True
