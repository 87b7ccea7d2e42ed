"""The comparison of a chart with the plan of another day, kept while the window is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from tracker.domain.portfolio import Portfolio
from tracker.timeline.compare import OtherPlan, Then
from tracker.ui.session import Session

if TYPE_CHECKING:
    from tracker.workspace.comparison import Comparison


class Comparing(QObject):
    """With what the rows of a session are compared, if with anything.

    Signals:
        changed: something else is compared with, or nothing any more.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison: Comparison | None = None
        self._plan: Portfolio | None = None
        self._other: OtherPlan | None = None
        session.rows_reset.connect(self._forget_rows)
        session.rows_patched.connect(self._forget_rows)
        session.changed.connect(self._forget_plan)
        session.looking_back.changed.connect(self.changed)

    @property
    def comparison(self) -> Comparison | None:
        return self._comparison or self._session.looking_back.comparison

    @property
    def other(self) -> OtherPlan | None:
        """The other plan of the rows as they are shown now."""
        if self._comparison is None:
            return None
        if self._other is None:
            from tracker.workspace.comparison import compared_plan

            session = self._session
            if self._plan is None:
                self._plan = compared_plan(session.workspace, self._comparison)
            keys = [row.key for row in session.rows]
            self._other = OtherPlan(self._plan, session.portfolio, keys)
        return self._other

    def then(self, place: int) -> Then | None:
        other = self.other
        return other.row(place) if other is not None else None

    def compare_with(self, comparison: Comparison) -> None:
        """Raises FileError when the file cannot be read, and UserError where there is nothing to
        compare on the day; what was compared with stays then."""
        from tracker.workspace.comparison import PlanAs, compared_plan

        looking_back = self._session.looking_back
        if comparison.plan_as is PlanAs.FORECAST:
            looking_back.begin(comparison.day)
            self._comparison = self._plan = self._other = None
            self.changed.emit()
            return
        plan = compared_plan(self._session.workspace, comparison)
        self._comparison, self._plan, self._other = comparison, plan, None
        looking_back.stop()
        self.changed.emit()

    def stop(self) -> None:
        self._comparison = self._plan = self._other = None
        self._session.looking_back.stop()
        self.changed.emit()

    def _forget_rows(self) -> None:
        self._other = None

    def _forget_plan(self) -> None:
        """A past day stays as it was recorded; everything else may have changed with the file."""
        found = self._comparison
        if found is None:
            return
        from tracker.workspace.comparison import PlanAs

        is_past = found.day < self._session.workspace.today()
        if found.plan_as is PlanAs.ANNOUNCED or not is_past:
            self._plan = None
        self._other = None
        self.changed.emit()


class Compares(Protocol):
    """What compares the rows of a session with a past day."""

    changed: SignalInstance

    @property
    def comparison(self) -> Comparison | None: ...

    def compare_with(self, comparison: Comparison) -> None:
        """Raises UserError for a day with which nothing can be compared."""

    def stop(self) -> None: ...
