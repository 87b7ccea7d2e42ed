"""Reads one test, by the kind of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Final, cast

from tracker.domain.cells import parse_cell
from tracker.domain.errors import InputError
from tracker.domain.fields import CommittedEdge, Field, Figure, Kind, choice_label
from tracker.domain.model import Bound, Edge, Measure
from tracker.domain.period import Period
from tracker.domain.period_range import PeriodRange
from tracker.domain.status import Status
from tracker.domain.values import Amount
from tracker.language import Language, Translator, translator
from tracker.language.folding import flat
from tracker.records import record
from tracker.workspace.expressions.refusal import NOT_UNDERSTOOD, ExpressionError
from tracker.workspace.expressions.tree import (
    Ask,
    Between,
    Compared,
    Days,
    Empty,
    Equals,
    Near,
    Operand,
    Operator,
    Overdue,
    Says,
    Span,
    Unit,
)
from tracker.workspace.expressions.wording import ask_text
from tracker.workspace.expressions.words import SIGNS, Word, end_phrase, forms, near_phrase

DATES: Final = frozenset({Kind.DEADLINE, Kind.PERIOD, Kind.DAY, Kind.RANGE})
NUMBERS: Final = frozenset({Kind.INTEGER, Kind.PERCENT, Kind.AMOUNT})
CHOICES: Final = frozenset({Kind.CHOICE, Kind.STATUS})

_RANGE: Final = ".."


@record
class Said:
    """The words of one test: from ``first`` to ``end``, their value from ``at`` on."""

    first: int
    at: int
    end: int
    sign: str
    value: str
    quoted: bool
    contains: bool

    @property
    def is_plain(self) -> bool:
        """Whether nothing but "is" or "is not" was asked for."""
        return not self.contains and SIGNS.get(self.sign) in (None, Operator.EQUAL)

    @property
    def operator(self) -> Operator:
        """How a number or date is compared; where no sign was given, it is the value itself."""
        return SIGNS.get(self.sign) or Operator.EQUAL

    def is_word(self, word: Word) -> bool:
        return self.is_plain and not self.quoted and flat(self.value) in forms(word)


def ask_of(field: Field, said: Said, translator: Translator) -> Ask:
    """What ``said`` asks of a column. Raises ExpressionError where it asks nothing it can tell."""
    if said.is_word(Word.EMPTY):
        return Empty()
    try:
        if field.kind in DATES:
            found = _of_date(field, said, translator)
        elif field.kind in NUMBERS:
            found = _of_number(field, said, translator)
        elif field.kind in CHOICES:
            choice = _choice(field, said.value, translator) if said.is_plain else None
            found = None if choice is None else Equals(choice)
        else:
            found = _of_text(said)
    except ExpressionError:
        raise
    except InputError as error:
        raise ExpressionError.at(error, said.at, said.end) from None
    if found is None:
        raise ExpressionError(
            NOT_UNDERSTOOD,
            said.first,
            said.end,
            text=" ".join(part for part in (said.sign, said.value) if part),
            field=translator.text(field.label),
            examples=examples(field, translator),
        )
    return found


def _of_text(said: Said) -> Ask | None:
    if said.contains or not said.sign:
        return Says(said.value)
    return Equals(said.value) if said.is_plain else None


def _of_date(field: Field, said: Said, translator: Translator) -> Ask | None:
    if said.contains:
        return None
    if is_finish(field) and said.is_word(Word.OVERDUE):
        return Overdue()
    first, dots, last = said.value.partition(_RANGE)
    if dots:
        return _range(
            _span(first, translator) if first.strip() else None,
            _span(last, translator) if last.strip() else None,
            said,
        )
    near = near_phrase(said.value)
    if near is not None:
        return Compared(said.operator, near)
    if not said.sign and (ending := end_phrase(said.value)) is not None:
        return Compared(Operator.NOT_AFTER, ending)
    # The reader brings its word tables along, which only dates need.
    from tracker.domain.date_reader import read_deadline, read_range

    if (ends := read_range(said.value, language=translator.language)) is not None:
        return _range(*ends, said)
    deadline = read_deadline(said.value, language=translator.language)
    if not isinstance(deadline, Period):
        return Equals(deadline) if said.is_plain else None
    operator = Operator.NOT_AFTER if deadline.by and not said.sign else said.operator
    return Compared(operator, deadline.plain)


def _span(text: str, translator: Translator) -> Span:
    from tracker.domain.date_reader import read_period

    near = near_phrase(text)
    return near if near is not None else read_period(text, language=translator.language).plain


def _range(first: Operand | None, last: Operand | None, said: Said) -> Ask | None:
    """From one to the other; only one of the ends may be given."""
    if said.operator is Operator.POSSIBLE:
        return _possible(first, last)
    if said.sign:
        return None
    if first is not None and last is not None:
        return Between(first, last)
    if first is not None:
        return Compared(Operator.NOT_BEFORE, first)
    return Compared(Operator.NOT_AFTER, last) if last is not None else None


def _possible(first: Operand | None, last: Operand | None) -> Ask | None:
    """That a date may fall between two periods."""
    if not isinstance(first, Period | None) or not isinstance(last, Period | None):
        return None
    try:
        return Compared(Operator.POSSIBLE, PeriodRange(first, last))
    except ValueError:
        return None


def _of_number(field: Field, said: Said, translator: Translator) -> Ask | None:
    if said.contains or said.operator is Operator.POSSIBLE:
        return None
    first, dots, last = (part.strip() for part in said.value.partition(_RANGE))
    if not dots:
        whole = parse_cell(field, said.value, translator)
        if isinstance(whole, Amount) and whole.upper is not None and whole.bound is Bound.EXACT:
            # "100-200 mn USD", as a figure between two others is written.
            return _range(replace(whole, upper=None), Amount(whole.upper, whole.unit), said)
        number = _number(field, said.value, translator)
        return None if number is None else Compared(said.operator, number)
    if first and last and field.kind is Kind.AMOUNT and not any(map(str.isalpha, first)):
        # "100..500 mn USD" says scale and unit once.
        both = cast(Amount, parse_cell(field, f"{first}–{last}", translator))
        assert both.upper is not None
        low, high = replace(both, upper=None), Amount(both.upper, both.unit)
        return _range(low, high, said) if both.bound is Bound.EXACT else None
    lower, upper = (_number(field, part, translator) if part else None for part in (first, last))
    if isinstance(lower, Amount) and isinstance(upper, Amount) and lower.unit != upper.unit:
        return None
    return _range(lower, upper, said)


def _number(field: Field, text: str, translator: Translator) -> int | Amount | None:
    """One number; None for "about 100", which compares with nothing, and for a range."""
    found = cast("int | Amount", parse_cell(field, text, translator))
    if isinstance(found, Amount) and (found.bound is not Bound.EXACT or found.upper is not None):
        return None
    return found


def is_finish(field: Field) -> bool:
    """Whether the column tells when a row is to be finished."""
    return field.target == CommittedEdge(Edge.FINISH)


# -- choices -----------------------------------------------------------------------------------


def choices_of(field: Field) -> tuple[StrEnum, ...]:
    return tuple(Status) if field.kind is Kind.STATUS else field.choices


def is_choice(field: Field, text: str) -> bool:
    """Whether ``text`` is the whole name of one of the field's choices, in any language."""
    if field.kind not in CHOICES:
        return False
    wanted = flat(text).strip()
    return any(wanted == name for _, name in _names(field, Language.EN))


def _choice(field: Field, text: str, translator: Translator) -> StrEnum | None:
    """The choice that is called so, or the only one whose name in a language begins so."""
    wanted = flat(text)
    for choice, name in _names(field, translator.language):
        if name == wanted:
            return choice
    for language in translator.language.fallbacks:
        found = {choice for choice, name in _named(field, language) if name.startswith(wanted)}
        if len(found) == 1:
            return found.pop()
    return _choice_of_stem(field, wanted)


def _choice_of_stem(field: Field, wanted: str) -> StrEnum | None:
    """The only choice of which a word is another form: «отменённых», «просроченные»."""
    found = {
        choice
        for choice, name in _names(field, Language.EN)
        if len(name) >= _STEM and wanted.startswith(name[: max(_STEM, len(name) - 1)])
    }
    return found.pop() if len(found) == 1 else None


_STEM: Final = 5
"""Letters at least by which a word is known in another form."""


def _names(field: Field, language: Language) -> Iterator[tuple[StrEnum, str]]:
    """The choices with their names, those of ``language`` first, and their values last."""
    for each in language.fallbacks:
        yield from _named(field, each)
    for choice in choices_of(field):
        yield choice, choice.value


def _named(field: Field, language: Language) -> Iterator[tuple[StrEnum, str]]:
    for choice in choices_of(field):
        yield choice, flat(translator(language).text(choice_label(choice)))


# -- what would be understood ------------------------------------------------------------------


def examples(field: Field, translator: Translator) -> str:
    """What could be asked of a column, in the words of the language."""
    return ", ".join(ask_text(ask, translator) for ask in _examples(field))


def _examples(field: Field) -> Sequence[Ask]:
    match field.kind:
        case Kind.DEADLINE | Kind.PERIOD | Kind.DAY | Kind.RANGE:
            found: list[Ask] = [
                Compared(Operator.NOT_AFTER, Period.quarter(2026, 4)),
                Compared(Operator.EQUAL, Period.year(2026)),
                Compared(Operator.EQUAL, Near(Unit.QUARTER)),
                Compared(Operator.EQUAL, Days(30)),
            ]
            return [*found, *([Overdue()] if is_finish(field) else []), Empty()]
        case Kind.INTEGER | Kind.PERCENT:
            return [
                Compared(Operator.EQUAL, 50),
                Compared(Operator.AFTER, 50),
                Between(10, 90),
                Empty(),
            ]
        case Kind.AMOUNT:
            measure = field.target.measure if isinstance(field.target, Figure) else Measure.VALUE
            unit = _UNITS.get(measure, "USD")
            low, high = (Amount(Decimal(number), unit) for number in (100, 500))
            return [Compared(Operator.AFTER, low), Between(low, high), Empty()]
        case Kind.CHOICE | Kind.STATUS:
            return [*(Equals(choice) for choice in choices_of(field)), Empty()]
        case _:
            return [Says("…"), Equals("…"), Empty()]


_UNITS: Final = {Measure.JOBS: "jobs", Measure.CAPACITY: "t a year"}
