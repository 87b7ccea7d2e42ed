"""Reads the rows of the chart that nobody has looked at yet, while nothing else is to do.

A jump to rows far away is then as quick as one back to rows that were seen before.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer

from tracker.timeline.chart import Chart

_AT_ONCE: Final = 20
_SLICE: Final = 0.008
"""So many rows at a time are read, and for so many seconds, before the window has its turn."""


class ReadingOn(QObject):
    """Wake it when there is a new chart, or rows of it have changed."""

    def __init__(self, chart: Callable[[], Chart], parent: QObject) -> None:
        super().__init__(parent)
        self._chart = chart
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read)

    def wake(self) -> None:
        if not self._timer.isActive() and self._chart().has_unread:
            self._timer.start()

    def _read(self) -> None:
        chart = self._chart()
        until = perf_counter() + _SLICE
        while chart.has_unread and perf_counter() < until:
            chart.read_on(_AT_ONCE)
        if not chart.has_unread:
            self._timer.stop()
