"""Keeps the forecast of an open file in step with it, without the window waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from time import sleep
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.model import Item, Project
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.ui.work import Order, Work
from tracker.workspace.changes import Changes, RowChange

if TYPE_CHECKING:
    from tracker.forecast.result import Forecast
    from tracker.ui.session import Session
    from tracker.workspace.foresight import PortfolioForesight

AT_ONCE: Final = 2_000
"""Up to so many items a forecast takes a few frames, and is there with the edit that changes it."""

_FOLLOWED: Final = (
    *("projects", "items", "commitments", "links", "calendars", "calendar_days", "settings"),
    *("risk_runs", "risk_results"),
)
_SAY_NOTHING: Final = ("name", "note")
"""What a forecast never rests on, of projects and items."""
_PAUSE_MS: Final = 300
"""How long no edit has come before a large file is forecast anew: in between, nobody could read
what is foreseen, and the next edit would wait for it."""

_TURN: Final = 0.01
"""Seconds between two turns of the window that :meth:`Forecasting.wait` gives."""


class Forecasting(QObject):
    """Of one session. Nothing is forecast before :meth:`start`; the last forecast stays until the
    next one is there.

    Signals:
        computed: another forecast is there, or none is any more; carries the rows (a set of RowKey)
            of which it says something else.
        computing: a forecast has begun to be computed in the background, or it has ended.
    """

    computed = Signal(object)
    computing = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._started = False
        self._work: Work[tuple[Forecast, date]] | None = None
        self.plan: PortfolioForesight | None = None
        """Of the file as it is, whatever is supposed beside it."""
        self.supposing: Callable[[PortfolioForesight], PortfolioForesight] = lambda plan: plan
        """What is shown of the forecast of the plan."""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._order)
        self._was_computing = False

    @property
    def foresight(self) -> PortfolioForesight | None:
        return self._session.portfolio.foresight  # type: ignore[return-value]

    @property
    def is_computing(self) -> bool:
        """Whether another forecast is to come."""
        is_ordered = self._work is not None and self._work.order is not None
        return is_ordered or self._pause.isActive()

    def start(self) -> None:
        """Forecast the file as it is, and follow it from now on."""
        self._started = True
        if self._is_small:
            self.computed.emit(self._compute())
        else:
            self._order()

    def follow(self, changes: Changes) -> frozenset[RowKey]:
        """Take in a change of the file: the rows of which the forecast says something else now."""
        if not self._started or not any(map(_may_move_dates, changes.rows)):
            return frozenset()
        if self._is_small:
            return self._compute()
        if self.foresight is not None:
            self.foresight.forget(changes.row_keys)
        self._pause.start()
        self._tell_computing()
        return frozenset()

    def wait(self, go_on: Callable[[], object]) -> None:
        """Call ``go_on`` until the forecast is that of the file as it is.

        A paper that left earlier would say what was foreseen before the last edit. What ``go_on``
        raises ends the waiting.
        """
        while self.is_computing:
            go_on()
            sleep(_TURN)

    def judge_anew(self) -> None:
        """Another day has come."""
        if self._started:
            self.start()

    def end(self) -> None:
        """Follow the file no longer; what is being computed is dropped."""
        self._started = False
        self._pause.stop()
        if self._work is not None:
            self._work.end()
            self._work = None

    @property
    def _is_small(self) -> bool:
        return len(self._session.portfolio.items) <= AT_ONCE

    def _compute(self) -> frozenset[RowKey]:
        from tracker.workspace.foresight import foresee

        portfolio = self._session.portfolio
        return self._show(foresee(portfolio, self._session.status_date))

    def _order(self) -> None:
        from tracker.workspace.foresight import forecast_of

        self._pause.stop()
        if self._work is None:
            # It outlives the session where a computation is still under way.
            self._work = Work(self._session.parent() or self._session)
            self._work.finished.connect(self._take)
            self._work.told.connect(self._tell_computing)
        # Rows never change once they are made: a copy of the tables is the file of this moment.
        rows, on = list(self._session.portfolio.rows()), self._session.status_date

        def compute(order: Order) -> tuple[Forecast, date]:
            order.tell(0, 1)
            forecast = forecast_of(Portfolio(rows), on)
            forecast.complete()
            return forecast, on

        self._work.begin(compute)
        self._tell_computing()

    def _tell_computing(self) -> None:
        # The work tells many times how far it is, and whoever shows a row shows it anew.
        if self._was_computing != self.is_computing:
            self._was_computing = self.is_computing
            self.computing.emit()

    def _take(self, result: tuple[Forecast, date]) -> None:
        from tracker.workspace.foresight import PortfolioForesight

        forecast, _ = result
        portfolio = self._session.portfolio
        self.computed.emit(self._show(PortfolioForesight(portfolio, forecast)))
        self._tell_computing()

    def _show(self, plan: PortfolioForesight) -> frozenset[RowKey]:
        before, self.plan = self.foresight, plan
        self._session.portfolio.foresight = self.supposing(plan)
        return self._told_otherwise(before)

    def _told_otherwise(self, before: PortfolioForesight | None) -> frozenset[RowKey]:
        """The rows of which something else is said now than was said when they were asked for."""
        now = self.foresight
        assert now is not None
        portfolio = self._session.portfolio
        if before is None or before.status_date != now.status_date:
            return frozenset(
                RowKey(row.table, row.id) for row in (*portfolio.projects, *portfolio.items)
            )
        return before.otherwise_in(now)


def _may_move_dates(change: RowChange) -> bool:
    """Whether a forecast may rest on what changed of a row."""
    before, after = change.before, change.after
    if change.table not in _FOLLOWED:
        return False
    if isinstance(before, Project | Item) and isinstance(after, Project | Item):
        said = {name: getattr(after, name) for name in _SAY_NOTHING}
        return replace(before, **said) != after
    return True
