"""The triggers that write the journal, so that no write can go round it, whichever tool makes it.

They are derived from the columns that the tables have, and put in again when a file is opened with
others. Besides journalling they refuse the few statements by which SQLite would drop a row without
telling any trigger: OR REPLACE on a unique key other than ``id``, and a changed ``id``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from tracker.domain.model import ROW_CLASSES

DATA_TABLES: Final = tuple(row_class.table for row_class in ROW_CLASSES)
"""Every journalled table, referred-to tables first."""

_NOW: Final = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

# A tool that writes statement by statement makes one entry of what it does within a second, so that
# a bulk change from outside is one step to undo.
_OUTSIDE_ENTRY: Final = f"""
    INSERT INTO journal_entries (at, operation, kind)
    SELECT {_NOW}, 'outside', 'outside'
    WHERE (SELECT entry_id FROM journal_state) IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM journal_entries
        WHERE id = (SELECT max(id) FROM journal_entries) AND kind = 'outside'
        AND at BETWEEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 second') AND {_NOW}
    );"""

_ENTRY: Final = (
    "coalesce((SELECT entry_id FROM journal_state), (SELECT max(id) FROM journal_entries))"
)


def install(connection: sqlite3.Connection) -> None:
    """Put in every trigger that is missing or different; part of the caller's transaction."""
    found = _installed(connection)
    wanted = dict(_wanted(connection))
    for name, sql in found.items():
        if wanted.get(name) != sql:
            connection.execute(f'DROP TRIGGER "{name}"')
    for name, sql in wanted.items():
        if found.get(name) != sql:
            connection.execute(sql)


def remove(connection: sqlite3.Connection) -> None:
    """Take all of them out before the tables change; part of the caller's transaction."""
    for name in _installed(connection):
        connection.execute(f'DROP TRIGGER "{name}"')


def are_current(connection: sqlite3.Connection) -> bool:
    return _installed(connection) == dict(_wanted(connection))


def image(connection: sqlite3.Connection, table: str, prefix: str) -> str:
    """An SQL expression: the row as JSON without what is not given (NULL, and '' where default).

    Read back by :mod:`tracker.storage.mapping`.
    """
    pairs = ", ".join(
        f"'{column}', nullif({prefix}{column}, '')"
        if default == "''"
        else f"'{column}', {prefix}{column}"
        for column, default in _columns(connection, table)
    )
    # Merging into an empty object drops the members that are null.
    return f"json_patch('{{}}', json_object({pairs}))"


def _installed(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(
        connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'journal_*'"
        )
    )


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, str | None]]:
    found = connection.execute("SELECT name, dflt_value FROM pragma_table_info(?)", (table,))
    return list(found)


def _wanted(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for table in DATA_TABLES:
        yield from _journalling(connection, table)
        yield from _guards(connection, table)
    for table in ("journal_entries", "journal_changes"):
        yield from _append_only(table)


def _journalling(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    new, old = image(connection, table, "NEW."), image(connection, table, "OLD.")
    differs = " OR ".join(
        f"NEW.{column} IS NOT OLD.{column}" for column, _ in _columns(connection, table)
    )
    # Where the journal still has the row, it was replaced without its delete trigger being fired.
    replaced = (
        f"(SELECT after FROM journal_changes WHERE table_name = '{table}' AND row_id = NEW.id"
        " ORDER BY id DESC LIMIT 1)"
    )
    for event, when, row_id, before, after in (
        ("INSERT", "", "NEW.id", replaced, new),
        ("UPDATE", f" WHEN {differs}", "NEW.id", old, new),
        ("DELETE", "", "OLD.id", old, "NULL"),
    ):
        name = f"journal_{table}_{event.lower()}"
        yield (
            name,
            f"""CREATE TRIGGER {name} AFTER {event} ON {table}{when} BEGIN{_OUTSIDE_ENTRY}
    INSERT INTO journal_changes (entry_id, table_name, row_id, before, after)
    VALUES ({_ENTRY}, '{table}', {row_id}, {before}, {after});
END""",
        )


def _guards(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    keys = _unique_keys(connection, table)
    taken = [
        f"SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table}.{', '.join(key)}') WHERE EXISTS ("
        f"SELECT 1 FROM {table} WHERE id IS NOT NEW.id"
        + "".join(f" AND {column} = NEW.{column}" for column in key)
        + ");"
        for key in keys
    ]
    inserting = f"journal_{table}_before_insert"
    yield (
        inserting,
        f"CREATE TRIGGER {inserting} BEFORE INSERT ON {table} BEGIN {' '.join(taken)} END",
    )
    changing = f"journal_{table}_before_update"
    columns = ", ".join(dict.fromkeys(["id", *(column for key in keys for column in key)]))
    yield (
        changing,
        f"CREATE TRIGGER {changing} BEFORE UPDATE OF {columns} ON {table} BEGIN"
        f" SELECT RAISE(ABORT, '{table}.id never changes') WHERE NEW.id IS NOT OLD.id;"
        f" {' '.join(taken)} END",
    )


def _unique_keys(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    """The unique keys of a table besides its id and those that contain it."""
    indexes = connection.execute(
        'SELECT name FROM pragma_index_list(?) WHERE "unique" ORDER BY name', (table,)
    ).fetchall()
    keys = [
        [
            column
            for (column,) in connection.execute(
                "SELECT name FROM pragma_index_info(?) ORDER BY seqno", (index,)
            )
        ]
        for (index,) in indexes
    ]
    return [key for key in keys if "id" not in key]


def _append_only(table: str) -> Iterator[tuple[str, str]]:
    refusal = "SELECT RAISE(ABORT, 'the journal is only ever added to')"
    for event, row in (("UPDATE", ""), ("DELETE", "")):
        name = f"{table}_keep_{event.lower()}"
        yield name, f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN {refusal}{row}; END"
    name = f"{table}_keep_insert"
    yield (
        name,
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} BEGIN {refusal}"
        f" WHERE EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id); END",
    )
