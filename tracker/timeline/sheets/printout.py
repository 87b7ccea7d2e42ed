"""The timeline on sheets of paper: fitted to their width, or tiles to be joined.

Rows that do not fit on a page go on the next one. In tiles, time that does not fit goes on pages to
the right; every page has the header and the names of its rows. Cut out at their trim marks the
tiles join: all are windows on one layout. A little more than that is printed beyond the right cut,
to glue the next tile on.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from tracker.domain.errors import UserError
from tracker.language import N_, Translator, one_line
from tracker.records import record
from tracker.timeline.header import HEADER_HEIGHT
from tracker.timeline.primitives import Align, Layer, Line, Measure, Scene, StyleName, Text
from tracker.timeline.rows import COMFORTABLE, COMPACT
from tracker.timeline.scale import Level, TimeScale
from tracker.timeline.sheets.page import Page, Part
from tracker.timeline.sheets.paper import Box, Paper, Strip, cut_rows, cut_time
from tracker.timeline.sheets.picture import draw_frame
from tracker.timeline.sheets.sheet import ALL_OF_TIME, Sheet, Span, Subject, remarks_of
from tracker.timeline.sheets.sources import SOURCE_LINE, SourceList, numbered

_HEADING: Final = 60
_TITLE_MIDDLE: Final = 13.0
_REMARKS_MIDDLE: Final = 37.0
_FOOTER: Final = 30.0
_LEGEND_GAP: Final = 12.0
_SOURCES_TITLE: Final = 34.0
_BLEED: Final = 15.0
_MARK: Final = 12.0
_MARK_GAP: Final = 4.0
_LEAST_CHART: Final = 0.5
_LEAST_TILE: Final = 0.4
"""The least share of the width that belongs to the chart; on tiles time has room beside."""


@record(kw_only=True)
class Layout:
    """How a timeline is put on paper.

    Time is fitted to the width of a page, or has the magnification ``px_per_day``. With ``tiles``
    what does not fit goes on pages to the right, each with marks where to cut it out.
    """

    paper: Paper
    span: Span = ALL_OF_TIME
    px_per_day: float | None = None
    tiles: bool = False


class Printout:
    """The pages, made one by one as they are asked for.

    Raises UserError where time does not fit on the width of a page and may not go on tiles.
    """

    def __init__(
        self, subject: Subject, layout: Layout, *, translator: Translator, measure: Measure
    ) -> None:
        self._paper = layout.paper
        self._content = content = layout.paper.content
        self._translator = translator
        self._measure = measure
        self._tiled = layout.tiles
        sources = numbered(subject.portfolio, subject.rows)
        self._sheet = sheet = Sheet(
            subject,
            translator=translator,
            measure=measure,
            most_columns=content.width * (1 - (_LEAST_TILE if layout.tiles else _LEAST_CHART)),
            sources=sources,
        )
        self._legend = sheet.legend(content.width)
        self._sources = SourceList(sources.sources, translator.language, measure, content.width)
        self._scale, self._strips = self._times(layout)
        self._row_height, self._bands = self._rows()
        self._header = sheet.header(
            self._scale, self._chart_width, [strip.left for strip in self._strips[1:]]
        )
        self._body: tuple[range, Scene] | None = None

    def __len__(self) -> int:
        return len(self._bands) * len(self._strips) + len(self._source_pages)

    def prepare(self) -> Iterator[None]:
        """Nothing is left to be done for all pages."""
        return iter(())

    def __iter__(self) -> Iterator[Page]:
        return (self.page(number) for number in range(1, len(self) + 1))

    @property
    def tiles(self) -> tuple[int, int]:
        """How many pages the chart takes one below the other, and side by side."""
        return len(self._bands), len(self._strips)

    def page(self, number: int) -> Page:
        """Page ``number``, counted from 1: the chart from left to right, then its next rows."""
        down, across = divmod(number - 1, len(self._strips))
        if down < len(self._bands):
            return self._chart_page(number, down, across)
        piece = self._source_pages[number - 1 - len(self._bands) * len(self._strips)]
        scene = self._furniture(number)
        top = self._content.y + _HEADING
        self._write_sources_title(scene, top)
        parts = (
            Part.whole(scene, 0, 0),
            Part.whole(piece, self._content.x, top + _SOURCES_TITLE),
        )
        return Page(self._paper.width, self._paper.height, parts)

    # -- what goes where --------------------------------------------------------------------------

    @property
    def _chart_width(self) -> float:
        return float(self._strips[-1].right)

    def _times(self, layout: Layout) -> tuple[TimeScale, list[Strip]]:
        width, columns = self._content.width, self._sheet.columns
        room = width - columns.width
        if layout.px_per_day is None and not layout.tiles:
            scale = self._sheet.fitted(layout.span, room)
            return scale, [Strip(*scale.visible(room), 0, int(room))]
        px_per_day = layout.px_per_day or Level.QUARTER.px_per_day
        scale, first, last = self._sheet.magnified(layout.span, px_per_day)
        strips = cut_time(scale, first, last, room, width - columns.name_width)
        if len(strips) > 1 and not layout.tiles:
            raise UserError(
                N_(
                    "At this zoom the time does not fit on the page. "
                    "Choose tiles, less zoom, or larger paper."
                )
            )
        return scale, strips

    def _rows(self) -> tuple[float, list[range]]:
        """The height of a row, comfortable if all fit on one page, and the rows of each page."""
        depths = [found.depth for found in self._sheet.subject.rows]
        room = self._content.height - _HEADING - HEADER_HEIGHT - _FOOTER
        first_room = room - _LEGEND_GAP - self._legend.height
        for row_height in (COMFORTABLE, COMPACT):
            bands = cut_rows(depths, row_height, first_room, room)
            if len(bands) == 1:
                break
        return row_height, bands

    @cached_property
    def _sources_at_foot(self) -> Scene | None:
        """The list of sources where there is room for it below the last rows."""
        if len(self._strips) > 1 or not len(self._sources):
            return None
        rows = self._bands[-1]
        used = _HEADING + HEADER_HEIGHT + len(rows) * self._row_height + _FOOTER
        if len(self._bands) == 1:
            used += _LEGEND_GAP + self._legend.height
        needed = self._sources.least_height()
        if used + _SOURCES_TITLE + needed > self._content.height:
            return None
        return self._sources.pieces(needed)[0]

    @cached_property
    def _source_pages(self) -> list[Scene]:
        if self._sources_at_foot is not None or not len(self._sources):
            return []
        return self._sources.pieces(self._content.height - _HEADING - _SOURCES_TITLE - _FOOTER)

    # -- pages ------------------------------------------------------------------------------------

    def _chart_page(self, number: int, down: int, across: int) -> Page:
        rows, strip = self._bands[down], self._strips[across]
        sheet, content, row_height = self._sheet, self._content, self._row_height
        top = content.y + _HEADING
        table = sheet.table(rows, row_height, names_only=across > 0)
        x = content.x + table.width
        ends = across == len(self._strips) - 1
        width = strip.width if ends else strip.width + _BLEED
        header = Box(strip.left, 0, width, HEADER_HEIGHT)
        body = Box(strip.left, rows.start * row_height, width, len(rows) * row_height)
        box = Box(content.x, top, table.width + strip.width, table.height)
        scene = self._furniture(number)
        bottom = down == len(self._bands) - 1
        draw_frame(scene, box, table.width, right=ends, bottom=bottom)
        parts = [
            Part.whole(table, content.x, top),
            Part.cut(self._header, header, x, top, self._measure),
            Part.cut(self._laid_out(rows), body, x, top + HEADER_HEIGHT, self._measure),
            Part.whole(scene, 0, 0),
        ]
        trim = None
        if self._tiled:
            left = x if across else content.x
            head = top + HEADER_HEIGHT if down else top
            trim = Box(left, head, box.right - left, box.bottom - head)
            self._draw_marks(scene, trim, top, width - strip.width)
        if number == 1:
            parts.append(Part.whole(self._legend, content.x, box.bottom + _LEGEND_GAP))
        if bottom and self._sources_at_foot is not None:
            place = content.bottom - _FOOTER - self._sources_at_foot.height
            self._write_sources_title(scene, place - _SOURCES_TITLE)
            parts.append(Part.whole(self._sources_at_foot, content.x, place))
        return Page(self._paper.width, self._paper.height, tuple(parts), trim)

    def _laid_out(self, rows: range) -> Scene:
        """The chart of the rows of a page; kept for the tiles to the right of it."""
        if self._body is None or self._body[0] != rows:
            scene = self._sheet.body(self._scale, self._chart_width, rows, self._row_height)
            self._body = rows, scene
        return self._body[1]

    def _furniture(self, number: int) -> Scene:
        """What stands on every page: title, remarks, file, page number."""
        scene = Scene(self._paper.width, self._paper.height)
        content, subject = self._content, self._sheet.subject
        remarks = remarks_of(subject, self._translator)
        for text, middle, style in (
            (subject.title, _TITLE_MIDDLE, StyleName.TEXT_TITLE),
            (" · ".join(remarks), _REMARKS_MIDDLE, StyleName.TEXT_ROW_SECOND),
        ):
            self._write(scene, text, content.x, content.y + middle, style, content.width)
        line = content.bottom - _FOOTER + 12
        y = content.bottom - 6
        scene.add(Layer.GRID, Line(content.x, line, content.right, line, StyleName.SHEET_LINE))
        page = self._translator.text(N_("Page {n} of {count}")).format(n=number, count=len(self))
        style = StyleName.TEXT_CAPTION
        scene.add(Layer.LABELS, Text(content.right, y, page, style, Align.RIGHT))
        third = content.width / 3
        scene.add(
            Layer.LABELS,
            Text(
                content.x + content.width / 2,
                y,
                remarks[0],
                style,
                Align.CENTRE,
                max_width=third,
            ),
        )
        self._write(scene, subject.file_name, content.x, y, style, third)
        return scene

    def _write_sources_title(self, scene: Scene, top: float) -> None:
        content = self._content
        text = self._translator.text(N_("Sources of the dates"))
        self._write(scene, text, content.x, top + 10, StyleName.TEXT_SECTION, content.width)
        y = top + _SOURCES_TITLE - SOURCE_LINE / 2 - 2
        scene.add(Layer.GRID, Line(content.x, y, content.right, y, StyleName.SHEET_LINE))

    def _draw_marks(self, scene: Scene, trim: Box, top: float, bleed: float) -> None:
        """Strokes in line with the edges of ``trim``, outside of everything that is printed."""
        above, below = top - _MARK_GAP, trim.bottom + _MARK_GAP
        before, after = self._content.x - _MARK_GAP, trim.right + bleed + _MARK_GAP
        for x in (trim.x, trim.right):
            self._mark(scene, x, above - _MARK, x, above)
            self._mark(scene, x, below, x, below + _MARK)
        for y in (trim.y, trim.bottom):
            self._mark(scene, before - _MARK, y, before, y)
            self._mark(scene, after, y, after + _MARK, y)

    @staticmethod
    def _mark(scene: Scene, x1: float, y1: float, x2: float, y2: float) -> None:
        scene.add(Layer.GRID, Line(x1, y1, x2, y2, StyleName.TRIM_MARK))

    @staticmethod
    def _write(scene: Scene, text: str, x: float, y: float, style: StyleName, room: float) -> None:
        """Write one line that ends with an ellipsis where it has no room."""
        shown = one_line(text)
        if shown:
            scene.add(Layer.LABELS, Text(x, y, shown, style, max_width=room))
