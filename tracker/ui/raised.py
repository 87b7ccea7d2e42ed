"""The raised surface on which everything stands that lies over a page for a moment."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tracker.paper.theme import Theme

SHADOW: Final = 8
"""How far the shadow reaches around the surface, within its widget."""


def paint_raised(
    painter: QPainter, widget: QWidget, theme: Theme, edge: QColor | None = None
) -> None:
    """Paint the surface over ``widget`` less its shadow; ``edge`` is another colour of its line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    surface = QRectF(widget.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(SHADOW, 0, -2):
        painter.setBrush(QColor(18, 23, 33, 9))
        painter.drawRoundedRect(surface.adjusted(-spread, -spread + 3, spread, spread), 10, 10)
    painter.setBrush(theme.raised)
    painter.setPen(QPen(edge or theme.line2, 1))
    painter.drawRoundedRect(surface.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
