"""A drop-down in the program's look; a style sheet alone cannot tint its arrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from tracker.paper.theme import Theme
from tracker.ui.icons import SIZE, drawing


class Choice(QComboBox):
    """One of several, the others shown on demand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "choice")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = self._theme.ink2 if self.isEnabled() else self._theme.dis
        arrow = drawing("chevron-down", colour, ratio=self.devicePixelRatioF())
        at = QPointF(self.width() - SIZE - 8, (self.height() - SIZE) / 2)
        QPainter(self).drawPixmap(at, arrow)
