"""Gives one cell of a grid its editor, and tells in a tool tip what does not fit."""

from __future__ import annotations

from textwrap import fill
from typing import Final, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
)
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from tracker.ui.delegates.cell_editing import CellEditing
from tracker.ui.delegates.cell_painter import PADDING, CellPainter
from tracker.ui.delegates.editors import CellEditor
from tracker.ui.delegates.rows_painter import RowsPainter
from tracker.ui.delegates.style import GridStyle
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.models.rows_model import RowsModel

Index = QModelIndex | QPersistentModelIndex
_NO_HINT: Final = QStyledItemDelegate.EndEditHint.NoHint
_TOOL_TIP_CHARS: Final = 90


class CellDelegate(QStyledItemDelegate):
    """Of a grid over a RowsModel."""

    def __init__(
        self, model: RowsModel, geometry: RowGeometry, style: GridStyle, grid: QTableView
    ) -> None:
        super().__init__(grid)
        self._model = model
        self._style = style
        self.painting = RowsPainter(model, geometry, style, grid)
        self.editing = CellEditing(model, style, grid)
        self.editing.finished.connect(lambda editor: self.closeEditor.emit(editor, _NO_HINT))

    def set_style(self, style: GridStyle) -> None:
        self._style = style
        self.painting.set_style(style)
        self.editing.set_style(style)

    @property
    def cells(self) -> CellPainter:
        return self.painting.cells

    @property
    def style_of_cells(self) -> GridStyle:
        return self._style

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
