"""The rows of a session for typing into.

The model edits no row of its own: a text that is typed becomes an operation of the workspace, and
what changed comes back through the session.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal

from tracker.domain.cells import named
from tracker.domain.fields import Field, NameIn
from tracker.domain.model import Item, Names, Project
from tracker.domain.portfolio import RowKey
from tracker.ui.models.cell_writing import kept_value, take_typed
from tracker.ui.models.draft import (
    Draft,
    Spot,
    allowed_depths,
    draft_at_end,
    draft_below,
    spot_of,
)
from tracker.ui.models.rows_table import Index, RowsTable, edited_field
from tracker.workspace import operations

_EDIT: Final = int(Qt.ItemDataRole.EditRole)


class RowsModel(RowsTable):
    """A RowsTable whose cells can be typed in, and in which new rows are drafted.

    Signals:
        created: a new row was written; carries its RowKey and the Draft that it was.
    """

    created = Signal(object, object)

    # -- writing ----------------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Take what was typed; whether it was. A text that is not taken is kept as a refusal."""
        if role != _EDIT or not index.isValid() or not self.is_editable(index):
            return False
        found = self.row_at(index.row())
        if found is None:
            return self._create(str(value))
        return take_typed(self.session, found.key, self.columns[index.column()].field, str(value))

    def clear(self, cells: Iterable[tuple[int, int]]) -> bool:
        """Empty cells (line, column) in one step; those that hold a refused text only drop it.

        Among others names and kinds stay, a row cannot be without one; alone they say so.
        """
        cleared: list[tuple[RowKey, Field]] = []
        for line, column in cells:
            found, field = self.row_at(line), self.columns[column].field
            if found is None or self.session.refusals.drop(found.key, field.key):
                continue
            edited = edited_field(field)
            kept = kept_value(self.session, found.key, edited)
            if edited.is_editable(found.row) and kept is not None:
                cleared.append((found.key, edited))
        others = [each for each in cleared if not self._is_needed(*each)]
        workspace, emptied = self.session.workspace, others or cleared
        return self.session.edit(lambda: operations.clear_cells(workspace, cells=emptied))

    def _is_needed(self, key: RowKey, field: Field) -> bool:
        """Whether a row would be without a name or a kind if this cell of it were empty."""
        row = self.session.portfolio.row(key)
        if field.key == "kind":
            return True
        if row is None or not isinstance(field.target, NameIn):
            return False
        language = field.target.language
        return language is None or not named(row.name, language, "")

    # -- a row that is being typed ----------------------------------------------------------------

    def begin_draft(self, below: int | None) -> int:
        """Open a draft below the row at a place, at the end for None; the line to type it in."""
        self.end_draft()
        if below is None or not self._rows:
            draft = draft_at_end(self._rows)
        elif not self.keeps_outline:
            draft = Draft(below + 1, max(self._rows[below].depth, 0))
        else:
            draft = draft_below(self._rows, below)
        self._open(draft)
        return draft.place

    def begin_project_draft(self) -> int:
        """Open a draft for a project after all the others; the line to type it in."""
        self.end_draft()
        self._open(Draft(len(self._rows), 0, is_project=True))
        return len(self._rows)

    def resume_draft(self, draft: Draft) -> int:
        """Open a draft again where it still fits after the rows have changed; its line."""
        place = min(draft.place, len(self._rows))
        depths = allowed_depths(self._rows, place)
        depth = min(max(draft.depth, depths.start), depths.stop - 1)
        depth = depth if self.keeps_outline else draft.depth
        self._open(replace(draft, place=place, depth=depth))
        return place

    def _open(self, draft: Draft) -> None:
        if self._add_line and draft.place == len(self._rows):
            self._draft = draft
        else:
            self.beginInsertRows(QModelIndex(), draft.place, draft.place)
            self._draft = draft
            self.endInsertRows()

    def end_draft(self) -> None:
        """Give the draft up; nothing happens when there is none."""
        gap = self.gap
        if gap is None:
            self._draft = None
            return
        self.beginRemoveRows(QModelIndex(), gap, gap)
        self._draft = None
        self.endRemoveRows()

    def deepen_draft(self, steps: int) -> bool:
        """Indent the draft, or outdent it with negative ``steps``; whether it could be."""
        draft = self._draft
        if draft is None or not self.keeps_outline:
            return False
        depth = draft.depth + steps
        if depth not in allowed_depths(self._rows, draft.place):
            return False
        self._draft = replace(draft, depth=depth, is_project=False)
        line = self.index(draft.place, 0)
        self.dataChanged.emit(line, self.index(draft.place, len(self.columns) - 1))
        return True

    def draft_parent(self) -> Project | Item | None:
        """The row to which the draft would belong; None for a project."""
        if self._draft is None:
            return None
        parent = self._spot(self._draft).parent
        return self.session.portfolio.row(parent) if parent is not None else None

    def _spot(self, draft: Draft) -> Spot:
        flat = not self.keeps_outline
        return spot_of(self._rows, draft, self.session.portfolio, flat=flat)

    def _create(self, text: str) -> bool:
        draft = self._draft or draft_at_end(self._rows)
        name = " ".join(text.split())
        if not name:
            return False
        made: list[RowKey] = []
        if not self.session.edit(lambda: made.append(self._add(name, draft))):
            return False
        self.end_draft()
        self.created.emit(made[0], draft)
        return True

    def _add(self, name: str, draft: Draft) -> RowKey:
        workspace = self.session.workspace
        names = Names(**{self.session.language.value: name})
        spot = self._spot(draft)
        if spot.parent is None:
            return operations.add_project(workspace, name=names, after=spot.after)
        kind = spot.kind_beside(workspace.portfolio)
        return operations.add_item(
            workspace, parent=spot.parent, name=names, kind=kind, after=spot.after
        )
