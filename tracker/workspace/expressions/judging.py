"""Whether a row is what an expression asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final, cast

from tracker.domain.fields import FIELD, Context, Field, Kind, value_of
from tracker.domain.model import Body, Bound, Item, Names, Project, Source
from tracker.domain.period import Period
from tracker.domain.ranges import DayRange
from tracker.domain.status import Status
from tracker.domain.values import Amount, DatedText
from tracker.language import Language, translator
from tracker.language.folding import flat
from tracker.workspace.expressions.tree import (
    And,
    Ask,
    Between,
    Compared,
    Empty,
    Equals,
    Expression,
    Not,
    Operator,
    Or,
    Overdue,
    Says,
    Span,
    Test,
    span_days,
)

Row = Project | Item
Told = Callable[[Field], Callable[[Row], object]]
"""For a field, what a row tells in it: see :func:`told`."""
_Judge = Callable[[object], bool]


def told_in(context: Context) -> Told:
    """What rows tell as things stand in ``context``, worked out each time it is asked for."""
    return lambda field: lambda row: told(field, value_of(field, row, context))


def told(field: Field, value: object) -> object:
    """What is compared of a cell; None where nothing is known.

    A Deadline, a DayRange, an int, an Amount or a StrEnum; of texts, one after the other in every
    language, each in a line of its own.
    """
    match value:
        case None | int() | Amount() | StrEnum() | DayRange():
            return value
        case DatedText(deadline):
            return deadline
        case Period():
            return value
        case Names():
            return _lines(value.en, value.ru, value.kk, value.uz) or None
        case str():
            return _term(value) if field.kind is Kind.TERM else _lines(value)
        case _:
            found = cast("tuple[Body | Source, ...]", value)
            return "".join(map(_of_body_or_source, found)) or None


def _of_body_or_source(found: Body | Source) -> str:
    if isinstance(found, Source):
        return _lines(found.title, found.publisher)
    whole, short = found.name, found.short_name
    return _lines(whole.en, whole.ru, whole.kk, whole.uz, short.en, short.ru, short.kk, short.uz)


@cache
def _term(term: str) -> str:
    return _lines(*(translator(language).text(term) for language in Language))


def _lines(*texts: str) -> str:
    said = [" ".join(flat(text).split()) for text in texts if text]
    return "\n" + "\n".join(said) + "\n" if said else ""


def judged(expression: Expression, told: Told, today: date) -> Callable[[Row], bool]:
    """Whether one row is what ``expression`` asks for, on the status date ``today``."""
    match expression:
        case Test(field, Overdue()):
            status = told(FIELD["status"])
            return lambda row: status(row) is Status.OVERDUE
        case Test(field, ask):
            tells, judge = told(FIELD[field]), _judge(FIELD[field], ask, today)
            return lambda row: judge(tells(row))
        case Not(part):
            fulfils = judged(part, told, today)
            return lambda row: not fulfils(row)
        case And(parts):
            every = [judged(part, told, today) for part in parts]
            return lambda row: all(fulfils(row) for fulfils in every)
        case Or(parts):
            some = [judged(part, told, today) for part in parts]
            return lambda row: any(fulfils(row) for fulfils in some)


def _judge(field: Field, ask: Ask, today: date) -> _Judge:
    match ask:
        case Empty():
            return lambda value: value is None
        case Says(text):
            return _contains(field, flat(text))
        case Equals(StrEnum() as wanted):
            return lambda value: value is wanted
        case Equals(str(text)):
            line = f"\n{flat(text)}\n"
            return lambda value: value is not None and line in cast(str, value)
        case Equals(wanted):
            return lambda value: value == wanted
        case Compared(operator, int() as number):
            compare = _COMPARE[operator]
            return lambda value: value is not None and compare(value, value, number, number)
        case Between(int() as low, int() as high):
            return lambda value: value is not None and low <= cast(int, value) <= high
        case Compared(operator, Amount() as amount):
            return _figure(_COMPARE[operator], amount.value, amount.value, amount.unit)
        case Between(Amount() as least, Amount() as most):
            return _figure(_within, least.value, most.value, least.unit)
        case Compared(operator, operand):
            first, last = span_days(cast(Span, operand), today)
            return _dated(operator, first, last)
        case Between(one, other):
            first, _ = span_days(cast(Span, one), today)
            _, last = span_days(cast(Span, other), today)
            return _dated(Operator.EQUAL, first, last)
        case Overdue():
            raise AssertionError("asked of the status")


def _contains(field: Field, wanted: str) -> _Judge:
    if field.kind is Kind.NUMBER:
        # The row itself and those below it: "2.3" is 2.3 and 2.3.1, not 12.3.
        itself, below = f"\n{wanted}\n", f"\n{wanted}."
        return lambda value: value is not None and cast(str, value).startswith((itself, below))
    return lambda value: value is not None and wanted in cast(str, value)


# Both sides are spans; what is compared must hold for every value within them.
_Compare = Callable[[object, object, object, object], bool]
_COMPARE: Final[dict[Operator, _Compare]] = {
    Operator.BEFORE: lambda low, high, first, last: high < first,  # type: ignore[operator]
    Operator.NOT_AFTER: lambda low, high, first, last: high <= last,  # type: ignore[operator]
    Operator.AFTER: lambda low, high, first, last: low > last,  # type: ignore[operator]
    Operator.NOT_BEFORE: lambda low, high, first, last: low >= first,  # type: ignore[operator]
    Operator.EQUAL: lambda low, high, first, last: first <= low and high <= last,  # type: ignore[operator]
    Operator.POSSIBLE: lambda low, high, first, last: low <= last and first <= high,  # type: ignore[operator]
}
_within: Final = _COMPARE[Operator.EQUAL]


def _dated(operator: Operator, first: date, last: date) -> _Judge:
    compare = _COMPARE[operator]
    # "by 2026" is a date of 2026 where one asks for that year, but it may be kept before.
    named = operator is Operator.EQUAL

    def judge(value: object) -> bool:
        if isinstance(value, DayRange):
            return compare(value.first, value.last, first, last)
        if not isinstance(value, Period):
            return False
        return compare(value.first if named else value.earliest, value.last, first, last)

    return judge


_NO_END: Final = Decimal("Infinity")


def _figure(compare: _Compare, first: Decimal, last: Decimal, unit: str) -> _Judge:
    """Figures in another unit cannot be told; "over" and "up to" have one end alone."""

    def judge(value: object) -> bool:
        if not isinstance(value, Amount) or value.unit != unit:
            return False
        low, high = value.value, value.value if value.upper is None else value.upper
        if value.bound is Bound.OVER:
            high = _NO_END
        elif value.bound in (Bound.UP_TO, Bound.NEARLY):
            low = -_NO_END
        return compare(low, high, first, last)

    return judge
