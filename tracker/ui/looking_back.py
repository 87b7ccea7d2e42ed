"""The forecast of a past day beside that of now, computed without the window waiting for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tracker.domain.errors import UserError
from tracker.domain.portfolio import RowKey
from tracker.ui.work import Order, Work

if TYPE_CHECKING:
    from tracker.ui.session import Session
    from tracker.workspace.comparison import Comparison
    from tracker.workspace.foresight_then import PastForesight


class LookingBack(QObject):
    """Of one session. What was foreseen on a day stays known as long as the session: the past of a
    file is always the same.

    Signals:
        changed: another day is looked back to, its forecast is there, or none is any more; carries
            the rows (a set of RowKey) of which something else is said, None for any.
    """

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.day: date | None = None
        self._known: dict[date, PastForesight] = {}
        self._work: Work[PastForesight | UserError] | None = None
        session.status_date_changed.connect(self._judge_anew)

    @property
    def is_computing(self) -> bool:
        """Whether the forecast of the day is yet to come."""
        return self.day is not None and self.day not in self._known

    @property
    def comparison(self) -> Comparison | None:
        if self.day is None:
            return None
        from tracker.workspace.comparison import Comparison, PlanAs

        return Comparison(PlanAs.FORECAST, self.day)

    def compare_with(self, comparison: Comparison) -> None:
        """As :meth:`begin`, for whoever compares with other things too."""
        self.begin(comparison.day)

    def begin(self, day: date) -> None:
        """Look back to a day; its forecast comes with :attr:`changed`, where it is not known yet.

        Raises UserError for a day from which no slip can be counted. One on which the file held
        nothing is refused later, by ``session.failed``, and nothing is looked back to then.
        """
        from tracker.workspace.foresight_then import check_day

        check_day(self._session.workspace, day, before=self._session.status_date)
        self.day = day
        if day not in self._known:
            self._order(day)
        self._show()

    def stop(self) -> None:
        """Look back no longer."""
        if self.day is not None:
            self.day = None
            self._show()

    def end(self) -> None:
        """The session is over; what is being computed is dropped."""
        if self._work is not None:
            self._work.end()
            self._work = None

    def _order(self, day: date) -> None:
        from tracker.workspace.foresight_then import PastForesight, portfolio_then
        from tracker.workspace.workspace import Workspace

        if self._work is None:
            # It outlives the session where a computation is still under way.
            self._work = Work(self._session.parent() or self._session)
            self._work.finished.connect(self._take)
        path, user = self._session.workspace.path, self._session.workspace.user

        def compute(order: Order) -> PastForesight | UserError:
            order.tell(0, 1)
            try:
                # Read beside the window, which has the file to itself meanwhile.
                with Workspace.open(path, user=user, read_only=True) as beside:
                    found = PastForesight(portfolio_then(beside, day), day)
            except UserError as error:
                return error
            order.tell(0, 1)
            found.foresight.forecast.complete()
            return found

        self._work.begin(compute)

    def _take(self, found: PastForesight | UserError) -> None:
        if isinstance(found, UserError):
            self.stop()
            self._session.failed.emit(found)
            return
        self._known[found.day] = found
        self._show()

    def _judge_anew(self) -> None:
        if self.day is not None and self.day >= self._session.status_date:
            self.stop()

    def _show(self) -> None:
        portfolio = self._session.portfolio
        before = portfolio.foresight_then
        portfolio.foresight_then = self._known.get(self.day) if self.day is not None else None
        is_same = portfolio.foresight_then is before
        # Of any row something else may be said.
        self.changed.emit(frozenset[RowKey]() if is_same else None)
