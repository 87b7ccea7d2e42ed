"""What one step changed in the file: what views receive and patch their rows with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from tracker.domain.model import Item, Project, Row
from tracker.domain.portfolio import RowKey, owners
from tracker.records import record
from tracker.storage.journal import EntryKind


@record
class RowChange:
    """One row before and after: inserted (no ``before``), deleted (no ``after``) or updated."""

    table: str
    id: int
    before: Row | None
    after: Row | None


@record
class Changes:
    """Everything that one entry of the journal changed, cascades included; each row once.

    False when nothing changed. ``entry_id`` is then 0, unless an undo came to nothing.
    """

    entry_id: int = 0
    operation: str = ""
    kind: EntryKind = EntryKind.DO
    details: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that were touched."""
        return frozenset(change.table for change in self.rows)

    def touches(self, *tables: str) -> bool:
        return any(change.table in tables for change in self.rows)

    def inserted(self, table: str) -> tuple[int, ...]:
        """The ids of the new rows of a table, in the order in which they were stored."""
        return tuple(change.id for change in self._of(table) if change.before is None)

    def deleted(self, table: str) -> tuple[int, ...]:
        return tuple(change.id for change in self._of(table) if change.after is None)

    def updated(self, table: str) -> tuple[int, ...]:
        return tuple(change.id for change in self._of(table) if change.before and change.after)

    @property
    def row_keys(self) -> frozenset[RowKey]:
        """The projects and items that changed themselves or in what is attached to them.

        A changed body or source touches every row that names it: views ask :meth:`touches`.
        """
        return frozenset(
            key
            for change in self.rows
            for row in (change.before, change.after)
            if row is not None
            for key in owners(row)
        )

    @property
    def changes_outline(self) -> bool:
        """Whether rows came, went or moved, so that a view must lay its rows out anew."""
        return any(True for _ in self.moved_rows())

    def moved_rows(self) -> Iterator[Project | Item]:
        """The projects and items that came, went or moved: as they stood before and as they do."""
        for change in self.rows:
            if _place(change.before) != _place(change.after):
                for row in (change.before, change.after):
                    if isinstance(row, Project | Item):
                        yield row

    def _of(self, table: str) -> Iterator[RowChange]:
        return (change for change in self.rows if change.table == table)


def _place(row: Row | None) -> tuple[object, ...] | None:
    if row is None:
        return None
    return tuple(getattr(row, name, None) for name in ("project_id", "parent_id", "position"))
