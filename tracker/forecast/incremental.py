"""The forecast after an edit, worked out again only where the edit reaches.

An edit of what activities hold (durations, progress, promises, constraints) leaves the network as
it is: the nodes edited are placed anew, then what follows from them as far as dates change, in the
order of the network. The late dates go the other way. An edit that reaches more than an eighth of
the nodes is given up half way and made as a whole, and one that changes the network itself (its
links, its calendars, what is done, fixed or as late as possible) is computed from the start. Who
has no time for either asks for :func:`edited_within`.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import Final, Protocol

import numpy as np

from tracker.forecast.columns import Columns
from tracker.forecast.compute import compute
from tracker.forecast.day_tables import Int32
from tracker.forecast.driving import driving_links
from tracker.forecast.edges import Mask
from tracker.forecast.floats import free_float
from tracker.forecast.gates import Gates
from tracker.forecast.inputs import OF_ACTIVITY
from tracker.forecast.network import Index, Network
from tracker.forecast.plan import Activity, Assumption, Plan, Problem
from tracker.forecast.result import Forecast
from tracker.forecast.scalar import Backward, Forward

_MOST: Final = 8
"""One node in so many may be done again singly."""
_COLUMNS: Final = (
    *("duration", "start_bound", "held_start", "finish_bound", "began", "finished", "cap"),
)
_Base = tuple[str, dict[int, Activity]]
"""The inputs of a plan, and the rows of it that are others now, as they were then."""


class _Kernel(Protocol):
    """Does one node again, see :mod:`tracker.forecast.scalar`."""

    is_forward: bool

    def place(self, node: int) -> bool: ...


def edited(
    forecast: Forecast,
    activities: Iterable[Activity],
    problems: tuple[Problem, ...] | None = None,
) -> Forecast:
    """The forecast with these rows in the place of those with their ids.

    ``problems`` are those of the plan with these rows, where they are others. The forecast that is
    given stays as it is.
    """
    changed = {row.id: row for row in activities}
    network = forecast.network
    plan = _with(network, changed, problems)
    if not _is_same_network(network, changed):
        return compute(plan)
    network.ready()
    network = _refilled(network, plan, list(changed.values()))
    found = _followed(forecast, network, changed, len(network) // _MOST)
    if found is None:
        whole = compute(plan, network)
        _hand_on(forecast, whole, changed)
        return whole
    return found


def edited_within(
    forecast: Forecast,
    activities: Iterable[Activity],
    most: int,
    problems: tuple[Problem, ...] | None = None,
) -> Forecast | None:
    """As :func:`edited`, all of it worked out; None where more than ``most`` nodes are to be done.

    None too where the rows ask for another network.
    """
    changed = {row.id: row for row in activities}
    network = forecast.network
    if not _is_same_network(network, changed):
        return None
    network.ready()
    network = _refilled(network, _with(network, changed, problems), list(changed.values()))
    found = _followed(forecast, network, changed, most)
    if found is None or not found.is_within(most):
        return None
    found.complete()
    return found


def _followed(
    forecast: Forecast, network: Network, changed: dict[int, Activity], most: int
) -> _Edited | None:
    edges = forecast.edges.copy()
    nodes = [network.node_of[item] for item in changed]
    reached = _follow(Forward(network, edges), nodes, network, most)
    if reached is None:
        return None
    found = _Edited(network, edges, before=forecast, reached=reached, nodes=nodes)
    _hand_on(forecast, found, changed)
    return found


def _hand_on(before: Forecast, after: Forecast, changed: dict[int, Activity]) -> None:
    """What was worked out of the links, and of what is assumed, holds on where those do."""
    known = vars(before)
    if "doubtful" in known:
        vars(after)["doubtful"] = before.doubtful
    if "assumed" not in known:
        return
    other = [row for item, row in changed.items() if before.assumed.get(item, ()) != row.assumed]
    assumed = before.assumed
    if other:
        assumed = {**assumed, **{row.id: row.assumed for row in other}}
        for row in other:
            if not row.assumed:
                del assumed[row.id]
    vars(after)["assumed"] = assumed
    if "spanned" in known and not any(
        (Assumption.SPAN in before.assumed.get(row.id, ())) != (Assumption.SPAN in row.assumed)
        for row in other
    ):
        vars(after)["spanned"] = before.spanned


def can_follow(forecast: Forecast, activities: Iterable[Activity]) -> bool:
    """Whether :func:`edited` keeps the network with these rows, rather than making another."""
    return _is_same_network(forecast.network, {row.id: row for row in activities})


class _Edited(Forecast):
    """A forecast of which the rest follows, like its edges, from what was known before."""

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
        known = vars(before)
        self._before = (before.late, before.limits) if "late" in known else None
        self._free_before: Int32 | None = known.get("free")
        self._spanned_before: Mask | None = known.get("spanned")
        self._driving_before: Int32 | None = known.get("driving")
        self._dirty = reached.union(nodes)
        self._moved: list[int] = []
        """The nodes of projects that finish otherwise."""
        self._after = before.edges
        self._concerned: set[int] | None = set(self._dirty)
        self._base = _base_of(before, [network.activity(node) for node in nodes])

    def is_within(self, most: int) -> bool:
        """Whether all follows with at most ``most`` nodes done again each time; works it out."""
        if self._before is None or self._free_before is None or self._spanned_before is None:
            return False
        late = self._late_within(most)
        if late is None:
            return False
        vars(self)["late"] = late
        return len(self._freed()) <= most

    def _late(self) -> Int32:
        late = self._late_within(len(self.network) // _MOST)
        if late is not None:
            return late
        self._concerned = None
        return super()._late()

    def _late_within(self, most: int) -> Int32 | None:
        if self._before is None:
            return None
        late, limits = self._before
        self._before = None
        network = self.network
        self.limits, self._moved = _limits(network, self.edges, limits, self._dirty)
        # What was edited asks something else of those before it, though it stays itself.
        dirty = self._dirty.union(self._moved, _shares_of_starts(network, self._dirty))
        if len(dirty) > most:
            return None
        late = late.copy()
        finish = np.minimum(self.limits, network.cap[:, None])
        done = _follow(Backward(network, self.edges, late, finish), dirty, network, most)
        if done is None:
            return None
        self._concern(done)
        return late

    def _concern(self, nodes: set[int] | None) -> None:
        """Note what may be otherwise than before; None for any node."""
        if nodes is None or self._concerned is None:
            self._concerned = None
        else:
            self._concerned |= nodes

    def nodes_after(self, before: Forecast) -> Index | None:
        self.complete()
        if before.edges is not self._after or self._concerned is None:
            return super().nodes_after(before)
        return np.array(sorted(self._concerned), np.intp)

    def _free(self) -> Int32:
        _ = self.late
        before, self._free_before = self._free_before, None
        if before is None or len(nodes := self._freed()) > len(self.network) // _MOST:
            self._concern(None)
            return super()._free()
        self._concern(nodes)
        free = before.copy()
        at = np.array(sorted(nodes), np.intp)
        free[at] = free_float(self.network, self.edges, self.limits, at)
        return free

    def _freed(self) -> set[int]:
        """The nodes whose free float may be another: those, and what they may not move."""
        found = self._dirty.union(self._moved)
        source = self.network.edges.source
        for node in self._dirty:
            found.update((source[self.network.entering(node)] >> 1).tolist())
        return found

    def _driving(self) -> Int32:
        before, self._driving_before = self._driving_before, None
        if before is None or len(self._dirty) > len(self.network) // _MOST:
            return super()._driving()
        found, target = before.copy(), self.network.edges.target
        after = (target[self.network.leaving(node)].tolist() for node in self._dirty)
        nodes = np.array(sorted(self._dirty.union(*after)), np.intp)
        found[nodes] = driving_links(self.network, self.edges, nodes)
        return found

    def _spanned(self) -> Mask:
        before, self._spanned_before = self._spanned_before, None
        if before is not None:
            found = before.copy()
            kernel, most = _Spanned(self, found), len(self.network) // _MOST
            reached = _follow(kernel, self._dirty, self.network, most)
            if reached is not None:
                self._concern(reached)
                return found
        self._concern(None)
        return super()._spanned()

    def rests_on(self, inputs: str) -> bool:
        if self._base is None or "inputs" in vars(self):
            return super().rests_on(inputs)
        base, other = self._base
        return base == inputs and not other

    @property
    def is_sure(self) -> bool:
        return self._base is None or "inputs" in vars(self) or not self._base[1]


def _base_of(before: Forecast, rows: Iterable[Activity]) -> _Base | None:
    """What a forecast with these rows rests on, by what one before it is known to; else None."""
    if isinstance(before, _Edited) and "inputs" not in vars(before):
        if before._base is None:
            return None
        inputs, was = before._base
    elif "inputs" in vars(before):
        inputs, was = before.inputs, {}
    else:
        return None
    was = dict(was)
    for row in rows:
        then = was.setdefault(row.id, before.activity(before.network.node_of[row.id]))
        if OF_ACTIVITY(then) == OF_ACTIVITY(row):
            del was[row.id]
    return inputs, was


class _Spanned:
    """Whether nodes follow from a duration that was taken from a promise, node by node."""

    is_forward = True

    def __init__(self, forecast: Forecast, spanned: Mask) -> None:
        self._forecast, self._spanned = forecast, spanned

    def place(self, node: int) -> bool:
        """Find it out of a node by those before it; whether it is otherwise."""
        network = self._forecast.network
        before = network.edges.source[network.entering(node)] >> 1
        found = bool(self._spanned[before].any())
        if not found and network.place[node] < len(network.plan.activities):
            found = Assumption.SPAN in network.activity(node).assumed
        is_other: bool = self._spanned[node] != found
        self._spanned[node] = found
        return is_other


def _shares_of_starts(network: Network, nodes: Iterable[int]) -> set[int]:
    """The parts of phases whose first start may be that of another part now."""
    firsts = set(network.first_start.tolist())
    if not firsts:
        return firsts
    target, source = network.edges.target, network.edges.source
    found = {
        first for node in nodes for first in (node, *target[network.leaving(node)].tolist())
    } & firsts
    return {part for first in found for part in (source[network.entering(first)] >> 1).tolist()}


def _follow(kernel: _Kernel, nodes: Iterable[int], network: Network, most: int) -> set[int] | None:
    """Do nodes again, and all that follows from a change; None where that is more than ``most``."""
    ahead = kernel.is_forward
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


def _with(
    network: Network, changed: dict[int, Activity], problems: tuple[Problem, ...] | None
) -> Plan:
    rows = list(network.plan.activities)
    for item, row in changed.items():
        rows[int(network.place[network.node_of[item]])] = row
    problems = network.plan.problems if problems is None else problems
    return replace(network.plan, activities=rows, problems=problems)


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
    nodes = np.array([network.node_of[row.id] for row in rows], np.intp)
    found = copy(network)
    for name in _COLUMNS:
        column = getattr(network, name).copy()
        column[nodes] = getattr(columns, name)
        object.__setattr__(found, name, column)
    ids = {row.id for row in rows}
    of_plan = set(network.plan.problems)
    others = [
        problem
        for problem in network.problems
        if problem not in of_plan
        and (problem.links or len(problem.items) != 1 or problem.items[0] not in ids)
    ]
    object.__setattr__(found, "problems", [*plan.problems, *others, *problems])
    object.__setattr__(found, "plan", plan)
    if ids.isdisjoint(network.outside) and not problems:
        return found
    vars(found).pop("outside", None)
    return found
