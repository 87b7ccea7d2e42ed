"""Looks at a document for the preview: at once where it is short, else while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from tracker.domain.errors import UserError
from tracker.records import record
from tracker.ui.dialogs.export.asking import Wish
from tracker.ui.dialogs.export.glance import Glance, Survey, glance, survey
from tracker.ui.dialogs.export.job import ExportJob
from tracker.ui.dialogs.grounds import Grounds
from tracker.ui.session import Session
from tracker.ui.work import Order, Work

AT_ONCE: Final = 2_000
"""Items of a portfolio up to which a document is looked at without a thread."""
ResultT = TypeVar("ResultT")


@record
class _Seen:
    """A document, and its first lines."""

    job: ExportJob
    glance: Glance


_Found = _Seen | Survey | UserError | None


class Looking(QObject):
    """``grounds`` are what documents tell of; nobody else uses them meanwhile.

    Signals:
        seen: the first lines are there; carries the Glance.
        surveyed: all rows are looked at; carries the Glance and the Survey.
        refused: the document cannot be filled in; carries the UserError.
    """

    seen = Signal(object)
    surveyed = Signal(object, object)
    refused = Signal(object)

    def __init__(self, parent: QObject, session: Session, grounds: Grounds) -> None:
        super().__init__(parent)
        self._session = session
        self._grounds = grounds
        self._work: Work[_Found] | None = None
        self._glance: Glance | None = None
        self.job: ExportJob | None = None
        """The document whose first lines were seen."""
        self.rows = 0
        """How many rows it has, 0 until that is known."""

    def begin(self, wish: Wish) -> None:
        """Look at another document."""
        self.drop()
        grounds, is_long = self._grounds, self._is_long

        def look(order: Order | None) -> _Found:
            try:
                ground = grounds.of(wish.as_of, wish.on, apart=is_long and wish.tells_changes)
                if order is not None:
                    order.tell(0, 1)
                job = wish.job(ground)
                return _Seen(job, glance(job))
            except UserError as error:
                return error

        if is_long or not grounds.is_at_once(wish.as_of, wish.on):
            self._thread().begin(look)
        else:
            self._take(look(None))

    def meanwhile(
        self, find: Callable[[Order], ResultT], go_on: Callable[[Order], object]
    ) -> ResultT:
        """What ``find`` gives; for a long file on the thread, while ``go_on`` is called.

        What ``go_on`` raises ends it.
        """
        if self._is_long:
            return self._thread().meanwhile(find, go_on)
        order = _Here(go_on)
        go_on(order)
        return find(order)

    def drop(self) -> None:
        """What was being looked at is not wanted any more."""
        if self._work is not None:
            self._work.drop()
        self.job = self._glance = None
        self.rows = 0

    def stop(self) -> None:
        """Look no further at the other rows, so that the thread is free."""
        if self._work is not None:
            self._work.drop()

    def end(self) -> None:
        """Look at nothing more."""
        self.drop()
        if self._work is not None:
            # What is being made of a past day is let go of by the thread itself.
            self._work.begin(lambda order: self._grounds.close())
            self._work.end()
            self._work = None
        else:
            self._grounds.close()
        self.deleteLater()

    @property
    def _is_long(self) -> bool:
        return len(self._session.portfolio.items) > AT_ONCE

    def _thread(self) -> Work[_Found]:
        if self._work is None:
            # It outlives the dialog where it is still at work.
            self._work = Work(self._session.parent() or self._session)
            self._work.finished.connect(self._take)
        return self._work

    def _take(self, found: _Found) -> None:
        match found:
            case UserError():
                self.refused.emit(found)
            case Survey(rows):
                assert self._glance is not None
                self.rows = rows
                self.surveyed.emit(self._glance, found)
            case _Seen(job, seen):
                self.job, self._glance = job, seen
                self.seen.emit(seen)
                self._survey(job, seen)

    def _survey(self, job: ExportJob, seen: Glance) -> None:
        if self._is_long:
            self._thread().begin(
                lambda order: survey(job, seen, lambda rows: order.tell(rows, rows))
            )
        else:
            self._take(survey(job, seen, lambda rows: None))


class _Here(Order):
    """Work on the thread of the window, which has its turn whenever it is told how far it is."""

    def __init__(self, go_on: Callable[[Order], object]) -> None:
        super().__init__()
        self._go_on = go_on

    def tell(self, done: int, count: int) -> None:
        super().tell(done, count)
        self._go_on(self)
