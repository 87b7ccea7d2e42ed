"""From a portfolio to the plan that is computed; the rules are in the package's docstring."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

from tracker.domain.model import (
    Calendar,
    ConstraintKind,
    Edge,
    Item,
    ItemKind,
    Link,
    ScenarioMove,
    Side,
    State,
)
from tracker.domain.outline import ref_of
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.forecast.calendars import WorkingDays
from tracker.forecast.day_tables import BASE, END, DayTables
from tracker.forecast.plan import (
    EVENT,
    Activity,
    Assumption,
    Dependency,
    Duration,
    Phase,
    Plan,
    Problem,
    ProblemKind,
    Span,
)

_ID: Final = attrgetter("id")
_OF_SIDE: Final = {Side.KZ: Calendar.KZ, Side.UZ: Calendar.UZ, Side.JOINT: Calendar.BOTH}


def plan_of(
    portfolio: Portfolio,
    status_date: date,
    working_days: WorkingDays,
    *,
    supposed: Iterable[ScenarioMove] = (),
) -> Plan:
    """The plan of a portfolio on a status date.

    ``supposed`` is what a scenario, or a bar that is being dragged, puts in the place of what was
    promised: its start and finish hold an item as promises do, and its duration stands for the
    item's own. What was promised is still what the forecast is measured against.
    """
    return Planner(portfolio, status_date, working_days, supposed=supposed).plan()


class Place(Enum):
    """What an item is in a plan; each is one."""

    ACTIVITY = 1
    PHASE = 2
    UNDATED = 3
    STANDING = 4
    CANCELLED = 5


class Planned(NamedTuple):
    """What a plan says of one item.

    ``calendar`` is that of an item with parts. ``above`` are the refs of what an activity is a part
    of. ``takes_nothing``: its duration was given as 0 days.
    """

    place: Place
    activity: Activity | None
    calendar: Calendar | str | None
    above: tuple[int, ...]
    takes_nothing: bool


class Planner:
    """Makes the rows of a plan out of those of a portfolio."""

    def __init__(
        self,
        portfolio: Portfolio,
        status_date: date,
        working_days: WorkingDays,
        *,
        supposed: Iterable[ScenarioMove] = (),
    ) -> None:
        self._portfolio = portfolio
        self._status_date = status_date
        self._today = status_date.toordinal()
        self._working_days = working_days
        self._supposed = {move.item_id: move for move in supposed}

    def plan(self) -> Plan:
        """The whole plan, everything in it in the order of ids."""
        items = sorted(self._portfolio.items, key=_ID)
        planned = {item.id: self.planned(item) for item in items}
        phases: dict[int, Phase] = {
            item_id: Phase([], found.calendar)
            for item_id, found in planned.items()
            if found.calendar is not None
        }
        projects: dict[int, list[int]] = {row.id: [] for row in self._portfolio.projects}
        for item_id, found in planned.items():
            if found.activity is not None:
                for above in found.above:
                    parts = phases[above].parts if above > 0 else projects[-above]
                    parts.append(item_id)  # type: ignore[attr-defined]
        return Plan(
            status_date=self._status_date,
            activities=[found.activity for found in planned.values() if found.activity],
            dependencies=[dependency_of(row) for row in sorted(self._portfolio.links, key=_ID)],
            phases=phases,
            projects=projects,
            undated=_at(Place.UNDATED, planned),
            standing=_at(Place.STANDING, planned),
            cancelled=_at(Place.CANCELLED, planned),
            working_days=self._working_days,
            problems=zero_durations(planned),
        )

    def planned(self, item: Item) -> Planned:
        """What the plan says of one item."""
        calendar = None
        if self._portfolio.outline.below(item.id):
            calendar = calendar_of(self._portfolio, item)
        takes_nothing = item.kind is not ItemKind.MILESTONE and item.duration_likely == 0
        activity = None
        if self._is_cancelled(item):
            place = Place.CANCELLED
        elif self._is_standing(item):
            place = Place.STANDING
        elif calendar is not None:
            place = Place.PHASE
        else:
            activity = self.activity(item)
            place = Place.UNDATED if activity is None else Place.ACTIVITY
        above = tuple(ref_of(row) for row in self._portfolio.ancestors(item)) if activity else ()
        return Planned(place, activity, calendar, above, takes_nothing)

    def changed(self, known: Container[int], item_ids: Iterable[int]) -> list[Activity] | None:
        """The rows anew of items that were rows of a plan before, as ``known`` tells.

        None where any was none or is none now: the plan has to be made as a whole, as it has where
        links, parts or calendars changed.
        """
        found = []
        for item_id in item_ids:
            item = self._portfolio.items.get(item_id)
            if item is None or item_id not in known or self._portfolio.outline.below(item_id):
                return None
            if self._is_cancelled(item) or self._is_standing(item):
                return None
            activity = self.activity(item)
            if activity is None:
                return None
            found.append(activity)
        return found

    def activity(self, item: Item) -> Activity | None:
        """The row of an item without parts; None where no date could follow from it."""
        promised = _span(self._portfolio.deadline(item))
        plain = Activity(
            id=item.id,
            project=item.project_id,
            calendar=calendar_of(self._portfolio, item),
            promised=promised,
            state=item.state,
            supposed=item.id in self._supposed,
        )
        if item.actual_finish is not None or item.state is State.DONE:
            return self._done(plain, item)
        activity = _constrained(self._open(plain, item), item)
        known = (
            activity.starts or activity.finishes or activity.not_before or activity.fixed
        ) or not activity.is_event
        if not known and not self._waits(item):
            return None
        if activity.fixed is not None and activity.began is not None:
            return replace(activity, fixed=None)
        return activity

    # -- what was reported ------------------------------------------------------------------------

    def _done(self, plain: Activity, item: Item) -> Activity:
        finished = _span(item.actual_finish)
        assumed: tuple[Assumption, ...] = ()
        if finished is None:
            today = Span(self._today, self._today)
            finished = plain.promised or today
            if finished.first > self._today:
                finished = today
            assumed = (Assumption.DONE,)
        began = self._past(_span(item.actual_start))
        duration = EVENT if item.kind is ItemKind.MILESTONE else Duration.of(1)
        return replace(
            plain, finished=self._past(finished), began=began, duration=duration, assumed=assumed
        )

    def _past(self, span: Span | None) -> Span | None:
        """What was reported as "2026" in November was not in December."""
        if span is None or span.first > self._today:
            return span
        return Span(span.first, min(span.last, self._today))

    # -- what is left -----------------------------------------------------------------------------

    def _open(self, plain: Activity, item: Item) -> Activity:
        start = _span(self._portfolio.deadline(item, Edge.START))
        finish = plain.promised
        duration = duration_of(item)
        if (move := self._supposed.get(item.id)) is not None:
            start = _span(move.start) or start
            finish = _span(move.finish) or finish
            duration = duration if move.duration is None else Duration.of(move.duration)
        if item.kind is ItemKind.MILESTONE:
            return replace(plain, finishes=finish, assumed=self._outrun(item, finish))
        under_way = bool(item.actual_start or item.percent or item.state is State.IN_PROGRESS)
        assumed: tuple[Assumption, ...] = ()
        starts, finishes = start, finish
        if duration is not None and duration.high > 0:
            waits = self._waits(item) or start is not None or under_way
            # Work under way may have outrun its duration: then only the end that is supposed tells.
            tells = under_way and move is not None and move.finish is not None
            finishes = None if waits and not tells else finish
        elif start is not None and finish is not None and finish.last >= start.first:
            duration, assumed = self._spanned(plain.calendar, start, finish), (Assumption.SPAN,)
        else:
            duration = EVENT
            assumed = self._outrun(item, finish or start) or (Assumption.NO_DURATION,)
        if finishes is not None and duration != EVENT:
            finishes = self._on_working_days(plain.calendar, finishes)
        if not under_way:
            return replace(
                plain, duration=duration, starts=starts, finishes=finishes, assumed=assumed
            )
        began = self._past(_span(item.actual_start))
        if began is None:
            began = self._past(start) or Span(self._today, self._today)
            assumed = (*assumed, Assumption.START)
            if began.first > self._today:
                began = Span(self._today, self._today)
        duration = self._left(duration, item, plain.calendar, began)
        return replace(plain, duration=duration, finishes=finishes, began=began, assumed=assumed)

    def _spanned(self, calendar: Calendar | str, start: Span, finish: Span) -> Duration:
        """The working days of a promised span, so that it is kept where nothing delays it.

        The early pass begins on its first day and the late one on its last, so each has its own.
        """
        early = max(self._days(calendar, start.first, finish.first), 1)
        late = max(self._days(calendar, start.last, finish.last), 1)
        low, high = min(early, late), late
        return Duration(low, (low + high) // 2, high)

    def _on_working_days(self, calendar: Calendar | str, span: Span) -> Span:
        """The span up to its last working day: work that is promised for a year is finished on one
        of its working days, not on the first one after it."""
        row = self._tables.row_of[calendar]
        worked = int(self._tables.before[row, min(max(span.last + 1 - BASE, 0), END)])
        last = int(self._tables.day[row, worked - 1]) + BASE if worked else span.last
        return Span(min(span.first, last), last) if last >= span.first else span

    def _left(
        self, duration: Duration, item: Item, calendar: Calendar | str, began: Span
    ) -> Duration:
        """What remains of a duration, at least a day of it."""
        if duration == EVENT:
            return EVENT
        if item.percent is not None:
            done = min(max(item.percent, 0), 100)
            return Duration(*(max(-(-days * (100 - done) // 100), 1) for days in duration))
        gone = [self._days(calendar, day, self._today - 1) for day in began]
        low, likely, high = duration
        return Duration(
            max(low - gone[0], 1),
            max(likely - sum(gone) // 2, 1),
            max(high - gone[1], 1),
        )

    def _outrun(self, item: Item, promise: Span | None) -> tuple[Assumption, ...]:
        over = promise is not None and promise.last < self._today
        return (Assumption.OUTRUN,) if over and not self._waits(item) else ()

    # -- the portfolio as a whole -----------------------------------------------------------------

    def _waits(self, item: Item) -> bool:
        """Whether an item waits for another one, by a link of its own or of a phase above it."""
        items = self._portfolio.items
        for row in (item, *self._portfolio.ancestors(item)):
            if isinstance(row, Item):
                for link in self._portfolio.links.where("successor_id", row.id):
                    before = items.get(link.predecessor_id)
                    if before is not None and not self._is_out(before):
                        return True
        return False

    def _is_out(self, item: Item) -> bool:
        """Whether no link from an item counts."""
        return self._is_cancelled(item) or self._is_standing(item)

    def _is_cancelled(self, item: Item) -> bool:
        """Whether an item or anything that it is a part of was cancelled."""
        if item.state is State.CANCELLED:
            return True
        return any(row.state is State.CANCELLED for row in self._portfolio.ancestors(item))

    def _is_standing(self, item: Item) -> bool:
        """Whether an item is a duty without an end that is not reported as done."""
        return (
            item.actual_finish is None
            and item.state is not State.DONE
            and not isinstance(self._portfolio.deadline(item), Period | None)
            and not self._portfolio.outline.below(item.id)
        )

    @cached_property
    def _tables(self) -> DayTables:
        own = [calendar.uid for calendar in self._portfolio.calendars]
        return DayTables(self._working_days, [*Calendar, *own])

    def _days(self, calendar: Calendar | str, first: int, last: int) -> int:
        """The working days from one ordinal day to another, inclusive; 0 where there are none."""
        before = self._tables.before[self._tables.row_of[calendar]]
        begin, end = (min(max(day - BASE, 0), END) for day in (first, last + 1))
        return max(int(before[end]) - int(before[begin]), 0)


def dependency_of(link: Link) -> Dependency:
    return Dependency(
        link.id, link.predecessor_id, link.successor_id, link.type, link.lag, link.lag_unit
    )


def zero_durations(planned: Mapping[int, Planned]) -> tuple[Problem, ...]:
    return tuple(
        Problem(ProblemKind.ZERO_DURATION, (item_id,))
        for item_id, found in planned.items()
        if found.takes_nothing
    )


def _at(place: Place, planned: Mapping[int, Planned]) -> frozenset[int]:
    return frozenset(item_id for item_id, found in planned.items() if found.place is place)


def duration_of(item: Item) -> Duration | None:
    """The duration of an item, each part that is missing taken from the others; None without any.

    A likely duration that is missing is halfway between the low and the high one.
    """
    low, likely, high = item.duration_low, item.duration_likely, item.duration_high
    given = [days for days in (low, likely, high) if days is not None]
    if not given:
        return None
    if likely is None:
        likely = sum(given) // len(given)
    return Duration(likely if low is None else low, likely, likely if high is None else high)


def calendar_of(portfolio: Portfolio, item: Item) -> Calendar | str:
    """The item's calendar, else that of its project's side, else of both countries.

    One of the file's own is its uid.
    """
    if item.own_calendar_id is not None:
        return portfolio.calendars[item.own_calendar_id].uid
    if item.calendar is not None:
        return item.calendar
    project = portfolio.projects.get(item.project_id)
    return _OF_SIDE[project.side] if project and project.side else Calendar.BOTH


def _constrained(activity: Activity, item: Item) -> Activity:
    span = _span(item.constraint_date)
    match item.constraint_kind, span:
        case ConstraintKind.AS_LATE, _:
            return replace(activity, as_late_as_possible=True)
        case ConstraintKind.NOT_BEFORE, Span(first, _):
            return replace(activity, not_before=first)
        case ConstraintKind.NOT_AFTER, Span(_, last):
            return replace(activity, not_after=last)
        case ConstraintKind.DEADLINE, Span(_, last):
            return replace(activity, deadline=last)
        case ConstraintKind.FIXED, Span():
            return replace(activity, fixed=span)
    return activity


def _span(period: object) -> Span | None:
    if not isinstance(period, Period):
        return None
    return Span(period.first.toordinal(), period.last.toordinal())
