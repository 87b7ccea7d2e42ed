"""Tables out as CSV: by columns in chunks, so that a long export needs little time and memory."""

from __future__ import annotations

import codecs
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import BinaryIO, Final, cast

from tracker.domain.fields import Context
from tracker.domain.portfolio import Portfolio
from tracker.exchange.cell_warnings import Warnings
from tracker.exchange.dialects import Dialect
from tracker.exchange.forms import Form
from tracker.exchange.official_table import fill_form
from tracker.exchange.table import Cell, Table
from tracker.language import Language, translator
from tracker.records import record
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.query import Query

_CHUNK: Final = 200
"""Rows written at once: so few that the window may go on in between."""

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
        self._quoted = re.compile(rf'["\r\n{re.escape(dialect.separator)}]')
        self._row = 1

    def write(self, tell: Callable[[int], object]) -> Written:
        if self._dialect.byte_order_mark:
            self._target.write(codecs.BOM_UTF8)
        self._head()
        above = self._row
        for chunk in _chunks(row.cells for row in self._table.rows):
            self._target.write(self._lines(list(zip(*chunk, strict=True))))
            tell(self._row - above)
        return Written(self._row - above, self._warnings)

    def _head(self) -> None:
        width = len(self._table.columns)
        lines = [(line, *[None] * (width - 1)) for line in self._table.preamble]
        first, *others = [*lines, self._table.headings]
        mistaken = str(first[0]).startswith(_MISTAKEN)
        self._target.write(self._lines([[cell] for cell in first], all_quoted=mistaken))
        for line in others:
            self._target.write(self._lines([[cell] for cell in line]))

    def _lines(self, columns: Sequence[Sequence[Cell]], *, all_quoted: bool = False) -> bytes:
        """The lines of a chunk as they stand in the file."""
        texts = [self._texts(column, place) for place, column in enumerate(columns, 1)]
        if all_quoted:
            quoted = [list(map(_in_quotes, column)) for column in texts]
        elif len(texts) == 1:
            # Without the quotes an empty cell alone in its row would be no cell.
            quoted = [[text or '""' for text in self._quote(texts[0])]]
        else:
            quoted = list(map(self._quote, texts))
        self._row += len(texts[0])
        lines = map(self._dialect.separator.join, zip(*quoted, strict=True))
        # What the encoding does not have is among the warnings, and then nothing of this remains.
        encoding = self._dialect.encoding.removesuffix("-sig")
        errors = "strict" if self._dialect.holds_everything else "replace"
        return f"{_LINE_END.join(lines)}{_LINE_END}".encode(encoding, errors)

    def _texts(self, column: Sequence[Cell], place: int) -> list[str]:
        plain = self._dialect.plain_texts(column)
        safe = self._dialect.safe_texts(column, plain)
        self._warnings.look(plain, safe, row=self._row, column=place)
        return plain if safe is None else safe

    def _quote(self, texts: list[str]) -> list[str]:
        search = self._quoted.search
        if search("\0".join(texts)) is None:
            return texts
        return [_in_quotes(text) if search(text) else text for text in texts]


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _chunks(rows: Iterable[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
