"""The sign of one step of a driving chain, and the line that ties it to the steps beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.style import set_role

_WIDTH: Final = 14
_RING: Final = 3.5
_DIAMOND: Final = 5.0
_GAP: Final = 6.0
"""Between the middle of a sign and the line."""


class ChainSign(QWidget):
    """As high as the step: a ring, and a diamond for the row that is asked about.

    Behind the last step the line ends. What it shows is said in words beside it.
    """

    def __init__(self, theme: Theme, *, is_last: bool) -> None:
        super().__init__()
        self._theme, self._is_last = theme, is_last
        set_role(self, FontRole.BODY)
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self._theme.fc.fill
        centre = QPointF(self.width() / 2, self.fontMetrics().height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 2))
        if not self._is_last:
            painter.drawLine(centre + QPointF(0, _GAP), QPointF(centre.x(), self.height()))
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._is_last:
            steps = ((0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0))
            painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in steps]))
        else:
            painter.drawEllipse(centre, _RING, _RING)
        painter.end()
