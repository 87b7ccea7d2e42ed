"""The table of rows as it is used: one class for the Timeline and the Register.

Everything is done by keyboard: moving, folding, typing, new rows, arranging and deleting them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QWidget,
)

from tracker.domain.errors import InputError, UserError
from tracker.domain.fields import Kind
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.delegates.cell_editing import Step
from tracker.ui.delegates.cell_painter import fold_box
from tracker.ui.grid.row_drag import RowDrag
from tracker.ui.grid.rows_view import Manners, RowsView
from tracker.ui.models.draft import Draft
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.workspace import operations

if TYPE_CHECKING:
    from tracker.ui.grid.many_cells import ManyCells
    from tracker.ui.grid.moving import Moving
    from tracker.ui.grid.selection_sums import SelectionSummary

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_Behaviour = QAbstractItemView.SelectionBehavior
_Flag = QItemSelectionModel.SelectionFlag
_NONE: Final = Qt.KeyboardModifier.NoModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class Grid(RowsView):
    """The rows of a session, to be edited.

    Signals:
        menu_wanted: carries the place, global, for the menu of the selected rows.
    """

    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        manners: Manners,
        geometry: RowGeometry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, theme, manners, geometry, parent)
        self.summary = None if manners.whole_rows else self._summary()
        self._created: tuple[RowKey, Draft] | None = None
        self._begun: RowKey | None = None
        """The row that was typed last, until the keyboard leaves it: Enter goes on with the next.
        """
        self._drag = RowDrag(self)
        self.selectionModel().currentChanged.connect(self._forget_begun)
        self.rows.created.connect(self._on_created)
        self.cells.editing.accepted.connect(self._on_accepted)

    @cached_property
    def many(self) -> ManyCells:
        """What is done with several cells: no first frame waits for it."""
        from tracker.ui.grid.many_cells import ManyCells

        return ManyCells(self)

    @cached_property
    def moving(self) -> Moving:
        """How Enter, Tab and the arrows go from cell to cell."""
        from tracker.ui.grid.moving import Moving

        return Moving(self, self.many)

    def _summary(self) -> SelectionSummary:
        from tracker.ui.grid.selection_sums import SelectionSummary

        return SelectionSummary(self, self.many)

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

    def add_to_current(self) -> None:
        """Open the editor of the current cell, with the keyboard behind what it holds."""
        self.edit_current()
        if self.cells.editing.editor is not None:
            self.cells.editing.editor.go_on()

    def rename(self) -> None:
        """Open the editor of the current row's name."""
        line = self.currentIndex().row()
        if self.rows.row_at(line) is not None:
            self.go_to(line, self.rows.column_of("name"))
            self.edit_current()

    def new_row(self) -> None:
        """Open a line for a new row below the current one."""
        place = self.rows.place_of(self.currentIndex().row())
        self._type_draft(lambda: self.rows.begin_draft(place))

    def new_project(self) -> None:
        """Open a line for a new project after all the others."""
        self._type_draft(self.rows.begin_project_draft)

    def _type_draft(self, begin: Callable[[], int]) -> None:
        name = self.rows.column_of("name")
        if self.session.workspace.read_only:
            self._explain(self.rows.index(0, name))
            return
        index = self.rows.index(begin(), name)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()
        self.edit(index)

    def clear_cells(self) -> None:
        """Empty the selected cells in one step; with whole rows, those of the current column."""
        self.rows.clear(self.many.target().cells())

    def insert_today(self) -> None:
        """Type today into the current cell, where a day is meant."""
        today = self.many.today()
        if not today:
            self.session.failed.emit(
                InputError(N_("Today’s date goes into a cell of dates: start or finish, say."))
            )
            return
        if self.cells.editing.editor is None:
            self.edit_current()
        if self.cells.editing.editor is not None:
            self.cells.editing.editor.retype(today)

    def fill_selection(self) -> None:
        """Write what is being typed into all the selected cells, as one step."""
        text = self.cells.editing.hand_out()
        if text is None:
            return
        self.setFocus()
        if not self.many.fill(text):
            self.edit_current()
            if self.cells.editing.editor is not None:
                self.cells.editing.editor.retype(text)

    def choose(self) -> None:
        """Open the editor of the current cell with the first of its choices marked."""
        self.edit_current()
        self.cells.editing.mark_choice()

    def _explain(self, index: Index) -> None:
        if reason := self.rows.why_not_editable(index):
            self.session.failed.emit(UserError(reason))

    def keyboardSearch(self, search: str) -> None:
        """Typing into a cell that cannot be edited says why, instead of jumping to a row."""
        if search.strip():
            self._explain(self.currentIndex())

    def _on_created(self, key: RowKey, draft: Draft) -> None:
        self._created = key, draft

    def _on_accepted(self, step: Step) -> None:
        created, self._created = self._created, None
        self.setFocus()
        if created is not None:
            self._go_on_after_creating(*created, step)
        elif step is Step.DOWN and self._begun is not None:
            self.new_row()
        elif step in (Step.DOWN, Step.UP):
            self.moving.down(1 if step is Step.DOWN else -1)
        elif step is not Step.STAY:
            self.moving.aside(forwards=step is Step.RIGHT)

    def _go_on_after_creating(self, created: RowKey, draft: Draft, step: Step) -> None:
        place = self.session.place(created)
        if place is None:
            self._tell_hidden(created)
            return
        name = self.rows.column_of("name")
        at_end = self.rows.add_line is not None and place == len(self.session.rows) - 1
        if step is Step.DOWN and at_end and not draft.is_project:
            # The next name can be typed at once.
            self.go_to(self.rows.line_of(place) + 1, name)
        else:
            self.go_to(self.rows.line_of(place), name)
            self._begun = created
            if step is Step.RIGHT:
                self._on_accepted(step)
        self.scrollTo(self.currentIndex())

    def _tell_hidden(self, created: RowKey) -> None:
        row = self.session.portfolio.row(created)
        if row is not None and self.session.query.hides:
            name = row.name.best(self.session.language)
            said = N_("“{name}” is in the file, but the search or the filter leaves it out.")
            self.session.failed.emit(UserError(said, name=name))

    def _forget_begun(self) -> None:
        if self._begun is not None and self.session.current != self._begun:
            self._begun = None

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.viewport().update()

    # -- keys and mouse ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Keys that mean something in a cell are no commands of the window.
        if event.type() is QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            if self._is_for_cell(key):
                event.accept()
                return True
        return super().event(event)

    def _is_for_cell(self, event: QKeyEvent) -> bool:
        if event.key() == _Key.Key_Delete and not event.modifiers():
            return True
        # Among single cells Alt+Down is what it is in a spreadsheet, else it moves the row.
        down = event.key() == _Key.Key_Down and event.modifiers() == _ALT
        return down and not self._manners.whole_rows and self.many.offers_choices

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in (_Key.Key_Return, _Key.Key_Enter) and not modifiers & (_CONTROL | _ALT):
            self._press_enter(back=bool(modifiers & _SHIFT))
        elif key in (_Key.Key_Tab, _Key.Key_Backtab) and not modifiers & (_CONTROL | _ALT):
            self.moving.aside(forwards=key == _Key.Key_Tab)
        elif key == _Key.Key_F2 and not modifiers:
            self.add_to_current()
        elif key == _Key.Key_Backspace and not modifiers:
            self._type_anew()
        elif key == _Key.Key_Insert and not modifiers:
            self.new_row()
        elif key == _Key.Key_Delete:
            self._delete_key(with_control=bool(modifiers & _CONTROL))
        elif key == _Key.Key_Escape and self._drag.is_on:
            self._drag.drop()
        elif key == _Key.Key_Escape and self.moving.selects_several:
            self.setCurrentIndex(self.currentIndex())
        elif key == _Key.Key_Escape:
            # The window may have a use for it.
            event.ignore()
        elif key == _Key.Key_Down and self._is_for_cell(event):
            self.choose()
        elif modifiers & _CONTROL and not modifiers & _ALT and self._jumps(key):
            self.moving.jump(_Key(key), selecting=bool(modifiers & _SHIFT))
        elif modifiers & _ALT and key in _ARRANGING:
            _ARRANGING[_Key(key)](self)
        elif key in (_Key.Key_Left, _Key.Key_Right) and not modifiers and self._fold(key):
            return
        else:
            super().keyPressEvent(event)

    def _jumps(self, key: int) -> bool:
        return key in _ARRANGING and not self._manners.whole_rows

    def _type_anew(self) -> None:
        """Open the editor with nothing in it; only what is accepted empties the cell."""
        self.edit_current()
        if self.cells.editing.editor is not None:
            self.cells.editing.editor.retype("")

    def _press_enter(self, *, back: bool) -> None:
        """Go to the next or the previous row; behind a row just typed, to the one to be typed."""
        if back:
            self.moving.down(-1)
        elif self._begun is not None:
            self.new_row()
        elif self.currentIndex().row() == self.rows.add_line:
            self.edit_current()
        else:
            self.moving.down(1)

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
        found = self.rows.shown_at(index.row())
        if found is None or not self.rows.folds(found):
            return False
        if self._kind(index.column()) is not Kind.NAME:
            return False
        if key == _Key.Key_Right and found.has_children and not found.expanded:
            self.session.set_expanded(found.key, True)
            return True
        if key == _Key.Key_Left and found.expanded:
            self.session.set_expanded(found.key, False)
            return True
        if key == _Key.Key_Left and self.rows.parent_line(index.row()) != index.row():
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
        # Over single cells a drag selects them.
        if self._manners.whole_rows:
            self._drag.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag.move(event):
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._press_fold(event):
            return
        super().mouseDoubleClickEvent(event)
        if self.cells.editing.editor is not None:
            self.cells.editing.editor.go_on()

    def _press_fold(self, event: QMouseEvent) -> bool:
        """Fold or unfold where the triangle was pressed; whether it was."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        found = self.rows.shown_at(index.row()) if index.isValid() else None
        if found is None or not found.has_children or not self.rows.folds(found):
            return False
        if self._kind(index.column()) is not Kind.NAME:
            return False
        if not fold_box(self.visualRect(index), found, flat=False).contains(at):
            return False
        self.session.set_expanded(found.key, not found.expanded)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._drag.paint(self._style.theme)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._drag.drop()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cell = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(cell if by_key else event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag.release():
            return
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
        """The selected rows as they stand from top to bottom, else the current one."""
        session = self.session
        shown = [key for key in session.selected if session.place(key) is not None]
        chosen = sorted(shown, key=lambda key: session.place(key) or 0)
        return chosen or ([session.current] if session.current else [])

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

    def link_rows(self) -> None:
        """Let each of the selected rows wait for the one above it."""
        keys = sorted(self._chosen_keys(), key=lambda key: self.session.place(key) or 0)
        workspace = self.session.workspace
        self.session.edit(lambda: operations.link_in_order(workspace, rows=keys))

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
