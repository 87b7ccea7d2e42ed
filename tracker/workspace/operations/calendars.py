"""The calendars of a file and the days that are worked, or are not, against the rule."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.errors import ConflictError, InputError
from tracker.domain.model import CalendarDay, Names, Source, WorkCalendar
from tracker.domain.portfolio import Portfolio
from tracker.language import N_, Language
from tracker.storage.repository import Repository
from tracker.workspace.operations.relations import check_new_source, stored_source
from tracker.workspace.workspace import Workspace


def set_calendar_day(
    workspace: Workspace, *, day: CalendarDay, new_source: Source | None = None
) -> None:
    """Say of a day whether it is worked, in place of what was said of it before.

    ``day`` names a country or a calendar of the file; its id does not count. With ``new_source``
    the source is added in the same step.
    """
    workspace.refresh()
    check_new_source(workspace, new_source)
    current = day_said(workspace.portfolio, day)

    def write(repository: Repository) -> None:
        said = replace(day, source_id=stored_source(repository, new_source, day.source_id))
        if current is None:
            repository.insert(said)
        else:
            repository.update(replace(said, id=current.id, uid=current.uid))

    if new_source is not None or current != replace(day, id=_id(current), uid=_uid(current)):
        workspace.perform("set-calendar-day", write, day=day.day.first.isoformat())


def clear_calendar_day(workspace: Workspace, *, day_id: int) -> None:
    """Let the rule decide again about a day."""
    day = workspace.portfolio.calendar_days[day_id]
    workspace.perform(
        "clear-calendar-day",
        lambda repository: repository.delete(CalendarDay, day_id),
        day=day.day.first.isoformat(),
    )


def day_said(portfolio: Portfolio, day: CalendarDay) -> CalendarDay | None:
    """What the file says of the same day of the same country or calendar."""
    return next(
        (
            said
            for said in portfolio.calendar_days.where("day", day.day)
            if (said.calendar_id, said.country) == (day.calendar_id, day.country)
        ),
        None,
    )


def add_calendar(workspace: Workspace, *, calendar: WorkCalendar) -> int:
    """Add a calendar to the file and return its id. Raises InputError for one without a name."""
    workspace.refresh()
    _check(calendar)
    changes = workspace.perform(
        "add-calendar", lambda repository: repository.insert(calendar), name=_called(calendar)
    )
    return changes.inserted("calendars")[0]


def edit_calendar(workspace: Workspace, *, calendar: WorkCalendar) -> None:
    """Change a calendar. Raises InputError for one without a name or without a working day."""
    workspace.refresh()
    _check(calendar)
    if workspace.portfolio.calendars[calendar.id] != calendar:
        workspace.perform(
            "edit-calendar", lambda repository: repository.update(calendar), name=_called(calendar)
        )


def delete_calendar(workspace: Workspace, *, calendar_id: int) -> None:
    """Delete a calendar that no item works by. Raises ConflictError while one does."""
    workspace.refresh()
    calendar = workspace.portfolio.calendars[calendar_id]
    if uses := len(list(workspace.portfolio.items.where("own_calendar_id", calendar_id))):
        raise ConflictError(
            N_("“{name}” is the calendar of rows: {n}. Give them another calendar first."),
            name=_called(calendar),
            n=uses,
        )
    workspace.perform(
        "delete-calendar",
        lambda repository: repository.delete(WorkCalendar, calendar_id),
        name=_called(calendar),
    )


def _check(calendar: WorkCalendar) -> None:
    if calendar.name == Names():
        raise InputError(N_("A calendar needs a name. Type one, for example “Six-day week”."))
    if "1" not in calendar.weekdays:
        raise InputError(N_("A calendar needs a working day. Mark at least one day of the week."))


def _called(calendar: WorkCalendar) -> str:
    return calendar.name.best(Language.EN)


def _id(day: CalendarDay | None) -> int:
    return day.id if day else 0


def _uid(day: CalendarDay | None) -> str:
    return day.uid if day else ""
