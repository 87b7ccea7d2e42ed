"""Where a row that is being typed would stand in the outline."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.model import Item, ItemKind, Project
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.records import record
from tracker.workspace.grouping import ShownRow
from tracker.workspace.outline_rows import OutlineRow, row_key


@record
class Draft:
    """A new row, shown before the row at ``place``; in an outline ``depth`` 0 makes it a project.

    One that is a project anywhere, and stored after all the others, says so by ``is_project``.
    """

    place: int
    depth: int
    is_project: bool = False


def allowed_depths(rows: Sequence[ShownRow], place: int) -> range:
    """How deep a row before ``place`` can stand: below the row above it or beside one of them."""
    if not place:
        return range(1)
    above = rows[place - 1]
    shallowest = rows[place].depth if place < len(rows) else 0
    folded = above.has_children and not above.expanded
    deepest = above.depth if folded else above.depth + 1
    return range(min(shallowest, deepest), deepest + 1)


def draft_below(rows: Sequence[ShownRow], place: int) -> Draft:
    """A draft below the row at ``place``: its sibling, or the first row of an empty project."""
    above = rows[place]
    wanted = above.depth
    if _is_empty_project(above):
        wanted = 1
    depths = allowed_depths(rows, place + 1)
    return Draft(place + 1, min(max(wanted, depths.start), depths.stop - 1))


def _is_empty_project(found: ShownRow) -> bool:
    is_project = isinstance(found, OutlineRow) and isinstance(found.row, Project)
    return is_project and not found.has_children


def draft_at_end(rows: Sequence[ShownRow]) -> Draft:
    """A draft after all rows, beside the last one."""
    return Draft(len(rows), max(rows[-1].depth, 0) if rows else 0)


def parent_of(rows: Sequence[ShownRow], draft: Draft) -> OutlineRow | None:
    """The row to which the draft would belong; None for a project."""
    above = (rows[place] for place in range(draft.place - 1, -1, -1))
    found = next((row for row in above if row.depth < draft.depth), None)
    return found if isinstance(found, OutlineRow) else None


@record
class Spot:
    """Where a new row is stored: below ``parent`` (None: a project), after one of its siblings.

    ``after`` None makes it the first of them.
    """

    parent: RowKey | None
    after: RowKey | None

    def kind_beside(self, portfolio: Portfolio) -> ItemKind:
        """What a new item here most likely is: an activity after an activity, else a milestone."""
        sibling = portfolio.row(self.after) if self.after else None
        beside_activity = isinstance(sibling, Item) and sibling.kind is ItemKind.ACTIVITY
        return ItemKind.ACTIVITY if beside_activity else ItemKind.MILESTONE


def spot_of(rows: Sequence[ShownRow], draft: Draft, portfolio: Portfolio, *, flat: bool) -> Spot:
    """Where the draft would be stored.

    In ``flat`` rows it becomes a sibling of the row above, or the first row of an empty project;
    below the heading of a group, a project after all the others.
    """
    if draft.is_project:
        return _last_project(portfolio)
    if flat and draft.place:
        above = rows[draft.place - 1]
        if not isinstance(above, OutlineRow):
            return _last_project(portfolio)
        if isinstance(above.row, Project):
            is_empty = not portfolio.children(above.row)
            return Spot(above.key, None) if is_empty else Spot(None, above.key)
        return Spot(row_key(portfolio.parent(above.row)), above.key)
    parent = parent_of(rows, draft)
    return Spot(parent.key if parent else None, _sibling_above(rows, draft))


def _last_project(portfolio: Portfolio) -> Spot:
    projects = portfolio.ordered_projects()
    return Spot(None, row_key(projects[-1]) if projects else None)


def _sibling_above(rows: Sequence[ShownRow], draft: Draft) -> RowKey | None:
    for place in range(draft.place - 1, -1, -1):
        if rows[place].depth <= draft.depth:
            return rows[place].key if rows[place].depth == draft.depth else None
    return None
