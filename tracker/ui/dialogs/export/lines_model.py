"""The first lines of a document as a table, those with something to mind after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QApplication

from tracker.exchange.table import RowKind
from tracker.paper.fonts import FontRole, widget_font
from tracker.paper.theme import Theme
from tracker.ui.dialogs.export.glance import Line

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
Role = Qt.ItemDataRole


class LinesModel(QAbstractTableModel):
    """The header at the side tells the row that a line has in the file."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._headings: Sequence[str] = ()
        self._places: dict[int, int] = {}
        self._minded: frozenset[tuple[int, int]] = frozenset()
        self.lines: list[Line] = []

    def show_lines(self, headings: Sequence[str], lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._headings, self.lines = headings, list(lines)
        self._places = {line.row: place for place, line in enumerate(self.lines)}
        self._minded = frozenset()
        self.endResetModel()

    def mind(self, cells: frozenset[tuple[int, int]], beyond: Sequence[Line]) -> None:
        """Mark ``cells`` (row and column in the file, from 1), and add lines that hold them."""
        self._minded = cells
        if beyond:
            count = len(self.lines)
            self.beginInsertRows(QModelIndex(), count, count + len(beyond) - 1)
            self.lines += beyond
            self._places |= {line.row: place for place, line in enumerate(self.lines)}
            self.endInsertRows()
        if self.lines:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.lines) - 1, self.columnCount() - 1)
            )

    def place(self, row: int) -> int | None:
        """At which place of the table a row of the file is shown."""
        return self._places.get(row)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role != Role.DisplayRole:
            return None
        if way is Qt.Orientation.Horizontal:
            return one_line(self._headings[section])
        return str(self.lines[section].row)

    def data(self, index: _Index, role: int = Role.DisplayRole) -> Any:
        line = self.lines[index.row()]
        text = line.texts[index.column()]
        minded = (line.row, index.column() + 1) in self._minded
        match role:
            case Role.DisplayRole:
                return one_line(text)
            case Role.ToolTipRole:
                return text
            case Role.BackgroundRole if minded:
                return QBrush(self._theme.risk.tint)
            case Role.ForegroundRole if minded:
                return QBrush(self._theme.risk.text)
            case Role.FontRole if line.kind is not RowKind.ROW:
                points = QApplication.font().pointSizeF()
                return widget_font(FontRole.BODY_STRONG, body_points=points)
        return None


def one_line(text: str) -> str:
    return " ".join(text.split())
