"""The sources of the dates on a chart: numbered beside the rows, listed at the end.

Listed is what the dates rest on: every promise that is drawn, and what was reported. The number of
a source is the place of its first row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.domain.model import Item, Project, Source
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.records import record
from tracker.timeline.outline_source import ChartGroup
from tracker.timeline.primitives import Align, Layer, Measure, Scene, StyleName, Text
from tracker.timeline.sheets.columns import ShownRow
from tracker.timeline.sheets.wrapping import Wrapping

SOURCE_LINE: Final = 16.0

_COLUMN: Final = 340.0
_GAP: Final = 24.0
_NUMBER: Final = 26.0
_STYLE: Final = StyleName.TEXT_LEGEND


@record
class Numbered:
    """``sources`` in the order of their numbers; for each row the numbers it rests on, as text."""

    sources: tuple[Source, ...]
    references: tuple[str, ...]


def numbered(portfolio: Portfolio, rows: Sequence[ShownRow]) -> Numbered:
    """Number the sources of ``rows`` from 1 on."""
    numbers: dict[int, int] = {}
    references = []
    for found in rows:
        row = None if isinstance(found, ChartGroup) else found.row
        ids = dict.fromkeys(_source_ids(portfolio, row))
        for source_id in ids:
            numbers.setdefault(source_id, len(numbers) + 1)
        references.append(in_runs(sorted(numbers[source_id] for source_id in ids)))
    return Numbered(tuple(portfolio.sources[found] for found in numbers), tuple(references))


def _source_ids(portfolio: Portfolio, row: Project | Item | None) -> Iterator[int]:
    if not isinstance(row, Item):
        return
    for commitment in portfolio.commitments.where("item_id", row.id):
        if commitment.source_id:
            yield commitment.source_id
    if row.actual_source_id:
        yield row.actual_source_id


def in_runs(numbers: list[int]) -> str:
    """ "1, 3–5" for 1, 3, 4, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}"
        for run in runs
    )


def source_text(source: Source, language: Language) -> str:
    """A source as it is listed: title, publisher, date, address."""
    said = published_text(source, language)
    return f"{said}. {source.url}" if source.url else said


def published_text(source: Source, language: Language) -> str:
    """Title, publisher and date of a source."""
    published = (
        deadline_text(source.published, language, style=Style.SHORT) if source.published else ""
    )
    return ", ".join(part for part in (source.title, source.publisher, published) if part)


class SourceList:
    """The sources as lines in columns ``width`` wide together."""

    def __init__(
        self, sources: Sequence[Source], language: Language, measure: Measure, width: float
    ) -> None:
        self._width = width
        self._columns = max(int((width + _GAP) // (_COLUMN + _GAP)), 1)
        self._column = (width - _GAP * (self._columns - 1)) / self._columns
        wrapping = Wrapping(measure, _STYLE)
        self._entries = [
            wrapping.lines(source_text(source, language), self._column - _NUMBER)
            for source in sources
        ]

    def __len__(self) -> int:
        return len(self._entries)

    def least_height(self) -> float:
        """The height in which all of it stands in one piece."""
        lines = sum(len(entry) for entry in self._entries)
        fitting = -(-lines // self._columns)
        while len(self._filled(fitting)) > self._columns:
            fitting += 1
        return fitting * SOURCE_LINE

    def pieces(self, room: float) -> list[Scene]:
        """The list in pieces not higher than ``room``."""
        room = min(room, self.least_height())
        columns = self._filled(max(int(room // SOURCE_LINE), 1))
        return [
            self._piece(columns[begin : begin + self._columns])
            for begin in range(0, len(columns), self._columns)
        ]

    def _filled(self, fitting: int) -> list[list[tuple[str, str]]]:
        """Columns of ``fitting`` lines, each with its number or "".

        An entry goes on in the next column only where it is longer than a column.
        """
        columns: list[list[tuple[str, str]]] = [[]]
        for number, entry in enumerate(self._entries, 1):
            if len(columns[-1]) + len(entry) > fitting and columns[-1] and len(entry) <= fitting:
                columns.append([])
            for place, line in enumerate(entry):
                if len(columns[-1]) == fitting:
                    columns.append([])
                columns[-1].append(("" if place else str(number), line))
        return columns

    def _piece(self, columns: list[list[tuple[str, str]]]) -> Scene:
        scene = Scene(self._width, max(len(column) for column in columns) * SOURCE_LINE)
        for across, column in enumerate(columns):
            x = across * (self._column + _GAP)
            for down, (number, line) in enumerate(column):
                y = (down + 0.5) * SOURCE_LINE
                if number:
                    right = x + _NUMBER - 8
                    scene.add(Layer.LABELS, Text(right, y, number, _STYLE, Align.RIGHT))
                scene.add(Layer.LABELS, Text(x + _NUMBER, y, line, _STYLE))
        return scene
