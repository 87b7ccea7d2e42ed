"""Lays out and paints what stands on the sheet below a cell that is being edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tracker.paper.glyphs import Glyph, paint_glyph
from tracker.records import record
from tracker.ui.delegates.readings import Note
from tracker.ui.delegates.style import Face, GridStyle
from tracker.ui.raised import SHADOW

WIDTH: Final = 292
PADDING: Final = 12
_GAP: Final = 6
_WRAP: Final = Qt.TextFlag.TextWordWrap


@record
class Piece:
    """Something drawn in a box; ``act`` is done when it is clicked or chosen by keyboard."""

    box: QRect
    draw: Callable[[QPainter, QRect, bool], None]
    act: Callable[[], None] | None = None
    label: str = ""


class Sheet:
    """Lays the pieces of a sheet out from top to bottom."""

    def __init__(self, style: GridStyle, pieces: list[Piece]) -> None:
        self._style = style
        self._pieces = pieces
        self._left = SHADOW + style.scaled(PADDING)
        self._width = style.scaled(WIDTH) - 2 * style.scaled(PADDING)
        self.bottom = style.scaled(PADDING)
        """The bottom of what is laid out, from the top of the sheet itself."""

    def _row(self, height: int, *, indent: int = 0, gap: int = _GAP) -> QRect:
        box = QRect(self._left + indent, self.bottom + SHADOW, self._width - indent, height)
        self.bottom += height + gap
        return box

    def _wrapped(self, text: str, face: Face, *, indent: int = 0, gap: int = _GAP) -> QRect:
        bounds = QRectF(0, 0, self._width - indent, 10_000)
        height = face.metrics.boundingRect(bounds, int(_WRAP), text).height()
        return self._row(round(height + 0.5), indent=indent, gap=gap)

    def title(self, title: str, detail: str, *, diamond: bool) -> None:
        style = self._style
        wide = (20 if diamond else 0) + style.strong.width(title) + 10 + style.body.width(detail)
        if detail and wide > self._width:
            self.title(title, "", diamond=diamond)
            self.note(Note(detail))
            return
        box = self._row(round(style.body.height) + 4)

        def draw(painter: QPainter, box: QRect, chosen: bool) -> None:
            x = float(box.left())
            if diamond:
                y = box.center().y() + 0.5
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(style.theme.prog.fill)
                corners = [
                    QPointF(x + 5, y - 5.5),
                    QPointF(x + 10.5, y),
                    QPointF(x + 5, y + 5.5),
                    QPointF(x - 0.5, y),
                ]
                painter.drawPolygon(QPolygonF(corners))
                x += 20
            room = box.right() - x
            face = style.strong
            shown = face.elided(title, room)
            _write(painter, box, shown, x, face, style.theme.ink)
            x += face.width(shown) + 10
            rest = style.body.elided(detail, box.right() - x) if x < box.right() else ""
            _write(painter, box, rest, x, style.body, style.theme.ink2)

        self._pieces.append(Piece(box, draw))

    def strip(self, units: list[tuple[str, bool, Callable[[], None]]]) -> None:
        height = self._style.scaled(24)
        row = self._row(height, gap=_GAP + 2)
        for number, (label, chosen, act) in enumerate(units):
            left = row.left() + row.width() * number // len(units)
            right = row.left() + row.width() * (number + 1) // len(units)
            box = QRect(left, row.top(), right - left + 1, height)
            self._pieces.append(Piece(box, self._unit(label, chosen), act, label))

    def _unit(self, label: str, chosen: bool) -> Callable[[QPainter, QRect, bool], None]:
        style = self._style

        def draw(painter: QPainter, box: QRect, marked: bool) -> None:
            theme = style.theme
            painter.setBrush(theme.sel if chosen else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent if chosen or marked else theme.line2, 1))
            painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
            face = style.strong if chosen else style.secondary
            shown = face.elided(label, box.width() - 4)
            x = box.left() + (box.width() - face.width(shown)) / 2
            _write(painter, box, shown, x, face, theme.accent if chosen else theme.ink2)

        return draw

    def note(self, note: Note) -> None:
        style = self._style
        text = f"{note.label} {note.value}" if note.value else note.label
        if style.secondary.width(note.label) + style.strong.width(note.value) + 6 > self._width:
            box = self._wrapped(text, style.secondary, gap=2)
        else:
            box = self._row(round(style.secondary.height) + 2, gap=2)

        def draw(painter: QPainter, box: QRect, chosen: bool) -> None:
            face = style.secondary
            if box.height() > face.height + 4:
                painter.setFont(face.font)
                painter.setPen(style.theme.ink2)
                painter.drawText(QRectF(box), int(_WRAP), text)
                return
            _write(painter, box, note.label, box.left(), face, style.theme.ink2)
            x = box.left() + face.width(note.label + " ")
            _write(painter, box, note.value, x, style.chip, style.theme.ink)

        self._pieces.append(Piece(box, draw))

    def offer(self, text: str, act: Callable[[], None]) -> None:
        style = self._style
        box = self._row(style.scaled(26), gap=0)

        def draw(painter: QPainter, box: QRect, chosen: bool) -> None:
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(style.theme.sel)
                painter.drawRoundedRect(QRectF(box).adjusted(-6, 0, 6, 0), 4, 4)
            shown = style.body.elided(text, box.width())
            _write(painter, box, shown, box.left(), style.body, style.theme.ink)

        self._pieces.append(Piece(box, draw, act, text))

    def hints(self, hints: tuple[tuple[str, str], ...]) -> None:
        style = self._style
        self.bottom += 2
        box = self._row(round(style.caption.height) + 12, gap=-4)

        def draw(painter: QPainter, box: QRect, chosen: bool) -> None:
            painter.setPen(QPen(style.theme.line, 1))
            painter.drawLine(box.left(), box.top(), box.right(), box.top())
            x = float(box.left())
            under = box.adjusted(0, 6, 0, 0)
            for key, action in hints:
                if x + style.caption.width(f"{key} {action}") > box.right():
                    break
                _write(painter, under, key, x, style.caption, style.theme.ink2)
                x += style.caption.width(f"{key} ")
                _write(painter, under, action, x, style.caption, style.theme.ink3)
                x += style.caption.width(action) + 12

        self._pieces.append(Piece(box, draw))

    def complaint(self, title: str, lines: tuple[str, ...]) -> None:
        style = self._style
        indent = 20

        def write(text: str, face: Face, colour: QColor, gap: int) -> None:
            box = self._wrapped(text, face, indent=indent, gap=gap)

            def draw(painter: QPainter, box: QRect, chosen: bool) -> None:
                painter.setFont(face.font)
                painter.setPen(colour)
                painter.drawText(QRectF(box), int(_WRAP), text)

            self._pieces.append(Piece(box, draw))

        top = self.bottom + SHADOW

        def glyph(painter: QPainter, box: QRect, chosen: bool) -> None:
            centre = QRectF(box).center()
            theme = style.theme
            paint_glyph(painter, Glyph.OVERDUE, centre, colour=theme.over.fill, ground=theme.raised)

        height = round(style.strong.height)
        self._pieces.append(Piece(QRect(self._left, top, 12, height), glyph))
        write(title, style.strong, style.theme.ink, 3)
        for line in lines:
            write(line, style.secondary, style.theme.ink2, 2)
        self.bottom += _GAP

    def buttons(self, labels: list[tuple[str, Callable[[], None]]]) -> None:
        style = self._style
        height = style.scaled(26)
        indent = 20
        right = self._left + self._width
        row = self._row(height, indent=indent, gap=4)
        x = row.left()
        for label, act in labels:
            width = min(round(style.button.width(label)) + 18, right - row.left())
            if x + width > right and x > row.left():
                row = self._row(height, indent=indent, gap=4)
                x = row.left()
            box = QRect(x, row.top(), width, height)
            self._pieces.append(Piece(box, self._button(label), act, label))
            x += width + 8

    def _button(self, label: str) -> Callable[[QPainter, QRect, bool], None]:
        style = self._style

        def draw(painter: QPainter, box: QRect, chosen: bool) -> None:
            theme = style.theme
            painter.setBrush(theme.btn)
            painter.setPen(QPen(theme.focus if chosen else theme.line2, 2 if chosen else 1))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
            shown = style.button.elided(label, box.width() - 10)
            x = box.left() + (box.width() - style.button.width(shown)) / 2
            _write(painter, box, shown, x, style.button, theme.ink)

        return draw


def _write(painter: QPainter, box: QRect, text: str, x: float, face: Face, colour: QColor) -> None:
    painter.setFont(face.font)
    painter.setPen(colour)
    painter.drawText(QPointF(x, face.baseline(box.top(), box.height())), text)
