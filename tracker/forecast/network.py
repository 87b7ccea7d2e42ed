"""A plan as columns, its nodes in an order in which each comes after all that it waits for.

Instants and days are counted from 1 January 1900, see :mod:`tracker.forecast.day_tables`. Columns
of two entries a node hold the early pass first, then the late one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tracker.forecast.columns import Columns
from tracker.forecast.day_tables import BASE, DayTables, Int32
from tracker.forecast.edges import Edges, Mask, edges_of
from tracker.forecast.gates import Gate, Gates, calendars_of
from tracker.forecast.order import order_of
from tracker.forecast.plan import Activity, Plan, Problem, ProblemKind
from tracker.forecast.segments import Segments, segments

Index = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Network:
    """``place`` is the activity (or gate, after them) of each node, ``node`` the inverse.

    ``row`` is the calendar row by which a node is placed (0 for an event), ``own`` that of its
    calendar. ``duration``, ``start_bound``, ``finish_bound`` (0: none), ``began`` (-1: not) are of
    two entries. ``held_start`` is the start that an own promise or constraint asks for in the late
    pass (-1: none). ``done`` nodes stand at ``began`` and ``finished``. ``cap`` is the last instant
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
    held_start: Int32
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
    def ids(self) -> npt.NDArray[np.int64]:
        """The ids of the activities, in the order of the plan."""
        rows = self.plan.activities
        return np.fromiter((row.id for row in rows), np.int64, len(rows))

    @cached_property
    def has_put_off(self) -> bool:
        """Whether anything is to be as late as possible."""
        return any(row.as_late_as_possible for row in self.plan.activities)

    @cached_property
    def forward(self) -> list[Segments]:
        """The runs of links into the nodes of each level."""
        return segments(np.array(self.levels), self.edges.target, self.edges.to_finish)

    @cached_property
    def backward(self) -> list[Segments]:
        """The runs of links out of the nodes of each level."""
        source = self.edges.source
        return segments(np.array(self.levels), source >> 1, (source & 1).astype(bool))

    @cached_property
    def members(self) -> tuple[Index, Index]:
        """The nodes by their group from the gates (-1) on, and where those of each begin."""
        order = np.argsort(self.group, kind="stable")
        groups = np.arange(-1, int(self.group.max(initial=-1)) + 1)
        return order, np.searchsorted(self.group[order], groups)

    @cached_property
    def leaving_order(self) -> tuple[Index, Index]:
        """The links by the node they leave, and where those of each node begin."""
        return _grouped(self.edges.source >> 1, len(self))

    @cached_property
    def entering_order(self) -> tuple[Index, Index]:
        """The links by the node they enter, and where those of each node begin."""
        return _grouped(self.edges.target, len(self))

    @cached_property
    def outside(self) -> frozenset[int]:
        """The items of which a day was given that lies outside of the years that are counted."""
        return frozenset(
            item
            for problem in self.problems
            if problem.kind in (ProblemKind.BEFORE_1900, ProblemKind.AFTER_2200)
            for item in problem.items
        )

    def ready(self) -> None:
        """Find out now what every edit asks for, so that a network made of this one has it."""
        _ = self.node_of, self.entering_order, self.leaving_order, self.members, self.outside
        _ = self.has_put_off, self.ids

    def leaving(self, node: int) -> Index:
        """The links from a node, as indices."""
        order, starts = self.leaving_order
        return order[starts[node] : starts[node + 1]]

    def entering(self, node: int) -> Index:
        """The links to a node, as indices."""
        order, starts = self.entering_order
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

    def activity(self, node: int) -> Activity:
        """The activity that a node is; a gate is none."""
        return self.plan.activities[int(self.place[node])]

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
    columns = Columns(plan, gates, problems)
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
        held_start=columns.held_start[place],
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


def _grouped(node: Int32, many: int) -> tuple[Index, Index]:
    """The indices ordered by node, and where those of each begin."""
    starts = np.zeros(many + 1, np.intp)
    np.cumsum(np.bincount(node, minlength=many), out=starts[1:])
    return np.argsort(node, kind="stable"), starts
