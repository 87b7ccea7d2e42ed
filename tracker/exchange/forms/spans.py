"""The period that a form asks about: days from the status date, a quarter, or any period."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tracker.domain.errors import InputError
from tracker.domain.period import Period, Precision
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_, Language
from tracker.workspace.expressions.tree import Days, Near, Span, Unit, span_days

NEAR: Final = {
    f"{name}-{unit.value}": Near(unit, shift)
    for unit in (Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR)
    for name, shift in (("last", -1), ("this", 0), ("next", 1))
}
"""The words for spans that lie near the status date: "this-quarter", "next-year"."""


def read_span(text: str, language: Language) -> Span:
    """Read "30" (days, up to 999), "next-quarter", or a period in words of any language.

    Raises InputError for anything else.
    """
    # The reader brings its word tables along, which few exports need.
    from tracker.domain.date_reader import read_period

    said = text.strip()
    if said in NEAR:
        return NEAR[said]
    if re.fullmatch(r"[1-9]\d{0,2}", said):
        return Days(int(said))
    try:
        return read_period(said, language=language)
    except InputError as error:
        raise InputError(
            N_("“{text}” is no period. Possible: a number of days, {words}, or “{example}”."),
            text=said,
            words=", ".join(NEAR),
            example="Q4 2026",
        ) from error


def span_text(span: Span, today: date, language: Language, style: Style) -> str:
    """A span in words as it stands above a table: "Q4 2026", "23.11.2026 – 23.12.2026"."""
    match span:
        case Period():
            found = span
        case Near(unit):
            first, _ = span_days(span, today)
            found = Period.containing(first, Precision(unit.value))
        case Days():
            days = (Period.day(day) for day in span_days(span, today))
            return " – ".join(deadline_text(day, language, style=style) for day in days)
    return deadline_text(found, language, style=style)
