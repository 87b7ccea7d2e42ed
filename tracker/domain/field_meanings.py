"""What each column means, and in which unit its numbers are: for those who get a table alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tracker.domain.fields import Kind
from tracker.language import N_

MEANINGS: Final[Mapping[str, str]] = {
    "number": N_("Place of the row in the outline."),
    "name": N_("Name in the language of the document, else in the first language that has one."),
    "name_en": N_("Name as given in English."),
    "name_ru": N_("Name as given in Russian."),
    "name_kk": N_("Name as given in Kazakh."),
    "name_uz": N_("Name as given in Uzbek."),
    "code": N_("Short code of the project."),
    "kind": N_("Whether the row is a phase, an activity or a milestone."),
    "side": N_("Country that answers for the project."),
    "region": N_("Region in which the project is."),
    "sector": N_("Industry of the project."),
    "product": N_("What the project makes."),
    "responsible": N_("Bodies that answer for the row, in their order."),
    "co_executors": N_("Bodies that take part."),
    "initiator": N_("Bodies that proposed the project."),
    "investor": N_("Bodies that invest in the project."),
    "start": N_("Start that was committed to; of a row with parts the earliest of theirs."),
    "finish": N_(
        "Finish that was committed to and is in force; of a row with parts the latest of theirs."
    ),
    "wording": N_("The deadline in the words of its source."),
    "announced_on": N_("When the commitment in force was announced."),
    "commitment_source": N_("Document that states the commitment in force."),
    "actual_start": N_("When it began, as reported."),
    "actual_finish": N_("When it was finished, as reported."),
    "forecast": N_("When it will be finished by the computed schedule, first to last day."),
    "slip": N_("By how much the latest forecast is after the commitment."),
    "float": N_("By how much it can be late without moving the end."),
    "forecast_then": N_(
        "When it was to be finished by the schedule computed on an earlier day, first to last day."
    ),
    "slip_since": N_("How far the computed schedule has moved since that day."),
    "p50": N_("The day by which it is finished in 50 of 100 sampled schedules."),
    "p80": N_("The day by which it is finished in 80 of 100 sampled schedules."),
    "driving": N_("In how many of 100 sampled schedules it decides when its project is finished."),
    "status": N_("What follows from commitments and reports on the status date."),
    "state": N_("What was reported of the row."),
    "percent": N_("Share of the work that is done, as reported."),
    "duration": N_("Likely duration."),
    "duration_low": N_("Shortest duration."),
    "duration_high": N_("Longest duration."),
    "calendar": N_("Whose working days count."),
    "own_calendar": N_("The calendar of the file's own that counts instead."),
    "constraint": N_("What a computed date must keep to."),
    "constraint_date": N_("The date to which the constraint holds."),
    "form_of_completion": N_("Document or event that completes the row."),
    "funding_source": N_("Where the money comes from."),
    "cost": N_("Expected cost of the row."),
    "value": N_("Leading figure of the value of the project."),
    "jobs": N_("Leading figure of the jobs of the project."),
    "capacity": N_("Leading figure of the capacity of the project."),
    "progress": N_("The latest progress note."),
    "note": N_("Remark on the row."),
    "source": N_("Every document that anything about the row rests on."),
}
"""By the key of the field; msgids."""

KIND_NAMES: Final[Mapping[Kind, str]] = {
    Kind.TEXT: N_("text"),
    Kind.LONG_TEXT: N_("text of several lines"),
    Kind.NAME: N_("name"),
    Kind.TERM: N_("term of the vocabulary"),
    Kind.DEADLINE: N_("period of any precision, limit, or duty without an end"),
    Kind.PERIOD: N_("period of any precision"),
    Kind.DAY: N_("period of any precision"),
    Kind.RANGE: N_("first and last day"),
    Kind.SLIP: N_("number of days, months or years, or the least and the most of them"),
    Kind.INTEGER: N_("whole number"),
    Kind.PERCENT: N_("percentage, 0 to 100"),
    Kind.AMOUNT: N_("exact number with a unit"),
    Kind.CHOICE: N_("one of the words listed"),
    Kind.BODIES: N_("bodies"),
    Kind.SOURCES: N_("documents"),
    Kind.STATUS: N_("one of the words listed"),
    Kind.NUMBER: N_("number of the row"),
    Kind.CALENDAR: N_("name of a calendar of the file"),
}
"""What a column of each kind holds; msgids."""

_CURRENCY: Final = N_("currency beside the number or in the heading (ISO 4217)")

UNITS: Final[Mapping[str, str]] = {
    "percent": N_("%"),
    "duration": N_("working days"),
    "duration_low": N_("working days"),
    "duration_high": N_("working days"),
    "slip": N_("calendar days"),
    "float": N_("working days"),
    "driving": N_("%"),
    "cost": _CURRENCY,
    "value": _CURRENCY,
    "jobs": N_("jobs"),
    "capacity": N_("as the source gives it"),
}
"""The unit of a column of numbers, by the key of the field; msgids."""
