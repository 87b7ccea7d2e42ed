"""A time that is asked about from one period to another: "Q1 2024 to H1 2027", "from 2026 on"."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.domain.period import Period, period_from_key
from tracker.domain.period_text import Style, deadline_text
from tracker.language import Language
from tracker.records import record

DOTS: Final = ".."
"""Stands between the two periods where a range is typed or kept: "Q1 2024..H1 2027", "2026..".
The filter language has the same sign."""


@record
class PeriodRange:
    """All days from the first one of ``begin`` to the last one of ``end``; None leaves an end open.

    Raises ValueError where ``end`` is over before ``begin``, or both are None.
    """

    begin: Period | None
    end: Period | None

    def __post_init__(self) -> None:
        if self.begin is None and self.end is None:
            raise ValueError("a range without ends")
        if self.first > self.last:
            raise ValueError(f"{self.end} is over before {self.begin}")

    @property
    def first(self) -> date:
        return self.begin.first if self.begin else date.min

    @property
    def last(self) -> date:
        return self.end.last if self.end else date.max

    @property
    def key(self) -> str:
        """The form in which it is kept; :func:`range_from_key` reads it back."""
        return DOTS.join(period.key if period else "" for period in (self.begin, self.end))

    def text(self, language: Language, style: Style) -> str:
        """As it stands above a table: "Q1 2024 – H1 2027"; "…" is an open end."""
        ends = (
            deadline_text(period, language, style=style) if period else "…"
            for period in (self.begin, self.end)
        )
        return " – ".join(ends)


def range_from_key(key: str) -> PeriodRange:
    """Read back what :attr:`PeriodRange.key` gave. Raises ValueError for anything else."""
    begin, dots, end = key.partition(DOTS)
    if not dots:
        raise ValueError(key)
    return PeriodRange(*(period_from_key(each) if each else None for each in (begin, end)))
