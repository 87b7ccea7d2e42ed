"""What was asked, independent of the language it was asked in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum, StrEnum
from functools import singledispatch

from tracker.domain.period import AsNeeded, Period, Permanent, Precision, Recurring
from tracker.domain.period_range import PeriodRange
from tracker.domain.values import Amount
from tracker.records import record


class Operator(StrEnum):
    """How a number or a date is compared; the values are the signs."""

    EQUAL = "="
    BEFORE = "<"
    NOT_AFTER = "<="
    AFTER = ">"
    NOT_BEFORE = ">="
    POSSIBLE = "~"


class Unit(Enum):
    """What a relative span is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@record
class Near:
    """The unit in which the status date falls, or ``shift`` of them later: "next quarter" is 1."""

    unit: Unit
    shift: int = 0

    def days(self, today: date) -> tuple[date, date]:
        if self.unit is Unit.WEEK:
            monday = today + timedelta(weeks=self.shift, days=-today.weekday())
            return monday, monday + timedelta(days=6)
        found = Period.containing(today, Precision(self.unit.value)).shifted(self.shift)
        return found.first, found.last


@record
class Days:
    """The status date and ``count`` days after it; before it where ``count`` is negative."""

    count: int

    def days(self, today: date) -> tuple[date, date]:
        other = today + timedelta(days=self.count)
        return min(today, other), max(today, other)


Span = Period | PeriodRange | Near | Days


def span_days(span: Span, today: date) -> tuple[date, date]:
    """The first and the last day of a span, seen on the status date ``today``."""
    return span.days(today) if isinstance(span, Near | Days) else (span.first, span.last)


Operand = int | Amount | Span


@record
class Says:
    """A text contains this one."""

    text: str


@record
class Equals:
    """The text, the choice, or the deadline that is no period is this one."""

    value: str | StrEnum | Recurring | Permanent | AsNeeded


@record
class Compared:
    """A number or a date stands so to ``operand``."""

    operator: Operator
    operand: Operand


@record
class Between:
    """A number or date lies from ``first`` to ``last``, both included."""

    first: Operand
    last: Operand


@record
class Empty:
    """Nothing is known."""


@record
class Overdue:
    """The row is overdue on the status date."""


Ask = Says | Equals | Compared | Between | Empty | Overdue


@record
class Test:
    """One thing asked of one column, by the key of its field."""

    __test__ = False  # It tests rows; pytest need not collect it.
    field: str
    ask: Ask


@record
class And:
    parts: tuple[Expression, ...]


@record
class Or:
    parts: tuple[Expression, ...]


@record
class Not:
    part: Expression


Expression = Test | And | Or | Not


@singledispatch
def tests(expression: Expression) -> Iterator[Test]:
    """Every test in an expression, in order."""
    raise TypeError(expression)


@tests.register
def _(expression: Test) -> Iterator[Test]:
    yield expression


@tests.register
def _(expression: Not) -> Iterator[Test]:
    return tests(expression.part)


@tests.register(And)
@tests.register(Or)
def _(expression: And | Or) -> Iterator[Test]:
    for part in expression.parts:
        yield from tests(part)


def by_column(expression: Expression | None) -> dict[str, Expression]:
    """An expression taken apart into what it asks of each column; its parts must all hold.

    What asks of several columns at once stands under "".
    """
    if expression is None:
        return {}
    found: dict[str, list[Expression]] = {}
    for part in _conditions(expression):
        columns = {test.field for test in tests(part)}
        found.setdefault(columns.pop() if len(columns) == 1 else "", []).append(part)
    return {
        column: parts[0] if len(parts) == 1 else And(tuple(parts))
        for column, parts in found.items()
    }


def _conditions(expression: Expression) -> Iterator[Expression]:
    """What must all hold for an expression to hold."""
    if isinstance(expression, And):
        for part in expression.parts:
            yield from _conditions(part)
    else:
        yield expression


def joined(columns: Mapping[str, Expression]) -> Expression | None:
    """The expression that :func:`by_column` takes apart so; None where nothing is asked."""
    parts = [part for asked in columns.values() for part in _conditions(asked)]
    return And(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)
