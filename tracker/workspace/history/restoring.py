"""What a restoring would change, worked out before anything is written, and what is in its way.

Restored are one value, one row with what is attached to it (a deleted one with what stood below it,
too), or the whole file. The sources and bodies that restored rows name come back with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from tracker.domain.errors import ConflictError
from tracker.domain.loops import loop_closed_by
from tracker.domain.model import ROW_CLASSES, Item, ItemKind, Link, Project, Row
from tracker.domain.portfolio import Portfolio, RowKey, owners
from tracker.language import N_, Language
from tracker.records import record
from tracker.storage.journal import Entry, EntryKind
from tracker.workspace.changes import RowChange
from tracker.workspace.history.lines import Line, lines_of
from tracker.workspace.history.parts import WHOLE
from tracker.workspace.history.sayings import row_name
from tracker.workspace.past import attached_by
from tracker.workspace.workspace import Moment, Workspace, utc_now

_REFERENCES: Final = {
    "source_id": "sources",
    "actual_source_id": "sources",
    "body_id": "bodies",
}
_KEYS: Final = {
    "sources": ("key",),
    "settings": ("key",),
    "links": ("predecessor_id", "successor_id", "type"),
}
"""By which values no two rows of a table may be alike."""

_NOT_YET: Final = 1 << 62
"""More than the number of any step there is."""


@record
class Restoration:
    """Rows as they are now and as they would be; ``left_out`` are links that lead nowhere now."""

    changes: tuple[RowChange, ...]
    left_out: tuple[Link, ...] = ()


def preview(workspace: Workspace, restoration: Restoration) -> list[Line]:
    """What a restoring would change as lines of the history, of the step that it would be."""
    entry = Entry(_NOT_YET, utc_now(), workspace.user, workspace.office, "", {}, EntryKind.DO, None)
    return list(lines_of(entry, restoration.changes))


def can_restore_value(line: Line) -> bool:
    """Whether there is an old value to go back to: the coming of a row is undone by deleting it."""
    if line.change.table in ("projects", "items", "sources", "bodies"):
        return line.part is not WHOLE
    return True


def of_value(workspace: Workspace, line: Line) -> Restoration:
    """Give back the value that a line of the history replaced.

    Of a date, figure, note … that was added then, it is taken out; one that was deleted comes back.
    Raises ConflictError where the row is gone, or the value does not fit any more.
    """
    plan = _Plan(workspace)
    change = line.change
    for key in owners(line.row):
        plan.require(key)
    now = plan.find(change.table, change.id)
    if line.part is not WHOLE:
        if now is None:
            raise _gone(line.row)
        assert change.before is not None
        plan.put(_with_value(now, line))
    elif change.before is not None:
        plan.put(change.before)
    elif now is not None:
        plan.remove(now)
    return plan.checked()


def _with_value(now: Row, line: Line) -> Row:
    before, part = line.change.before, line.part
    values: dict[str, Any] = {name: getattr(before, name) for name in part.attributes}
    if part.language is not None:
        (attribute,) = part.attributes
        names = getattr(now, attribute)
        given = values[attribute].given(part.language)
        values = {attribute: replace(names, **{part.language.value: given})}
    return replace(now, **values)


def of_row(workspace: Workspace, key: RowKey, moment: Moment) -> Restoration:
    """Give a row back its values of a moment, with the dates, bodies, figures, notes … it had.

    One that was deleted comes back with the rows that stood below it and are gone too. Raises
    ConflictError where it did not exist then, where what it stood below is gone, and where
    something else has taken its place.
    """
    then = workspace.as_of(moment)
    row = then.row(key)
    if row is None:
        raise ConflictError(
            N_("The row did not exist at that moment. Choose a later one; nothing was changed.")
        )
    plan = _Plan(workspace)
    rows: list[Project | Item] = [row]
    if plan.find(key.table, key.id) is None:
        below = then.descendants(row)
        rows += (item for item in below if plan.find("items", item.id) is None)
    for each in rows:
        plan.put(each)
    for each in rows:
        plan.attach(then, each)
    return plan.checked()


def of_file(workspace: Workspace, moment: Moment) -> Restoration:
    """Make every row what it was at a moment."""
    return Restoration(tuple(workspace.changes_back_to(moment)))


class _Plan:
    """Rows to be put and removed, checked against all the others."""

    def __init__(self, workspace: Workspace) -> None:
        # A plan that builds on an older state would undo what another program has written since.
        workspace.refresh()
        self._workspace = workspace
        self._portfolio = workspace.portfolio
        self._planned: dict[tuple[str, int], Row | None] = {}
        self._left_out: list[Link] = []

    def find(self, table: str, row_id: int) -> Row | None:
        """A row as it will be."""
        if (table, row_id) in self._planned:
            return self._planned[table, row_id]
        return self._portfolio.table(table).get(row_id)

    def require(self, key: RowKey) -> None:
        if self.find(key.table, key.id) is None:
            row = self._workspace.past.last_known(key.table, key.id)
            assert row is not None, "the history knows every row it speaks of"
            raise _gone(row)

    def put(self, row: Row) -> None:
        """Plan a row, with the sources and bodies that it names."""
        self._planned[row.table, row.id] = row
        for attribute, table in _REFERENCES.items():
            named = getattr(row, attribute, None)
            if named and self.find(table, named) is None:
                found = self._workspace.past.last_known(table, named)
                assert found is not None, "no row names one that never was"
                self.put(found)
        if isinstance(row, Item):
            self._take_along(row)

    def _take_along(self, item: Item) -> None:
        """What stands below an item that goes to another project goes there too."""
        now = self._portfolio.items.get(item.id)
        if now is not None and now.project_id != item.project_id:
            for below in self._portfolio.descendants(now):
                moved = replace(below, project_id=item.project_id)
                self._planned[moved.table, moved.id] = moved

    def remove(self, row: Row) -> None:
        self._planned[row.table, row.id] = None

    def attach(self, then: Portfolio, row: Project | Item) -> None:
        """Plan everything that was attached to a row, and nothing else to be."""
        for table, reference in attached_by(row.table):
            wanted = {found.id: found for found in then.table(table).where(reference, row.id)}
            for now in self._portfolio.table(table).where(reference, row.id):
                if now.id not in wanted:
                    self.remove(now)
            for found in wanted.values():
                if isinstance(found, Link) and not self._has_ends(found):
                    self._left_out.append(found)
                else:
                    self.put(found)

    def _has_ends(self, link: Link) -> bool:
        ends = (link.predecessor_id, link.successor_id)
        return all(self.find("items", end) is not None for end in ends)

    # -- checks -----------------------------------------------------------------------------------

    def checked(self) -> Restoration:
        """What would change. Raises ConflictError where the file could not hold it."""
        for row in [row for row in self._planned.values() if isinstance(row, Item)]:
            self._check_place(row)
        for change in self._changes():
            if change.after is not None:
                self._check_alone(change.after, comes=change.before is None)
        self._check_links()
        order = {row_class.table: place for place, row_class in enumerate(ROW_CLASSES)}
        changes = sorted(
            self._changes(), key=lambda change: (change.after is not None, order[change.table])
        )
        return Restoration(tuple(changes), tuple(dict.fromkeys(self._left_out)))

    def _changes(self) -> Iterator[RowChange]:
        for (table, row_id), after in self._planned.items():
            before = self._portfolio.table(table).get(row_id)
            if before != after:
                yield RowChange(table, row_id, before, after)

    def _check_place(self, item: Item) -> None:
        above = self._above(item)
        if isinstance(above, Item) and above.project_id != item.project_id:
            raise ConflictError(
                N_(
                    "“{name}” stood below “{parent}”, which is in another project now. Restore"
                    " “{parent}” first; nothing was changed."
                ),
                name=_called(item),
                parent=_called(above),
            )
        if isinstance(above, Item) and above.kind is ItemKind.MILESTONE:
            # Only a phase or an activity has parts.
            self.put(replace(above, kind=ItemKind.PHASE))
        while isinstance(above, Item):
            if above.id == item.id:
                raise ConflictError(
                    N_(
                        "“{name}” stood below a row that stands below it now. Move that row first;"
                        " nothing was changed."
                    ),
                    name=_called(item),
                )
            above = self._above(above)
        now = self._portfolio.items.get(item.id)
        if now is not None and item.kind is ItemKind.MILESTONE and self._portfolio.children(now):
            raise ConflictError(
                N_(
                    "“{name}” has rows below it and cannot be a milestone again. Move or delete"
                    " them first; nothing was changed."
                ),
                name=_called(item),
            )

    def _above(self, item: Item) -> Project | Item:
        table, row_id = (
            ("items", item.parent_id) if item.parent_id else ("projects", item.project_id)
        )
        above = self.find(table, row_id)
        if above is None:
            gone = self._workspace.past.last_known(table, row_id)
            raise ConflictError(
                N_(
                    "“{name}” stood below “{parent}”, which was deleted. Restore “{parent}” first;"
                    " nothing was changed."
                ),
                name=_called(item),
                parent=_called(gone) if gone is not None else "",
            )
        assert isinstance(above, Project | Item)
        return above

    def _check_alone(self, row: Row, *, comes: bool) -> None:
        """That no other row has what must be a row's own."""
        for keys in (_KEYS.get(row.table, ()), ("uid",) if comes else ()):
            if not keys:
                continue
            for other in self._portfolio.table(row.table).where(keys[0], getattr(row, keys[0])):
                alike = all(getattr(other, key) == getattr(row, key) for key in keys)
                if alike and other.id != row.id and self.find(row.table, other.id) is not None:
                    raise ConflictError(
                        N_("Another row has taken the place of “{name}”. Nothing was changed."),
                        name=_called(row),
                    )

    def _check_links(self) -> None:
        added = [
            change.after
            for change in self._changes()
            if isinstance(change.after, Link) and change.before is None
        ]
        if not added:
            return
        gone = {key for key, row in self._planned.items() if row is None}
        links = Portfolio(link for link in self._portfolio.links if ("links", link.id) not in gone)
        for link in added:
            loop = loop_closed_by(links, link.predecessor_id, link.successor_id)
            if loop:
                names = [self._name_of_item(item_id) for item_id in [*loop, loop[0]]]
                raise ConflictError(
                    N_("The link would close a loop: {loop}. Remove one of its links first."),
                    loop=" → ".join(names),
                )
            links.put(link)

    def _name_of_item(self, item_id: int) -> str:
        row = self.find("items", item_id)
        return _called(row) if row is not None else ""


def _called(row: Row) -> str:
    """The name of a row as the history keeps it."""
    return row_name(row, Language.EN)


def _gone(row: Row) -> ConflictError:
    return ConflictError(
        N_("“{name}” was deleted. Restore the row first; nothing was changed."), name=_called(row)
    )
