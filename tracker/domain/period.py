"""Dates as officials give them: periods of a known precision, and deadlines that are no period.

A :class:`Period` never holds more than was said. "Q4 2026" is the quarter, not its last day: it is
stored as ``2026-Q4``, drawn over the whole quarter and overdue only after 31 December 2026.
Deadlines such as "on a permanent basis" or "monthly by the 10th" are kinds of their own and are
never overdue.

Keys (the stored form) follow ISO 8601-2 (EDTF) in meaning and read by themselves::

    2026-12-31  2026-12  2026-Q4  2027-H1  2027      a period
    2026-by     2026-09-29-by                        at the latest in / on it
    2027~  2027?  2027%                              approximate, uncertain, both
    permanent   as-needed   each-month   each-month-by-10
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import field, replace
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import Final

from tracker.records import record


class Precision(StrEnum):
    """How exactly a period is known. Members are ordered from the finest to the coarsest."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def rank(self) -> int:
        """0 for a day to 4 for a year; a higher rank is less precise."""
        return _RANK[self]

    @property
    def months(self) -> int:
        """Length in months; 0 for a day."""
        return _MONTHS[self]


_RANK: Final = {precision: rank for rank, precision in enumerate(Precision)}
_MONTHS: Final = dict(zip(Precision, (0, 1, 3, 6, 12), strict=True))


class Qualifier(StrEnum):
    """How sure the source was, as in ISO 8601-2: ``~`` approximate, ``?`` uncertain, ``%`` both."""

    NONE = ""
    APPROXIMATE = "~"
    UNCERTAIN = "?"
    BOTH = "%"


class Order(Enum):
    """The answer to "which comes first?" between two periods."""

    BEFORE = "before"
    SAME = "same"
    AFTER = "after"
    UNKNOWN = "cannot tell"


@record
class Period:
    """A day, month, quarter, half-year or year of the Gregorian calendar.

    ``first`` must be the first day of a unit of ``precision``. ``by`` marks a limit: "by the end of
    2026" is the year 2026 with ``by``, since anything up to its last day keeps the promise.
    """

    first: date
    precision: Precision
    by: bool = False
    qualifier: Qualifier = Qualifier.NONE
    last: date = field(init=False, repr=False, compare=False)
    """The last day, inclusive."""

    def __post_init__(self) -> None:
        months = self.precision.months
        if months and (self.first.day != 1 or (self.first.month - 1) % months):
            raise ValueError(f"{self.first} does not begin a {self.precision}")
        # Asked for far more often than periods are made.
        object.__setattr__(self, "last", _last_day(self.first, months))

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(day, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), Precision.MONTH)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(date(year, 3 * quarter - 2, 1), Precision.QUARTER)

    @classmethod
    def half_year(cls, year: int, half: int) -> Period:
        return cls(date(year, 6 * half - 5, 1), Precision.HALF_YEAR)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), Precision.YEAR)

    @classmethod
    def containing(cls, day: date, precision: Precision) -> Period:
        """The period of ``precision`` in which ``day`` falls."""
        if precision is Precision.DAY:
            return cls(day, precision)
        months = precision.months
        return cls(day.replace(month=(day.month - 1) // months * months + 1, day=1), precision)

    @property
    def number(self) -> int:
        """Which unit of its year this is: month 1–12, quarter 1–4, half 1–2; 1 for a year."""
        months = self.precision.months
        return self.first.day if not months else (self.first.month - 1) // months + 1

    @property
    def earliest(self) -> date:
        """The earliest day that is meant; open downwards for a limit ("by …")."""
        return date.min if self.by else self.first

    @property
    def plain(self) -> Period:
        """The same span of days without limit and qualifier."""
        return Period(self.first, self.precision)

    @property
    def key(self) -> str:
        """The stored form, see the module's docstring; :func:`deadline_from_key` reads it back."""
        year = f"{self.first.year:04d}"
        match self.precision:
            case Precision.DAY:
                text = self.first.isoformat()
            case Precision.MONTH:
                text = f"{year}-{self.first.month:02d}"
            case Precision.QUARTER:
                text = f"{year}-Q{self.number}"
            case Precision.HALF_YEAR:
                text = f"{year}-H{self.number}"
            case Precision.YEAR:
                text = year
        return text + ("-by" if self.by else "") + self.qualifier

    @property
    def sort_key(self) -> tuple[date, date, int]:
        """Orders deadlines: by the last day, then the first, then the more precise."""
        return (self.last, self.first, self.precision.rank)

    def __contains__(self, other: date | Period) -> bool:
        if isinstance(other, Period):
            return self.first <= other.first and other.last <= self.last
        return self.first <= other <= self.last

    def shifted(self, units: int) -> Period:
        """The period ``units`` of its own precision later (earlier when negative).

        Raises OverflowError or ValueError outside the years 1 to 9999.
        """
        if self.precision is Precision.DAY:
            return replace(self, first=self.first + timedelta(days=units))
        # The first paint reads periods and shifts none: it need not wait for the import.
        from dateutil.relativedelta import relativedelta

        months = relativedelta(months=units * self.precision.months)
        return replace(self, first=self.first + months)

    def compare(self, other: Period) -> Order:
        """Whether this comes before or after ``other``, as far as their precision tells.

        Two overlapping periods, even equal ones, leave it open; only equal days are the same.
        """
        if self.last < other.earliest:
            return Order.BEFORE
        if other.last < self.earliest:
            return Order.AFTER
        if self.earliest == self.last == other.earliest == other.last:
            return Order.SAME
        return Order.UNKNOWN

    def is_before(self, other: Period) -> bool | None:
        """True, False, or None where the precision leaves it open."""
        order = self.compare(other)
        return None if order is Order.UNKNOWN else order is Order.BEFORE

    def is_over_on(self, day: date) -> bool:
        """Whether the whole period lies before ``day``: "Q4 2026" is over on 1 January 2027."""
        return self.last < day


def _last_day(first: date, months: int) -> date:
    if not months:
        return first
    month = first.month + months - 1
    return date(first.year, month, monthrange(first.year, month)[1])


class Frequency(StrEnum):
    """How often a recurring deadline comes round."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@record
class Recurring:
    """A duty that comes round: "quarterly", "monthly by the 10th" (``by_day`` 10 of the month)."""

    every: Frequency
    by_day: int | None = None

    def __post_init__(self) -> None:
        if self.by_day is not None and not 1 <= self.by_day <= 31:
            raise ValueError(f"no month has a day {self.by_day}")

    @property
    def key(self) -> str:
        return f"each-{self.every}" + (f"-by-{self.by_day}" if self.by_day else "")


@record
class Permanent:
    """A duty without an end: "on a permanent basis"."""

    @property
    def key(self) -> str:
        return _PERMANENT


@record
class AsNeeded:
    """A duty that arises by itself: "as needed"."""

    @property
    def key(self) -> str:
        return _AS_NEEDED


Deadline = Period | Recurring | Permanent | AsNeeded

_PERMANENT: Final = "permanent"
_AS_NEEDED: Final = "as-needed"
_PERIOD_KEY: Final = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
    r"(?P<by>-by)?(?P<qualifier>[~?%]?)"
)
_RECURRING_KEY: Final = re.compile(r"each-(?P<every>[a-z-]+?)(?:-by-(?P<day>[0-9]{1,2}))?")


def period_from_key(key: str) -> Period:
    """Read :attr:`Period.key` back. Raises ValueError for anything else."""
    match = _PERIOD_KEY.fullmatch(key)
    if not match:
        raise ValueError(f"not the key of a period: {key!r}")
    year = int(match["year"])
    if match["quarter"]:
        period = Period.quarter(year, int(match["quarter"]))
    elif match["half"]:
        period = Period.half_year(year, int(match["half"]))
    elif match["day"]:
        period = Period.day(date(year, int(match["month"]), int(match["day"])))
    elif match["month"]:
        period = Period.month(year, int(match["month"]))
    else:
        period = Period.year(year)
    return replace(period, by=bool(match["by"]), qualifier=Qualifier(match["qualifier"]))


def deadline_from_key(key: str) -> Deadline:
    """Read the key of any kind of deadline back. Raises ValueError for anything else."""
    if key == _PERMANENT:
        return Permanent()
    if key == _AS_NEEDED:
        return AsNeeded()
    match = _RECURRING_KEY.fullmatch(key)
    if match:
        return Recurring(Frequency(match["every"]), int(match["day"]) if match["day"] else None)
    return period_from_key(key)
