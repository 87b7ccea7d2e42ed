"""A drop-down in the inspector."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent

from tracker.ui.choice import Choice


class PanelChoice(Choice):
    """A drop-down that leaves the wheel to the panel in which it stands."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
