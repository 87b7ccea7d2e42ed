"""A copy of a file as it was at an earlier step, its history up to that step included."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.storage import triggers
from tracker.storage.repository import put_image


def write_rewound(connection: sqlite3.Connection, target: Path, last: int) -> None:
    """Write the open file to ``target`` as its entry numbered ``last`` left it.

    The copy is the file that was: rows deleted since are there, and the later steps never happened.
    Step by step, the latest one first, each state on the way has stood in the file.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("BEGIN")
        triggers.remove(copy)
        images = copy.execute(
            "SELECT table_name, row_id, before FROM journal_changes WHERE entry_id > ?"
            " ORDER BY id DESC",
            (last,),
        )
        for table, row_id, before in images.fetchall():
            put_image(copy, table, row_id, before)
        copy.execute("DELETE FROM journal_changes WHERE entry_id > ?", (last,))
        copy.execute("DELETE FROM journal_entries WHERE id > ?", (last,))
        triggers.install(copy)
        copy.execute("COMMIT")
