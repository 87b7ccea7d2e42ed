"""The table of the lines: headings of days run across it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from tracker.paper.theme import Theme
from tracker.ui.delegates.style import GridStyle
from tracker.ui.history.lines_model import LinesModel
from tracker.workspace.history.lines import Line

_ROW: Final = 30
_COMPACT: Final = 26
_SIDE: Final = 8


class LinesTable(QTableView):
    """Whole rows are chosen, one at a time; the arrow keys pass over the headings of days.

    Signals:
        line_changed: another line, or none, is the current one.
        activated_line: Enter or a double click on a line.
    """

    line_changed = Signal()
    activated_line = Signal()

    def __init__(self, model: LinesModel, theme: Theme) -> None:
        super().__init__()
        self.lines = model
        self._delegate = _LineDelegate(model, theme)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        self.set_theme(theme)
        self.set_compact(False)
        for column, spec in enumerate(model.columns):
            if spec.wide:
                self.setColumnWidth(column, self._delegate.style.scaled(spec.wide))
        model.rowsInserted.connect(self._span_days)
        self.selectionModel().currentRowChanged.connect(self.line_changed)
        self.doubleClicked.connect(self.activated_line)

    @property
    def line(self) -> Line | None:
        """The current line; None on the heading of a day or where there is none."""
        return self.lines.line(self.currentIndex().row())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        style = self._delegate.style
        self.horizontalHeader().setFixedHeight(style.scaled(_ROW + 2))
        self.horizontalHeader().setFont(style.caption.font)
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        self.verticalHeader().setDefaultSectionSize(
            self._delegate.style.scaled(_COMPACT if compact else _ROW)
        )

    def go_to_first(self) -> None:
        """Make the first line the current one."""
        for row in range(min(2, self.lines.rowCount())):
            if self.lines.line(row) is not None:
                self.setCurrentIndex(self.lines.index(row, 0))
                return

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        Action = QAbstractItemView.CursorAction
        up = action in (Action.MoveUp, Action.MovePageUp)
        while found.isValid() and self.lines.line(found.row()) is None:
            beside = found.row() - 1 if up else found.row() + 1
            if not 0 <= beside < self.lines.rowCount():
                return self.currentIndex()
            found = self.lines.index(beside, found.column())
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line is not None:
            self.activated_line.emit()
            return
        super().keyPressEvent(event)

    def _span_days(self, parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            if self.lines.line(row) is None:
                self.setSpan(row, 0, 1, len(self.lines.columns))


Index = QModelIndex | QPersistentModelIndex


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, model: LinesModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.style = GridStyle(theme, QApplication.font().pointSizeF())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style, theme = self.style, self.style.theme
        rect = option.rect
        line = self._model.line(index.row())
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if line is None:
            painter.fillRect(rect, theme.head)
            face, ink = style.strong, theme.ink
        else:
            if chosen:
                painter.fillRect(rect, theme.sel)
            muted = self._model.columns[index.column()].muted
            face, ink = style.body, theme.ink2 if muted else theme.ink
        painter.setPen(theme.selline if chosen else theme.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(ink)
        painter.setFont(face.font)
        text = index.data() or ("" if line is None else "–")
        shown = face.elided(text, rect.width() - 2 * _SIDE)
        if shown == "–":
            painter.setPen(theme.ink3)
        baseline = round(face.baseline(rect.top(), rect.height()))
        painter.drawText(rect.left() + _SIDE, baseline, shown)
        if chosen and index.column() == 0 and self._has_focus(option):
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.focus)
        painter.restore()

    @staticmethod
    def _has_focus(option: QStyleOptionViewItem) -> bool:
        widget = option.widget
        return bool(widget.hasFocus())
