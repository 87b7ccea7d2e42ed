"""The Register: every row as a line of a table, with sorting, sums and statistics."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.fields import Kind, value_of
from tracker.domain.values import Amount
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.grid.grid import Grid
from tracker.ui.grid.rows_view import Manners
from tracker.ui.grid.selection import ranges
from tracker.ui.grid.sums import SelectionSums, column_sum
from tracker.ui.grid.totals import TotalsLine
from tracker.ui.models.columns import REGISTER_COLUMNS
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.row_menu import RowMenu
from tracker.ui.session import Session
from tracker.ui.views.empty_notice import EmptyNotice

_MANNERS: Final = Manners(
    columns=REGISTER_COLUMNS,
    row_height=30,
    header_height=32,
    whole_rows=False,
    add_line=False,
    sortable=True,
)


class RegisterPage(QWidget):
    """The grid with the totals below it.

    Signals:
        statistics_changed: other cells are selected; carries their SelectionSums.
    """

    statistics_changed = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        geometry = RowGeometry(height=_MANNERS.row_height, parent=self)
        self.grid = Grid(session, theme, _MANNERS, geometry)
        self.totals = TotalsLine(self.grid, theme)
        self._notice = EmptyNotice(
            session, theme, self.grid.viewport(), N_("Press Ins and type the first row.")
        )
        self._menu = RowMenu(session, self.actions)
        self.grid.menu_wanted.connect(lambda at: self._menu.popup(self.grid, at))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.totals)
        self.setFocusProxy(self.grid)
        self.grid.selectionModel().selectionChanged.connect(self._tell_statistics)
        session.rows_patched.connect(self._tell_statistics)

    def set_theme(self, theme: Theme) -> None:
        self.grid.set_theme(theme)
        self.totals.set_theme(theme)
        self._notice.set_theme(theme)

    def set_compact(self, compact: bool) -> None:
        self.grid.set_compact(compact)

    def save_state(self) -> bytes:
        """The columns, for :meth:`restore_state`."""
        return self.grid.columns.save_state()

    def restore_state(self, state: bytes) -> None:
        self.grid.columns.restore_state(state)

    def statistics(self) -> SelectionSums:
        """The number of selected cells and the sums of those that hold figures."""
        rows, context = self.grid.rows, self.grid.session.context
        cells = 0
        figures: dict[int, list[Amount | None]] = {}
        header = self.grid.horizontalHeader()
        for chosen in ranges(self.grid.selectionModel().selection()):
            for column in range(chosen.left(), chosen.right() + 1):
                if header.isSectionHidden(column):
                    continue
                cells += chosen.bottom() - chosen.top() + 1
                field = rows.columns[column].field
                if field.kind is not Kind.AMOUNT:
                    continue
                for line in range(chosen.top(), chosen.bottom() + 1):
                    found = rows.row_at(line)
                    if found is not None and field.belongs_to(found.row):
                        value = value_of(field, found.row, context)
                        figures.setdefault(column, []).append(cast("Amount | None", value))
        sums = (column_sum(rows.columns[column].title, figures[column]) for column in figures)
        return SelectionSums(cells, tuple(sums))

    def _tell_statistics(self) -> None:
        self.statistics_changed.emit(self.statistics())
