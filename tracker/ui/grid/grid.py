"""The table of rows: one class for the Timeline and the Register, used wholly by keyboard.

Selection, current row, folding and sorting belong to the session; the grid shows them and passes
the user's wishes on. Whatever the model does, the user stays where he was: the same row, column and
scroll position, with what he was typing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.domain.fields import Kind
from tracker.domain.model import Item
from tracker.domain.portfolio import RowKey
from tracker.paper.theme import Theme
from tracker.ui.delegates.cell_delegate import CellDelegate
from tracker.ui.delegates.cell_editing import Step
from tracker.ui.delegates.cell_painter import fold_box
from tracker.ui.delegates.style import GridStyle
from tracker.ui.grid.columns import ColumnKeeper
from tracker.ui.grid.header import GridHeader, RowNumbers
from tracker.ui.models.columns import Column
from tracker.ui.models.draft import Draft
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.query import row_key

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_Behaviour = QAbstractItemView.SelectionBehavior
_Flag = QItemSelectionModel.SelectionFlag
_ALT: Final = Qt.KeyboardModifier.AltModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Manners:
    """What differs between the grids of the pages. Heights are those of the design."""

    columns: tuple[Column, ...]
    row_height: int
    header_height: int
    whole_rows: bool
    """Whether rows are selected as a whole; else single cells are."""
    add_line: bool
    sortable: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the keyboard is, said so that it can be found again after a reset."""

    line: int
    column: int
    key: RowKey | None
    scroll: int
    typed: str | None
    """What was typed there and not yet handed over."""
    draft: Draft | None


class Grid(QTableView):
    """The rows of a session under the columns of ``manners``.

    ``geometry`` is shared with a chart that shows the same rows.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        manners: Manners,
        geometry: RowGeometry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.rows = RowsModel(session, manners.columns, add_line=manners.add_line, parent=self)
        self._manners = manners
        self._geometry = geometry
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self._created: RowKey | None = None
        self._spot: _Spot | None = None
        self._following = False

        self._header = GridHeader(self.rows, self._style, parent=self)
        self.setHorizontalHeader(self._header)
        # Qt would select the whole column; a click on its title sorts.
        for signal in (self._header.sectionPressed, self._header.sectionEntered):
            signal.disconnect()
        self._numbers = RowNumbers(self.rows, self._style, parent=self)
        self.setVerticalHeader(self._numbers)
        self.setModel(self.rows)
        self.cells = CellDelegate(self.rows, geometry, self._style, self)
        self.setItemDelegate(self.cells)
        self.columns = ColumnKeeper(
            self,
            self.rows,
            self._header,
            self.cells,
            elastic_name=manners.whole_rows,
            sortable=manners.sortable,
        )
        self._set_up()
        self._connect()
        self.set_theme(theme)
        self._tell_geometry()
        self._follow_selection()

    def _set_up(self) -> None:
        manners = self._manners
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        whole = _Behaviour.SelectRows if manners.whole_rows else _Behaviour.SelectItems
        self.setSelectionBehavior(whole)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked
        )
        numbers = self._numbers
        numbers.setVisible(not manners.whole_rows)
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setMinimumSectionSize(1)
        self._header.setStretchLastSection(not manners.whole_rows)
        if manners.whole_rows:
            # The chart shows the bar of both.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._header.setFirstSectionMovable(False)

    def _connect(self) -> None:
        rows, session = self.rows, self.session
        rows.modelAboutToBeReset.connect(self._remember)
        rows.modelReset.connect(self._restore)
        rows.rowsInserted.connect(self._tell_geometry)
        rows.rowsRemoved.connect(self._tell_geometry)
        rows.created.connect(self._on_created)
        self.cells.editing.accepted.connect(self._on_accepted)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.selectionModel().currentChanged.connect(self._on_current)
        session.selection_changed.connect(self._follow_selection)
        session.refusals.changed.connect(self.viewport().update)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._geometry.set_offset)
        self._geometry.scrolled.connect(bar.setValue)
        self._geometry.hovered_changed.connect(self._on_hovered)

    # -- look -------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self.cells.set_style(self._style)
        self._header.set_style(self._style)
        self._numbers.set_style(self._style)
        high = self._style.scaled(self._manners.row_height)
        self._numbers.setDefaultSectionSize(high)
        self._geometry.set_height(high)
        self._header.setFixedHeight(self._manners.header_height)
        self.columns.arrange()
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.canvas),
            (QPalette.ColorRole.Window, theme.canvas),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "columns"):
            self.set_theme(self._style.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit_name()

    # -- rows, geometry, hover --------------------------------------------------------------------

    def _tell_geometry(self) -> None:
        tail = self._geometry.height if self._manners.add_line else 0
        self._geometry.set_rows(len(self.session.rows), gap=self.rows.gap, tail=tail)
        if self._numbers.isVisibleTo(self):
            self._numbers.setFixedWidth(self._numbers.wanted_width)

    def _on_hovered(self, before: int, now: int) -> None:
        for place in (before, now):
            if place != RowGeometry.NOWHERE:
                self._update_line(self.rows.line_of(place))

    def _update_line(self, line: int) -> None:
        top, high = self.rowViewportPosition(line), self.rowHeight(line)
        self.viewport().update(0, top, self.viewport().width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.begin_frame()
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = self.rows.place_of(self.rowAt(round(event.position().y())))
        self._geometry.set_hovered(RowGeometry.NOWHERE if place is None else place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._geometry.set_hovered(RowGeometry.NOWHERE)

    # -- selection --------------------------------------------------------------------------------

    def _lines_selected(self) -> list[int]:
        lines: set[int] = set()
        for chosen in ranges(self.selectionModel().selection()):
            lines.update(range(chosen.top(), chosen.bottom() + 1))
        return sorted(lines)

    def _tell_selection(self) -> None:
        if self._following:
            return
        found = (self.rows.row_at(line) for line in self._lines_selected())
        current = self.rows.row_at(self.currentIndex().row())
        keys = [row.key for row in found if row is not None]
        self._following = True
        self.session.select(keys, current.key if current else None)
        self._following = False

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        for index in (now, before):
            if index.isValid():
                self._update_line(index.row())
        self._numbers.viewport().update()
        self._tell_selection()

    def _follow_selection(self) -> None:
        """Select what the session has selected, as another view may have asked for it."""
        if self._following:
            return
        self._following = True
        place = self.session.place(self.session.current)
        column = max(self.currentIndex().column(), 0)
        if self.isColumnHidden(column):
            column = self.rows.column_of("name")
        chosen = self.selectionModel()
        if place is None:
            chosen.clear()
        else:
            index = self.rows.index(self.rows.line_of(place), column)
            if index != self.currentIndex() or not chosen.isSelected(index):
                how = _Flag.ClearAndSelect
                whole = _Flag.Rows if self._manners.whole_rows else _Flag.NoUpdate
                chosen.setCurrentIndex(index, how | whole)
                self.scrollTo(index)
        if self._manners.whole_rows:
            self._select_lines()
        self._following = False

    def _select_lines(self) -> None:
        places = (self.session.place(key) for key in self.session.selected)
        lines = [self.rows.line_of(place) for place in places if place is not None]
        if lines != self._lines_selected():
            selection = QItemSelection()
            last = self.rows.columnCount() - 1
            for line in lines:
                selection.select(self.rows.index(line, 0), self.rows.index(line, last))
            self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def go_to(self, line: int, column: int) -> None:
        """Put the keyboard at a cell and select it."""
        self.setCurrentIndex(self.rows.index(line, column))

    # -- staying where the user is ----------------------------------------------------------------

    def _remember(self) -> None:
        current = self.currentIndex()
        found = self.rows.row_at(current.row())
        self._spot = _Spot(
            current.row(),
            current.column(),
            found.key if found else None,
            self.verticalScrollBar().value(),
            self.cells.editing.unsaved(current),
            self.rows.draft,
        )
        self._following = True

    def _restore(self) -> None:
        self._following = False
        self._tell_geometry()
        spot, self._spot = self._spot, None
        if spot is None:
            return
        self.updateGeometries()
        self.setAutoScroll(False)
        self._restore_spot(spot)
        self.setAutoScroll(True)
        self.verticalScrollBar().setValue(spot.scroll)
        if self.cells.editing.editor is not None:
            self.scrollTo(self.currentIndex())

    def _restore_spot(self, spot: _Spot) -> None:
        if spot.column < 0:
            self._follow_selection()
            return
        place = self._place_shown(spot.key)
        if place is not None:
            line = self.rows.line_of(place)
        elif spot.key is None and self.rows.add_line is not None:
            line = self.rows.add_line
        else:
            line = min(spot.line, self.rows.rowCount() - 1)
        index = self.rows.index(line, spot.column)
        stays = place is not None and place == self.session.place(spot.key)
        self._following = stays
        self.selectionModel().setCurrentIndex(index, self.selectionCommand(index))
        if stays and self._manners.whole_rows:
            self._select_lines()
        self._following = False
        if spot.typed is not None:
            self._resume_typing(index if stays else None, spot)

    def _place_shown(self, key: RowKey | None) -> int | None:
        """The place of a row, or of the row above it under which it has been folded away."""
        portfolio = self.session.portfolio
        row = portfolio.row(key) if key else None
        while row is not None:
            place = self.session.place(row_key(row))
            if place is not None:
                return place
            row = portfolio.parent(row) if isinstance(row, Item) else None
        return None

    def _resume_typing(self, index: QModelIndex | None, spot: _Spot) -> None:
        """Go on with what was being typed when the rows changed."""
        if index is None:
            if spot.draft is None:
                return
            index = self.rows.index(self.rows.resume_draft(spot.draft), spot.column)
            self.setCurrentIndex(index)
        self.edit(index)
        if self.cells.editing.editor is not None:
            self.cells.editing.editor.retype(spot.typed or "")

    # -- editing ----------------------------------------------------------------------------------

    def edit_current(self) -> None:
        """Open the editor of the current cell, or say why there is none."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if self.rows.is_editable(index):
            self.edit(index)
        else:
            self._explain(index)

    def rename(self) -> None:
        """Open the editor of the current row's name."""
        line = self.currentIndex().row()
        if self.rows.row_at(line) is not None:
            self.go_to(line, self.rows.column_of("name"))
            self.edit_current()

    def new_row(self) -> None:
        """Open a line for a new row below the current one."""
        place = self.rows.place_of(self.currentIndex().row())
        self._type_draft(self.rows.begin_draft(place))

    def new_project(self) -> None:
        """Open a line for a new project after all the others."""
        self._type_draft(self.rows.begin_project_draft())

    def _type_draft(self, line: int) -> None:
        index = self.rows.index(line, self.rows.column_of("name"))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()
        self.edit(index)

    def clear_cells(self) -> None:
        """Empty the selected cells in one step; with whole rows, those of the current column."""
        index = self.currentIndex()
        if self._manners.whole_rows:
            cells = [(line, index.column()) for line in self._lines_selected()]
        else:
            cells = [(each.row(), each.column()) for each in self.selectedIndexes()]
        if not cells and index.isValid():
            cells = [(index.row(), index.column())]
        self.rows.clear(cells)

    def _explain(self, index: Index) -> None:
        if reason := self.rows.why_not_editable(index):
            self.session.failed.emit(UserError(reason))

    def keyboardSearch(self, search: str) -> None:
        """Typing into a cell that cannot be edited says why, instead of jumping to a row."""
        if search.strip():
            self._explain(self.currentIndex())

    def _on_created(self, key: RowKey) -> None:
        self._created = key

    def _on_accepted(self, step: Step) -> None:
        created, self._created = self._created, None
        self.setFocus()
        if created is not None:
            self._go_on_after_creating(created, step)
        elif step is Step.DOWN:
            self._step_down(1)
        elif step is not Step.STAY:
            move = QAbstractItemView.CursorAction
            action = move.MoveNext if step is Step.RIGHT else move.MovePrevious
            index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
            if index.isValid():
                self.setCurrentIndex(index)

    def _go_on_after_creating(self, created: RowKey, step: Step) -> None:
        place = self.session.place(created)
        if place is None:
            return
        name = self.rows.column_of("name")
        at_end = self.rows.add_line is not None and place == len(self.session.rows) - 1
        if step is Step.DOWN and at_end:
            # The next name can be typed at once.
            self.go_to(self.rows.line_of(place) + 1, name)
        else:
            self.go_to(self.rows.line_of(place), name)
            if step is Step.RIGHT:
                self._on_accepted(step)
        self.scrollTo(self.currentIndex())

    def _step_down(self, by: int) -> None:
        index = self.currentIndex()
        line = min(max(index.row() + by, 0), self.rows.rowCount() - 1)
        self.go_to(line, index.column())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.viewport().update()

    # -- keys and mouse ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Keys that mean something in a cell are no commands of the window.
        if event.type() is QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            if key.key() == _Key.Key_Delete and not key.modifiers():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in (_Key.Key_Return, _Key.Key_Enter) and not modifiers & (_CONTROL | _ALT):
            self._step_down(-1 if modifiers & _SHIFT else 1)
        elif key == _Key.Key_F2 and not modifiers:
            self.edit_current()
        elif key == _Key.Key_Insert and not modifiers:
            self.new_row()
        elif key == _Key.Key_Delete:
            self._delete_key(with_control=bool(modifiers & _CONTROL))
        elif key == _Key.Key_Escape:
            self.setCurrentIndex(self.currentIndex())
        elif modifiers & _ALT and key in _ARRANGING:
            _ARRANGING[_Key(key)](self)
        elif key in (_Key.Key_Left, _Key.Key_Right) and not modifiers and self._fold(key):
            return
        else:
            super().keyPressEvent(event)

    def _delete_key(self, *, with_control: bool) -> None:
        """Empty cells; a name cannot be empty, there the rows themselves are deleted."""
        field = self.rows.columns[max(self.currentIndex().column(), 0)].field
        if with_control or (field.kind is Kind.NAME and self._manners.whole_rows):
            self.delete_rows()
        else:
            self.clear_cells()

    def _fold(self, key: int) -> bool:
        """Fold or unfold the current row at its name; whether there was anything to do."""
        index = self.currentIndex()
        found = self.rows.row_at(index.row())
        if found is None or self.rows.is_flat or self._kind(index.column()) is not Kind.NAME:
            return False
        if key == _Key.Key_Right and found.has_children and not found.expanded:
            self.session.set_expanded(found.key, True)
            return True
        if key == _Key.Key_Left and found.expanded:
            self.session.set_expanded(found.key, False)
            return True
        if key == _Key.Key_Left and found.depth:
            above = self.rows.parent_line(index.row())
            self.go_to(above, index.column())
            return True
        return False

    def _kind(self, column: int) -> Kind:
        return self.rows.columns[column].field.kind

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._press_fold(event):
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._press_fold(event):
            super().mouseDoubleClickEvent(event)

    def _press_fold(self, event: QMouseEvent) -> bool:
        """Fold or unfold where the triangle was pressed; whether it was."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        found = self.rows.row_at(index.row()) if index.isValid() else None
        if found is None or not found.has_children or self.rows.is_flat:
            return False
        if self._kind(index.column()) is not Kind.NAME:
            return False
        if not fold_box(self.visualRect(index), found, flat=False).contains(at):
            return False
        self.session.set_expanded(found.key, not found.expanded)
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        # One click on the line that ends the grid is enough to type.
        if index.isValid() and index.row() == self.rows.add_line and index == self.currentIndex():
            self.go_to(index.row(), self.rows.column_of("name"))
            self.edit_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.session.rows and self.rows.add_line is not None:
            # A file without rows is waiting for the first one.
            QTimer.singleShot(0, self._type_first_row)

    def _type_first_row(self) -> None:
        if not self.session.rows and self.isVisible() and self.cells.editing.editor is None:
            self.go_to(0, self.rows.column_of("name"))
            self.edit_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would make a cell current without selecting it.
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.go_to(0, self.rows.column_of("name"))
        super().focusInEvent(event)

    # -- rows as a whole --------------------------------------------------------------------------

    def _chosen_keys(self) -> Sequence[RowKey]:
        keys = self.session.selected
        return keys or ([self.session.current] if self.session.current else [])

    def delete_rows(self) -> None:
        """Delete the selected rows with all that is below them, in one step."""
        self._arrange(operations.delete_rows)

    def indent(self) -> None:
        self._arrange(operations.indent)

    def outdent(self) -> None:
        self._arrange(operations.outdent)

    def move_up(self) -> None:
        self._arrange(operations.move_up)

    def move_down(self) -> None:
        self._arrange(operations.move_down)

    def _arrange(self, operation: Callable[..., object]) -> None:
        keys = self._chosen_keys()
        if keys:
            self.session.edit(lambda: operation(self.session.workspace, rows=keys))
            self.scrollTo(self.currentIndex())


_ARRANGING: Final = {
    _Key.Key_Right: Grid.indent,
    _Key.Key_Left: Grid.outdent,
    _Key.Key_Up: Grid.move_up,
    _Key.Key_Down: Grid.move_down,
}


def ranges(selection: QItemSelection) -> list[QItemSelectionRange]:
    """The ranges of a selection, which Qt's own class does not hand out one by one."""
    return [selection.at(place) for place in range(selection.count())]
