"""The lines of a form of changes: who changed what, old and new, from the journal of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from tracker.domain.fields import Field
from tracker.domain.model import Item, Names, Project
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.exchange.forms.keys import CHANGE_FIELDS, PROJECT
from tracker.language import Translator
from tracker.records import record
from tracker.workspace.history.lines import Line
from tracker.workspace.history.reader import HistoryQuery, HistoryReader
from tracker.workspace.history.words import Words
from tracker.workspace.workspace import Workspace

_AT_ONCE: Final = 1_000


@record
class Since:
    """Which changes are told: those of the local days from ``first`` to ``last``, if given."""

    first: date
    last: date | None = None


class ChangeValues:
    """What the columns of a form show of a line of the history."""

    fields: Mapping[str, Field] = CHANGE_FIELDS

    def __init__(self, workspace: Workspace, translator: Translator) -> None:
        self._workspace = workspace
        self._words = Words(workspace, translator)

    def value(self, key: str, line: Line) -> Any:
        return _VALUES[key](self, line)

    def column(self, key: str, lines: Sequence[Line]) -> list[Any]:
        return [_VALUES[key](self, line) for line in lines]

    def found(self, since: Since, rows: tuple[RowKey, ...] | None) -> Iterator[Line]:
        """The lines of these days, the latest first; of ``rows`` only, where any are given."""
        query = HistoryQuery(rows, first=since.first, last=since.last)
        reader = HistoryReader(self._workspace, self._words, query)
        while not reader.done:
            yield from reader.read(_AT_ONCE)

    def _project(self, line: Line) -> Names | None:
        """The project that a change is about, also of an item that is gone."""
        owner = line.owner
        row = self._words.last_known(owner.table, owner.id) if owner else None
        if isinstance(row, Item):
            row = self._words.last_known("projects", row.project_id)
        return row.name if isinstance(row, Project) else None


_VALUES: Final[Mapping[str, Callable[[ChangeValues, Line], Any]]] = {
    "number": lambda values, line: None,
    "day": lambda values, line: Period.day(line.entry.at.astimezone().date()),
    "who": lambda values, line: values._words.who(line),
    "office": lambda values, line: line.entry.office or None,
    "step": lambda values, line: values._words.step(line),
    PROJECT: ChangeValues._project,
    "row": lambda values, line: values._words.row(line),
    "what": lambda values, line: values._words.field(line),
    "before": lambda values, line: values._words.values(line)[0] or None,
    "after": lambda values, line: values._words.values(line)[1] or None,
}
