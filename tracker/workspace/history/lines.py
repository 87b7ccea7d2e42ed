"""One line of the history: one value that one step changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.domain.model import Row
from tracker.domain.portfolio import RowKey, owners
from tracker.records import record
from tracker.storage.journal import Entry
from tracker.workspace.changes import RowChange
from tracker.workspace.history.parts import WHOLE, Part, changed_parts, parts_of


@record
class Line:
    """One value that one step changed, or a row that it added or deleted (``part`` is WHOLE)."""

    entry: Entry
    change: RowChange
    part: Part

    @property
    def row(self) -> Row:
        """The row as the step left it, or as it was before the step deleted it."""
        row = self.change.after or self.change.before
        assert row is not None
        return row

    @property
    def key(self) -> str:
        """The name of the value for a filter."""
        parts = parts_of(self.change.table)
        of_row = parts.key(self.row)
        return self.part.key if of_row == "row" and self.part is not WHOLE else of_row

    @property
    def owner(self) -> RowKey | None:
        """The project or item that the value belongs to; none for a body, source or setting."""
        return next(owners(self.row), None)


def lines_of(entry: Entry, changes: Iterable[RowChange]) -> Iterator[Line]:
    """What a step changed, value by value."""
    for change in changes:
        if change.before is None or change.after is None:
            yield Line(entry, change, WHOLE)
            continue
        for part in changed_parts(change.table, change.before, change.after):
            yield Line(entry, change, part)
