"""A field for a whole number in the program's look; a style sheet alone cannot tint its arrows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QStyle, QStyleOptionSpinBox

from tracker.paper.theme import Theme
from tracker.ui.icons import drawing

_SIZE: Final = 12
_MARGIN: Final = 7
_ARROWS: Final = (
    ("chevron-up", QStyle.SubControl.SC_SpinBoxUp, QSpinBox.StepEnabledFlag.StepUpEnabled),
    ("chevron-down", QStyle.SubControl.SC_SpinBoxDown, QSpinBox.StepEnabledFlag.StepDownEnabled),
)


class Spin(QSpinBox):
    """A number with an arrow up and an arrow down."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # Of a style sheet, a number field takes no padding.
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        for name, part, needed in _ARROWS:
            usable = self.isEnabled() and bool(self.stepEnabled() & needed)
            colour = self._theme.ink2 if usable else self._theme.dis
            control = QStyle.ComplexControl.CC_SpinBox
            box = self.style().subControlRect(control, option, part, self)
            arrow = drawing(name, colour, size=_SIZE, ratio=self.devicePixelRatioF())
            half = QPointF(_SIZE / 2, _SIZE / 2)
            painter.drawPixmap(box.toRectF().center() - half, arrow)
        painter.end()


class PanelSpin(Spin):
    """A number that leaves the wheel to the panel in which it stands."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
