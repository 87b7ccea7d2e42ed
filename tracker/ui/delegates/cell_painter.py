"""Paints one cell of a grid with plain calls of QPainter, which is what keeps scrolling smooth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tracker.domain.model import Item, ItemKind, Project
from tracker.domain.status import Status
from tracker.language.folding import Wanted
from tracker.paper.glyphs import (
    Glyph,
    chip_width,
    paint_glyph,
    paint_status_chip,
)
from tracker.records import record
from tracker.timeline.sheets.chip import GLYPH_SIZE
from tracker.ui.delegates.style import Face, GridStyle, Line
from tracker.ui.models.cells import Cell, Ink
from tracker.workspace.grouping import GroupRow, ShownRow
from tracker.workspace.outline_rows import OutlineRow

PADDING: Final = 8
INDENT: Final = 16
FOLD_BOX: Final = 20
_DIAMOND: Final = 17
_TAB: Final = 3
_ANTIALIASING: Final = QPainter.RenderHint.Antialiasing
_NO_PEN: Final = Qt.PenStyle.NoPen
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
Box = tuple[int, int, int, int]
"""Left, top, width and height of a cell: plain numbers, as a frame has hundreds of them."""


@record
class Surround:
    """How a cell stands in its grid."""

    selected: bool = False
    band: bool = True
    """Whether whole rows are selected; else single cells."""
    selected_above: bool = False
    selected_below: bool = False
    selected_left: bool = False
    selected_right: bool = False
    hovered: bool = False
    current: bool = False
    """Whether the keyboard is at this cell."""


class Signs(Protocol):
    """Paints the signs that stand beside names."""

    def triangle(self, painter: QPainter, x: float, y: float, *, expanded: bool) -> None: ...

    def milestone(self, painter: QPainter, x: float, y: float) -> None: ...


class CellPainter:
    """Paints cells in one style."""

    def __init__(self, style: GridStyle) -> None:
        self._style = style
        self._wanted: Wanted | None = None
        self._may_be_uzbek = False
        theme = style.theme
        self.inks = {
            Ink.MAIN: QPen(theme.ink),
            Ink.SECOND: QPen(theme.ink2),
            Ink.FAINT: QPen(theme.ink3),
            Ink.OVERDUE: QPen(theme.over.text),
            Ink.FORESEEN: QPen(theme.fc.text),
            Ink.MISSING: QPen(theme.risk.text),
            Ink.REFUSED: QPen(theme.over.text),
        }
        self._line = QPen(theme.line)
        self._selline = QPen(theme.selline)
        self._fold = _pen(theme.ink2, 1.4)
        self._diamond = _pen(theme.ink3, 1.3)

    def look_for(self, wanted: Wanted | None, *, may_be_uzbek: bool) -> None:
        """Mark in the texts of cells what is searched for; nothing for None."""
        self._wanted, self._may_be_uzbek = wanted, may_be_uzbek

    @property
    def marks(self) -> bool:
        """Whether something is searched for, and marked where it is said."""
        return self._wanted is not None

    def lattice(self, painter: QPainter, area: QRect, rights: Iterable[int], high: int) -> None:
        """The lines below rows of a height and right of columns, all in one go."""
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        rows = [QLine(left, y, right, y) for y in range(top + high - 1, bottom + 1, high)]
        painter.setPen(self._line)
        painter.drawLines([*rows, *(QLine(x, top, x, bottom) for x in rights)])

    def ground(self, painter: QPainter, rect: QRect, around: Surround) -> None:
        """Fill and lines of a cell."""
        theme = self._style.theme
        if around.selected:
            painter.fillRect(rect, theme.sel)
        elif around.hovered:
            painter.fillRect(rect, theme.hover)
        right, bottom = rect.right(), rect.bottom()
        painter.setPen(self._line)
        painter.drawLine(right, rect.top(), right, bottom)
        band_ends = around.selected and around.band and not around.selected_below
        painter.setPen(self._selline if band_ends else self._line)
        painter.drawLine(rect.left(), bottom, right, bottom)
        if around.selected and around.band and not around.selected_above:
            painter.setPen(self._selline)
            painter.drawLine(rect.left(), rect.top(), right, rect.top())

    def tab(self, painter: QPainter, rect: QRect, *, foreseen: bool = False) -> None:
        """The tab at the left edge of a row that belongs to the chain of the selected one.

        ``foreseen``: to that which drives its forecast.
        """
        theme = self._style.theme
        colour = theme.fc.fill if foreseen else theme.accent
        painter.fillRect(rect.left(), rect.top(), _TAB, rect.height(), colour)

    def rings(self, painter: QPainter, rect: QRect, around: Surround) -> None:
        """The frame around selected cells and the ring around the cell with the keyboard."""
        if around.selected and not around.band:
            self._range_frame(painter, rect, around)
        if around.current:
            painter.setPen(_pen(self._style.theme.focus, 2))
            painter.setBrush(_NO_BRUSH)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))

    def _range_frame(self, painter: QPainter, rect: QRect, around: Surround) -> None:
        accent = self._style.theme.accent
        left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        if not around.selected_above:
            painter.fillRect(left, top, width, 2, accent)
        if not around.selected_below:
            painter.fillRect(left, rect.bottom() - 1, width, 2, accent)
        if not around.selected_left:
            painter.fillRect(left, top, 2, height, accent)
        if not around.selected_right:
            painter.fillRect(rect.right() - 1, top, 2, height, accent)

    def text(self, painter: QPainter, box: Box, cell: Cell, *, flush_right: bool) -> None:
        """A cell with one text, or with the chip of a status."""
        text = cell.text
        if cell.status is not None:
            self._chip(painter, box, cell)
            return
        if not text:
            return
        if cell.ink is Ink.REFUSED:
            self._refused(painter, QRect(*box), cell)
            return
        face = self._style.body
        left, _, width, _ = box
        room = width - 2 * PADDING
        line = self._fitting(text, room)
        x: float = left + PADDING
        if flush_right:
            x += room - line.width
        if self._wanted is not None:
            self._mark(painter, box, line.text, x, face, self._wanted)
        self._draw(painter, box, line, x, face, self.inks[cell.ink])

    def text_width(self, cell: Cell, width: int) -> float:
        """How wide the text of a cell is drawn in a column of a width."""
        return self._fitting(cell.text, width - 2 * PADDING).width

    def _fitting(self, text: str, room: int) -> Line:
        return self._style.body.line(text.partition("\n")[0] if "\n" in text else text, room)

    def _mark(
        self, painter: QPainter, box: Box, text: str, x: float, face: Face, wanted: Wanted
    ) -> None:
        """The band under the part of a text that a search found, with a line below it."""
        span = wanted.span_in(text, may_be_uzbek=self._may_be_uzbek)
        if span is None:
            return
        theme = self._style.theme
        left, right = (round(x + face.width(text[:end])) for end in span)
        high = round(face.height)
        top = box[1] + (box[3] - 1 - high) // 2
        painter.fillRect(left, top, right - left, high, theme.bar.fill)
        painter.fillRect(left, top + high - 1, right - left, 1, theme.accent)

    def _draw(
        self, painter: QPainter, box: Box, line: Line, x: float, face: Face, pen: QPen
    ) -> None:
        painter.setFont(face.font)
        painter.setPen(pen)
        line.draw(painter, x, face.line_top(box[1], box[3] - 1))

    def _chip(self, painter: QPainter, box: Box, cell: Cell) -> None:
        assert cell.status is not None
        left, top, width, height = box
        paint_status_chip(
            painter,
            cell.status,
            cell.text,
            QPointF(left + 4, top + (height - 1) / 2),
            theme=self._style.theme,
            font=self._style.chip.font,
            max_width=width - PADDING,
        )

    def chip_width(self, text: str) -> float:
        """The width of a column that shows a chip with this text."""
        return chip_width(text, self._style.chip.metrics) + PADDING

    def _refused(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        over = self._style.theme.over
        painter.fillRect(rect, over.tint)
        painter.setPen(_pen(over.fill, 1.5))
        painter.setBrush(_NO_BRUSH)
        painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        left = rect.left() + PADDING
        centre = QPointF(left + GLYPH_SIZE / 2, QRectF(rect).center().y())
        paint_glyph(painter, Glyph.OVERDUE, centre, colour=over.fill, ground=over.tint)
        face = self._style.body
        text_left = left + GLYPH_SIZE + 6
        line = face.line(cell.text, rect.right() - PADDING - text_left)
        self._draw(painter, _box(rect), line, text_left, face, self.inks[Ink.REFUSED])

    def name(
        self,
        painter: QPainter,
        box: Box,
        cell: Cell,
        row: OutlineRow,
        *,
        flat: bool,
        strong: bool,
        struck: bool,
        signs: Signs | None = None,
    ) -> None:
        """The name with its indentation, its fold triangle and the diamond of a milestone."""
        left, top, width, height = box
        if cell.ink is Ink.REFUSED:
            self._refused(painter, QRect(*box), cell)
            return
        signs = signs or self
        middle = top + (height - 1) / 2
        if row.has_children and not flat:
            fold = fold_box(QRect(*box), row, flat=flat)
            signs.triangle(painter, fold.center().x(), middle, expanded=row.expanded)
        x: float = left + indentation(0 if flat else max(row.depth, 0))
        if isinstance(row.row, Item) and row.row.kind is ItemKind.MILESTONE:
            signs.milestone(painter, x + 5, middle)
            x += _DIAMOND
        face = self._style.strong if strong else self._style.body
        line = face.line(cell.text, left + width - 1 - PADDING - x)
        if self._wanted is not None:
            self._mark(painter, box, line.text, x, face, self._wanted)
        self._draw(painter, box, line, x, face, self.inks[cell.ink])
        if struck:
            y = round(middle) + 0.5
            painter.drawLine(QPointF(x, y), QPointF(x + line.width, y))

    def heading_ground(self, painter: QPainter, rect: QRect) -> None:
        """The band on which the heading of a group stands, across all columns."""
        painter.fillRect(rect, self._style.theme.head)
        painter.setPen(self._line)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def heading(self, painter: QPainter, rect: QRect, group: GroupRow) -> None:
        """The title of a group and the number of its rows."""
        middle = rect.top() + (rect.height() - 1) / 2
        fold = fold_box(rect, group, flat=True)
        self.triangle(painter, fold.center().x(), middle, expanded=group.expanded)
        x = text_left(rect, group, flat=True)
        face, count = self._style.strong, str(group.count)
        room = rect.right() - PADDING - x - face.width(count) - PADDING
        title, body, box = face.line(group.title, room), self._style.body, _box(rect)
        self._draw(painter, box, title, x, face, self.inks[Ink.MAIN])
        x += round(title.width) + PADDING
        self._draw(painter, box, body.line(count, rect.width()), x, body, self.inks[Ink.FAINT])

    def triangle(self, painter: QPainter, x: float, y: float, *, expanded: bool) -> None:
        """What folds and unfolds a row, its middle at (x, y)."""
        if expanded:
            points = (QPointF(x - 3.5, y - 1.75), QPointF(x, y + 1.75), QPointF(x + 3.5, y - 1.75))
        else:
            points = (QPointF(x - 1.75, y - 3.5), QPointF(x + 1.75, y), QPointF(x - 1.75, y + 3.5))
        painter.setRenderHint(_ANTIALIASING, True)
        painter.setPen(self._fold)
        painter.drawPolyline(QPolygonF(points))
        painter.setRenderHint(_ANTIALIASING, False)

    def milestone(self, painter: QPainter, x: float, y: float) -> None:
        """The diamond of a milestone, its middle at (x, y)."""
        painter.setRenderHint(_ANTIALIASING, True)
        painter.setPen(self._diamond)
        painter.setBrush(_NO_BRUSH)
        corners = (
            QPointF(x, y - 4.5),
            QPointF(x + 4.5, y),
            QPointF(x, y + 4.5),
            QPointF(x - 4.5, y),
        )
        painter.drawPolygon(QPolygonF(corners))
        painter.setRenderHint(_ANTIALIASING, False)

    def add_line(self, painter: QPainter, rect: QRect, text: str) -> None:
        """The invitation to type the next row."""
        x = rect.left() + PADDING + FOLD_BOX
        middle = rect.top() + (rect.height() - 1) // 2
        painter.setPen(_pen(self._style.theme.ink3, 1.4))
        painter.drawLine(QPointF(x + 1, middle + 0.5), QPointF(x + 10, middle + 0.5))
        painter.drawLine(QPointF(x + 5.5, middle - 4), QPointF(x + 5.5, middle + 5))
        face, left = self._style.body, x + INDENT + 4
        line = face.line(text, face.width(text))
        self._draw(painter, _box(rect), line, left, face, self.inks[Ink.FAINT])


def _box(rect: QRect) -> Box:
    return (rect.left(), rect.top(), rect.width(), rect.height())


def text_left(rect: QRect, row: ShownRow, *, flat: bool) -> int:
    """Where the name begins."""
    return rect.left() + indentation(0 if flat else max(row.depth, 0))


def indentation(depth: int) -> int:
    """How far from the left of its cell a name of this depth begins."""
    return PADDING + FOLD_BOX + INDENT * depth


def fold_box(rect: QRect, row: ShownRow, *, flat: bool) -> QRect:
    """The part of a name cell that folds and unfolds when it is clicked."""
    left = text_left(rect, row, flat=flat) - FOLD_BOX
    return QRect(left, rect.top(), FOLD_BOX - 2, rect.height())


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def is_strong(row: OutlineRow) -> bool:
    """Whether a row sums up others, and stands out for it."""
    return isinstance(row.row, Project) or row.has_children


def is_struck(status: Status | None) -> bool:
    return status is Status.CANCELLED
