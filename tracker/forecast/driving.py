"""Which link drives each node in the late pass: that is what is feared, and what is asked about."""

from __future__ import annotations

from typing import Final

import numpy as np

from tracker.forecast.day_tables import END, WIDTH, Int32
from tracker.forecast.edges import Mask
from tracker.forecast.network import Index, Network
from tracker.forecast.passes import ask

LATE: Final = 1
"""The column of the late pass."""


def driving_links(network: Network, edges: Int32, nodes: Index | None = None) -> Int32:
    """The link that drives each node, of several the latest and then the first; -1 for none.

    None drives what is done or fixed, or what is held by its own promise or constraint. Of all
    nodes, or of those given, in order and each once.
    """
    links = network.edges
    if nodes is None:
        nodes, which = np.arange(len(network)), np.arange(len(links))
    else:
        which = np.concatenate([np.zeros(0, np.intp), *map(network.entering, nodes.tolist())])
    target = links.target[which]
    number = working_numbers(network, edges, nodes)
    at = np.searchsorted(nodes, target)
    before, row = network.tables.before.ravel(), network.row[target].astype(np.int64) * WIDTH
    instants = ask(network.tables, links, which, edges)[:, LATE]
    asked = np.where(
        links.to_finish[which],
        before[row + np.maximum(instants - 1, 0)] + 1 - network.duration[target, LATE],
        before[row + np.minimum(instants, END + 1)],
    )
    drives = (asked >= number[at]) & ~_is_held(network, nodes, number)[at]
    which, at = which[drives], at[drives]
    order = np.lexsort((links.link[which], -edges[links.source[which], LATE], at))
    first = np.ones(len(order), bool)
    first[1:] = at[order][1:] != at[order][:-1]
    found = np.full(len(nodes), -1, np.int32)
    found[at[order][first]] = which[order][first]
    return found


def working_numbers(network: Network, edges: Int32, nodes: Index) -> Int32:
    """The number of the working day on which the work that is left of each node starts."""
    row = network.row[nodes].astype(np.int64) * WIDTH
    before = network.tables.before.ravel()
    found: Int32 = before[row + edges[2 * nodes + 1, LATE]] - network.duration[nodes, LATE]
    return found


def _is_held(network: Network, nodes: Index, number: Int32) -> Mask:
    """Whether nodes stand where they do for their own sake, whatever the links ask."""
    row = network.row[nodes].astype(np.int64) * WIDTH
    before = network.tables.before.ravel()
    start, finish = network.held_start[nodes], network.finish_bound[nodes, LATE]
    by_start = (start >= 0) & (before[row + np.maximum(start, 0)] >= number)
    last = before[row + np.maximum(finish - 1, 0)] + 1 - network.duration[nodes, LATE]
    held: Mask = by_start | ((finish > 0) & (last >= number))
    return held | network.done[nodes] | network.fixed[nodes]
