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
from tracker.ui.delegates.cell_painter import CellPainter, Surround, is_strong, is_struck
from tracker.ui.delegates.style import GridStyle
from tracker.ui.delegates.surroundings import Surroundings
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


class RowsPainter:
    """Of one grid over a RowsModel."""

    def __init__(
        self, model: RowsModel, geometry: RowGeometry, style: GridStyle, grid: QTableView
    ) -> None:
        self._model = model
        self._surroundings = Surroundings(model, geometry, grid)
        self.cells = CellPainter(style)
        self._is_dimming = False

    def set_style(self, style: GridStyle) -> None:
        self.cells = CellPainter(style)

    def begin_frame(self) -> None:
        """Find out once for all cells where keyboard, pointer and selection are, what is sought."""
        self._surroundings.renew()
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
        for line in lines:
            found = self._model.shown_at(line)
            if isinstance(found, OutlineRow) and not self._surroundings.mark(line):
                self._plain_row(painter, line, found, strips, top, height)
            else:
                for section, left, width in strips:
                    self._cell(painter, QRect(left, top, width, height), line, section, found)
            top += height

    def _plain_row(
        self,
        painter: QPainter,
        line: int,
        found: OutlineRow,
        strips: Sequence[Strip],
        top: int,
        height: int,
    ) -> None:
        model, cells, columns = self._model, self.cells, self._model.columns
        is_dimmed = self._is_dimming and model.session.dims(found)
        if is_dimmed:
            painter.setOpacity(_DIMMED)
        known = model.cells(line, [strip.section for strip in strips])
        for (section, left, width), cell in zip(strips, known, strict=True):
            column, box = columns[section], (left, top, width, height)
            if column.field.kind is Kind.NAME:
                self._name(painter, box, line, section, found, strong=False)
            elif cell.status is not None and not is_dimmed:
                cells.chip_on_canvas(painter, box, cell)
            elif cell.text:
                cells.text(painter, box, cell, flush_right=column.is_number)
        if is_dimmed:
            painter.setOpacity(1.0)
        # The user may have moved the column that carries it.
        for strip in strips:
            if strip.section == 0:
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
                self._name(painter, box, line, column, found, strong=strong)
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
        line: int,
        section: int,
        found: OutlineRow,
        *,
        strong: bool,
    ) -> None:
        self.cells.name(
            painter,
            box,
            self._model.cell(line, section),
            found,
            flat=self._model.is_flat,
            strong=is_strong(found) or strong,
            struck=is_struck(self._model.status(line)),
        )


def strips_between(strips: Iterable[Strip], area: QRect) -> list[Strip]:
    """The columns of which any part stands in an area."""
    left, right = area.left(), area.right()
    return [each for each in strips if each.left <= right and each.left + each.width > left]
