"""What a forecast says: of an item, a phase or a project."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.forecast.columns import NEVER
from tracker.forecast.day_tables import BASE, END, WIDTH, Int32
from tracker.forecast.driving import driving_links
from tracker.forecast.edges import Mask
from tracker.forecast.floats import finish_limits, free_float, late_dates
from tracker.forecast.inputs import inputs_of
from tracker.forecast.keeping import broken
from tracker.forecast.network import Index, Network
from tracker.forecast.plan import Activity, Assumption, Plan, Problem
from tracker.records import record

if TYPE_CHECKING:
    from tracker.forecast.explain import Step


class Range(NamedTuple):
    """A day that lies between two, inclusive: as the early pass has it and as the late one does."""

    first: date
    last: date


@record(kw_only=True)
class RowForecast:
    """What will be of one item, phase or project.

    ``late_start`` and ``late_finish`` are the latest that leave the project's finish where it is.
    Floats are in working days of the item's calendar, of the late pass; ``float_early`` is the
    total float of the early one. ``promise_float`` is from the last forecast day to the last
    promised one, negative where the forecast passes it. What does not apply is None: dates past the
    year 2200, floats of what is done.
    """

    start: Range | None
    finish: Range | None
    late_start: Range | None = None
    late_finish: Range | None = None
    total_float: int | None = None
    float_early: int | None = None
    free_float: int | None = None
    promise_float: int | None = None
    done: bool = False
    assumed: tuple[Assumption, ...] = ()
    doubtful: bool = False


class Forecast:
    """The dates of a plan, by node of the network: ``edges`` the earliest ones."""

    def __init__(self, network: Network, edges: Int32) -> None:
        self.network = network
        self.edges = edges
        self.chains: dict[int, tuple[Step, ...]] = {}
        """The driving chains that were asked for last, see :mod:`tracker.forecast.explain`."""

    @cached_property
    def limits(self) -> Int32:
        """The finish of each node's project, in both passes."""
        return finish_limits(self.network, self.edges)

    @cached_property
    def late(self) -> Int32:
        """The latest edges that move no project's finish."""
        return self._late()

    def _late(self) -> Int32:
        return late_dates(self.network, self.edges, self.limits)

    @cached_property
    def free(self) -> Int32:
        """The free float of each node, in both passes."""
        return self._free()

    def _free(self) -> Int32:
        return free_float(self.network, self.edges, self.limits)

    @cached_property
    def driving(self) -> Int32:
        """The link that drives each node, see :func:`tracker.forecast.driving.driving_links`."""
        return self._driving()

    def _driving(self) -> Int32:
        return driving_links(self.network, self.edges)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the plan, and what of it cannot be kept."""
        found = (*self.network.problems, *broken(self.network, self.edges))
        return tuple(dict.fromkeys(found))

    @cached_property
    def inputs(self) -> str:
        """What a sampling of the plan follows from; 42 ms for 10,000 items."""
        return inputs_of(self.plan)

    def rests_on(self, inputs: str) -> bool:
        """Whether the plan is one from which a sampling with these ``inputs`` follows."""
        return self.inputs == inputs

    def nodes_after(self, before: Forecast) -> Index | None:
        """The nodes that may be otherwise than ``before``; None where the networks differ."""
        is_same = before.network.place is self.network.place
        return np.arange(len(self.network)) if is_same else None

    @property
    def is_sure(self) -> bool:
        """Whether :meth:`rests_on` says so for certain where it says that it does not."""
        return True

    def complete(self) -> None:
        """Find out now what is otherwise when it is first asked for, by whoever computes aside."""
        _ = self.late, self.free, self.driving, self.assumed, self.spanned
        _ = self.doubtful, self._outside
        self.network.ready()

    @property
    def plan(self) -> Plan:
        return self.network.plan

    @property
    def loops(self) -> tuple[tuple[int, ...], ...]:
        """The items of each loop, in its order."""
        return tuple(self.network.loops)

    @cached_property
    def assumed(self) -> dict[int, tuple[Assumption, ...]]:
        """What was assumed of which item."""
        return {row.id: row.assumed for row in self.plan.activities if row.assumed}

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """The items of loops, and those whose dates follow from one of them."""
        if not self.loops:
            return frozenset()
        reached = self.network.reached(item for loop in self.loops for item in loop)
        return frozenset(self.network.id_of(node) for node in reached)

    @cached_property
    def spanned(self) -> Mask:
        """Of each node, whether its duration or that of any before it was taken from a promise."""
        return self._spanned()

    def _spanned(self) -> Mask:
        found = np.zeros(len(self.network), bool)
        found[list(self.network.reached(self._taken()))] = True
        return found

    def _taken(self) -> Iterable[int]:
        """The items whose duration was taken from a promised span."""
        return (item for item, assumed in self.assumed.items() if Assumption.SPAN in assumed)

    def follows_spans(self, items: Iterable[int]) -> bool:
        """Whether any of these items has a duration taken from a promise, or follows one."""
        node_of, spanned = self.network.node_of, self.spanned
        return any(item in node_of and spanned[node_of[item]] for item in items)

    def item(self, item_id: int) -> RowForecast | None:
        """Of an item or phase; None for one that is not dated, is cancelled or a standing duty."""
        node = self.network.node_of.get(item_id)
        if node is not None:
            return self._activity(node)
        phase = self.plan.phases.get(item_id)
        return self._rolled_up(phase.parts, item_id in self.doubtful) if phase else None

    def project(self, project_id: int) -> RowForecast | None:
        """Of a project; None where nothing in it is dated."""
        return self._rolled_up(self.plan.projects.get(project_id, ()))

    def activity(self, node: int) -> Activity:
        return self.network.activity(node)

    def _activity(self, node: int) -> RowForecast:
        activity = self.activity(node)
        start, finish = self._range_of(node, self.edges)
        if activity.began is None and self.network.began[node].max() >= 0:
            start = None
        done = activity.finished is not None
        assumed = activity.assumed
        doubtful = activity.id in self.doubtful
        promise = self._promise_float(node, activity)
        if done or activity.id in self._outside:
            known = activity.id not in self._outside
            return RowForecast(
                start=start if known else None,
                finish=finish if known else None,
                promise_float=promise if known else None,
                done=done,
                assumed=assumed,
                doubtful=doubtful,
            )
        late_start, late_finish = self._range_of(node, self.late)
        floats = self.total_float(np.array([node]))[0]
        return RowForecast(
            start=start,
            finish=finish,
            late_start=start if activity.began is not None else late_start,
            late_finish=late_finish,
            total_float=int(floats[1]) if finish else None,
            float_early=int(floats[0]) if finish else None,
            free_float=int(self.free[node, 1]) if finish else None,
            promise_float=promise if finish else None,
            assumed=assumed,
            doubtful=doubtful,
        )

    def total_float(self, nodes: Index) -> Int32:
        """Working days from the forecast finish to the latest one, of both passes."""
        before = self.network.tables.before.ravel()
        own = self.network.own[nodes, None].astype(np.int64) * WIDTH
        found: Int32 = (
            before[own + self.late[2 * nodes + 1]] - before[own + self.edges[2 * nodes + 1]]
        )
        return found

    def _promise_float(self, node: int, activity: Activity) -> int | None:
        if activity.promised is None:
            return None
        before = self.network.tables.before[self.network.own[node]]
        promised = min(max(activity.promised.last + 1 - BASE, 0), END)
        return int(before[promised]) - int(before[self.edges[2 * node + 1, 1]])

    def _rolled_up(self, parts: Iterable[int], doubtful: bool = False) -> RowForecast | None:
        known = [part for part in parts if part in self.network.node_of]
        if not known:
            return None
        nodes = np.array([self.network.node_of[part] for part in known])
        start, finish = self._ranges(self.edges, nodes)
        open_nodes = nodes[~self.network.done[nodes]]
        if known and not self._outside.isdisjoint(known):
            start = finish = None
        if not len(open_nodes):
            return RowForecast(start=start, finish=finish, done=True, doubtful=doubtful)
        late_start, late_finish = self._ranges(self.late, nodes)
        floats = self.total_float(open_nodes).min(axis=0)
        return RowForecast(
            start=start,
            finish=finish,
            late_start=late_start,
            late_finish=late_finish,
            total_float=int(floats[1]) if finish else None,
            float_early=int(floats[0]) if finish else None,
            assumed=tuple(
                dict.fromkeys(each for part in known for each in self.assumed.get(part, ()))
            ),
            doubtful=doubtful or not self.doubtful.isdisjoint(known),
        )

    @cached_property
    def _outside(self) -> frozenset[int]:
        """What was reported of these lies outside of the years that are counted."""
        network = self.network
        reported = network.done | (network.began[:, 0] >= 0)
        beyond = np.flatnonzero(reported & (self.edges[1::2, -1] >= NEVER)).tolist()
        named = (
            item
            for item in network.outside
            if (row := network.activity(network.node_of[item])).began or row.finished
        )
        return frozenset({*map(network.id_of, beyond), *named})

    def _ranges(self, edges: Int32, nodes: Index) -> tuple[Range | None, Range | None]:
        """From the first start to the last finish of nodes."""
        event = (self.network.duration[nodes, 1] == 0) & (self.network.began[nodes, 0] < 0)
        event |= self.network.done[nodes] & (edges[2 * nodes, 0] == edges[2 * nodes + 1, 0])
        starts = (edges[2 * nodes] - event[:, None]).min(axis=0)
        finishes = (edges[2 * nodes + 1] - 1).max(axis=0)
        return _range(starts.tolist()), _range(finishes.tolist())

    def _range_of(self, node: int, edges: Int32) -> tuple[Range | None, Range | None]:
        """The same of one node, whose start may have been reported."""
        network = self.network
        start, finish = edges[2 * node].tolist(), edges[2 * node + 1].tolist()
        takes_none = network.duration[node, 1] == 0 and network.began[node, 0] < 0
        event = bool(takes_none or (network.done[node] and start[0] == finish[0]))
        return _range([day - event for day in start]), _range([day - 1 for day in finish])


def _range(days: list[int]) -> Range | None:
    """The days from the tables' to the calendar's; None where they are past the last one."""
    first, last = sorted(days)
    if last >= END or first < 0:
        return None
    return Range(date.fromordinal(first + BASE), date.fromordinal(last + BASE))
