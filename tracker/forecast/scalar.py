"""The rules of the two passes for one node at a time.

The passes of :mod:`tracker.forecast.passes` take whole levels; where levels are narrow, or few
nodes are to be done again after an edit, one node after another is faster. The columns are read
through memory views: what is set here is set there.
"""

from __future__ import annotations

from typing import Any, Final

import numpy.typing as npt

from tracker.forecast.columns import NEVER
from tracker.forecast.day_tables import END, WIDTH, Int32
from tracker.forecast.network import Network

_FAR: Final = END + 2
_NARROW: Final = 12
"""With fewer nodes a level than this, level by level is slower."""


def is_narrow(network: Network) -> bool:
    return len(network) < _NARROW * (len(network.levels) - 1)


def _flat(column: npt.NDArray[Any]) -> memoryview[int]:
    """The entries of a column one after another, without a copy."""
    view: memoryview[int] = column.reshape(-1).data
    return view


class Forward:
    """The forward pass over ``edges``, node by node."""

    is_forward = True

    def __init__(self, network: Network, edges: Int32) -> None:
        self._network = network
        self._edges = _flat(edges)
        self._first_start = set(network.first_start.tolist())
        order, starts = network.entering_order
        self._order, self._starts = _flat(order), _flat(starts)
        links = network.edges
        self._links = (
            _flat(links.source),
            _flat(links.to_finish),
            _flat(links.shift),
            _flat(links.counted),
            _flat(links.count),
            _flat(links.row),
        )
        self._before, self._day = _flat(network.tables.before), _flat(network.tables.day)
        self._nodes = (
            _flat(network.row),
            _flat(network.duration),
            _flat(network.start_bound),
            _flat(network.finish_bound),
            _flat(network.began),
            _flat(network.finished),
        )

    def all(self) -> None:
        for node in range(len(self._network)):
            self.place(node)

    def place(self, node: int) -> bool:
        """Set the edges of a node by those before it; whether they changed."""
        source, to_finish, shift, counted, count, rows = self._links
        row, duration, start_bound, finish_bound, began, finished = self._nodes
        edges, before, day = self._edges, self._before, self._day
        incoming = self._order[self._starts[node] : self._starts[node + 1]]
        own = row[node] * WIDTH
        changed = False
        for side in (0, 1):
            takes = duration[2 * node + side]
            by_start = start_bound[2 * node + side]
            by_finish = finish_bound[2 * node + side]
            least = NEVER
            for link in incoming:
                instant = edges[2 * source[link] + side]
                if counted[link]:
                    at = rows[link] * WIDTH
                    number = before[at + instant] + count[link]
                    instant = day[at + number] if number > 0 else day[at]
                instant += shift[link]
                if to_finish[link]:
                    by_finish = max(by_finish, instant)
                else:
                    by_start = max(by_start, instant)
                    least = min(least, instant)
            number = before[own + min(by_start, NEVER)]
            if by_finish > 0:
                number = max(number, before[own + min(by_finish - 1, NEVER)] + 1 - takes)
            start = day[own + number]
            finish = day[own + max(number + takes - 1, 0)] + 1
            if node in self._first_start:
                start = finish = least
            if began[2 * node + side] >= 0:
                start = began[2 * node + side]
            if finished[2 * node + side] >= 0:
                finish = finished[2 * node + side]
            start, finish = min(start, NEVER), min(finish, NEVER)
            at = 4 * node + side
            if edges[at] != start or edges[at + 2] != finish:
                edges[at], edges[at + 2] = start, finish
                changed = True
        return changed


class Backward:
    """The backward pass into ``late``, node by node; ``finish`` as in :func:`passes.backward`."""

    is_forward = False

    def __init__(self, network: Network, edges: Int32, late: Int32, finish: Int32) -> None:
        self._network = network
        self._edges, self._late, self._finish = _flat(edges), _flat(late), _flat(finish)
        self._first_start = set(network.first_start.tolist())
        order, starts = network.leaving_order
        self._order, self._starts = _flat(order), _flat(starts)
        links = network.edges
        self._links = (
            _flat(links.source),
            _flat(links.target),
            _flat(links.to_finish),
            _flat(links.shift),
            _flat(links.counted),
            _flat(links.count),
            _flat(links.row),
        )
        self._before, self._day = _flat(network.tables.before), _flat(network.tables.day)
        self._nodes = (
            _flat(network.row),
            _flat(network.duration),
            _flat(network.began),
            _flat(network.done),
        )

    def all(self) -> None:
        for node in reversed(range(len(self._network))):
            self.place(node)

    def place(self, node: int) -> bool:
        """Set the late edges of a node by those after it; whether they changed."""
        source, target, to_finish, shift, counted, count, rows = self._links
        row, duration, began, done = self._nodes
        before, day, late = self._before, self._day, self._late
        outgoing = self._order[self._starts[node] : self._starts[node + 1]]
        own = row[node] * WIDTH
        changed = False
        for side in (0, 1):
            at = 4 * node + side
            if done[node]:
                start, finish = self._edges[at], self._edges[at + 2]
            else:
                takes = duration[2 * node + side]
                number = before[own + min(self._finish[2 * node + side], NEVER)]
                for link in outgoing:
                    leads_to = target[link]
                    room = late[4 * leads_to + 2 * to_finish[link] + side] - shift[link]
                    if leads_to in self._first_start:
                        stands = self._edges[2 * source[link] + side] + shift[link]
                        if stands != self._edges[4 * leads_to + side]:
                            continue
                    if counted[link]:
                        lag = rows[link] * WIDTH
                        last = before[lag + min(max(room + 1, 0), _FAR)] - 1
                        room = day[lag + max(last - count[link], 0)]
                    room = min(max(room, 0), _FAR)
                    if source[link] & 1:
                        number = min(number, before[own + room])
                    elif began[2 * node] < 0:
                        number = min(number, before[own + room + 1] - 1 + takes)
                start = day[own + max(number - takes, 0)]
                finish = day[own + max(number - 1, 0)] + 1
            if late[at] != start or late[at + 2] != finish:
                late[at], late[at + 2] = start, finish
                changed = True
        return changed
