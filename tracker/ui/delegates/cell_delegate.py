"""Paints the cells of a grid, and gives one of them its editor."""

from __future__ import annotations

from textwrap import fill
from typing import Final, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from tracker.domain.fields import Kind
from tracker.language import Language
from tracker.ui.delegates.cell_editing import CellEditing
from tracker.ui.delegates.cell_painter import (
    PADDING,
    CellPainter,
    Surround,
    is_strong,
    is_struck,
)
from tracker.ui.delegates.editors import CellEditor
from tracker.ui.delegates.style import GridStyle
from tracker.ui.delegates.surroundings import Surroundings
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.models.rows_model import RowsModel
from tracker.workspace.grouping import GroupRow
from tracker.workspace.query import OutlineRow

Index = QModelIndex | QPersistentModelIndex
_NO_HINT: Final = QStyledItemDelegate.EndEditHint.NoHint
_DIMMED: Final = 0.35
_SELECTED: Final = QStyle.StateFlag.State_Selected
_TOOL_TIP_CHARS: Final = 90


class CellDelegate(QStyledItemDelegate):
    """Of a grid over a RowsModel."""

    def __init__(
        self, model: RowsModel, geometry: RowGeometry, style: GridStyle, grid: QTableView
    ) -> None:
        super().__init__(grid)
        self._model = model
        self._style = style
        self._painter = CellPainter(style)
        self._surroundings = Surroundings(model, geometry, grid)
        self.editing = CellEditing(model, style, grid)
        self.editing.finished.connect(lambda editor: self.closeEditor.emit(editor, _NO_HINT))

    def set_style(self, style: GridStyle) -> None:
        self._style = style
        self._painter = CellPainter(style)
        self.editing.set_style(style)

    @property
    def cells(self) -> CellPainter:
        return self._painter

    @property
    def style_of_cells(self) -> GridStyle:
        return self._style

    # -- painting ---------------------------------------------------------------------------------

    def begin_frame(self) -> None:
        """Find out once for all cells where keyboard, pointer and selection are, what is sought."""
        self._surroundings.renew()
        session = self._model.session
        may_be_uzbek = session.language is Language.UZ
        self._painter.look_for(session.wanted, may_be_uzbek=may_be_uzbek)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, cells, rect = self._model, self._painter, option.rect
        line, column = index.row(), index.column()
        around = self._surroundings.of(line, column, selected=bool(option.state & _SELECTED))
        found, shown = model.shown_at(line), model.columns[column]
        if isinstance(found, GroupRow):
            cells.heading_ground(painter, rect)
            if shown.field.kind is Kind.NAME:
                cells.heading(painter, rect, found)
            if around.current:
                cells.rings(painter, rect, Surround(current=True))
            return
        cells.ground(painter, rect, around)
        if found is None:
            is_name = shown.field.kind is Kind.NAME
            if is_name and line == model.add_line and model.draft is None:
                cells.add_line(painter, rect, model.session.translator.text("Add a row"))
        else:
            is_dimmed = model.session.dims(found) and not around.selected
            painter.setOpacity(_DIMMED if is_dimmed else 1.0)
            self._paint_row(painter, rect, index, found, strong=around.selected and around.band)
            painter.setOpacity(1.0)
            if column == 0 and model.session.why.holds(found.key):
                cells.tab(painter, rect, foreseen=True)
            elif column == 0 and model.session.chain.holds(found.key):
                cells.tab(painter, rect)
        if (around.selected or around.current) and line != model.draft_line:
            cells.rings(painter, rect, around)

    def _paint_row(
        self, painter: QPainter, rect: QRect, index: Index, found: OutlineRow, *, strong: bool
    ) -> None:
        model, line = self._model, index.row()
        cell, shown = model.cell(line, index.column()), model.columns[index.column()]
        if shown.field.kind is Kind.NAME:
            self._painter.name(
                painter,
                rect,
                cell,
                found,
                flat=model.is_flat,
                strong=is_strong(found) or strong,
                struck=is_struck(model.status(line)),
            )
        else:
            self._painter.text(painter, rect, cell, flush_right=shown.is_number)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A tool tip with the whole text where it does not fit, and with what is known beyond."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        cell = self._model.cell(index.row(), index.column())
        lines = [self._model.explanation(index)]
        room = option.rect.width() - 2 * PADDING
        if "\n" in cell.text or self._style.body.width(cell.text) > room:
            lines.insert(0, cell.text)
        paragraphs = "\n".join(filter(None, lines)).split("\n")
        # Qt breaks no line of a plain text by itself.
        QToolTip.showText(event.globalPos(), "\n".join(map(_wrapped, paragraphs)), view)
        return True

    # -- the editor -------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return self.editing.begin(parent, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        self.editing.fill(cast(CellEditor, editor), index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        self.editing.place(cast(CellEditor, editor), option.rect, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self.editing.hand_over(cast(CellEditor, editor))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editing.forget(editor)
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt's own filter would close the editor where it must stay open.
        return watched is self.editing.editor and self.editing.filter(event)


def _wrapped(paragraph: str) -> str:
    return fill(paragraph, _TOOL_TIP_CHARS, break_long_words=False)
