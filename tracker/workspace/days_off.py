"""The days off of both countries as a timeline shows them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from tracker.domain.model import Calendar
from tracker.forecast.calendars import WorkingDays
from tracker.timeline.days_off import DAY_LEVELS, DaysOff
from tracker.timeline.scale import TimeScale


def days_off_in_view(working: WorkingDays, scale: TimeScale, width: float) -> DaysOff | None:
    """What layout and header need to shade ``width`` pixels; None where they shade nothing."""
    if scale.level not in DAY_LEVELS:
        return None
    first, last = (date.fromordinal(day).year for day in scale.visible(width))
    return _of_years(working, first, last)


_KEPT: Final = 16


@lru_cache(_KEPT)
def _of_years(working: WorkingDays, first: int, last: int) -> DaysOff:
    kz, uz = (
        frozenset(
            day.toordinal() for day in working.off(country, date(first, 1, 1), date(last, 12, 31))
        )
        for country in (Calendar.KZ, Calendar.UZ)
    )
    return DaysOff(kz, uz)
