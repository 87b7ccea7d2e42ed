"""Whether a file is sound: its pages, its references, and its journal against its rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tracker.domain.errors import FileError
from tracker.language import N_
from tracker.records import record
from tracker.storage import triggers
from tracker.storage.mapping import MAPPINGS

if TYPE_CHECKING:
    from tracker.storage.file import PortfolioFile


@record
class Finding:
    """One thing that is wrong: an English msgid and what fills it."""

    message: str
    values: dict[str, object]

    def text(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.message).format(**self.values)

    def __str__(self) -> str:
        return self.text()


def findings(file: PortfolioFile) -> list[Finding]:
    """Everything that is wrong with an open file; reads the whole of it. Raises FileError."""
    with file.reading() as connection:
        return [
            *_damage(connection),
            *_broken_references(connection),
            *_unreadable(file),
            *_journal_against_rows(connection),
            *_gaps(connection),
        ]


def _damage(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (problem,) in connection.execute("PRAGMA integrity_check"):
        if problem != "ok":
            yield Finding(N_("The file is damaged: {problem}"), {"problem": problem})
    if not triggers.are_current(connection):
        yield Finding(
            N_("The triggers that write the history were changed. Opening the file restores them."),
            {},
        )


def _broken_references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(
            N_("Row {id} of “{table}” refers to a row of “{parent}” that does not exist."),
            {"id": row_id, "table": table, "parent": parent},
        )


def _unreadable(file: PortfolioFile) -> Iterator[Finding]:
    try:
        for _ in file.repository.load_all():
            pass
    except FileError as error:
        yield Finding(error.message, error.values)


def _journal_against_rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rows that are not what the journal says they were made: something wrote past the triggers."""
    for table in triggers.DATA_TABLES:
        recorded = dict(
            connection.execute(
                "SELECT row_id, after FROM journal_changes WHERE id IN"
                " (SELECT max(id) FROM journal_changes WHERE table_name = ? GROUP BY row_id)"
                " AND after IS NOT NULL",
                (table,),
            )
        )
        image = triggers.image(connection, table, "")
        for row_id, content in connection.execute(f"SELECT id, {image} FROM {table}"):
            known = recorded.pop(row_id, None)
            if known is None:
                message = N_("Row {id} of “{table}” is not in the history.")
            elif known != content and not _same(table, known, content):
                message = N_("Row {id} of “{table}” differs from the history.")
            else:
                continue
            yield Finding(message, {"id": row_id, "table": table})
        for row_id in recorded:
            yield Finding(
                N_("Row {id} of “{table}” is in the history, but no longer in the file."),
                {"id": row_id, "table": table},
            )


def _same(table: str, known: str, content: str) -> bool:
    # An image from before an update of the file lacks the columns that came with it.
    mapping = MAPPINGS[table]
    return json.loads(known).keys() <= json.loads(content).keys() and (
        mapping.values_of_image(known) == mapping.values_of_image(content)
    )


def _gaps(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Changes that do not begin where the change before them ended."""
    for table, row_id in connection.execute(
        "SELECT DISTINCT table_name, row_id FROM ("
        " SELECT table_name, row_id, before, lag(after) OVER"
        " (PARTITION BY table_name, row_id ORDER BY id) AS known FROM journal_changes)"
        " WHERE before IS NOT known"
    ):
        yield Finding(
            N_("The history of row {id} of “{table}” has a gap."), {"id": row_id, "table": table}
        )
    open_entries = connection.execute(
        "SELECT count(*) FROM journal_state WHERE entry_id IS NOT NULL"
    ).fetchone()
    if open_entries != (0,):
        yield Finding(N_("A step in the history was left unfinished."), {})
