"""The forecast of an open file as it was at the end of a past day, beside the one of now."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from tracker.domain.errors import UserError
from tracker.domain.foresight import slip_since
from tracker.domain.model import Item, Project
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.ranges import DayRange, range_text
from tracker.domain.slip import range_slip_text
from tracker.domain.status import Status
from tracker.language import N_, Translator
from tracker.workspace.foresight import PortfolioForesight, foresee
from tracker.workspace.workspace import Workspace


class PastForesight:
    """A :class:`tracker.domain.foresight.ForesightThen`: ``then`` is the portfolio of that day.

    A day is the status date of what was foreseen on it, whatever the file said of status dates.
    """

    def __init__(self, then: Portfolio, day: date) -> None:
        self._then = then
        self._day = day
        self._known: dict[RowKey, DayRange | None] = {}

    @property
    def day(self) -> date:
        return self._day

    @cached_property
    def foresight(self) -> PortfolioForesight:
        return foresee(self._then, self._day)

    def finish(self, row: Project | Item) -> DayRange | None:
        key = RowKey(row.table, row.id)
        if key not in self._known:
            self._known[key] = self._foreseen(self._then.row(key), row)
        return self._known[key]

    def _foreseen(self, before: Project | Item | None, row: Project | Item) -> DayRange | None:
        # The number of a row that was deleted may be that of another one today.
        if before is None or before.uid != row.uid:
            return None
        known = self.foresight.of(before)
        return None if known is None or known.status is Status.DONE else known.finish


def check_day(workspace: Workspace, day: date, *, before: date) -> None:
    """Raises UserError where a day is not ``before`` the one from which is forecast now."""
    before = min(before, workspace.today())
    if day >= before:
        raise UserError(
            N_("A slip is counted from a day before {on}; {day} is not."), on=before, day=day
        )


def portfolio_then(workspace: Workspace, day: date) -> Portfolio:
    """The rows of a past day, for :class:`PastForesight`.

    Raises UserError where the file held nothing on the day, and FileError where it cannot be read.
    """
    then = workspace.as_of(day)
    if not then.projects:
        raise UserError(N_("The file held nothing yet on {day}. Choose a later day."), day=day)
    return then


def look_back(workspace: Workspace, day: date, *, on: date) -> None:
    """Give the portfolio of a workspace the forecast of a past day, beside that for ``on``.

    Raises as :func:`check_day` and :func:`portfolio_then` do.
    """
    check_day(workspace, day, before=on)
    workspace.portfolio.foresight_then = PastForesight(portfolio_then(workspace, day), day)


def looked_back_text(
    portfolio: Portfolio, row: Project | Item, on: date, translator: Translator
) -> str:
    """What was foreseen of a row, and how far that has moved since: "forecast on 1 Sep 2026: Q4
    2026; moved since: +3 mo"; "" where nothing was foreseen."""
    then = portfolio.foresight_then
    finish = then.finish(row) if then is not None else None
    if then is None or finish is None:
        return ""
    slip = slip_since(portfolio, row, on)
    said = translator.text(
        N_("forecast on {day}: {finish}; moved since: {slip}")
        if slip is not None
        else N_("forecast on {day}: {finish}")
    )
    return said.format(
        day=deadline_text(Period.day(then.day), translator.language, style=Style.SHORT),
        finish=range_text(*finish, translator.language),
        slip=range_slip_text(slip, translator) if slip is not None else "",
    )
