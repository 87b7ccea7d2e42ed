"""The grid of a table: its headings in one band or two, its rows, the lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from tracker.records import record
from tracker.timeline.primitives import (
    Align,
    Layer,
    Line,
    Measure,
    Rect,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.sheets.tables.content import PrintedColumn, PrintedRow, RowKind
from tracker.timeline.sheets.tables.widths import balanced, least_widths
from tracker.timeline.sheets.wrapping import Wrapping


class _Type(NamedTuple):
    """The size in which a table is set: styles, and pixels of a line and around a text."""

    text: StyleName
    strong: StyleName
    line: float
    padding: float
    above: float


_NORMAL: Final = _Type(StyleName.TEXT_CELL, StyleName.TEXT_CELL_STRONG, 15.0, 6.0, 4.0)
_FINE: Final = _Type(StyleName.TEXT_CELL_FINE, StyleName.TEXT_CELL_FINE_STRONG, 13.0, 4.0, 3.0)

_FULL: Final = 0.85
"""From here on the longest words would leave the other texts too little room."""


@record
class Cut:
    """The lines ``first`` to ``end`` (exclusive) of row ``index``, all of them on most pages."""

    index: int
    first: int
    end: int
    height: float


def grids(
    columns: Sequence[PrintedColumn], sample: Sequence[PrintedRow], width: float, measure: Measure
) -> Iterator[Grid]:
    """The grid in the larger type; and in the fine one, where not all words fit and leave room.

    The last is the one to take. ``sample`` are the rows by which the columns are balanced: to
    measure them all takes a while, in which a window may want to go on.
    """
    grid = Grid(columns, sample, width, measure, _NORMAL)
    yield grid
    if grid.fullness >= _FULL:
        yield Grid(columns, sample, width, measure, _FINE)


class Grid:
    """``fullness`` is the share of the width that the longest words take; above 1 some break."""

    def __init__(
        self,
        columns: Sequence[PrintedColumn],
        sample: Sequence[PrintedRow],
        width: float,
        measure: Measure,
        type: _Type,
    ) -> None:
        self._columns = columns
        self._type = type
        self._plain = Wrapping(measure, type.text)
        self._strong = Wrapping(measure, type.strong)
        texts = self._texts(sample, RowKind.ROW)
        strong = self._texts(sample, RowKind.TOTAL)
        for place, column in enumerate(columns):
            strong[place].append(column.heading)
        room = width - 2 * type.padding * len(columns)
        both = least_widths(texts, self._plain), least_widths(strong, self._strong)
        least = [max(pair) for pair in zip(*both, strict=True)]
        self.fullness = sum(least) / max(room, 1.0)
        figures = [column.align is Align.RIGHT for column in columns]
        inner = balanced(texts, least, room, self._plain, figures=figures)
        self._widths = [each + 2 * type.padding for each in inner]
        self._lefts = [0.0, *accumulate(self._widths)]
        self.width = self._lefts[-1]
        self._heads = [
            self._strong.lines(column.heading, inner[place]) for place, column in enumerate(columns)
        ]
        self._bands = list(self._banded())
        bands = max((len(band.lines) for band in self._bands), default=0)
        self._band_height = self.row_height(bands) if bands else 0.0
        self.head_height = self._head_height()

    def _texts(self, rows: Sequence[PrintedRow], kind: RowKind) -> list[list[str]]:
        """The texts of each column in the rows of a kind."""
        cells = [row.cells for row in rows if row.kind is kind]
        return [[row[place] for row in cells] for place in range(len(self._columns))]

    # -- heights ----------------------------------------------------------------------------------

    def row_height(self, lines: int) -> float:
        return max(lines, 1) * self._type.line + 2 * self._type.above

    def lines_in(self, height: float) -> int:
        """How many lines a row of ``height`` holds."""
        return max(int((height - 2 * self._type.above) // self._type.line), 0)

    def lines_of(self, row: PrintedRow) -> int:
        """The number of lines of a row's longest cell."""
        return max(len(lines) for lines in self._lines(row))

    def _lines(self, row: PrintedRow) -> list[list[str]]:
        if row.kind is RowKind.SECTION:
            text = next(filter(None, row.cells), "")
            return [self._strong.lines(text, self.width - 2 * self._type.padding)]
        wrapping = self._strong if row.kind is RowKind.TOTAL else self._plain
        return [
            wrapping.lines(text, width - 2 * self._type.padding)
            for text, width in zip(row.cells, self._widths, strict=True)
        ]

    def _head_height(self) -> float:
        """High enough for each heading: those below a band have less of it."""
        return max(
            self.row_height(len(lines)) + (self._band_height if column.band else 0.0)
            for column, lines in zip(self._columns, self._heads, strict=True)
        )

    # -- headings ---------------------------------------------------------------------------------

    def _banded(self) -> Iterator[_Band]:
        for band, found in groupby(enumerate(self._columns), key=lambda each: each[1].band):
            places = [place for place, _column in found]
            if band:
                left, right = self._lefts[places[0]], self._lefts[places[-1] + 1]
                room = right - left - 2 * self._type.padding
                yield _Band(left, right, self._strong.lines(band, room))

    def _draw_head(self, scene: Scene) -> None:
        height = self.head_height
        scene.add(Layer.BANDS, Rect(0, 0, self.width, height, StyleName.TABLE_HEAD))
        for band in self._bands:
            self._write(scene, band.lines, (band.left, band.right), (0, self._band_height))
            self._line(scene, band.left, self._band_height, band.right, self._band_height)
        for place, column in enumerate(self._columns):
            top = self._band_height if column.band else 0.0
            ends = self._lefts[place], self._lefts[place + 1]
            self._write(scene, self._heads[place], ends, (top, height))
            inside = place and column.band and column.band == self._columns[place - 1].band
            self._line(scene, ends[0], self._band_height if inside else 0.0, ends[0], height)

    def _write(
        self,
        scene: Scene,
        lines: Sequence[str],
        ends: tuple[float, float],
        heights: tuple[float, float],
    ) -> None:
        """Write lines in the middle between ``ends`` and ``heights``."""
        step = self._type.line
        middle = sum(heights) / 2 - (len(lines) - 1) * step / 2
        for place, text in enumerate(lines):
            y = middle + place * step
            shape = Text(sum(ends) / 2, y, text, self._type.strong, Align.CENTRE)
            scene.add(Layer.LABELS, shape)

    # -- rows -------------------------------------------------------------------------------------

    def scene(self, rows: Sequence[PrintedRow], cuts: Sequence[Cut], height: float) -> Scene:
        """The headings, and below them what ``cuts`` take of ``rows``, ``height`` in all."""
        scene = Scene(self.width, height)
        self._draw_head(scene)
        self._line(scene, 0, 0, self.width, 0)
        top = self.head_height
        for cut in cuts:
            self._edge(scene, top)
            self._draw_row(scene, rows[cut.index], cut, top)
            top += cut.height
        self._edge(scene, top)
        self._line(scene, self.width, 0, self.width, top)
        return scene

    def _draw_row(self, scene: Scene, row: PrintedRow, cut: Cut, top: float) -> None:
        section = row.kind is RowKind.SECTION
        if row.kind is not RowKind.ROW:
            scene.add(Layer.BANDS, Rect(0, top, self.width, cut.height, StyleName.TABLE_SECTION))
        style = self._type.text if row.kind is RowKind.ROW else self._type.strong
        for place, lines in enumerate(self._lines(row)):
            left = self._lefts[place]
            self._line(scene, left, top, left, top + cut.height)
            right = self.width if section else self._lefts[place + 1]
            align = Align.LEFT if section else self._columns[place].align
            x = self._x(align, left, right)
            y = top + self._type.above + self._type.line / 2
            for text in lines[cut.first : cut.end]:
                scene.add(Layer.LABELS, Text(x, y, text, style, align))
                y += self._type.line

    def _x(self, align: Align, left: float, right: float) -> float:
        match align:
            case Align.LEFT:
                return left + self._type.padding
            case Align.CENTRE:
                return (left + right) / 2
            case Align.RIGHT:
                return right - self._type.padding

    def _edge(self, scene: Scene, y: float) -> None:
        self._line(scene, 0, y, self.width, y)

    @staticmethod
    def _line(scene: Scene, x1: float, y1: float, x2: float, y2: float) -> None:
        scene.add(Layer.GRID, Line(x1, y1, x2, y2, StyleName.SHEET_LINE))


class _Band(NamedTuple):
    left: float
    right: float
    lines: list[str]
