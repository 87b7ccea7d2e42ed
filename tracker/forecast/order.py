"""In which order nodes can be computed, and which links close a loop."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tracker.forecast.day_tables import Int32
from tracker.records import record


@record
class Order:
    """``level`` of each node: 0 with no predecessor, else one more than the highest of those.

    ``loops`` are the loops in their order, as nodes; ``in_loop`` marks the links that lie within
    one, which are left out.
    """

    level: Int32
    loops: list[list[int]]
    in_loop: npt.NDArray[np.bool_]


def order_of(nodes: int, source: Int32, target: Int32) -> Order:
    """The order of ``nodes`` nodes with links from ``source`` to ``target`` nodes."""
    in_loop = np.zeros(len(source), bool)
    level, waiting = _levels(nodes, source, target)
    if not waiting:
        return Order(np.array(level, np.int32), [], in_loop)
    component = _components(nodes, source, target, waiting)
    in_loop = (component[source] == component[target]) & (component[source] >= 0)
    loops = _loops(source[in_loop], target[in_loop], component)
    level, _ = _levels(nodes, source[~in_loop], target[~in_loop])
    return Order(np.array(level, np.int32), loops, in_loop)


def _levels(nodes: int, source: Int32, target: Int32) -> tuple[list[int], list[int]]:
    """The levels (Kahn), and the nodes that wait for a loop."""
    start, after = _successors(nodes, source, target)
    missing = np.bincount(target, minlength=nodes).tolist()
    level = [0] * nodes
    ready = [node for node in range(nodes) if not missing[node]]
    for node in ready:
        next_level = level[node] + 1
        for successor in after[start[node] : start[node + 1]]:
            if level[successor] < next_level:
                level[successor] = next_level
            missing[successor] -= 1
            if not missing[successor]:
                ready.append(successor)
    return level, [node for node in range(nodes) if missing[node]] if len(ready) < nodes else []


def _successors(nodes: int, source: Int32, target: Int32) -> tuple[list[int], list[int]]:
    """``after[start[node] : start[node + 1]]`` are the successors of a node."""
    start = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=nodes), out=start[1:])
    return start.tolist(), target[np.argsort(source, kind="stable")].tolist()


def _components(nodes: int, source: Int32, target: Int32, waiting: list[int]) -> Int32:
    """The number of the loop that a node lies in, by Tarjan's algorithm; -1 for none."""
    start, after = _successors(nodes, source, target)
    component = np.full(nodes, -1, np.int32)
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    many = 0
    for root in waiting:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        walk = [(root, start[root])]
        while walk:
            node, place = walk.pop()
            for at in range(place, start[node + 1]):
                successor = after[at]
                if successor not in index:
                    index[successor] = low[successor] = len(index)
                    stack.append(successor)
                    on_stack.add(successor)
                    walk += [(node, at), (successor, start[successor])]
                    break
                if successor in on_stack:
                    low[node] = min(low[node], low[successor])
            else:
                if low[node] == index[node]:
                    found = stack[stack.index(node) :] if stack[-1] != node else [node]
                    del stack[len(stack) - len(found) :]
                    on_stack.difference_update(found)
                    if len(found) > 1:
                        component[found] = many
                        many += 1
    return component


def _loops(source: Int32, target: Int32, component: Int32) -> list[list[int]]:
    """One shortest way round in each component, beginning with its first node."""
    after: dict[int, list[int]] = {}
    for one, other in zip(source.tolist(), target.tolist(), strict=True):
        after.setdefault(one, []).append(other)
    found = []
    done: set[int] = set()
    for first in sorted(after):
        if component[first] in done:
            continue
        done.add(int(component[first]))
        found.append(_way_round(first, after))
    return found


def _way_round(first: int, after: dict[int, list[int]]) -> list[int]:
    came_from = {first: first}
    queue = [first]
    for node in queue:
        for successor in after[node]:
            if successor == first:
                way = [node]
                while way[-1] != first:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if successor not in came_from:
                came_from[successor] = node
                queue.append(successor)
    raise AssertionError("a component without a way round")
