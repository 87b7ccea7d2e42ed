"""A page as an SVG: its shapes as they are, texts as texts, with the letters of the typeface used.

Shapes have the class of their style, so that the file can be read, compared and restyled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import floor
from typing import BinaryIO, Final, NamedTuple
from xml.sax.saxutils import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath

from tracker.paper.fonts import FontRole, font
from tracker.paper.glyphs import (
    GLYPH_CUT,
    GLYPH_DOT,
    GLYPH_RING,
    Glyph,
    glyph_shapes,
)
from tracker.paper.hatching import HATCH_LINE, hatch_lines
from tracker.paper.painter import ScenePainter, bent, rounded
from tracker.paper.styles import Look
from tracker.paper.svg_fonts import font_face
from tracker.timeline.primitives import (
    Align,
    Line,
    Path,
    Primitive,
    Rect,
    Scene,
    StyleName,
    Symbol,
    Text,
)
from tracker.timeline.sheets.chip import GLYPH_SIZE
from tracker.timeline.sheets.page import About, Page, Part

_ANCHORS: Final = {Align.CENTRE: "middle", Align.RIGHT: "end"}
_PT: Final = 0.75
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(stream: BinaryIO, page: Page, scenes: ScenePainter, about: About) -> None:
    """Write one page. ``scenes`` measures and colours as for a PDF, with ``vector``."""
    stream.write(_Drawing(page, scenes, about).text().encode())


class _Drawing:
    """One page being written."""

    def __init__(self, page: Page, scenes: ScenePainter, about: About) -> None:
        self._page = page
        self._scenes = scenes
        self._about = about
        self._styles: dict[StyleName, None] = {}
        self._letters: dict[FontRole, set[str]] = {}

    def text(self) -> str:
        body = [line for part in self._page.parts for line in self._part(part)]
        page, title = self._page, escape(_clean(self._about.title))
        width, height = _number(page.width), _number(page.height)
        size = f'width="{_number(page.width * _PT)}pt" height="{_number(page.height * _PT)}pt"'
        ground = _paint("fill", self._scenes.theme.canvas)
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}" '
            f'xml:lang="{self._about.language.value}" role="img" aria-labelledby="title">',
            f'<title id="title">{title}</title>',
            f"<desc>{escape(_clean(self._about.subject))}</desc>",
            "<style>",
            *self._rules(),
            "</style>",
            f'<rect width="{width}" height="{height}" style="{ground}"/>',
            *body,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _part(self, part: Part) -> Iterator[str]:
        window = part.window
        place = f'x="{_number(part.x)}" y="{_number(part.y)}"'
        size = f'width="{_number(window.width)}" height="{_number(window.height)}"'
        view = " ".join(map(_number, (window.x, window.y, window.width, window.height)))
        yield f'<svg {place} {size} viewBox="{view}">'
        for shape in part.scene:
            yield from self._shape(shape, part.scene)
        yield "</svg>"

    def _shape(self, shape: Primitive, scene: Scene) -> Iterator[str]:
        match shape:
            case Line():
                yield self._line(shape)
            case Rect():
                yield from self._rect(shape, scene)
            case Path():
                yield self._path(shape)
            case Symbol():
                yield from self._symbol(shape)
            case Text():
                yield from self._text(shape)

    # -- shapes -----------------------------------------------------------------------------------

    def _line(self, line: Line) -> str:
        # Level and upright lines fill whole pixels where one unit is one, as the painter's do.
        x1, y1, x2, y2 = line.x1, line.y1, line.x2, line.y2
        half = self._scenes.look(line.style).width / 2
        if x1 == x2:
            x1 = x2 = _snapped(x1 - half) + half
        elif y1 == y2:
            y1 = y2 = _snapped(y1 - half) + half
        ends = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
        return f"<line {self._class(line.style)} {ends}/>"

    def _rect(self, rect: Rect, scene: Scene) -> Iterator[str]:
        left, top = _snapped(rect.x), _snapped(rect.y)
        right = max(_snapped(rect.x + rect.width), left + 1)
        bottom = max(_snapped(rect.y + rect.height), top + 1)
        if self._scenes.look(rect.style).hatch is not None:
            x, y = scene.hatch_origin
            lines = hatch_lines((left, top, right, bottom), (_snapped(x), _snapped(y)))
            data = "".join(
                f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}"
                for x1, y1, x2, y2 in lines
            )
            if data:
                yield f'<path {self._class(rect.style)} d="{data}"/>'
            return
        if rect.radius > 0:
            area = QRectF(left, top, right - left, bottom - top)
            data = _data(rounded(area, rect.radius, rect.corners))
            yield f'<path {self._class(rect.style)} d="{data}"/>'
            return
        size = f'width="{_number(right - left)}" height="{_number(bottom - top)}"'
        place = f'x="{_number(left)}" y="{_number(top)}"'
        yield f"<rect {self._class(rect.style)} {place} {size}/>"

    def _path(self, shape: Path) -> str:
        if shape.radius > 0 and not shape.closed:
            data = _data(bent(list(shape.points), shape.radius))
            return f'<path {self._class(shape.style)} d="{data}"/>'
        tag = "polygon" if shape.closed else "polyline"
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
        # An open line has no inside.
        open_line = "" if shape.closed else ' style="fill:none"'
        return f'<{tag} {self._class(shape.style)} points="{points}"{open_line}/>'

    def _symbol(self, shape: Symbol) -> Iterator[str]:
        found = glyph_shapes(Glyph.of(shape.status))
        scale = "" if shape.size == GLYPH_SIZE else f" scale({_number(shape.size / GLYPH_SIZE)})"
        colour = self._scenes.look(shape.style).fill
        assert colour is not None
        yield f'<g transform="translate({_number(shape.x)} {_number(shape.y)}){scale}">'
        if not found.filled.isEmpty():
            rule = "evenodd" if found.filled.fillRule() == Qt.FillRule.OddEvenFill else "nonzero"
            yield f'<path style="{_paint("fill", colour)};fill-rule:{rule}" {_d(found.filled)}/>'
        if not found.stroked.isEmpty():
            dots = f";stroke-dasharray:{_number(GLYPH_DOT)}" if found.dotted else ""
            style = f"fill:none;{_paint('stroke', colour)};stroke-width:{GLYPH_RING}{dots}"
            yield f'<path style="{style}" {_d(found.stroked)}/>'
        if not found.cut.isEmpty():
            ground = _paint("stroke", self._scenes.theme.canvas)
            style = f"fill:none;{ground};stroke-width:{GLYPH_CUT};stroke-linecap:round"
            yield f'<path style="{style};stroke-linejoin:round" {_d(found.cut)}/>'
        yield "</g>"

    def _text(self, shape: Text) -> Iterator[str]:
        look = self._scenes.look(shape.style)
        assert look.font is not None
        metrics = self._scenes.measure.metrics(look.font)
        text, wide = self._fitting(shape, metrics)
        if shape.halo is not None:
            share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[shape.align]
            half = metrics.height() / 2 - 1
            left = shape.x - wide * share - shape.halo_width
            area = QRectF(left, shape.y - half, wide + 2 * shape.halo_width, 2 * half)
            place = f'x="{_number(area.x())}" y="{_number(area.y())}" rx="3"'
            size = f'width="{_number(area.width())}" height="{_number(area.height())}"'
            yield f"<rect {self._class(shape.halo)} {place} {size}/>"
        self._letters.setdefault(look.font, set()).update(text)
        baseline = _snapped(shape.y + metrics.capHeight() / 2)
        anchor = _ANCHORS.get(shape.align)
        aligned = f' text-anchor="{anchor}"' if anchor else ""
        place = f'x="{_number(shape.x)}" y="{_number(baseline)}"{aligned}'
        yield f"<text {self._class(shape.style)} {place}>{escape(text)}</text>"

    def _fitting(self, shape: Text, metrics: QFontMetricsF) -> tuple[str, float]:
        text = _clean(shape.text)
        wide = self._scenes.measure(text, shape.style)
        if shape.max_width is not None and wide > shape.max_width:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, shape.max_width)
            wide = metrics.horizontalAdvance(text)
        return text, wide

    # -- styles -----------------------------------------------------------------------------------

    def _class(self, style: StyleName) -> str:
        self._styles[style] = None
        return f'class="{_class_name(style)}"'

    def _rules(self) -> Iterator[str]:
        """The typeface with the letters in use, then what each style looks like."""
        for face in sorted({_Face.of(role) for role in self._letters}):
            letters = {
                letter
                for role, found in self._letters.items()
                if _Face.of(role) == face
                for letter in found
            }
            rule = font_face(face.family, face.weight, face.italic, letters)
            if rule is not None:
                yield rule
        for style in sorted(self._styles):
            yield f".{_class_name(style)}{{{';'.join(self._declarations(style))}}}"

    def _declarations(self, style: StyleName) -> Iterator[str]:
        look = self._scenes.look(style)
        if look.font is not None:
            yield from _font_rules(look)
        yield _paint("fill", look.fill)
        line = look.hatch or look.line
        if line is not None:
            yield _paint("stroke", line)
            yield f"stroke-width:{_number(HATCH_LINE if look.hatch else look.width)}"
        if look.dash:
            yield "stroke-dasharray:" + " ".join(map(_number, look.dash))


class _Face(NamedTuple):
    """One cut of the typeface."""

    family: str
    weight: int
    italic: bool

    @classmethod
    def of(cls, role: FontRole) -> _Face:
        used = font(role)
        return cls(used.family(), int(used.weight()), used.italic())


def _font_rules(look: Look) -> Iterator[str]:
    assert look.font is not None
    face = _Face.of(look.font)
    yield f"font-family:{face.family},sans-serif"
    yield f"font-size:{font(look.font).pixelSize()}px"
    yield f"font-weight:{face.weight}"
    if face.italic:
        yield "font-style:italic"
    if look.struck:
        yield "text-decoration:line-through"
    yield "white-space:pre"


def _class_name(style: StyleName) -> str:
    return style.value.replace("_", "-")


def _paint(what: str, colour: QColor | None) -> str:
    """A colour as CSS, "none" for none."""
    if colour is None:
        return f"{what}:none"
    opaque = f"{what}:{colour.name()}"
    if colour.alpha() == 255:
        return opaque
    return f"{opaque};{what}-opacity:{_number(colour.alphaF())}"


def _d(path: QPainterPath) -> str:
    return f'd="{_data(path)}"'


def _data(path: QPainterPath) -> str:
    """A path of Qt in the words of SVG."""
    words = []
    place = 0
    while place < path.elementCount():
        element = path.elementAt(place)
        if element.isCurveTo():
            ends = [path.elementAt(place + step) for step in range(3)]
            words.append("C" + " ".join(f"{_number(p.x)} {_number(p.y)}" for p in ends))
            place += 3
            continue
        words.append(
            f"{'M' if element.isMoveTo() else 'L'}{_number(element.x)} {_number(element.y)}"
        )
        place += 1
    return "".join(words)


def _number(value: float) -> str:
    """At most two places: a hundredth of a pixel is not seen, and other machines agree on it."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _snapped(value: float) -> float:
    return floor(value + 0.5)


def _clean(text: str) -> str:
    """Without the characters that no XML may hold."""
    return _NOT_XML.sub("", text)
