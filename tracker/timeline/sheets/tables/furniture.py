"""What stands around a table on its pages: title, day, file, page number."""

from __future__ import annotations

from typing import Final

from tracker.language import N_, Translator, one_line
from tracker.timeline.primitives import Align, Layer, Line, Measure, Scene, StyleName, Text
from tracker.timeline.sheets.paper import Paper
from tracker.timeline.sheets.tables.content import PrintedTable
from tracker.timeline.sheets.wrapping import Wrapping

FOOTER: Final = 30.0
SOURCES_TITLE: Final = 34.0

_TITLE_LINE: Final = 25.0
_AS_OF_LINE: Final = 18.0
_BELOW: Final = 10.0
_MOST_LINES: Final = 4


class Furniture:
    """``heading`` is how high title and day are, which stand on the first page."""

    def __init__(
        self, table: PrintedTable, paper: Paper, *, translator: Translator, measure: Measure
    ) -> None:
        self._table = table
        self._paper = paper
        self._content = content = paper.content
        self._translator = translator
        self._lines = [
            (line, style, height)
            for text, style, height in (
                (table.title, StyleName.TEXT_HEADLINE, _TITLE_LINE),
                (table.as_of, StyleName.TEXT_ROW_SECOND, _AS_OF_LINE),
            )
            for line in Wrapping(measure, style).first_lines(text, content.width, _MOST_LINES)
        ]
        self.heading = sum(height for _line, _style, height in self._lines)
        self.heading += _BELOW if self._lines else 0.0

    def scene(self, number: int, count: int) -> Scene:
        """What stands on page ``number`` of ``count``."""
        scene = Scene(self._paper.width, self._paper.height)
        content = self._content
        if number == 1:
            top = content.y
            for text, style, height in self._lines:
                scene.add(Layer.LABELS, Text(content.x, top + height / 2, text, style))
                top += height
        line, y = content.bottom - FOOTER + 12, content.bottom - 6
        scene.add(Layer.GRID, Line(content.x, line, content.right, line, StyleName.SHEET_LINE))
        page = self._translator.text(N_("Page {n} of {count}")).format(n=number, count=count)
        third = content.width / 3
        for text, x, align in (
            (self._table.file_name, content.x, Align.LEFT),
            (self._table.as_of, content.x + content.width / 2, Align.CENTRE),
            (page, content.right, Align.RIGHT),
        ):
            if shown := one_line(text):
                shape = Text(x, y, shown, StyleName.TEXT_CAPTION, align, max_width=third - 12)
                scene.add(Layer.LABELS, shape)
        return scene

    def draw_sources_title(self, scene: Scene, top: float) -> float:
        """Write the title of the list of sources at ``top``, and say where the list begins."""
        content = self._content
        text = self._translator.text(N_("Sources"))
        shape = Text(content.x, top + 10, text, StyleName.TEXT_SECTION)
        scene.add(Layer.LABELS, shape)
        y = top + SOURCES_TITLE - 10
        scene.add(Layer.GRID, Line(content.x, y, content.right, y, StyleName.SHEET_LINE))
        return top + SOURCES_TITLE
