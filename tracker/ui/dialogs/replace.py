"""Find and replace: each place is shown as it is and as it would be before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from tracker.domain.fields import Field
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.choice import Choice
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.models.many_cells import write_replacements
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.query import rows
from tracker.workspace.replacing import (
    TEXT_FIELDS,
    Replacement,
    from_difference,
    replacements,
    text_fields,
)

Index = QModelIndex | QPersistentModelIndex
_TITLES: Final = (N_("Row"), N_("Column"), N_("As it is"), N_("As it would be"))
_WIDTHS: Final = (220, 190)
_PAUSE: Final = 150
"""Milliseconds without a key after which the places are looked for."""
_NO_PARENT: Final = QModelIndex()


class Replace(Dialog):
    """Looks through the rows that are shown, and those folded away below them.

    ``chosen`` are the fields of the selected columns, to which the search can be narrowed.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        *,
        chosen: Sequence[Field],
    ) -> None:
        super().__init__(window, texts, theme)
        self._session = session
        self._scopes = [TEXT_FIELDS]
        if narrowed := text_fields(chosen):
            self._scopes.append(narrowed)
        self.wanted = QLineEdit()
        self.put = QLineEdit()
        self.scope = Choice(theme)
        self.places = Places(session)
        self.table = _table(self.places)
        self._told = QLabel()
        self._accept = QPushButton(texts.text("Replace"))
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self.setWindowTitle(texts.text("Find and replace"))
        self._lay_out()
        self._connect()
        self._look()
        self.resize(960, 620)
        self.wanted.setFocus()

    def _lay_out(self) -> None:
        _ = self.texts.text
        self.scope.addItem(_("In all text columns"))
        if len(self._scopes) > 1:
            named = ", ".join(_(field.label) for field in self._scopes[1])
            self.scope.addItem(_("In the selected columns: {columns}").format(columns=named))
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        fields = (
            (N_("Find"), self.wanted),
            (N_("Replace with"), self.put),
            (N_("Where"), self.scope),
        )
        for line, (label, field) in enumerate(fields):
            name = QLabel(_(label))
            name.setProperty("ink", "2")
            name.setBuddy(field)
            set_role(name, FontRole.CHIP)
            field.setAccessibleName(_(label))
            form.addWidget(name, line, 0)
            form.addWidget(field, line, 1)
        self.body.addLayout(form)
        self.table.setAccessibleName(_("What would be replaced"))
        self.body.addWidget(self.table, 1)
        set_role(self._told, FontRole.SECONDARY)
        self._told.setProperty("ink", "2")
        self.add_footer(self._told, accept=self._accept)

    def _connect(self) -> None:
        for field in (self.wanted, self.put):
            field.textChanged.connect(lambda: self._later.start())
        self.scope.currentIndexChanged.connect(self._look)
        self._later.timeout.connect(self._look)
        self.places.dataChanged.connect(self._tell)
        self._accept.clicked.connect(self._replace)

    def _look(self) -> None:
        """Find the places anew; those that were left out are taken in again."""
        session, wanted = self._session, self.wanted.text()
        found: list[Replacement] = []
        if wanted:
            query = replace(session.query, collapsed=frozenset(), sorts=())
            shown = rows(
                session.portfolio,
                query,
                translator=session.translator,
                status_date=session.status_date,
            )
            found = list(
                replacements(
                    (each.row for each in shown),
                    self._scopes[self.scope.currentIndex()],
                    wanted,
                    self.put.text(),
                    session.context,
                    session.translator,
                )
            )
        self.places.show(found)
        self._tell()

    def _tell(self) -> None:
        taken = len(self.places.taken())
        found = self.places.rowCount()
        self._accept.setEnabled(bool(taken))
        if not self.wanted.text():
            self._told.setText(
                self.texts.text("Case, ё and the Uzbek apostrophes make no difference.")
            )
        elif not found:
            self._told.setText(self.texts.text("Nothing is found."))
        else:
            said = self.texts.plural("{taken} of {n} place", "{taken} of {n} places", found)
            self._told.setText(said.format(taken=taken, n=found))

    def _replace(self) -> None:
        # What was typed last may not have been looked for yet.
        if self._later.isActive():
            self._later.stop()
            self._look()
        taken = self.places.taken()
        if taken and write_replacements(self._session, taken) is not None:
            self.accept()


class Places(QAbstractTableModel):
    """The places that were found; each can be left out."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: list[Replacement] = []
        self._left_out: set[int] = set()

    def show(self, found: list[Replacement]) -> None:
        self.beginResetModel()
        self._found = found
        self._left_out.clear()
        self.endResetModel()

    def taken(self) -> list[Replacement]:
        """What is to be written."""
        return [each for line, each in enumerate(self._found) if line not in self._left_out]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._found)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._session.translator.text(_TITLES[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = 0) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self._text(index, whole=False).split())
            case Qt.ItemDataRole.ToolTipRole:
                return self._text(index, whole=True)
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0:
                left_out = index.row() in self._left_out
                return Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked
        return None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._left_out.discard(index.row())
        else:
            self._left_out.add(index.row())
        self.dataChanged.emit(index, index)
        return True

    def _text(self, index: Index, *, whole: bool) -> str:
        found, translator = self._found[index.row()], self._session.translator
        row = self._session.portfolio.row(found.key)
        name = row.name.best(translator.language) if row is not None else ""
        number = self._session.context.numbers.get(found.key, "")
        old, new = (found.old, found.new) if whole else from_difference(found.old, found.new)
        return (f"{number} {name}", translator.text(found.field.label), old, new)[index.column()]


def _table(places: Places) -> QTableView:
    table = QTableView()
    table.setProperty("look", "framed")
    table.setModel(places)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    set_role(header, FontRole.CHIP)
    for column, width in enumerate(_WIDTHS):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(column, width)
    return table
