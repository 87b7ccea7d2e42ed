"""What a plan says of its activities, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tracker.forecast.day_tables import BASE, END, Int32
from tracker.forecast.gates import Gate, Gates
from tracker.forecast.plan import LONGEST, Plan, Problem, ProblemKind, Span

NEVER: Final = END + 1
"""Where an instant that is past the last day stands."""
_NONE: Final = Span(0, 0)
_SPANS: Final = ("began", "finished", "fixed", "starts", "finishes")
_FIELDS: Final = (*_SPANS, "not_before", "not_after", "deadline", "duration", "project")
_READ: Final = attrgetter(*_FIELDS)
Int64 = npt.NDArray[np.int64]


class Columns:
    """The columns of a plan in its own order, the gates after the activities."""

    def __init__(self, plan: Plan, gates: Gates, problems: list[Problem]) -> None:
        self._activities = plan.activities
        self._problems = problems
        self._gates = len(gates.of_phase)
        status = plan.status_date.toordinal()
        event = gates.is_event
        given = dict(zip(_FIELDS, zip(*map(_READ, plan.activities), strict=True), strict=False))
        began, finished, fixed, starts, finishes = (
            self._spans(given.get(name, ())) for name in _SPANS
        )
        self.done = finished[:, 0] > 0
        self.fixed = (fixed[:, 0] > 0) & ~self.done
        self.placed = self.done | self.fixed
        self.finished = np.where(self.done[:, None], _day(finished) + 1, -1).astype(np.int32)
        started = began[:, :1] > 0
        self.began = np.where(started, _day(began) + (event & self.done)[:, None], -1)
        # A start that nobody reported: the last day, for what is linked to it.
        unknown = self.done[:, None] & ~started
        self.began = np.where(unknown, self.finished - ~event[:, None], self.began).astype(np.int32)

        starts = np.where(self.fixed[:, None], fixed, starts)
        least = self._days(given.get("not_before", ()))
        least[self.fixed] = 0
        own = np.maximum(starts[:, 1], least)
        own = np.where(event, np.maximum(own, finishes[:, 1]), own)
        self.held_start = np.where(own > 0, _day(own) + event, -1).astype(np.int32)
        bound = np.maximum(np.maximum(starts, least[:, None]), status)
        bound = np.where(event[:, None] & ~self.fixed[:, None], np.maximum(bound, finishes), bound)
        self.start_bound = (_day(bound) + event[:, None]).astype(np.int32)
        by_finish = (finishes > 0) & ~event[:, None] & ~self.fixed[:, None]
        self.finish_bound = np.where(by_finish, _day(finishes) + 1, 0).astype(np.int32)
        caps = [self._days(given.get(name, ())) for name in ("not_after", "deadline")]
        self.cap = np.minimum(*(np.where(cap > 0, _day(cap) + 1, NEVER) for cap in caps))
        self.cap = self.cap.astype(np.int32)
        self.duration = self._durations(self._table(given.get("duration", ()), 3))
        self._gate_bounds()
        self.row = gates.row
        self.group = self._groups(self._table(given.get("project", ()), 1)[:, 0])
        self.first_start = np.array(
            [
                len(self._activities) + place
                for place, (_, gate) in enumerate(gates.of_phase)
                if gate is Gate.FIRST_START
            ],
            np.intp,
        )
        self._name_days((began, finished, starts, finishes, least[:, None]))
        self._name_calendars(plan, gates)

    def _gate_bounds(self) -> None:
        gates = slice(len(self._activities), None)
        self.start_bound[gates] = 1
        self.finish_bound[gates] = 0

    def _durations(self, given: Int64) -> Int32:
        found, likely, high = given.T
        # Work takes at least a day, also at its shortest.
        low = np.clip(found, np.minimum(high, 1), LONGEST)
        for place in np.flatnonzero((found > likely) | (likely > high) | (found < 0)):
            self._name(ProblemKind.DURATIONS_CROSSED, place)
        for place in np.flatnonzero(np.maximum(high, found) > LONGEST):
            self._name(ProblemKind.DURATION_TOO_LONG, place)
        high = np.clip(high, 0, LONGEST)
        pair = np.sort(np.stack([low, high], axis=1), axis=1)
        pair[high == 0] = 0
        return pair.astype(np.int32)

    def _name_calendars(self, plan: Plan, gates: Gates) -> None:
        if not gates.tables.workless:
            return
        workless = [
            place
            for place, activity in enumerate(plan.activities)
            if activity.calendar in gates.tables.workless
        ]
        for place in workless:
            self._name(ProblemKind.NO_WORKING_DAY, place)

    def _name_days(self, columns: Iterable[Int64]) -> None:
        days = np.concatenate(list(columns), axis=1)
        for place in np.flatnonzero(((days > 0) & (days < BASE)).any(axis=1)):
            self._name(ProblemKind.BEFORE_1900, place)
        for place in np.flatnonzero((days >= BASE + END).any(axis=1)):
            self._name(ProblemKind.AFTER_2200, place)

    def _name(self, kind: ProblemKind, place: int | np.intp) -> None:
        self._problems.append(Problem(kind, (self._activities[int(place)].id,)))

    def _groups(self, found: Int64) -> Int32:
        _, group = np.unique(found, return_inverse=True)
        groups: Int32 = group.astype(np.int32)
        groups[len(self._activities) :] = -1
        return groups

    def _spans(self, given: Sequence[Span | None]) -> Int64:
        if not any(given):
            return np.zeros((len(self._activities) + self._gates, 2), np.int64)
        return self._table([span or _NONE for span in given], 2)

    def _days(self, given: Sequence[int | None]) -> Int64:
        found = np.zeros(len(self._activities) + self._gates, np.int64)
        if any(given):
            found[: len(given)] = [day or 0 for day in given]
        return found

    def _table(self, given: Sequence[Sequence[int]] | Sequence[int], width: int) -> Int64:
        """Numbers by activity; 0 for the gates."""
        found = np.zeros((len(self._activities) + self._gates, width), np.int64)
        flat: Iterable[Any] = given if width == 1 else chain.from_iterable(given)  # type: ignore[arg-type]
        found[: len(given)] = np.fromiter(flat, np.int64, width * len(given)).reshape(-1, width)
        return found


def _day(ordinals: Int64) -> Int64:
    """Days of the tables, kept within them: what lies outside is named."""
    return np.clip(ordinals - BASE, 0, END)
