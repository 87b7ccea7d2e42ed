"""Scrolling by itself while something is dragged to an edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPointF, QSize, QTimer

_EDGE: Final = 28.0
_STEP_MS: Final = 16
_FASTEST: Final = 24.0
"""How near an edge it begins, how often it steps, and its greatest step, in px."""


class AutoScroll(QTimer):
    """Calls ``scroll(dx, dy)`` again and again while the pointer is near or beyond an edge."""

    def __init__(
        self,
        parent: QObject,
        size: Callable[[], QSize],
        scroll: Callable[[float, float], object],
    ) -> None:
        super().__init__(parent, interval=_STEP_MS)
        self.at = QPointF()
        self._size = size
        self._scroll = scroll
        self.timeout.connect(self._on)

    def _on(self) -> None:
        size = self._size()
        dx, dy = _pull(self.at.x(), size.width()), _pull(self.at.y(), size.height())
        if dx or dy:
            self._scroll(dx, dy)


def _pull(place: float, length: float) -> float:
    """How far to scroll for a pointer near or beyond an edge: the nearer, the faster."""
    before, after = _EDGE - place, place - (length - _EDGE)
    if before > 0:
        return -min(before, _FASTEST)
    return min(after, _FASTEST) if after > 0 else 0.0
