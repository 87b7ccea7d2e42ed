"""What a timeline tells of a day: its week, and what is special about it in each country."""

from __future__ import annotations

from datetime import date

from tracker.domain.fields import choice_label
from tracker.domain.period import Period
from tracker.domain.period_text import deadline_text, week_text
from tracker.forecast.calendars import COUNTRIES, WorkingDays
from tracker.forecast.holiday_names import special_day_text
from tracker.language import Translator
from tracker.workspace.description import Description, Part, Statement


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
