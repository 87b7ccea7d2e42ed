"""The what-if of a session: what is supposed beside the plan, step by step, and nothing written.

While it is on, the portfolio's foresight is that of what is supposed, so everything that shows,
filters and sorts by the forecast follows; the workspace is on hold, so nothing can be written by
whatever way. A drag supposes at each of its steps (:meth:`WhatIf.try_out`) and stays when it is let
go (:meth:`WhatIf.suppose`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.errors import ConflictError, InputError
from tracker.domain.moving import Span
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import N_
from tracker.ui.work import Order, Work
from tracker.workspace import operations

if TYPE_CHECKING:
    from tracker.domain.model import Item, Project, Scenario
    from tracker.forecast.result import Forecast
    from tracker.ui.session import Session
    from tracker.workspace.changes import Changes
    from tracker.workspace.foresight import PortfolioForesight
    from tracker.workspace.whatif import Moves, SupposedForesight

ON_HOLD: Final = N_(
    "A what-if is shown, and nothing is written. Keep it as a scenario or forget it (Esc); then "
    "make the change."
)
_DATES_ONLY: Final = N_(
    "A what-if supposes other dates only. Forget it (Esc); then make the change."
)
_READ_MS: Final = 120
"""What is read, not looked at, follows a drag so much later."""


class WhatIf(QObject):
    """Of one session.

    Signals:
        changed: it was begun or left, or something else is supposed.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.is_on = False
        self._scenario: int | None = None
        self._steps: list[Moves] = [{}]
        self._at = 0
        self._kept: Moves = {}
        self._tried: Moves | None = None
        self._settled: PortfolioForesight | None = None
        """What was shown when no drag was under way."""
        self._work: Work[tuple[Forecast, Moves]] | None = None
        self._reader = QTimer(self, interval=_READ_MS, singleShot=True)
        self._reader.timeout.connect(lambda: session.forecasting.computed.emit(frozenset()))

    # -- what is supposed -------------------------------------------------------------------------

    @property
    def moves(self) -> Moves:
        """What is supposed now, a drag under way included."""
        return self._steps[self._at] if self._tried is None else self._tried

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that is shown."""
        return self._session.portfolio.scenarios.get(self._scenario)

    @property
    def is_kept(self) -> bool:
        """Whether leaving it loses nothing."""
        return self.moves == self._kept

    @property
    def can_keep(self) -> bool:
        """Whether the file can be written to at all."""
        return not self._session.workspace.read_only

    @property
    def can_take_back(self) -> bool:
        return self.is_on and self._at > 0

    @property
    def can_repeat(self) -> bool:
        return self.is_on and self._at + 1 < len(self._steps)

    @property
    def foresight(self) -> SupposedForesight | None:
        """What would be; None while nothing is supposed, or nothing is forecast yet."""
        from tracker.workspace.whatif import SupposedForesight

        found = self._session.forecasting.foresight
        return found if isinstance(found, SupposedForesight) else None

    def span(self, item: Item) -> Span | None:
        """The dates supposed of an item; None where none are."""
        move = self.moves.get(item.id) if self.is_on else None
        if move is None:
            # Every row of the first frame asks, and the frame does without the forecast's engine.
            return None
        from tracker.workspace.whatif import supposed_span

        return supposed_span(self._session.portfolio, item, move)

    def takes(self, row: Project | Item) -> bool:
        """Whether other dates of a row can be supposed."""
        from tracker.workspace.whatif import why_not_supposed

        return why_not_supposed(self._session.portfolio, row) is None

    def refuse(self, row: Project | Item) -> None:
        """Raises ConflictError, with the reason, where no other dates of a row can be supposed."""
        from tracker.workspace.whatif import why_not_supposed

        if reason := why_not_supposed(self._session.portfolio, row):
            raise ConflictError(reason)

    @staticmethod
    def refuse_all_but_dates() -> None:
        """Raises ConflictError: links, new rows and the share of work done are no suppositions."""
        raise ConflictError(_DATES_ONLY)

    # -- begin and end ----------------------------------------------------------------------------

    def begin(self, scenario: Scenario | None = None) -> None:
        """Suppose from now on: nothing yet, or what a scenario has kept."""
        portfolio = self._session.portfolio
        self._kept = {}
        if scenario is not None:
            moves = portfolio.scenario_moves.where("scenario_id", scenario.id)
            self._kept = {move.item_id: move for move in moves}
        self._scenario = scenario.id if scenario is not None else None
        self._steps, self._at = [self._kept], 0
        self.is_on = True
        self._session.workspace.on_hold = ON_HOLD
        forecasting = self._session.forecasting
        forecasting.supposing = self._over
        if forecasting.plan is None:
            forecasting.start()
        self._show()

    def leave(self) -> None:
        """Forget what is supposed."""
        if not self.is_on:
            return
        self.is_on = False
        self._scenario, self._kept, self._tried = None, {}, None
        self._steps, self._at = [{}], 0
        self._session.workspace.on_hold = ""
        if self._work is not None:
            self._work.end()
            self._work = None
        self._show()
        self._session.forecasting.supposing = lambda plan: plan

    def keep(self, name: str) -> None:
        """Keep what is supposed as a scenario, one step of the history, and go on showing it.

        Raises InputError for no name, or where nothing is supposed, ConflictError for a name that
        another scenario has.
        """
        workspace = self._session.workspace
        name = " ".join(name.split())
        taken = operations.scenario_named(workspace.portfolio, name)
        if taken is not None and taken.id != self._scenario:
            raise ConflictError(
                N_("There is a scenario “{name}” already. Choose another name; nothing is lost."),
                name=name,
            )
        moves = list(self.moves.values())
        if not moves:
            raise InputError(N_("Nothing is supposed yet. Move a bar first; then keep it."))
        workspace.on_hold = ""
        try:
            note = taken.note if taken is not None else ""
            kept = operations.keep_scenario(workspace, name=name, moves=moves, note=note)
        finally:
            workspace.on_hold = ON_HOLD
        self.begin(workspace.portfolio.scenarios[kept])

    # -- steps ------------------------------------------------------------------------------------

    def try_out(self, spans: Iterable[tuple[int, Span]] | None) -> None:
        """Suppose what a drag that is under way would; None for nothing more."""
        tried = None if spans is None else self._with(spans)
        if tried != self._tried:
            self._tried = tried
            self._show(settled=tried is None)

    def suppose(self, spans: Iterable[tuple[int, Span]]) -> None:
        """Suppose other dates of items, by id; an edge that is None stays as it is."""
        moves = self._with(spans)
        self._tried = None
        del self._steps[self._at + 1 :]
        self._steps.append(moves)
        self._at += 1
        self._show()

    def take_back(self) -> None:
        """Take back what was supposed last."""
        if self.can_take_back:
            self._at -= 1
            self._show()

    def repeat(self) -> None:
        """Suppose again what was taken back last."""
        if self.can_repeat:
            self._at += 1
            self._show()

    def bring_back(self, moves: Moves, scenario: Scenario | None) -> None:
        """Suppose again what was forgotten."""
        self.begin(scenario)
        self._steps.append(moves)
        self._at += 1
        self._show()

    def _with(self, spans: Iterable[tuple[int, Span]]) -> Moves:
        from tracker.workspace.whatif import supposed_move

        session, before = self._session, self._steps[self._at]
        found = dict(before)
        for item_id, span in spans:
            item, known = session.portfolio.items[item_id], before.get(item_id)
            found[item_id] = supposed_move(
                session.portfolio, session.working_days, item, span, known
            )
        return found

    # -- what is shown ----------------------------------------------------------------------------

    def follow(self, changes: Changes) -> None:
        """What is kept elsewhere may have changed: rows that are gone are supposed no more."""
        if not self.is_on or not changes.touches("items", "scenarios", "scenario_moves"):
            return
        items = self._session.portfolio.items
        self._steps = [
            {key: move for key, move in step.items() if items.get(key) is not None}
            for step in self._steps
        ]
        if self._scenario is not None and self.scenario is None:
            self._scenario, self._kept = None, {}
        self.changed.emit()

    def _over(self, plan: PortfolioForesight) -> PortfolioForesight:
        """The foresight that is shown over that of the plan."""
        from tracker.ui.forecasting import AT_ONCE, REACHED_AT_ONCE
        from tracker.workspace.foresight import forecast_of
        from tracker.workspace.whatif import (
            SupposedForesight,
            followed,
            followed_at_once,
            rows_to_follow,
        )

        if not self.is_on:
            return plan
        moves, portfolio, on = self.moves, self._session.portfolio, plan.status_date
        shown = self.foresight
        before = shown if shown is not None and shown.plan is plan else plan
        rows = rows_to_follow(before, portfolio, moves)
        found = None
        if len(portfolio.items) <= AT_ONCE:
            found = (
                forecast_of(portfolio, on, supposed=moves.values())
                if rows is None
                else (followed(before.forecast, rows))
            )
        elif rows is not None:
            found = followed_at_once(before.forecast, rows, REACHED_AT_ONCE)
        if found is None:
            if rows is not None:
                self._order(lambda: followed(before.forecast, rows), moves)
            else:
                # Rows never change once they are made: the tables are the file of this moment.
                held = list(portfolio.rows())
                supposed = moves.values()
                self._order(lambda: forecast_of(Portfolio(held), on, supposed=supposed), moves)
            return before
        return SupposedForesight(portfolio, found, plan, moves)

    def _order(self, made: Callable[[], Forecast], moves: Moves) -> None:
        """Compute on the thread what takes longer than a few frames."""
        if self._work is None:
            self._work = Work(self._session.parent() or self._session)
            self._work.finished.connect(self._take)

        def compute(order: Order) -> tuple[Forecast, Moves]:
            order.tell(0, 1)
            return made(), moves

        self._work.begin(compute)

    def _take(self, result: tuple[Forecast, Moves]) -> None:
        from tracker.workspace.whatif import SupposedForesight

        forecast, moves = result
        plan = self._session.forecasting.plan
        if plan is not None and self.is_on and moves == self.moves:
            found = SupposedForesight(self._session.portfolio, forecast, plan, moves)
            self._put(found, settled=self._tried is None)

    def _show(self, *, settled: bool = True) -> None:
        plan = self._session.forecasting.plan
        if plan is not None:
            self._put(self._over(plan), settled=settled)
        self.changed.emit()

    def _put(self, foresight: PortfolioForesight, *, settled: bool) -> None:
        """Show a foresight; a drag that is under way leaves every row where it stands."""
        from tracker.workspace.whatif import SupposedForesight

        session = self._session
        before, session.portfolio.foresight = self.foresight, foresight
        if settled:
            settled_before, self._settled = self._settled, foresight
            self._reader.stop()
            session.forecasting.computed.emit(_otherwise(settled_before, foresight))
            return
        if before is not None and isinstance(foresight, SupposedForesight):
            places = (session.place(key) for key in before.seen_otherwise(foresight))
            session.rows_patched.emit(sorted(place for place in places if place is not None))
        if not self._reader.isActive():
            self._reader.start()


def _otherwise(before: PortfolioForesight | None, after: PortfolioForesight) -> frozenset[RowKey]:
    """The rows of which one foresight says something else than the other."""
    from tracker.workspace.whatif import SupposedForesight

    if isinstance(after, SupposedForesight):
        return after.rows_otherwise(before or after.plan)
    return before.rows_otherwise(after) if isinstance(before, SupposedForesight) else frozenset()
