"""The small widgets of which the sections are made."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.status import Status
from tracker.paper.fonts import FontRole
from tracker.paper.glyphs import Glyph, chip_height, chip_width, paint_glyph, paint_status_chip
from tracker.paper.theme import Theme
from tracker.ui.style import set_role

INSET: Final = 6
"""How far texts stand inside the edges of a section, so that a focus ring fits around them."""
_EDGE: Final = 10
_LONGEST_WORD: Final = 24
_ZERO_WIDTH_SPACE: Final = "\u200b"


class Words(QLabel):
    """A text that wraps; a row's own words are never read as mark-up.

    A word longer than the panel is wide (an address) wraps too, and is not cut off.
    """

    def __init__(self, text: str, role: FontRole = FontRole.BODY, ink: str = "1") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("ink", ink)
        set_role(self, role)
        self.say(text)

    def say(self, text: str) -> None:
        self.setText(_breakable(text))
        self.setAccessibleName(text)


class Line(Words):
    """A text that asks for one line, and wraps only where there is no room for it."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = self.text().split("\n")
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        around = self.contentsMargins()
        return QSize(wide + 2 + around.left() + around.right(), metrics.height() * len(lines))


def _breakable(text: str) -> str:
    def cut(match: re.Match[str]) -> str:
        word = match[0]
        parts = (word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))
        return _ZERO_WIDTH_SPACE.join(parts)

    # What stands behind a year ("2027 г.", "2027 ж.") stays with it.
    text = re.sub(r"(?<=\d{4}) (?=[гж]\.)", "\u00a0", text)
    return re.sub(rf"\S{{{_LONGEST_WORD + 1},}}", cut, text)


class Badge(QLabel):
    """One or two words on the tint of a tone of the theme ("prog", "risk" …)."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("badge", tone)
        set_role(self, FontRole.CAPTION)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def section_rules(theme: Theme) -> str:
    """The style sheet for what holds sections: the lines between them, links, badges."""
    return (
        f"QFrame#section {{ border: none; border-top: 1px solid {theme.line.name()}; }}"
        # With its border as far from the edge as the texts are.
        f'QFrame#section QPushButton[look="link"] {{ padding: 0 {INSET - 2}px; }}'
    ) + _badge_rules(theme)


def _badge_rules(theme: Theme) -> str:
    return "".join(
        f'QLabel[badge="{name}"] {{ background: {tone.tint.name()}; color: {tone.text.name()};'
        " border-radius: 8px; padding: 1px 7px; }"
        for name, tone in (("prog", theme.prog), ("plan", theme.plan), ("risk", theme.risk))
    )


class StatusChip(QWidget):
    """The status of a row, as the grid shows it."""

    def __init__(self, status: Status, text: str, theme: Theme) -> None:
        super().__init__()
        self._status, self._text, self._theme = status, text, theme
        set_role(self, FontRole.CHIP)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(round(chip_width(self._text, metrics)) + 1, round(chip_height(metrics)) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_status_chip(
            painter,
            self._status,
            self._text,
            QPointF(0, self.height() / 2),
            theme=self._theme,
            font=self.font(),
            max_width=self.width(),
        )
        painter.end()


class Mark(Enum):
    """What a text is about, by its shape."""

    COMMITTED = "filled diamond"
    OPEN = "ring"
    HAPPENED = "diamond with a check"
    MILESTONE = "small empty diamond"
    FORESEEN = "hollow diamond of the forecast"
    CONFLICT = "triangle"


class Sign(QWidget):
    """One mark, as high as a line of text. What it says is said in words beside it."""

    def __init__(self, mark: Mark, theme: Theme, *, role: FontRole = FontRole.BODY) -> None:
        super().__init__()
        self._mark, self._theme = mark, theme
        set_role(self, role)
        self.setFixedSize(_SIGN, max(_SIGN, self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        centre = QRectF(self.rect()).center()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match self._mark:
            case Mark.CONFLICT:
                colour, ground = theme.risk.fill, theme.panel
                paint_glyph(painter, Glyph.WARNING, centre, colour=colour, ground=ground)
            case Mark.OPEN:
                colour, ground = theme.plan.fill, theme.panel
                paint_glyph(painter, Glyph.PLANNED, centre, colour=colour, ground=ground, size=11)
            case Mark.HAPPENED:
                colour, ground = theme.done.fill, theme.panel
                paint_glyph(painter, Glyph.DONE, centre, colour=colour, ground=ground)
            case Mark.COMMITTED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.prog.fill)
                painter.drawPolygon(_diamond(centre, 5.5))
            case Mark.FORESEEN:
                painter.setPen(QPen(theme.fc.fill, 1.4))
                painter.drawPolygon(_diamond(centre, 5))
            case Mark.MILESTONE:
                painter.setPen(QPen(theme.ink3, 1.3))
                painter.drawPolygon(_diamond(centre, 4.5))
        painter.end()


_SIGN: Final = 14


def _diamond(centre: QPointF, half: float) -> QPolygonF:
    steps = ((0, -half), (half, 0), (0, half), (-half, 0))
    return QPolygonF([centre + QPointF(x, y) for x, y in steps])


def paint_focus_ring(widget: QWidget, painter: QPainter) -> None:
    """The ring around what has the keyboard, inside the edges of ``widget``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(widget.palette().highlight().color(), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Slot(QWidget):
    """Holds one widget that is made anew when what it shows has changed, and only then."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: object = None
        self._content: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def put(self, facts: object, make: Callable[[], QWidget]) -> None:
        """Show what ``make`` makes of ``facts``; equal facts leave everything as it is."""
        if self._content is None or facts != self._facts:
            self._facts = facts
            self.drop()
            self._content = make()
            self._layout.addWidget(self._content)
            # Not when Qt comes to it: until then its place would be empty.
            self._content.show()

    def drop(self) -> None:
        """Forget what is shown, so that it is made anew."""
        if self._content is not None:
            # Not at once: what is dropped may be in the middle of an event of its own.
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None


class Section(QFrame):
    """A titled part with a line above it; ``caption`` stands at the right of the title."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("section")
        self._title = Words("", FontRole.BODY_STRONG)
        self.caption = Line("", FontRole.SECONDARY, "3")
        self._sign = Slot()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(_EDGE, 12, _EDGE, 12)
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self._sign)
        head.addWidget(self.caption)
        self.add(head)

    def entitle(self, title: str, caption: str = "", *, conflict: Theme | None = None) -> None:
        """``conflict``: the caption tells of a contradiction, and the theme to mark it in."""
        self._title.say(title)
        self.caption.say(caption)
        self.caption.setVisible(bool(caption))
        self.setAccessibleName(f"{title}, {caption}" if caption else title)
        ink = "risk" if conflict else "3"
        if self.caption.property("ink") != ink:
            self.caption.setProperty("ink", ink)
            self.caption.style().polish(self.caption)
        self._sign.setVisible(conflict is not None)
        if conflict is not None:
            self._sign.put(conflict.name, lambda: Sign(Mark.CONFLICT, conflict))

    def add(self, part: QWidget | QLayout) -> None:
        """Put a part below the others, its texts in line with the title."""
        inset = QHBoxLayout()
        inset.setContentsMargins(INSET, 0, INSET, 0)
        if isinstance(part, QLayout):
            inset.addLayout(part)
        else:
            inset.addWidget(part)
        self.body.addLayout(inset)
