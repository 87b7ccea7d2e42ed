"""The sheet below a cell that is being edited: how the text is read, what it could be, what to do.

It lies over the page as a child of the window and never takes the focus, so that typing goes on in
the cell; the editor passes it the few keys that choose something on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from tracker.paper.glyphs import Glyph, paint_glyph
from tracker.ui.delegates.readings import Note, Reading, Refused, Repair
from tracker.ui.delegates.style import Face, GridStyle

WIDTH = 292
SHADOW = 8
_PAD = 12
_GAP = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something drawn in a box; ``act`` is done when it is clicked or chosen by keyboard."""

    box: QRect
    draw: Callable[[QPainter, QRect, bool], None]
    act: Callable[[], None] | None = None
    label: str = ""


class ReadingPopup(QWidget):
    """Shows a Reading or a Refused under, or else above, the cell.

    Signals:
        picked: a text to be typed instead.
        repaired: the Repair that was chosen.
    """

    picked = Signal(str)
    repaired = Signal(object)

    def __init__(self, style: GridStyle, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self._style = style
        self._pieces: list[_Piece] = []
        self._actions: list[int] = []
        self._chosen: int | None = None
        self._refused = False
        self._anchor = QRect()
        self.hide()

    # -- content ----------------------------------------------------------------------------------

    @property
    def shows_refusal(self) -> bool:
        return self._refused and not self.isHidden()

    @property
    def has_choice(self) -> bool:
        """Whether something on the sheet is marked by the keyboard."""
        return self._chosen is not None

    @property
    def choices(self) -> dict[str, QRect]:
        """What can be chosen, with the box in which it stands."""
        return {piece.label: piece.box for piece in self._pieces if piece.act is not None}

    def set_style(self, style: GridStyle) -> None:
        self._style = style
        self.update()

    def show_reading(self, reading: Reading, hints: tuple[tuple[str, str], ...]) -> None:
        """``hints`` are pairs of a key's name and what it does."""
        self._begin(refused=False)
        if reading:
            sheet = _Sheet(self._style, self._pieces)
            if reading.title:
                sheet.title(reading.title, reading.detail, diamond=reading.is_date)
            if reading.units:
                sheet.strip(
                    [(unit.label, unit.chosen, self._pick(unit.text)) for unit in reading.units]
                )
            for note in reading.notes:
                sheet.note(note)
            for offer in reading.offers:
                sheet.offer(offer, self._pick(offer))
            sheet.hints(hints)
            self._finish(sheet.bottom)
        else:
            self.hide()

    def show_refusal(self, refused: Refused) -> None:
        self._begin(refused=True)
        sheet = _Sheet(self._style, self._pieces)
        sheet.complaint(refused.title, refused.lines)
        sheet.buttons([(repair.label, self._repair(repair)) for repair in refused.repairs])
        self._finish(sheet.bottom)

    def _begin(self, *, refused: bool) -> None:
        self._pieces.clear()
        self._chosen = None
        self._refused = refused

    def _finish(self, bottom: int) -> None:
        self._actions = [i for i, piece in enumerate(self._pieces) if piece.act is not None]
        width = self._style.scaled(WIDTH)
        self.resize(width + 2 * SHADOW, bottom + _PAD + 2 * SHADOW)
        self._place()
        self.show()
        self.raise_()
        self.update()

    def _pick(self, text: str) -> Callable[[], None]:
        return lambda: self.picked.emit(text)

    def _repair(self, repair: Repair) -> Callable[[], None]:
        return lambda: self.repaired.emit(repair)

    # -- place ------------------------------------------------------------------------------------

    def set_anchor(self, cell: QRect) -> None:
        """``cell`` is the edited cell in coordinates of the window."""
        self._anchor = cell
        if not self.isHidden():
            self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        assert window is not None
        x = min(self._anchor.left() - SHADOW, window.width() - self.width())
        below = self._anchor.bottom() + 5 - SHADOW
        above = self._anchor.top() - 4 + SHADOW - self.height()
        fits = below + self.height() <= window.height() or above < 0
        self.move(max(0, x), below if fits else above)

    def sizeHint(self) -> QSize:
        return self.size()

    # -- choosing ---------------------------------------------------------------------------------

    def step(self, by: int) -> bool:
        """Mark the next or previous thing that can be chosen; whether there is any."""
        if self.isHidden() or not self._actions:
            return False
        if self._chosen is None:
            self._chosen = 0 if by > 0 else len(self._actions) - 1
        else:
            self._chosen = (self._chosen + by) % len(self._actions)
        self.update()
        return True

    def take(self) -> bool:
        """Do what is marked; whether anything was."""
        if self._chosen is None or self.isHidden():
            return False
        act = self._pieces[self._actions[self._chosen]].act
        assert act is not None
        act()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for piece in self._pieces:
            if piece.act is not None and piece.box.contains(event.position().toPoint()):
                piece.act()
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = [
            piece
            for piece in self._pieces
            if piece.act is not None and piece.box.contains(event.position().toPoint())
        ]
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._style.theme
        sheet = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(SHADOW, 0, -2):
            painter.setBrush(QColor(18, 23, 33, 9))
            painter.drawRoundedRect(sheet.adjusted(-spread, -spread + 3, spread, spread), 10, 10)
        painter.setBrush(theme.raised)
        painter.setPen(QPen(theme.over.fill if self._refused else theme.line2, 1))
        painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        chosen = self._actions[self._chosen] if self._chosen is not None else None
        for number, piece in enumerate(self._pieces):
            piece.draw(painter, piece.box, number == chosen)


class _Sheet:
    """Lays the pieces of a sheet out from top to bottom."""

    def __init__(self, style: GridStyle, pieces: list[_Piece]) -> None:
        self._style = style
        self._pieces = pieces
        self._left = SHADOW + style.scaled(_PAD)
        self._width = style.scaled(WIDTH) - 2 * style.scaled(_PAD)
        self.bottom = style.scaled(_PAD)
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

        self._pieces.append(_Piece(box, draw))

    def strip(self, units: list[tuple[str, bool, Callable[[], None]]]) -> None:
        height = self._style.scaled(24)
        row = self._row(height, gap=_GAP + 2)
        for number, (label, chosen, act) in enumerate(units):
            left = row.left() + row.width() * number // len(units)
            right = row.left() + row.width() * (number + 1) // len(units)
            box = QRect(left, row.top(), right - left + 1, height)
            self._pieces.append(_Piece(box, self._unit(label, chosen), act, label))

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

        self._pieces.append(_Piece(box, draw))

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

        self._pieces.append(_Piece(box, draw, act, text))

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

        self._pieces.append(_Piece(box, draw))

    def complaint(self, title: str, lines: tuple[str, ...]) -> None:
        style = self._style
        indent = 20

        def write(text: str, face: Face, colour: QColor, gap: int) -> None:
            box = self._wrapped(text, face, indent=indent, gap=gap)

            def draw(painter: QPainter, box: QRect, chosen: bool) -> None:
                painter.setFont(face.font)
                painter.setPen(colour)
                painter.drawText(QRectF(box), int(_WRAP), text)

            self._pieces.append(_Piece(box, draw))

        top = self.bottom + SHADOW

        def glyph(painter: QPainter, box: QRect, chosen: bool) -> None:
            centre = QRectF(box).center()
            theme = style.theme
            paint_glyph(painter, Glyph.OVERDUE, centre, colour=theme.over.fill, ground=theme.raised)

        height = round(style.strong.height)
        self._pieces.append(_Piece(QRect(self._left, top, 12, height), glyph))
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
            self._pieces.append(_Piece(box, self._button(label), act, label))
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


_WRAP = Qt.TextFlag.TextWordWrap


def _write(painter: QPainter, box: QRect, text: str, x: float, face: Face, colour: QColor) -> None:
    painter.setFont(face.font)
    painter.setPen(colour)
    painter.drawText(QPointF(x, face.baseline(box.top(), box.height())), text)
