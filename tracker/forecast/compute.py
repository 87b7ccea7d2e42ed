"""From a plan to its forecast."""

from __future__ import annotations

import numpy as np

from tracker.forecast.columns import NEVER
from tracker.forecast.day_tables import WIDTH, Int32
from tracker.forecast.floats import finish_limits
from tracker.forecast.network import Index, Network, network_of
from tracker.forecast.passes import forward, leave, left_starts, place
from tracker.forecast.plan import Plan
from tracker.forecast.result import Forecast
from tracker.forecast.scalar import Forward, is_narrow


def compute(plan: Plan, network: Network | None = None) -> Forecast:
    """What will be if nothing changes. ``network``: that of the plan where it is known already."""
    network = network or network_of(plan)
    edges = early_dates(network)
    put_off(network, edges)
    forecast = Forecast(network, edges)
    # Counted back here, so that whoever computes aside has all of it.
    _ = forecast.late
    return forecast


def early_dates(network: Network) -> Int32:
    """The earliest edges of all nodes."""
    if not is_narrow(network):
        return forward(network, network.duration, network.start_bound, network.finish_bound)
    edges = np.empty((2 * len(network), 2), np.int32)
    Forward(network, edges).all()
    return edges


def put_off(network: Network, edges: Int32) -> None:
    """Move what is to be as late as possible to where it moves no successor."""
    plan = network.plan
    wanted = [
        int(network.node[at])
        for at, activity in enumerate(plan.activities)
        if activity.as_late_as_possible and activity.finished is None and activity.fixed is None
    ]
    if not wanted:
        return
    limit = np.minimum(finish_limits(network, edges), network.cap[:, None])
    for node in sorted(wanted, reverse=True):
        at = np.array([node])
        links = network.leaving(node)
        room = leave(network.tables, network.edges, links, left_starts(network, edges))
        from_finish = (network.edges.source[links] & 1).astype(bool)
        number = numbers_left(
            network, at, room[~from_finish], room[from_finish], limit[node : node + 1]
        )
        takes = network.duration[at]
        row = network.row[at, None].astype(np.int64) * WIDTH
        now = network.tables.before.ravel()[row + edges[2 * at + 1]] - takes
        place(network, edges, at, np.maximum(number - takes, now), takes)


def numbers_left(
    network: Network, at: Index, by_start: Int32, by_finish: Int32, limit: Int32
) -> Int32:
    """The last working-day number by which one node may have finished."""
    before = network.tables.before.ravel()
    row = network.row[at, None].astype(np.int64) * WIDTH
    number = before[row + np.minimum(limit, NEVER)]
    if len(by_finish):
        number = np.minimum(number, before[row + by_finish.min(axis=0)])
    if len(by_start) and network.began[at[0], 0] < 0:
        left = before[row + by_start.min(axis=0) + 1] - 1 + network.duration[at]
        number = np.minimum(number, left)
    return number
