"""Completes deletions of tools that do not heed references, as SQLite itself does by default.

Such a tool deletes a project and leaves its items behind. What the tables' own rules would have
done to them is done when the file is opened or the change is noticed, as a part of the same step.
"""

from __future__ import annotations

import sqlite3


def mend_references(connection: sqlite3.Connection) -> None:
    """Delete rows that belong to a row that is gone, and clear other references to such rows.

    Part of the caller's transaction; does nothing where every reference is sound.
    """
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if not broken:
        return
    connection.execute(
        "UPDATE journal_state SET entry_id = (SELECT id FROM journal_entries"
        " WHERE id = (SELECT max(id) FROM journal_entries) AND kind = 'outside')"
    )
    while broken:
        for table, row_id, _, key in broken:
            columns = _cleared_columns(connection, table, key)
            if columns:
                cleared = ", ".join(f"{column} = NULL" for column in columns)
                connection.execute(f"UPDATE {table} SET {cleared} WHERE id = ?", (row_id,))
            else:
                connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        # A row that was deleted may have been referred to itself.
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.execute("UPDATE journal_state SET entry_id = NULL")


def _cleared_columns(connection: sqlite3.Connection, table: str, key: int) -> list[str]:
    """The columns of a reference that a row can do without; none where the row belongs to it."""
    found = connection.execute(
        'SELECT k."from" FROM pragma_foreign_key_list(?) k JOIN pragma_table_info(?) c'
        ' ON c.name = k."from" WHERE k.id = ? AND k.on_delete <> \'CASCADE\' AND NOT c."notnull"',
        (table, table, key),
    )
    return [column for (column,) in found]
