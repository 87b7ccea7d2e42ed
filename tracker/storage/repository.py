"""Reads and writes rows of the domain, one table the same as the other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from tracker.domain.errors import ConflictError
from tracker.domain.model import ROW_CLASSES, Row
from tracker.domain.table import HeldRows
from tracker.language import N_
from tracker.storage.mapping import MAPPINGS, RowMapping, Stored
from tracker.storage.telling import Beat, told

RowT = TypeVar("RowT", bound=Row)


def new_uid() -> str:
    """A name for a row that no other copy of any file will give again (128 random bits)."""
    return os.urandom(16).hex()


class Repository:
    """The rows of an open file. Writes belong into the transaction of ``Workspace.perform``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load_all(self) -> Iterator[Row]:
        """Every row, referred-to tables first, each table in the order of its ids."""
        for row_class in ROW_CLASSES:
            mapping = MAPPINGS[row_class.table]
            for values in self._connection.execute(_select(mapping) + " ORDER BY id"):
                yield mapping.row(values)

    def hold_all(self) -> Iterator[HeldRows[Any]]:
        """Every table, its rows to be made when they are asked for; see :meth:`load_all`.

        Raises FileError where one cannot be made.
        """
        for row_class in ROW_CLASSES:
            mapping = MAPPINGS[row_class.table]
            found = self._connection.execute(_select(mapping) + " ORDER BY id").fetchall()
            yield mapping.held(found)

    def get(self, row_class: type[RowT], row_id: int) -> RowT:
        """One row as it is in the file now. Raises ConflictError when it is gone."""
        mapping: RowMapping[RowT] = MAPPINGS[row_class.table]
        values = self._connection.execute(_select(mapping) + " WHERE id = ?", (row_id,)).fetchone()
        if values is None:
            raise _gone(row_class.table, row_id)
        return mapping.row(values)

    def insert(self, row: RowT) -> RowT:
        """Store a new row and return it with the ``id`` and ``uid`` that it now has.

        An ``id`` or ``uid`` that is given is kept.
        """
        mapping: RowMapping[RowT] = MAPPINGS[row.table]
        row = replace(row, uid=row.uid or new_uid())
        values = mapping.values(row)
        if not row.id:
            values[0] = None
        cursor = self._connection.execute(_insert(mapping), values)
        return replace(row, id=int(cursor.lastrowid or 0))

    def insert_many(self, rows: Iterable[RowT], *, tell: Beat | None = None) -> list[RowT]:
        """Store many new rows of one class at once; as :meth:`insert`, and much quicker."""
        rows = list(rows)
        if not rows:
            return []
        mapping: RowMapping[RowT] = MAPPINGS[rows[0].table]
        next_id = self.next_id(type(rows[0]))
        stored = [
            row
            if row.id and row.uid
            else replace(row, id=row.id or next_id + index, uid=row.uid or new_uid())
            for index, row in enumerate(rows)
        ]
        values = map(mapping.values, told(stored, tell))
        self._connection.executemany(_insert(mapping), values)
        return stored

    def next_id(self, row_class: type[Row]) -> int:
        """An id from which on none was ever given to a row of this class."""
        table = row_class.table
        (highest,) = self._connection.execute(
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0),"
            f" coalesce((SELECT max(id) FROM {table}), 0))",
            (table,),
        ).fetchone()
        return int(highest) + 1

    def update(self, row: Row) -> None:
        """Store all attributes of a row. Raises ConflictError when it is gone."""
        mapping = MAPPINGS[row.table]
        values = mapping.values(row)
        cursor = self._connection.execute(_update(mapping), [*values[1:], row.id])
        if not cursor.rowcount:
            raise _gone(row.table, row.id)

    def delete(self, row_class: type[Row], row_id: int) -> None:
        """Delete a row with all that belongs to it. Raises ConflictError when it is gone."""
        table = row_class.table
        cursor = self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        if not cursor.rowcount:
            raise _gone(table, row_id)


def _gone(table: str, row_id: int) -> ConflictError:
    return ConflictError(
        N_("The row was deleted meanwhile (row {id} of “{table}”). Nothing was changed."),
        id=row_id,
        table=table,
    )


def _select(mapping: RowMapping[RowT]) -> str:
    return f"SELECT {', '.join(mapping.column_names)} FROM {mapping.table}"


def _insert(mapping: RowMapping[RowT]) -> str:
    marks = ", ".join("?" * len(mapping.column_names))
    return f"INSERT INTO {mapping.table} ({', '.join(mapping.column_names)}) VALUES ({marks})"


def _update(mapping: RowMapping[RowT]) -> str:
    changes = ", ".join(f"{name} = ?" for name in mapping.column_names[1:])
    return f"UPDATE {mapping.table} SET {changes} WHERE id = ?"


def put_image(connection: sqlite3.Connection, table: str, row_id: int, image: str | None) -> None:
    """Make one row what a journal image says it was (None: no such row)."""
    if image is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    mapping = MAPPINGS[table]
    values: list[Stored] = mapping.values_of_image(image)
    if not connection.execute(_update(mapping), [*values[1:], row_id]).rowcount:
        connection.execute(_insert(mapping), values)
