"""The forecast against networkx on the same network: python -m tests.bench.forecast

    python -m tests.bench.forecast [ROUNDS]

Networks of 10,000 and 100,000 items with three links for two items, of all four types with lags and
leads in working and calendar days, ranges of duration and four calendars; wide (projects of a
hundred items linked within and to others) and deep (every link a short way on, so that there are
ten times as many levels). From raw rows the forecast makes the order, the earliest dates of both
ends of the ranges and the latest ones. networkx builds the graph and makes two plain passes over
one duration, in days without a calendar: the least that could be called the same work.

Both sides run in turn in one process; each figure is the least processor time of ROUNDS (5 unless
told), so that a busy machine counts for little. Ratios are ours to theirs.
"""

from __future__ import annotations

import gc
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from time import process_time

import networkx

from tracker.domain.model import Calendar, Distribution, LagUnit, LinkType
from tracker.forecast.compute import compute
from tracker.forecast.incremental import edited
from tracker.forecast.network import network_of
from tracker.forecast.plan import Activity, Dependency, Duration, Plan
from tracker.forecast.risk import sample

STATUS = date(2026, 11, 24)
EDITS = 60


def main(rounds: int) -> None:
    warm = network(100, deep=False)
    compute(warm)
    sample(warm, runs=10, seed=1)
    print("                       ours   networkx  ratio    order known   levels")
    for items, deep in ((10_000, False), (10_000, True), (100_000, False), (100_000, True)):
        plan = network(items, deep=deep)
        known = network_of(plan)
        ours, theirs, again = (
            min(times)
            for times in timed(
                rounds,
                lambda plan=plan: compute(plan).late,
                lambda plan=plan: in_networkx(plan),
                lambda plan=plan, known=known: compute(plan, known),
            )
        )
        name = f"{items:7,} {'deep' if deep else 'wide'}"
        print(
            f"{name:18} {ours * 1000:6.0f} ms {theirs * 1000:6.0f} ms  {ours / theirs:5.2f}"
            f"  {again * 1000:9.0f} ms  {len(known.levels) - 1:7,}"
        )
    print()
    print("one edit, dates and floats, to computing all of it anew")
    for items, deep in ((10_000, False), (10_000, True), (100_000, False), (100_000, True)):
        edits(items, deep=deep, rounds=rounds)
    print()
    for distribution in Distribution:
        plan = network(10_000, deep=False)
        times = timed(2, lambda plan=plan, kind=distribution: sampled(plan, kind))
        print(f"1,000 runs of 10,000 items, {distribution}: {min(times[0]):.2f} s")


def network(items: int, *, deep: bool, seed: int = 1) -> Plan:
    """A plan without loops."""
    chance = Random(seed)
    calendars = list(Calendar)
    activities = []
    for id in range(1, items + 1):
        low = chance.randint(1, 20)
        duration = Duration(low, low + chance.randint(0, 5), low + chance.randint(5, 15))
        calendar = chance.choice(calendars)
        activities.append(Activity(id=id, project=id // 100, calendar=calendar, duration=duration))
    dependencies = []
    types, units = list(LinkType), list(LagUnit)
    for id in range(1, items * 3 // 2 + 1):
        before = chance.randint(1, items - 1)
        if deep:
            after = min(before + chance.randint(1, 12), items)
        elif chance.random() < 0.05:
            after = chance.randint(before + 1, items)
        else:
            last = min((before // 100 + 1) * 100, items)
            after = chance.randint(before + 1, max(last, before + 1))
        lag = chance.choice([0, 0, 0, 0, 2, 5, -2])
        type, unit = chance.choice(types), chance.choice(units)
        dependencies.append(Dependency(id, before, after, type, lag, unit))
    return Plan(status_date=STATUS, activities=activities, dependencies=dependencies)


def in_networkx(plan: Plan) -> dict[int, int]:
    """The graph and two plain passes: one duration, lags as days, no calendar."""
    graph = networkx.DiGraph()
    for row in plan.activities:
        graph.add_node(row.id, days=row.duration.likely)
    for link in plan.dependencies:
        graph.add_edge(link.predecessor, link.successor, type=link.type, lag=link.lag)
    days = graph.nodes
    order = list(networkx.topological_sort(graph))
    start: dict[int, int] = {}
    for item in order:
        earliest = 0
        for before, _, link in graph.in_edges(item, data=True):
            asked = start[before] + link["lag"]
            if link["type"] in (LinkType.FS, LinkType.FF):
                asked += days[before]["days"]
            if link["type"] in (LinkType.FF, LinkType.SF):
                asked -= days[item]["days"]
            earliest = max(earliest, asked)
        start[item] = earliest
    end = max(start[item] + days[item]["days"] for item in order)
    late: dict[int, int] = {}
    for item in reversed(order):
        latest = end - days[item]["days"]
        for _, after, link in graph.out_edges(item, data=True):
            room = late[after] - link["lag"]
            if link["type"] in (LinkType.FS, LinkType.FF):
                room -= days[item]["days"]
            if link["type"] in (LinkType.FF, LinkType.SF):
                room += days[after]["days"]
            latest = min(latest, room)
        late[item] = latest
    return late


def edits(items: int, *, deep: bool, rounds: int) -> None:
    plan = network(items, deep=deep)
    forecast = compute(plan)
    whole = min(timed(rounds, lambda: compute(plan))[0])
    chance = Random(2)
    ratios = []
    for _ in range(EDITS):
        row = chance.choice(plan.activities)
        days = chance.randint(1, 20)
        other = replace(row, duration=Duration(days, days + 2, days + 9))
        begin = process_time()
        _ = edited(forecast, [other]).late
        ratios.append((process_time() - begin) / whole)
    ratios.sort()
    print(
        f"{items:7,} {'deep' if deep else 'wide'}: median {statistics.median(ratios):.3f}, "
        f"95 % {ratios[EDITS * 95 // 100]:.3f}, most {ratios[-1]:.2f}"
    )


def sampled(plan: Plan, distribution: Distribution) -> None:
    sample(plan, runs=1000, seed=1, distribution=distribution)


def timed(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """The processor time of each work, in turn, without the collector of garbage."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for found, work in zip(times, works, strict=True):
            gc.collect()
            gc.disable()
            begin = process_time()
            work()
            found.append(process_time() - begin)
            gc.enable()
    return times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
