"""Writes a PDF while the window goes on: page by page, in slices that nobody notices."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.errors import UserError
from tracker.exchange.safe_write import replacing
from tracker.paper.painter import ScenePainter
from tracker.paper.pdf import PdfMaking
from tracker.timeline.sheets.page import About, Pages

SLICE: Final = 0.012
"""Seconds of work between two looks at what the user does."""


class PdfJob(QObject):
    """One PDF on its way to ``target``, which is either written whole or left as it was.

    Signals:
        progressed: the number of pages written, and of all pages.
        done: the file is there.
        failed: it cannot be written; carries the UserError.
    """

    progressed = Signal(int, int)
    done = Signal()
    failed = Signal(object)

    def __init__(
        self, pages: Pages, scenes: ScenePainter, about: About, target: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.target = target
        self._work = self._written(pages, scenes, about)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        """Give up; nothing was written then."""
        self._timer.stop()
        self._work.close()

    def _go_on(self) -> None:
        end = perf_counter() + SLICE
        try:
            while self.is_running and perf_counter() < end:
                if (written := next(self._work)) is not None:
                    self.progressed.emit(*written)
        except StopIteration:
            self._timer.stop()
            self.done.emit()
        except UserError as error:
            self._timer.stop()
            self.failed.emit(error)
        except BaseException:
            self._timer.stop()
            raise

    def _written(
        self, pages: Pages, scenes: ScenePainter, about: About
    ) -> Generator[tuple[int, int] | None, None, None]:
        """The work in steps; each page that is written gives its number and that of all pages."""
        with replacing(self.target) as stream:
            yield from pages.prepare()
            making = PdfMaking(scenes, about)
            try:
                count = len(pages)
                for number in range(1, count + 1):
                    making.add(pages.page(number))
                    yield number, count
                stream.write(making.content())
            finally:
                making.close()
