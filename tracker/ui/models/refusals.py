"""What was typed into cells and could not be taken; kept until it is mended or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from tracker.domain.errors import UserError
from tracker.domain.portfolio import RowKey
from tracker.records import record


@record
class Refusal:
    """A text and the reason why the cell does not take it."""

    text: str
    error: UserError


Place = tuple[RowKey, str]
"""A cell: its row and the key of its column."""


@record
class _Batch:
    """What was refused at once, and after which step of the file."""

    places: frozenset[Place]
    step: int | None
    written: bool


class Refusals(QObject):
    """The refused texts of all cells, so that nothing typed is lost. The file holds none of them.

    Signals:
        changed: carries the set of RowKeys whose cells are marked or cleared.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused: dict[Place, Refusal] = {}
        self._batch: _Batch | None = None

    def __len__(self) -> int:
        return len(self._refused)

    def get(self, key: RowKey, field: str) -> Refusal | None:
        return self._refused.get((key, field))

    def put(self, key: RowKey, field: str, refusal: Refusal) -> None:
        self.take_in({(key, field): refusal}, dropped=())

    def drop(self, key: RowKey, field: str) -> bool:
        """Forget a refused text; whether there was one."""
        known = (key, field) in self._refused
        self.take_in({}, dropped=[(key, field)])
        return known

    def take_in(self, refused: Mapping[Place, Refusal], *, dropped: Iterable[Place]) -> None:
        """Keep many texts and forget others, told at once."""
        gone = [place for place in dropped if self._refused.pop(place, None) is not None]
        self._refused.update(refused)
        if gone or refused:
            self.changed.emit({key for key, _ in (*gone, *refused)})

    def came_at_once(self, refused: Iterable[Place], *, step: int | None, written: bool) -> None:
        """Remember what one paste was refused, until something else is.

        ``step`` is the latest step of the file, None for none; ``written`` whether it is that of
        the paste, which took the rest.
        """
        self._batch = _Batch(frozenset(refused), step, written)

    def take_back(self, step: int | None) -> bool:
        """Forget what the latest paste was refused, where ``step`` is still the latest one.

        Whether that is all there is to take back of it: nothing of it had been written.
        """
        batch = self._batch
        if batch is None or batch.step != step:
            return False
        self._batch = None
        dropped = [place for place in batch.places if place in self._refused]
        self.take_in({}, dropped=dropped)
        return bool(dropped) and not batch.written

    def drop_rows(self, gone: Callable[[RowKey], bool]) -> None:
        """Forget what was typed into rows that are no more."""
        self.take_in({}, dropped=[place for place in self._refused if gone(place[0])])
