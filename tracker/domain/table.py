"""The rows of one class in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from tracker.domain.model import Row
from tracker.records import record

RowT = TypeVar("RowT", bound=Row)

Held = tuple[Any, ...]
"""What a file holds of one row, its id first."""


@record
class HeldRows(Generic[RowT]):
    """The rows of one class as a file holds them, in the order of their ids.

    ``make`` gives the row of what is held. ``columns`` says of an attribute that is one column at
    which place of what is held it stands, and what it means (None: itself).
    """

    table: str
    held: Sequence[Held]
    make: Callable[[Held], RowT]
    columns: Mapping[str, tuple[int, Mapping[Any, Any] | None]]


class Table(Generic[RowT]):
    """The rows of one class by id, with an index for each reference that is asked for.

    A row that came as a file holds it is made when it is first asked for.
    """

    def __init__(self) -> None:
        self._rows: dict[int, RowT | Held] = {}
        self._source: HeldRows[RowT] | None = None
        """Where some of the rows may not be made yet."""
        self._is_as_held = False
        """Whether no row was changed, come or gone since; made rows say what is held of them."""
        self._indexes: dict[str, dict[object, list[int] | dict[int, None]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RowT]:
        self._make_all()
        return iter(self._rows.values())  # type: ignore[arg-type]

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._rows

    def __getitem__(self, row_id: int) -> RowT:
        row = self._rows[row_id]
        if isinstance(row, tuple):
            assert self._source is not None
            row = self._rows[row_id] = self._source.make(row)
        return row

    def get(self, row_id: int | None) -> RowT | None:
        return self[row_id] if row_id in self._rows else None

    def where(self, attribute: str, value: object) -> Iterable[RowT]:
        """The rows whose ``attribute`` equals ``value``, in the order of their ids' arrival."""
        return [self[row_id] for row_id in self._index(attribute).get(value, ())]

    def ids_where(self, attribute: str, values: Iterable[object]) -> list[Collection[int]]:
        """The ids of the rows that :meth:`where` finds for each of some values."""
        index = self._index(attribute)
        return [index.get(value, ()) for value in values]

    def many(self, row_ids: Iterable[int]) -> list[RowT]:
        """The rows with these ids, in their order."""
        rows = list(map(self._rows.__getitem__, row_ids))
        if self._source is not None and tuple in set(map(type, rows)):
            return [row if not isinstance(row, tuple) else self[row[0]] for row in rows]
        return rows  # type: ignore[return-value]

    def column(self, attribute: str) -> list[Any]:
        """One attribute of every row, in the order of iteration; makes no row where it need not."""
        source = self._source
        if source is None or attribute not in source.columns:
            return list(map(attrgetter(attribute), self))
        place, meaning = source.columns[attribute]
        if self._is_as_held:
            found = map(itemgetter(place), source.held)
            return list(found) if meaning is None else list(map(meaning.__getitem__, found))
        rows = self._rows.values()
        if meaning is None:
            return [
                row[place] if isinstance(row, tuple) else getattr(row, attribute) for row in rows
            ]
        return [
            meaning[row[place]] if isinstance(row, tuple) else getattr(row, attribute)
            for row in rows
        ]

    def _index(self, attribute: str) -> dict[object, list[int] | dict[int, None]]:
        found = self._indexes.get(attribute)
        if found is None:
            found = self._indexes[attribute] = self._indexed(attribute)
        return found

    def _indexed(self, attribute: str) -> dict[object, list[int] | dict[int, None]]:
        index: dict[object, list[int] | dict[int, None]] = {}
        found: dict[object, list[int]] = {}
        for row_id, value in zip(self._rows, self.column(attribute), strict=True):
            if value in found:
                found[value].append(row_id)
            else:
                found[value] = [row_id]
        index.update(found)
        return index

    def _make_all(self) -> None:
        if self._source is None:
            return
        make = self._source.make
        for row_id, row in self._rows.items():
            if isinstance(row, tuple):
                self._rows[row_id] = make(row)
        self._source = None

    def fill(self, rows: Iterable[RowT]) -> None:
        """Add many rows to a table of which nothing was asked yet."""
        self._indexes.clear()
        self._rows.update((row.id, row) for row in rows)

    def hold(self, source: HeldRows[RowT]) -> None:
        """Fill an empty table with rows that are made when they are asked for."""
        assert not self._rows, "the table is filled already"
        self._source, self._is_as_held = source, True
        self._rows = {held[0]: held for held in source.held}

    def copied(self) -> Table[RowT]:
        """The rows as they are now; what changes here or there stays here or there."""
        found: Table[RowT] = Table()
        found._rows = dict(self._rows)
        found._source, found._is_as_held = self._source, self._is_as_held
        return found

    def let_go(self) -> None:
        """Forget every row, one after the other."""
        self._source = None
        self._indexes.clear()
        while self._rows:
            self._rows.popitem()

    def put(self, row: RowT) -> None:
        """Add a row, or replace the one with its id."""
        self.remove(row.id)
        self._is_as_held = False
        self._rows[row.id] = row
        for attribute, index in self._indexes.items():
            _changeable(index, getattr(row, attribute))[row.id] = None

    def remove(self, row_id: int) -> None:
        """Forget a row; nothing happens when there is none."""
        if row_id not in self._rows:
            return
        self._is_as_held = False
        row = self[row_id]
        del self._rows[row_id]
        for attribute, index in self._indexes.items():
            _changeable(index, getattr(row, attribute)).pop(row_id, None)


def _changeable(index: dict[object, list[int] | dict[int, None]], value: object) -> dict[int, None]:
    """The ids for one value, such that one can be taken out without looking through the others."""
    found = index.get(value, ())
    if not isinstance(found, dict):
        # A list is made in a third of the time, and most are never changed.
        found = index[value] = dict.fromkeys(found)
    return found
