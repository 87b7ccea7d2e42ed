"""Whether a row is what an expression asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, cast

from tracker.domain.fields import FIELD, Context, Field, Kind, value_of
from tracker.domain.model import Body, Bound, Item, Names, Project, Source
from tracker.domain.period import Period
from tracker.domain.ranges import DayRange
from tracker.domain.slip import RangeSlip, range_slip_text
from tracker.domain.status import Status
from tracker.domain.values import Amount, DatedText
from tracker.language import Language, translator
from tracker.language.folding import Wanted, flat, searchable
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

_ASIDE: Final = "\v"
"""Parts the readings of a text, which :func:`told` has split at all white space."""


def told_in(context: Context) -> Told:
    """What rows tell as things stand in ``context``, worked out each time it is asked for."""
    return lambda field: lambda row: told(field, value_of(field, row, context))


def told(field: Field, value: object) -> object:
    """What is compared of a cell; None where nothing is known.

    A Deadline, a DayRange, an int, an Amount or a StrEnum; of texts, one after the other in every
    language: each in a line of its own as :func:`tracker.language.folding.flat` spells it, and the
    other readings of a search beside it, which stand between no ends of lines.
    """
    match value:
        case None | int() | Amount() | StrEnum() | DayRange():
            return value
        case DatedText(deadline):
            return deadline
        case Period():
            return value
        case Names():
            return _of_names(value) or None
        case RangeSlip():
            return "".join(_line(range_slip_text(value, translator(each))) for each in Language)
        case str():
            return _term(value) if field.kind is Kind.TERM else _line(value)
        case _:
            found = cast("tuple[Body | Source, ...]", value)
            return "".join(map(_of_body_or_source, found)) or None


def _of_body_or_source(found: Body | Source) -> str:
    if isinstance(found, Source):
        return _line(found.title) + _line(found.publisher)
    return _of_names(found.name) + _of_names(found.short_name)


def _of_names(names: Names) -> str:
    return "".join(
        [
            *(_line(text, may_be_uzbek=False) for text in (names.en, names.ru, names.kk)),
            _line(names.uz),
        ]
    )


@cache
def _term(term: str) -> str:
    return "".join(
        _line(translator(language).text(term), may_be_uzbek=language is Language.UZ)
        for language in Language
    )


@lru_cache(maxsize=4096)
def _line(text: str, *, may_be_uzbek: bool = True) -> str:
    """A text in a line of its own, its other readings behind it. Many rows say the same."""
    if not text:
        return ""
    plain = " ".join(text.split())
    spelt = flat(plain)
    readings = searchable(plain, may_be_uzbek=may_be_uzbek).replace("\n", _ASIDE)
    # Most texts read as they are spelt.
    aside = readings.removeprefix(spelt)
    return f"\n{spelt}\n{_ASIDE}{aside}" if aside else f"\n{spelt}\n"


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
            return _contains(field, text)
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


def _contains(field: Field, text: str) -> _Judge:
    if field.kind is Kind.NUMBER:
        # The row itself and those below it: "2.3" is 2.3 and 2.3.1, not 12.3.
        number = flat(text)
        itself, below = f"\n{number}\n", f"\n{number}."
        return lambda value: value is not None and cast(str, value).startswith((itself, below))
    # What the plain reading of one text finds in the spelling of another it finds in its reading.
    wanted = Wanted.of(text)
    plain, uzbek = wanted.plain, wanted.uzbek or wanted.plain
    return lambda value: (
        value is not None and (plain in cast(str, value) or uzbek in cast(str, value))
    )


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
