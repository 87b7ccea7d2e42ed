"""Milestones as an iCalendar file (RFC 5545), for the calendars of those who answer for them.

What becomes of a deadline:

* **A period** is an event of whole days that spans it: "Q4 2026" lies over the quarter, and its
  name says that it is the quarter. The end is exclusive, as the standard has it.
* **A limit** ("by the end of 2026") spans the period that it names, as on the chart: it is open
  downwards, and any single day in it would be one that nobody gave.
* **What is approximate or uncertain** is tentative; **what was cancelled** is cancelled.
* **Permanent and recurring duties** are left out and counted: the file knows no day on which they
  begin, and without one a calendar cannot repeat anything. So are milestones without a deadline;
  what happened without having been announced is no deadline.

A row keeps the UID of its ``uid`` in every copy of the file and in every language: a calendar that
takes a later file moves what it has. The stamp of all events is the status date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import BinaryIO, Final

from icalendar import Calendar, Event, vText

from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELD, Context, choice_label, value_of
from tracker.domain.foresight import judged_status
from tracker.domain.model import Item, ItemKind
from tracker.domain.period import Deadline, Period, Precision, Qualifier
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.language import N_, Language, Translator, translator
from tracker.records import record
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.query import Query, rows

_PRODUCT: Final = "-//Cooperation Tracker//EN"
_DAY: Final = timedelta(days=1)
_TOLD: Final = ("wording", "status", "responsible", "actual_finish", "commitment_source", "note")
"""Columns that a description tells, after the project and the deadline."""

# RFC 5545, 3.1: a text holds no control character but the tab; the break of a line is written "\n".
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINE_END: Final = re.compile(r"\r\n?")


@record
class CalendarReport:
    """How many milestones became events, and how many did not, for which reason."""

    events: int
    without_end: int
    without_deadline: int


def write_calendar(
    portfolio: Portfolio,
    target: BinaryIO,
    *,
    language: Language,
    status_date: date,
    query: Query | None = None,
) -> CalendarReport:
    """Write the milestones that ``query`` finds (all, when left out); ``target`` is left open."""
    context = Context(portfolio, status_date, OutlineNumbers(portfolio))
    speech = translator(language)
    found = rows(portfolio, query or Query(), translator=speech, status_date=status_date)
    milestones = [row.row for row in found if _is_milestone(row.row)]
    deadlines = [(row, portfolio.deadline(row)) for row in milestones if isinstance(row, Item)]
    dated = [(row, period) for row, period in deadlines if isinstance(period, Period)]
    calendar = _calendar(portfolio, speech)
    events = _Events(context, speech)
    for milestone, period in sorted(dated, key=lambda each: each[1].sort_key):
        calendar.add_component(events.event(milestone, period))
    target.write(calendar.to_ical())
    without_deadline = sum(deadline is None for _, deadline in deadlines)
    return CalendarReport(
        events=len(dated),
        without_end=len(deadlines) - len(dated) - without_deadline,
        without_deadline=without_deadline,
    )


def _is_milestone(row: object) -> bool:
    return isinstance(row, Item) and row.kind is ItemKind.MILESTONE


def _calendar(portfolio: Portfolio, speech: Translator) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    name = _said(portfolio.setting("title")) or speech.text(N_("Milestones"))
    # The name as RFC 7986 has it, and as the calendars before it read it.
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    return calendar


class _Events:
    """The events of one file."""

    def __init__(self, context: Context, speech: Translator) -> None:
        self._context = context
        self._speech = speech
        self._language = speech.language
        self._stamp = datetime.combine(context.status_date, time(), UTC)

    def event(self, milestone: Item, period: Period) -> Event:
        event = Event()
        event.add("uid", _said(milestone.uid))
        event.add("dtstamp", self._stamp)
        event.add("dtstart", period.first)
        # 31 December 9999 has no day after it.
        event.add("dtend", min(period.last, date.max - _DAY) + _DAY)
        event.add("summary", self._summary(milestone, period))
        event.add("description", _said("\n".join(self._description(milestone, period))))
        status = judged_status(self._context.portfolio, milestone, self._context.status_date)
        event.add("categories", [self._speech.text(choice_label(status))])
        if status is Status.CANCELLED:
            event.add("status", "CANCELLED")
        elif period.qualifier is not Qualifier.NONE:
            event.add("status", "TENTATIVE")
        # A deadline takes nobody's time.
        event.add("transp", "TRANSPARENT")
        return event

    def _summary(self, milestone: Item, period: Period) -> str:
        """The name, and the deadline unless the day itself says it."""
        name = " ".join(_said(milestone.name.best(self._language)).split())
        is_the_day = period.precision is Precision.DAY and period == period.plain
        return name if name and is_the_day else " – ".join(filter(None, (name, self._text(period))))

    def _text(self, deadline: Deadline) -> str:
        return deadline_text(deadline, self._language, style=Style.LONG)

    def _description(self, milestone: Item, period: Period) -> Iterator[str]:
        project = self._context.portfolio.projects[milestone.project_id]
        yield self._line(N_("Project"), project.name.best(self._language))
        yield self._line(N_("Deadline"), deadline := self._text(period))
        for key in _TOLD:
            field = FIELD[key]
            value = value_of(field, milestone, self._context)
            text = cell_text(field, value, self._speech, Style.LONG)
            if text not in ("", deadline):
                yield self._line(field.label, text)
        commitment = self._context.portfolio.commitment_in_force(milestone)
        source = self._context.portfolio.sources.get((commitment and commitment.source_id) or 0)
        if source is not None and source.url:
            yield source.url

    def _line(self, label: str, text: str) -> str:
        return f"{self._speech.text(label)}: {text}"


def _said(text: str) -> str:
    """``text`` as a calendar may hold it."""
    return _CONTROLS.sub("", _LINE_END.sub("\n", text))
