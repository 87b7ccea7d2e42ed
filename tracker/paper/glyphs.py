"""The sign of each status, told apart by shape before colour, and the chip that holds it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from tracker.domain.status import Status
from tracker.paper.theme import Theme

GLYPH: Final = 12.0
"""The side of a glyph in device-independent pixels at the size of the design."""

_CHIP_PADDING: Final = 6.0
_CHIP_GAP: Final = 4.0
_CHIP_MARGIN: Final = 9.0
"""Right of the text."""


def paint_status_glyph(
    painter: QPainter,
    status: Status,
    centre: QPointF,
    *,
    ink: QColor,
    ground: QColor,
    size: float = GLYPH,
) -> None:
    """Paint the glyph of a status around ``centre``; what is cut out of it shows ``ground``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size / GLYPH, size / GLYPH)
    _paint(painter, status, ink, ground)
    painter.restore()


def paint_warning_glyph(
    painter: QPainter, centre: QPointF, *, ink: QColor, ground: QColor, size: float = GLYPH
) -> None:
    """Paint the triangle with a bar: at risk, or claims in conflict."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size / GLYPH, size / GLYPH)
    painter.setBrush(ink)
    painter.setPen(QPen(ink, 1.6, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolygon(QPolygonF([QPointF(0, -4.4), QPointF(4.9, 4.2), QPointF(-4.9, 4.2)]))
    _bar(painter, ground, top=-1.9, bottom=1.0, dot=3.1)
    painter.restore()


def _paint(painter: QPainter, status: Status, ink: QColor, ground: QColor) -> None:
    match status:
        case Status.DONE:
            _disc(painter, ink)
            painter.setPen(_pen(ground, 1.5))
            painter.drawPolyline(
                QPolygonF([QPointF(-2.6, 0.2), QPointF(-0.8, 2), QPointF(2.6, -1.8)])
            )
        case Status.IN_PROGRESS:
            _ring(painter, ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPie(QRectF(-3.2, -3.2, 6.4, 6.4), -90 * 16, 180 * 16)
        case Status.OVERDUE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(-5, -5, 10, 10), 2, 2)
            _bar(painter, ground, top=-2.6, bottom=0.6, dot=2.8)
        case Status.SUSPENDED:
            _disc(painter, ink)
            painter.setPen(_pen(ground, 1.5))
            painter.drawLine(QPointF(-1.6, -2), QPointF(-1.6, 2))
            painter.drawLine(QPointF(1.6, -2), QPointF(1.6, 2))
        case Status.CANCELLED:
            _ring(painter, ink)
            painter.drawLine(QPointF(-3.2, 3.2), QPointF(3.2, -3.2))
        case Status.PERMANENT:
            painter.setPen(_pen(ink, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(-2.5, 0), 2.5, 2.5)
            painter.drawEllipse(QPointF(2.5, 0), 2.5, 2.5)
        case Status.PLANNED:
            _ring(painter, ink)
        case Status.UNKNOWN:
            pen = _pen(ink, 1.4)
            pen.setDashPattern([1.4, 1.9])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(0, 0), 4.8, 4.8)


def _disc(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(0, 0), 5.5, 5.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _ring(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 4.8, 4.8)


def _bar(painter: QPainter, ground: QColor, *, top: float, bottom: float, dot: float) -> None:
    """An exclamation mark cut out of a shape."""
    painter.setPen(_pen(ground, 1.5))
    painter.drawLine(QPointF(0, top), QPointF(0, bottom))
    painter.drawPoint(QPointF(0, dot))


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)


class ChipPainter:
    """Paints the status chips of one theme and font; a height of 20 at the size of the design."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._scale = max(1.0, self._metrics.height() / 14.5)

    @property
    def height(self) -> float:
        return round(20 * self._scale)

    def width(self, text: str) -> float:
        around = _CHIP_PADDING + GLYPH + _CHIP_GAP + _CHIP_MARGIN
        return around * self._scale + self._metrics.horizontalAdvance(text)

    def paint(
        self, painter: QPainter, status: Status, text: str, left: float, middle: float, room: float
    ) -> None:
        """Paint a chip from ``left``, centred on ``middle``, no wider than ``room``."""
        scale = self._scale
        tone = self._theme.tone(status)
        width = min(self.width(text), room)
        box = QRectF(left, middle - self.height / 2, width, self.height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone.tint)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        glyph_at = QPointF(left + (_CHIP_PADDING + GLYPH / 2) * scale, box.center().y())
        paint_status_glyph(
            painter, status, glyph_at, ink=tone.fill, ground=tone.tint, size=GLYPH * scale
        )
        x = left + (_CHIP_PADDING + GLYPH + _CHIP_GAP) * scale
        shown = self._metrics.elidedText(
            text, Qt.TextElideMode.ElideRight, box.right() - x - 0.5 * _CHIP_MARGIN * scale
        )
        baseline = box.center().y() + (self._metrics.ascent() - self._metrics.descent()) / 2
        painter.setFont(self._font)
        painter.setPen(tone.text)
        painter.drawText(QPointF(x, baseline), shown)
        if status is Status.CANCELLED:
            middle_of_text = round(baseline - self._metrics.xHeight() / 2) + 0.5
            end = x + self._metrics.horizontalAdvance(shown)
            painter.drawLine(QPointF(x, middle_of_text), QPointF(end, middle_of_text))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
