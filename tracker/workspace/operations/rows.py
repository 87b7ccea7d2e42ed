"""Projects and items: add, name, order, indent, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from tracker.domain.errors import ConflictError
from tracker.domain.model import Item, ItemKind, Names, Project
from tracker.domain.moving import Span
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.storage.repository import Repository
from tracker.workspace.operations.arrangement import Arrangement
from tracker.workspace.operations.dates import commitment_today, new_dates
from tracker.workspace.operations.names import called, row_of
from tracker.workspace.operations.places import position_at
from tracker.workspace.workspace import Workspace

LAST = RowKey("", 0)
"""As ``after``: behind all of its siblings."""

_Goal = Callable[[Arrangement, Item], tuple[Project | Item, RowKey | None]]
"""Where an item goes: below which row, and behind which of its children."""


def add_project(workspace: Workspace, *, name: Names, after: RowKey | None = LAST) -> RowKey:
    """Add a project behind another one (None: before all of them)."""

    def write(repository: Repository) -> None:
        insert_rows(workspace, repository, parent=None, names=[name], after=after)

    changes = workspace.perform("add-project", write, name=_any(name))
    return RowKey("projects", changes.inserted("projects")[0])


def add_item(
    workspace: Workspace,
    *,
    parent: RowKey,
    name: Names,
    kind: ItemKind = ItemKind.MILESTONE,
    after: RowKey | None = LAST,
    span: Span | None = None,
) -> RowKey:
    """Add an item below a project or item, behind one of its children (None: as the first).

    ``span`` are the dates it is committed to from today on; recorded in the same step.

    A milestone that gets a child becomes a phase: only a phase or an activity has parts.
    """

    def write(repository: Repository) -> None:
        (added,) = insert_rows(
            workspace, repository, parent=parent, names=[name], kind=kind, after=after
        )
        for date in new_dates(added.id, span) if span else ():
            repository.insert(commitment_today(workspace, date))

    changes = workspace.perform("add-item", write, name=_any(name))
    return RowKey("items", changes.inserted("items")[0])


def insert_rows(
    workspace: Workspace,
    repository: Repository,
    *,
    parent: RowKey | None,
    names: Sequence[Names],
    kind: ItemKind = ItemKind.MILESTONE,
    after: RowKey | None = LAST,
) -> list[Project | Item]:
    """Store new rows one behind the other, as a part of a larger step; see :func:`add_item`.

    ``parent`` None makes them projects.
    """
    above = row_of(workspace, parent) if parent is not None else None
    siblings: list[Project | Item] = [
        *(workspace.portfolio.children(above) if above else workspace.portfolio.ordered_projects())
    ]
    if above is not None:
        _make_room(repository, above)
    place = first = _place(siblings, after)
    for name in names:
        position, renumbered = position_at(repository, siblings, place)
        moved = {row.id: row for row in renumbered}
        siblings = [moved.get(row.id, row) for row in siblings] if moved else siblings
        new = (
            Project(name=name, position=position)
            if above is None
            else Item(**_below(above), kind=kind, name=name, position=position)
        )
        siblings.insert(place, repository.insert(new))
        place += 1
    return siblings[first:place]


def rename(workspace: Workspace, *, row: RowKey, name: Names) -> None:
    """Give a row other names; all four languages are set at once."""
    found = row_of(workspace, row)
    workspace.perform(
        "rename",
        lambda repository: repository.update(replace(found, name=name)),
        name=called(found) or _any(name),
    )


def delete_rows(workspace: Workspace, *, rows: Iterable[RowKey]) -> None:
    """Delete rows with everything below and attached to them, as one step."""
    keys = list(dict.fromkeys(rows))
    found = [row_of(workspace, key) for key in keys]
    if not found:
        return

    def write(repository: Repository) -> None:
        gone: set[RowKey] = set()
        for row in found:
            key = RowKey(row.table, row.id)
            if key in gone:
                continue
            below = workspace.portfolio.descendants(row)
            gone |= {RowKey("items", item.id) for item in below} | {key}
            repository.delete(type(row), row.id)

    if len(found) == 1:
        workspace.perform("delete", write, name=called(found[0]))
    else:
        workspace.perform("delete-many", write, n=len(found))


def indent(workspace: Workspace, *, rows: Sequence[RowKey]) -> None:
    """Put items one level deeper, each below the sibling above it.

    Raises ConflictError for a project or a first child, below which nothing could stand.
    """
    _move_each(workspace, "indent", rows, _indented)


def outdent(workspace: Workspace, *, rows: Sequence[RowKey]) -> None:
    """Put items one level higher, behind the row that they stood below.

    Raises ConflictError for what stands directly below its project.
    """
    _move_each(workspace, "outdent", list(rows)[::-1], _outdented)


def move_up(workspace: Workspace, *, rows: Sequence[RowKey]) -> None:
    """Move rows before the sibling above them; those that are first stay where they are."""
    _shift(workspace, rows, -1)


def move_down(workspace: Workspace, *, rows: Sequence[RowKey]) -> None:
    """Move rows behind the sibling below them; those that are last stay where they are."""
    _shift(workspace, list(rows)[::-1], 1)


def move_to(
    workspace: Workspace,
    *,
    rows: Sequence[RowKey],
    parent: RowKey | None,
    after: RowKey | None = LAST,
) -> None:
    """Put items below a project or another item, in their order behind one of its children.

    ``parent`` None puts projects behind another one (None: before all of them). Raises
    ConflictError where a row would come to stand below itself, and for a project below another row.
    """
    if parent is None:
        _move_projects(workspace, rows, after)
        return
    last = after

    def goal(arrangement: Arrangement, item: Item) -> tuple[Project | Item, RowKey | None]:
        nonlocal last
        above = arrangement.now(row_of(workspace, parent))
        behind, last = last, RowKey("items", item.id)
        return above, behind

    row_of(workspace, parent)
    _move_each(workspace, "move", rows, goal)


def _move_projects(workspace: Workspace, rows: Sequence[RowKey], after: RowKey | None) -> None:
    found = [row_of(workspace, key) for key in rows]
    moved = [row for row in found if isinstance(row, Project)]

    def write(repository: Repository) -> None:
        ids = {project.id for project in moved}
        left = [each for each in workspace.portfolio.ordered_projects() if each.id not in ids]
        place = _place(left, after)
        for at, project in enumerate(moved, place):
            position, renumbered = position_at(repository, left, at)
            new = {row.id: row for row in renumbered if isinstance(row, Project)}
            left = [new.get(each.id, each) for each in left]
            left.insert(at, replace(project, position=position))
            repository.update(left[at])

    if moved:
        workspace.perform("move", write, name=", ".join(called(row) for row in moved))


def _move_each(
    workspace: Workspace,
    operation: str,
    rows: Sequence[RowKey],
    goal: _Goal,
) -> None:
    items = [_item(workspace, key) for key in rows]
    if not items:
        return
    chosen = set(items)
    # What stands below a chosen row moves along with it.
    arrangement = Arrangement(workspace.portfolio)
    heads = [item for item in items if chosen.isdisjoint(arrangement.ancestors(item))]

    def write(repository: Repository) -> None:
        arrangement = Arrangement(workspace.portfolio)
        for head in heads:
            item = cast(Item, arrangement.now(head))
            above, after = goal(arrangement, item)
            _put(repository, arrangement, item, above, after)

    workspace.perform(operation, write, name=", ".join(called(item) for item in heads))


def _indented(arrangement: Arrangement, item: Item) -> tuple[Project | Item, RowKey | None]:
    siblings = arrangement.siblings(item)
    place = [sibling.id for sibling in siblings].index(item.id)
    if not place:
        raise ConflictError(
            N_("“{name}” is the first row at its level: there is no row above it to stand below."),
            name=called(item),
        )
    return siblings[place - 1], LAST


def _outdented(arrangement: Arrangement, item: Item) -> tuple[Project | Item, RowKey | None]:
    parent = arrangement.parent(item)
    if isinstance(parent, Project):
        raise ConflictError(
            N_("“{name}” stands directly below its project and cannot be moved further out."),
            name=called(item),
        )
    return arrangement.parent(parent), RowKey("items", parent.id)


def _shift(workspace: Workspace, rows: Sequence[RowKey], step: int) -> None:
    found = [row_of(workspace, key) for key in rows]
    if not found:
        return

    def write(repository: Repository) -> None:
        arrangement = Arrangement(workspace.portfolio)
        held: set[int] = set()
        for row in found:
            siblings = arrangement.siblings(row)
            ids = [sibling.id for sibling in siblings]
            place = ids.index(row.id)
            goal = place + step
            # A block of rows that has reached the edge stays together there.
            if not 0 <= goal < len(ids) or ids[goal] in held:
                held.add(row.id)
                continue
            one, other = siblings[place], siblings[goal]
            if one.position == other.position:
                continue
            for changed in (
                replace(one, position=other.position),
                replace(other, position=one.position),
            ):
                repository.update(changed)
                arrangement.put(changed)

    workspace.perform("move", write, name=", ".join(called(row) for row in found))


def _put(
    repository: Repository,
    arrangement: Arrangement,
    item: Item,
    above: Project | Item,
    after: RowKey | None,
) -> None:
    """Store an item in its new place, and with it what it moves or changes there."""
    if item == above or item in arrangement.ancestors(above):
        raise ConflictError(
            N_("“{name}” cannot be moved below itself. Choose a row that is not part of it."),
            name=called(item),
        )
    siblings = [row for row in arrangement.children(above) if row.id != item.id]
    position, written = position_at(repository, siblings, _place(siblings, after))
    written += _make_room(repository, above)
    places = _below(above)
    moved = replace(item, **places, position=position)
    repository.update(moved)
    written.append(moved)
    if moved.project_id != item.project_id:
        for child in arrangement.descendants(item):
            changed = replace(cast(Item, child), project_id=moved.project_id)
            repository.update(changed)
            written.append(changed)
    for row in written:
        arrangement.put(row)


def _make_room(repository: Repository, above: Project | Item) -> list[Item]:
    """A milestone has no parts; the one that is about to get some becomes a phase."""
    if isinstance(above, Project) or above.kind is not ItemKind.MILESTONE:
        return []
    phase = replace(above, kind=ItemKind.PHASE)
    repository.update(phase)
    return [phase]


def _below(above: Project | Item) -> dict[str, Any]:
    if isinstance(above, Project):
        return {"project_id": above.id, "parent_id": None}
    return {"project_id": above.project_id, "parent_id": above.id}


def _place(siblings: Sequence[Project | Item], after: RowKey | None) -> int:
    if after is None:
        return 0
    ids = [sibling.id for sibling in siblings]
    return ids.index(after.id) + 1 if after.id in ids else len(ids)


def _item(workspace: Workspace, key: RowKey) -> Item:
    row = row_of(workspace, key)
    if isinstance(row, Project):
        raise ConflictError(
            N_("“{name}” is a project and cannot be moved below another row."), name=called(row)
        )
    return row


def _any(name: Names) -> str:
    return name.en or name.ru or name.kk or name.uz
