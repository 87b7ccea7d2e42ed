"""What stands in a cell of an official table: plain values, nothing formatted but words.

What a number leaves out is said: a figure that its source gave as "over", "nearly", a range or a
calculation is written in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Decimal
from decimal import Context as Arithmetic
from itertools import islice
from typing import Any, Final, Protocol, cast

from tracker.domain.cells import cell_text, source_text
from tracker.domain.fields import Field, Kind, choice_label
from tracker.domain.model import Basis, Bound, Names, Source
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

    def column(self, key: str, rows: Sequence[Any], /) -> list[Any]:
        """The same of each of some rows."""
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
        self._known: dict[str, _KnownCells] = {}
        self._sources: dict[int, str] = {}
        self._named: list[Source] = []
        """The sources whose texts are known, so that no other one gets their identity."""

    def column(
        self,
        column: Column,
        rows: Sequence[Any],
        *,
        unit: str | None = None,
        units: bool = False,
    ) -> list[Cell]:
        """The cells of rows, as :meth:`cell` gives them."""
        if column.unit is not None:
            amounts = self._values.column(column.field, rows)
            return [self._amount_cell(amount, unit, units) for amount in amounts]
        if column.field:
            return self._cells_of(column.field, rows)
        parts = [
            [self._part_text(part, cell) for cell in self._cells_of(part.field, rows)]
            for part in column.parts
        ]
        return [_joined(texts) or None for texts in zip(*parts, strict=True)]

    def _cells_of(self, key: str, rows: Sequence[Any]) -> list[Cell]:
        """The cells of one field; what a value is in words is worked out once while it is known."""
        field, values = self._values.fields[key], self._values.column(key, rows)
        if field.kind in _WHOLE and _WHOLE_OR_NOTHING.issuperset(map(type, values)):
            return values
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _KnownCells(lambda value: self._worded(field, value))
        if field.kind in _TEXTS:
            return known.of_texts(values)
        if field.kind is Kind.NAME:
            best = self._best
            return known.of_texts(None if names is None else best(names) for names in values)
        return known.of(values)

    def _best(self, names: Names) -> str:
        return names.given(self._language) or names.best(self._language)

    def cell(
        self, column: Column, row: Any, *, unit: str | None = None, units: bool = False
    ) -> Cell:
        """The cell of a row; the row's number is not among what is known here.

        Of an amount only what is in ``unit`` (None: in any); ``units`` asks for its unit instead.
        """
        if column.unit is not None:
            return self._amount_cell(self.amount(column, row), unit, units)
        if column.field:
            return self._part_cell(column.parts[0], row)
        texts = (self._part_text(part, self._part_cell(part, row)) for part in column.parts)
        return _joined(texts) or None

    def amount(self, column: Column, row: Any) -> Amount | None:
        """The figure that a column of amounts shows of a row."""
        return cast("Amount | None", self._values.value(column.field, row))

    def amounts(self, column: Column, rows: Iterable[Any]) -> Iterator[Amount | None]:
        """The same of many rows, which are not all asked for at once."""
        remaining = iter(rows)
        while some := list(islice(remaining, _AT_ONCE)):
            yield from self._values.column(column.field, some)

    def _amount_cell(self, amount: Amount | None, unit: str | None, units: bool) -> Cell:
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

    def _part_text(self, part: Part, cell: Cell) -> str:
        text = _plain_text(cell)
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
                return self._source_texts(value) or None
            case Kind.INTEGER | Kind.PERCENT:
                return value if isinstance(value, int) else str(value)
        return cell_text(field, value, self._translator, Style.TABLE) or None

    def _source_texts(self, sources: Sequence[Source]) -> str:
        known = self._sources
        for source in sources:
            if id(source) not in known:
                known[id(source)] = source_text(source, self._language)
                self._named.append(source)
        return "; ".join([known[id(source)] for source in sources])

    def _dated_cell(self, dated: DatedText) -> Cell:
        """The original wording where it may stand in this language, else the language's own words.

        Strict CSV is read by programs: there a plain period is written as it sorts.
        """
        cell = deadline_cell(dated.deadline, self._language, self._days)
        words = dated.words_in(self._language)
        if not words or (self._days is Days.ISO and is_plain_period(dated.deadline)):
            return cell
        return words if isinstance(cell, str) else worded(cell, words)


class _KnownCells:
    """The cells of values of one field, each worded once while it is known.

    Equal texts come as the same object, by which a writer knows that it has written them before.
    """

    def __init__(self, word: Callable[[Any], Cell]) -> None:
        self._word = word
        self._cells: dict[int, Cell] = {id(None): None}
        self._kept: list[Any] = []
        """The values, so that no other gets the identity of one whose cell is known."""
        self._texts: dict[str, str] = {}

    def of(self, values: Sequence[Any]) -> list[Cell]:
        if len(self._cells) > _MOST_KNOWN:
            self._cells = {id(None): None}
            self._kept.clear()
        cells, ids = self._cells, list(map(id, values))
        if not cells.keys() >= set(ids):
            # In their order: the first to name a source gives it its number.
            for key, value in zip(ids, values, strict=True):
                if key not in cells:
                    cell = self._word(value)
                    cells[key] = self._same(cell) if isinstance(cell, str) else cell
                    self._kept.append(value)
        return list(map(cells.__getitem__, ids))

    def of_texts(self, values: Iterable[str | None]) -> list[Cell]:
        """The same where a text stands in its cell as it is."""
        if len(self._texts) > _MOST_KNOWN:
            self._texts.clear()
        same = self._texts.setdefault
        return [same(value, value) if value else None for value in values]

    def _same(self, text: str) -> str:
        if len(self._texts) > _MOST_KNOWN:
            self._texts.clear()
        return self._texts.setdefault(text, text)


_TEXTS: Final = (Kind.TEXT, Kind.LONG_TEXT)
_MOST_KNOWN: Final = 4_000
"""Values of one field that are known: few enough for a table of a million rows."""
_AT_ONCE: Final = 1_000
"""Rows of which amounts are asked at once."""
_WHOLE: Final = (Kind.INTEGER, Kind.PERCENT)
_WHOLE_OR_NOTHING: Final = frozenset({int, type(None)})


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
