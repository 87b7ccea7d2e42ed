"""The columns of a table, and as what each is imported, chosen in place by keys or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.exchange.table_in import ColumnUse, Mapping, Source, choices_for
from tracker.exchange.table_in.headings import UNIT
from tracker.language import N_, Translator
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.icons import SIZE, drawing
from tracker.ui.importing.rows_model import one_line
from tracker.ui.importing.words import GROUND_NAMES, key_name, use_name
from tracker.ui.style import set_role

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_TOP: Final = QModelIndex()

HEADING, USE = range(2)
_HEADINGS: Final = (N_("Column of the table"), N_("Imported as"))
_OPENING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
_KEPT: Final = "="
"""Stands for several fields in one cell, which only a form or a saved mapping can say."""


class ColumnsModel(QAbstractTableModel):
    """One line per column with a heading or with something in it.

    Signals:
        chosen: a column (its place) is to be imported as a field (its key, "" for not at all).
    """

    chosen = Signal(int, str)

    def __init__(self, theme: Theme, speech: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.speech = speech
        self.mapping: Mapping | None = None
        self._uses: Sequence[ColumnUse] = ()
        self._samples: dict[int, str] = {}

    def show(self, mapping: Mapping | None, source: Source | None, header: int) -> None:
        """Show a mapping of the ``source`` whose headings are at ``header``."""
        rows = [] if source is None else source.rows[header + 1 : header + 51]
        every = () if mapping is None else mapping.columns
        samples = {
            use.place: next(filter(None, (one_line(row.text(use.place)) for row in rows)), "")
            for use in every
        }
        uses = [use for use in every if one_line(use.heading) or samples[use.place]]
        if uses and len(uses) == len(self._uses):
            # The line where the keyboard is stays.
            self.mapping, self._uses, self._samples = mapping, uses, samples
            self.dataChanged.emit(self.index(0, 0), self.index(len(uses) - 1, USE))
            return
        self.beginResetModel()
        self.mapping, self._uses, self._samples = mapping, uses, samples
        self.endResetModel()

    def use_at(self, index: Index) -> ColumnUse:
        return self._uses[index.row()]

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._uses)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self.speech.text(_HEADINGS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == USE else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        use = self.use_at(index)
        match role:
            case Role.DisplayRole if index.column() == HEADING:
                return self._heading(use)
            case Role.DisplayRole:
                return use_name(use, self.speech)
            case Role.ToolTipRole if index.column() == HEADING:
                return f"{self._heading(use)}\n{self._samples[use.place]}".replace("<", "‹")
            case Role.ToolTipRole if use.column is not None:
                return self.speech.text(GROUND_NAMES[use.ground])
            case Role.ForegroundRole if use.column is None:
                return self._theme.ink3
        return None

    def _heading(self, use: ColumnUse) -> str:
        unnamed = self.speech.text(N_("Column {n}")).format(n=use.place + 1)
        return one_line(use.heading) or unnamed

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or value == _key(self.use_at(index)):
            return False
        self.chosen.emit(self.use_at(index).place, value)
        return True


class ColumnsView(QTableView):
    """The list of columns. Enter, F2, Space, a letter or a click opens the choice of one."""

    def __init__(self, model: ColumnsModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_UseDelegate(model, theme, self))
        self.setProperty("look", "framed")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed)
        self.clicked.connect(self._open)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        set_role(header, FontRole.CHIP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _OPENING and index.isValid():
            # Taken here: Enter would press the button of the dialog.
            self._open(index.siblingAtColumn(USE))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, USE))

    def _open(self, index: QModelIndex) -> None:
        if index.column() == USE and self.state() is not QAbstractItemView.State.EditingState:
            self.setCurrentIndex(index)
            self.edit(index)


class _UseDelegate(QStyledItemDelegate):
    def __init__(self, model: ColumnsModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() == USE:
            rect = option.rect
            ratio = painter.device().devicePixelRatioF()
            arrow = drawing("chevron-down", self._theme.ink3, ratio=ratio)
            at = QPointF(rect.right() - SIZE - 6, rect.top() + (rect.height() - SIZE) / 2)
            painter.drawPixmap(at, arrow)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        model, speech = self._model, self._model.speech
        box.setAccessibleName(model.index(index.row(), HEADING).data())
        box.addItem(speech.text(N_("Not imported")), "")
        assert model.mapping is not None
        for key in choices_for(model.mapping):
            box.addItem(key_name(key, speech), key)
        box.setMaxVisibleItems(16)
        box.activated.connect(lambda: self._take(box))
        # As soon as it stands in the list; keys then choose in it.
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        key = _key(self._model.use_at(index))
        if editor.findData(key) < 0:
            # Worked out, and there to be compared: a form has it, nobody else can choose it.
            editor.addItem(use_name(self._model.use_at(index), self._model.speech), key)
        editor.setCurrentIndex(editor.findData(key))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)


def _key(use: ColumnUse) -> str:
    """What :data:`ColumnsModel.chosen` would say of a column as it is."""
    if use.column is None:
        return ""
    if use.is_units:
        return UNIT
    return use.fields[0] if len(use.fields) == 1 else _KEPT
