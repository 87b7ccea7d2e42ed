"""What the dialog shows of a document before it is written: the first lines, and what to mind.

The first lines come at once. How many rows there are, and which cells are written otherwise than
they stand in the portfolio, is found out from all rows, which may take a while: both can be done on
a thread, for nothing of Qt is touched.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from io import BytesIO
from itertools import chain, islice
from typing import Final

from tracker.domain.errors import UserError
from tracker.exchange.cell_texts import CellTexts
from tracker.exchange.cell_warnings import CellWarning, WarningKind, Warnings
from tracker.exchange.dialects import Dialect
from tracker.exchange.table import RowKind, Table, TableRow
from tracker.exchange.table_out import write_csv
from tracker.records import record
from tracker.ui.dialogs.export.formats import CALENDAR, PAPER, WORKBOOK
from tracker.ui.dialogs.export.job import ExportJob

FIRST_LINES: Final = 100
_CHUNK: Final = 200
_KEPT: Final = 200
"""So many lines with something to mind are kept, that they can be shown."""
_IN_PARTS: Final = frozenset({WarningKind.TOO_LONG, WarningKind.CONTROL})
"""What is to be minded in a workbook, which takes a text for a text."""


@record
class Line:
    """``row`` counts from 1 as a spreadsheet does, the lines above the rows included."""

    row: int
    kind: RowKind
    texts: tuple[str, ...]


@record
class Glance:
    """The first lines. ``raw`` are the characters of the file, the marks between them shown.

    ``size`` is how many bytes they are, None where that is not known before a file is made.
    ``refusal`` is why the document cannot be written as it is; ``rest`` gives the other rows.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    raw: str
    size: int | None
    refusal: UserError | None
    first: Sequence[TableRow] = field(repr=False)
    rest: Iterator[TableRow] = field(repr=False)


@record
class Survey:
    """What all rows have: ``counts`` of what is to be minded, the first of it ``listed``.

    ``lines`` are those of ``listed`` that lie beyond the first ones, by their rows. ``size`` is
    that of the document in bytes, an estimate by its first lines where ``is_estimated``.
    """

    rows: int
    size: int | None
    is_estimated: bool
    counts: Counter[WarningKind]
    listed: tuple[CellWarning, ...]
    lines: dict[int, Line]


def glance(job: ExportJob, table: Table | None = None) -> Glance:
    """The first lines of a document. ``table`` is the form filled in, if it is so already."""
    if job.format is CALENDAR:
        return _calendar(job)
    table = table or job.table()
    rows = iter(table.rows)
    first = list(islice(rows, FIRST_LINES))
    dialect = job.format.shown_in(job.request.language)
    begin = len(table.preamble) + 2
    lines = _lines(first, dialect, begin)
    raw, size, refusal = "", None, None
    if job.format.dialect is not None:
        try:
            raw, size = _characters(replace(table, rows=first), dialect)
        except UserError as error:
            refusal = error
    return Glance(table.headings, tuple(lines), raw, size, refusal, first, rows)


def survey(job: ExportJob, seen: Glance, tell: Callable[[int], object]) -> Survey:
    """Look at all rows. ``tell`` hears how many are looked at; what it raises ends the looking."""
    dialect = job.format.shown_in(job.request.language)
    warnings = Warnings(dialect)
    columns = [CellTexts(dialect, warnings, at) for at in range(1, len(seen.headings) + 1)]
    begin = at = seen.lines[0].row if seen.lines else 1
    beyond = begin + len(seen.lines)
    lines: dict[int, Line] = {}
    count = 0
    rows = chain(seen.first, seen.rest)
    while chunk := list(islice(rows, _CHUNK)):
        before = len(warnings.listed)
        for texts, cells in zip(
            columns, zip(*(row.cells for row in chunk), strict=True), strict=True
        ):
            texts.of(cells, row=at)
        for warning in warnings.listed[before:]:
            if warning.row >= beyond and warning.row not in lines and len(lines) < _KEPT:
                row = chunk[warning.row - at]
                lines[warning.row] = _lines([row], dialect, warning.row)[0]
        at += len(chunk)
        count += sum(row.kind is RowKind.ROW for row in chunk)
        tell(count)
    minded = _minded(job)
    size = seen.size
    if size is not None and at > beyond:
        size = size * (at - begin) // len(seen.lines)
    return Survey(
        rows=count,
        size=size,
        is_estimated=at > beyond,
        counts=Counter({kind: n for kind, n in warnings.counts.items() if kind in minded}),
        listed=tuple(each for each in warnings.listed if each.kind in minded),
        lines=lines,
    )


def _minded(job: ExportJob) -> frozenset[WarningKind]:
    if job.format is PAPER:
        return frozenset()
    return _IN_PARTS if job.format is WORKBOOK else frozenset(WarningKind)


def _lines(rows: Sequence[TableRow], dialect: Dialect, at: int) -> list[Line]:
    if not rows:
        return []
    columns = [dialect.texts(column) for column in zip(*(row.cells for row in rows), strict=True)]
    texts = zip(*columns, strict=True)
    return [
        Line(place, row.kind, tuple(said))
        for place, (row, said) in enumerate(zip(rows, texts, strict=True), at)
    ]


def _calendar(job: ExportJob) -> Glance:
    content = BytesIO()
    refusal = None
    try:
        job.write_to(content)
    except UserError as error:
        refusal = error
    text = content.getvalue().decode()
    first = text.split("\r\n")[: 4 * FIRST_LINES]
    size = len(content.getvalue())
    return Glance((), (), _shown("\r\n".join(first)), size, refusal, (), iter(()))


def _characters(table: Table, dialect: Dialect) -> tuple[str, int]:
    """The characters of a file, and how many bytes they are. Raises UserError."""
    content = BytesIO()
    write_csv(table, content, dialect)
    mark = "‹BOM›" if content.getvalue().startswith(codecs.BOM_UTF8) else ""
    return mark + _shown(content.getvalue().decode(dialect.encoding)), len(content.getvalue())


def _shown(text: str) -> str:
    """``text`` with a sign for each character that cannot be seen."""
    signs = {"\r\n": "␍␊\n", "\n": "␊\n", "\t": "→\t", "\u00a0": "⍽"}
    for mark in ("\r\n", "\t", "\u00a0"):
        text = text.replace(mark, signs[mark])
    # What is left within a cell is a line end of its own.
    return "\n".join(
        line if line.endswith("␊") or last else f"{line}␊"
        for line, last in _with_last(text.split("\n"))
    )


def _with_last(lines: list[str]) -> Iterator[tuple[str, bool]]:
    for place, line in enumerate(lines, 1):
        yield line, place == len(lines)
