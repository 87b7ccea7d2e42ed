"""What stands in a cell of an official table: plain values, nothing formatted but words.

What a number leaves out is said: a figure that its source gave as "over", "nearly", a range or a
calculation is written in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Decimal
from decimal import Context as Arithmetic
from typing import Any, Final, Protocol, cast

from tracker.domain.cells import cell_text, source_text
from tracker.domain.fields import Field, Kind, choice_label
from tracker.domain.model import Basis, Bound, Source
from tracker.domain.period import Deadline
from tracker.domain.period_text import Style
from tracker.domain.ranges import DayRange, honest_period
from tracker.domain.slip import RangeSlip, range_slip_text
from tracker.domain.status import Status
from tracker.domain.values import Amount, DatedText
from tracker.exchange.dialects import Days
from tracker.exchange.forms import Column, Part, Texts
from tracker.exchange.official_dates import deadline_cell, is_plain_period, worded
from tracker.exchange.source_numbers import SourceNumbers
from tracker.exchange.table import Cell, DayCell, PeriodCell
from tracker.language import Translator, format_decimal

# Figures are exact: no operation may round to the default 28 digits.
EXACT: Final = Arithmetic(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Values(Protocol):
    """What the columns of a form show of its rows, whatever these are."""

    @property
    def fields(self) -> Mapping[str, Field]: ...

    def value(self, key: str, row: Any, /) -> Any:
        """A value of the type that belongs to the field's kind, or None."""
        ...

    def sources(self, row: Any, /) -> Iterable[Source]:
        """What is said of a row rests on these."""
        ...


class OfficialCells:
    """The cells of a form's columns for any row.

    ``days`` is how plain days are written; ``statuses`` are the form's own words. With ``numbers``
    sources are named by their numbers.
    """

    def __init__(
        self,
        values: Values,
        translator: Translator,
        days: Days,
        statuses: Mapping[Status, Texts],
        numbers: SourceNumbers | None = None,
    ) -> None:
        self._values = values
        self._numbers = numbers
        self._translator = translator
        self._language = translator.language
        self._days = days
        self._statuses = statuses
        # Each keeps the value, so that no other has its identity meanwhile.
        self._known: dict[object, tuple[object, Cell]] = {}
        self._sources: dict[int, tuple[Source, str]] = {}

    def column(
        self,
        column: Column,
        rows: Sequence[Any],
        *,
        unit: str | None = None,
        units: bool = False,
    ) -> list[Cell]:
        """The cells of rows, as :meth:`cell` gives them."""
        if column.unit is None and column.field:
            return list(self._cells_of(column.field, rows))
        return [self.cell(column, row, unit=unit, units=units) for row in rows]

    def _cells_of(self, key: str, rows: Sequence[Any]) -> Iterator[Cell]:
        """The cells of one field; what a value is in words is worked out once while it is known."""
        field, known, value_of = self._values.fields[key], self._known, self._values.value
        if len(known) > _MOST_KNOWN:
            known.clear()
        for row in rows:
            value = value_of(key, row)
            if value is None or (type(value) is int and field.kind in _WHOLE):
                yield value
                continue
            same = _same(key, value)
            found = known.get(same)
            if found is None:
                found = known[same] = (value, self._worded(field, value))
            yield found[1]

    def cell(
        self, column: Column, row: Any, *, unit: str | None = None, units: bool = False
    ) -> Cell:
        """The cell of a row; the row's number is not among what is known here.

        Of an amount only what is in ``unit`` (None: in any); ``units`` asks for its unit instead.
        """
        if column.unit is not None:
            return self._amount_cell(column, row, unit, units)
        if column.field:
            return self._part_cell(column.parts[0], row)
        return _joined(self._part_text(part, row) for part in column.parts) or None

    def amount(self, column: Column, row: Any) -> Amount | None:
        """The figure that a column of amounts shows of a row."""
        return cast("Amount | None", self._values.value(column.field, row))

    def _amount_cell(self, column: Column, row: Any, unit: str | None, units: bool) -> Cell:
        amount = self.amount(column, row)
        if amount is None:
            return None
        if units:
            return self._translator.text(amount.unit)
        if unit is not None and amount.unit != unit:
            return None
        if is_plain(amount):
            return digits(amount.value)
        return self._amount_words(amount)

    def _amount_words(self, amount: Amount) -> str:
        text = format_decimal(digits(amount.value), self._language)
        if amount.upper is not None:
            text = f"{text}–{format_decimal(digits(amount.upper), self._language)}"
        text = self._translator.text(choice_label(amount.bound)).format(text)
        if amount.basis is Basis.CALCULATED:
            text = f"{text} ({self._translator.text(choice_label(amount.basis))})"
        return text

    def _part_text(self, part: Part, row: Any) -> str:
        text = _plain_text(self._part_cell(part, row))
        if text and part.texts is not None:
            text = part.texts[self._language].format(text)
        return text

    def _part_cell(self, part: Part, row: Any) -> Cell:
        value = self._values.value(part.field, row)
        return None if value is None else self._worded(self._values.fields[part.field], value)

    def _worded(self, field: Field, value: Any) -> Cell:
        match field.kind:
            case Kind.STATUS if self._statuses:
                words = self._statuses.get(cast(Status, value))
                if words is not None:
                    return words[self._language] or None
            case Kind.SOURCES if self._numbers is not None:
                return self._numbers.cited(cast("tuple[Source, ...]", value))
            case Kind.DEADLINE | Kind.PERIOD:
                return self._dated_cell(cast(DatedText, value))
            case Kind.DAY:
                return deadline_cell(cast(Deadline, value), self._language, self._days)
            case Kind.RANGE if (period := honest_period(*cast(DayRange, value))) is not None:
                return deadline_cell(period, self._language, self._days)
            case Kind.SLIP:
                return range_slip_text(cast(RangeSlip, value), self._translator, plus="")
            case Kind.SOURCES:
                return "; ".join(map(self._source_text, value)) or None
            case Kind.INTEGER | Kind.PERCENT:
                return value if isinstance(value, int) else str(value)
        return cell_text(field, value, self._translator, Style.TABLE) or None

    def _source_text(self, source: Source) -> str:
        found = self._sources.get(id(source))
        if found is None:
            found = self._sources[id(source)] = (source, source_text(source, self._language))
        return found[1]

    def _dated_cell(self, dated: DatedText) -> Cell:
        """The original wording where it may stand in this language, else the language's own words.

        Strict CSV is read by programs: there a plain period is written as it sorts.
        """
        cell = deadline_cell(dated.deadline, self._language, self._days)
        words = dated.words_in(self._language)
        if not words or (self._days is Days.ISO and is_plain_period(dated.deadline)):
            return cell
        return words if isinstance(cell, str) else worded(cell, words)


_MOST_KNOWN: Final = 20_000
_WHOLE: Final = (Kind.INTEGER, Kind.PERCENT)


def _same(key: str, value: Any) -> object:
    """What two values of a field have in common that are in words the same."""
    match value:
        case DatedText():
            return key, id(value.deadline), value.wording, value.language
        case tuple() if type(value) is tuple:
            return key, *map(id, value)
        case str() if type(value) is str:
            return key, value
        case _:
            return key, id(value)


def is_plain(amount: Amount) -> bool:
    """Whether a number alone says all that the source said."""
    return (
        amount.bound is Bound.EXACT
        and amount.upper is None
        and amount.basis is not Basis.CALCULATED
    )


def digits(value: Decimal) -> Decimal:
    """The same number without an exponent and without trailing zeros after the point."""
    value = value.normalize(EXACT)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "figures are finite"
    return value.quantize(Decimal(1), context=EXACT) if exponent > 0 else value


def _plain_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case DayCell() | PeriodCell():
            return cell.text
        case _:
            return str(cell)


def _joined(texts: Iterable[str]) -> str:
    """One after the other, parted by semicolons where a sentence has not ended."""
    joined = ""
    for text in filter(None, texts):
        if joined:
            joined += " " if joined.endswith((".", "!", "?", "…")) else "; "
        joined += text
    return joined
