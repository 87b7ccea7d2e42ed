"""What the engine computes from: its own rows, which know nothing of how a portfolio is kept.

Days are proleptic ordinals (:meth:`datetime.date.toordinal`), durations working days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from tracker.domain.model import Calendar, LagUnit, LinkType, State
from tracker.forecast.calendars import WorkingDays
from tracker.records import record

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)
LONGEST: Final = 100_000
"""The most working days that a duration or a lag may have."""


class Span(NamedTuple):
    """A day that is known to lie between two, inclusive."""

    first: int
    last: int


class Duration(NamedTuple):
    """Working days of what is left; all 0 for an event."""

    low: int
    likely: int
    high: int

    @classmethod
    def of(cls, days: int) -> Duration:
        return cls(days, days, days)


EVENT: Final = Duration(0, 0, 0)


class Assumption(StrEnum):
    """What stands in for something that nobody gave."""

    SPAN = "span"
    """The working days of the promised span as its duration."""
    NO_DURATION = "no-duration"
    """No time at all: it finishes as soon as it may."""
    OUTRUN = "outrun"
    """The promise is over and nothing says how long it still takes: from the status date on."""
    START = "start"
    """Under way since an unknown day: the promised start, or the status date."""
    DONE = "done"
    """Done on an unknown day: in the promised period as far as that is past."""


class ProblemKind(StrEnum):
    """What is wrong with the input, or cannot be kept."""

    LOOP = "loop"
    LINK_TO_NOTHING = "link-to-nothing"
    LINK_TO_ITSELF = "link-to-itself"
    LINK_LEFT_OUT = "link-left-out"
    LAG_TOO_LONG = "lag-too-long"
    LEAD_BEFORE_TIME = "lead-before-time"
    DURATION_TOO_LONG = "duration-too-long"
    DURATIONS_CROSSED = "durations-crossed"
    ZERO_DURATION = "zero-duration"
    NO_WORKING_DAY = "no-working-day"
    BEFORE_1900 = "before-1900"
    AFTER_2200 = "after-2200"
    ACTUAL_AHEAD = "actual-ahead"
    FIXED_IN_THE_PAST = "fixed-in-the-past"
    FIXED_TOO_EARLY = "fixed-too-early"
    NOT_AFTER_MISSED = "not-after-missed"
    DEADLINE_MISSED = "deadline-missed"


class Problem(NamedTuple):
    """``items`` are ids, of a loop in its order; ``links`` the ids of the links concerned."""

    kind: ProblemKind
    items: tuple[int, ...] = ()
    links: tuple[int, ...] = ()


@record(kw_only=True)
class Activity:
    """One item without parts, as the engine takes it.

    ``starts`` and ``finishes`` are lower bounds from the item's own promise, ``not_before`` one
    from a constraint; ``fixed`` places the start. ``not_after`` and ``deadline`` are last days for
    the finish. ``began`` and ``finished`` are what was reported: a finished activity is where it
    is, one that began has ``duration`` left. ``promised`` is the finish promised, for what is
    measured against it. ``project`` is whose finish the late dates are counted back from.
    ``supposed``: other dates than those of the plan are supposed of it.
    """

    id: int
    project: int = 0
    calendar: Calendar | str = Calendar.BOTH
    duration: Duration = EVENT
    starts: Span | None = None
    finishes: Span | None = None
    not_before: int | None = None
    fixed: Span | None = None
    not_after: int | None = None
    deadline: int | None = None
    as_late_as_possible: bool = False
    began: Span | None = None
    finished: Span | None = None
    promised: Span | None = None
    state: State | None = None
    assumed: tuple[Assumption, ...] = ()
    supposed: bool = False

    @property
    def is_event(self) -> bool:
        """Whether it takes no work."""
        return self.duration.high == 0

    @property
    def cap(self) -> int | None:
        """The last day that a constraint allows its finish."""
        given = [day for day in (self.not_after, self.deadline) if day is not None]
        return min(given, default=None)


@record
class Dependency:
    """A link; ``lag`` is negative for a lead."""

    id: int
    predecessor: int
    successor: int
    type: LinkType = LinkType.FS
    lag: int = 0
    lag_unit: LagUnit = LagUnit.WORKING_DAYS


class Phase(NamedTuple):
    """What has parts, the ids of the activities below it at any depth, and its calendar."""

    parts: Sequence[int]
    calendar: Calendar | str = Calendar.BOTH


@record(kw_only=True)
class Plan:
    """All that a forecast follows from.

    ``phases`` are the items with parts by their ids, ``projects`` the ids of the activities of
    each. ``undated`` are items of which nothing is known that a date could follow from,
    ``standing`` those that are a duty without an end, ``cancelled`` those that will not be done: no
    link counts for them. ``problems`` are those already met while the plan was made.
    """

    status_date: date
    activities: Sequence[Activity]
    dependencies: Sequence[Dependency] = ()
    phases: Mapping[int, Phase] = field(default_factory=dict)
    projects: Mapping[int, Sequence[int]] = field(default_factory=dict)
    undated: frozenset[int] = frozenset()
    standing: frozenset[int] = frozenset()
    cancelled: frozenset[int] = frozenset()
    working_days: WorkingDays = field(default_factory=WorkingDays)
    problems: tuple[Problem, ...] = ()
