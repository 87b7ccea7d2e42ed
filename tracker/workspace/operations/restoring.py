"""Give back what the history knows: one value, one row, or the whole file."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.storage.journal import Entry
from tracker.storage.repository import Repository
from tracker.workspace.history.lines import Line
from tracker.workspace.history.parts import parts_of
from tracker.workspace.history.restoring import Restoration, of_row, of_value
from tracker.workspace.history.sayings import row_name
from tracker.workspace.workspace import Moment, Workspace


def restore_value(workspace: Workspace, *, line: Line) -> None:
    """Give back the value that a line of the history replaced.

    Raises ConflictError where it does not fit any more, see :func:`of_value`.
    """
    restoration = of_value(workspace, line)
    key = line.owner
    row = workspace.past.last_known(key.table, key.id) if key else line.row
    workspace.perform(
        "restore-value",
        lambda repository: _write(repository, restoration),
        field=line.part.label or parts_of(line.change.table).label(line.row),
        name=row_name(row, Language.EN) if row is not None else "",
    )


def restore_row(workspace: Workspace, *, row: RowKey, moment: Moment) -> None:
    """Give a row back what it was at a moment, or bring back one that was deleted.

    Raises ConflictError where it does not fit any more, see :func:`of_row`.
    """
    restoration = of_row(workspace, row, moment)
    was = workspace.past.last_known(row.table, row.id)
    workspace.perform(
        "restore-row",
        lambda repository: _write(repository, restoration),
        name=row_name(was, Language.EN) if was is not None else "",
        moment=moment_key(moment),
    )


def restore_file(workspace: Workspace, *, moment: Moment) -> None:
    """Make the whole file what it was at a moment."""
    workspace.return_to(moment, "restore-file", moment=moment_key(moment))


def moment_key(moment: Moment) -> str:
    """A moment as the history keeps it: "2026-11-20", or "2026-11-20 14:05" in local time."""
    if isinstance(moment, Entry):
        moment = moment.at
    if isinstance(moment, datetime):
        return f"{moment.astimezone():%Y-%m-%d %H:%M}"
    return moment.isoformat()


def _write(repository: Repository, restoration: Restoration) -> None:
    # What goes away goes first, so that what comes finds its place free.
    for change in restoration.changes:
        if change.after is None:
            assert change.before is not None
            repository.delete(type(change.before), change.id)
        elif change.before is None:
            repository.insert(change.after)
        else:
            repository.update(change.after)
