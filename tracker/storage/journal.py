"""The journal: what was done to the file, when, by whom, and how to take it back.

Triggers write ``journal_changes``, the image of a row before and after each change. One entry of
``journal_entries`` holds the changes of one step: something done, undone or redone here, or written
by another program ("outside"). Nothing is ever taken out of the journal: an undo is an entry too.

What can be undone and redone follows from the entries alone, so that it survives a restart:

* something done (or written outside) is the next to undo, and leaves nothing to redo;
* an undo reverses the entry that was next to undo; the next is then what was before that entry;
* a redo reverses an undo, and the entry which that had reversed is the next to undo again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from tracker.records import record
from tracker.storage.repository import put_image
from tracker.storage.telling import Beat, told


class EntryKind(StrEnum):
    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    OUTSIDE = "outside"


@record
class Entry:
    """One step. ``at`` is UTC; ``user`` and ``office`` are "" for what another program wrote.

    ``operation`` is a key of :data:`tracker.workspace.labels.OPERATION_LABELS` and ``details`` what
    its label needs. An undo ``reverses`` an entry; a redo ``reverses`` an undo.
    """

    id: int
    at: datetime
    user: str
    office: str
    operation: str
    details: Mapping[str, Any]
    kind: EntryKind
    reverses: int | None


@record
class ImageChange:
    """What happened to one row: its images before and after (None: there was no row)."""

    table: str
    row_id: int
    before: str | None
    after: str | None


_PAGE: Final = 200
_NO_END: Final = 1 << 62
"""More than the number of any entry."""
_ENTRY: Final = "e.id, e.at, e.user, e.office, e.operation, e.details, e.kind, e.reverses"


class Journal:
    """The journal of an open file. Every write is part of a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # -- writing ----------------------------------------------------------------------------------

    def begin(
        self,
        *,
        at: datetime,
        user: str,
        office: str,
        operation: str,
        details: Mapping[str, Any],
        kind: EntryKind = EntryKind.DO,
        reverses: int | None = None,
    ) -> Entry:
        """Start an entry: what is written from now on belongs to it, until :meth:`end`."""
        text = json.dumps(details, ensure_ascii=False, sort_keys=True)
        cursor = self._connection.execute(
            "INSERT INTO journal_entries (at, user, office, operation, details, kind, reverses)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (to_text(at), user, office, operation, text, kind.value, reverses),
        )
        entry_id = int(cursor.lastrowid or 0)
        self._connection.execute("UPDATE journal_state SET entry_id = ?", (entry_id,))
        return Entry(entry_id, at, user, office, operation, json.loads(text), kind, reverses)

    def end(self) -> None:
        self._connection.execute("UPDATE journal_state SET entry_id = NULL")

    def reverse(self, entry_id: int) -> None:
        """Put back what the changes of an entry replaced, the last of them first."""
        self._put_back("entry_id = ?", entry_id)

    def rewind(self, last: int, *, entry: Entry) -> None:
        """Put every row back as the entry numbered ``last`` left it, as changes of ``entry``.

        Step by step, the latest one first: each state on the way has stood in the file, so that
        none of the tables' own rules can be in the way.
        """
        self._put_back("entry_id > ? AND entry_id < ?", last, entry.id)

    def _put_back(self, which: str, *values: Any) -> None:
        images = self._connection.execute(
            f"SELECT table_name, row_id, before FROM journal_changes WHERE {which}"
            " ORDER BY id DESC",
            values,
        )
        for table, row_id, before in images.fetchall():
            put_image(self._connection, table, row_id, before)

    # -- what changed -----------------------------------------------------------------------------

    def last_change(self) -> int:
        """The number of the latest change in the file, 0 when there is none."""
        (found,) = self._connection.execute("SELECT max(id) FROM journal_changes").fetchone()
        return int(found or 0)

    def changes(
        self,
        entry_id: int,
        *,
        after: int = 0,
        rows: Iterable[tuple[str, int]] | None = None,
        tell: Beat | None = None,
    ) -> list[ImageChange]:
        """What an entry did, as one change for each row, left out where it came to nothing.

        ``after`` leaves out the changes up to that number; ``rows`` (table and id) leaves only what
        happened to these.
        """
        wanted = "" if rows is None else f" AND id IN ({_CHANGES_OF_ROWS})"
        found = self._connection.execute(
            "SELECT table_name, row_id, before, after FROM journal_changes"
            f" WHERE entry_id = ? AND id > ?{wanted} ORDER BY id",
            (entry_id, after) if rows is None else (entry_id, after, json.dumps(list(rows))),
        )
        return _net(told((ImageChange(*values) for values in found), tell))

    def entries_with_changes(self, *, after: int) -> list[Entry]:
        """The entries that hold changes later than the change number ``after``, oldest first."""
        found = self._connection.execute(
            f"SELECT {_ENTRY} FROM journal_entries e WHERE e.id IN"
            " (SELECT entry_id FROM journal_changes WHERE id > ?) ORDER BY e.id",
            (after,),
        )
        return [_entry(values) for values in found]

    def last_by(self, moment: datetime, *, before: int = _NO_END) -> int:
        """The number of the latest entry up to a moment, 0 when there is none.

        ``before`` leaves out the entries from that number on. The latest entry decides, should the
        clock have been put back in between.
        """
        found = self._connection.execute(
            "SELECT id FROM journal_entries WHERE at <= ? AND id < ? ORDER BY id DESC LIMIT 1",
            (to_text(moment), before),
        ).fetchone()
        return found[0] if found else 0

    def images_after(self, entry_id: int) -> list[ImageChange]:
        """For every row that changed after an entry: the image it had then, as ``before``."""
        found = self._connection.execute(
            "SELECT table_name, row_id, before, NULL FROM journal_changes WHERE id IN ("
            "SELECT min(id) FROM journal_changes WHERE entry_id > ? GROUP BY table_name, row_id)",
            (entry_id,),
        )
        return [ImageChange(*values) for values in found]

    # -- undo and redo ----------------------------------------------------------------------------

    def next_undo(self) -> Entry | None:
        """The entry that an undo would reverse, None when there is none."""
        return self._one(
            """
            WITH RECURSIVE top (id, kind, reverses) AS (
                SELECT * FROM (
                    SELECT id, kind, reverses FROM journal_entries ORDER BY id DESC LIMIT 1)
                UNION ALL
                SELECT e.id, e.kind, e.reverses FROM top JOIN journal_entries e
                ON e.id = (SELECT max(id) FROM journal_entries WHERE id < top.reverses)
                WHERE top.kind = 'undo'
            )
            SELECT CASE kind WHEN 'redo'
                THEN (SELECT u.reverses FROM journal_entries u WHERE u.id = top.reverses)
                ELSE id END
            FROM top WHERE kind <> 'undo' LIMIT 1
            """
        )

    def next_redo(self) -> Entry | None:
        """The undo that a redo would reverse, None when there is none."""
        return self._one(
            """
            WITH RECURSIVE top (id, kind, reverses) AS (
                SELECT * FROM (
                    SELECT id, kind, reverses FROM journal_entries ORDER BY id DESC LIMIT 1)
                UNION ALL
                SELECT e.id, e.kind, e.reverses FROM top JOIN journal_entries e
                ON e.id = (SELECT max(id) FROM journal_entries WHERE id < top.reverses)
                WHERE top.kind = 'redo'
            )
            SELECT id FROM top WHERE kind = 'undo' LIMIT 1
            """
        )

    def _one(self, query: str) -> Entry | None:
        found = self._connection.execute(query).fetchone()
        return self.entry(found[0]) if found else None

    def entry(self, entry_id: int) -> Entry:
        values = self._connection.execute(
            f"SELECT {_ENTRY} FROM journal_entries e WHERE e.id = ?", (entry_id,)
        ).fetchone()
        return _entry(values)

    # -- history ----------------------------------------------------------------------------------

    def entries(
        self,
        *,
        rows: Iterable[tuple[str, int]] | None = None,
        user: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        after: int = 0,
    ) -> Iterator[Entry]:
        """The entries, newest first, read as they are asked for.

        ``rows`` (table and id) leaves only the entries that changed one of them, ``user`` those of
        one person, ``since`` and ``until`` (exclusive) a span of time, ``after`` those later than
        the entry of that number.
        """
        conditions, values = ["e.id > ?"], [after]
        for condition, value in (
            ("e.user = ?", user),
            ("e.at >= ?", since and to_text(since)),
            ("e.at < ?", until and to_text(until)),
            (f"e.id IN ({_ENTRIES_OF_ROWS})", None if rows is None else json.dumps(list(rows))),
        ):
            if value is not None:
                conditions.append(condition)
                values.append(value)  # type: ignore[arg-type]
        query = (
            f"SELECT {_ENTRY} FROM journal_entries e WHERE {' AND '.join(conditions)}"
            f" AND e.id < ? ORDER BY e.id DESC LIMIT {_PAGE}"
        )
        before = _NO_END
        while True:
            found = self._connection.execute(query, (*values, before)).fetchall()
            for row in found:
                yield _entry(row)
            if len(found) < _PAGE:
                return
            before = found[-1][0]

    def changes_in_turn(self, entry_id: int) -> Iterator[ImageChange]:
        """What an entry did, as :meth:`changes`, read as it is asked for.

        An import is one entry of very many changes, of which a screen shows a few.
        """
        # The changes of one entry stand together, which bounds each search in them.
        first, last = self._connection.execute(
            "SELECT min(id), max(id) FROM journal_changes WHERE entry_id = ?", (entry_id,)
        ).fetchone()
        at = (first or 0) - 1
        while first is not None:
            found = self._connection.execute(_CHANGES_IN_TURN, (last, at, last, first)).fetchall()
            for _, *values in found:
                change = ImageChange(*values)
                if change.before != change.after:
                    yield change
            if len(found) < _PAGE:
                return
            at = found[-1][0]

    def users(self) -> list[str]:
        """Everybody who has done a step, by name."""
        found = self._connection.execute("SELECT DISTINCT user FROM journal_entries ORDER BY user")
        return [user for (user,) in found]

    def deletions(self, *, after: int = 0) -> list[ImageChange]:
        """Every deletion of a row later than the change number ``after``, the oldest first."""
        found = self._connection.execute(
            "SELECT table_name, row_id, before, after FROM journal_changes"
            " WHERE id > ? AND after IS NULL ORDER BY id",
            (after,),
        )
        return [ImageChange(*values) for values in found]

    def last_image(self, table: str, row_id: int) -> str | None:
        """A row as it was last, whether it still is there or not; None where it never was."""
        found = self._connection.execute(
            "SELECT coalesce(after, before) FROM journal_changes"
            " WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 1",
            (table, row_id),
        ).fetchone()
        return found[0] if found else None

    def change_since(self, table: str, row_id: int, entry_id: int) -> ImageChange | None:
        """The first change of a row in an entry or after it; None where it stayed as it was."""
        found = self._connection.execute(
            "SELECT table_name, row_id, before, after FROM journal_changes"
            " WHERE table_name = ? AND row_id = ? AND entry_id >= ? ORDER BY id LIMIT 1",
            (table, row_id, entry_id),
        ).fetchone()
        return ImageChange(*found) if found else None


_CHANGES_IN_TURN: Final = f"""
    SELECT c.id, c.table_name, c.row_id, c.before,
        (SELECT l.after FROM journal_changes l WHERE l.table_name = c.table_name
            AND l.row_id = c.row_id AND l.id <= ? ORDER BY l.id DESC LIMIT 1)
    FROM journal_changes c
    WHERE c.id > ? AND c.id <= ? AND NOT EXISTS (
        SELECT 1 FROM journal_changes p WHERE p.table_name = c.table_name
            AND p.row_id = c.row_id AND p.id >= ? AND p.id < c.id)
    ORDER BY c.id LIMIT {_PAGE}"""
_OF_ROWS: Final = """
    FROM json_each(?) wanted JOIN journal_changes c
    ON c.table_name = json_extract(wanted.value, '$[0]')
    AND c.row_id = json_extract(wanted.value, '$[1]')"""
_ENTRIES_OF_ROWS: Final = f"SELECT c.entry_id {_OF_ROWS}"
_CHANGES_OF_ROWS: Final = f"SELECT c.id {_OF_ROWS}"


def to_text(moment: datetime) -> str:
    """A moment as the journal stores it: UTC with milliseconds, which sorts as text."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def _entry(values: tuple[Any, ...]) -> Entry:
    row_id, at, user, office, operation, details, kind, reverses = values
    return Entry(
        row_id,
        datetime.fromisoformat(at),
        user,
        office,
        operation,
        json.loads(details),
        EntryKind(kind),
        reverses,
    )


def _net(changes: Iterable[ImageChange]) -> list[ImageChange]:
    """One change for each row: from its first image to its last."""
    net: dict[tuple[str, int], ImageChange] = {}
    for change in changes:
        key = (change.table, change.row_id)
        first = net.get(key, change)
        net[key] = ImageChange(*key, first.before, change.after)
    return [change for change in net.values() if change.before != change.after]
