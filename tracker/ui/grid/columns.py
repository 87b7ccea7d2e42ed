"""Keeps the columns of a grid: widths, order, which are shown and stay, and what they sort by."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from tracker.language import N_
from tracker.ui.delegates.cell_delegate import CellDelegate
from tracker.ui.delegates.style import GridStyle
from tracker.ui.grid.header import GridHeader
from tracker.ui.grid.layout import lay_out, layout_of, natural_width, standard_layout
from tracker.ui.models.rows_model import RowsModel
from tracker.workspace.column_layout import ColumnLayout, layout_said, read_layout
from tracker.workspace.query import Sort

_NAME_WIDTH: Final = 280
_NAME_LEAST: Final = 140


class ColumnKeeper(QObject):
    """Of one grid. With ``elastic_name`` the name takes the room that the other columns leave.

    Signals:
        width_wanted: the user gave the name a width; the grid would have to be this wide.
    """

    width_wanted = Signal(int)

    def __init__(
        self,
        grid: QTableView,
        rows: RowsModel,
        header: GridHeader,
        cells: CellDelegate,
        *,
        elastic_name: bool,
        sortable: bool,
    ) -> None:
        super().__init__(grid)
        self._grid = grid
        self._rows = rows
        self._header = header
        self._cells = cells
        self._elastic_name = elastic_name
        self._chosen: dict[str, int] = {}
        self._arranging = False
        for section, column in enumerate(rows.columns):
            header.setSectionHidden(section, not column.shown)
        header.sectionResized.connect(self._on_resized)
        header.sectionCountChanged.connect(self.fit_name)
        header.columns_menu_wanted.connect(self._show_menu)
        if sortable:
            header.sort_wanted.connect(self.sort)
        rows.session.language_changed.connect(self.arrange)

    def arrange(self) -> None:
        """Give every column its width: the one the user chose, else the one that suits it."""
        self._arranging = True
        style, translator = self._style, self._rows.session.translator
        for section, column in enumerate(self._rows.columns):
            chosen = self._chosen.get(column.field.key)
            if chosen is None:
                natural = natural_width(column, style, self._cells.cells, translator)
                chosen = max(natural, self._header.title_width(section))
            self._header.resizeSection(section, chosen)
        self._arranging = False
        self.fit_name()

    @property
    def _style(self) -> GridStyle:
        return self._cells.style_of_cells

    def fit_name(self) -> None:
        """Give the name what the other columns leave, where it is elastic."""
        if self._elastic_name and not self._arranging:
            self._arranging = True
            room = self._grid.viewport().width() - self._others_width
            self._header.resizeSection(self._name, max(room, _NAME_LEAST))
            self._arranging = False

    @property
    def natural_width(self) -> int:
        """The width in which every column has the room that suits it."""
        return self._others_width + self._style.scaled(_NAME_WIDTH)

    @property
    def _name(self) -> int:
        return self._rows.column_of("name")

    @property
    def _others_width(self) -> int:
        return self._header.length() - self._header.sectionSize(self._name)

    def _on_resized(self, section: int, before: int, now: int) -> None:
        if self._arranging:
            return
        # A width of 0 is that of a hidden column.
        if before and now:
            if self._elastic_name and section == self._name:
                self.width_wanted.emit(self._header.length())
                return
            self._chosen[self._rows.columns[section].field.key] = now
        self.fit_name()

    # -- choice -----------------------------------------------------------------------------------

    def menu(self, parent: QWidget) -> QMenu:
        """A menu in which columns are shown and hidden; the name always stays."""
        menu = QMenu(parent)
        translator = self._rows.session.translator
        if not self._elastic_name:
            self._offer_freezing(menu)
        for section, column in enumerate(self._rows.columns):
            action = menu.addAction(translator.text(column.field.label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(section))
            action.setEnabled(section != self._name)
            action.toggled.connect(
                lambda shown, section=section: self._header.setSectionHidden(section, not shown)
            )
        return menu

    def _offer_freezing(self, menu: QMenu) -> None:
        _, header = self._rows.session.translator.text, self._header
        visual = header.visualIndex(max(self._grid.currentIndex().column(), 0))
        before = [header.logicalIndex(place) for place in range(visual + 1)]
        count = sum(not header.isSectionHidden(section) for section in before)
        menu.addAction(_(N_("Keep the columns up to the current one in view"))).triggered.connect(
            lambda: self.freeze(count)
        )
        loose = menu.addAction(_(N_("Let all columns scroll")))
        loose.triggered.connect(lambda: self.freeze(0))
        loose.setEnabled(bool(header.frozen))
        menu.addSeparator()

    def _show_menu(self, position: QPoint) -> None:
        self.menu(self._grid).popup(position)

    @property
    def layout(self) -> ColumnLayout:
        """How the columns stand now."""
        columns = self._rows.columns
        return layout_of(self._header, columns, self._chosen, self._header.frozen)

    @property
    def standard_layout(self) -> ColumnLayout:
        """How the columns stand until the user lays them out."""
        return standard_layout(self._rows.columns)

    def lay_out(self, layout: ColumnLayout) -> None:
        """Put the columns as ``layout`` says."""
        lay_out(layout, self._header, self._rows.columns)
        self._chosen = {column.field: column.width for column in layout.columns if column.width}
        self.freeze(layout.frozen)
        self.arrange()

    def show(self, *keys: str, beside: str) -> None:
        """Show columns that are hidden, behind the one of ``beside``; the others stay."""
        header, anchor = self._header, self._rows.column_of(beside)
        hidden = [
            section for key in keys if header.isSectionHidden(section := self._rows.column_of(key))
        ]
        for place, section in enumerate(hidden, 1):
            before = header.visualIndex(section)
            after = header.visualIndex(anchor) + place
            header.moveSection(before, after - (before < after))
            header.setSectionHidden(section, False)
        self.arrange()

    def freeze(self, count: int) -> None:
        """Keep the first ``count`` columns in view while the others scroll."""
        self._header.set_frozen(0 if self._elastic_name else count)

    def save_state(self) -> bytes:
        """The layout of the columns, for :meth:`restore_state`."""
        return json.dumps(layout_said(self.layout), separators=(",", ":")).encode()

    def restore_state(self, state: bytes) -> None:
        """Put the columns as they were saved; a state that makes no sense changes nothing."""
        if not state:
            return
        try:
            self.lay_out(read_layout(json.loads(state)))
        except (ValueError, KeyError, TypeError):
            self.arrange()

    # -- sorting ----------------------------------------------------------------------------------

    def sort(self, section: int, keep_others: bool) -> None:
        """Upwards, downwards, and back to the outline, one step for each click."""
        session = self._rows.session
        key = self._rows.columns[section].field.key
        sorts = session.query.sorts
        now = next((sort for sort in sorts if sort.field == key), None)
        turned = {None: Sort(key), False: Sort(key, descending=True), True: None}[
            now.descending if now else None
        ]
        if keep_others and now is not None:
            steps = [turned if sort is now else sort for sort in sorts]
        else:
            steps = [*(sorts if keep_others else ()), turned]
        kept = tuple(sort for sort in steps if sort is not None)
        session.set_query(replace(session.query, sorts=kept))
        self._header.viewport().update()
