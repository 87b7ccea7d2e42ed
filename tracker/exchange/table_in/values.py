"""A cell of a table read as the value of a field, by the readers that typing uses.

What has two meanings is refused with both of them, never settled silently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from tracker.domain.amounts import read_amount
from tracker.domain.cells import JOBS_UNIT, parse_cell
from tracker.domain.date_reader import read_deadline
from tracker.domain.errors import InputError
from tracker.domain.fields import FIELD, Field, Figure, Kind, MoneyIn, choice_label
from tracker.domain.model import Basis, Measure
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.domain.units import unit_from_text
from tracker.domain.values import Amount, DatedText
from tracker.domain.vocabulary import UNITS
from tracker.exchange.dialects import Dialect
from tracker.exchange.official_cells import EXACT
from tracker.exchange.table_in.conventions import (
    DateOrder,
    DecimalSign,
    is_plain_number,
    ordered_day,
    read_number,
)
from tracker.exchange.table_in.source import Cell, cell_text
from tracker.exchange.table_in.statuses import status_of_word
from tracker.language import N_, Language, Translator, translator

NO_TEXT: Final = N_("The cell holds characters that are no text. Delete them.")
UNKNOWN_UNIT: Final = N_(
    "“{unit}” is no unit that this file knows. Known are: {choices}. Correct it, or first type one "
    "figure with the new unit into the file."
)
NO_STATUS: Final = N_("“{text}” is not a status. Known are: {choices}.")

_NOTHING: Final = frozenset("-–—")
"""What officials put into a cell of which there is nothing to say."""
_WORDS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME})
"""Kinds of fields that take any text as it stands."""
_CACHED: Final = 20_000


class CellReader:
    """Reads the cells of one table.

    ``units`` are those that the file holds figures in already, besides the known ones.
    """

    def __init__(
        self,
        language: Language,
        dialect: Dialect,
        decimal_sign: DecimalSign,
        date_order: DateOrder,
        units: frozenset[str] = frozenset(),
    ) -> None:
        self._dialect = dialect
        self._sign = decimal_sign
        self._order = date_order
        self._units = units | set(UNITS)
        others = [other for other in Language if other is not language]
        self._translators = [translator(each) for each in (language, *others)]
        words = choice_label(Basis.CALCULATED)
        self._calculated = [f" ({speech.text(words)})" for speech in self._translators]
        self._currencies: dict[str, tuple[str, Decimal]] = {}
        self._read: dict[tuple[str, Cell, str], object] = {}

    def text(self, cell: Cell) -> str:
        """A cell as text, without the guards that a spreadsheet needs. Raises InputError."""
        if not isinstance(cell, str):
            return cell_text(cell)
        if "\x00" in cell:
            raise InputError(NO_TEXT)
        return self._dialect.restored(cell).strip()

    def value(self, field: Field, cell: Cell, unit: str = "") -> object:
        """What a cell says of a field, None where it is empty; ``unit`` goes with its numbers.

        As :func:`tracker.domain.cells.parse_cell`; for a status, a Status; for sources, the text;
        for a day, a Period. Raises InputError for what cannot be taken.
        """
        key = (field.key, cell, unit)
        if key in self._read:
            found = self._read[key]
        else:
            try:
                found = self._value(field, cell, unit)
            except InputError as error:
                found = error
            if len(self._read) < _CACHED:
                self._read[key] = found
        if isinstance(found, InputError):
            raise found
        return found

    def _value(self, field: Field, cell: Cell, unit: str) -> object:
        text = self.text(cell)
        if not text or (text in _NOTHING and field.kind not in _WORDS):
            return None
        match field.kind:
            case Kind.AMOUNT:
                return self._amount(field, cell, text, unit)
            case Kind.DEADLINE | Kind.PERIOD:
                return self._dated(field, cell, text)
            case Kind.DAY:
                day = self._dated(FIELD["actual_finish"], cell, text)
                assert isinstance(day, DatedText)
                return day.deadline
            case Kind.STATUS:
                return self._status(text)
            case Kind.SOURCES | Kind.NUMBER:
                return text
            case Kind.CHOICE:
                return self._in_any_language(lambda speech: parse_cell(field, text, speech))
            case _:
                return parse_cell(field, text, self._translators[0])

    def _in_any_language(self, read: Callable[[Translator], object]) -> object:
        """What the table's language, else the first of the others, makes of a text."""
        refused: InputError | None = None
        for speech in self._translators:
            try:
                return read(speech)
            except InputError as error:
                refused = refused or error
        assert refused is not None
        raise refused

    def _status(self, text: str) -> Status:
        status = status_of_word(text)
        if status is None:
            known = [each for each in Status if each is not Status.UNKNOWN]
            words = ", ".join(self._translators[0].text(choice_label(each)) for each in known)
            raise InputError(NO_STATUS, text=text, choices=words)
        return status

    # -- dates ------------------------------------------------------------------------------------

    def _dated(self, field: Field, cell: Cell, text: str) -> object:
        if isinstance(cell, Period):
            # A date of a workbook has no wording: it is a number shown as a date.
            return DatedText(cell)
        ordered = ordered_day(text, self._order)
        if ordered != text:
            return DatedText(read_deadline(ordered), text)
        return parse_cell(field, text, self._translators[0])

    # -- amounts ----------------------------------------------------------------------------------

    def _amount(self, field: Field, cell: Cell, text: str, unit: str) -> Amount:
        basis = Basis.DECLARED
        for mark in self._calculated:
            if text.endswith(mark):
                text, basis = text.removesuffix(mark), Basis.CALCULATED
        amount = self._figure(field, cell, text, unit)
        if not _is_money(field) and amount.unit not in self._units:
            choices = ", ".join(self._translators[0].text(known) for known in sorted(self._units))
            raise InputError(UNKNOWN_UNIT, unit=amount.unit, choices=choices)
        return replace(amount, basis=basis)

    def _figure(self, field: Field, cell: Cell, text: str, unit: str) -> Amount:
        code, factor = self._unit_of(field, unit) if unit else ("", Decimal(1))
        if not code and field.target == Figure(Measure.JOBS):
            code = JOBS_UNIT
        if isinstance(cell, Decimal) and code:
            return Amount(EXACT.multiply(cell, factor), code)
        if is_plain_number(text) and not isinstance(cell, Decimal):
            number = read_number(text, self._sign)
            if code:
                return Amount(EXACT.multiply(number, factor), code)
        money = _is_money(field)
        try:
            amount = read_amount(text, self._translators[0], unit=code, money=money)
        except InputError as error:
            if not code or error.readings:
                raise
            # The cell may name a unit of its own, another one than its heading.
            return self._own(field, text)
        if factor == 1:
            return amount
        if any(map(str.isalpha, text)):
            return self._own(field, text)
        upper = None if amount.upper is None else EXACT.multiply(amount.upper, factor)
        return replace(amount, value=EXACT.multiply(amount.value, factor), upper=upper)

    def _own(self, field: Field, text: str) -> Amount:
        money = _is_money(field)
        return read_amount(text, self._translators[0], money=money)

    def _unit_of(self, field: Field, unit: str) -> tuple[str, Decimal]:
        """The unit in a heading, and what its numbers are in: "mln KZT" is KZT by the million."""
        if not _is_money(field):
            return unit_from_text(unit), Decimal(1)
        found = self._currencies.get(unit)
        if found is None:
            one = self._own(field, f"1 {unit}")
            found = self._currencies[unit] = (one.unit, one.value)
        return found


def _is_money(field: Field) -> bool:
    return isinstance(field.target, MoneyIn) or field.target == Figure(Measure.VALUE)
