"""Mends what tools leave behind that do not heed references, as SQLite itself does by default.

Such a tool deletes a project and leaves its items behind. What the tables' own rules would have
done to them is done when the file is opened or the change is noticed, as a part of the same step.
Or it puts an item below itself, by way of others: then no outline shows any of them, and one is
put back at the top of its project.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_LOST: Final = (
    "WITH RECURSIVE shown (id) AS (SELECT id FROM items WHERE parent_id IS NULL"
    " UNION ALL SELECT items.id FROM items JOIN shown ON items.parent_id = shown.id)"
    " SELECT id FROM items WHERE id NOT IN (SELECT id FROM shown) ORDER BY id LIMIT 1"
)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every reference leads to a row, and every item to a project."""
    queries = ("PRAGMA foreign_key_check", _LOST)
    return not any(connection.execute(query).fetchone() for query in queries)


def mend_references(connection: sqlite3.Connection) -> None:
    """Delete rows that belong to a row that is gone, and clear other references to such rows.

    Part of the caller's transaction; does nothing where every reference is sound.
    """
    if is_sound(connection):
        return
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
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
    while (lost := connection.execute(_LOST).fetchone()) is not None:
        top = _on_circle(connection, *lost)
        connection.execute("UPDATE items SET parent_id = NULL WHERE id = ?", (top,))
    connection.execute("UPDATE journal_state SET entry_id = NULL")


def _on_circle(connection: sqlite3.Connection, item_id: int) -> int:
    """The first item that is met twice on the way up from one that stands below no project."""
    seen: set[int] = set()
    while item_id not in seen:
        seen.add(item_id)
        (item_id,) = connection.execute(
            "SELECT parent_id FROM items WHERE id = ?", (item_id,)
        ).fetchone()
    return item_id


def _cleared_columns(connection: sqlite3.Connection, table: str, key: int) -> list[str]:
    """The columns of a reference that a row can do without; none where the row belongs to it."""
    found = connection.execute(
        'SELECT k."from" FROM pragma_foreign_key_list(?) k JOIN pragma_table_info(?) c'
        ' ON c.name = k."from" WHERE k.id = ? AND k.on_delete <> \'CASCADE\' AND NOT c."notnull"',
        (table, table, key),
    )
    return [column for (column,) in found]
