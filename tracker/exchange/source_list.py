"""The sources as a table of their own: numbered, with publisher, date and address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tracker.domain.model import Source
from tracker.exchange.dialects import Days
from tracker.exchange.official_dates import deadline_cell
from tracker.exchange.table import Cell, Content, RowKind, Table, TableColumn, TableRow
from tracker.language import N_, Translator

_COLUMNS: Final = (
    TableColumn(N_("No."), Content.ROW_NUMBER, 6),
    TableColumn(N_("Title"), Content.TEXT, 60, wraps=True),
    TableColumn(N_("Publisher"), Content.TEXT, 24, wraps=True),
    TableColumn(N_("Published"), Content.PERIOD, 15),
    TableColumn(N_("Address"), Content.TEXT, 50, wraps=True),
)


def source_table(
    sources: Iterable[Source], speech: Translator, *, days: Days = Days.DOTTED
) -> Table:
    """``sources`` in their order, numbered from 1; the address is a text and no link."""

    def row(number: int, source: Source) -> TableRow:
        when = source.published
        published = deadline_cell(when, speech.language, days) if when else None
        cells: tuple[Cell, ...] = (
            number,
            source.title or None,
            source.publisher or None,
            published,
            source.url or None,
        )
        return TableRow(RowKind.ROW, cells)

    return Table(
        title=speech.text(N_("Sources")),
        as_of="",
        language=speech.language,
        columns=tuple(
            TableColumn(speech.text(column.heading), column.content, column.width, column.wraps)
            for column in _COLUMNS
        ),
        rows=[row(number, source) for number, source in enumerate(sources, 1)],
    )
