"""A table as a PDF.

Works with a QGuiApplication alone, also with ``QT_QPA_PLATFORM=offscreen``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final

from tracker.language import Translator
from tracker.paper.painter import ScenePainter
from tracker.paper.pdf import write_pdf
from tracker.paper.theme import Theme
from tracker.timeline.sheets.page import About, Page
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.tables.content import PrintedTable
from tracker.timeline.sheets.tables.pages import TablePages

TABLE_PAPERS: Final = (Paper(PaperSize.A4, landscape=True), Paper(PaperSize.A3, landscape=True))
"""A table of many columns goes on the larger one."""


def write_table(
    stream: BinaryIO,
    table: PrintedTable,
    papers: Sequence[Paper] = TABLE_PAPERS,
    *,
    translator: Translator,
    theme: Theme,
    tell: Callable[[], object] = lambda: None,
) -> None:
    """Write ``table`` on the first of ``papers`` on which no word is broken, else the last.

    ``translator`` speaks the language of the table. ``tell`` is called every few milliseconds, so
    that a window can go on meanwhile; what it raises ends the writing before anything is written.
    """
    scenes = ScenePainter(theme, vector=True)
    pages = TablePages(table, papers, translator=translator, measure=scenes.measure)
    for _step in pages.prepare():
        tell()

    def told() -> Iterator[Page]:
        for page in pages:
            yield page
            tell()

    write_pdf(stream, told(), scenes, about_table(table))


def about_table(table: PrintedTable) -> About:
    """What the document says of itself."""
    return About(table.title, table.language, table.as_of)
