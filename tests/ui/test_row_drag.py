"""Rows dragged in the grid of the Timeline, with real events."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import names, open_session, press, shown
from tracker.domain.portfolio import RowKey
from tracker.paper.theme import LIGHT
from tracker.ui.grid.grid import Grid
from tracker.ui.session import Session
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace.query import Sort

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def grid(session: Session, qtbot: QtBot) -> Grid:
    page = TimelinePage(session, LIGHT)
    shown(qtbot, page, page.grid)
    return page.grid


def at(grid: Grid, line: int, *, part: float = 0.5, dx: int = 0) -> QPoint:
    """In the name of a line, ``part`` of its height down."""
    x = grid.columnViewportPosition(grid.rows.column_of("name")) + 120 + dx
    return QPoint(x, round((line + part) * grid.rowHeight(0)))


def send(grid: Grid, kind: QEvent.Type, place: QPoint) -> None:
    held = kind is not QEvent.Type.MouseButtonRelease
    event = QMouseEvent(
        kind,
        QPointF(place),
        QPointF(grid.viewport().mapToGlobal(place)),
        Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT,
        LEFT if held else Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(grid.viewport(), event)


def take(grid: Grid, start: QPoint, end: QPoint) -> None:
    send(grid, QEvent.Type.MouseButtonPress, start)
    send(grid, QEvent.Type.MouseMove, (start + end) / 2)
    send(grid, QEvent.Type.MouseMove, end)


def drag(grid: Grid, start: QPoint, end: QPoint) -> None:
    take(grid, start, end)
    send(grid, QEvent.Type.MouseButtonRelease, end)


def test_a_row_is_put_elsewhere_as_one_step(grid: Grid, session: Session) -> None:
    before = names(session)
    drag(grid, at(grid, 3), at(grid, 2, part=0.1))
    assert names(session)[2:4] == ["Official opening", "Technical launch"]
    session.workspace.undo()
    assert names(session) == before


def test_to_the_side_it_goes_deeper_or_out(grid: Grid, session: Session) -> None:
    drag(grid, at(grid, 3), at(grid, 4, part=0.1, dx=-16))
    assert session.portfolio.items[3].parent_id is None
    session.workspace.undo()
    drag(grid, at(grid, 3), at(grid, 6, part=0.1, dx=-16))
    assert session.portfolio.items[3].project_id == 2


def test_a_project_goes_with_all_that_is_below_it(grid: Grid, session: Session) -> None:
    drag(grid, at(grid, 0), at(grid, 6, part=0.9))
    assert names(session)[:3] == ["Plant", "Halls", "Idea"]
    assert names(session)[3:5] == ["Center", "Launch"]


def test_selected_rows_go_together(grid: Grid, session: Session) -> None:
    keys = [RowKey("items", 2), RowKey("items", 3)]
    session.select(keys, keys[0])
    drag(grid, at(grid, 2), at(grid, 6, part=0.1, dx=-16))
    assert [session.portfolio.items[each.id].project_id for each in keys] == [2, 2]
    assert len(session.selected) == 2
    session.workspace.undo()
    assert [session.portfolio.items[each.id].project_id for each in keys] == [1, 1]


def test_a_click_on_one_of_several_leaves_it_alone_selected(grid: Grid, session: Session) -> None:
    keys = [RowKey("items", 2), RowKey("items", 3)]
    session.select(keys, keys[0])
    send(grid, QEvent.Type.MouseButtonPress, at(grid, 3))
    assert len(session.selected) == 2
    send(grid, QEvent.Type.MouseButtonRelease, at(grid, 3))
    assert session.selected == (keys[1],)


def test_escape_leaves_the_rows_where_they_are(grid: Grid, session: Session) -> None:
    before = names(session)
    take(grid, at(grid, 3), at(grid, 1, part=0.1))
    grid.grab()
    press(Qt.Key.Key_Escape)
    send(grid, QEvent.Type.MouseButtonRelease, at(grid, 1, part=0.1))
    assert names(session) == before
    assert session.workspace.undo_step is not None
    assert session.workspace.undo_step.operation == "import"


def test_sorted_rows_are_not_put_anywhere(grid: Grid, session: Session) -> None:
    from dataclasses import replace

    session.set_query(replace(session.query, sorts=(Sort("name"),)))
    before = names(session)
    drag(grid, at(grid, 3), at(grid, 1, part=0.1))
    assert names(session) == before
