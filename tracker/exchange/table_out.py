"""Tables out as CSV: by columns in chunks, so that a long export needs little time and memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import BinaryIO, Final

from tracker.domain.fields import Context
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import Dialect
from tracker.exchange.forms import Form
from tracker.exchange.official_table import fill_form
from tracker.exchange.table import Cell, Table
from tracker.language import Language, translator
from tracker.workspace.query import OutlineNumbers, Query

_CHUNK: Final = 2_000
"""Rows written at once: a few hundred kilobytes."""

_SYLK: Final = "ID"


def write_form(
    portfolio: Portfolio,
    target: BinaryIO,
    *,
    form: Form,
    language: Language,
    dialect: Dialect,
    status_date: date,
    query: Query | None = None,
) -> int:
    """Fill in a form and write it as CSV; gives the number of rows below the headings.

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


def write_csv(table: Table, target: BinaryIO, dialect: Dialect) -> int:
    """Write a table; gives the number of rows below the headings.

    Title lines are filled up with empty cells, so that every line has the same number of cells.
    The order of what is written is that of ``table``; ``target`` is left open.
    """
    text = io.TextIOWrapper(target, encoding=dialect.encoding, newline="", write_through=True)
    try:
        width = len(table.columns)
        writer = csv.writer(text, delimiter=dialect.separator, lineterminator="\r\n")
        above = [(line, *[None] * (width - 1)) for line in table.preamble]
        head = _written([*above, table.headings], dialect)
        _first_line(head[0], text, dialect)
        writer.writerows(head[1:])
        written = 0
        for chunk in _chunks(row.cells for row in table.rows):
            writer.writerows(_written(chunk, dialect))
            written += len(chunk)
        return written
    finally:
        text.detach()


def _first_line(cells: tuple[str, ...], text: io.TextIOWrapper, dialect: Dialect) -> None:
    # A file that begins with ID is taken for SYLK by Excel; the quote before it prevents that.
    first = csv.writer(
        text,
        delimiter=dialect.separator,
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if cells[0].startswith(_SYLK) else csv.QUOTE_MINIMAL,
    )
    first.writerow(cells)


def _chunks(rows: Iterable[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def _written(rows: list[tuple[Cell, ...]], dialect: Dialect) -> list[tuple[str, ...]]:
    return list(zip(*map(dialect.texts, zip(*rows, strict=True)), strict=True))
