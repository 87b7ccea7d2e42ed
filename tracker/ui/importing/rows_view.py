"""The table in which each row of an import stands with what would become of it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tracker.paper.fonts import FontRole
from tracker.ui.importing.rows_model import LINE, NAME, NOTE, OUTCOME, RowsModel
from tracker.ui.style import set_role

_WIDTHS: Final = {LINE: 68, OUTCOME: 148, NAME: 250, NOTE: 290}
_CELL_WIDTH: Final = 150
_ROW_HEIGHT: Final = 28


def rows_view(model: RowsModel) -> QTableView:
    """A view of such rows: one is chosen at a time, and all that is said of it stands below."""
    view = QTableView()
    view.setModel(model)
    view.setProperty("look", "framed")
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    header = view.horizontalHeader()
    header.setDefaultSectionSize(_CELL_WIDTH)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    set_role(header, FontRole.CHIP)
    model.modelReset.connect(partial(_set_widths, view))
    return view


def _set_widths(view: QTableView) -> None:
    if view.model().columnCount():
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, width)
