"""What the columns of forms mean that are no fields of a row, and in which unit they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tracker.domain.field_meanings import MEANINGS, UNITS
from tracker.exchange.forms.rows import Rows
from tracker.language import N_

_OF_ROWS: Final[Mapping[str, str]] = {
    "project": N_("Project that the row belongs to."),
    "overdue_since": N_("First day on which the deadline was over."),
    "days_left": N_("Days from the status date to the last day of the deadline."),
    "first_commitment": N_("The date that was promised first."),
    "first_announced_on": N_("When the first date was announced."),
    "first_source": N_("Document that states the first date."),
    "changes": N_(
        "Every change of the date, with when it was announced, its source and its reason."
    ),
    "times_changed": N_("How often the date was changed."),
    "date_reason": N_("Reason that was given for the date in force."),
    "date_slip": N_(
        "From the last day of the first promise to the last day of the one in force; a range where "
        "dates are coarse."
    ),
    "actual_slip": N_(
        "From the last day of the first promise to the day of execution; a range where dates are "
        "coarse."
    ),
    "forecast_reason": N_(
        "Why the row is expected to be finished when it is, in a sentence; empty where it is "
        "settled or nothing can be computed."
    ),
    "planned_jobs": N_("Jobs that were planned or declared."),
    "created_jobs": N_("Jobs that were reported as created."),
    "jobs_missing": N_("Which of the figures of jobs nobody has stated."),
}

_OF_CLAIMS: Final[Mapping[str, str]] = {
    "subject": N_("Project, item or topic that the figure is about."),
    "measure": N_("What the figure measures."),
    "detail": N_("What the figure measures more exactly."),
    "figure": N_("The figure as it was stated."),
    "basis": N_("On what ground the figure stands."),
    "figure_period": N_("The time that the figure is for."),
    "as_of": N_("The day for which the figure was stated."),
    "stated_by": N_("Who stated the figure."),
    "side": N_("Country whose side stated the figure."),
    "wording": N_("The figure in the words of its source."),
    "leading": N_("Whether the figure stands for its measure where several were stated."),
    "conflict": N_("Whether another figure says otherwise."),
    "source": N_("Document that states the figure."),
    "source_title": N_("Title of that document."),
    "url": N_("Where that document is on the internet."),
    "note": N_("Remark on the figure."),
}

_OF_CHANGES: Final[Mapping[str, str]] = {
    "day": N_("Local day of the change."),
    "who": N_("Who made the change."),
    "office": N_("In which office."),
    "step": N_("What was done."),
    "row": N_("Row, body or source that was changed."),
    "what": N_("Which value was changed."),
    "before": N_("The value before; empty where there was none."),
    "after": N_("The value after; empty where it was taken away."),
}

_UNITS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("days_left", "date_slip", "actual_slip"), N_("calendar days")),
    **dict.fromkeys(("planned_jobs", "created_jobs"), N_("jobs")),
    "figure": N_("as the source gives it"),
}


def meaning_of(key: str, rows: Rows) -> str:
    """What the column ``key`` means in a form of such rows; a msgid."""
    own = {Rows.CLAIMS: _OF_CLAIMS, Rows.CHANGES: _OF_CHANGES}.get(rows, {})
    return own.get(key) or _OF_ROWS.get(key) or MEANINGS[key]


def unit_of(key: str) -> str | None:
    """The unit of a column of numbers; a msgid."""
    return _UNITS.get(key) or UNITS.get(key)
