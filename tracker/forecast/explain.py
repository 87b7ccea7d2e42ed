"""Why a forecast is when it is: what drives an item, and the whole chain back to where it begins.

The late pass is explained: what is feared is what is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import numpy as np

from tracker.forecast.day_tables import BASE, END
from tracker.forecast.driving import LATE
from tracker.forecast.passes import ask
from tracker.forecast.plan import Activity, Dependency
from tracker.forecast.result import Forecast
from tracker.records import record

_CHAINS: Final = 64
"""Chains that are kept: the inspector asks a dozen times for the few of one row."""
_STEPS: Final = 20_000
"""Steps that are kept while many chains are asked for."""


class Reason(StrEnum):
    """What holds an item where it is; of several at once the first of these."""

    DONE = "done"
    FIXED = "fixed"
    PROMISE = "promise"
    NOT_BEFORE = "not-before"
    LINK = "link"
    UNDER_WAY = "under-way"
    STATUS_DATE = "status-date"
    AS_LATE = "as-late"


@record
class Step:
    """One item of a driving chain; where ``reason`` is LINK, ``link`` leads to ``predecessor``.

    The link may name a phase; the predecessor is then the part of it that decides.
    """

    item: int
    reason: Reason
    link: Dependency | None = None
    predecessor: int | None = None


def chain_of(forecast: Forecast, item_id: int) -> tuple[Step, ...]:
    """The driving chain of an item, a phase or, by its id negated, a project.

    It goes from the row to where the chain begins; a phase or project starts at its part that
    finishes last. It is empty where nothing is forecast.
    """
    known = forecast.chains.get(item_id)
    if known is not None:
        return known
    if len(forecast.chains) >= _CHAINS:
        forecast.chains.clear()
    found = forecast.chains[item_id] = Chains(forecast).of(item_id)
    return found


class Chains:
    """The driving chains of many rows: they run together, and each step is worked out once."""

    def __init__(self, forecast: Forecast) -> None:
        self._forecast = forecast
        self._steps: dict[int, tuple[Step, int | None]] = {}

    def of(self, item_id: int) -> tuple[Step, ...]:
        """As :func:`chain_of` has it."""
        steps = self._steps
        if len(steps) > _STEPS:
            steps.clear()
        node = _node(self._forecast, item_id)
        found: list[Step] = []
        seen: set[int] = set()
        while node is not None and node not in seen:
            seen.add(node)
            if node not in steps:
                steps[node] = _step(self._forecast, node)
            step, node = steps[node]
            found.append(step)
        return tuple(found)


def driving_items(forecast: Forecast, item_id: int) -> Iterator[int]:
    """The items of the driving chain, as :func:`chain_of` has them; a hundred in 0.1 ms."""
    node = _node(forecast, item_id)
    while node is not None:
        yield forecast.network.id_of(node)
        edge = int(forecast.driving[node])
        node = _through_gates(forecast, edge)[0] if edge >= 0 else None


def driver_of(forecast: Forecast, item_id: int) -> Step | None:
    """The first step of the driving chain; None where nothing is forecast."""
    node = _node(forecast, item_id)
    return None if node is None else _step(forecast, node)[0]


def _node(forecast: Forecast, item_id: int) -> int | None:
    node_of = forecast.network.node_of
    if item_id in node_of:
        return node_of[item_id]
    plan = forecast.plan
    if item_id < 0:
        parts = plan.projects.get(-item_id, ())
    else:
        parts = plan.phases[item_id].parts if item_id in plan.phases else ()
    nodes = [node_of[part] for part in parts if part in node_of]
    return max(nodes, key=lambda node: (_instant(forecast, 2 * node + 1), node), default=None)


def _instant(forecast: Forecast, edge: int) -> int:
    return int(forecast.edges[edge, LATE])


def _step(forecast: Forecast, node: int) -> tuple[Step, int | None]:
    """What drives a node, and the node of the activity that drives it by a link."""
    activity = forecast.activity(node)
    if activity.finished is not None:
        return Step(activity.id, Reason.DONE), None
    if activity.fixed is not None:
        return Step(activity.id, Reason.FIXED), None
    network = forecast.network
    takes = int(network.duration[node, LATE])
    before = network.tables.before[network.row[node]]
    number = int(before[_instant(forecast, 2 * node + 1)]) - takes
    own = dict(_own_reasons(forecast, activity, node))
    for reason in (Reason.PROMISE, Reason.NOT_BEFORE):
        if own.get(reason, -1) >= number:
            return Step(activity.id, reason), None
    edge = int(forecast.driving[node])
    if edge >= 0:
        source, link = _through_gates(forecast, edge)
        if source is not None:
            predecessor = forecast.activity(source).id
            return Step(activity.id, Reason.LINK, link, predecessor), source
    if own[Reason.STATUS_DATE] < number:
        return Step(activity.id, Reason.AS_LATE), None
    under_way = activity.began is not None
    return Step(activity.id, Reason.UNDER_WAY if under_way else Reason.STATUS_DATE), None


def _own_reasons(forecast: Forecast, activity: Activity, node: int) -> Iterator[tuple[Reason, int]]:
    """The working-day number that each of an activity's own bounds asks for."""
    network = forecast.network
    before = network.tables.before[network.row[node]]
    end = int(activity.is_event)

    def by_start(day: int) -> int:
        return int(before[min(max(day - BASE, 0), END) + end])

    yield Reason.STATUS_DATE, by_start(forecast.plan.status_date.toordinal())
    promises = [by_start(activity.starts.last)] if activity.starts else []
    if activity.finishes:
        finish = by_start(activity.finishes.last)
        takes = int(network.duration[node, LATE])
        promises.append(finish if activity.is_event else finish + 1 - takes)
    if promises:
        yield Reason.PROMISE, max(promises)
    if activity.not_before is not None:
        yield Reason.NOT_BEFORE, by_start(activity.not_before)


def _through_gates(forecast: Forecast, edge: int) -> tuple[int | None, Dependency | None]:
    """The activity at the other end of a link, through the phases between; the first real link."""
    network = forecast.network
    edges = network.edges
    link: Dependency | None = None
    while True:
        if link is None and edges.link[edge] >= 0:
            link = network.plan.dependencies[edges.link[edge]]
        source = int(edges.source[edge]) >> 1
        if network.place[source] < len(network.plan.activities):
            return source, link
        entering = network.entering(source)
        stands = _instant(forecast, 2 * source)
        instants = ask(network.tables, edges, entering, forecast.edges)[:, LATE]
        same = entering[instants == stands]
        if not len(same):
            return None, link
        # Of parts that finish together the one that waits for the others tells more.
        edge = int(same[np.argmax(edges.source[same])])
