"""Writes texts on a page: in lines, with the numbers of their sources raised behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from tracker.records import record
from tracker.timeline.primitives import Align, Layer, Line, Measure, Scene, StyleName, Text
from tracker.timeline.sheets.passport.content import Cited
from tracker.timeline.sheets.sources import in_runs
from tracker.timeline.sheets.wrapping import Wrapping

_RAISED: Final = 3.0
_REFERENCE_GAP: Final = 3.0


class Type(NamedTuple):
    """The size in which a passport is set; ``line`` is the height of a line of text."""

    text: StyleName
    strong: StyleName
    quiet: StyleName
    line: float
    row: float
    """The height of a row of a table with one line."""
    gap: float
    """What is left between sections."""
    chart_row: float


NORMAL: Final = Type(
    StyleName.TEXT_PAPER,
    StyleName.TEXT_PAPER_STRONG,
    StyleName.TEXT_PAPER_QUIET,
    line=17.0,
    row=24.0,
    gap=20.0,
    chart_row=26.0,
)
FINE: Final = Type(
    StyleName.TEXT_CELL_FINE,
    StyleName.TEXT_CELL_FINE_STRONG,
    StyleName.TEXT_FINE_QUIET,
    line=13.0,
    row=17.0,
    gap=11.0,
    chart_row=22.0,
)


class Numbering:
    """Numbers sources in the order in which the page names them."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}

    def text(self, sources: Iterable[int]) -> str:
        """ "1, 3–5" for the sources of a text."""
        found = {self.numbers.setdefault(each, len(self.numbers) + 1) for each in sources}
        return in_runs(sorted(found))


@record(frozen=False)
class Column:
    """Where the next line goes: a part of the page that is filled from above."""

    x: float
    width: float
    y: float

    @property
    def right(self) -> float:
        return self.x + self.width


class Writer:
    """Adds texts to ``scene``."""

    def __init__(self, scene: Scene, measure: Measure) -> None:
        self.scene = scene
        self.measure = measure
        self.numbering = Numbering()
        self._wrapping: dict[StyleName, Wrapping] = {}

    def wrapping(self, style: StyleName) -> Wrapping:
        found = self._wrapping.get(style)
        if found is None:
            found = self._wrapping[style] = Wrapping(self.measure, style)
        return found

    def line(
        self, x: float, y: float, text: str, style: StyleName, align: Align = Align.LEFT
    ) -> None:
        """One line, its middle at ``y``, which has room enough."""
        if text:
            self.scene.add(Layer.LABELS, Text(x, y, text, style, align))

    def short(self, x: float, y: float, text: str, style: StyleName, room: float) -> None:
        """One line that ends with an ellipsis where it has no room."""
        shown = self.wrapping(style).first_lines(text, room, 1)
        self.line(x, y, "".join(shown), style)

    def rule(self, column: Column, style: StyleName = StyleName.SHEET_LINE) -> None:
        y = column.y - 0.5
        self.scene.add(Layer.GRID, Line(column.x, y, column.right, y, style))

    def cited(
        self,
        said: Cited,
        x: float,
        top: float,
        width: float,
        style: StyleName,
        *,
        line: float,
        most: int,
    ) -> float:
        """Write ``said`` in ``most`` lines at most, and say how high it became."""
        numbers = self.numbering.text(said.sources)
        room = self.measure(numbers, StyleName.TEXT_REFERENCE) + _REFERENCE_GAP if numbers else 0.0
        wrapping = self.wrapping(style)
        lines = wrapping.first_lines(said.text, width, most)
        if lines and wrapping.width(lines[-1]) + room > width:
            lines = wrapping.first_lines(said.text, max(width - room, 1.0), most)
        y = top + line / 2
        for place, text in enumerate(lines):
            self.line(x, y + place * line, text, style)
        if numbers:
            last = lines[-1] if lines else ""
            end = x + (wrapping.width(last) + _REFERENCE_GAP if last else 0.0)
            y += max(len(lines) - 1, 0) * line - _RAISED
            self.line(end, y, numbers, StyleName.TEXT_REFERENCE)
        return max(len(lines), 1) * line
