"""What a forecast does not keep: constraints that links outrun, and reports ahead of their time."""

from __future__ import annotations

import numpy as np

from tracker.forecast.columns import NEVER
from tracker.forecast.day_tables import Int32
from tracker.forecast.edges import Edges
from tracker.forecast.network import Network
from tracker.forecast.passes import ask
from tracker.forecast.plan import Activity, Problem, ProblemKind

_LONG_LEAD = -15_000
"""A lead that could reach back before 1900."""


def broken(network: Network, edges: Int32) -> list[Problem]:
    """The constraints that the forecast does not keep, and what was reported ahead of time."""
    found: list[Problem] = []
    plan = network.plan
    many = len(plan.activities)
    tied = (network.cap < NEVER) | network.fixed | network.done | (network.began[:, 0] >= 0)
    places = network.place[tied]
    for place in np.sort(places[places < many]).tolist():
        found += _broken_by(network, edges, plan.activities[place], int(network.node[place]))
    beyond = network.place[edges[1::2, -1] >= NEVER]
    for place in np.sort(beyond[beyond < many]).tolist():
        found.append(Problem(ProblemKind.AFTER_2200, (plan.activities[place].id,)))
    return found + _fixed_too_early(network, edges) + _leads(network, network.edges, edges)


def _broken_by(network: Network, edges: Int32, activity: Activity, node: int) -> list[Problem]:
    kinds: list[ProblemKind] = []
    status = network.plan.status_date.toordinal()
    if any(span and span.first > status for span in (activity.began, activity.finished)):
        kinds.append(ProblemKind.ACTUAL_AHEAD)
    if activity.finished is None:
        finish = network.last_day(edges, node)
        if activity.fixed is not None and activity.fixed.last < status:
            kinds.append(ProblemKind.FIXED_IN_THE_PAST)
        if activity.not_after is not None and finish > activity.not_after:
            kinds.append(ProblemKind.NOT_AFTER_MISSED)
        if activity.deadline is not None and finish > activity.deadline:
            kinds.append(ProblemKind.DEADLINE_MISSED)
    return [Problem(kind, (activity.id,)) for kind in kinds]


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
