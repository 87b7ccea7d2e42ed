"""What a what-if changes: the rows with another forecast, the plan's beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from tracker.domain.model import Project
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.whatif import Difference, differences, finish_text, moved_text

_SIZE: Final = QSize(980, 520)
_HEADINGS: Final = (N_("Row"), N_("Forecast of the plan"), N_("What if"), N_("Moved"))


class CompareForecasts(Dialog):
    """A list to be read; a double click or Enter goes to the row."""

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, texts, theme)
        self._session = session
        foresight = session.what_if.foresight
        self._rows = differences(session.portfolio, foresight) if foresight is not None else []
        _ = texts.text
        scenario = session.what_if.scenario
        title = _(N_("What changes: “{name}”")) if scenario else _(N_("What changes"))
        self.setWindowTitle(title.format(name=scenario.name if scenario else ""))
        self.list = QTableWidget(len(self._rows), len(_HEADINGS))
        self.list.setAccessibleName(self.windowTitle())
        self.list.setProperty("look", "framed")
        self._fill()
        said = QLabel(self._said())
        said.setWordWrap(True)
        set_role(said, FontRole.SECONDARY)
        self.body.addWidget(said)
        self.body.addWidget(self.list, 1)
        self.list.setVisible(bool(self._rows))
        if not self._rows:
            self.body.addStretch(1)
        self.add_footer()
        self.resize(_SIZE if self._rows else QSize(_SIZE.width(), 160))

    def _said(self) -> str:
        if not self._rows:
            return self.texts.text(
                N_("No forecast is another: what is supposed delays nothing and hastens nothing.")
            )
        count = len(self._rows)
        return self.texts.plural(
            "Another finish is forecast of {n} row. The plan is as it was.",
            "Another finish is forecast of {n} rows. The plan is as it was.",
            count,
        ).format(n=count)

    def _fill(self) -> None:
        table = self.list
        table.setHorizontalHeaderLabels([self.texts.text(heading) for heading in _HEADINGS])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in range(1, len(_HEADINGS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, difference in enumerate(self._rows):
            for column, text in enumerate(self._texts_of(difference)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if isinstance(difference.row, Project):
                    font = cell.font()
                    font.setBold(True)
                    cell.setFont(font)
                table.setItem(place, column, cell)
        if self._rows:
            table.setCurrentCell(0, 0)
        table.itemActivated.connect(lambda cell: self._go(cell.row()))

    def _texts_of(self, difference: Difference) -> tuple[str, ...]:
        translator = self._session.translator
        return (
            difference.row.name.best(translator.language),
            finish_text(difference.planned, translator),
            finish_text(difference.supposed, translator),
            moved_text(difference, translator),
        )

    def _go(self, place: int) -> None:
        row = self._rows[place].row
        key = RowKey(row.table, row.id)
        self._session.reveal(key)
        self._session.select([key], key)
        self.accept()
