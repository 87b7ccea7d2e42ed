"""How a step names the rows it is about, in whatever language they have a name."""

from __future__ import annotations

from typing import Any

from tracker.domain.errors import ConflictError
from tracker.domain.model import Item, Project, Topic
from tracker.domain.portfolio import RowKey
from tracker.language import N_, Language
from tracker.workspace.workspace import Workspace


def row_of(workspace: Workspace, key: RowKey) -> Project | Item:
    """The row of a key, as it is in the file now. Raises ConflictError when it is gone."""
    # A step that builds on an older state would undo what another program has written since.
    workspace.refresh()
    row = workspace.portfolio.row(key)
    if row is None:
        raise ConflictError(
            N_("The row was deleted meanwhile (row {id} of “{table}”). Nothing was changed."),
            id=key.id,
            table=key.table,
        )
    return row


def item_of(workspace: Workspace, item_id: int) -> Item:
    row = row_of(workspace, RowKey("items", item_id))
    assert isinstance(row, Item)
    return row


def called(row: Project | Item) -> str:
    """The name of a row as the history keeps it."""
    return row.name.best(Language.EN)


def owner_of(row: Project | Item | Topic) -> dict[str, Any]:
    """The reference from something attached to its project or item; of a figure, also its topic."""
    if isinstance(row, Topic):
        return {"topic": row}
    return {"project_id" if isinstance(row, Project) else "item_id": row.id}
