"""Paints the rows of a grid that are seen, all of a frame in one go.

Qt would ask for each cell by itself, with its flags and its option made anew; that took longer than
the painting. A row with nothing around it (no pointer, no selection, no keyboard) takes the short
way, any other goes cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from tracker.domain.fields import Kind
from tracker.language import N_, Language
from tracker.ui.delegates.cell_painter import CellPainter, Signs, Surround, is_strong, is_struck
from tracker.ui.delegates.column_painter import ColumnPainter
from tracker.ui.delegates.style import GridStyle
from tracker.ui.delegates.surroundings import Surroundings
from tracker.ui.models.cells import Cell
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.models.rows_model import RowsModel
from tracker.workspace.grouping import GroupRow, ShownRow
from tracker.workspace.outline_rows import OutlineRow

_DIMMED: Final = 0.35


class Strip(NamedTuple):
    """A column as it stands in the viewport, in pixels."""

    section: int
    left: int
    width: int


_PlainRow = tuple[int, int, OutlineRow]
"""The top of a row, its line, and what stands on it."""


class RowsPainter:
    """Of one grid over a RowsModel."""

    def __init__(
        self, model: RowsModel, geometry: RowGeometry, style: GridStyle, grid: QTableView
    ) -> None:
        self._model = model
        self._surroundings = Surroundings(model, geometry, grid)
        self._is_dimming = False
        self.set_style(style)

    def set_style(self, style: GridStyle) -> None:
        self.cells = CellPainter(style)
        self._columns = ColumnPainter(style, self.cells)

    def begin_frame(self, scale: float) -> None:
        """Find out once for all cells where keyboard, pointer and selection are, what is sought."""
        self._surroundings.renew()
        self._columns.begin_frame(scale)
        session = self._model.session
        self._is_dimming = bool(session.query.dims and session.query.text)
        may_be_uzbek = session.language is Language.UZ
        self.cells.look_for(session.wanted, may_be_uzbek=may_be_uzbek)

    def paint(
        self, painter: QPainter, lines: range, strips: Sequence[Strip], top: int, height: int
    ) -> None:
        """Paint rows of one height, the first of which begins at ``top``, in some columns."""
        if not lines or not strips:
            return
        left, right = strips[0].left, strips[-1].left + strips[-1].width
        area = QRect(left, top, right - left, len(lines) * height)
        rights = (strip.left + strip.width - 1 for strip in strips)
        self.cells.lattice(painter, area, rights, height)
        plain: list[_PlainRow] = []
        for line in lines:
            found = self._model.shown_at(line)
            if isinstance(found, OutlineRow) and self._is_plain(line, found):
                plain.append((top, line, found))
            else:
                for section, left, width in strips:
                    self._cell(painter, QRect(left, top, width, height), line, section, found)
            top += height
        if plain:
            self._plain_rows(painter, plain, strips, height)

    def _is_plain(self, line: int, found: OutlineRow) -> bool:
        """Whether a row stands on the bare canvas, as nearly all do."""
        if self._surroundings.mark(line):
            return False
        return not (self._is_dimming and self._model.session.dims(found))

    def _plain_rows(
        self,
        painter: QPainter,
        rows: Sequence[_PlainRow],
        strips: Sequence[Strip],
        height: int,
    ) -> None:
        model, columns = self._model, self._columns
        sections = [strip.section for strip in strips]
        cells = [model.cells(line, sections) for _, line, _ in rows]
        tops = [top for top, _, _ in rows]
        for strip, of_column in zip(strips, zip(*cells, strict=True), strict=True):
            section, left, width = strip
            column = model.columns[section]
            if column.field.kind is Kind.NAME:
                for (top, line, found), cell in zip(rows, of_column, strict=True):
                    box = (left, top, width, height)
                    self._name(painter, box, cell, line, found, strong=False, signs=columns)
            elif column.field.kind is Kind.STATUS:
                columns.chips(painter, list(zip(tops, of_column, strict=True)), left, width, height)
            else:
                placed = list(zip(tops, of_column, strict=True))
                columns.texts(painter, placed, left, width, height, flush_right=column.is_number)
            if section == 0:
                # The user may have moved the column that carries it.
                for top, _, found in rows:
                    self._tab(painter, found, strip, top, height)

    def _cell(
        self, painter: QPainter, rect: QRect, line: int, column: int, found: ShownRow | None
    ) -> None:
        model, cells = self._model, self.cells
        around = self._surroundings.of(line, column)
        shown = model.columns[column]
        if isinstance(found, GroupRow):
            cells.heading_ground(painter, rect)
            if shown.field.kind is Kind.NAME:
                cells.heading(painter, rect, found)
            if around.current:
                cells.rings(painter, rect, Surround(current=True))
            return
        cells.ground(painter, rect, around)
        if found is None:
            is_name = shown.field.kind is Kind.NAME
            if is_name and line == model.add_line and model.draft is None:
                cells.add_line(painter, rect, model.session.translator.text(N_("Add a row")))
        else:
            is_dimmed = self._is_dimming and model.session.dims(found) and not around.selected
            painter.setOpacity(_DIMMED if is_dimmed else 1.0)
            box = (rect.left(), rect.top(), rect.width(), rect.height())
            if shown.field.kind is Kind.NAME:
                strong = around.selected and around.band
                self._name(painter, box, model.cell(line, column), line, found, strong=strong)
            else:
                cell = model.cell(line, column)
                cells.text(painter, box, cell, flush_right=shown.is_number)
            painter.setOpacity(1.0)
            strip = Strip(column, rect.left(), rect.width())
            self._tab(painter, found, strip, rect.top(), rect.height())
        if (around.selected or around.current) and line != model.draft_line:
            cells.rings(painter, rect, around)

    def _tab(
        self, painter: QPainter, found: OutlineRow, strip: Strip, top: int, height: int
    ) -> None:
        """The tab of a row that belongs to a chain which is shown."""
        section, left, width = strip
        session = self._model.session
        if section != 0:
            return
        if session.why.holds(found.key):
            self.cells.tab(painter, QRect(left, top, width, height), foreseen=True)
        elif session.chain.holds(found.key):
            self.cells.tab(painter, QRect(left, top, width, height))

    def _name(
        self,
        painter: QPainter,
        box: tuple[int, int, int, int],
        cell: Cell,
        line: int,
        found: OutlineRow,
        *,
        strong: bool,
        signs: Signs | None = None,
    ) -> None:
        self.cells.name(
            painter,
            box,
            cell,
            found,
            flat=self._model.is_flat,
            strong=is_strong(found) or strong,
            struck=is_struck(self._model.status(line)),
            signs=signs,
        )


def strips_between(strips: Iterable[Strip], area: QRect) -> list[Strip]:
    """The columns of which any part stands in an area."""
    left, right = area.left(), area.right()
    return [each for each in strips if each.left <= right and each.left + each.width > left]
