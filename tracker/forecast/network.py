"""A plan as columns, its nodes in an order in which each comes after all that it waits for.

Instants and days are counted from 1 January 1900, see :mod:`tracker.forecast.day_tables`. Columns
of two entries a node hold the early pass first, then the late one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.forecast.day_tables import BASE, END, DayTables, Int32
from tracker.forecast.edges import Edges, Mask, edges_of
from tracker.forecast.gates import Gate, Gates, calendars_of
from tracker.forecast.order import order_of
from tracker.forecast.plan import LONGEST, Activity, Plan, Problem, ProblemKind, Span
from tracker.forecast.segments import Segments, segments

Index = npt.NDArray[np.intp]
NEVER: Final = END + 1
"""Where an instant that is past the last day stands."""
_NONE: Final = Span(0, 0)


@dataclass(frozen=True)
class Network:
    """``place`` is the activity (or gate, after them) of each node, ``node`` the inverse.

    ``row`` is the calendar row by which a node is placed (0 for an event), ``own`` that of its
    calendar. ``duration``, ``start_bound``, ``finish_bound`` (0: none), ``began`` (-1: not) are of
    two entries. ``done`` nodes stand at ``began`` and ``finished``. ``cap`` is the last instant
    that a constraint allows the finish. ``group`` numbers the projects, -1 for gates.
    ``first_start`` are the nodes that take the least instead of the most. ``levels`` are the first
    nodes of each level and the end. ``dropped`` are the links into what is placed anyway.
    """

    plan: Plan
    tables: DayTables
    gates: list[tuple[int, Gate]]
    place: Index
    node: Index
    row: Int32
    own: Int32
    duration: Int32
    start_bound: Int32
    finish_bound: Int32
    began: Int32
    finished: Int32
    done: Mask
    fixed: Mask
    cap: Int32
    group: Int32
    first_start: Index
    levels: list[int]
    edges: Edges
    forward: list[Segments]
    backward: list[Segments]
    dropped: Edges
    loops: list[tuple[int, ...]]
    problems: list[Problem]

    def __len__(self) -> int:
        return len(self.place)

    @cached_property
    def node_of(self) -> dict[int, int]:
        """The nodes of activities by their ids."""
        nodes = self.node.tolist()
        return {row.id: node for row, node in zip(self.plan.activities, nodes, strict=False)}

    @cached_property
    def _leaving(self) -> tuple[Index, Index]:
        return _grouped(self.edges.source >> 1, len(self))

    @cached_property
    def _entering(self) -> tuple[Index, Index]:
        return _grouped(self.edges.target, len(self))

    def leaving(self, node: int) -> Index:
        """The links from a node, as indices."""
        order, starts = self._leaving
        return order[starts[node] : starts[node + 1]]

    def entering(self, node: int) -> Index:
        """The links to a node, as indices."""
        order, starts = self._entering
        return order[starts[node] : starts[node + 1]]

    def reached(self, items: Iterable[int]) -> set[int]:
        """The nodes of items and all that follow from them."""
        nodes = [self.node_of[item] for item in items if item in self.node_of]
        found = set(nodes)
        for node in nodes:
            for target in self.edges.target[self.leaving(node)].tolist():
                if target not in found:
                    found.add(target)
                    nodes.append(target)
        return found

    def last_day(self, edges: Int32, node: int) -> int:
        """The ordinal of the last day on which a node finishes."""
        return int(edges[2 * node + 1, -1]) - 1 + BASE

    def id_of(self, node: int) -> int:
        """The item that a node is, or whose gate it is."""
        place = int(self.place[node])
        many = len(self.plan.activities)
        return self.plan.activities[place].id if place < many else self.gates[place - many][0]


def network_of(plan: Plan, tables: DayTables | None = None) -> Network:
    """The network of a plan, with what is wrong with it."""
    tables = tables or DayTables(plan.working_days, calendars_of(plan))
    problems = list(plan.problems)
    gates = Gates(plan, tables)
    columns = _Columns(plan, gates, problems)
    edges = edges_of(plan, tables, gates, problems)
    placed = columns.placed[edges.target]
    kept, dropped = edges.chosen(~placed), edges.chosen(placed)
    order = order_of(len(columns.row), kept.source >> 1, kept.target)
    inside = kept.chosen(order.in_loop)
    kept = kept.chosen(~order.in_loop)

    place = np.argsort(order.level, kind="stable")
    node = np.empty_like(place)
    node[place] = np.arange(len(place))
    levels = np.searchsorted(order.level[place], np.arange(order.level.max(initial=-1) + 2))
    kept, dropped = _renumbered(kept, node), _renumbered(dropped, node)
    forward_order = np.lexsort((kept.target, kept.to_finish, order.level[place][kept.target]))
    kept = kept.chosen(forward_order)

    network = Network(
        plan=plan,
        tables=tables,
        gates=gates.of_phase,
        place=place,
        node=node,
        row=np.where(gates.is_event, 0, gates.row)[place].astype(np.int32),
        own=gates.row[place],
        duration=columns.duration[place],
        start_bound=columns.start_bound[place],
        finish_bound=columns.finish_bound[place],
        began=columns.began[place],
        finished=columns.finished[place],
        done=columns.done[place],
        fixed=columns.fixed[place],
        cap=columns.cap[place],
        group=columns.group[place],
        first_start=node[columns.first_start],
        levels=levels.tolist(),
        edges=kept,
        forward=segments(levels, kept.target, kept.to_finish),
        backward=segments(levels, kept.source >> 1, (kept.source & 1).astype(bool)),
        dropped=dropped,
        loops=[],
        problems=problems,
    )
    for loop in order.loops:
        ids = tuple(dict.fromkeys(network.id_of(int(node[at])) for at in loop))
        within = np.isin(inside.source >> 1, loop) & np.isin(inside.target, loop)
        within &= inside.link >= 0
        links = tuple(plan.dependencies[link].id for link in sorted(set(inside.link[within])))
        network.loops.append(ids)
        problems.append(Problem(ProblemKind.LOOP, ids, links))
    return network


def _renumbered(edges: Edges, node: Index) -> Edges:
    source = (2 * node[edges.source >> 1] + (edges.source & 1)).astype(np.int32)
    target = node[edges.target].astype(np.int32)
    return Edges(
        source,
        target,
        edges.to_finish,
        edges.shift,
        edges.counted,
        edges.count,
        edges.row,
        edges.link,
    )


class _Columns:
    """The columns of a plan in its own order, the gates after the activities."""

    def __init__(self, plan: Plan, gates: Gates, problems: list[Problem]) -> None:
        self._activities = plan.activities
        self._problems = problems
        self._gates = len(gates.of_phase)
        status = plan.status_date.toordinal()
        event = gates.is_event
        spans = self._spans

        self.done = self._mask(lambda activity: activity.finished is not None)
        self.fixed = self._mask(lambda activity: activity.fixed is not None) & ~self.done
        self.placed = self.done | self.fixed
        began = spans(lambda activity: activity.began or _NONE)
        finished = spans(lambda activity: activity.finished or _NONE)
        self.finished = np.where(self.done[:, None], _day(finished) + 1, -1).astype(np.int32)
        started = began[:, :1] > 0
        self.began = np.where(started, _day(began) + (event & self.done)[:, None], -1)
        # A start that nobody reported: the last day, for what is linked to it.
        unknown = self.done[:, None] & ~started
        self.began = np.where(unknown, self.finished - ~event[:, None], self.began).astype(np.int32)

        starts = spans(lambda activity: activity.fixed or activity.starts or _NONE)
        finishes = spans(lambda activity: activity.finishes or _NONE)
        least = spans(lambda activity: Span(activity.not_before or 0, activity.not_before or 0))
        least[self.fixed] = 0
        bound = np.maximum(np.maximum(starts, least), status)
        bound = np.where(event[:, None] & ~self.fixed[:, None], np.maximum(bound, finishes), bound)
        self.start_bound = (_day(bound) + event[:, None]).astype(np.int32)
        by_finish = (finishes > 0) & ~event[:, None] & ~self.fixed[:, None]
        self.finish_bound = np.where(by_finish, _day(finishes) + 1, 0).astype(np.int32)
        cap = self._numbers(lambda activity: activity.cap or 0)
        self.cap = np.where(cap > 0, _day(cap) + 1, NEVER).astype(np.int32)
        self.duration = self._durations()
        self._gate_bounds()
        self.row = gates.row
        self.group = self._groups()
        self.first_start = np.array(
            [
                len(self._activities) + place
                for place, (_, gate) in enumerate(gates.of_phase)
                if gate is Gate.FIRST_START
            ],
            np.intp,
        )
        self._name_days((began, finished, starts, finishes, least))
        self._name_calendars(plan, gates)

    def _gate_bounds(self) -> None:
        gates = slice(len(self._activities), None)
        self.start_bound[gates] = 1
        self.finish_bound[gates] = 0

    def _durations(self) -> Int32:
        found = self._numbers(lambda activity: activity.duration.low)
        high = self._numbers(lambda activity: activity.duration.high)
        # Work takes at least a day, also at its shortest.
        low = np.clip(found, np.minimum(high, 1), LONGEST)
        likely = self._numbers(lambda activity: activity.duration.likely)
        for place in np.flatnonzero((found > likely) | (likely > high) | (found < 0)):
            self._name(ProblemKind.DURATIONS_CROSSED, place)
        for place in np.flatnonzero(np.maximum(high, found) > LONGEST):
            self._name(ProblemKind.DURATION_TOO_LONG, place)
        high = np.clip(high, 0, LONGEST)
        pair = np.sort(np.stack([low, high], axis=1), axis=1)
        pair[high == 0] = 0
        return pair.astype(np.int32)

    def _name_calendars(self, plan: Plan, gates: Gates) -> None:
        workless = [
            place
            for place, activity in enumerate(plan.activities)
            if activity.calendar in gates.tables.workless
        ]
        for place in workless:
            self._name(ProblemKind.NO_WORKING_DAY, place)

    def _name_days(self, columns: Iterable[npt.NDArray[np.int64]]) -> None:
        days = np.concatenate(list(columns), axis=1)
        for place in np.flatnonzero(((days > 0) & (days < BASE)).any(axis=1)):
            self._name(ProblemKind.BEFORE_1900, place)
        for place in np.flatnonzero((days >= BASE + END).any(axis=1)):
            self._name(ProblemKind.AFTER_2200, place)

    def _name(self, kind: ProblemKind, place: int | np.intp) -> None:
        self._problems.append(Problem(kind, (self._activities[int(place)].id,)))

    def _groups(self) -> Int32:
        found = self._numbers(lambda activity: activity.project)
        _, group = np.unique(found, return_inverse=True)
        groups: Int32 = group.astype(np.int32)
        groups[len(self._activities) :] = -1
        return groups

    def _mask(self, asked: Callable[[Activity], bool]) -> Mask:
        return np.array([*map(asked, self._activities), *[False] * self._gates], bool)

    def _numbers(self, asked: Callable[[Activity], int]) -> npt.NDArray[np.int64]:
        return np.array([*map(asked, self._activities), *[0] * self._gates], np.int64)

    def _spans(self, asked: Callable[[Activity], Span]) -> npt.NDArray[np.int64]:
        many = len(self._activities)
        found = np.zeros((many + self._gates, 2), np.int64)
        flat = np.fromiter(chain.from_iterable(map(asked, self._activities)), np.int64, 2 * many)
        found[:many] = flat.reshape(many, 2)
        return found


def _grouped(node: Int32, many: int) -> tuple[Index, Index]:
    """The indices ordered by node, and where those of each begin."""
    starts = np.zeros(many + 1, np.intp)
    np.cumsum(np.bincount(node, minlength=many), out=starts[1:])
    return np.argsort(node, kind="stable"), starts


def _day(ordinals: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Days of the tables, kept within them: what lies outside is named."""
    return np.clip(ordinals - BASE, 0, END)
