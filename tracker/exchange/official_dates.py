"""The dates of a row as an official table may state them: promises apart from what happened."""

from __future__ import annotations

import re
from typing import Final, cast

from tracker.domain.fields import FIELD, Context, value_of
from tracker.domain.model import Item, Project, State
from tracker.domain.period import Deadline, Period, Precision
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.promise import latest, promise_of
from tracker.domain.status import Status, status_of
from tracker.domain.values import DatedText
from tracker.exchange.dialects import Days
from tracker.exchange.guards import Guard, is_formula
from tracker.exchange.table import DayCell, PeriodCell
from tracker.language import Language


def promised_finish(row: Project | Item, context: Context) -> DatedText | None:
    """The finish that was committed to, else the latest one among the parts.

    What happened without having been announced is on record, but it is no deadline.
    """
    portfolio = context.portfolio
    if isinstance(row, Item) and portfolio.deadline(row) is not None:
        return cast(DatedText, value_of(FIELD["finish"], row, context))
    promised = promise_of(portfolio, row)
    return DatedText(promised) if promised else None


def completed(project: Project, context: Context) -> DatedText | None:
    """When the last part of a completed project was finished, where that is known of each part."""
    portfolio = context.portfolio
    if status_of(portfolio, project, context.status_date) is not Status.DONE:
        return None
    finished = [
        part.actual_finish
        for part in portfolio.descendants(project)
        if part.state is not State.CANCELLED and not portfolio.children(part)
    ]
    periods = [period for period in finished if isinstance(period, Period)]
    last = latest(periods)
    return DatedText(last) if last and len(periods) == len(finished) else None


def deadline_cell(deadline: Deadline, language: Language, days: Days) -> DayCell | PeriodCell | str:
    """A deadline at its own precision.

    ISO days are for programs: periods come in the form of ISO 8601 that sorts (2026-12-31, 2026-12,
    2026-Q4, 2027-H1, 2027). Limits ("by …") and deadlines that are no period are always in words.
    """
    if not isinstance(deadline, Period):
        return deadline_text(deadline, language)
    plain = is_plain_period(deadline)
    if plain and days is Days.ISO:
        text = deadline.key
    else:
        style = Style.TABLE if days is Days.DOTTED else Style.LONG
        text = deadline_text(deadline, language, style=style)
    if plain and deadline.precision is Precision.DAY:
        return DayCell(text, deadline.first)
    return PeriodCell(text, deadline)


def worded(cell: DayCell | PeriodCell, wording: str) -> DayCell | PeriodCell:
    """A date in the words of its source.

    A spreadsheet may take a day as a date only where the words say that very day: “1-2” would
    become another one, and “=1+1” would run. Such words are a text, like those of a period.
    """
    if isinstance(cell, PeriodCell):
        return PeriodCell(wording, cell.period)
    numbers = {int(figures) for figures in _FIGURES.findall(wording)}
    says_it = {cell.day.day, cell.day.year} <= numbers and not is_formula(wording)
    if says_it or Guard.READINGS.safe(wording) == wording:
        return DayCell(wording, cell.day)
    return PeriodCell(wording, Period.day(cell.day))


_FIGURES: Final = re.compile(r"[0-9]{1,4}")


def is_plain_period(deadline: Deadline) -> bool:
    return isinstance(deadline, Period) and deadline == deadline.plain
