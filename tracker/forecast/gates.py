"""Phases in the network: the nodes that stand for them, so that links on phases act on their parts.

A gate takes no time. A phase has up to four, made when a link needs them: one at its last finish,
one at its first start, and one each through which what is asked of its start reaches the work and
the events among its parts (an instant means another day to an event). So links between two phases
of a thousand parts each are two thousand, not a million.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tracker.domain.model import Calendar, LinkType
from tracker.forecast.day_tables import DayTables, Int32
from tracker.forecast.plan import Activity, Dependency, Phase, Plan


class Gate(Enum):
    LAST_FINISH = 1
    FIRST_START = 2
    TO_WORK = 3
    TO_EVENTS = 4


class Ends(NamedTuple):
    """A link between nodes; ``whole`` where a finish that it names is that of a gate."""

    source: int
    target: int
    whole: bool


class Gates:
    """``places``: the node of an activity by its id. ``is_event``, ``row`` (of the calendar): of
    each node, once all links are known; ``of_phase``: the phase of each gate, in order."""

    def __init__(self, plan: Plan, tables: DayTables) -> None:
        self._plan = plan
        self.tables = tables
        self.places = {activity.id: place for place, activity in enumerate(plan.activities)}
        self._many = len(plan.activities)
        self._gates: dict[tuple[int, Gate], int] = {}
        self._empty: set[tuple[int, Gate]] = set()
        for link in plan.dependencies if plan.phases else ():
            if link.predecessor in plan.phases or link.successor in plan.phases:
                self.ends(link)
        events = [activity.duration.high == 0 for activity in plan.activities]
        calendars = [activity.calendar for activity in plan.activities]
        rows = list(map(tables.row_of.__getitem__, calendars))
        for phase_id, gate in self._gates:
            events.append(gate in (Gate.LAST_FINISH, Gate.TO_EVENTS))
            rows.append(tables.row_of[plan.phases[phase_id].calendar])
        self.is_event: npt.NDArray[np.bool_] = np.array(events, bool)
        self.row: Int32 = np.array(rows, np.int32)

    @property
    def of_phase(self) -> list[tuple[int, Gate]]:
        return list(self._gates)

    def ends(self, link: Dependency) -> list[Ends]:
        """Between which nodes a link that names a phase runs; none where a phase has no part."""
        from_finish = link.type in (LinkType.FS, LinkType.FF)
        sources = self._of(link.predecessor, Gate.LAST_FINISH if from_finish else Gate.FIRST_START)
        whole = link.type in (LinkType.FF, LinkType.SF)
        into = (Gate.LAST_FINISH,) if whole else (Gate.TO_WORK, Gate.TO_EVENTS)
        targets = [target for gate in into for target in self._of(link.successor, gate)]
        targets = list(dict.fromkeys(targets))
        whole = whole and link.successor in self._plan.phases
        return [Ends(source, target, whole) for source in sources for target in targets]

    def inner(self) -> list[tuple[int, int, int]]:
        """The ways between gates and parts: (source edge, target node, shift)."""
        found: list[tuple[int, int, int]] = []
        for (phase_id, gate), node in self._gates.items():
            for place, part in self._parts(self._plan.phases[phase_id], gate):
                match gate:
                    case Gate.LAST_FINISH:
                        found.append((2 * place + 1, node, 0))
                    case Gate.FIRST_START:
                        # An event stands at the end of its day, a start at the beginning.
                        found.append((2 * place, node, -1 if part.is_event else 0))
                    case Gate.TO_WORK | Gate.TO_EVENTS:
                        found.append((2 * node + 1, place, 0))
        return found

    def _of(self, item_id: int, gate: Gate) -> list[int]:
        if item_id in self.places:
            return [self.places[item_id]]
        key = item_id, gate
        if key not in self._gates and key not in self._empty:
            phase = self._plan.phases.get(item_id)
            if phase is not None and self._parts(phase, gate):
                self._gates[key] = self._many + len(self._gates)
            else:
                self._empty.add(key)
        return [self._gates[key]] if key in self._gates else []

    def _parts(self, phase: Phase, gate: Gate) -> Sequence[tuple[int, Activity]]:
        found = [(self.places[part], part) for part in phase.parts if part in self.places]
        parts = [(place, self._plan.activities[place]) for place, _ in found]
        if gate is Gate.TO_WORK:
            return [(place, part) for place, part in parts if not part.is_event]
        if gate is Gate.TO_EVENTS:
            return [(place, part) for place, part in parts if part.is_event]
        return parts


def calendars_of(plan: Plan) -> list[Calendar | str]:
    """Every calendar by which a plan counts."""
    used = [activity.calendar for activity in plan.activities]
    return list(dict.fromkeys([*used, *(phase.calendar for phase in plan.phases.values())]))
