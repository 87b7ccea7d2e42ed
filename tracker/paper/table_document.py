"""A table as a PDF.

Works with a QGuiApplication alone, also with ``QT_QPA_PLATFORM=offscreen``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, Final

from tracker.language import Translator
from tracker.paper.painter import ScenePainter
from tracker.paper.pdf import write_pdf
from tracker.paper.theme import Theme
from tracker.timeline.sheets.page import About
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
) -> None:
    """Write ``table`` on the first of ``papers`` on which no word is broken, else the last.

    ``translator`` speaks the language of the table.
    """
    scenes = ScenePainter(theme, vector=True)
    pages = TablePages(table, papers, translator=translator, measure=scenes.measure)
    write_pdf(stream, pages, scenes, about_table(table))


def about_table(table: PrintedTable) -> About:
    """What the document says of itself."""
    return About(table.title, table.language, table.as_of)
