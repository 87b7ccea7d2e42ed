"""Looks at a document for the preview: at once where it is short, else while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from tracker.exchange.forms import Rows
from tracker.ui.dialogs.export.glance import Glance, Survey, glance, survey
from tracker.ui.dialogs.export.job import ExportJob
from tracker.ui.importing.writing import unswept
from tracker.ui.session import Session
from tracker.ui.work import Order, Work

AT_ONCE: Final = 2_000
"""Items of a portfolio up to which a document is looked at without a thread."""
_WAIT: Final = 0.01
"""Seconds after which the window has its turn while rows are being found."""
ResultT = TypeVar("ResultT")


def found_meanwhile(
    job: ExportJob, find: Callable[[], ResultT], go_on: Callable[[], object]
) -> ResultT:
    """What ``find`` gives of a job; of a long document on a thread, while ``go_on`` is called.

    What ``go_on`` raises ends the waiting.
    """
    if not _is_long(job) or job.request.form.rows is Rows.CHANGES:
        return find()
    thread = ThreadPoolExecutor(max_workers=1)
    try:
        with unswept():
            future = thread.submit(find)
            while not future.done():
                wait([future], timeout=_WAIT)
                go_on()
            return future.result()
    finally:
        thread.shutdown(wait=False)


def _is_long(job: ExportJob) -> bool:
    return len(job.request.portfolio.items) > AT_ONCE


class Looking(QObject):
    """Signals:
    seen: the first lines are there; carries the Glance.
    surveyed: all rows are looked at; carries the Glance and the Survey.
    """

    seen = Signal(object)
    surveyed = Signal(object, object)

    def __init__(self, parent: QObject, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._work: Work[Glance | Survey | None] | None = None
        self._job: ExportJob | None = None
        self._glance: Glance | None = None
        self.rows = 0
        """How many rows the document has, 0 until that is known."""

    def begin(self, job: ExportJob) -> None:
        """Look at another document. Raises UserError for what cannot be filled in."""
        self._job, self.rows = job, 0
        if not _is_long(job):
            found = glance(job)
            self.seen.emit(found)
            self._tell(found, survey(job, found, lambda rows: None))
            return
        # The journal belongs to the thread of the window.
        table = job.table() if job.request.form.rows is Rows.CHANGES else None
        self._thread().begin(lambda order: glance(job, table))

    def drop(self) -> None:
        """What was being looked at is not wanted any more."""
        if self._work is not None and self._work.order is not None:
            self._work.begin(_nothing)
        self._job = None

    def end(self) -> None:
        """Look at nothing more."""
        self._job = None
        if self._work is not None:
            self._work.end()
            self._work = None
        self.deleteLater()

    def _thread(self) -> Work[Glance | Survey | None]:
        if self._work is None:
            # It outlives the dialog where it is still at work.
            self._work = Work(self._session.parent() or self._session)
            self._work.finished.connect(self._take)
        return self._work

    def _take(self, found: Glance | Survey | None) -> None:
        job = self._job
        if job is None or found is None:
            return
        if isinstance(found, Survey):
            assert self._glance is not None
            self._tell(self._glance, found)
            return
        self._glance = found
        self.seen.emit(found)

        def rest(order: Order) -> Survey:
            return survey(job, found, lambda rows: order.tell(rows, rows))

        self._thread().begin(rest)

    def _tell(self, seen: Glance, found: Survey) -> None:
        self.rows = found.rows
        self.surveyed.emit(seen, found)


def _nothing(order: Order) -> None:
    """Takes the place of what is not wanted any more."""
