"""A check box in the program's look; a style sheet alone cannot tint its check."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from tracker.paper.theme import Theme
from tracker.ui.icons import drawing

_SIZE = 12


class Check(QCheckBox):
    """Yes or no."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        check = drawing("check", self._theme.onaccent, size=_SIZE, ratio=self.devicePixelRatioF())
        half = QPointF(_SIZE / 2, _SIZE / 2)
        painter = QPainter(self)
        painter.drawPixmap(QRectF(box).center() - half, check)
        painter.end()
