"""The forecast after an edit, worked out again only where the edit reaches.

An edit of what activities hold (durations, progress, promises, constraints) leaves the network as
it is: the nodes edited are placed anew, then what follows from them as far as dates change, in the
order of the network. The late dates go the other way when they are next asked for. An edit that
reaches more than an eighth of the nodes is given up half way and made as a whole, and one that
changes the network itself (its links, its calendars, what is done, fixed or as late as possible) is
computed from the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.domain.model import ScenarioMove
from tracker.domain.portfolio import Portfolio
from tracker.forecast.columns import Columns
from tracker.forecast.compute import compute
from tracker.forecast.day_tables import Int32
from tracker.forecast.gates import Gates
from tracker.forecast.network import Network
from tracker.forecast.plan import Activity, Plan, Problem
from tracker.forecast.planning import Planner
from tracker.forecast.result import Forecast
from tracker.forecast.scalar import Backward, Forward

_MOST: Final = 8
"""One node in so many may be done again singly."""
_COLUMNS: Final = ("duration", "start_bound", "finish_bound", "began", "finished", "cap")


def followed(
    forecast: Forecast,
    portfolio: Portfolio,
    item_ids: Iterable[int],
    *,
    supposed: Iterable[ScenarioMove] = (),
) -> Forecast:
    """The forecast after an edit of what the portfolio says of some items.

    Not for edits of links, calendars or the status date: those make another plan.
    """
    plan = forecast.plan
    planner = Planner(portfolio, plan.status_date, plan.working_days, supposed=supposed)
    rows = planner.changed(forecast.network.node_of, item_ids)
    return compute(planner.plan()) if rows is None else edited(forecast, rows)


def edited(forecast: Forecast, activities: Iterable[Activity]) -> Forecast:
    """The forecast with these rows in the place of those with their ids.

    The forecast that is given stays as it is.
    """
    changed = {row.id: row for row in activities}
    network = forecast.network
    plan = _with(network, changed)
    if not _is_same_network(network, changed):
        return compute(plan)
    nodes = [network.node_of[item] for item in changed]
    # Known before it is copied, so that every edit after this one has them.
    _ = network.entering_order, network.leaving_order, network.members
    network = _refilled(network, plan, list(changed.values()))
    edges = forecast.edges.copy()
    forward = Forward(network, edges)
    reached = _follow(forward, nodes, network, len(network) // _MOST)
    found = (
        compute(plan, network)
        if reached is None
        else _Edited(network, edges, before=forecast, reached=reached, nodes=nodes)
    )
    _hand_on(forecast, found, changed)
    return found


def _hand_on(before: Forecast, after: Forecast, changed: dict[int, Activity]) -> None:
    """What was worked out of the links, and of what is assumed, holds on where those do."""
    kept = ["doubtful"]
    if all(before.assumed.get(item, ()) == row.assumed for item, row in changed.items()):
        kept += ["assumed", "assumed_spans"]
    for name in kept:
        if name in vars(before):
            vars(after)[name] = vars(before)[name]


def can_follow(forecast: Forecast, activities: Iterable[Activity]) -> bool:
    """Whether :func:`edited` keeps the network with these rows, rather than making another."""
    return _is_same_network(forecast.network, {row.id: row for row in activities})


def nodes_otherwise(before: Forecast, after: Forecast) -> npt.NDArray[np.bool_] | None:
    """Whether the dates or floats of each node differ; None where the networks do."""
    network = after.network
    if before.network.place is not network.place:
        return None
    differ = (before.edges != after.edges) | (before.late != after.late)
    found: npt.NDArray[np.bool_] = differ.reshape(len(network), 2 * differ.shape[1]).any(axis=1)
    return found


def rows_changed(before: Forecast, after: Forecast) -> frozenset[int] | None:
    """The items whose dates differ; None where the networks are not the same, so any may."""
    if before.network.place is not after.network.place:
        return None
    differ = (before.edges != after.edges).reshape(len(after.network), -1).any(axis=1)
    return frozenset(after.network.id_of(node) for node in np.flatnonzero(differ).tolist())


class _Edited(Forecast):
    """A forecast whose late dates follow from those before it."""

    def __init__(
        self,
        network: Network,
        edges: Int32,
        *,
        before: Forecast,
        reached: set[int],
        nodes: list[int],
    ) -> None:
        super().__init__(network, edges)
        known = "late" in vars(before)
        # Which part has the first start of a phase may change without any late date near it.
        known = known and not len(network.first_start)
        self._before = (before.late, before.limits) if known else None
        self._dirty = reached.union(nodes)

    def _late(self) -> Int32:
        if self._before is None:
            return super()._late()
        late, limits = self._before
        self._before = None
        network = self.network
        self.limits, moved = _limits(network, self.edges, limits, self._dirty)
        most = len(network) // _MOST
        # What was edited asks something else of those before it, though it stays itself.
        dirty = self._dirty.union(moved)
        if len(dirty) > most:
            return super()._late()
        late = late.copy()
        finish = np.minimum(self.limits, network.cap[:, None])
        backward = Backward(network, self.edges, late, finish)
        done = _follow(backward, dirty, network, most)
        return super()._late() if done is None else late


def _follow(
    kernel: Forward | Backward, nodes: Iterable[int], network: Network, most: int
) -> set[int] | None:
    """Do nodes again, and all that follows from a change; None where that is more than ``most``."""
    ahead = isinstance(kernel, Forward)
    links = network.edges
    next_nodes = links.target if ahead else links.source >> 1
    sign = 1 if ahead else -1
    waiting = {sign * node for node in nodes}
    heap = list(waiting)
    heapify(heap)
    changed: set[int] = set()
    many = 0
    while heap:
        node = sign * heappop(heap)
        waiting.discard(sign * node)
        many += 1
        if many > most:
            return None
        if not kernel.place(node):
            continue
        changed.add(node)
        which = network.leaving(node) if ahead else network.entering(node)
        for reached in next_nodes[which].tolist():
            if sign * reached not in waiting:
                waiting.add(sign * reached)
                heappush(heap, sign * reached)
    return changed


def _limits(
    network: Network, edges: Int32, before: Int32, changed: set[int]
) -> tuple[Int32, list[int]]:
    """The finish limits after some nodes changed, and the nodes for which they are others."""
    order, starts = network.members
    found = before.copy()
    moved: list[int] = []
    for group in {int(network.group[node]) for node in changed} - {-1}:
        last = starts[group + 2] if group + 2 < len(starts) else len(order)
        members = order[starts[group + 1] : last]
        finish = edges[2 * members + 1].max(axis=0)
        if (finish != before[members[0]]).any():
            found[members] = finish
            moved += members.tolist()
    return found, moved


def _with(network: Network, changed: dict[int, Activity]) -> Plan:
    rows = list(network.plan.activities)
    for item, row in changed.items():
        rows[int(network.place[network.node_of[item]])] = row
    return replace(network.plan, activities=rows)


def _is_same_network(network: Network, changed: dict[int, Activity]) -> bool:
    """Whether the links, their lags and the calendars stay what they are."""
    if network.has_put_off:
        return False
    for item, row in changed.items():
        before = network.plan.activities[int(network.place[network.node_of[item]])]
        if (
            row.calendar != before.calendar
            or row.project != before.project
            or row.is_event != before.is_event
            or row.as_late_as_possible
            or (row.finished is None) != (before.finished is None)
            or (row.fixed is None) != (before.fixed is None)
        ):
            return False
    return True


def _refilled(network: Network, plan: Plan, rows: list[Activity]) -> Network:
    """The network with the columns of some activities anew, and all that its links say kept."""
    small = replace(plan, activities=rows, dependencies=(), phases={}, projects={}, problems=())
    problems: list[Problem] = []
    columns = Columns(small, Gates(small, network.tables), problems)
    nodes = np.array([network.node_of[row.id] for row in rows])
    found = copy(network)
    for name in _COLUMNS:
        column = getattr(network, name).copy()
        column[nodes] = getattr(columns, name)
        object.__setattr__(found, name, column)
    ids = {row.id for row in rows}
    others = [
        problem
        for problem in network.problems
        if problem.links or len(problem.items) != 1 or problem.items[0] not in ids
    ]
    object.__setattr__(found, "problems", [*others, *problems])
    object.__setattr__(found, "plan", plan)
    return found
