"""A slow forecast, day by day, straight from the rules: what the engine is held to.

It shares nothing with the engine but the rows of a plan. An instant is an ordinal: the midnight
before that day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from tracker.domain.model import LagUnit, LinkType
from tracker.forecast.plan import Activity, Dependency, Plan

HIGH, LOW = 1, 0


@dataclass
class Reference:
    """One pass over a plan without loops and phases: LOW early, HIGH late.

    ``start`` and ``finish`` are instants by the id of the activity. ``held`` are starts that some
    activities are not to be before, to try how far they can be put off.
    """

    plan: Plan
    side: int
    held: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {row.id: row for row in self.plan.activities}
        self.start: dict[int, int] = {}
        self.finish: dict[int, int] = {}
        self.left: dict[int, int] = {}
        for row in self.plan.activities:
            self._put(row)
        changed = True
        while changed:
            changed = False
            for row in self.plan.activities:
                before = self.start[row.id], self.finish[row.id], self.left[row.id]
                self._put(row)
                changed |= before != (self.start[row.id], self.finish[row.id], self.left[row.id])

    def works(self, row: Activity, day: int) -> bool:
        return self.plan.working_days.works(row.calendar, date.fromordinal(day))

    def _put(self, row: Activity) -> None:
        if row.finished:
            self.finish[row.id] = row.finished[self.side] + 1
            if row.began:
                self.start[row.id] = row.began[self.side] + (1 if row.is_event else 0)
            else:
                self.start[row.id] = self.finish[row.id] - (0 if row.is_event else 1)
            self.left[row.id] = self.start[row.id]
            return
        first, last = self._asked(row)
        if row.is_event:
            start = finish = max(first, last)
        else:
            start = first
            while True:
                if self.works(row, start):
                    finish = self._finish(row, start)
                    if finish >= last:
                        break
                start += 1
        self.left[row.id] = start
        self.start[row.id] = row.began[self.side] if row.began else start
        self.finish[row.id] = finish

    def _finish(self, row: Activity, start: int) -> int:
        to_do = row.duration[0 if self.side == LOW else 2]
        day = start
        while True:
            to_do -= self.works(row, day)
            day += 1
            if not to_do:
                return day

    def _asked(self, row: Activity) -> tuple[int, int]:
        """The instants that the start and the finish are not to be before."""
        end = 1 if row.is_event else 0
        status = self.plan.status_date.toordinal()
        first = max(status, self.held.get(row.id, 0)) + end
        last = 0
        if row.fixed:
            return max(first, row.fixed[self.side] + end), 0
        if row.starts:
            first = max(first, row.starts[self.side] + end)
        if row.not_before:
            first = max(first, row.not_before + end)
        if row.finishes:
            last = row.finishes[self.side] + 1
        for link in self.plan.dependencies:
            if link.successor == row.id and link.predecessor in self.finish:
                instant = self.instant(link)
                if link.type in (LinkType.FS, LinkType.SS):
                    first = max(first, instant)
                else:
                    last = max(last, instant)
        return first, last

    def instant(self, link: Dependency) -> int:
        """What a link asks for."""
        before, after = self.rows[link.predecessor], self.rows[link.successor]
        from_finish = link.type in (LinkType.FS, LinkType.FF)
        at = (self.finish if from_finish else self.start)[before.id]
        begins_a_day = not from_finish and not before.is_event
        counted = link.lag_unit is LagUnit.WORKING_DAYS
        if link.lag == 0 or not counted:
            return at + link.lag + (1 if begins_a_day and after.is_event else 0)
        todo = abs(link.lag)
        if link.lag > 0:
            while todo:
                todo -= self.works(after, at)
                at += 1
            return at
        while todo:
            at -= 1
            todo -= self.works(after, at)
        if not after.is_event:
            return at
        if begins_a_day:
            return at + 1
        while not self.works(after, at - 1):
            at -= 1
        return at

    # -- what is found by trying ------------------------------------------------------------------

    def latest(self, item_id: int, *, most: int = 400) -> int:
        """The latest finish of an open activity that moves the finish of no project."""
        limits = self._project_finishes()
        found = self.finish[item_id]
        for tried in self._put_off(item_id, most):
            if any(finish > limits[group] for group, finish in tried._project_finishes().items()):
                break
            found = tried.finish[item_id]
        else:
            raise AssertionError("no end to the float")
        return found

    def alone(self, item_id: int, *, most: int = 400) -> int:
        """The latest finish of an activity that moves nothing else, and no project's finish."""
        limits = self._project_finishes()
        found = self.finish[item_id]
        for tried in self._put_off(item_id, most):
            others = [row.id for row in self.plan.activities if row.id != item_id]
            moved = any(
                tried.left[other] != self.left[other] or tried.finish[other] != self.finish[other]
                for other in others
            )
            if moved or tried._project_finishes() != limits:
                break
            found = tried.finish[item_id]
        else:
            raise AssertionError("no end to the float")
        return found

    def _put_off(self, item_id: int, most: int):
        row = self.rows[item_id]
        day = self.left[item_id] - (1 if row.is_event else 0)
        for later in range(day + 1, day + most):
            if row.is_event or self.works(row, later):
                yield replace(self, held={item_id: later})

    def _project_finishes(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for row in self.plan.activities:
            found[row.project] = max(found.get(row.project, 0), self.finish[row.id])
        return found

    def days(self, item_id: int, first: int, last: int) -> int:
        """The working days of an activity between two instants, negative backwards."""
        row = self.rows[item_id]
        if last < first:
            return -self.days(item_id, last, first)
        return sum(self.works(row, day) for day in range(first, last))
