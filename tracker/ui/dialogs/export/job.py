"""One export: the form filled in, and written in the format that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeVar

from tracker.domain.errors import UserError
from tracker.exchange.form_request import FormRequest
from tracker.exchange.safe_write import replacing
from tracker.exchange.source_numbers import SourceNumbers
from tracker.exchange.table import Block, Blocks, RowKind, Table
from tracker.language import N_, translator
from tracker.records import record
from tracker.ui.dialogs.export.choices import Around
from tracker.ui.dialogs.export.formats import PAPER, Format
from tracker.ui.dialogs.making import paced

Tell = Callable[[int], object]
"""Told every few milliseconds how many rows are written; what it raises ends the export."""

ResultT = TypeVar("ResultT")


class Fill(Protocol):
    """Runs what finds the rows of a document, on whichever thread, and gives its result."""

    def __call__(self, find: Callable[[Tell], ResultT]) -> ResultT: ...


def at_once(find: Callable[[Tell], ResultT]) -> ResultT:
    """Find the rows here and now."""
    return find(lambda rows: None)


_TOLD: Final = 200
"""Rows after which it is told again."""
_SLICE: Final = 0.012
"""Seconds of painting after which it is told again."""


@record
class Made:
    """The number of rows or events, and in words what the format does not hold; "" for nothing."""

    rows: int
    note: str = ""


@record(kw_only=True)
class ExportJob:
    """``file_name`` is that of the portfolio, as papers tell it."""

    request: FormRequest
    format: Format
    around: Around
    file_name: str

    def table(self, numbers: SourceNumbers | None = None) -> Table:
        """The form filled in; its rows are read once."""
        table = self.request.table(self.format.days, numbers)
        if not self.around.title:
            table = replace(table, title="")
        return table if self.around.as_of else replace(table, as_of="")

    def write(self, target: Path, tell: Tell = lambda rows: None, fill: Fill = at_once) -> Made:
        """Write the document into place. Raises UserError; the old file is then as it was."""
        with replacing(target) as file:
            return self.write_to(file, tell, fill)

    def write_to(
        self, file: BinaryIO, tell: Tell = lambda rows: None, fill: Fill = at_once
    ) -> Made:
        """Write the document; ``file`` is left open. Raises UserError.

        Where it :attr:`is_painted`, ``fill`` finds its rows; else ``fill`` is not needed.
        """
        match self.format.key:
            case "xlsx":
                return self._write_workbook(file, tell)
            case "pdf":
                return self._write_paper(file, tell, fill)
            case "ics":
                return self._write_calendar(file)
        from tracker.exchange.table_out import write_csv

        assert self.format.dialect is not None
        counted = _Counted(self.table(), tell)
        write_csv(counted.table, file, self.format.dialect)
        return Made(counted.rows)

    @property
    def is_painted(self) -> bool:
        """Whether only the thread of the window can write it, beyond finding its rows."""
        return self.format is PAPER

    def _write_workbook(self, file: BinaryIO, tell: Tell) -> Made:
        from tracker.exchange.source_list import source_table
        from tracker.exchange.workbook import write_workbook

        speech = translator(self.request.language)
        found = self.request.sources()
        sources = [source_table(found, speech)] if found else []
        counted = _Counted(self.table(), tell)
        created = self.request.status_date
        cut = write_workbook([counted.table, *sources], file, created=created).cut
        note = speech.plural(
            "{n} text is longer than a cell of Excel holds and was cut. A CSV file has all of it.",
            "{n} texts are longer than a cell of Excel holds and were cut. A CSV file has all of "
            "them.",
            cut,
        )
        return Made(counted.rows, note.format(n=cut) if cut else "")

    def _write_paper(self, file: BinaryIO, tell: Tell, fill: Fill) -> Made:
        from tracker.exchange.printed_table import printed
        from tracker.paper.table_document import write_table
        from tracker.paper.theme import PRINT

        numbers = SourceNumbers()

        def find(told: Tell) -> tuple[Table, int]:
            counted = _Counted(self.table(numbers), told)
            return replace(counted.table, rows=list(counted.table.rows)), counted.rows

        table, rows = fill(find)
        pages = printed(table, file_name=self.file_name, sources=numbers)
        write_table(
            file,
            pages,
            translator=translator(self.request.language),
            theme=PRINT,
            tell=paced(lambda: tell(rows), _SLICE),
        )
        return Made(rows)

    def _write_calendar(self, file: BinaryIO) -> Made:
        from tracker.exchange.calendar_file import write_calendar

        request = self.request
        report = write_calendar(
            request.portfolio,
            file,
            language=request.language,
            status_date=request.status_date,
            query=request.query,
        )
        if not report.events:
            raise UserError(N_("No milestone has a day or a period: there is nothing to write."))
        left_out = report.without_end or report.without_deadline
        note = translator(request.language).text(
            N_("Not in the calendar: without an end {without_end}, without a deadline {without}.")
        )
        told = note.format(without_end=report.without_end, without=report.without_deadline)
        return Made(report.events, told if left_out else "")


class _Counted:
    """A table whose rows are counted and told while they are written."""

    def __init__(self, table: Table, tell: Tell) -> None:
        self.rows = 0
        self._tell = tell
        self._read = table.blocks()
        self.table = replace(table, rows=Blocks(self._passed()))

    def _passed(self) -> Iterator[Block]:
        self._tell(0)
        untold = 0
        for block in self._read:
            yield block
            self.rows += len(block) if block.kind is RowKind.ROW else 0
            untold += len(block)
            if untold >= _TOLD:
                self._tell(self.rows)
                untold = 0
