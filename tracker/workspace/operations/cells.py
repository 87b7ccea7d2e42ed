"""Many cells at once, each with its own value: pasted, filled or replaced as one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from typing import cast

from tracker.domain.errors import UserError
from tracker.domain.fields import Attribute, Field, NameIn
from tracker.domain.model import Item, ItemKind, Names, Project
from tracker.domain.plan_rules import PLAN_FIELDS, plan_conflict
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.records import record
from tracker.storage.repository import Repository
from tracker.workspace.operations.fields import (
    check_editable,
    own_attributes,
    store,
    with_cell,
    write_cell,
)
from tracker.workspace.operations.names import row_of
from tracker.workspace.operations.relations import KnownBodies
from tracker.workspace.operations.rows import insert_rows
from tracker.workspace.workspace import Workspace


@record
class CellsOfRow:
    """What cells of one row are to hold, each field once; ``key`` None makes a new row of it.

    The values are as :func:`tracker.domain.cells.parse_cell` gives them. A new row needs a name.
    """

    key: RowKey | None
    values: Sequence[tuple[Field, object]]


@record
class NewRows:
    """Where new rows go, one behind the other: below ``parent`` (None: projects), after ``after``.

    ``after`` None puts them before all of their siblings.
    """

    parent: RowKey | None
    after: RowKey | None
    kind: ItemKind = ItemKind.MILESTONE


@record
class Refused:
    """A value that the file cannot hold; its cell is as it was."""

    key: RowKey
    field: Field
    error: UserError


@record(frozen=False)
class Written:
    """What became of many cells: the new rows in their order, and what was refused."""

    added: list[RowKey] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def set_cells(
    workspace: Workspace,
    *,
    operation: str,
    rows: Sequence[CellsOfRow],
    language: Language,
    new_rows: NewRows | None = None,
) -> Written:
    """Set many cells as one step, called ``operation`` ("paste", "fill" …) in the history.

    ``language`` is the one of names that are typed without one. What the file cannot hold is left
    out and told, all the rest is written. Raises ConflictError when a row is gone.
    """
    written = Written()

    def write(repository: Repository) -> None:
        bodies = KnownBodies(repository, workspace.portfolio, language)
        names = [_name_of(cells, language) for cells in rows if cells.key is None]
        added: list[Project | Item] = []
        if names:
            assert new_rows is not None, "nobody said where the new rows go"
            added = insert_rows(
                workspace,
                repository,
                parent=new_rows.parent,
                names=names,
                kind=new_rows.kind,
                after=new_rows.after,
            )
        written.added += (RowKey(row.table, row.id) for row in added)
        waiting = iter(added)
        for cells in rows:
            row = row_of(workspace, cells.key) if cells.key is not None else next(waiting)
            key = RowKey(row.table, row.id)
            changed = row
            for column, value in _kind_first(cells.values):
                try:
                    check_editable(column, changed)
                    new = with_cell(workspace, changed, column, value, language)
                    if new is None:
                        write_cell(workspace, repository, changed, column, value, bodies)
                    else:
                        changed = new
                except UserError as error:
                    written.refused.append(Refused(key, column, error))
            changed = _without_conflicts(key, row, changed, cells.values, written)
            # One change of a row for all of its own cells: a third of the work, also for the undo.
            store(repository, row, changed)

    workspace.perform(operation, write, n=sum(len(cells.values) for cells in rows))
    return written


def _without_conflicts(
    key: RowKey,
    row: Project | Item,
    changed: Project | Item,
    values: Sequence[tuple[Field, object]],
    written: Written,
) -> Project | Item:
    """The row as it has ``changed``, but for what of its plan does not go with the rest."""
    typed = {column.key: column for column, _ in values if column.key in PLAN_FIELDS}
    refused = {each.field.key for each in written.refused if each.key == key}
    typed = {name: column for name, column in typed.items() if name not in refused}
    while isinstance(changed, Item) and (conflict := plan_conflict(changed, typed)) is not None:
        for name in conflict.fields:
            if (column := typed.pop(name, None)) is not None:
                written.refused.append(Refused(key, column, conflict.reason))
                before = {each: getattr(row, each) for each in own_attributes(column, None)}
                changed = replace(changed, **before)
    return changed


def _name_of(cells: CellsOfRow, language: Language) -> Names:
    names = {
        (column.target.language or language).value: cast(str, value)
        for column, value in cells.values
        if isinstance(column.target, NameIn) and value
    }
    return Names(**names)


def _kind_first(values: Iterable[tuple[Field, object]]) -> list[tuple[Field, object]]:
    """Whether a row has a start follows from its kind, which may be set by the same step."""
    return sorted(values, key=lambda each: each[0].target != Attribute("kind"))
