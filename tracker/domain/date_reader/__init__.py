"""Reads deadlines as officials write them, in English, Russian, Kazakh and Uzbek, at any precision.

A text is cut into words and signs (``tokens``), whose meanings stand in tables (``words``). Their
kinds, one character each, form the text's shape; patterns over shapes say which number is the year,
which the quarter (``grammar``). What that means, or why it is refused, is in ``reading``. What a
text leaves open is never filled in: a text with two meanings, or none, is refused and its possible
readings are named.

Rules with their sources:

* dd.mm.yyyy with points is the order of both countries' official tables; with slashes or
  hyphens either order is in use, so 03/04/2026 is refused and 31/12/2026 taken.
* «до 29.09.2026», "by 29 September" include the day (the form of order-control registers in
  Kazakhstan). «к 2027 году», «до 2027 года», "by Q4 2026" may or may not include the period and
  are refused; "by the end of …", «не позднее …» include it.
* 2026-33 to 2026-36 are quarters and 2026-40, 2026-41 half-years, ``~ ? %`` approximate, uncertain
  and both, as in ISO 8601-2 (EDTF, level 2).
* Years have four digits, 1900 to 2200. Two digits, where their place says that they are a year
  (31.12.26, 4Q26, Dec '26), are of this century: see ``tokens.full_year``.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.date_reader.reading import NOT_A_LIMIT, NOT_A_PERIOD, Reading
from tracker.domain.date_reader.tokens import atoms, languages_of
from tracker.domain.date_reader.words import fold
from tracker.domain.period import Deadline, Period
from tracker.language import Language

__all__ = ["read_deadline", "read_period", "read_range", "wording_language"]


def read_deadline(text: str, *, language: Language | None = None) -> Deadline:
    """Read a deadline of any kind: a period, a limit, a recurrence, "ongoing", "as needed".

    The words of all four languages are known whatever ``language`` is; it only words the readings
    that a refusal names (left out: the language of the text's own words).

    Raises InputError, whose ``readings`` this function accepts, for a text that has no meaning as a
    deadline or more than one.
    """
    return Reading(text, language).deadline()


def read_period(text: str, *, language: Language | None = None) -> Period:
    """Read a date that is, or will be, on record: a period, not a limit or a recurrence.

    As :func:`read_deadline` otherwise.
    """
    reading = Reading(text, language)
    deadline = reading.deadline()
    if not isinstance(deadline, Period):
        raise reading.refusal(NOT_A_PERIOD)
    if deadline.by:
        raise reading.refusal(NOT_A_LIMIT, [replace(deadline, by=False)])
    return deadline


def read_range(text: str, *, language: Language | None = None) -> tuple[Period, Period] | None:
    """The two periods that a text names as ends: "from Q1 2024 to H1 2027", "I–II кв. 2026 г.".

    None for any other text, a single period included. Raises InputError for a text that is empty or
    too long.
    """
    first_and_last = Reading(text, language).ends()
    return (first_and_last[0], first_and_last[1]) if first_and_last else None


def wording_language(text: str, *, likely: Language) -> Language:
    """The language in which a deadline is worded: ``likely`` unless its words are of others only.

    "31.12.2026" is of any language; «IV кв. 2026» is Russian, whatever the interface speaks.
    """
    possible = languages_of(atoms(fold(text)))
    return likely if likely in possible else next(each for each in Language if each in possible)
