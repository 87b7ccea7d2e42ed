"""The rows of one class in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Generic, TypeVar

from tracker.domain.model import Row

RowT = TypeVar("RowT", bound=Row)


class Table(Generic[RowT]):
    """The rows of one class by id, with an index for each reference that is asked for."""

    def __init__(self) -> None:
        self._rows: dict[int, RowT] = {}
        self._indexes: dict[str, dict[object, dict[int, RowT]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RowT]:
        return iter(self._rows.values())

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._rows

    def __getitem__(self, row_id: int) -> RowT:
        return self._rows[row_id]

    def get(self, row_id: int | None) -> RowT | None:
        return None if row_id is None else self._rows.get(row_id)

    def where(self, attribute: str, value: object) -> Iterable[RowT]:
        """The rows whose ``attribute`` equals ``value``, in the order of their ids' arrival."""
        index = self._indexes.get(attribute)
        if index is None:
            index = self._indexes[attribute] = self._index(attribute)
        found = index.get(value)
        return found.values() if found else ()

    def _index(self, attribute: str) -> dict[object, dict[int, RowT]]:
        index: dict[object, dict[int, RowT]] = {}
        for row, value in zip(
            self._rows.values(), map(attrgetter(attribute), self._rows.values()), strict=True
        ):
            if value in index:
                index[value][row.id] = row
            else:
                index[value] = {row.id: row}
        return index

    def fill(self, rows: Iterable[RowT]) -> None:
        """Add many rows to a table of which nothing was asked yet."""
        self._indexes.clear()
        self._rows.update((row.id, row) for row in rows)

    def put(self, row: RowT) -> None:
        """Add a row, or replace the one with its id."""
        self.remove(row.id)
        self._rows[row.id] = row
        for attribute, index in self._indexes.items():
            index.setdefault(getattr(row, attribute), {})[row.id] = row

    def remove(self, row_id: int) -> None:
        """Forget a row; nothing happens when there is none."""
        row = self._rows.pop(row_id, None)
        if row is not None:
            for attribute, index in self._indexes.items():
                index[getattr(row, attribute)].pop(row_id, None)
