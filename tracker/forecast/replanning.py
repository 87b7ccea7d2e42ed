"""The plan after an edit: what the items that the edit may concern are in it now.

It is the plan that would be made of the portfolio as a whole, row for row; what the edit leaves
alone is taken over. What is found here is little and is found at once; the rows of a large plan are
put together by whoever has the time (:meth:`Replanning.plan`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import Final, TypeVar

from tracker.domain.portfolio import Portfolio
from tracker.forecast.network import Network
from tracker.forecast.plan import Activity, Dependency, Phase, Plan, Problem
from tracker.forecast.planning import Place, Planned, Planner, dependency_of, zero_durations
from tracker.records import record

_ID: Final = attrgetter("id")
_RowT = TypeVar("_RowT", Activity, Dependency)


@record(frozen=False)
class Touched:
    """Ids of what an edit concerns. ``moves``: something came, went or stands elsewhere."""

    items: set[int] = field(default_factory=set)
    links: set[int] = field(default_factory=set)
    projects: set[int] = field(default_factory=set)
    moves: bool = False


@dataclass(frozen=True)
class Replanning:
    """What a plan says otherwise: of items (None: gone), links and projects (whether there)."""

    network: Network
    planned: Mapping[int, Planned | None]
    links: Mapping[int, Dependency | None]
    projects: Mapping[int, bool]
    moves: bool

    @property
    def rows(self) -> list[Activity] | None:
        """The activities that say something else, where they are all that does; else None."""
        if self.moves or self.links or self.projects:
            return None
        found = []
        for item_id, planned in self.planned.items():
            was = self._was(item_id)
            if (planned and planned.place) is not was or self._calendar_of(item_id) != (
                planned.calendar if planned else None
            ):
                return None
            activity = planned.activity if planned else None
            if activity and activity != self.network.activity(self.network.node_of[item_id]):
                found.append(activity)
        return found

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Those of the plan, as it was made, after the edit."""
        before = self.network.plan.problems
        ours = {problem for problem in before if self.planned.keys().isdisjoint(problem.items)}
        now = {item: planned for item, planned in self.planned.items() if planned is not None}
        more = zero_durations(now)
        if not more and len(ours) == len(before):
            return before
        return tuple(sorted([*ours, *more], key=lambda problem: problem.items))

    def plan(self) -> Plan:
        """The plan that would be made anew."""
        before, planned = self.network.plan, self.planned
        rows = [found.activity for found in planned.values() if found and found.activity]
        links = [row for row in self.links.values() if row is not None]
        return replace(
            before,
            activities=_with(before.activities, planned, rows),
            dependencies=_with(before.dependencies, self.links, links),
            phases=self._phases(),
            projects=self._projects(),
            undated=self._set(before.undated, Place.UNDATED),
            standing=self._set(before.standing, Place.STANDING),
            cancelled=self._set(before.cancelled, Place.CANCELLED),
            problems=self.problems,
        )

    def _phases(self) -> dict[int, Phase]:
        calendars = {item: phase.calendar for item, phase in self.network.plan.phases.items()}
        for item_id, found in self.planned.items():
            calendars.pop(item_id, None)
            if found is not None and found.calendar is not None:
                calendars[item_id] = found.calendar
        before = self.network.plan.phases
        parts = self._parts(
            {item: before[item].parts if item in before else [] for item in calendars}, 1
        )
        return {item: Phase(parts[item], calendars[item]) for item in sorted(calendars)}

    def _projects(self) -> dict[int, Sequence[int]]:
        before: dict[int, Sequence[int]] = {
            project: parts
            for project, parts in self.network.plan.projects.items()
            if self.projects.get(project, True)
        }
        new = (project for project, there in self.projects.items() if there)
        return self._parts({**{project: [] for project in new}, **before}, -1)

    def _parts(self, before: Mapping[int, Sequence[int]], sign: int) -> dict[int, Sequence[int]]:
        """The activities below each, as they were but for those that are concerned."""
        concerned = self.planned.keys()
        found = {
            above: parts
            if concerned.isdisjoint(parts)
            else [part for part in parts if part not in concerned]
            for above, parts in before.items()
        }
        more: dict[int, list[int]] = {}
        for item_id, planned in self.planned.items():
            for ref in planned.above if planned and planned.activity else ():
                if ref * sign > 0:
                    more.setdefault(ref * sign, []).append(item_id)
        for above, parts in more.items():
            found[above] = sorted([*found[above], *parts])
        return found

    def _set(self, before: frozenset[int], place: Place) -> frozenset[int]:
        now = (item for item, found in self.planned.items() if found and found.place is place)
        return before.difference(self.planned).union(now)

    def _was(self, item_id: int) -> Place | None:
        return place_in(self.network, item_id)

    def _calendar_of(self, item_id: int) -> object:
        phase = self.network.plan.phases.get(item_id)
        return None if phase is None else phase.calendar


def _with(before: Sequence[_RowT], concerned: Container[int], rows: list[_RowT]) -> list[_RowT]:
    """Rows in the order of their ids, with ``rows`` in the place of those that are concerned."""
    found: list[_RowT] = [row for row in before if row.id not in concerned]
    if rows:
        found += rows
        found.sort(key=_ID)
    return found


def place_in(network: Network, item_id: int) -> Place | None:
    """What an item is in the plan of a network; None where it is not in it."""
    plan = network.plan
    if item_id in network.node_of:
        return Place.ACTIVITY
    for place, items in (
        (Place.CANCELLED, plan.cancelled),
        (Place.STANDING, plan.standing),
        (Place.UNDATED, plan.undated),
        (Place.PHASE, plan.phases),
    ):
        if item_id in items:
            return place
    return None


def replanned(
    network: Network, portfolio: Portfolio, planner: Planner, touched: Touched
) -> Replanning:
    """What the plan of a network says otherwise after an edit of what is ``touched``.

    Not for edits of calendars, of a project's side or state, or of the status date: those concern
    every item.
    """
    planned: dict[int, Planned | None] = {}
    waiting = sorted(touched.items)
    seen = set(waiting)

    def also(items: Iterable[int]) -> None:
        more = [item for item in items if item not in seen]
        seen.update(more)
        waiting.extend(more)

    for link_id in touched.links:
        link = portfolio.links.get(link_id)
        if link is not None:
            also(with_parts(portfolio, link.successor_id))
    for item_id in waiting:
        item = portfolio.items.get(item_id)
        found = planned[item_id] = planner.planned(item) if item is not None else None
        if item is not None and _is_out(place_in(network, item_id)) != _is_out(
            found.place if found else None
        ):
            # Whether anything waits for it is another matter now.
            for link in portfolio.links.where("predecessor_id", item_id):
                also(with_parts(portfolio, link.successor_id))
    links = {}
    for link_id in touched.links:
        link = portfolio.links.get(link_id)
        links[link_id] = None if link is None else dependency_of(link)
    projects = {project: project in portfolio.projects for project in touched.projects}
    return Replanning(network, planned, links, projects, touched.moves)


def with_parts(portfolio: Portfolio, item_id: int) -> Set[int]:
    """An item and all below it, by id; nothing where there is no such item."""
    item = portfolio.items.get(item_id)
    if item is None:
        return frozenset()
    return {item_id, *(part.id for part in portfolio.descendants(item))}


def _is_out(place: Place | None) -> bool:
    return place in (Place.CANCELLED, Place.STANDING)
