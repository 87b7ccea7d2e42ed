"""The small widgets of which the sections are made."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.status import Status
from tracker.paper.fonts import FontRole
from tracker.paper.glyphs import chip_height, chip_width, paint_status_chip
from tracker.paper.theme import Theme, Tone
from tracker.ui.style import set_role


def label(
    text: str, role: FontRole = FontRole.BODY, ink: str = "1", *, selectable: bool = False
) -> QLabel:
    """A text that wraps; a row's own words are never read as mark-up."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("ink", ink)
    set_role(made, role)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


class Section(QFrame):
    """A titled part with a line above it; ``caption`` stands at the right of the title."""

    def __init__(self, title: str, caption: str = "") -> None:
        super().__init__()
        self.setObjectName("section")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(title, FontRole.BODY_STRONG), 1)
        if caption:
            aside = label(caption, FontRole.SECONDARY, "3")
            aside.setWordWrap(False)
            head.addWidget(aside)
        self.body.addLayout(head)


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
        )
        painter.end()


class Badge(QLabel):
    """One or two words on the tint of a tone."""

    def __init__(self, text: str, tone: Tone) -> None:
        super().__init__(text)
        set_role(self, FontRole.CAPTION)
        self.setStyleSheet(
            f"background: {tone.tint.name()}; color: {tone.text.name()};"
            " border-radius: 8px; padding: 1px 7px;"
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
