"""What was typed into cells and could not be taken; kept until it is mended or given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tracker.domain.errors import UserError
from tracker.domain.portfolio import RowKey


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text and the reason why the cell does not take it."""

    text: str
    error: UserError


class Refusals(QObject):
    """The refused texts of all cells, so that nothing typed is lost. The file holds none of them.

    Signals:
        changed: carries the RowKey whose cell is marked or cleared.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused: dict[tuple[RowKey, str], Refusal] = {}

    def __len__(self) -> int:
        return len(self._refused)

    def get(self, key: RowKey, field: str) -> Refusal | None:
        return self._refused.get((key, field))

    def put(self, key: RowKey, field: str, refusal: Refusal) -> None:
        self._refused[key, field] = refusal
        self.changed.emit(key)

    def drop(self, key: RowKey, field: str) -> bool:
        """Forget a refused text; whether there was one."""
        if self._refused.pop((key, field), None) is None:
            return False
        self.changed.emit(key)
        return True

    def drop_rows(self, gone: Callable[[RowKey], bool]) -> None:
        """Forget what was typed into rows that are no more."""
        for key, field in [place for place in self._refused if gone(place[0])]:
            self.drop(key, field)
