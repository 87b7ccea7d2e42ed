"""Where in a source the table lies: title lines, the headings, and what each row below is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cache
from itertools import islice
from typing import Final

from tracker.domain.date_reader import read_period
from tracker.domain.errors import FileError, InputError
from tracker.domain.period import Precision
from tracker.exchange.forms import bundled_form
from tracker.exchange.table_in.headings import Headings, heading_key, read_headings, row_forms
from tracker.exchange.table_in.source import Source, SourceRow
from tracker.language import N_, Language
from tracker.records import record

_SEARCHED: Final = 40
"""Rows among which the headings are looked for."""

NO_TABLE: Final = N_(
    "“{file}” has no row of headings that is understood. Say in which row the headings stand, or "
    "name the columns in a mapping."
)
NO_ROWS: Final = N_("“{file}” has headings, but no rows below them. There is nothing to import.")
EMPTY: Final = N_("“{file}” is empty. There is nothing to import.")


class RowIs(Enum):
    """What a row below the headings is."""

    BLANK = "blank"
    NUMBERS = "the numbers of the columns"
    SECTION = "a name over the rows that follow"
    HEADING = "a heading over rows that names no row: a quarter"
    TOTAL = "sums"
    DATA = "a row"


@record
class Layout:
    """``header`` is the place of the headings among the rows; ``as_of`` the day of the table."""

    header: int
    headings: Headings
    texts: tuple[str, ...]
    as_of: date | None


def lay_out(
    source: Source,
    *,
    likely: Language,
    language: Language | None = None,
    header_row: int | None = None,
) -> Layout:
    """Find the headings: the row with the most that are known, else the first that has only texts.

    ``header_row`` is its number where that is known. Raises FileError where there is none, or
    nothing below it.
    """
    rows = source.rows
    if all(row.is_blank for row in rows):
        raise FileError(EMPTY, file=source.name)
    if header_row is not None:
        place = next((at for at, row in enumerate(rows) if row.number == header_row), None)
        if place is None:
            raise FileError(NO_TABLE, file=source.name)
    else:
        place = _header_place(rows, likely, language)
        if place is None:
            raise FileError(NO_TABLE, file=source.name)
    if all(row.is_blank for row in rows[place + 1 :]):
        raise FileError(NO_ROWS, file=source.name)
    texts = _texts(rows[place])
    headings = read_headings(texts, likely=likely, language=language)
    return Layout(place, headings, texts, _as_of(rows[:place]))


def _header_place(
    rows: Sequence[SourceRow], likely: Language, language: Language | None
) -> int | None:
    best, known = None, 1
    first_texts = None
    for place, row in enumerate(islice(rows, _SEARCHED)):
        if row.refused is not None:
            continue
        texts = _texts(row)
        found = read_headings(texts, likely=likely, language=language).recognised
        if found > known:
            best, known = place, found
        filled = [text for text in texts if text.strip()]
        is_wordy = len(filled) > 1 and not any(re.search(r"\d", text) for text in filled)
        if first_texts is None and is_wordy:
            first_texts = place
    return first_texts if best is None else best


def _texts(row: SourceRow) -> tuple[str, ...]:
    texts = [row.text(place) for place in range(len(row.cells))]
    while texts and not texts[-1].strip():
        del texts[-1]
    return tuple(texts)


# -- rows below the headings -----------------------------------------------------------------------


def is_numbers(row: SourceRow) -> bool:
    """Whether a row numbers the columns, 1, 2, 3 …, as official forms do below the headings."""
    texts = [text.strip() for text in _texts(row)]
    return len(texts) > 1 and texts == [str(place) for place in range(1, len(texts) + 1)]


def is_total(text: str) -> bool:
    """Whether the name of a row says that it holds sums: "Total", «Итого по разделу», "Jami:"."""
    if not text.lstrip(' «"').casefold().startswith(_total_words()):
        return False
    key = heading_key(text)
    return any(key == word or key.startswith(f"{word} по ") for word in _total_words())


@cache
def _total_words() -> tuple[str, ...]:
    words = {"всего", "итого", "барлығы", "жиыны", "jami", "hammasi", "total"}
    for form_id in row_forms():
        total = bundled_form(form_id).total
        if total is not None:
            words |= {heading_key(text) for text in total.label.values()}
    return tuple(sorted(words))


def section_name(text: str) -> str:
    """The name in a section row, without the Roman numeral before it."""
    return _SECTION_NUMBER.sub("", text, count=1).strip()


def has_section_number(text: str) -> bool:
    return _SECTION_NUMBER.match(text) is not None


# The Roman numerals also in Cyrillic letters, as Kazakh and Russian keyboards give them.
_SECTION_NUMBER: Final = re.compile(r"\s*[IVXLCDMІХ]+\.(?:\s+|$)")


def outline_number(text: str) -> tuple[int, ...]:
    """A row's number in an outline, "1.2." as (1, 2); () where it is none."""
    text = text.strip()
    if not re.fullmatch(r"\d{1,6}(?:\.\d{1,6}){0,9}\.?", text):
        return ()
    return tuple(int(part) for part in text.rstrip(".").split("."))


# -- the day of the table --------------------------------------------------------------------------


def _as_of(above: Sequence[SourceRow]) -> date | None:
    """The day on which the table says that it stands, in the words of the forms."""
    for row in above:
        for text in _texts(row):
            for pattern in _as_of_patterns():
                if found := pattern.fullmatch(text.strip()):
                    return _day(found["date"])
    return None


def _day(text: str) -> date | None:
    try:
        period = read_period(text)
    except InputError:
        return None
    return period.first if period.precision is Precision.DAY else None


@cache
def _as_of_patterns() -> tuple[re.Pattern[str], ...]:
    templates = {text for form_id in row_forms() for text in bundled_form(form_id).as_of.values()}
    places = {re.escape("{date}"): "(?P<date>.+?)", re.escape("{period}"): ".+"}
    patterns = []
    for text in sorted(templates):
        pattern = re.escape(text)
        for place, letters in places.items():
            pattern = pattern.replace(place, letters)
        patterns.append(re.compile(pattern, re.IGNORECASE))
    return tuple(patterns)
