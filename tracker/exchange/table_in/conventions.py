"""How a table writes numbers and days, found out from its cells: what leaves no doubt decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tracker.domain.amounts import read_decimal
from tracker.domain.errors import InputError
from tracker.language import N_, Language


class DecimalSign(StrEnum):
    """The sign before the fraction; UNKNOWN where no cell tells it."""

    COMMA = ","
    POINT = "."
    UNKNOWN = ""


class DateOrder(StrEnum):
    """Of days written with slashes or hyphens, 03/04/2026; with points the day comes first."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    UNKNOWN = ""


_PLAIN: Final = re.compile(r"[+-]?\d[\d\s.,]*")
_DAY: Final = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")


def is_plain_number(text: str) -> bool:
    """Whether a text is a number and nothing else, in whatever way it is grouped."""
    return _PLAIN.fullmatch(text) is not None


def decimal_sign_of(texts: Iterable[str], delimiter: str) -> DecimalSign:
    """The decimal sign of a table from its cells with numbers.

    Where these leave it open, semicolons between the cells tell of a decimal comma: programs write
    them because the comma is taken.
    """
    found: Counter[DecimalSign] = Counter()
    for text in texts:
        if is_plain_number(text):
            found[_told_by(re.sub(r"\s", "", text))] += 1
    comma, point = found[DecimalSign.COMMA], found[DecimalSign.POINT]
    if comma and point:
        return DecimalSign.UNKNOWN
    if comma or point:
        return DecimalSign.COMMA if comma else DecimalSign.POINT
    return DecimalSign.COMMA if delimiter == ";" else DecimalSign.UNKNOWN


def _told_by(number: str) -> DecimalSign:
    """The sign that this number can only have."""
    signs = [sign for sign in number if sign in ",."]
    if not signs:
        return DecimalSign.UNKNOWN
    last = signs[-1]
    if len(set(signs)) > 1:
        return DecimalSign(last) if signs.count(last) == 1 else DecimalSign.UNKNOWN
    if len(signs) > 1:
        return _other(last)
    before, after = re.split(r"[.,]", number)
    if len(after) == 3 and 1 <= len(before.lstrip("+-")) <= 3 and before.lstrip("+-") != "0":
        return DecimalSign.UNKNOWN
    return DecimalSign(last)


def _other(sign: str) -> DecimalSign:
    return DecimalSign.POINT if sign == "," else DecimalSign.COMMA


def read_number(text: str, sign: DecimalSign) -> Decimal:
    """A number that stands alone in its cell. Raises InputError where it has two readings."""
    if sign is DecimalSign.UNKNOWN:
        compact = re.sub(r"\s", "", text)
        told = _told_by(compact)
        if told is DecimalSign.UNKNOWN and re.search("[.,]", compact):
            whole = re.sub(r"[.,]", "", compact)
            raise InputError(TWO_NUMBERS, text=text, whole=whole, fraction=compact)
        sign = told
    return read_decimal(text, Language.EN if sign is DecimalSign.POINT else Language.RU)


TWO_NUMBERS: Final = N_(
    "“{text}” can be read as the whole number {whole} or as a fraction, {fraction}. Say which sign "
    "stands before the fraction in this table."
)


def date_order_of(texts: Iterable[str]) -> DateOrder:
    """The order of days with slashes or hyphens: that of the days which allow one order only."""
    found = set()
    for text in texts:
        if match := _DAY.fullmatch(text.strip()):
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                found.add(DateOrder.DAY_FIRST)
            elif second > 12 >= first:
                found.add(DateOrder.MONTH_FIRST)
    return found.pop() if len(found) == 1 else DateOrder.UNKNOWN


def ordered_day(text: str, order: DateOrder) -> str:
    """A day with slashes or hyphens as it sorts, in the table's order; other texts as they are."""
    match = _DAY.fullmatch(text.strip())
    if match is None or order is DateOrder.UNKNOWN:
        return text
    day, month = (match[1], match[3]) if order is DateOrder.DAY_FIRST else (match[3], match[1])
    return f"{match[4]}-{int(month):02d}-{int(day):02d}"
