"""How far each node can slip: the latest dates, and the free float."""

from __future__ import annotations

from typing import Final

import numpy as np

from tracker.forecast.columns import NEVER
from tracker.forecast.day_tables import WIDTH, Int32
from tracker.forecast.network import Index, Network
from tracker.forecast.passes import backward, leave, left_starts
from tracker.forecast.scalar import Backward, is_narrow

_NO_LINKS: Final = np.zeros(0, np.intp)


def late_dates(network: Network, edges: Int32, limits: Int32) -> Int32:
    """The latest edges of all nodes; ``limits`` as :func:`finish_limits` gives them."""
    finish = np.minimum(limits, network.cap[:, None])
    if not is_narrow(network):
        return backward(network, network.duration, edges, finish)
    late = np.empty_like(edges)
    Backward(network, edges, late, finish).all()
    return late


def finish_limits(network: Network, edges: Int32) -> Int32:
    """The finish of the project of each node, in each column; gates have no limit."""
    order, starts = network.members
    if not len(order):
        return np.zeros((0, edges.shape[1]), np.int32)
    finish = np.empty((len(starts), edges.shape[1]), np.int32)
    finish[0] = NEVER
    # Of the gates, which come first, nothing is asked.
    finish[1:] = np.maximum.reduceat(edges[1::2][order], starts[1:], axis=0)
    found: Int32 = finish[network.group + 1]
    return found


def free_float(network: Network, edges: Int32, finish: Int32, nodes: Index | None = None) -> Int32:
    """How many working days each node can slip before it moves another, or its project's finish.

    Of all nodes, or of those given, in order and each once.
    """
    tables, links = network.tables, network.edges
    before = tables.before.ravel()
    if nodes is None:
        nodes, which = np.arange(len(network)), np.arange(len(links))
    else:
        which = np.concatenate([_NO_LINKS, *map(network.leaving, nodes.tolist())])
    rows = network.own[nodes, None].astype(np.int64) * WIDTH
    free = before[rows + np.minimum(finish[nodes], NEVER)] - before[rows + edges[2 * nodes + 1]]
    source = links.source[which] >> 1
    room = leave(tables, links, which, left_starts(network, edges))
    row = network.own[source, None].astype(np.int64) * WIDTH
    by_finish = (links.source[which] & 1).astype(bool)
    event = (network.duration[source, 1] == 0)[:, None]
    # The last start that leaves this room: the next working day at or before the instant.
    start = np.where(event, before[row + room], before[row + room + 1] - 1)
    by_start = start - before[row + edges[2 * source]]
    by_end = before[row + room] - before[row + edges[2 * source + 1]]
    left = np.where(by_finish[:, None], by_end, by_start)
    counts = by_finish | (network.began[source, 0] < 0)
    if len(network.first_start):
        counts &= ~np.isin(links.target[which], network.first_start)
    np.minimum.at(free, np.searchsorted(nodes, source[counts]), left[counts])
    found: Int32 = np.maximum(free, 0)
    return found
