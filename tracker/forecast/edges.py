"""Links as columns: what each asks of which node.

Nodes ``0 … n-1`` are the activities of the plan in its order, those after them the gates of
:mod:`tracker.forecast.gates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import repeat
from operator import attrgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tracker.domain.model import LagUnit, LinkType
from tracker.forecast.day_tables import DayTables, Int32
from tracker.forecast.gates import Gates
from tracker.forecast.plan import LONGEST, Dependency, Plan, Problem, ProblemKind
from tracker.records import record

_FROM_FINISH: Final = frozenset({LinkType.FS, LinkType.FF})
_TO_FINISH: Final = frozenset({LinkType.FF, LinkType.SF})
Mask = npt.NDArray[np.bool_]


@record
class Edges:
    """One entry per link between two nodes.

    The edge ``source`` (``2 · node``, plus 1 for its finish) asks the ``target`` node, or its
    finish where ``to_finish``, not to be before an instant. Where the source is at ``v`` that is
    ``v + shift``, or where ``counted``, ``day[row, before[row, v] + count] + shift``. ``link`` is
    the index of the dependency, -1 between a phase and its parts.
    """

    source: Int32
    target: Int32
    to_finish: Mask
    shift: Int32
    counted: Mask
    count: Int32
    row: Int32
    link: Int32

    def chosen(self, which: Mask | npt.NDArray[np.intp]) -> Edges:
        """Those of a mask, or in the order of indices."""
        return Edges(*(getattr(self, column.name)[which] for column in fields(self)))

    def __len__(self) -> int:
        return len(self.source)


def edges_of(plan: Plan, tables: DayTables, gates: Gates, problems: list[Problem]) -> Edges:
    """The columns of a plan's links; those that cannot count are added to ``problems``."""
    links = plan.dependencies
    before, after, types, lags, units = map(list, _read(links))
    sources = list(map(gates.places.get, before, repeat(-1)))
    targets = list(map(gates.places.get, after, repeat(-1)))
    from_finish = list(map(_FROM_FINISH.__contains__, types))
    to_finish = list(map(_TO_FINISH.__contains__, types))
    working = [unit is LagUnit.WORKING_DAYS for unit in units]
    indices = list(range(len(links)))
    if lags and max(max(lags), -min(lags)) > LONGEST:
        problems += [
            _problem(ProblemKind.LAG_TOO_LONG, link) for link in links if abs(link.lag) > LONGEST
        ]
        lags = [min(max(lag, -LONGEST), LONGEST) for lag in lags]
    for index in _not_plain(sources, targets):
        link = links[index]
        kind = _left_out(plan, link, gates)
        ends = [] if kind else gates.ends(link)
        if not ends:
            problems.append(_problem(kind or ProblemKind.LINK_LEFT_OUT, link))
        # The link itself goes, what stands for it comes.
        sources[index] = -1
        for end in ends:
            sources.append(end.source)
            targets.append(end.target)
            from_finish.append(from_finish[index])
            to_finish.append(to_finish[index] and not end.whole)
            lags.append(lags[index])
            working.append(working[index])
            indices.append(index)
    columns = (
        np.array(sources, np.int32),
        np.array(targets, np.int32),
        np.array(from_finish, bool),
        np.array(to_finish, bool),
        np.array(lags, np.int32),
        np.array(working, bool),
        np.array(indices, np.int32),
    )
    counts = columns[0] >= 0
    if not counts.all():
        columns = tuple(column[counts] for column in columns)  # type: ignore[assignment]
    edges = _columns(*columns, gates)
    inner = gates.inner()
    return _joined(edges, inner) if len(inner) else edges


def _read(links: Sequence[Dependency]) -> Iterable[tuple[Any, ...]]:
    """The columns of links that count: both ends, type, lag and its unit."""
    read = attrgetter("predecessor", "successor", "type", "lag", "lag_unit")
    return zip(*map(read, links), strict=True) if links else ((),) * 5


def _not_plain(sources: list[int], targets: list[int]) -> list[int]:
    source, target = np.array(sources, np.int32), np.array(targets, np.int32)
    found: list[int] = np.flatnonzero((source < 0) | (target < 0) | (source == target)).tolist()
    return found


def _problem(kind: ProblemKind, link: Dependency) -> Problem:
    return Problem(kind, (link.predecessor, link.successor), (link.id,))


def _left_out(plan: Plan, link: Dependency, gates: Gates) -> ProblemKind | None:
    """Why a link cannot count; None where it may, through the gates of a phase."""
    if link.predecessor == link.successor:
        return ProblemKind.LINK_TO_ITSELF
    for end in (link.predecessor, link.successor):
        if end in plan.undated or end in plan.standing or end in plan.cancelled:
            return ProblemKind.LINK_LEFT_OUT
        if end not in gates.places and end not in plan.phases:
            return ProblemKind.LINK_TO_NOTHING
    return None


def _columns(
    source: Int32,
    target: Int32,
    from_finish: Mask,
    to_finish: Mask,
    lag: Int32,
    working: Mask,
    link: Int32,
    gates: Gates,
) -> Edges:
    """How a lag is counted, see the package: by the edge it begins at and what it leads to."""
    event, row = gates.is_event, gates.row
    into_event = event[target]
    counted = working & (lag != 0)
    from_start = ~from_finish & ~event[source]
    lead = counted & (lag < 0)
    # A lag ends with its last working day, a lead with the first instant of its first one, which
    # before an event is the end of the day before, or after a start the end of the day itself.
    whole_day = into_event & from_start & (lead | ~counted)
    to_end = counted & (~lead | (into_event & ~from_start))
    return Edges(
        source=(2 * source + from_finish).astype(np.int32),
        target=target,
        to_finish=to_finish,
        shift=(np.where(counted, 0, lag) + whole_day + to_end).astype(np.int32),
        counted=counted,
        count=(np.where(counted, lag, 0) - to_end).astype(np.int32),
        row=row[target],
        link=link,
    )


def _joined(edges: Edges, inner: Sequence[tuple[int, int, int]]) -> Edges:
    """With the ways between phases and their parts: (source edge, target node, shift)."""
    more = np.array(inner, np.int32).reshape(-1, 3)
    zeros = np.zeros(len(more), np.int32)
    parts = {
        "source": more[:, 0],
        "target": more[:, 1],
        "to_finish": zeros.astype(bool),
        "shift": more[:, 2],
        "counted": zeros.astype(bool),
        "count": zeros,
        "row": zeros,
        "link": zeros - 1,
    }
    return Edges(**{name: np.concatenate([getattr(edges, name), parts[name]]) for name in parts})
