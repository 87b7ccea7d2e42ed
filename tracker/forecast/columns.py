"""What a plan says of its activities, as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.forecast.day_tables import BASE, END, Int32
from tracker.forecast.edges import Mask
from tracker.forecast.gates import Gate, Gates
from tracker.forecast.plan import LONGEST, Activity, Plan, Problem, ProblemKind, Span

NEVER: Final = END + 1
"""Where an instant that is past the last day stands."""
_NONE: Final = Span(0, 0)


class Columns:
    """The columns of a plan in its own order, the gates after the activities."""

    def __init__(self, plan: Plan, gates: Gates, problems: list[Problem]) -> None:
        self._activities = plan.activities
        self._problems = problems
        self._gates = len(gates.of_phase)
        status = plan.status_date.toordinal()
        event = gates.is_event
        spans = self._spans

        self.done = self._mask(lambda activity: activity.finished is not None)
        self.fixed = self._mask(lambda activity: activity.fixed is not None) & ~self.done
        self.placed = self.done | self.fixed
        began = spans(lambda activity: activity.began or _NONE)
        finished = spans(lambda activity: activity.finished or _NONE)
        self.finished = np.where(self.done[:, None], _day(finished) + 1, -1).astype(np.int32)
        started = began[:, :1] > 0
        self.began = np.where(started, _day(began) + (event & self.done)[:, None], -1)
        # A start that nobody reported: the last day, for what is linked to it.
        unknown = self.done[:, None] & ~started
        self.began = np.where(unknown, self.finished - ~event[:, None], self.began).astype(np.int32)

        starts = spans(lambda activity: activity.fixed or activity.starts or _NONE)
        finishes = spans(lambda activity: activity.finishes or _NONE)
        least = spans(lambda activity: Span(activity.not_before or 0, activity.not_before or 0))
        least[self.fixed] = 0
        bound = np.maximum(np.maximum(starts, least), status)
        bound = np.where(event[:, None] & ~self.fixed[:, None], np.maximum(bound, finishes), bound)
        self.start_bound = (_day(bound) + event[:, None]).astype(np.int32)
        by_finish = (finishes > 0) & ~event[:, None] & ~self.fixed[:, None]
        self.finish_bound = np.where(by_finish, _day(finishes) + 1, 0).astype(np.int32)
        cap = self._numbers(lambda activity: activity.cap or 0)
        self.cap = np.where(cap > 0, _day(cap) + 1, NEVER).astype(np.int32)
        self.duration = self._durations()
        self._gate_bounds()
        self.row = gates.row
        self.group = self._groups()
        self.first_start = np.array(
            [
                len(self._activities) + place
                for place, (_, gate) in enumerate(gates.of_phase)
                if gate is Gate.FIRST_START
            ],
            np.intp,
        )
        self._name_days((began, finished, starts, finishes, least))
        self._name_calendars(plan, gates)

    def _gate_bounds(self) -> None:
        gates = slice(len(self._activities), None)
        self.start_bound[gates] = 1
        self.finish_bound[gates] = 0

    def _durations(self) -> Int32:
        found = self._numbers(lambda activity: activity.duration.low)
        high = self._numbers(lambda activity: activity.duration.high)
        # Work takes at least a day, also at its shortest.
        low = np.clip(found, np.minimum(high, 1), LONGEST)
        likely = self._numbers(lambda activity: activity.duration.likely)
        for place in np.flatnonzero((found > likely) | (likely > high) | (found < 0)):
            self._name(ProblemKind.DURATIONS_CROSSED, place)
        for place in np.flatnonzero(np.maximum(high, found) > LONGEST):
            self._name(ProblemKind.DURATION_TOO_LONG, place)
        high = np.clip(high, 0, LONGEST)
        pair = np.sort(np.stack([low, high], axis=1), axis=1)
        pair[high == 0] = 0
        return pair.astype(np.int32)

    def _name_calendars(self, plan: Plan, gates: Gates) -> None:
        workless = [
            place
            for place, activity in enumerate(plan.activities)
            if activity.calendar in gates.tables.workless
        ]
        for place in workless:
            self._name(ProblemKind.NO_WORKING_DAY, place)

    def _name_days(self, columns: Iterable[npt.NDArray[np.int64]]) -> None:
        days = np.concatenate(list(columns), axis=1)
        for place in np.flatnonzero(((days > 0) & (days < BASE)).any(axis=1)):
            self._name(ProblemKind.BEFORE_1900, place)
        for place in np.flatnonzero((days >= BASE + END).any(axis=1)):
            self._name(ProblemKind.AFTER_2200, place)

    def _name(self, kind: ProblemKind, place: int | np.intp) -> None:
        self._problems.append(Problem(kind, (self._activities[int(place)].id,)))

    def _groups(self) -> Int32:
        found = self._numbers(lambda activity: activity.project)
        _, group = np.unique(found, return_inverse=True)
        groups: Int32 = group.astype(np.int32)
        groups[len(self._activities) :] = -1
        return groups

    def _mask(self, asked: Callable[[Activity], bool]) -> Mask:
        return np.array([*map(asked, self._activities), *[False] * self._gates], bool)

    def _numbers(self, asked: Callable[[Activity], int]) -> npt.NDArray[np.int64]:
        return np.array([*map(asked, self._activities), *[0] * self._gates], np.int64)

    def _spans(self, asked: Callable[[Activity], Span]) -> npt.NDArray[np.int64]:
        many = len(self._activities)
        found = np.zeros((many + self._gates, 2), np.int64)
        flat = np.fromiter(chain.from_iterable(map(asked, self._activities)), np.int64, 2 * many)
        found[:many] = flat.reshape(many, 2)
        return found


def _day(ordinals: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Days of the tables, kept within them: what lies outside is named."""
    return np.clip(ordinals - BASE, 0, END)
