"""The two passes through a network, level by level, over any number of columns at once.

Edges hold instants: ``edges[2 · node]`` is the start of a node, ``edges[2 · node + 1]`` its finish,
each with one entry per column (the early and the late pass, or the runs of a sampling).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.forecast.columns import NEVER
from tracker.forecast.day_tables import END, WIDTH, DayTables, Int32
from tracker.forecast.edges import Edges
from tracker.forecast.network import Network

Index = npt.NDArray[np.intp]
_FAR: Final = END + 2
"""More than any instant that a link can leave room for."""


def forward(network: Network, duration: Int32, start_bound: Int32, finish_bound: Int32) -> Int32:
    """The earliest edges. The bounds are of one entry a node, or of as many as ``duration``."""
    tables, links = network.tables, network.edges
    edges = np.empty((2 * len(network), duration.shape[1]), np.int32)
    asked_finish: npt.NDArray[np.bool_] = np.any(finish_bound > 0, axis=1)
    firsts = set(network.first_start.tolist())
    for level, first in enumerate(network.levels[:-1]):
        last = network.levels[level + 1]
        nodes = slice(first, last)
        runs = network.forward[level]
        row = network.row[nodes, None].astype(np.int64) * WIDTH
        takes = duration[nodes]
        by_start = np.array(np.broadcast_to(start_bound[nodes], takes.shape))
        by_finish = None
        if len(runs.links):
            instants = ask(tables, links, runs.links, edges)
            split = runs.split_link
            if split:
                asked = np.maximum.reduceat(instants[:split], runs.starts[: runs.split], axis=0)
                at = runs.nodes[: runs.split]
                by_start[at] = np.maximum(by_start[at], asked)
            if split < len(instants):
                by_finish = np.array(np.broadcast_to(finish_bound[nodes], takes.shape))
                starts = runs.starts[runs.split :] - split
                asked = np.maximum.reduceat(instants[split:], starts, axis=0)
                at = runs.nodes[runs.split :]
                by_finish[at] = np.maximum(by_finish[at], asked)
        if by_finish is None and asked_finish[nodes].any():
            by_finish = np.array(np.broadcast_to(finish_bound[nodes], takes.shape))
        number = tables.before.ravel()[row + np.minimum(by_start, NEVER)]
        if by_finish is not None:
            before = tables.before.ravel()[row + np.clip(by_finish - 1, 0, NEVER)]
            number = np.maximum(number, np.where(by_finish > 0, before + 1 - takes, 0))
        place(network, edges, nodes, number, takes)
        for node in firsts.intersection(range(first, last)):
            into = network.edges.target == node
            least = (edges[links.source[into]] + links.shift[into, None]).min(axis=0)
            edges[2 * node] = edges[2 * node + 1] = least
    return edges


def place(
    network: Network, edges: Int32, nodes: slice | Index, number: Int32, takes: Int32
) -> None:
    """Set the edges of nodes that start with the working day ``number`` of their calendar."""
    tables = network.tables
    row = network.row[nodes, None].astype(np.int64) * WIDTH
    day = tables.day.ravel()
    start = np.minimum(day[row + number], NEVER)
    finish = np.minimum(day[row + np.maximum(number + takes - 1, 0)] + 1, NEVER)
    began, finished = network.began[nodes], network.finished[nodes]
    if start.shape[1] != began.shape[1]:
        began, finished = began[:, -1:], finished[:, -1:]
    start = np.where(began >= 0, began, start)
    finish = np.where(finished >= 0, finished, finish)
    if isinstance(nodes, slice):
        edges[2 * nodes.start : 2 * nodes.stop : 2] = start
        edges[2 * nodes.start + 1 : 2 * nodes.stop : 2] = finish
    else:
        edges[2 * nodes] = start
        edges[2 * nodes + 1] = finish


def left_starts(network: Network, edges: Int32) -> Int32:
    """The edges with the starts of what is under way where the work that is left starts."""
    under_way = np.flatnonzero((network.began[:, 0] >= 0) & ~network.done)
    if not len(under_way):
        return edges
    row = network.row[under_way, None].astype(np.int64) * WIDTH
    number = network.tables.before.ravel()[row + edges[2 * under_way + 1]]
    found = edges.copy()
    found[2 * under_way] = network.tables.day.ravel()[row + number - network.duration[under_way]]
    return found


def ask(tables: DayTables, links: Edges, which: Index, edges: Int32) -> Int32:
    """The instants that links ask of what they lead to; never before the first day's end."""
    instants = edges[links.source[which]]
    counted = links.counted[which]
    if counted.any():
        lags = which[counted]
        row = links.row[lags, None].astype(np.int64) * WIDTH
        number = tables.before.ravel()[row + instants[counted]] + links.count[lags, None]
        instants[counted] = tables.day.ravel()[row + np.maximum(number, 0)]
    instants += links.shift[which, None]
    return np.maximum(instants, 1)


def backward(network: Network, duration: Int32, edges: Int32, finish: Int32) -> Int32:
    """The latest edges that let every node finish by ``finish`` (one row per node).

    What is done stays where it is.
    """
    tables, links = network.tables, network.edges
    late = np.empty_like(edges)
    before, day = tables.before.ravel(), tables.day.ravel()
    least = _least(network, edges)
    for level in reversed(range(len(network.levels) - 1)):
        first, last = network.levels[level], network.levels[level + 1]
        nodes = slice(first, last)
        runs = network.backward[level]
        row = network.row[nodes, None].astype(np.int64) * WIDTH
        takes = duration[nodes]
        number = before[row + np.minimum(finish[nodes], NEVER)]
        if len(runs.links):
            room = leave(tables, links, runs.links, late)
            if least is not None:
                room[least[runs.links]] = _FAR
            split = runs.split_link
            if split:
                left = np.minimum.reduceat(room[:split], runs.starts[: runs.split], axis=0)
                at = runs.nodes[: runs.split]
                # A start that was reported is not held by what waits for it.
                left = np.where(network.began[nodes][at, :1] >= 0, _FAR, left)
                numbers = before[row[at] + left + 1] - 1 + takes[at]
                number[at] = np.minimum(number[at], numbers)
            if split < len(room):
                starts = runs.starts[runs.split :] - split
                left = np.minimum.reduceat(room[split:], starts, axis=0)
                at = runs.nodes[runs.split :]
                number[at] = np.minimum(number[at], before[row[at] + left])
        late[2 * first : 2 * last : 2] = day[row + np.maximum(number - takes, 0)]
        late[2 * first + 1 : 2 * last : 2] = day[row + np.maximum(number - 1, 0)] + 1
        done = network.done[nodes].repeat(2)
        late[2 * first : 2 * last][done] = edges[2 * first : 2 * last][done]
    return late


def leave(tables: DayTables, links: Edges, which: Index, late: Int32) -> Int32:
    """The latest instants of the sources of links that keep what they lead to at ``late``."""
    to = 2 * links.target[which] + links.to_finish[which]
    room = late[to] - links.shift[which, None]
    counted = links.counted[which]
    if counted.any():
        lags = which[counted]
        row = links.row[lags, None].astype(np.int64) * WIDTH
        last = tables.before.ravel()[row + np.clip(room[counted] + 1, 0, _FAR)] - 1
        room[counted] = tables.day.ravel()[row + np.maximum(last - links.count[lags, None], 0)]
    found: Int32 = np.clip(room, 0, _FAR)
    return found


def _least(network: Network, edges: Int32) -> npt.NDArray[np.bool_] | None:
    """Of each link and column, whether it leads to a first start that another part has."""
    if not len(network.first_start):
        return None
    links = network.edges
    to_first = np.isin(links.target, network.first_start)
    other = edges[links.source] + links.shift[:, None] != edges[2 * links.target]
    found: npt.NDArray[np.bool_] = other & to_first[:, None]
    return found
