"""Lets the window go on while an import is written: between slices of rows it does what waits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from PySide6.QtWidgets import QApplication, QProgressBar

from tracker.storage.telling import Stopped

_SLICE: Final = 0.015
"""Seconds of writing after which the window has its turn."""
_STAGES: Final = 9
"""How often about each row goes by: it is built, stored, read back from the history, shown …"""


class Writing:
    """Of ``rows`` rows, shown by ``progress``. The dialog around it is locked but for its way out.

    The file is written by the thread of the window, whose connection holds the step that is open;
    another thread could neither join it nor leave it to be rolled back.
    """

    def __init__(self, progress: QProgressBar, rows: int) -> None:
        self.is_stopped = False
        """Set by the dialog: what is not saved yet is to be dropped."""
        self._progress = progress
        self._last = perf_counter()
        self._done = 0
        progress.setRange(0, rows * _STAGES)
        progress.setValue(0)
        progress.show()

    def tell(self, rows: int) -> None:
        """Raises Stopped when the user has thought better of it."""
        self._done += rows
        if perf_counter() - self._last < _SLICE:
            return
        self._progress.setValue(min(self._done, self._progress.maximum()))
        QApplication.processEvents()
        self._last = perf_counter()
        if self.is_stopped:
            raise Stopped


@contextmanager
def unswept() -> Iterator[None]:
    """No garbage is looked for meanwhile: among so many new rows that takes longer than a slice."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
