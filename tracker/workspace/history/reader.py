"""Reads the journal newest first, as one line for each value that changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracker.domain.portfolio import RowKey
from tracker.language.folding import folded
from tracker.records import record
from tracker.workspace.history.lines import Line, lines_of
from tracker.workspace.history.words import Words
from tracker.workspace.workspace import Workspace


@record
class HistoryQuery:
    """Which lines are asked for; what is left as it is here leaves out none.

    ``rows`` are projects and items, with what is attached to them. ``first`` and ``last`` are local
    days, both included. ``field`` is the key of a part, see :func:`field_choices`. ``text`` is
    looked for in everything that a line says.
    """

    rows: tuple[RowKey, ...] | None = None
    user: str | None = None
    field: str | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


NO_QUERY: Final = HistoryQuery()
_END: Final = object()


class HistoryReader:
    """Reads on as long as it is asked to, so that the length of the journal costs nothing."""

    def __init__(
        self, workspace: Workspace, words: Words, query: HistoryQuery, *, after: int = 0
    ) -> None:
        """``after`` leaves only the steps later than the entry of that number."""
        self._workspace = workspace
        self._words = words
        self._query = query
        self._text = folded(query.text.strip())
        self._lines = self._read(after)
        self.done = False
        """Whether every line was read."""

    def read(self, lines: int, *, looked_at: int = 2000) -> list[Line]:
        """The next lines, at most so many, and of at most so many that were looked at."""
        found: list[Line] = []
        with self._workspace.past.reading():
            for _ in range(looked_at):
                line = next(self._lines, _END)
                if isinstance(line, Line):
                    found.append(line)
                    if len(found) == lines:
                        break
                elif line is _END:
                    self.done = True
                    break
        return found

    def _read(self, after: int) -> Iterator[Line | None]:
        """The lines, with None for each that is not wanted and for each step."""
        query, past = self._query, self._workspace.past
        rows = None if query.rows is None else past.with_attached(query.rows)
        entries = self._workspace.history(
            query.rows, user=query.user, first=query.first, last=query.last, after=after
        )
        for entry in entries:
            yield None
            for line in lines_of(entry, past.changes_in_turn(entry, rows=rows)):
                yield line if self._is_wanted(line) else None

    def _is_wanted(self, line: Line) -> bool:
        if self._query.field is not None and line.key != self._query.field:
            return False
        return not self._text or self._text in folded(self._words.whole(line))
