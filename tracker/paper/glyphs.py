"""The glyph of each status, and the chip that carries it with its word.

The shape says the status before the colour does: every glyph can be told apart in black only.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from tracker.domain.status import Status
from tracker.paper.theme import Theme
from tracker.timeline.sheets.chip import (
    CHIP_GAP,
    CHIP_HEIGHT,
    CHIP_LEFT,
    CHIP_RIGHT,
    GLYPH_SIZE,
)

GLYPH_RING: Final = 1.5
GLYPH_CUT: Final = 1.6


class Glyph(Enum):
    DONE = "disc with check"
    IN_PROGRESS = "ring, right half filled"
    PLANNED = "empty ring"
    WARNING = "triangle with bar"
    """At risk, or claims that contradict each other."""
    LATE = "hollow rounded square with bar"
    OVERDUE = "rounded square with bar"
    ON_HOLD = "disc with two bars"
    CANCELLED = "ring with slash"
    PERMANENT = "ring with an arrow round"
    UNKNOWN = "dotted ring"

    @classmethod
    def of(cls, status: Status) -> Glyph:
        return _GLYPH_OF[status]


_GLYPH_OF: Final = {
    Status.DONE: Glyph.DONE,
    Status.IN_PROGRESS: Glyph.IN_PROGRESS,
    Status.PLANNED: Glyph.PLANNED,
    Status.AT_RISK: Glyph.WARNING,
    Status.LATE: Glyph.LATE,
    Status.OVERDUE: Glyph.OVERDUE,
    Status.SUSPENDED: Glyph.ON_HOLD,
    Status.CANCELLED: Glyph.CANCELLED,
    Status.PERMANENT: Glyph.PERMANENT,
    Status.UNKNOWN: Glyph.UNKNOWN,
}


class GlyphShapes(NamedTuple):
    """Paths in a square of 12 around (0, 0): filled, drawn in the ground's colour, stroked.

    Strokes are ``GLYPH_RING`` wide, cuts ``GLYPH_CUT``; a dotted stroke has dots of ``GLYPH_DOT``.
    """

    filled: QPainterPath
    cut: QPainterPath
    stroked: QPainterPath
    dotted: bool = False


def paint_glyph(
    painter: QPainter,
    glyph: Glyph,
    centre: QPointF,
    *,
    colour: QColor,
    ground: QColor,
    size: float = GLYPH_SIZE,
) -> None:
    """Paint a glyph around ``centre``; ``ground`` shows through its check or bars."""
    shapes = glyph_shapes(glyph)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size / GLYPH_SIZE, size / GLYPH_SIZE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(shapes.filled, QBrush(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not shapes.stroked.isEmpty():
        pen = QPen(colour, GLYPH_RING)
        if shapes.dotted:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            # Twelve dots on a circle of this radius join without a seam.
            pen.setDashPattern([GLYPH_DOT / GLYPH_RING, GLYPH_DOT / GLYPH_RING])
        painter.strokePath(shapes.stroked, pen)
    if not shapes.cut.isEmpty():
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.strokePath(shapes.cut, QPen(ground, GLYPH_CUT, Qt.PenStyle.SolidLine, cap, join))
    painter.restore()


def chip_width(text: str, metrics: QFontMetricsF) -> float:
    """How wide the chip of a status with ``text`` is in a font."""
    scale = chip_height(metrics) / CHIP_HEIGHT
    around = (CHIP_LEFT + GLYPH_SIZE + CHIP_GAP + CHIP_RIGHT) * scale
    return around + metrics.horizontalAdvance(text)


def chip_height(metrics: QFontMetricsF) -> float:
    """20 in the size of the design; it grows with the font."""
    return max(CHIP_HEIGHT, round(metrics.height() * 1.3))


def paint_status_chip(
    painter: QPainter,
    status: Status,
    text: str,
    left_middle: QPointF,
    *,
    theme: Theme,
    font: QFont,
    max_width: float | None = None,
) -> None:
    """Paint a chip, the middle of its left edge at ``left_middle``; too long a text is elided."""
    metrics = QFontMetricsF(font)
    tone = theme.tone(status)
    height = chip_height(metrics)
    scale = height / CHIP_HEIGHT
    width = chip_width(text, metrics)
    if max_width is not None and width > max_width:
        room = max_width - (width - metrics.horizontalAdvance(text))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0.0))
        width = chip_width(text, metrics)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone.tint)
    area = QRectF(left_middle.x(), left_middle.y() - height / 2, width, height)
    painter.drawRoundedRect(area, height / 2, height / 2)
    size = GLYPH_SIZE * scale
    centre = QPointF(area.left() + CHIP_LEFT * scale + size / 2, left_middle.y())
    paint_glyph(painter, Glyph.of(status), centre, colour=tone.fill, ground=theme.canvas, size=size)
    painter.setFont(font)
    painter.setPen(tone.text)
    x = area.left() + (CHIP_LEFT + CHIP_GAP) * scale + size
    painter.drawText(QPointF(x, left_middle.y() + metrics.capHeight() / 2), text)
    if status is Status.CANCELLED:
        painter.setPen(QPen(tone.text, 1.0))
        end = x + metrics.horizontalAdvance(text)
        painter.drawLine(QPointF(x, left_middle.y()), QPointF(end, left_middle.y()))
    painter.restore()


_RADIUS: Final = 5.5
_INNER: Final = _RADIUS - GLYPH_RING / 2
GLYPH_DOT: Final = 2 * 3.141592653589793 * _INNER / 24


@cache
def glyph_shapes(glyph: Glyph) -> GlyphShapes:
    return _DRAWN[glyph]()


def _disc(radius: float = _RADIUS) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def _strokes(*polylines: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for (x, y), *others in polylines:
        path.moveTo(x, y)
        for x2, y2 in others:
            path.lineTo(x2, y2)
    return path


def _done() -> GlyphShapes:
    check = _strokes(((-2.5, 0.2), (-0.7, 2.0), (2.6, -1.8)))
    return GlyphShapes(_disc(), check, QPainterPath())


def _in_progress() -> GlyphShapes:
    half = QPainterPath(QPointF(0, -3.2))
    half.arcTo(QRectF(-3.2, -3.2, 6.4, 6.4), 90, -180)
    half.closeSubpath()
    return GlyphShapes(half, QPainterPath(), _disc(_INNER))


def _planned() -> GlyphShapes:
    return GlyphShapes(QPainterPath(), QPainterPath(), _disc(_INNER))


def _warning() -> GlyphShapes:
    triangle = QPainterPath(QPointF(-0.7, -5.1))
    triangle.quadTo(0, -6.1, 0.7, -5.1)
    triangle.lineTo(5.9, 4.0)
    triangle.quadTo(6.2, 5.2, 5.1, 5.3)
    triangle.lineTo(-5.1, 5.3)
    triangle.quadTo(-6.2, 5.2, -5.9, 4.0)
    triangle.closeSubpath()
    return GlyphShapes(
        triangle, _strokes(((0, -1.8), (0, 1.2)), ((0, 3.3), (0, 3.4))), QPainterPath()
    )


def _overdue() -> GlyphShapes:
    square = QPainterPath()
    square.addRoundedRect(QRectF(-5.25, -5.25, 10.5, 10.5), 2, 2)
    return GlyphShapes(
        square, _strokes(((0, -2.7), (0, 0.5)), ((0, 2.8), (0, 2.9))), QPainterPath()
    )


def _late() -> GlyphShapes:
    square = QPainterPath()
    square.addRoundedRect(QRectF(-4.6, -4.6, 9.2, 9.2), 2, 2)
    square.addPath(_strokes(((0, -2.2), (0, 0.4)), ((0, 2.3), (0, 2.4))))
    return GlyphShapes(_empty(), _empty(), square)


def _on_hold() -> GlyphShapes:
    return GlyphShapes(_disc(), _strokes(((-1.6, -2), (-1.6, 2)), ((1.6, -2), (1.6, 2))), _empty())


def _cancelled() -> GlyphShapes:
    ring = _disc(_INNER)
    ring.addPath(_strokes(((-3.2, 3.2), (3.2, -3.2))))
    return GlyphShapes(_empty(), _empty(), ring)


def _permanent() -> GlyphShapes:
    box = QRectF(-_INNER, -_INNER, 2 * _INNER, 2 * _INNER)
    ring = QPainterPath()
    ring.arcMoveTo(box, 20)
    ring.arcTo(box, 20, 300)
    head = QPainterPath(QPointF(2.0, 0.0))
    head.lineTo(6.2, 0.0)
    head.lineTo(4.6, -3.4)
    head.closeSubpath()
    return GlyphShapes(head, _empty(), ring)


def _unknown() -> GlyphShapes:
    return GlyphShapes(_empty(), _empty(), _disc(_INNER), dotted=True)


def _empty() -> QPainterPath:
    return QPainterPath()


_DRAWN: Final[dict[Glyph, Callable[[], GlyphShapes]]] = {
    Glyph.DONE: _done,
    Glyph.IN_PROGRESS: _in_progress,
    Glyph.PLANNED: _planned,
    Glyph.WARNING: _warning,
    Glyph.LATE: _late,
    Glyph.OVERDUE: _overdue,
    Glyph.ON_HOLD: _on_hold,
    Glyph.CANCELLED: _cancelled,
    Glyph.PERMANENT: _permanent,
    Glyph.UNKNOWN: _unknown,
}
