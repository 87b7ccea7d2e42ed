"""Tables made in code, and what stands where on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.timeline.shapes import measure
from tracker.domain.model import Source
from tracker.language import Language, translator
from tracker.timeline.primitives import Align, Line, Measure, Text
from tracker.timeline.sheets.page import Page
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.tables.content import (
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    RowKind,
)
from tracker.timeline.sheets.tables.pages import TablePages

A4 = Paper(PaperSize.A4, landscape=True)
A3 = Paper(PaperSize.A3, landscape=True)


def row(*cells: str, kind: RowKind = RowKind.ROW) -> PrintedRow:
    return PrintedRow(kind, cells)


def table(
    rows: Iterable[PrintedRow],
    columns: Sequence[PrintedColumn] = (PrintedColumn("No."), PrintedColumn("Name")),
    *,
    title: str = "Roadmap",
    as_of: str = "as of 23.11.2026",
    sources: Iterable[Source] = (),
) -> PrintedTable:
    return PrintedTable(
        title=title,
        as_of=as_of,
        language=Language.EN,
        columns=tuple(columns),
        rows=rows,
        sources=sources,
        file_name="portfolio.cotrack",
    )


def pages(
    found: PrintedTable, papers: Sequence[Paper] = (A4,), measure: Measure = measure
) -> TablePages:
    return TablePages(found, papers, translator=translator(found.language), measure=measure)


class Placed(NamedTuple):
    """A text with the box that it takes on its page."""

    text: str
    left: float
    right: float
    y: float


def placed(page: Page, measure: Measure = measure) -> Iterator[Placed]:
    for part in page.parts:
        for shape in part.scene:
            if isinstance(shape, Text):
                wide = measure(shape.text, shape.style)
                if shape.max_width is not None:
                    wide = min(wide, shape.max_width)
                share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[shape.align]
                left = part.x + shape.x - wide * share
                yield Placed(shape.text, left, left + wide, part.y + shape.y)


def texts(page: Page) -> list[str]:
    return [found.text for found in placed(page)]


def uprights(page: Page) -> Iterator[tuple[float, float, float]]:
    """The upright lines of a page: x, and from where to where they go."""
    for part in page.parts:
        for shape in part.scene:
            if isinstance(shape, Line) and shape.x1 == shape.x2:
                yield part.x + shape.x1, part.y + shape.y1, part.y + shape.y2


def crossed(page: Page, measure: Measure = measure) -> list[str]:
    """The texts that an upright line runs through, or that leave the paper's margins."""
    lines = list(uprights(page))
    return [
        found.text
        for found in placed(page, measure)
        if found.left < 0
        or found.right > page.width
        or any(
            found.left + 1 < x < found.right - 1 and top < found.y < bottom
            for x, top, bottom in lines
        )
    ]
