"""The days off of both countries as a timeline shows and names them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from tracker.domain.fields import choice_label
from tracker.domain.model import Calendar
from tracker.domain.period import Period
from tracker.domain.period_text import deadline_text, week_text
from tracker.forecast.calendars import COUNTRIES, WorkingDays
from tracker.forecast.holiday_names import special_day_text
from tracker.language import Translator
from tracker.timeline.days_off import DAY_LEVELS, DaysOff
from tracker.timeline.scale import TimeScale
from tracker.workspace.description import Description, Part, Statement


def days_off_in_view(working: WorkingDays, scale: TimeScale, width: float) -> DaysOff | None:
    """What layout and header need to shade ``width`` pixels; None where they shade nothing."""
    if scale.level not in DAY_LEVELS:
        return None
    first, last = (date.fromordinal(day).year for day in scale.visible(width))
    return _of_years(working, first, last)


def describe_day(day: date, working: WorkingDays, translator: Translator) -> Description:
    """The day and its week; what is special about it in each country."""
    language = translator.language
    title = f"{deadline_text(Period.day(day), language)} · {week_text(day, language)}"
    special = tuple(
        Statement(special_day_text(found, translator), translator.text(choice_label(country)))
        for country in COUNTRIES
        if (found := working.special(country, day)) is not None
    )
    return Description((), title, (Part("", special),) if special else ())


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
