"""The rows of a session as a flat table: one line for each shown row, one column for each field.

The model keeps no values, only the texts it has drawn, and edits no row of its own: a text that is
typed becomes an operation of the workspace, and what changed comes back through the session.

A *line* is a row of the table, a *place* an index of ``session.rows``. They differ below a draft, a
new row that is being typed. A grid may end with one line in which the next row can be typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tracker.domain.cells import parse_cell
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD, Context, Field, Kind, value_of
from tracker.domain.model import Names
from tracker.domain.portfolio import RowKey
from tracker.domain.status import Status, status_of
from tracker.language import N_
from tracker.ui.models.cells import (
    EMPTY,
    Cell,
    Ink,
    cell_of,
    edit_text,
    explanation,
    why_worked_out,
)
from tracker.ui.models.columns import Column
from tracker.ui.models.draft import (
    Draft,
    allowed_depths,
    draft_at_end,
    draft_below,
    parent_of,
    spot_of,
)
from tracker.ui.models.refusals import Refusal
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.query import OutlineRow

Index = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NO_PARENT: Final = QModelIndex()


def edited_field(field: Field) -> Field:
    """The field that is edited in a column: a status follows from what is reported."""
    return FIELD["state"] if field.kind is Kind.STATUS else field


class RowsModel(QAbstractTableModel):
    """``session.rows`` under ``columns``; with ``add_line`` one more line to type the next row in.

    Signals:
        created: a new row was written; carries its RowKey.
    """

    created = Signal(object)

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column],
        *,
        add_line: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.columns = tuple(columns)
        self._add_line = add_line
        self._draft: Draft | None = None
        self._cells: dict[int, list[Cell | None]] = {}
        self._statuses: dict[int, Status] = {}
        self._context = session.context
        self._rows = session.rows
        session.rows_reset.connect(self._on_reset)
        session.rows_patched.connect(self._on_patched)
        session.language_changed.connect(self._on_language)
        session.refusals.changed.connect(self._on_refusal)

    # -- lines and places -------------------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        return self._draft

    @property
    def gap(self) -> int | None:
        """The line that a draft takes up by itself, if one does."""
        if self._draft is None or self._is_add_line_used:
            return None
        return self._draft.place

    @property
    def _is_add_line_used(self) -> bool:
        return self._add_line and self._draft is not None and self._draft.place == len(self._rows)

    @property
    def add_line(self) -> int | None:
        """The line that ends the grid, in which the next row can be typed."""
        return len(self._rows) + (self.gap is not None) if self._add_line else None

    @property
    def draft_line(self) -> int | None:
        return self._draft.place if self._draft else None

    def place_of(self, line: int) -> int | None:
        """The place of the row on a line; None for a draft and for the line that ends the grid."""
        gap = self.gap
        if gap is not None and line >= gap:
            if line == gap:
                return None
            line -= 1
        return line if 0 <= line < len(self._rows) else None

    def line_of(self, place: int) -> int:
        gap = self.gap
        return place + (gap is not None and place >= gap)

    def row_at(self, line: int) -> OutlineRow | None:
        place = self.place_of(line)
        return None if place is None else self._rows[place]

    def column_of(self, field: str) -> int:
        """The column of a field. Raises StopIteration for a field that is not in the model."""
        return next(i for i, column in enumerate(self.columns) if column.field.key == field)

    def parent_line(self, line: int) -> int:
        """The line of the row above in the outline; the line itself for a project."""
        place = self.place_of(line)
        if place is None:
            return line
        depth = self._rows[place].depth
        for above in range(place - 1, -1, -1):
            if self._rows[above].depth < depth:
                return self.line_of(above)
        return line

    @property
    def is_flat(self) -> bool:
        """Whether rows stand in a sorted order, without their outline."""
        return bool(self.session.query.sorts)

    # -- reading ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        if parent.isValid():
            return 0
        return len(self._rows) + (self.gap is not None) + self._add_line

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, line: int, column: int) -> Cell:
        """What is drawn; made when it is first seen."""
        place = self.place_of(line)
        if place is None:
            return EMPTY
        cells = self._cells.get(place)
        if cells is None:
            cells = self._cells[place] = [None] * len(self.columns)
        cell = cells[column]
        if cell is None:
            cell = cells[column] = self._make_cell(place, self.columns[column].field)
        return cell

    def status(self, line: int) -> Status | None:
        place = self.place_of(line)
        return None if place is None else self._status(place)

    def _status(self, place: int) -> Status:
        status = self._statuses.get(place)
        if status is None:
            row = self._rows[place].row
            status = status_of(self._context.portfolio, row, self._context.status_date)
            self._statuses[place] = status
        return status

    def _make_cell(self, place: int, field: Field) -> Cell:
        found = self._rows[place]
        refusal = self.session.refusals.get(found.key, field.key)
        if refusal is not None:
            return Cell(refusal.text, Ink.REFUSED)
        return cell_of(
            field, found.row, self._context, self.session.translator, self._status(place)
        )

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self.cell(index.row(), index.column()).text
        if role == _EDIT:
            return self.edit_text(index)
        if role == _TOOL_TIP:
            return self.explanation(index)
        if role == _ALIGNMENT and self.columns[index.column()].is_number:
            return _RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role == _DISPLAY:
                place = self.place_of(section)
                return "" if place is None else str(place + 1)
        elif role == _DISPLAY:
            return self.session.translator.text(self.columns[section].title)
        elif role == _TOOL_TIP:
            return self.session.translator.text(self.columns[section].field.label)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else flags

    def is_editable(self, index: Index) -> bool:
        field = self.columns[index.column()].field
        if self.session.workspace.read_only:
            return False
        found = self.row_at(index.row())
        if found is None:
            return field.kind is Kind.NAME
        return edited_field(field).is_editable(found.row)

    def refusal(self, index: Index) -> Refusal | None:
        found = self.row_at(index.row())
        if found is None:
            return None
        return self.session.refusals.get(found.key, self.columns[index.column()].field.key)

    def edit_text(self, index: Index) -> str:
        """The text with which editing begins: what was refused, else what the cell holds."""
        found = self.row_at(index.row())
        if found is None:
            return ""
        refusal = self.refusal(index)
        return refusal.text if refusal else self.kept_text(index)

    def kept_text(self, index: Index) -> str:
        """What the file holds for a cell, as it would be typed."""
        found = self.row_at(index.row())
        if found is None:
            return ""
        field = edited_field(self.columns[index.column()].field)
        return edit_text(field, found.row, self._context, self.session.translator)

    def explanation(self, index: Index) -> str:
        """What a tool tip says beyond the text of the cell."""
        found = self.row_at(index.row())
        if found is None:
            return ""
        translator = self.session.translator
        refusal = self.refusal(index)
        if refusal:
            return refusal.error.text(translator.text)
        field = self.columns[index.column()].field
        return explanation(field, found.row, self._context, translator)

    def why_not_editable(self, index: Index) -> str:
        """The msgid that says why nothing can be typed here; "" where it can."""
        if self.session.workspace.read_only:
            return N_("The file is open to read only.")
        found = self.row_at(index.row())
        field = edited_field(self.columns[index.column()].field)
        return why_worked_out(field, found.row) if found else ""

    @property
    def context(self) -> Context:
        return self._context

    # -- writing ----------------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Take what was typed; whether it was. A text that is not taken is kept as a refusal."""
        if role != _EDIT or not index.isValid() or not self.is_editable(index):
            return False
        found = self.row_at(index.row())
        if found is None:
            return self._create(str(value))
        return self._set(found.key, self.columns[index.column()].field, index, str(value))

    def _set(self, key: RowKey, column: Field, index: Index, text: str) -> bool:
        field = edited_field(column)
        refusals = self.session.refusals
        if text == self.kept_text(index):
            refusals.drop(key, column.key)
            return True
        refused = False

        def write() -> None:
            nonlocal refused
            try:
                value = parse_cell(field, text, self.session.translator)
                if value != self._kept_value(key, field):
                    operations.set_field(
                        self.session.workspace,
                        rows=[key],
                        field=field,
                        value=value,
                        language=self.session.language,
                    )
            except UserError as error:
                refused = True
                refusals.put(key, column.key, Refusal(text, error))

        if not self.session.edit(write) or refused:
            return False
        refusals.drop(key, column.key)
        return True

    def _kept_value(self, key: RowKey, field: Field) -> object:
        row = self.session.portfolio.row(key)
        return value_of(field, row, self._context) if row is not None else None

    def clear(self, cells: Iterable[tuple[int, int]]) -> bool:
        """Empty cells (line, column) in one step; those that hold a refused text only drop it."""
        cleared: list[tuple[RowKey, Field]] = []
        for line, column in cells:
            found, field = self.row_at(line), self.columns[column].field
            if found is None or self.session.refusals.drop(found.key, field.key):
                continue
            edited = edited_field(field)
            if edited.is_editable(found.row) and self._kept_value(found.key, edited) is not None:
                cleared.append((found.key, edited))
        workspace = self.session.workspace
        return self.session.edit(lambda: operations.clear_cells(workspace, cells=cleared))

    # -- a row that is being typed ----------------------------------------------------------------

    def begin_draft(self, below: int | None) -> int:
        """Open a draft below the row at a place, at the end for None; the line to type it in."""
        self.end_draft()
        if below is None or not self._rows:
            draft = draft_at_end(self._rows)
        elif self.is_flat:
            draft = Draft(below + 1, self._rows[below].depth)
        else:
            draft = draft_below(self._rows, below)
        self._open(draft)
        return draft.place

    def begin_project_draft(self) -> int:
        """Open a draft for a project after all the others; the line to type it in."""
        self.end_draft()
        self._open(Draft(len(self._rows), 0))
        return len(self._rows)

    def resume_draft(self, draft: Draft) -> int:
        """Open a draft again where it still fits after the rows have changed; its line."""
        place = min(draft.place, len(self._rows))
        depths = allowed_depths(self._rows, place)
        depth = min(max(draft.depth, depths.start), depths.stop - 1)
        self._open(Draft(place, draft.depth if self.is_flat else depth))
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
        if draft is None or self.is_flat:
            return False
        depth = draft.depth + steps
        if depth not in allowed_depths(self._rows, draft.place):
            return False
        self._draft = replace(draft, depth=depth)
        line = self.index(draft.place, 0)
        self.dataChanged.emit(line, self.index(draft.place, len(self.columns) - 1))
        return True

    def draft_parent(self) -> OutlineRow | None:
        """The row to which the draft would belong; None for a project."""
        draft = self._draft
        if draft is None or draft.depth == 0:
            return None
        return parent_of(self._rows, draft)

    def _create(self, text: str) -> bool:
        draft = self._draft or draft_at_end(self._rows)
        name = " ".join(text.split())
        if not name:
            return False
        made: list[RowKey] = []
        if not self.session.edit(lambda: made.append(self._add(name, draft))):
            return False
        self.end_draft()
        self.created.emit(made[0])
        return True

    def _add(self, name: str, draft: Draft) -> RowKey:
        workspace = self.session.workspace
        names = Names(**{self.session.language.value: name})
        spot = spot_of(self._rows, draft, workspace.portfolio, flat=self.is_flat)
        if spot.parent is None:
            return operations.add_project(workspace, name=names, after=spot.after)
        kind = spot.kind_beside(workspace.portfolio)
        return operations.add_item(
            workspace, parent=spot.parent, name=names, kind=kind, after=spot.after
        )

    # -- following the session --------------------------------------------------------------------

    def _forget(self) -> None:
        self._cells.clear()
        self._statuses.clear()
        self._context = self.session.context
        self._rows = self.session.rows

    def _on_reset(self) -> None:
        self.beginResetModel()
        self._draft = None
        self._forget()
        self.endResetModel()

    def _on_patched(self, places: list[int]) -> None:
        # The rows are new objects even where only one of them says something else.
        if len(places) == len(self._rows):
            self._forget()
        else:
            for place in places:
                self._cells.pop(place, None)
                self._statuses.pop(place, None)
            self._context = self.session.context
            self._rows = self.session.rows
        if places:
            first, last = self.line_of(places[0]), self.line_of(places[-1])
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _on_language(self) -> None:
        self._cells.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _on_refusal(self, key: RowKey) -> None:
        place = self.session.place(key)
        if place is not None:
            self._cells.pop(place, None)
            line = self.line_of(place)
            self.dataChanged.emit(self.index(line, 0), self.index(line, len(self.columns) - 1))
