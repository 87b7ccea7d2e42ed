"""How the value of a cell is shown, typed and ordered, for each kind of field.

Showing and typing are inverse: what :func:`cell_text` shows, :func:`parse_cell` reads back as the
same value, in each language.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from tracker.domain.amounts import amount_text, read_amount
from tracker.domain.errors import InputError, Term
from tracker.domain.fields import Field, Figure, Kind, MoneyIn, choice_label
from tracker.domain.model import Body, LagUnit, Measure, Names, Source
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.ranges import DayRange, range_text
from tracker.domain.slip import RangeSlip, range_slip_text
from tracker.domain.values import Amount, DatedText
from tracker.domain.vocabulary import term_from_text
from tracker.language import N_, Language, Translator

if TYPE_CHECKING:
    from collections.abc import Callable


def cell_text(
    field: Field, value: object, translator: Translator, style: Style = Style.SHORT
) -> str:
    """The text of a cell in the translator's language; "" for None.

    ``style`` is how dates are worded: SHORT for the screen, TABLE for an official table.
    """
    if value is None:
        return ""
    match field.kind:
        case Kind.NAME | Kind.CALENDAR:
            return cast(Names, value).best(translator.language)
        case Kind.TERM:
            return translator.text(str(value))
        case Kind.DEADLINE | Kind.PERIOD:
            return dated_text(cast(DatedText, value), translator.language, style)
        case Kind.DAY:
            return deadline_text(cast(Deadline, value), translator.language, style=style)
        case Kind.RANGE:
            return range_text(*cast(DayRange, value), translator.language)
        case Kind.SLIP:
            return range_slip_text(cast(RangeSlip, value), translator)
        case Kind.AMOUNT:
            return amount_text(cast(Amount, value), translator)
        case Kind.CHOICE | Kind.STATUS:
            return translator.text(choice_label(cast(StrEnum, value)))
        case Kind.BODIES:
            return "; ".join(
                body_text(body, translator.language) for body in cast(tuple[Body, ...], value)
            )
        case Kind.SOURCES:
            return "; ".join(
                source_text(source, translator.language)
                for source in cast(tuple[Source, ...], value)
            )
        case _:
            return str(value)


def dated_text(dated: DatedText, language: Language, style: Style) -> str:
    """The original wording where it may stand in this language, else the deadline in its words."""
    return dated.words_in(language) or deadline_text(dated.deadline, language, style=style)


def body_text(body: Body, language: Language) -> str:
    """The short name of a body where one is given, else its whole name."""
    return body.short_name.best(language) or body.name.best(language)


def source_text(source: Source, language: Language) -> str:
    """The publisher and the date as the source gives it: "Kazinform, 25.11.2025"."""
    when = source.published
    published = deadline_text(when, language, style=Style.SHORT) if when else ""
    return ", ".join(part for part in (source.publisher or source.title, published) if part)


def lag_text(lag: int, unit: LagUnit, translator: Translator) -> str:
    """The lag of a link, a lead with a minus sign: "+5 wd" (working days), "−3 d"; "" for none."""
    if not lag:
        return ""
    text = translator.text(N_("{n} wd") if unit is LagUnit.WORKING_DAYS else N_("{n} d"))
    return text.format(n=f"{'+' if lag > 0 else '−'}{abs(lag)}")


def parse_cell(field: Field, text: str, translator: Translator) -> object:
    """Read what was typed into a cell; "" is None ("nothing known").

    BODIES gives a tuple of the names as typed, CALENDAR the name; every other kind gives what
    ``value_of`` gives. Raises InputError, with the possible readings, for what cannot be taken.
    """
    typed = text.strip()
    if not typed:
        return None
    readers: dict[Kind, Callable[[], object]] = {
        Kind.DEADLINE: lambda: _read_dated(typed, translator.language, periods_only=False),
        Kind.PERIOD: lambda: _read_dated(typed, translator.language, periods_only=True),
        Kind.AMOUNT: lambda: _read_amount(typed, field, translator),
        Kind.INTEGER: lambda: _read_whole(typed, field, 0, 100_000),
        Kind.PERCENT: lambda: _read_whole(typed.removesuffix("%").strip(), field, 0, 100),
        Kind.CHOICE: lambda: _read_choice(typed, field, translator),
        Kind.TERM: lambda: term_from_text(typed),
        Kind.BODIES: lambda: tuple(
            name for part in typed.replace("\n", ";").split(";") if (name := part.strip())
        ),
        Kind.LONG_TEXT: lambda: typed,
        Kind.NAME: lambda: _one_line(typed),
        Kind.CALENDAR: lambda: _one_line(typed),
        Kind.TEXT: lambda: _one_line(typed),
    }
    return readers[field.kind]()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read_dated(text: str, language: Language, *, periods_only: bool) -> DatedText:
    # The reader brings its word tables along, which the first paint does not need.
    from tracker.domain.date_reader import read_deadline, read_period, wording_language

    read = read_period if periods_only else read_deadline
    deadline = read(text, language=language)
    return DatedText(deadline, text, wording_language(text, likely=language).value)


def _read_amount(text: str, field: Field, translator: Translator) -> Amount:
    match field.target:
        case Figure(Measure.JOBS):
            return read_amount(text, translator, unit=JOBS_UNIT)
        case Figure(Measure.VALUE) | MoneyIn():
            return read_amount(text, translator, money=True)
        case _:
            return read_amount(text, translator)


JOBS_UNIT = "jobs"
"""The unit of :attr:`Measure.JOBS`, which goes without saying in a column of jobs."""


_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def _read_whole(text: str, field: Field, lowest: int, highest: int) -> int:
    compact = "".join(text.split()).replace(",", ".")
    # Python itself reads more than people write: "1e5", "1_000".
    number = Decimal(compact) if _NUMBER.fullmatch(compact) else Decimal("NaN")
    if not number.is_finite() or number != number.to_integral_value():
        raise InputError(
            N_("“{text}” is not a whole number. “{field}” takes {lowest} to {highest}."),
            text=text,
            field=Term(field.label),
            lowest=lowest,
            highest=highest,
        )
    if not lowest <= number <= highest:
        raise InputError(
            N_("{text} is out of range. “{field}” takes {lowest} to {highest}."),
            text=text,
            field=Term(field.label),
            lowest=lowest,
            highest=highest,
        )
    return int(number)


def _read_choice(text: str, field: Field, translator: Translator) -> StrEnum:
    folded = text.casefold()
    labels = {choice: translator.text(choice_label(choice)) for choice in field.choices}
    for choice, label in labels.items():
        if folded in (label.casefold(), choice.value.casefold()):
            return choice
    starting = [choice for choice, label in labels.items() if label.casefold().startswith(folded)]
    if len(starting) == 1:
        return starting[0]
    raise InputError(
        N_("“{text}” is not one of: {choices}."),
        text=text,
        choices=", ".join(labels.values()),
        readings=tuple(labels.values()),
    )


def sort_key(field: Field, value: object, translator: Translator) -> tuple[object, ...]:
    """Orders the cells of one column; what is not known comes last."""
    if value is None:
        return (1,)
    if isinstance(value, DatedText):
        value = value.deadline
    if isinstance(value, Period):
        return (0, 0, *value.sort_key)
    if isinstance(value, DayRange):
        return (0, 0, value.last, value.first)
    if isinstance(value, RangeSlip):
        return (0, *value.days)
    if field.kind in (Kind.DEADLINE, Kind.PERIOD):
        return (0, 1, date.max, date.max, 0)
    if isinstance(value, Amount):
        return (0, value.unit, value.value)
    if isinstance(value, int):
        return (0, value)
    if field.choices:
        return (0, field.choices.index(cast(StrEnum, value)))
    return (0, cell_text(field, value, translator).casefold())


def named(names: Names, language: Language, text: str) -> Names:
    """``names`` with the one of ``language`` replaced."""
    return replace(names, **{language.value: text})
