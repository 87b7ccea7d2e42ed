"""Keeps the forecast of an open file in step with it, without the window waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.model import Item, Project
from tracker.domain.portfolio import RowKey
from tracker.ui.work import Order, Work
from tracker.workspace.changes import Changes, RowChange
from tracker.workspace.patching import affected_rows

if TYPE_CHECKING:
    from tracker.forecast.replanning import Replanning
    from tracker.forecast.result import Forecast
    from tracker.ui.session import Session
    from tracker.workspace.foresight import PortfolioForesight

AT_ONCE: Final = 2_000
"""Up to so many items a forecast takes a few frames, and is there with the edit that changes it."""
REACHED_AT_ONCE: Final = 1_500
"""An edit that reaches no more items is followed with it, however large the file: 10 to 20 ms."""

_MOST_CHANGES: Final = 5_000
"""After a step of more changes any row may say something else: to find out which takes longer."""

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
            of which it says something else, None where that may be any row. Where it is there with
            the edit that it follows, and tells of some rows, :attr:`Session.changed` tells of it.
        computing: a forecast has begun to be computed in the background, or it has ended.
    """

    computed = Signal(object)
    computing = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._started = False
        self._work: Work[tuple[Forecast, set[int] | None]] | None = None
        self._pending: list[tuple[Changes, set[RowKey] | None]] = []
        """What the file took in since the forecast that is there, with the rows it touches; None
        where those are too many to be found out."""
        self._ordered = 0
        """How much of it is being computed."""
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
            forecast = self._find()()
            self.computed.emit(self._take_in(forecast))
        else:
            self._order()

    def follow(self, changes: Changes) -> frozenset[RowKey] | None:
        """Take in a change of the file: the rows of which the forecast says something else now.

        None stands for any row.
        """
        if not self._started or not any(map(_may_move_dates, changes.rows)):
            return frozenset()
        is_import = len(changes.rows) > _MOST_CHANGES
        touched = None if is_import else affected_rows(self._session.portfolio, changes)
        self._pending.append((changes, touched))
        forecast = self._find_small() if self._is_small else self._find_at_once()
        if forecast is not None:
            self._drop()
            told = self._take_in(forecast)
            if not self._is_sure:
                self._pause.start()
            self._tell_computing()
            return told
        if self.foresight is not None:
            self.foresight.forget(touched)
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
        self._pending, self._ordered = [], 0
        if self._work is not None:
            self._work.end()
            self._work = None

    @property
    def _is_small(self) -> bool:
        return len(self._session.portfolio.items) <= AT_ONCE

    @property
    def _is_sure(self) -> bool:
        """Whether it is known for certain whether a sampling that is kept still holds."""
        plan = self.plan
        return plan is None or plan.sampling is None or plan.forecast.is_sure

    def _replanned(self) -> Replanning | None:
        """What the plan of the forecast that is there says otherwise; None for all of it."""
        from tracker.workspace.following import replanned_by

        plan, session = self.plan, self._session
        if plan is None or plan.status_date != session.status_date:
            return None
        steps = (changes for changes, _ in self._pending)
        return replanned_by(plan.forecast, session.portfolio, steps)

    def _find_at_once(self) -> Forecast | None:
        """The forecast of the file as it is, where the edits since the last one reach little."""
        if self.plan is None:
            # The frames before the first forecast do without its engine.
            return None
        from tracker.workspace.following import found_at_once

        replanned = self._replanned()
        is_sampled_anew = any(changes.touches("risk_runs") for changes, _ in self._pending)
        if replanned is None or is_sampled_anew:
            return None
        return found_at_once(self.plan.forecast, replanned, REACHED_AT_ONCE)

    def _find_small(self) -> Forecast:
        """The forecast of a small file as it is: a few frames."""
        forecast = self._find_at_once() or self._find()()
        forecast.complete()
        if len(self._session.portfolio.risk_runs):
            # Whether a sampling holds is known with it.
            _ = forecast.inputs
        return forecast

    def _find(self) -> Callable[[], Forecast]:
        """What finds the forecast of the file as it is; it may be called on a thread."""
        from tracker.workspace.following import found_after
        from tracker.workspace.foresight import forecast_of

        plan, session, replanned = self.plan, self._session, self._replanned()
        self._ordered = len(self._pending)
        if plan is not None and replanned is not None:
            return partial(found_after, plan.forecast, replanned)
        rows, on = session.portfolio.copied(_FOLLOWED), session.status_date

        def find_whole() -> Forecast:
            forecast = forecast_of(rows, on)
            rows.let_go()
            return forecast

        return find_whole

    def _order(self) -> None:
        self._pause.stop()
        if self._work is None:
            # It outlives the session where a computation is still under way.
            self._work = Work(self._session.parent() or self._session)
            self._work.finished.connect(self._take)
            self._work.told.connect(self._tell_computing)
        find, is_sampled = self._find(), len(self._session.portfolio.risk_runs) > 0
        before = self.plan.forecast if self.plan is not None else None

        def compute(order: Order) -> tuple[Forecast, set[int] | None]:
            from tracker.forecast.differing import items_otherwise

            order.tell(0, 1)
            forecast = find()
            forecast.complete()
            if is_sampled:
                # Compared here, for it takes long.
                _ = forecast.inputs
            return forecast, None if before is None else items_otherwise(before, forecast)

        self._work.begin(compute)
        self._tell_computing()

    def _drop(self) -> None:
        """What was ordered is of no use any more."""
        self._pause.stop()
        self._ordered = len(self._pending)
        if self._work is not None:
            self._work.drop()

    def _tell_computing(self) -> None:
        # The work tells many times how far it is, and whoever shows a row shows it anew.
        if self._was_computing != self.is_computing:
            self._was_computing = self.is_computing
            self.computing.emit()

    def _take(self, result: tuple[Forecast, set[int] | None]) -> None:
        self.computed.emit(self._take_in(*result))
        self._tell_computing()

    def _take_in(
        self, forecast: Forecast, differ: set[int] | None = None
    ) -> frozenset[RowKey] | None:
        """Show another forecast; the rows of which it says something else, None for any.

        ``differ`` are the items that differ from the last one, where that is known already.
        """
        from tracker.workspace.following import succeeded
        from tracker.workspace.foresight import PortfolioForesight

        portfolio, before = self._session.portfolio, self.plan
        done, self._pending = self._pending[: self._ordered], self._pending[self._ordered :]
        self._ordered = 0
        is_known = all(touched is not None for _, touched in done)
        keys = {key for _, touched in done for key in touched or ()}
        told: frozenset[RowKey] | None = None
        if before is None or self.foresight is not before or not is_known:
            plan = PortfolioForesight(portfolio, forecast)
        else:
            plan, told = succeeded(before, portfolio, forecast, keys, differ)
        self.plan = plan
        portfolio.foresight = self.supposing(plan)
        return told


def _may_move_dates(change: RowChange) -> bool:
    """Whether a forecast may rest on what changed of a row."""
    before, after = change.before, change.after
    if change.table not in _FOLLOWED:
        return False
    if isinstance(before, Project | Item) and isinstance(after, Project | Item):
        said = {name: getattr(after, name) for name in _SAY_NOTHING}
        return replace(before, **said) != after
    return True
