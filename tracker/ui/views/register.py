"""The Register: every row as a line of a table, with sorting, sums and statistics."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.grid.filter_row import FilterRow
from tracker.ui.grid.grid import Grid
from tracker.ui.grid.rows_view import Manners
from tracker.ui.grid.totals import TotalsLine
from tracker.ui.models.columns import REGISTER_COLUMNS
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.row_menu import RowMenu
from tracker.ui.session import Session
from tracker.ui.timeline.comparison_bar import ComparisonBar
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
    """The grid with the totals below it, and above it what it is compared with.

    Signals:
        compare_wanted: the user wants to choose another day to look back to.
    """

    compare_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        geometry = RowGeometry(height=_MANNERS.row_height, parent=self)
        self.grid = Grid(session, theme, _MANNERS, geometry)
        self.totals = TotalsLine(self.grid, theme)
        self.filter_row = FilterRow(self.grid)
        self.notice = EmptyNotice(
            session, theme, self.grid.viewport(), N_("Press Ins and type the first row.")
        )
        self.comparison = ComparisonBar(session, session.looking_back, self, outlines=False)
        self.comparison.changing.connect(self.compare_wanted)
        session.looking_back.changed.connect(self._show_columns)
        self._menu = RowMenu(session, self.actions)
        self.notice.project_wanted.connect(self.grid.new_project)
        self.grid.menu_wanted.connect(lambda at: self._menu.popup(self.grid, at))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.comparison)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.totals)
        self.setFocusProxy(self.grid)

    def _show_columns(self) -> None:
        """Nobody looks back to a day but to see how far the rows have moved since."""
        self.grid.horizontalHeader().viewport().update()
        if self.grid.session.looking_back.day is not None:
            self.grid.columns.show("forecast_then", "slip_since", beside="forecast")

    def set_theme(self, theme: Theme) -> None:
        self.grid.set_theme(theme)
        self.filter_row.restyle()
        self.totals.set_theme(theme)
        self.notice.set_theme(theme)

    def set_compact(self, compact: bool) -> None:
        self.grid.set_compact(compact)

    def save_state(self) -> bytes:
        """The columns, for :meth:`restore_state`."""
        return self.grid.columns.save_state()

    def restore_state(self, state: bytes) -> None:
        self.grid.columns.restore_state(state)
