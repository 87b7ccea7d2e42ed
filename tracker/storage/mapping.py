"""How a row of the domain lies in the columns of its table, derived from its annotations.

An attribute is the column of its name; :class:`Names` takes four. Periods and deadlines are stored
by their key, numbers as plain decimal text, choices by their value, truth values as 0 and 1.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, Final, Generic, TypeVar, get_args

from tracker.domain import model
from tracker.domain.errors import FileError, InputError
from tracker.domain.model import ROW_CLASSES, Names, Row
from tracker.domain.period import (
    AsNeeded,
    Period,
    Permanent,
    Recurring,
    deadline_from_key,
    period_from_key,
)
from tracker.domain.table import HeldRows
from tracker.language import N_, Language
from tracker.records import record

RowT = TypeVar("RowT", bound=Row)

Stored = str | int | None
"""What a column holds."""

_parsed: Final = json.JSONDecoder().raw_decode
"""Reads an image, which is JSON without blanks around it: a third quicker than json.loads."""

LONGEST_NUMBER: Final = 64
"""Characters of a stored number; far beyond any amount of money."""


@record
class Column:
    """One column: ``absent`` is what it holds where a journal image says nothing of it."""

    name: str
    attribute: str
    absent: Stored
    encode: Callable[[Any], Stored]
    decode: Mapping[Stored, Any] | None
    """What a stored value means; None where it is the value itself."""


class _Meanings(dict[Stored, Any]):
    """What the values of a column mean, each read once however many rows hold it."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, value: Stored) -> Any:
        meaning = self[value] = self._read(value)
        return meaning


class RowMapping(Generic[RowT]):
    """The columns of one row class in the order of its attributes, and the way there and back."""

    def __init__(self, row_class: type[RowT]) -> None:
        self.row_class = row_class
        self.table = row_class.table
        self.columns: list[Column] = []
        for field in fields(row_class):
            self._add(field.name, _type_said(str(field.type)))
        self.column_names = tuple(column.name for column in self.columns)
        self._encoders = [column.encode for column in self.columns]
        self._attributes = attrgetter(*(column.attribute for column in self.columns))

    def _add(self, attribute: str, annotation: Any) -> None:
        if annotation is Names:
            for language in Language:
                encode = _name_in(language)
                name = f"{attribute}_{language.value}"
                self.columns.append(Column(name, attribute, "", encode, None))
            return
        encode, decode = _conversion(annotation)
        absent = "" if annotation is str else None
        self.columns.append(Column(attribute, attribute, absent, encode, decode))

    @cached_property
    def _make(self) -> Callable[..., RowT]:
        """Makes a row of what its columns hold.

        It is called for every row of a file that is opened, so it is one expression, written out
        for the class: ``row_class(id=v0, …, name=Names(v2, v3, v4, v5), state=d6[v6], …)``.
        """
        known: dict[str, Any] = {"row_class": self.row_class, "Names": Names}
        held: dict[str, list[str]] = {}
        for index, column in enumerate(self.columns):
            value = f"v{index}"
            if column.decode is not None:
                known[f"d{index}"] = column.decode
                value = f"d{index}[{value}]"
            held.setdefault(column.attribute, []).append(value)
        given = (
            f"{attribute}=" + (found[0] if len(found) == 1 else f"Names({', '.join(found)})")
            for attribute, found in held.items()
        )
        values = ", ".join(f"v{index}" for index in range(len(self.columns)))
        maker: Callable[..., RowT] = eval(f"lambda {values}: row_class({', '.join(given)})", known)
        return maker

    def values(self, row: RowT) -> list[Stored]:
        """What the columns of ``row`` hold. Raises InputError for what cannot be stored exactly."""
        attributes = self._attributes(row)
        return [encode(value) for encode, value in zip(self._encoders, attributes, strict=True)]

    def row(self, values: Sequence[Stored]) -> RowT:
        """The row that ``values`` (in the order of :attr:`columns`) hold.

        Raises FileError where another tool has put in what no attribute can hold.
        """
        try:
            return self._make(*values)
        except (ValueError, KeyError, ArithmeticError) as error:
            raise self._unreadable(values) from error

    def held(self, held: list[tuple[Stored, ...]]) -> HeldRows[RowT]:
        """Rows that are made of what their columns hold when they are asked for.

        Raises FileError as :meth:`row` does, for the first row of which one cannot be made.
        """
        try:
            for place, column in enumerate(self.columns):
                if column.decode is not None:
                    for value in set(map(itemgetter(place), held)):
                        column.decode[value]
        except (ValueError, KeyError, ArithmeticError):
            for values in held:
                self.row(values)
        columns = {
            column.name: (place, column.decode)
            for place, column in enumerate(self.columns)
            if column.name == column.attribute
        }
        return HeldRows(self.table, held, lambda values: self._make(*values), columns)

    def _unreadable(self, values: Sequence[Stored]) -> FileError:
        for column, value in zip(self.columns, values, strict=True):
            try:
                if column.decode is not None:
                    column.decode[value]
            except (ValueError, KeyError, ArithmeticError):
                break
        return FileError(
            N_(
                "Row {id} of the table “{table}” holds “{value}” as “{column}”, which"
                " cannot be read. Correct it with the tool that wrote it, or open a backup."
            ),
            id=values[0],
            table=self.table,
            value=value,
            column=column.name,
        )

    def values_of_image(self, image: str) -> list[Stored]:
        """What the columns held when the journal took ``image``."""
        members: Mapping[str, Stored] = _parsed(image)[0]
        return [members.get(column.name, column.absent) for column in self.columns]

    def row_of_image(self, image: str) -> RowT:
        return self.row(self.values_of_image(image))


@cache
def _type_said(annotation: str) -> Any:
    """The type that an attribute of a row is said to have: some thirty types say all of them."""
    return eval(annotation, vars(model))


_PERIODS: Final = _Meanings(period_from_key)
_DEADLINES: Final = _Meanings(deadline_from_key)


def _conversion(
    annotation: Any,
) -> tuple[Callable[[Any], Stored], Mapping[Stored, Any] | None]:
    """How one value is stored, and how it is read (None: as it is)."""
    kinds = set(get_args(annotation) if isinstance(annotation, UnionType) else [annotation])
    kinds.discard(NoneType)
    if kinds == {str}:
        return _text, None
    if kinds == {int}:
        return _as_it_is, None
    if kinds == {bool}:
        return int, _Meanings(bool)
    if kinds == {Decimal}:
        return _number, _Meanings(Decimal)
    if kinds == {Period}:
        return _key, _PERIODS
    if kinds == {Period, Recurring, Permanent, AsNeeded}:
        return _key, _DEADLINES
    (kind,) = kinds
    if issubclass(kind, StrEnum):
        return _choice, _Meanings({member.value: member for member in kind}.__getitem__)
    raise TypeError(f"no column can hold {annotation}")


def _as_it_is(value: int | None) -> Stored:
    return value


def _choice(value: StrEnum | None) -> Stored:
    return None if value is None else value.value


def _key(value: Any) -> Stored:
    return None if value is None else value.key


def _name_in(language: Language) -> Callable[[Names], Stored]:
    return lambda names: _text(names.given(language))


def _text(value: str) -> str:
    # SQLite and JSON hold any text but these: half a surrogate pair, and the end-of-string mark.
    try:
        value.encode()
    except UnicodeEncodeError:
        pass
    else:
        if "\x00" not in value:
            return value
    raise InputError(
        N_("“{text}” contains characters that are no text. Type it again."),
        text=value.encode("utf-8", "replace").decode().replace("\x00", "?"),
    )


def _number(value: Decimal | None) -> Stored:
    return None if value is None else plain_number(value)


def plain_number(value: Decimal) -> str:
    """The one plain form of a number, e.g. "1794783.5": equal numbers are equal texts.

    Raises InputError for what is no number, or too long to be meant.
    """
    if value.is_finite() and -LONGEST_NUMBER < value.adjusted() < LONGEST_NUMBER:
        text = format(value, "f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        if not value:
            return "0"
        if len(text) <= LONGEST_NUMBER:
            return text
    raise InputError(N_("{number} cannot be stored as a number."), number=str(value))


MAPPINGS: Final[Mapping[str, RowMapping[Any]]] = {
    row_class.table: RowMapping(row_class) for row_class in ROW_CLASSES
}
"""By the name of the table."""
