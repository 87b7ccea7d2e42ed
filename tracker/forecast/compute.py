"""From a plan to its forecast: both passes, floats, and what cannot be kept."""

from __future__ import annotations

import numpy as np

from tracker.forecast.day_tables import WIDTH, Int32
from tracker.forecast.edges import Edges
from tracker.forecast.network import NEVER, Index, Network, network_of
from tracker.forecast.passes import ask, backward, forward, leave, left_starts, place
from tracker.forecast.plan import Plan, Problem, ProblemKind
from tracker.forecast.result import Forecast

_LONG_LEAD = -15_000
"""A lead that could reach back before 1900."""


def compute(plan: Plan, network: Network | None = None) -> Forecast:
    """What will be if nothing changes. ``network``: that of the plan where it is known already."""
    network = network or network_of(plan)
    edges = forward(network, network.duration, network.start_bound, network.finish_bound)
    finish = finish_limits(network, edges)
    put_off(network, edges, finish)
    late = backward(network, network.duration, edges, np.minimum(finish, network.cap[:, None]))
    return Forecast(
        network=network,
        edges=edges,
        late=late,
        free=free_float(network, edges, finish),
        problems=(*network.problems, *broken(network, edges)),
    )


def finish_limits(network: Network, edges: Int32) -> Int32:
    """The finish of the project of each node, in each column; gates have no limit."""
    group = network.group
    finish = np.zeros((int(group.max(initial=-1)) + 2, edges.shape[1]), np.int32)
    finish[-1] = NEVER
    real = group >= 0
    np.maximum.at(finish, group[real], edges[1::2][real])
    return finish[group]


def put_off(network: Network, edges: Int32, finish: Int32) -> None:
    """Move what is to be as late as possible to where it moves no successor."""
    plan = network.plan
    wanted = [
        int(network.node[at])
        for at, activity in enumerate(plan.activities)
        if activity.as_late_as_possible and activity.finished is None and activity.fixed is None
    ]
    limit = np.minimum(finish, network.cap[:, None])
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


def free_float(network: Network, edges: Int32, finish: Int32) -> Int32:
    """How many working days each node can slip before it moves another, or its project's finish."""
    tables, links = network.tables, network.edges
    before = tables.before.ravel()
    own = network.own[:, None].astype(np.int64) * WIDTH
    free = before[own + np.minimum(finish, NEVER)] - before[own + edges[1::2]]
    source = links.source >> 1
    room = leave(tables, links, np.arange(len(links)), left_starts(network, edges))
    row = own[source]
    by_finish = (links.source & 1).astype(bool)
    event = (network.duration[source, 1] == 0)[:, None]
    # The last start that leaves this room: the next working day at or before the instant.
    start = np.where(event, before[row + room], before[row + room + 1] - 1)
    by_start = start - before[row + edges[2 * source]]
    by_end = before[row + room] - before[row + edges[2 * source + 1]]
    left = np.where(by_finish[:, None], by_end, by_start)
    counts = by_finish | (network.began[source, 0] < 0)
    if len(network.first_start):
        counts &= ~np.isin(links.target, network.first_start)
    np.minimum.at(free, source[counts], left[counts])
    found: Int32 = np.maximum(free, 0)
    return found


def broken(network: Network, edges: Int32) -> list[Problem]:
    """The constraints that the forecast does not keep, and what was reported ahead of time."""
    found: list[Problem] = []
    plan = network.plan
    status = plan.status_date.toordinal()
    for at, activity in enumerate(plan.activities):
        ahead = [span for span in (activity.began, activity.finished) if span]
        if any(span.first > status for span in ahead):
            found.append(Problem(ProblemKind.ACTUAL_AHEAD, (activity.id,)))
        if activity.finished is not None:
            continue
        if activity.fixed is not None and activity.fixed.last < status:
            found.append(Problem(ProblemKind.FIXED_IN_THE_PAST, (activity.id,)))
        finish = network.last_day(edges, int(network.node[at]))
        if activity.not_after is not None and finish > activity.not_after:
            found.append(Problem(ProblemKind.NOT_AFTER_MISSED, (activity.id,)))
        if activity.deadline is not None and finish > activity.deadline:
            found.append(Problem(ProblemKind.DEADLINE_MISSED, (activity.id,)))
    return found + _fixed_too_early(network, edges) + _leads(network, network.edges, edges)


def _fixed_too_early(network: Network, edges: Int32) -> list[Problem]:
    dropped = network.dropped
    asked = ask(network.tables, dropped, np.arange(len(dropped)), edges)
    stands = edges[2 * dropped.target + dropped.to_finish]
    early = (asked > stands).any(axis=1) & network.fixed[dropped.target]
    links = network.plan.dependencies
    return [
        Problem(
            ProblemKind.FIXED_TOO_EARLY,
            (network.id_of(int(dropped.target[at])), network.id_of(int(dropped.source[at]) >> 1)),
            (links[dropped.link[at]].id,) if dropped.link[at] >= 0 else (),
        )
        for at in np.flatnonzero(early)
    ]


def _leads(network: Network, links: Edges, edges: Int32) -> list[Problem]:
    long = np.flatnonzero(np.minimum(links.shift, links.count) < _LONG_LEAD)
    lag = np.minimum(links.shift, links.count)[long]
    before = long[(edges[links.source[long]] + lag[:, None] * 7 // 5 < 1).any(axis=1)]
    return [
        Problem(
            ProblemKind.LEAD_BEFORE_TIME,
            (network.id_of(int(links.source[at]) >> 1), network.id_of(int(links.target[at]))),
            (network.plan.dependencies[links.link[at]].id,),
        )
        for at in before
    ]
