"""How sure a forecast is: the same network with its durations drawn many times.

Each duration is drawn between its low and its high value about its likely one, each day that was
promised as a period evenly within it, one draw for an item in a run. The draws come from numpy's
PCG64 seeded with the number kept beside the results, fifty runs at a time in the order of the
network, so that one plan and one seed always give one result. What is to be as late as possible is
drawn as soon as possible: when it would be put off to is not known in a run.

PERT: a beta distribution with the mean (low + 4 likely + high) / 6 (D. G. Malcolm, J. H. Roseboom,
C. E. Clark, W. Fazar, "Application of a technique for research and development program evaluation",
Operations Research 7, 1959), with the usual shape of 4 about the likely value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.domain.model import Distribution
from tracker.forecast.columns import NEVER
from tracker.forecast.day_tables import BASE, END, WIDTH, Int32
from tracker.forecast.floats import finish_limits
from tracker.forecast.inputs import inputs_of
from tracker.forecast.network import Network, network_of
from tracker.forecast.passes import ask, forward
from tracker.forecast.plan import Plan
from tracker.records import record

MOST_RUNS: Final = 100_000
_DRAWN: Final = 50
"""Runs that are drawn together."""
_CELLS: Final = 4_000_000
"""Runs times nodes that are computed together at the most."""
_WIDE: Final = 20_000
"""Runs times nodes of one level that are worth a step."""
_SHAPE: Final = 4.0


@record
class ItemRisk:
    """By which day an item is finished in half and in four fifths of the runs; None past 2200.

    ``driving`` is in how many runs it was on the driving chain of what was asked about.
    """

    p50: date | None
    p80: date | None
    driving: int


@record
class Risk:
    """The results of a sampling by the ids of items, with all that is needed to make it again."""

    items: dict[int, ItemRisk]
    projects: dict[int, ItemRisk]
    runs: int
    seed: int
    distribution: Distribution
    inputs: str


def sample(
    plan: Plan,
    *,
    runs: int,
    seed: int,
    distribution: Distribution = Distribution.PERT,
    target: int | None = None,
    network: Network | None = None,
    tell: Callable[[int, int], object] | None = None,
) -> Risk:
    """Draw the durations of a plan ``runs`` times.

    What drives is asked of ``target``, the id of an item or phase; of the finish of its own project
    for each item where there is none. A phase drives where one of its parts does. ``tell`` is told
    how many of how many runs are done; what it raises ends the sampling. Raises ValueError for less
    than one run, or more than 100,000, and KeyError for a target that is not computed.
    """
    if not 1 <= runs <= MOST_RUNS:
        raise ValueError(f"{runs} runs")
    network = _last_reports(network or network_of(plan))
    draws = _Draws(network, distribution, seed)
    finishes = np.empty((len(network), runs), np.int32)
    driving = np.zeros(len(network), np.int64)
    phases = {
        id: nodes for id, phase in plan.phases.items() if (nodes := _nodes(network, phase.parts))
    }
    phases_driving = dict.fromkeys(phases, 0)
    targets = None if target is None else _targets(network, target)
    block = _block(network)
    for first in range(0, runs, block):
        if tell is not None:
            tell(first, runs)
        size = min(block, runs - first)
        duration, start, finish = draws.block(size)
        edges = forward(network, duration, start, finish)
        finishes[:, first : first + size] = edges[1::2]
        drives = _driving(network, edges, duration, targets)
        driving += drives.sum(axis=1)
        for id, nodes in phases.items():
            phases_driving[id] += int(drives[nodes].any(axis=0).sum())
    counts = driving[network.node].tolist()
    p50, p80 = _quantiles(finishes)
    rows = enumerate(plan.activities)
    items = {
        row.id: ItemRisk(_date(p50[node]), _date(p80[node]), counts[place])
        for place, row in rows
        for node in (int(network.node[place]),)
    }
    items |= {id: _rolled_up(finishes, nodes, phases_driving[id]) for id, nodes in phases.items()}
    return Risk(
        items=items,
        projects=dict(_projects(network, finishes)),
        runs=runs,
        seed=seed,
        distribution=distribution,
        inputs=inputs_of(plan),
    )


def _last_reports(network: Network) -> Network:
    """The network with what was reported as a period on its last day, in every run."""
    found = copy(network)
    for name in ("began", "finished"):
        object.__setattr__(found, name, getattr(network, name)[:, -1:])
    return found


def _block(network: Network) -> int:
    """How many runs are computed together: a multiple of those that are drawn together."""
    levels = max(len(network.levels) - 1, 1)
    wanted = max(_WIDE * levels // max(len(network), 1), 2 * _DRAWN)
    most = max(_CELLS // max(len(network), 1), _DRAWN)
    return max(min(wanted, most) // _DRAWN, 1) * _DRAWN


class _Draws:
    """Random durations and bounds, for a block of runs at a time."""

    def __init__(self, network: Network, distribution: Distribution, seed: int) -> None:
        self._network = network
        self._distribution = distribution
        self._chance = np.random.default_rng(seed)
        low, high = network.duration[:, 0], network.duration[:, 1]
        self._open = np.flatnonzero(low < high)
        plan = network.plan
        many = len(plan.activities)
        likely = np.zeros(len(network), np.int64)
        likely[network.node[:many]] = [row.duration.likely for row in plan.activities]
        self._low = low[self._open].astype(np.float64)
        self._high = high[self._open].astype(np.float64)
        self._likely = np.clip(likely[self._open], self._low, self._high)
        self._spread = _spread(network.start_bound), _spread(network.finish_bound)
        self._promised = np.flatnonzero(self._spread[0] | self._spread[1])

    def block(self, runs: int) -> tuple[Int32, Int32, Int32]:
        """The durations, bounds of starts and bounds of finishes of the next runs."""
        parts = []
        for first in range(0, runs, _DRAWN):
            # Drawn whole also where fewer are wanted: more runs begin like fewer do.
            drawn = (self._durations(_DRAWN), *self._bounds(_DRAWN))
            wanted = runs - first
            parts.append([column[:, :wanted] for column in drawn])
        duration, start, finish = (
            columns[0] if columns[0].shape[1] == 1 else np.concatenate(columns, axis=1)
            for columns in zip(*parts, strict=True)
        )
        return duration, start, finish

    def _durations(self, runs: int) -> Int32:
        found = np.repeat(self._network.duration[:, :1], runs, axis=1)
        if len(self._open):
            found[self._open] = self._drawn(runs)
        return found

    def _drawn(self, runs: int) -> Int32:
        low, likely, high = self._low[:, None], self._likely[:, None], self._high[:, None]
        # A day more on both sides, so that the ends are as likely as their share of the curve.
        low, high = low - 0.5, high + 0.5
        size = (len(low), runs)
        if self._distribution is Distribution.TRIANGULAR:
            drawn = self._chance.triangular(low, likely, high, size)
        else:
            wide = high - low
            alpha = 1 + _SHAPE * (likely - low) / wide
            drawn = low + wide * self._chance.beta(alpha, 2 + _SHAPE - alpha, size)
        whole: Int32 = np.clip(np.rint(drawn), low + 0.5, high - 0.5).astype(np.int32)
        return whole

    def _bounds(self, runs: int) -> tuple[Int32, Int32]:
        """The bounds of starts and finishes, of one entry a node where none is drawn."""
        network = self._network
        if not len(self._promised):
            return network.start_bound[:, :1], network.finish_bound[:, :1]
        share = self._chance.random((len(self._promised), runs))
        found = []
        for bound in (network.start_bound, network.finish_bound):
            drawn = np.repeat(bound[:, :1], runs, axis=1)
            wide = (bound[:, 1] - bound[:, 0])[self._promised, None]
            # A whole day of the period, its last one included.
            days = np.minimum((share * (wide + 1)).astype(np.int32), wide)
            drawn[self._promised] += days
            found.append(drawn)
        return found[0], found[1]


def _spread(bound: Int32) -> npt.NDArray[np.bool_]:
    spread: npt.NDArray[np.bool_] = bound[:, 1] > bound[:, 0]
    return spread


def _targets(network: Network, target: int) -> list[int]:
    """The nodes whose finish is asked about. Raises KeyError where there is none."""
    if target in network.node_of:
        return [network.node_of[target]]
    return _nodes(network, network.plan.phases[target].parts)


def _driving(
    network: Network, edges: Int32, duration: Int32, targets: list[int] | None
) -> npt.NDArray[np.bool_]:
    """Of each node and run, whether it drives a finish that is asked about.

    A node drives where it has that finish itself, or where a link from it holds a node that drives.
    """
    finish = edges[1::2]
    drives = np.zeros(finish.shape, bool)
    if targets is None:
        drives[:] = (finish == finish_limits(network, edges)) & (network.group >= 0)[:, None]
    else:
        last = finish[targets].max(axis=0)
        drives[targets] = finish[targets] == last
    holds = _holding(network, edges, duration)
    links = network.edges
    for level in reversed(range(len(network.levels) - 1)):
        runs = network.backward[level]
        if not len(runs.links):
            continue
        first = network.levels[level]
        through = holds[runs.links] & drives[links.target[runs.links]]
        any_of = np.logical_or.reduceat(through, runs.starts, axis=0)
        nodes = runs.nodes + first
        split = runs.split
        drives[nodes[:split]] |= any_of[:split]
        drives[nodes[split:]] |= any_of[split:]
    return drives


def _holding(network: Network, edges: Int32, duration: Int32) -> npt.NDArray[np.bool_]:
    """Of each link and run, whether what it asks for is what its target does."""
    links, tables = network.edges, network.tables
    asked = ask(tables, links, np.arange(len(links)), edges)
    target = links.target
    row = network.row[target, None].astype(np.int64) * WIDTH
    before = tables.before.ravel()
    number = before[row + edges[2 * target + 1]]
    by_start = before[row + np.minimum(asked, NEVER)] + duration[target]
    by_finish = before[row + np.maximum(asked - 1, 0)] + 1
    holds: npt.NDArray[np.bool_] = np.where(links.to_finish[:, None], by_finish, by_start) == number
    return holds


def _quantiles(finishes: Int32) -> tuple[Int32, Int32]:
    """The least finish that half, and four fifths, of the runs keep; by node."""
    runs = finishes.shape[1]
    at = [-(-runs * share // 10) - 1 for share in (5, 8)]
    parted = np.partition(finishes, at, axis=1)
    return parted[:, at[0]], parted[:, at[1]]


def _projects(network: Network, finishes: Int32) -> Iterable[tuple[int, ItemRisk]]:
    for project, parts in network.plan.projects.items():
        if nodes := _nodes(network, parts):
            yield project, _rolled_up(finishes, nodes, finishes.shape[1])


def _nodes(network: Network, parts: Iterable[int]) -> list[int]:
    """Where those of the activities stand that are computed."""
    return [network.node_of[part] for part in parts if part in network.node_of]


def _rolled_up(finishes: Int32, nodes: list[int], driving: int) -> ItemRisk:
    """Of what is finished when the last of ``nodes`` is."""
    p50, p80 = _quantiles(finishes[nodes].max(axis=0)[None, :])
    return ItemRisk(_date(p50[0]), _date(p80[0]), driving)


def _date(instant: np.int32) -> date | None:
    day = int(instant) - 1
    return date.fromordinal(day + BASE) if day < END else None
