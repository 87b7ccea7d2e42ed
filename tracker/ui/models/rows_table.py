"""The rows of a session as a flat table: one line for each shown row, one column for each field.

A *line* is a row of the table, a *place* an index of ``session.rows``. They differ below a draft, a
new row that is being typed. A grid may end with one line in which the next row can be typed.

Texts are made when a cell is first seen and kept until its row changes; there are no other values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tracker.domain.fields import FIELD, Context, Field, Kind, value_of
from tracker.domain.foresight import judged_status
from tracker.domain.portfolio import RowKey
from tracker.domain.status import Status
from tracker.language import N_
from tracker.ui.models.cells import (
    EMPTY,
    Cell,
    Ink,
    cell_of,
    copied_text,
    edit_text,
    explanation,
    why_worked_out,
)
from tracker.ui.models.columns import Column, column_title
from tracker.ui.models.draft import Draft
from tracker.ui.models.refusals import Refusal
from tracker.ui.session import Session
from tracker.workspace.grouping import GroupRow, ShownRow
from tracker.workspace.outline_rows import OutlineRow

Index = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_FIXED: Final = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_EDITABLE: Final = _FIXED | Qt.ItemFlag.ItemIsEditable
_NO_PARENT: Final = QModelIndex()
_MOST_RUNS: Final = 20
"""Of so many runs of lines views are told one by one, of more all at once."""


def edited_field(field: Field) -> Field:
    """The field that is edited in a column: a status follows from what is reported."""
    return FIELD["state"] if field.kind is Kind.STATUS else field


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of places that follow on one another."""
    first = 0
    for here, place in enumerate(places):
        if here + 1 == len(places) or places[here + 1] != place + 1:
            yield places[first], place
            first = here + 1


class _Known:
    """What has been found out about a row since it last changed."""

    __slots__ = ("cells", "editable", "status")

    def __init__(self, status: Status, columns: int) -> None:
        self.status = status
        self.cells: list[Cell | None] = [None] * columns
        self.editable: list[bool | None] = [None] * columns


class RowsTable(QAbstractTableModel):
    """``session.rows`` under ``columns``; with ``add_line`` one more line to type the next row in.

    Knows where a draft stands; :class:`tracker.ui.models.rows_model.RowsModel` opens and ends it.
    """

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
        self._known: dict[int, _Known] = {}
        self._context = session.context
        self._translator = session.translator
        self._has_refusals = bool(len(session.refusals))
        self._rows = session.rows
        session.rows_reset.connect(self._on_reset)
        session.rows_patched.connect(self._on_patched)
        session.status_date_changed.connect(self._on_status_date)
        session.language_changed.connect(self._on_language)
        session.refusals.changed.connect(self._on_refusals)

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

    def shown_at(self, line: int) -> ShownRow | None:
        """What stands on a line: a row or the heading of a group; None for a draft."""
        place = self.place_of(line)
        return None if place is None else self._rows[place]

    def row_at(self, line: int) -> OutlineRow | None:
        """The row on a line; None for a draft, and for the heading of a group."""
        found = self.shown_at(line)
        return found if isinstance(found, OutlineRow) else None

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
    def is_behind(self) -> bool:
        """Whether the session has other rows by now, which this table is yet to take in."""
        return self._rows is not self.session.rows

    @property
    def is_flat(self) -> bool:
        """Whether rows stand in a sorted order, without their outline."""
        return self.session.query.is_flat

    def folds(self, found: ShownRow) -> bool:
        """Whether rows below this one can be folded away: groups always, others in an outline."""
        return isinstance(found, GroupRow) or not self.is_flat

    @property
    def keeps_outline(self) -> bool:
        """Whether a new row stays where it is typed."""
        return self.session.query.keeps_outline

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
        found = self._rows[place]
        if isinstance(found, GroupRow):
            is_name = self.columns[column].field.kind is Kind.NAME
            return Cell(found.title) if is_name else EMPTY
        known = self._known_of(place, found)
        return known.cells[column] or self._made_cell(found, known, column)

    def cells(self, line: int, columns: Iterable[int]) -> list[Cell]:
        """What is drawn of a row of the portfolio in several columns, see :meth:`cell`."""
        place = self.place_of(line)
        assert place is not None
        found = self._rows[place]
        assert isinstance(found, OutlineRow)
        known = self._known_of(place, found)
        made = known.cells
        return [made[column] or self._made_cell(found, known, column) for column in columns]

    def _made_cell(self, found: OutlineRow, known: _Known, column: int) -> Cell:
        field, session = self.columns[column].field, self.session
        refusal = session.refusals.get(found.key, field.key) if self._has_refusals else None
        if refusal is not None:
            cell = Cell(refusal.text, Ink.REFUSED)
        elif field.kind is Kind.NUMBER:
            # Each row of the outline brings it along.
            cell = Cell(found.number, Ink.SECOND)
        else:
            cell = cell_of(field, found.row, self._context, self._translator, known.status)
        known.cells[column] = cell
        return cell

    def status(self, line: int) -> Status | None:
        place, found = self.place_of(line), self.row_at(line)
        return None if place is None or found is None else self._known_of(place, found).status

    def _known_of(self, place: int, found: OutlineRow) -> _Known:
        known = self._known.get(place)
        if known is None:
            context = self._context
            status = judged_status(context.portfolio, found.row, context.status_date)
            known = self._known[place] = _Known(status, len(self.columns))
        return known

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
            return column_title(self.columns[section], self.session)
        elif role == _TOOL_TIP:
            return self.session.translator.text(self.columns[section].field.label)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self.is_editable(index) else _FIXED

    def is_editable(self, index: Index) -> bool:
        place, column = self.place_of(index.row()), index.column()
        if place is None:
            is_name = self.columns[column].field.kind is Kind.NAME
            return is_name and not self.session.workspace.read_only
        found = self._rows[place]
        if isinstance(found, GroupRow):
            return False
        # Views ask this twice for every cell that they paint.
        known = self._known_of(place, found)
        editable = known.editable[column]
        if editable is None:
            field = edited_field(self.columns[column].field)
            editable = field.is_editable(found.row) and not self.session.workspace.read_only
            known.editable[column] = editable
        return editable

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

    def holds(self, line: int, column: int) -> bool:
        """Whether there is anything in a cell; its text is not made for it."""
        found, field = self.row_at(line), self.columns[column].field
        if found is None:
            return False
        if field.kind in (Kind.NAME, Kind.NUMBER):
            return True
        if self.session.refusals.get(found.key, field.key) is not None:
            return True
        return value_of(field, found.row, self._context) not in (None, "", ())

    def copied_text(self, index: Index) -> str:
        """What a copy of a cell says: what was refused, else see :func:`cells.copied_text`."""
        found = self.row_at(index.row())
        if found is None:
            return ""
        if refusal := self.refusal(index):
            return refusal.text
        field = self.columns[index.column()].field
        return copied_text(field, found.row, self._context, self.session.translator)

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
        lines = [explanation(field, found.row, self._context, translator)]
        if field.kind is Kind.NAME:
            lines.append(self.session.where_found(found.key))
        return "\n".join(filter(None, lines))

    def why_not_editable(self, index: Index) -> str:
        """The msgid that says why nothing can be typed here; "" where it can."""
        if self.session.past_day is not None:
            return N_(
                "You see the file as it was at the end of that day; nothing can be changed here."
            )
        if self.session.workspace.read_only:
            return N_("The file is open to read only.")
        if isinstance(self.shown_at(index.row()), GroupRow):
            return N_("This is the heading of a group; its rows are changed below it.")
        found = self.row_at(index.row())
        field = edited_field(self.columns[index.column()].field)
        return why_worked_out(field, found.row) if found else ""

    @property
    def context(self) -> Context:
        return self._context

    # -- following the session --------------------------------------------------------------------

    def _forget(self) -> None:
        self._known.clear()
        self._context = self.session.context
        self._rows = self.session.rows

    def _on_reset(self) -> None:
        self.beginResetModel()
        self._draft = None
        self._forget()
        self.endResetModel()

    def _on_patched(self, places: Sequence[int]) -> None:
        """Take the rows at ``places``, in their order, in again."""
        self._context = self.session.context
        self._rows = self.session.rows
        last_column = len(self.columns) - 1
        if isinstance(places, range):
            self._known.clear()
            runs = [(places[0], places[-1])] if places else []
        else:
            for place in places:
                self._known.pop(place, None)
            runs = list(_runs(places))
        if len(runs) > _MOST_RUNS:
            # Views paint what is in view, however many lines they are told of.
            runs = [(places[0], places[-1])]
        for first, last in runs:
            upper = self.index(self.line_of(first), 0)
            self.dataChanged.emit(upper, self.index(self.line_of(last), last_column))

    def _on_status_date(self) -> None:
        self._on_patched(range(len(self._rows)))

    def _on_language(self) -> None:
        self._translator = self.session.translator
        self._known.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _on_refusals(self, keys: AbstractSet[RowKey]) -> None:
        self._has_refusals = bool(len(self.session.refusals))
        for key in keys:
            place = self.session.place(key)
            if place is not None:
                self._known.pop(place, None)
                line = self.line_of(place)
                self.dataChanged.emit(self.index(line, 0), self.index(line, len(self.columns) - 1))
