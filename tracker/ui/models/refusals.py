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


class Refusals(QObject):
    """The refused texts of all cells, so that nothing typed is lost. The file holds none of them.

    Signals:
        changed: carries the set of RowKeys whose cells are marked or cleared.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused: dict[Place, Refusal] = {}

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

    def drop_rows(self, gone: Callable[[RowKey], bool]) -> None:
        """Forget what was typed into rows that are no more."""
        self.take_in({}, dropped=[place for place in self._refused if gone(place[0])])
