"""The sources of a table as numbers in its cells, for a list of them at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.domain.model import Source
from tracker.timeline.sheets.sources import in_runs


class SourceNumbers:
    """Gives numbers from 1 on, in the order in which the cells name the sources."""

    def __init__(self) -> None:
        self._found: dict[int, Source] = {}
        self._numbers: dict[int, int] = {}

    def cited(self, sources: Iterable[Source]) -> str:
        """ "1, 3–5" for the sources of a cell."""
        numbers = set()
        for source in sources:
            self._found.setdefault(source.id, source)
            numbers.add(self._numbers.setdefault(source.id, len(self._numbers) + 1))
        return in_runs(sorted(numbers))

    def __iter__(self) -> Iterator[Source]:
        """The sources in the order of their numbers."""
        return iter(self._found.values())
