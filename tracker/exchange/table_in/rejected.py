"""The rows that an import refused, as CSV with the reasons, to be mended and imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import UserError
from tracker.exchange.guards import Guard, guarded
from tracker.exchange.table_in.headings import REASON, heading_for
from tracker.exchange.table_in.outcomes import Outcome, Preview, RowPreview
from tracker.exchange.table_in.source import SourceRow
from tracker.exchange.table_in.table import Table
from tracker.language import N_, Translator


def write_rejected(table: Table, preview: Preview, target: BinaryIO, speech: Translator) -> int:
    """Write the refused rows in the dialect of the table; gives their number.

    The lines above the headings come along, and the rows under which a refused row stands, so that
    the file is understood as the table was. ``target`` is left open.
    """
    head = [table.source.rows[place] for place in range(table.layout.header)]
    width = len(table.layout.texts)
    place = _reason_place(table)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.source.delimiter or table.dialect.separator)
    for line in head:
        writer.writerow(_cells(line, width, place, ""))
    headings = SourceRow(0, list(table.layout.texts))
    writer.writerow(_cells(headings, width, place, heading_for(REASON, table.mapping.language)))
    count = 0
    for row in _with_context(preview):
        reason = reason_text(row, speech)
        writer.writerow(_cells(row.source, width, place, reason))
        count += row.outcome is Outcome.REJECTED
    target.write(_encoded(text.getvalue(), table))
    return count


def check_is_another(target: Path, source: Path) -> None:
    """Raises UserError where refused rows would be written over the table that they come from."""
    if target.exists() and source.exists() and target.samefile(source):
        raise UserError(
            N_("“{file}” is the table itself. Choose another name for the refused rows."),
            file=target,
        )


def reason_text(row: RowPreview, speech: Translator) -> str:
    """Why a row is refused, with the column of each reason; "" for one that is not."""
    several = len(row.problems) > 1
    return " ".join(
        f"{problem.column}: {problem.reason.text(speech.text)}"
        if several and problem.column
        else problem.reason.text(speech.text)
        for problem in row.problems
    )


def _with_context(preview: Preview) -> Iterator[RowPreview]:
    """The refused rows, and those of the table above each of them that it needs."""
    needed: set[int] = set()
    for row in preview.with_outcome(Outcome.REJECTED):
        above: RowPreview | None = row
        while above is not None and id(above) not in needed:
            needed.add(id(above))
            above = above.below
    return (row for row in preview.rows if id(row) in needed)


def _reason_place(table: Table) -> int | None:
    """Where the table has the reasons already, because it was refused before."""
    return table.mapping.place_of(REASON)


def _cells(row: SourceRow, width: int, place: int | None, reason: str) -> list[str]:
    # The cells have their guards still; one from a workbook, or without, must not run either.
    cells = [
        text if (text := row.text(at)) != Guard.READINGS.restored(text) else guarded(text)
        for at in range(max(width, len(row.cells)))
    ]
    if place is None:
        return [*cells[:width], reason, *cells[width:]]
    cells[place] = reason
    return cells


def _encoded(text: str, table: Table) -> bytes:
    encoding = table.source.encoding or table.dialect.encoding
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        # The reasons are in the user's language, which the table's encoding may not have.
        return text.encode("utf-8-sig")
