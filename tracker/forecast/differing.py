"""Where two forecasts of a portfolio differ, so that only what does is shown anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tracker.forecast.edges import Mask
from tracker.forecast.explain import Reason, driver_of
from tracker.forecast.network import Index
from tracker.forecast.result import Forecast


def nodes_otherwise(before: Forecast, after: Forecast) -> Mask | None:
    """Whether the dates or floats of each node differ; None where the networks do."""
    if before.network.place is not after.network.place:
        return None
    every = slice(None)
    return _differ(before.edges, after.edges, every) | _differ(before.late, after.late, every)


def items_otherwise(before: Forecast, after: Forecast) -> set[int]:
    """The items whose dates, floats or assumptions differ, or that one of the forecasts lacks."""
    network = after.network
    assumed = _assumed_otherwise(before, after)
    nodes = after.nodes_after(before)
    if nodes is not None:
        differ = _differ(before.edges, after.edges, nodes) | _differ(before.late, after.late, nodes)
        differ |= (before.free[nodes] != after.free[nodes]).any(axis=1)
        differ |= before.spanned[nodes] != after.spanned[nodes]
        return assumed.union(map(network.id_of, nodes[differ].tolist()))
    ids, other_ids = before.network.ids, network.ids
    common, at, other_at = np.intersect1d(ids, other_ids, assume_unique=True, return_indices=True)
    nodes, other_nodes = before.network.node[at], network.node[other_at]
    differ = (before.spanned[nodes] != after.spanned[other_nodes]) | (
        before.free[nodes] != after.free[other_nodes]
    ).any(axis=1)
    for one, other in ((before.edges, after.edges), (before.late, after.late)):
        differ |= (_by_node(one)[nodes] != _by_node(other)[other_nodes]).any(axis=1)
    return assumed.union(np.setxor1d(ids, other_ids).tolist(), common[differ].tolist())


def _assumed_otherwise(before: Forecast, after: Forecast) -> set[int]:
    one, other = before.assumed, after.assumed
    if one is other:
        return set()
    found = {item for item, assumed in one.items() if other.get(item) != assumed}
    return found.union(other.keys() - one.keys())


def chains_otherwise(after: Forecast, items: set[int], most: int) -> set[int] | None:
    """Items that differ, and those whose driving chain may lead otherwise to a promised span.

    None where that takes a look at more than ``most`` of them.
    """
    network = after.network
    differ = [network.node_of[item] for item in items if item in network.node_of]
    first = set(differ)
    many = len(network.plan.activities)
    seen, waiting, looks = set(differ), differ, 0
    for node in waiting:
        for target in network.edges.target[network.leaving(node)].tolist():
            if target in seen or not after.spanned[target]:
                continue
            looks += 1
            if looks > most:
                return None
            is_gate = network.place[target] >= many or network.place[node] >= many
            if is_gate or node in first or _drives(after, node, target):
                seen.add(target)
                waiting.append(target)
    return items.union(map(network.id_of, seen))


def _drives(forecast: Forecast, node: int, target: int) -> bool:
    step = driver_of(forecast, forecast.network.id_of(target))
    is_linked = step is not None and step.reason is Reason.LINK
    return is_linked and step.predecessor == forecast.network.id_of(node)  # type: ignore[union-attr]


def _by_node(edges: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return edges.reshape(-1, 2 * edges.shape[1])


def _differ(before: npt.NDArray[Any], after: npt.NDArray[Any], nodes: Index | slice) -> Mask:
    """Of each of these nodes, whether any of its edges is another."""
    found: Mask = (_by_node(before)[nodes] != _by_node(after)[nodes]).any(axis=1)
    return found
