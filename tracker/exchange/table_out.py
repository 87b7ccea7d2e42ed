"""Tables out as CSV: by columns in blocks, so that a long export needs little time and memory."""

from __future__ import annotations

import codecs
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO, Final, cast

from tracker.domain.fields import Context
from tracker.domain.portfolio import Portfolio
from tracker.exchange.cell_texts import CellTexts, in_quotes
from tracker.exchange.cell_warnings import Warnings
from tracker.exchange.dialects import Dialect
from tracker.exchange.forms import Form
from tracker.exchange.official_table import fill_form
from tracker.exchange.table import Block, Cell, Table
from tracker.language import Language, translator
from tracker.records import record
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.query import Query

_AT_ONCE: Final = 200
"""Rows up to which short blocks are written together."""
_IN_MEMORY: Final = 4_000_000
_LINE_END: Final = "\r\n"

# Excel takes a file that begins with ID for SYLK, a reader may take U+FEFF for the mark of UTF-8.
_MISTAKEN: Final = ("ID", "\ufeff")


@record
class Written:
    """What became of a table: ``rows`` are those below the headings."""

    rows: int
    warnings: Warnings


def write_form(
    portfolio: Portfolio,
    target: BinaryIO,
    *,
    form: Form,
    language: Language,
    dialect: Dialect,
    status_date: date,
    query: Query | None = None,
) -> Written:
    """Fill in a form and write it as CSV.

    Statuses are judged on ``status_date``, which also stands above the table.
    """
    table = fill_form(
        form,
        context=Context(portfolio, status_date, OutlineNumbers(portfolio)),
        translator=translator(language),
        days=dialect.days,
        query=query,
    )
    return write_csv(table, target, dialect)


def write_csv(
    table: Table,
    target: BinaryIO,
    dialect: Dialect,
    *,
    tell: Callable[[int], object] = lambda rows: None,
) -> Written:
    """Write a table; ``target`` is left open.

    Title lines are filled up with empty cells, so that every line has the same number of cells.
    ``tell`` is told after each chunk how many rows are written; what it raises ends the writing.
    Raises UserError, before anything is written, where the encoding does not have a character.
    """
    if dialect.holds_everything:
        return _Writer(table, target, dialect).write(tell)
    # Only the last cell tells whether the encoding has everything.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as kept:
        written = _Writer(table, cast(BinaryIO, kept), dialect).write(tell)
        refusal = written.warnings.refusal(table.headings)
        if refusal is not None:
            raise refusal
        kept.seek(0)
        shutil.copyfileobj(kept, target)
    return written


class _Writer:
    """Writes one table; every line ends with CR LF."""

    def __init__(self, table: Table, target: BinaryIO, dialect: Dialect) -> None:
        self._table = table
        self._target = target
        self._dialect = dialect
        self._warnings = Warnings(dialect)
        self._texts = [
            CellTexts(dialect, self._warnings, place) for place in range(1, len(table.columns) + 1)
        ]
        self._encoding = dialect.encoding.removesuffix("-sig")
        # What the encoding does not have is among the warnings, and then nothing of this remains.
        self._errors = "strict" if dialect.holds_everything else "replace"
        self._row = 1

    def write(self, tell: Callable[[int], object]) -> Written:
        if self._dialect.byte_order_mark:
            self._target.write(codecs.BOM_UTF8)
        self._head()
        above = self._row
        for columns in _gathered(self._table.blocks()):
            self._write(self._finished(columns))
            tell(self._row - above)
        return Written(self._row - above, self._warnings)

    def _head(self) -> None:
        width = len(self._table.columns)
        lines = [(line, *[None] * (width - 1)) for line in self._table.preamble]
        first, *others = [*lines, self._table.headings]
        self._write(self._finished([[cell] for cell in first], of_file=True))
        for line in others:
            self._write(self._finished([[cell] for cell in line]))

    def _finished(
        self, columns: Sequence[Sequence[Cell]], *, of_file: bool = False
    ) -> list[list[str]]:
        """Columns as they stand in the file; with ``of_file`` they are its first line."""
        finished = [
            texts.of(cells, row=self._row)
            for texts, cells in zip(self._texts, columns, strict=True)
        ]
        self._row += len(columns[0])
        if of_file and str(columns[0][0]).startswith(_MISTAKEN):
            finished = [[_all_quoted(text) for text in column] for column in finished]
        elif len(finished) == 1:
            # Without the quotes an empty cell alone in its row would be no cell.
            finished = [[text or '""' for text in finished[0]]]
        return finished

    def _write(self, finished: Sequence[Sequence[str]]) -> None:
        lines = map(self._dialect.separator.join, zip(*finished, strict=True))
        text = f"{_LINE_END.join(lines)}{_LINE_END}"
        self._target.write(text.encode(self._encoding, self._errors))


def _all_quoted(text: str) -> str:
    return text if text.startswith('"') else in_quotes(text)


def _gathered(blocks: Iterable[Block]) -> Iterator[Sequence[Sequence[Cell]]]:
    """The columns of blocks, those of short ones put together."""
    waiting: list[list[Cell]] = []
    for block in blocks:
        if waiting and len(waiting[0]) + len(block) > _AT_ONCE:
            yield waiting
            waiting = []
        if not waiting and len(block) >= _AT_ONCE:
            yield block.columns
        elif not waiting:
            waiting = list(map(list, block.columns))
        else:
            for cells, more in zip(waiting, block.columns, strict=True):
                cells += more
    if waiting:
        yield waiting
