"""The portfolio that an export tells of: as it is or was, judged on a day."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from threading import Lock
from typing import Final

from tracker.domain.errors import UserError
from tracker.domain.portfolio import Portfolio
from tracker.language import N_
from tracker.records import record
from tracker.ui.session import Session
from tracker.workspace.foresight import with_foresight
from tracker.workspace.workspace import Workspace

AT_ONCE: Final = 500
"""Items up to which a copy and its forecast take less than what somebody could notice."""


@record
class Ground:
    """``portfolio`` has its forecast for ``status_date``; ``workspace`` has the journal."""

    portfolio: Portfolio
    workspace: Workspace
    status_date: date


class Grounds:
    """Keeps the last ground, for the next question is mostly about the same. Close it at last.

    Everything may be asked on any thread: nothing of Qt is touched, and a past day is read by a
    connection of its own.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held = ExitStack()
        self._asked: tuple[date | None, date | None, bool] | None = None
        self._ground: Ground | None = None
        self._lock = Lock()

    def is_at_once(self, as_of: date | None, on: date | None) -> bool:
        """Whether :meth:`of` takes no time that somebody could notice."""
        if self._asked is not None and self._asked[:2] == (as_of, on):
            return True
        is_now = as_of is None and self._is_foreseen(on or self._session.status_date)
        return is_now or len(self._session.portfolio.items) <= AT_ONCE

    def of(self, as_of: date | None, on: date | None, *, apart: bool = False) -> Ground:
        """The file as it was at the end of ``as_of``, judged on ``on``; None leaves them as now.

        With ``apart`` its journal can be read on any thread too. Raises UserError where the file
        held nothing on that day.
        """
        with self._lock:
            if self._ground is None or self._asked != (as_of, on, apart):
                self._let_go()
                self._ground = self._made(as_of, on, apart)
                self._asked = (as_of, on, apart)
            return self._ground

    def close(self) -> None:
        """Let go of the copy of a past day."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        ground = self._ground
        if ground is not None and ground.portfolio is not self._session.portfolio:
            # A copy and its forecast know each other: it would stay until garbage is looked for.
            ground.portfolio.foresight = None
        self._ground = self._asked = None
        self._held.close()

    def _is_foreseen(self, day: date) -> bool:
        """Whether the window has the forecast for that day, or will have it."""
        session = self._session
        foresight = session.forecasting.foresight
        # A forecast of many rows is waited for: the session tells when it is there.
        is_to_come = day == session.status_date and session.forecasting.is_computing
        return is_to_come or (foresight is not None and foresight.status_date == day)

    def _made(self, as_of: date | None, on: date | None, apart: bool) -> Ground:
        session = self._session
        if as_of is None:
            day = on or session.status_date
            workspace = session.workspace
            if apart:
                workspace = self._held.enter_context(workspace.apart())
            if self._is_foreseen(day):
                return Ground(session.portfolio, workspace, day)
            # The window goes on to show the forecast of its own day, which may be another.
            copy = Portfolio(session.portfolio.rows())
            then = session.portfolio.foresight_then
            copy.foresight_then = then if then is not None and then.day < day else None
            return Ground(with_foresight(copy, day), workspace, day)
        now = self._held.enter_context(session.workspace.apart())
        workspace = self._held.enter_context(now.rewound(as_of))
        if not workspace.portfolio.projects:
            self._held.close()
            raise UserError(
                N_("The file held nothing yet on {day}. Choose a later day."), day=as_of
            )
        day = on or as_of
        return Ground(with_foresight(workspace.portfolio, day), workspace, day)
