"""A day in any wording that gives one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracker.domain.date_reader import read_period
from tracker.domain.errors import InputError
from tracker.domain.period import Period, Precision
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_, Language


def read_day(language: Language, example: date) -> Callable[[str], date]:
    """What reads a day in ``language``; it raises InputError for anything longer."""

    def read(text: str) -> date:
        period = read_period(text, language=language)
        if period.precision is not Precision.DAY:
            raise InputError(
                N_("“{text}” is longer than a day. Name a day, such as {example}."),
                text=text,
                example=deadline_text(Period.day(example), language, style=Style.SHORT),
            )
        return period.first

    return read
