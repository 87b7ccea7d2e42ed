"""Rows taken by the hand in the grid and put elsewhere in the outline.

Rows are moved in the grid, where their names and indentation are, not in the chart: there a drag is
about time. Up and down chooses the place, to the side how deep the rows stand. Only a grid whose
rows are selected as a whole can tell a drag of rows from a drag over cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from tracker.domain.portfolio import RowKey
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.auto_scroll import AutoScroll
from tracker.ui.delegates.cell_painter import INDENT, indentation
from tracker.ui.models.dropping import Drop, drop_at
from tracker.workspace import operations

if TYPE_CHECKING:
    from tracker.ui.grid.rows_view import RowsView

_DOT: Final = 4.0


@record(frozen=False)
class _Press:
    at: QPointF
    key: RowKey
    depth: int


class RowDrag:
    """One drag of rows in one grid. Nothing is written before the hand lets go."""

    def __init__(self, grid: RowsView) -> None:
        self._grid = grid
        self._press: _Press | None = None
        self._moving: frozenset[RowKey] = frozenset()
        self._drop: Drop | None = None
        self._scroll = AutoScroll(grid, lambda: grid.viewport().size(), self._scroll_on)

    @property
    def is_on(self) -> bool:
        return bool(self._moving)

    def press(self, event: QMouseEvent) -> None:
        """Take note of where a drag may begin."""
        self.drop()
        grid, session = self._grid, self._grid.session
        at = event.position()
        found = grid.rows.row_at(grid.rowAt(round(at.y())))
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        free = session.query.keeps_outline and not session.workspace.read_only
        if plain and found is not None and free:
            self._press = _Press(at, found.key, found.depth)

    def move(self, event: QMouseEvent) -> bool:
        """Follow the pointer; whether a drag of rows is under way, or may become one."""
        press = self._press
        if press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        far = (event.position() - press.at).manhattanLength()
        if not self.is_on and far < QApplication.startDragDistance():
            return True
        if not self.is_on:
            chosen = self._grid.session.selected
            self._moving = frozenset(chosen if press.key in chosen else [press.key])
            self._scroll.start()
        self._scroll.at = event.position()
        self._follow()
        return True

    def _follow(self) -> None:
        press, at = self._press, self._scroll.at
        assert press is not None
        grid = self._grid
        high = max(grid.rowHeight(0), 1)
        count = len(grid.session.rows)
        place = min(max(round((at.y() + grid.verticalScrollBar().value()) / high), 0), count)
        depth = press.depth + round((at.x() - press.at.x()) / INDENT)
        session = grid.session
        self._drop = drop_at(session.rows, self._moving, place, depth, session.portfolio)
        shape = Qt.CursorShape
        grid.viewport().setCursor(shape.ClosedHandCursor if self._drop else shape.ForbiddenCursor)
        grid.viewport().update()

    def release(self) -> bool:
        """Put the rows where the line is, as one step; whether this was the end of a drag."""
        drop, moving = self._drop, self._moving
        self.drop()
        if drop is not None and drop.spot is not None:
            session, spot = self._grid.session, drop.spot
            keys = [row.key for row in session.rows if row.key in moving]
            session.edit(
                lambda: operations.move_to(
                    session.workspace, rows=keys, parent=spot.parent, after=spot.after
                )
            )
        return bool(moving)

    def drop(self) -> None:
        """Leave the rows where they are."""
        self._scroll.stop()
        if self.is_on:
            self._grid.viewport().unsetCursor()
            self._grid.viewport().update()
        self._press = self._drop = None
        self._moving = frozenset()

    def _scroll_on(self, dx: float, dy: float) -> None:
        bar = self._grid.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + round(dy))
        if bar.value() != before:
            self._follow()

    def paint(self, theme: Theme) -> None:
        """The line at which the rows would stand, from their indentation on."""
        if self._drop is None:
            return
        grid = self._grid
        y = self._drop.place * grid.rowHeight(0) - grid.verticalScrollBar().value()
        name = grid.columnViewportPosition(grid.rows.column_of("name"))
        x = name + indentation(self._drop.depth)
        painter = QPainter(grid.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent, 2))
        painter.drawLine(QPointF(x + _DOT, y), QPointF(grid.viewport().width(), y))
        painter.setBrush(theme.canvas)
        painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
        painter.end()
