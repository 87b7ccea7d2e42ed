"""Paints a scene of the timeline: the one painter for the window, pictures and pages.

``ScenePainter`` holds what is costly to make (pens, hatch brushes, font metrics) for one theme;
keep one per widget. Upright and level lines and the edges of rectangles are snapped to whole device
pixels, whatever the device ratio and wherever the painter's origin stands: they stay crisp.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, hypot
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from tracker.paper.fonts import FontRole, font
from tracker.paper.glyphs import Glyph, paint_glyph
from tracker.paper.hatching import HATCH_LINE, HATCH_STEP, hatch_lines
from tracker.paper.styles import Look, looks
from tracker.paper.theme import LIGHT, Theme
from tracker.timeline.primitives import (
    Align,
    Corners,
    Line,
    Path,
    Rect,
    Scene,
    StyleName,
    Symbol,
    Text,
)

_HOLLOW = QBrush(Qt.BrushStyle.NoBrush)

_BEYOND = 64.0
"""How far shapes are painted beyond what is in view."""


# Every theme has the same fonts.
_FONTS = {style: look.font for style, look in looks(LIGHT).items() if look.font}


class TextMeasure:
    """Widths of texts in the fonts of the chart; call it with a text and the style of a text.

    ``plain`` measures in the fonts of documents, see :func:`tracker.paper.fonts.font`.
    """

    def __init__(self, *, plain: bool = False) -> None:
        self._plain = plain
        self._metrics: dict[FontRole, QFontMetricsF] = {}
        self._widths: dict[tuple[str, FontRole], float] = {}

    def __call__(self, text: str, style: StyleName) -> float:
        role = _FONTS[style]
        wide = self._widths.get((text, role))
        if wide is None:
            if len(self._widths) > 4_000:
                self._widths.clear()
            wide = self._widths[text, role] = self.metrics(role).horizontalAdvance(text)
        return wide

    def metrics(self, role: FontRole) -> QFontMetricsF:
        found = self._metrics.get(role)
        if found is None:
            found = self._metrics[role] = QFontMetricsF(font(role, plain=self._plain))
        return found


class ScenePainter:
    """Paints scenes in the colours of one theme.

    With ``vector`` it paints for a document of any resolution: hatching as lines instead of tiles
    of pixels, texts in plain fonts, so that they can be searched and copied.
    """

    def __init__(self, theme: Theme, *, vector: bool = False) -> None:
        self.theme = theme
        self.vector = vector
        self.measure = TextMeasure(plain=vector)
        self._looks = looks(theme)
        self._pens: dict[StyleName, QPen] = {}
        self._brushes: dict[StyleName, QBrush] = {}
        self._hatches: dict[tuple[StyleName, float], QBrush] = {}
        self._fonts: dict[tuple[FontRole, bool], QFont] = {}

    def paint(self, scene: Scene, painter: QPainter) -> None:
        """Paint the whole scene, its (0, 0) at the origin of ``painter``.

        The ground below everything (canvas) is the caller's. Clip to what has to be painted.
        """
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        _Sheet(self, scene, painter).paint()
        painter.restore()

    def look(self, style: StyleName) -> Look:
        return self._looks[style]

    def pen(self, style: StyleName) -> QPen:
        found = self._pens.get(style)
        if found is None:
            look = self._looks[style]
            if look.line is None:
                found = QPen(Qt.PenStyle.NoPen)
            else:
                found = QPen(look.line, look.width)
                found.setCapStyle(Qt.PenCapStyle.FlatCap)
                found.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
                if look.dash:
                    found.setDashPattern([part / look.width for part in look.dash])
            self._pens[style] = found
        return found

    def brush(self, style: StyleName) -> QBrush:
        """The fill of a style; none where it has no fill."""
        found = self._brushes.get(style)
        if found is None:
            fill = self._looks[style].fill
            found = self._brushes[style] = QBrush(fill) if fill else _HOLLOW
        return found

    def font(self, role: FontRole, *, struck: bool) -> QFont:
        found = self._fonts.get((role, struck))
        if found is None:
            found = font(role, plain=self.vector)
            found.setStrikeOut(struck)
            self._fonts[role, struck] = found
        return found

    def hatch(self, style: StyleName, ratio: float) -> QBrush:
        """45° lines that meet across the edges of the tile, drawn at the device's resolution."""
        found = self._hatches.get((style, ratio))
        if found is None:
            colour = self._looks[style].hatch
            assert colour is not None
            found = QBrush(hatch_tile(colour, ratio))
            found.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
            self._hatches[style, ratio] = found
        return found


def hatch_tile(colour: QColor, ratio: float) -> QImage:
    """One tile of the hatch in device pixels; tiles join without a seam."""
    side = max(round(HATCH_STEP * ratio), 2)
    tile = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, HATCH_LINE * ratio))
    # Each line begins and ends outside the tile, so that no end of one shows.
    for shift in (-side, 0, side):
        painter.drawLine(QLineF(shift - side, 2 * side, shift + 2 * side, -side))
    painter.end()
    return tile


class _Sheet:
    """One painting of one scene."""

    def __init__(self, owner: ScenePainter, scene: Scene, painter: QPainter) -> None:
        self._owner = owner
        self._scene = scene
        self._painter = painter
        # What the painter's pen is set to: nobody knows yet.
        self._pen: StyleName | object | None = object()
        transform = painter.deviceTransform()
        self._ratio = transform.m11()
        self._dx, self._dy = transform.dx(), transform.dy()
        # No shape is filled for centuries on either side of what is in view.
        width, height = scene.width + 2 * _BEYOND, scene.height + 2 * _BEYOND
        self._bounds = QRectF(-_BEYOND, -_BEYOND, width, height)

    def paint(self) -> None:
        paint: dict[type, Callable[[Any], None]] = {
            Line: self._line,
            Rect: self._rect,
            Path: self._path,
            Text: self._text,
            Symbol: self._symbol,
        }
        for shape in self._scene:
            paint[type(shape)](shape)

    def _snap_x(self, x: float) -> float:
        return (floor(x * self._ratio + self._dx + 0.5) - self._dx) / self._ratio

    def _snap_y(self, y: float) -> float:
        return (floor(y * self._ratio + self._dy + 0.5) - self._dy) / self._ratio

    def _line(self, line: Line) -> None:
        x1, y1, x2, y2, style = line
        look = self._owner.look(style)
        width = look.width
        if x1 == x2:
            area = QRectF(self._snap_x(x1 - width / 2), min(y1, y2), width, abs(y2 - y1))
        elif y1 == y2:
            area = QRectF(min(x1, x2), self._snap_y(y1 - width / 2), abs(x2 - x1), width)
        else:
            self._stroke(style)
            self._painter.drawLine(QLineF(x1, y1, x2, y2))
            return
        if not look.dash:
            if look.line is not None:
                self._painter.fillRect(area, look.line)
            return
        self._stroke(style)
        self._painter.drawLine(self._dashed(line, area, sum(look.dash)))

    def _stroke(self, style: StyleName | None) -> None:
        """Take the pen of a style, None for no line, unless it is in the hand already."""
        if style is not self._pen:
            self._pen = style
            self._painter.setPen(self._owner.pen(style) if style else Qt.PenStyle.NoPen)

    def _dashed(self, line: Line, area: QRectF, period: float) -> QLineF:
        """The middle of ``area`` in the line's direction, cut to what is in view.

        Cut by whole dashes: a trail that is decades long costs no more than what is seen of it.
        """
        if line.x1 == line.x2:
            x = area.center().x()
            return QLineF(x, line.y1, x, line.y2)
        y = area.center().y()
        left, right = area.left(), area.right()
        if left < -period:
            left += floor(-left / period) * period - period
        right = min(right, self._scene.width + period)
        return QLineF(left, y, right, y)

    def _rect(self, rect: Rect) -> None:
        left, right = self._snap_x(rect.x), self._snap_x(rect.x + rect.width)
        top, bottom = self._snap_y(rect.y), self._snap_y(rect.y + rect.height)
        least = 1 / self._ratio
        area = QRectF(left, top, max(right - left, least), max(bottom - top, least))
        if not self._bounds.contains(area):
            area = area.intersected(self._bounds)
        look = self._owner.look(rect.style)
        if look.hatch is not None:
            x, y = self._scene.hatch_origin
            if self._owner.vector:
                self._pen = rect.style
                self._painter.setPen(QPen(look.hatch, HATCH_LINE))
                box = (area.left(), area.top(), area.right(), area.bottom())
                origin = self._snap_x(x), self._snap_y(y)
                self._painter.drawLines([QLineF(*ends) for ends in hatch_lines(box, origin)])
                return
            self._painter.setBrushOrigin(QPointF(self._snap_x(x), self._snap_y(y)))
            brush = self._owner.hatch(rect.style, self._ratio)
        else:
            brush = self._owner.brush(rect.style)
        if rect.radius <= 0 and look.line is None:
            self._painter.fillRect(area, brush)
            return
        self._stroke(rect.style)
        self._painter.setBrush(brush)
        if rect.corners is Corners.ALL:
            self._painter.drawRoundedRect(area, rect.radius, rect.radius)
        else:
            self._painter.drawPath(rounded(area, rect.radius, rect.corners))

    def _path(self, shape: Path) -> None:
        self._stroke(shape.style)
        self._painter.setBrush(self._owner.brush(shape.style) if shape.closed else _HOLLOW)
        if shape.radius > 0:
            self._painter.drawPath(bent(self._centred(shape.points), shape.radius))
            return
        points = QPolygonF([QPointF(x, y) for x, y in shape.points])
        if shape.closed:
            self._painter.drawPolygon(points)
        else:
            self._painter.drawPolyline(points)

    def _symbol(self, shape: Symbol) -> None:
        look = self._owner.look(shape.style)
        assert look.fill is not None
        paint_glyph(
            self._painter,
            Glyph.of(shape.status),
            QPointF(shape.x, shape.y),
            colour=look.fill,
            ground=self._owner.theme.canvas,
            size=shape.size,
        )

    def _centred(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """The corners of a line in the middles of pixels, those far out of view brought near."""
        ratio, dx, dy, bounds = self._ratio, self._dx, self._dy, self._bounds
        left, top, right, bottom = bounds.left(), bounds.top(), bounds.right(), bounds.bottom()
        found = []
        for x, y in points:
            x = left if x < left else right if x > right else x
            y = top if y < top else bottom if y > bottom else y
            x, y = floor(x * ratio + dx) + 0.5 - dx, floor(y * ratio + dy) + 0.5 - dy
            found.append((x / ratio, y / ratio))
        return found

    def _text(self, shape: Text) -> None:
        look = self._owner.look(shape.style)
        assert look.font is not None and look.fill is not None
        text = shape.text
        metrics = self._owner.measure.metrics(look.font)
        wide = self._owner.measure(text, shape.style)
        if shape.max_width is not None and wide > shape.max_width:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, shape.max_width)
            wide = metrics.horizontalAdvance(text)
        x = shape.x
        if shape.align is Align.CENTRE:
            x -= wide / 2
        elif shape.align is Align.RIGHT:
            x -= wide
        if shape.halo is not None:
            half = metrics.height() / 2 - 1
            area = QRectF(
                x - shape.halo_width, shape.y - half, wide + 2 * shape.halo_width, 2 * half
            )
            ground = self._owner.look(shape.halo).fill
            self._stroke(None)
            self._painter.setBrush(ground or Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(area, 3, 3)
        self._painter.setFont(self._owner.font(look.font, struck=look.struck))
        self._pen = shape.style
        self._painter.setPen(look.fill)
        baseline = self._snap_y(shape.y + metrics.capHeight() / 2)
        self._painter.drawText(QPointF(x, baseline), text)


def rounded(area: QRectF, radius: float, corners: Corners) -> QPainterPath:
    """A rectangle of which all corners, or those of one side, are round."""
    path = QPainterPath()
    if corners is Corners.ALL or radius <= 0:
        path.addRoundedRect(area, radius, radius)
        return path
    left = corners is Corners.LEFT
    flat, bow = (area.right(), area.left()) if left else (area.left(), area.right())
    inward = radius if left else -radius
    path.moveTo(flat, area.top())
    path.lineTo(bow + inward, area.top())
    path.quadTo(bow, area.top(), bow, area.top() + radius)
    path.lineTo(bow, area.bottom() - radius)
    path.quadTo(bow, area.bottom(), bow + inward, area.bottom())
    path.lineTo(flat, area.bottom())
    path.closeSubpath()
    return path


def bent(points: Sequence[tuple[float, float]], radius: float) -> QPainterPath:
    """A polyline whose corners are rounded as far as its stretches allow."""
    path = QPainterPath()
    path.moveTo(*points[0])
    for (x1, y1), (x, y), (x2, y2) in zip(points, points[1:], points[2:], strict=False):
        before, after = hypot(x1 - x, y1 - y), hypot(x2 - x, y2 - y)
        reach = min(radius, before / 2, after / 2)
        if reach > 0:
            inward, outward = reach / before, reach / after
            path.lineTo(x + (x1 - x) * inward, y + (y1 - y) * inward)
            path.quadTo(x, y, x + (x2 - x) * outward, y + (y2 - y) * outward)
    path.lineTo(*points[-1])
    return path
