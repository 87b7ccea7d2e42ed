"""Paints cells that stand on the bare canvas, a column at a time.

Columns say the same again and again: a side, a body, a quarter, "no source". Such a text is laid
out and drawn the first times, then made a picture and only copied from then on, which takes a tenth
of the time. A picture holds the canvas with the text, so that the pixels are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap

from tracker.domain.status import Status
from tracker.ui.delegates.cell_painter import PADDING, CellPainter
from tracker.ui.delegates.style import GridStyle
from tracker.ui.models.cells import Cell, Ink

_DRAWN: Final = 3
"""So many times a text is drawn: to make a picture takes longer, and most are not seen again."""
_MOST_TEXTS: Final = 8_000
_MOST_PIXELS: Final = 6_000_000
"""Of all pictures kept: 24 MB."""
_OVERHANG: Final = 3
"""By so much a letter may lean out of the measure of its text."""
_SIGN: Final = 8
"""Half of the square in which a sign beside a name stands."""

Placed = Sequence[tuple[int, Cell]]
"""Cells of one column, each with the top of its row."""


class _Picture(NamedTuple):
    """``x`` and ``y`` count from the corner of the cell."""

    x: int
    y: int
    pixmap: QPixmap


_Kept = dict[tuple[str, Ink | Status | None], _Picture | int]
"""Of one column, by what is said and how: the picture, or how many times it was drawn."""


class ColumnPainter:
    """Of the cells of one grid in one style."""

    def __init__(self, style: GridStyle, cells: CellPainter) -> None:
        self._style = style
        self._cells = cells
        self._scale = 1.0
        self._copies = False
        self._columns: dict[tuple[int, int, bool, float], _Kept] = {}
        self._signs: dict[tuple[str, float, float], _Picture] = {}
        self._texts = 0
        self._pixels = 0

    def begin_frame(self, scale: float) -> None:
        """From now on pixels of the layout are ``scale`` pixels of the screen wide."""
        self._scale = scale
        # A cell may begin between two pixels otherwise, a picture cannot.
        self._copies = scale.is_integer()

    # -- texts ------------------------------------------------------------------------------------

    def texts(
        self,
        painter: QPainter,
        cells: Placed,
        left: int,
        width: int,
        height: int,
        *,
        flush_right: bool,
    ) -> None:
        """Cells with a text each."""
        if not self._copies or self._cells.marks:
            for top, cell in cells:
                self._cells.text(painter, (left, top, width, height), cell, flush_right=flush_right)
            return
        kept = self._columns.setdefault((width, height, flush_right, self._scale), {})
        face, pens, copy = self._style.body, self._cells.inks, painter.drawPixmap
        x, room = left + PADDING, width - 2 * PADDING
        baseline = face.line_top(0, height - 1) + face.ascent
        painter.setFont(face.font)
        ink: Ink | None = None
        for top, cell in cells:
            text = cell[0]
            if not text:
                continue
            key = cell[:2]
            seen = kept.get(key, 0)
            if seen == _DRAWN:
                seen = self._text_picture(cell, width, height, flush_right=flush_right)
                kept[key] = seen
            if isinstance(seen, _Picture):
                copy(left + seen[0], top + seen[1], seen[2])
            elif cell[1] is Ink.REFUSED:
                self._cells.text(painter, (left, top, width, height), cell, flush_right=False)
                ink = None
            else:
                if not seen:
                    self._make_room()
                kept[key] = seen + 1
                line = face.line(text, room)
                if cell[1] is not ink:
                    ink = cell[1]
                    painter.setPen(pens[ink])
                begin = x + room - line.width if flush_right else x
                painter.drawText(QPointF(begin, top + baseline), line.text)

    def _make_room(self) -> None:
        """A text was seen for the first time."""
        if self._texts >= _MOST_TEXTS or self._pixels >= _MOST_PIXELS:
            self._texts = self._pixels = 0
            for kept in self._columns.values():
                kept.clear()
        self._texts += 1

    def _text_picture(self, cell: Cell, width: int, height: int, *, flush_right: bool) -> _Picture:
        text_width = self._cells.text_width(cell, width)
        left: float = PADDING
        if flush_right:
            left = width - PADDING - text_width
        first = max(floor(left) - _OVERHANG, 1)
        end = min(ceil(left + text_width) + _OVERHANG, width - 2)
        # On a fine screen the lines of the grid reach half a pixel into the cell.
        return self._picture(
            first,
            1,
            end - first,
            height - 3,
            lambda painter: self._cells.text(
                painter, (0, 0, width, height), cell, flush_right=flush_right
            ),
        )

    # -- chips ------------------------------------------------------------------------------------

    def chips(self, painter: QPainter, cells: Placed, left: int, width: int, height: int) -> None:
        """Cells with a status each."""
        if not self._copies:
            for top, cell in cells:
                self._cells.text(painter, (left, top, width, height), cell, flush_right=False)
            return
        kept = self._columns.setdefault((width, height, False, self._scale), {})
        for top, cell in cells:
            key = cell.text, cell.status
            picture = kept.get(key)
            if not isinstance(picture, _Picture):
                self._make_room()
                picture = kept[key] = self._chip_picture(cell, width, height)
            painter.drawPixmap(left + picture[0], top + picture[1], picture[2])

    def _chip_picture(self, cell: Cell, width: int, height: int) -> _Picture:
        wide = min(width - 2, ceil(self._cells.chip_width(cell.text)))
        return self._picture(
            0,
            1,
            wide,
            height - 3,
            lambda painter: self._cells.text(
                painter, (0, 0, width, height), cell, flush_right=False
            ),
        )

    # -- signs beside names -----------------------------------------------------------------------

    def triangle(self, painter: QPainter, x: float, y: float, *, expanded: bool) -> None:
        """As :meth:`CellPainter.triangle`."""
        name = "unfolded" if expanded else "folded"

        def draw(on: QPainter, at_x: float, at_y: float) -> None:
            self._cells.triangle(on, at_x, at_y, expanded=expanded)

        self._sign(painter, name, x, y, draw)

    def milestone(self, painter: QPainter, x: float, y: float) -> None:
        """As :meth:`CellPainter.milestone`."""
        self._sign(painter, "milestone", x, y, self._cells.milestone)

    def _sign(
        self,
        painter: QPainter,
        name: str,
        x: float,
        y: float,
        draw: Callable[[QPainter, float, float], None],
    ) -> None:
        if not self._copies or x != int(x):
            draw(painter, x, y)
            return
        line = floor(y)
        key = name, y - line, self._scale
        picture = self._signs.get(key)
        if picture is None:
            picture = self._signs[key] = self._picture(
                -_SIGN, -_SIGN, 2 * _SIGN, 2 * _SIGN, lambda on: draw(on, 0, y - line)
            )
        painter.drawPixmap(int(x) + picture[0], line + picture[1], picture[2])

    def _picture(
        self, x: int, y: int, wide: int, high: int, draw: Callable[[QPainter], None]
    ) -> _Picture:
        """What ``draw`` draws in a part of a cell whose corner is at (0, 0)."""
        scale = round(self._scale)
        pixmap = QPixmap(max(wide, 1) * scale, max(high, 1) * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(self._style.theme.canvas)
        painter = QPainter(pixmap)
        painter.translate(QPointF(-x, -y))
        draw(painter)
        painter.end()
        self._pixels += pixmap.width() * pixmap.height()
        return _Picture(x, y, pixmap)
