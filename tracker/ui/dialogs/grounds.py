"""The portfolio that an export tells of: as it is or was, judged on a day."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

from tracker.domain.errors import UserError
from tracker.domain.portfolio import Portfolio
from tracker.language import N_
from tracker.records import record
from tracker.ui.session import Session
from tracker.workspace.foresight import with_foresight
from tracker.workspace.workspace import Workspace


@record
class Ground:
    """``portfolio`` has its forecast for ``status_date``; ``workspace`` has the journal."""

    portfolio: Portfolio
    workspace: Workspace
    status_date: date


class Grounds:
    """Keeps the last ground, for the next question is mostly about the same. Close it at last."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held = ExitStack()
        self._asked: tuple[date | None, date | None] | None = None
        self._ground: Ground | None = None

    def of(self, as_of: date | None, on: date | None) -> Ground:
        """The file as it was at the end of ``as_of``, judged on ``on``; None leaves them as now.

        Raises UserError where the file held nothing on that day.
        """
        if self._ground is None or self._asked != (as_of, on):
            self.close()
            self._ground = self._made(as_of, on)
            self._asked = (as_of, on)
        return self._ground

    def close(self) -> None:
        """Let go of the copy of a past day."""
        self._ground = self._asked = None
        self._held.close()

    def _made(self, as_of: date | None, on: date | None) -> Ground:
        session = self._session
        if as_of is None:
            day = on or session.status_date
            foresight = session.forecasting.foresight
            is_there = foresight is not None and foresight.status_date == day
            # A forecast of many rows is waited for: the session tells when it is there.
            if is_there or (day == session.status_date and session.forecasting.is_computing):
                return Ground(session.portfolio, session.workspace, day)
            # The window goes on to show the forecast of its own day, which may be another.
            copy = Portfolio(session.portfolio.rows())
            then = session.portfolio.foresight_then
            copy.foresight_then = then if then is not None and then.day < day else None
            return Ground(with_foresight(copy, day), session.workspace, day)
        workspace = self._held.enter_context(session.workspace.rewound(as_of))
        if not workspace.portfolio.projects:
            self._held.close()
            raise UserError(
                N_("The file held nothing yet on {day}. Choose a later day."), day=as_of
            )
        day = on or as_of
        return Ground(with_foresight(workspace.portfolio, day), workspace, day)
