"""Work on a thread of its own while the window goes on; the newest order is the one that counts."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Result = TypeVar("Result")
Other = TypeVar("Other")
_POLL_MS: Final = 30
_TURN: Final = 0.01
"""Seconds between two turns of the window while it waits for work."""
_MANY: Final = 50_000
"""Objects that are looked through for garbage in a frame or two."""


class Dropped(Exception):
    """Ends work whose result nobody waits for any more."""


class Order:
    """One piece of work, and how far it is: ``done`` of ``count``."""

    def __init__(self) -> None:
        self.is_dropped = False
        self.done = 0
        self.count = 0

    def tell(self, done: int, count: int) -> None:
        """Called by the work. Raises Dropped when it need not go on."""
        if self.is_dropped:
            raise Dropped
        self.done, self.count = done, count


class Work(QObject, Generic[Result]):
    """Does one order after the other. The thread touches nothing of Qt: a timer looks after it.

    Signals:
        told: the order that counts is farther, ``order`` says how far; None when it has ended.
        finished: it is done; carries the result. Work that raises is raised again here.
    """

    told = Signal()
    finished = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.order: Order | None = None
        self._futures: list[tuple[Order, Future[Result]]] = []
        self._clock = QTimer(self, interval=_POLL_MS)
        self._clock.timeout.connect(self._look)
        self._collects = False
        self._is_over = False

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1)

    def begin(self, work: Callable[[Order], Result]) -> None:
        """Do ``work`` next; what was ordered before is dropped."""
        self.drop()
        if not self._futures:
            # A collection on the thread could take objects of Qt away, which only theirs may do.
            self._collects = gc.isenabled()
            gc.disable()
        self.order = Order()
        self._futures.append((self.order, self._thread.submit(work, self.order)))
        self._clock.start()

    def meanwhile(self, work: Callable[[Order], Other], go_on: Callable[[Order], object]) -> Other:
        """What ``work`` gives, done in its turn on the thread, while ``go_on`` is called.

        What ``go_on`` raises drops the order, and is raised once the work has ended. Raises what
        the work raises.
        """
        from concurrent.futures import wait

        order, raised = Order(), None
        was_on = gc.isenabled()
        gc.disable()
        try:
            future = self._thread.submit(work, order)
            while not future.done():
                wait([future], timeout=_TURN)
                try:
                    go_on(order)
                except BaseException as error:
                    raised, order.is_dropped = error, True
            if raised is not None:
                raise raised
            return future.result()
        finally:
            if was_on:
                _collect_again()

    def drop(self) -> None:
        """Nobody waits any more for what is ordered."""
        if self.order is not None:
            self.order.is_dropped = True
        self.order = None

    def end(self) -> None:
        """Drop what is ordered, and go away as soon as the thread is free of it."""
        self.drop()
        self._is_over = True
        self._thread.shutdown(wait=False)
        self._clock.start()

    def _look(self) -> None:
        ready = [each for each in self._futures if each[1].done()]
        self._futures = [each for each in self._futures if not each[1].done()]
        if not self._futures:
            self._clock.stop()
            if self._collects:
                self._collects = False
                _collect_again()
            if self._is_over:
                self.deleteLater()
        for order, future in ready:
            if order is self.order:
                self.order = None
                self.told.emit()
                self.finished.emit(future.result())
        if self.order is not None:
            self.told.emit()


def _collect_again() -> None:
    if gc.get_count()[0] > _MANY:
        # What was made meanwhile stays: to look through it would take a second.
        gc.freeze()
    gc.enable()
