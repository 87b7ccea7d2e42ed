"""What a dialog makes, however long that takes: the window goes on, and it can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QProgressBar, QWidget

from tracker.storage.telling import Stopped
from tracker.ui.forecasting import Forecasting

ResultT = TypeVar("ResultT")


class Making:
    """``progress`` is seen while something is made, and nothing of ``locked`` can be used."""

    def __init__(
        self, forecasting: Forecasting, progress: QProgressBar, locked: Sequence[QWidget]
    ) -> None:
        self._forecasting = forecasting
        self._progress = progress
        self._locked = locked
        self._is_stopped = False
        self.is_busy = False
        progress.setTextVisible(False)
        progress.setMaximumHeight(6)
        progress.hide()

    def run(self, make: Callable[[], ResultT], count: int) -> ResultT:
        """What ``make`` gives, which calls :meth:`go_on` with up to ``count`` as it goes on.

        It begins when the forecast is that of the file as it is. Raises what ``make`` raises, and
        Stopped where the user wants no more of it.
        """
        self._is_stopped = False
        self._set_busy(True, count)
        try:
            self._forecasting.wait(self.go_on)
            return make()
        finally:
            self._set_busy(False, count)

    def go_on(self, done: int = 0) -> None:
        """Let the window have its turn. Raises Stopped where the user wants no more."""
        self._progress.setValue(done)
        QApplication.processEvents()
        if self._is_stopped:
            raise Stopped

    def stop(self) -> bool:
        """Stop what is being made; whether anything is."""
        self._is_stopped = self.is_busy
        return self.is_busy

    def _set_busy(self, busy: bool, count: int) -> None:
        self.is_busy = busy
        for widget in self._locked:
            widget.setEnabled(not busy)
        self._progress.setRange(0, max(count, 1))
        self._progress.setValue(0)
        self._progress.setVisible(busy)


def paced(tell: Callable[[], object], seconds: float) -> Callable[[], None]:
    """``tell``, but only when the last time is so long ago that somebody could notice."""
    last = perf_counter()

    def told() -> None:
        nonlocal last
        if perf_counter() - last > seconds:
            tell()
            last = perf_counter()

    return told
