"""What is to be read of a table and how: the choices of the import dialog, and what they come to.

No widgets here: :func:`look` runs on a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from tracker.domain.errors import UserError
from tracker.domain.portfolio import Portfolio
from tracker.exchange.table_in import (
    DateOrder,
    DecimalSign,
    Layout,
    Mapping,
    Options,
    Preview,
    SavedMapping,
    Source,
    Table,
    html_source,
    preview_of,
    proposed,
    read_source,
    text_source,
    with_mapping,
)
from tracker.language import Language
from tracker.records import record


@record
class TableFile:
    """A table in a file."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def read(self, wishes: Wishes) -> Source:
        """Raises FileError."""
        return read_source(
            self.path,
            encoding=wishes.encoding,
            delimiter=wishes.delimiter,
            sheet=wishes.sheet,
        )


@record
class CopiedTable:
    """A table as it was copied: ``html`` is "" where the clipboard had text alone."""

    name: str
    html: str
    text: str

    def read(self, wishes: Wishes) -> Source:
        """Raises FileError."""
        if "<table" in self.html.lower():
            return html_source(self.html, name=self.name)
        return text_source(self.text, name=self.name, delimiter=wishes.delimiter)


Origin = TableFile | CopiedTable

_READ_ANEW: Final = ("encoding", "delimiter", "sheet")
_LAID_OUT_ANEW: Final = ("header_row", "language")


@record
class Wishes:
    """What the user has said of a table; None for what is found out.

    ``columns`` is the mapping with what was chosen for single columns, ``project`` the name of the
    project of rows that do not say theirs.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    saved: SavedMapping | None = None
    language: Language | None = None
    header_row: int | None = None
    decimal_sign: DecimalSign | None = None
    date_order: DateOrder | None = None
    project: str | None = None
    columns: Mapping | None = None

    def read_anew(self, **changes: Any) -> Wishes:
        """With other cells or another saved mapping: what was said of columns holds no more."""
        kept = Wishes(
            self.encoding, self.delimiter, self.sheet, saved=self.saved, project=self.project
        )
        return replace(kept, **changes)

    def saying(self, key: str, value: object) -> Wishes:
        """With one more thing said; what followed from what it was before is found out anew."""
        if key in _READ_ANEW:
            return self.read_anew(**{key: value})
        changes: dict[str, Any] = {key: value}
        if key in _LAID_OUT_ANEW:
            changes["columns"] = None
        return replace(self, **changes)

    def reads_like(self, other: Wishes) -> bool:
        """Whether the cells are the same, however they are understood."""
        return (self.encoding, self.delimiter, self.sheet) == (
            other.encoding,
            other.delimiter,
            other.sheet,
        )


@record
class Against:
    """The file that a table is held against."""

    portfolio: Portfolio
    status_date: date
    revision: int
    likely: Language


@record
class Looked:
    """How far the look at a table came; ``failure`` says why it came no farther."""

    wishes: Wishes
    source: Source | None = None
    layout: Layout | None = None
    mapping: Mapping | None = None
    table: Table | None = None
    preview: Preview | None = None
    failure: UserError | None = None


def look(
    origin: Origin,
    wishes: Wishes,
    against: Against,
    *,
    source: Source | None,
    tell: Callable[[int, int], object],
) -> Looked:
    """Read a table, or take the ``source`` that was read before, and make the dry run of it.

    ``tell`` is told how many rows of how many were looked at; what it raises ends the look.
    """
    found = Looked(wishes)
    try:
        source = source or origin.read(wishes)
        found = replace(found, source=source)
        options = Options(
            likely=against.likely,
            language=wishes.language,
            header_row=wishes.header_row,
            mapping=wishes.saved,
            decimal_sign=wishes.decimal_sign,
            date_order=wishes.date_order,
        )
        layout, mapping, options = proposed(source, options)
        mapping = wishes.columns or mapping
        found = replace(found, layout=layout, mapping=mapping)
        table = with_mapping(source, layout, mapping, options)
        found = replace(found, table=table)
        count = len(table.rows)
        preview = preview_of(
            against.portfolio,
            table,
            status_date=against.status_date,
            project=wishes.project,
            revision=against.revision,
            tell=lambda done: tell(done, count),
        )
    except UserError as error:
        return replace(found, failure=error)
    return replace(found, preview=preview)
