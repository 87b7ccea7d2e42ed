"""A table as it is understood: where its headings are, what its columns mean, how it writes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.domain.errors import FileError
from tracker.domain.fields import FIELD, Context, Kind
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import DIALECTS, Dialect, default_dialect
from tracker.exchange.table_in.comparing import Comparing
from tracker.exchange.table_in.conventions import (
    DateOrder,
    DecimalSign,
    date_order_of,
    decimal_sign_of,
)
from tracker.exchange.table_in.layout import Layout, lay_out
from tracker.exchange.table_in.mapping import ColumnUse, Mapping, has_names, propose
from tracker.exchange.table_in.outcomes import Preview
from tracker.exchange.table_in.preview import Tell, preview_rows
from tracker.exchange.table_in.reports import refuse_report
from tracker.exchange.table_in.saved_mapping import SavedMapping
from tracker.exchange.table_in.source import Source, SourceRow
from tracker.exchange.table_in.values import CellReader
from tracker.language import N_, Language
from tracker.records import record
from tracker.storage.telling import Beat
from tracker.workspace.changes import Changes
from tracker.workspace.operations import import_rows
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.workspace import Workspace

NO_NAMES: Final = N_(
    "No column of “{file}” says which rows are meant. Name the column with the names in a mapping."
)


@record
class Options:
    """What the user says about a table; None for what is to be found out.

    ``likely`` is the language that decides where the headings leave it open; what is said here goes
    before what a saved ``mapping`` says.
    """

    likely: Language = Language.EN
    language: Language | None = None
    header_row: int | None = None
    mapping: SavedMapping | None = None
    decimal_sign: DecimalSign | None = None
    date_order: DateOrder | None = None


@record
class Table:
    """A source with all that was found out about it, to be shown and to be changed."""

    source: Source
    layout: Layout
    mapping: Mapping
    decimal_sign: DecimalSign
    date_order: DateOrder
    dialect: Dialect
    """The one whose marks are taken off cells, and in which refused rows are written."""

    @property
    def rows(self) -> list[SourceRow]:
        """The rows below the headings."""
        return self.source.rows[self.layout.header + 1 :]

    @property
    def not_imported(self) -> list[ColumnUse]:
        """The columns with a heading that nothing is imported from."""
        return [use for use in self.mapping.columns if use.column is None and use.heading.strip()]


def understand(source: Source, options: Options = Options()) -> Table:
    """Find out what a source says and how. Raises FileError where it is no table."""
    return with_mapping(source, *proposed(source, options))


def proposed(source: Source, options: Options) -> tuple[Layout, Mapping, Options]:
    """Where the headings are, what the columns are taken for, and all that is said of the table.

    Raises FileError where there are no headings, or no rows below them.
    """
    saved = options.mapping
    if saved is None:
        refuse_report(source)
    else:
        options = replace(
            options,
            language=saved.mapping.language,
            header_row=options.header_row or saved.header_row,
            decimal_sign=options.decimal_sign or saved.decimal_sign,
            date_order=options.date_order or saved.date_order,
        )
    layout = lay_out(
        source,
        likely=options.likely,
        language=options.language,
        header_row=options.header_row,
    )
    rows = source.rows[layout.header + 1 :]
    mapping = propose(layout, rows) if saved is None else saved.applied(layout)
    return layout, mapping, options


def with_mapping(source: Source, layout: Layout, mapping: Mapping, options: Options) -> Table:
    """The table with a mapping that was chosen, and what follows from it.

    Raises FileError where no column says which rows are meant.
    """
    if not has_names(mapping):
        raise FileError(NO_NAMES, file=source.name)
    rows = source.rows[layout.header + 1 :]
    sign = options.decimal_sign
    if sign is None:
        sign = decimal_sign_of(_texts(rows, mapping, {Kind.AMOUNT}), source.delimiter)
        if sign is DecimalSign.UNKNOWN and mapping.form and source.delimiter == ",":
            # This program's own tables: with commas between the cells the sign is a point.
            sign = DecimalSign.POINT
    order = options.date_order
    if order is None:
        order = date_order_of(_texts(rows, mapping, {Kind.DEADLINE, Kind.PERIOD, Kind.DAY}))
    return Table(source, layout, mapping, sign, order, _dialect_of(source, mapping.language))


def _texts(rows: list[SourceRow], mapping: Mapping, kinds: set[Kind]) -> Iterator[str]:
    places = [
        use.place
        for use in mapping.columns
        if not use.is_units and any(key in FIELD and FIELD[key].kind in kinds for key in use.fields)
    ]
    return (text for row in rows for place in places if (text := row.text(place).strip()))


def _dialect_of(source: Source, language: Language) -> Dialect:
    """Strict CSV has commas and no byte order mark; the other dialects are for spreadsheets."""
    if source.delimiter == ",":
        return DIALECTS["excel-en" if source.encoding.endswith("-sig") else "rfc4180"]
    if source.delimiter == ";":
        return DIALECTS["excel-ru"]
    if source.delimiter == "\t":
        return DIALECTS["tsv"]
    return default_dialect(language)


# -- the dry run and the import --------------------------------------------------------------------


@contextmanager
def _uncollected() -> Iterator[None]:
    """Puts the collector of garbage off while rows pile up that all stay.

    It would look through them again and again, for a third of the time of an import, and find none.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def preview(
    workspace: Workspace, table: Table, *, status_date: date, project: str | None = None
) -> Preview:
    """What an import of the table would do to the file. Nothing is written.

    Statuses are judged on the day that the table names, else on ``status_date``; ``project`` as in
    :func:`preview_rows`.
    """
    workspace.refresh()
    return preview_of(
        workspace.portfolio,
        table,
        status_date=status_date,
        project=project,
        revision=workspace.revision,
    )


def preview_of(
    portfolio: Portfolio,
    table: Table,
    *,
    status_date: date,
    project: str | None = None,
    revision: int = 0,
    tell: Tell | None = None,
) -> Preview:
    """As :func:`preview`, for a portfolio that is not, or not yet, an open file."""
    context = Context(portfolio, table.layout.as_of or status_date, OutlineNumbers(portfolio))
    reader = CellReader(
        table.mapping.language,
        table.dialect,
        table.decimal_sign,
        table.date_order,
        frozenset(claim.unit for claim in portfolio.claims),
    )
    return preview_rows(
        table.rows,
        mapping=table.mapping,
        comparing=Comparing(context, table.mapping, table.dialect, reader),
        width=len(table.layout.texts),
        project=project,
        revision=revision,
        tell=tell,
    )


@_uncollected()
def apply(
    workspace: Workspace, table: Table, dry_run: Preview, *, tell: Beat | None = None
) -> Changes:
    """Write what a preview says, as one step. Raises ConflictError when the file has changed since.

    Rows that were rejected are left out. ``tell`` is as in :meth:`Workspace.perform`.
    """
    plans = [row.plan for row in dry_run.rows if row.plan is not None]
    return import_rows(
        workspace,
        rows=plans,
        language=table.mapping.language,
        source=table.source.name,
        revision=dry_run.revision,
        tell=tell,
    )
