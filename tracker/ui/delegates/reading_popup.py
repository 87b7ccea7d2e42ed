"""The sheet below a cell that is being edited: how the text is read, what it could be, what to do.

It lies over the page as a child of the window and never takes the focus, so that typing goes on in
the cell; the editor passes it the few keys that choose something on it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.ui.delegates.reading_sheet import PADDING, WIDTH, Piece, Sheet
from tracker.ui.delegates.readings import Reading, Refused, Repair
from tracker.ui.delegates.style import GridStyle
from tracker.ui.raised import SHADOW, paint_raised


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
        self._pieces: list[Piece] = []
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
            sheet = Sheet(self._style, self._pieces)
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
        sheet = Sheet(self._style, self._pieces)
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
        self.resize(width + 2 * SHADOW, bottom + PADDING + 2 * SHADOW)
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
        theme = self._style.theme
        paint_raised(painter, self, theme, theme.over.fill if self._refused else None)
        chosen = self._actions[self._chosen] if self._chosen is not None else None
        for number, piece in enumerate(self._pieces):
            piece.draw(painter, piece.box, number == chosen)
