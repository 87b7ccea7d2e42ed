"""Which rows a filter lets through: conditions on one row at a time, all of which must hold.

Each condition looks at one row and at what that row refers to, never at its neighbours, so that a
row that has changed can be judged again alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields
from datetime import date
from typing import Final

from tracker.domain.fields import Context
from tracker.domain.foresight import judged_status
from tracker.domain.model import Item, ItemKind, Project, Role, Side
from tracker.domain.outline import ref_of
from tracker.domain.period import Deadline, Period
from tracker.domain.period_range import PeriodRange
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.records import record
from tracker.workspace.expressions import Expression, Told, judged, told_in

Predicate = Callable[[Project | Item], bool]

NOT_STATED: Final = ""
"""Stands in a set of regions or sectors for the rows of which none is known."""

NO_BODY: Final = 0
"""Stands in a set of bodies for the rows for which none answers; it is the id of no row."""


@record
class RowFilter:
    """What is asked of a row. An empty set, and no period, ask for nothing.

    ``sides``, ``regions`` and ``sectors`` are those of the row's project; None, :data:`NOT_STATED`
    and :data:`NO_BODY` ask for rows of which nothing is stated. ``bodies`` are ids of bodies, one
    of which answers for the row itself. A ``kinds`` of None asks for projects. ``period`` asks for
    the rows that :func:`touches` it. ``where`` is asked in words, of any column.
    """

    statuses: AbstractSet[Status] = frozenset()
    sides: AbstractSet[Side | None] = frozenset()
    regions: AbstractSet[str] = frozenset()
    sectors: AbstractSet[str] = frozenset()
    bodies: AbstractSet[int] = frozenset()
    kinds: AbstractSet[ItemKind | None] = frozenset()
    project_ids: AbstractSet[int] = frozenset()
    period: Period | PeriodRange | None = None
    where: Expression | None = None

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the conditions that ask for anything."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    def __bool__(self) -> bool:
        return bool(self.active)

    def predicate(self, context: Context, told: Told | None = None) -> Predicate:
        """Whether one row fulfils every condition, as things stand in ``context``.

        ``told`` gives what rows tell in a column, where that is kept.
        """
        return every(list(self._conditions(context, told or told_in(context))))

    def _conditions(self, context: Context, told: Told) -> Iterator[Predicate]:
        """The conditions that ask for anything, the cheapest first."""
        portfolio = context.portfolio
        if self.kinds:
            yield lambda row: (row.kind if isinstance(row, Item) else None) in self.kinds
        if self.project_ids or self.sides or self.regions or self.sectors:
            yield self._of_project(portfolio)
        if self.bodies:
            yield self._answered_for(portfolio)
        if self.statuses:
            yield lambda row: judged_status(portfolio, row, context.status_date) in self.statuses
        if (period := self.period) is not None:
            yield lambda row: touches(portfolio, row, period)
        if self.where is not None:
            yield judged(self.where, told, context.status_date)

    def _of_project(self, portfolio: Portfolio) -> Predicate:
        judged: dict[int, bool] = {}

        def fulfils(row: Project | Item) -> bool:
            project_id = row.project_id if isinstance(row, Item) else row.id
            known = judged.get(project_id)
            if known is None:
                known = judged[project_id] = self._takes(portfolio.projects[project_id])
            return known

        return fulfils

    def _answered_for(self, portfolio: Portfolio) -> Predicate:
        # Asked of the bodies, which are few, rather than of each row.
        answered = {
            role.item_id or -(role.project_id or 0)
            for body_id in self.bodies
            for role in portfolio.body_roles.where("body_id", body_id)
            if role.role is Role.RESPONSIBLE
        }
        if NO_BODY in self.bodies:
            return lambda row: ref_of(row) in answered or not _has_responsible(portfolio, row)
        return lambda row: ref_of(row) in answered

    def _takes(self, project: Project) -> bool:
        return (
            (not self.project_ids or project.id in self.project_ids)
            and (not self.sides or project.side in self.sides)
            and (not self.regions or project.region in self.regions)
            and (not self.sectors or project.sector in self.sectors)
        )


NO_FILTER: Final = RowFilter()


def every(conditions: Sequence[Predicate]) -> Predicate:
    """Whether all of them hold for a row."""
    if len(conditions) == 1:
        return conditions[0]
    return lambda row: all(condition(row) for condition in conditions)


def _has_responsible(portfolio: Portfolio, row: Project | Item) -> bool:
    return any(role.role is Role.RESPONSIBLE for role in portfolio.roles_of(row))


def touches(portfolio: Portfolio, row: Project | Item, period: Period | PeriodRange) -> bool:
    """Whether any day that the dates of a row allow lies in ``period``.

    A row reaches from the first day of its start (without one: of its finish) to the last day of
    its finish, what was reported included. A duty without an end goes on for ever; a row without
    any date touches nothing.
    """
    edges: list[Deadline | None] = [portfolio.finish(row)]
    if isinstance(row, Item):
        edges += [row.actual_start, row.actual_finish]
    if not (isinstance(row, Item) and row.kind is ItemKind.MILESTONE):
        edges.append(portfolio.start(row))
    stated = [edge for edge in edges if isinstance(edge, Period)]
    goes_on = edges[0] is not None and not isinstance(edges[0], Period)
    if not stated:
        return goes_on
    first = min(edge.first for edge in stated)
    last = date.max if goes_on else max(edge.last for edge in stated)
    return first <= period.last and period.first <= last
