"""A short list of values of which any number can be ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tracker.paper.theme import Theme
from tracker.workspace.filter_words import Choice

_LINES = 8
_WIDEST = 230
_BOX = 13
_TEXT = 27
_GLYPH = 22
_BETWEEN = 10
_DECORATION = Qt.ItemDataRole.DecorationRole


class CheckList(QListWidget):
    """Space or a click ticks; Home, End and letters find.

    Signals:
        ticked: another set of values is ticked.
    """

    ticked = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("checks")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.itemChanged.connect(self.ticked)
        self.setItemDelegate(_Line(theme, self))

    def offer(
        self,
        choices: Sequence[Choice],
        ticked: Iterable[object],
        glyph: Callable[[object], QIcon] | None = None,
    ) -> None:
        chosen = set(ticked)
        self.blockSignals(True)
        self.clear()
        for choice in choices:
            item = QListWidgetItem(choice.text)
            item.setToolTip(choice.text)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            if choice.note:
                said = f"{choice.text}, {choice.note}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(choice.value in chosen))
            if glyph is not None:
                item.setIcon(glyph(choice.value))
            self.addItem(item)
        self.blockSignals(False)
        if self.count():
            self.setCurrentRow(0)

    @property
    def chosen(self) -> frozenset[object]:
        """The values that are ticked."""
        items = (self.item(place) for place in range(self.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole).value
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def untick(self) -> None:
        self.blockSignals(True)
        for place in range(self.count()):
            self.item(place).setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        lines = min(max(self.count(), 1), _LINES)
        high = max(self.sizeHintForRow(0), 1)
        wide = min(self.sizeHintForColumn(0) + 16, _WIDEST)
        return QSize(max(wide, 120), lines * high + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            # The panel around the list decides.
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Line(QStyledItemDelegate):
    """A box, a glyph where there is one, the text, and its note at the far end.

    All of it ticks when it is clicked.
    """

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        text = str(index.data())
        wide = option.fontMetrics.horizontalAdvance(text) + _TEXT + 10
        wide += _GLYPH if index.data(_DECORATION) is not None else 0
        if note := _note(index):
            wide += option.fontMetrics.horizontalAdvance(note) + _BETWEEN
        return QSize(wide, max(option.fontMetrics.height() + 6, 22))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = self._theme, option.rect
        current = index == self._list.currentIndex() and self._list.hasFocus()
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.sel if current else theme.hover)
        middle = rect.top() + rect.height() / 2
        self._box(painter, rect.left() + 6, middle, ticked=_is_ticked(index))
        x = rect.left() + _TEXT
        glyph = index.data(_DECORATION)
        if isinstance(glyph, QIcon):
            glyph.paint(painter, x, round(middle) - 8, 16, 16)
            x += _GLYPH
        baseline = middle + (option.fontMetrics.ascent() - option.fontMetrics.descent()) / 2
        end = rect.right() - 4
        if note := _note(index):
            end -= option.fontMetrics.horizontalAdvance(note)
            painter.setPen(theme.ink3)
            painter.drawText(QPointF(end, baseline), note)
            end -= _BETWEEN
        text = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, end - x
        )
        painter.setPen(theme.ink)
        painter.drawText(QPointF(x, baseline), text)

    def _box(self, painter: QPainter, left: float, middle: float, *, ticked: bool) -> None:
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(left + 0.5, round(middle - _BOX / 2) + 0.5, _BOX, _BOX)
        painter.setPen(QPen(theme.accent if ticked else theme.ink3, 1))
        painter.setBrush(theme.accent if ticked else theme.btn)
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(QPen(theme.onaccent, 1.6))
            x, y = box.left(), box.top()
            tick = [QPointF(x + 3, y + 6.8), QPointF(x + 5.4, y + 9.2), QPointF(x + 10, y + 4)]
            painter.drawPolyline(QPolygonF(tick))
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        clicked = event.type() is QEvent.Type.MouseButtonRelease
        pressed = event.type() is QEvent.Type.KeyPress
        if not clicked and not (pressed and cast(QKeyEvent, event).key() == Qt.Key.Key_Space):
            return False
        state = _state(not _is_ticked(index))
        return model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)


def _note(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.UserRole).note)


def _is_ticked(index: QModelIndex | QPersistentModelIndex) -> bool:
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    return Qt.CheckState(state) is Qt.CheckState.Checked


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
