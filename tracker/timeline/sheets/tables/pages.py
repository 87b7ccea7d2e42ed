"""A table cut to pages: how high each row is, and which rows stand on which page.

A row is never parted between pages, unless it is higher than a page: then it goes on on the next
one. A heading of a section does not stand alone at the foot of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.language import N_, Translator
from tracker.records import record
from tracker.timeline.primitives import Measure, Scene
from tracker.timeline.sheets.page import Page, Part
from tracker.timeline.sheets.paper import Paper
from tracker.timeline.sheets.sources import SourceList
from tracker.timeline.sheets.tables.content import PrintedRow, PrintedTable, RowKind
from tracker.timeline.sheets.tables.furniture import (
    FOOTER,
    SOURCES_TITLE,
    Furniture,
)
from tracker.timeline.sheets.tables.grid import Cut, Grid, grids

_SLICE: Final = 40
_SAMPLE: Final = 150
"""How many rows are asked how wide the columns should be."""
_LEAST_LINES: Final = 3
"""A row that is higher than a page begins below others where so many of its lines fit."""


@record
class _PageRows:
    """What of the rows stands on a page, and how high that is."""

    cuts: tuple[Cut, ...]
    height: float


class TablePages:
    """The pages of a table, on the first of ``papers`` on which no word is broken, else the last.

    Pages are made one by one as they are asked for. Measuring thousands of rows takes a while:
    :meth:`prepare` does it in steps of a few milliseconds. What needs all of it, does all that is
    left.
    """

    def __init__(
        self,
        table: PrintedTable,
        papers: Sequence[Paper],
        *,
        translator: Translator,
        measure: Measure,
    ) -> None:
        self._table = table
        self._papers = papers
        self._translator = translator
        self._measure = measure
        self._take(papers[0])
        self._rows: list[PrintedRow] = []
        self._pages: list[_PageRows] = []
        self._grid: Grid | None = None
        self._sources_at_foot: Scene | None = None
        self._source_pages: list[Scene] = []
        self._steps = self._prepared()

    def prepare(self) -> Iterator[None]:
        """Measure everything, step by step."""
        return self._steps

    def __len__(self) -> int:
        self._finish()
        return len(self._pages) + len(self._source_pages)

    def __iter__(self) -> Iterator[Page]:
        return (self.page(number) for number in range(1, len(self) + 1))

    def page(self, number: int) -> Page:
        """Page ``number``, counted from 1."""
        count = len(self)
        scene = self._furniture.scene(number, count)
        parts = [Part.whole(scene, 0, 0)]
        x, content = self._content.x, self._content
        if number > len(self._pages):
            top = self._furniture.draw_sources_title(scene, content.y)
            parts.append(Part.whole(self._source_pages[number - len(self._pages) - 1], x, top))
        else:
            assert self._grid is not None
            rows = self._pages[number - 1]
            body = self._grid.scene(self._rows, rows.cuts, rows.height)
            parts.append(Part.whole(body, x, self._top(number)))
            if number == len(self._pages) and self._sources_at_foot is not None:
                top = content.bottom - FOOTER - self._sources_at_foot.height
                self._furniture.draw_sources_title(scene, top - SOURCES_TITLE)
                parts.append(Part.whole(self._sources_at_foot, x, top))
        return Page(self._paper.width, self._paper.height, tuple(parts))

    # -- measuring --------------------------------------------------------------------------------

    def _take(self, paper: Paper) -> None:
        self._paper = paper
        self._content = paper.content
        self._furniture = Furniture(
            self._table, paper, translator=self._translator, measure=self._measure
        )

    def _choose(self) -> Iterator[None]:
        """Take the first paper on which no word is broken."""
        step = max(len(self._rows) // _SAMPLE, 1)
        for paper in self._papers:
            self._take(paper)
            width = self._content.width
            for grid in grids(self._table.columns, self._rows[::step], width, self._measure):
                self._grid = grid
                yield
            if grid.fullness <= 1:
                break

    def _finish(self) -> None:
        for _step in self._steps:
            pass

    def _prepared(self) -> Iterator[None]:
        for row in self._table.rows:
            self._rows.append(row)
            if len(self._rows) % _SLICE == 0:
                yield
        if not self._rows:
            nothing = self._translator.text(N_("No rows"))
            texts = (nothing, *[""] * (len(self._table.columns) - 1))
            self._rows.append(PrintedRow(RowKind.SECTION, texts))
        yield from self._choose()
        assert self._grid is not None
        yield from self._cut(self._grid)
        self._place_sources()

    def _cut(self, grid: Grid) -> Iterator[None]:
        """Fill page after page."""
        filling = _Filling(grid, self._rooms(grid))
        for index, row in enumerate(self._rows):
            filling.add(index, row.kind, grid.lines_of(row))
            if index % _SLICE == 0:
                yield
        self._pages = filling.pages()

    def _rooms(self, grid: Grid) -> tuple[float, float]:
        """The room for rows on the first page, and on every other."""
        room = self._content.bottom - FOOTER - grid.head_height
        return room - self._top(1), room - self._top(2)

    def _top(self, number: int) -> float:
        return self._content.y + (self._furniture.heading if number == 1 else 0.0)

    def _place_sources(self) -> None:
        sources = tuple(self._table.sources)
        if not sources:
            return
        listed = SourceList(sources, self._table.language, self._measure, self._content.width)
        needed = listed.least_height()
        used = self._top(len(self._pages)) - self._content.y + self._pages[-1].height
        if used + SOURCES_TITLE + needed + FOOTER <= self._content.height:
            self._sources_at_foot = listed.pieces(needed)[0]
        else:
            self._source_pages = listed.pieces(self._content.height - SOURCES_TITLE - FOOTER)


class _Filling:
    """Puts rows on pages in their order."""

    def __init__(self, grid: Grid, rooms: tuple[float, float]) -> None:
        self._grid = grid
        self._rooms = rooms
        self._pages: list[list[Cut]] = [[]]
        self._used = 0.0

    def pages(self) -> list[_PageRows]:
        head = self._grid.head_height
        return [
            _PageRows(tuple(cuts), head + sum(cut.height for cut in cuts)) for cuts in self._pages
        ]

    def add(self, index: int, kind: RowKind, lines: int) -> None:
        height = self._grid.row_height(lines)
        if height > self._room_of(1) and height > self._room_of(0):
            self._add_in_pieces(index, lines)
            return
        if self._used + height > self._room:
            self._turn()
        self._put(Cut(index, 0, lines, height), kind)

    def _room_of(self, page: int) -> float:
        return self._rooms[page > 0]

    @property
    def _room(self) -> float:
        return self._room_of(len(self._pages) - 1)

    def _add_in_pieces(self, index: int, lines: int) -> None:
        done = 0
        while done < lines:
            fitting = self._grid.lines_in(self._room - self._used)
            if fitting < min(_LEAST_LINES, lines - done):
                self._turn()
                fitting = max(self._grid.lines_in(self._room), 1)
            end = min(done + fitting, lines)
            self._put(Cut(index, done, end, self._grid.row_height(end - done)), RowKind.ROW)
            done = end

    def _put(self, cut: Cut, kind: RowKind) -> None:
        self._pages[-1].append(cut)
        self._used += cut.height
        self._last = kind

    def _turn(self) -> None:
        """Begin a page; a heading at the foot of this one goes with the rows that it is over."""
        page = self._pages[-1]
        taken: Sequence[Cut] = ()
        if self._last is RowKind.SECTION and len(page) > 1:
            taken = (page.pop(),)
        self._pages.append(list(taken))
        self._used = sum(cut.height for cut in taken)

    _last: RowKind = RowKind.ROW
