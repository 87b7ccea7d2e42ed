"""What a grid moves as it scrolls, and copies as it paints, is what it would paint afresh."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import commitment, item, project
from tests.ui.grids import go, open_session, shown
from tracker.domain.errors import InputError
from tracker.domain.model import ItemKind, Row, State
from tracker.paper.theme import DARK, LIGHT, Theme
from tracker.ui.grid.grid import Grid
from tracker.ui.models.refusals import Refusal
from tracker.ui.views.register import RegisterPage
from tracker.workspace.query import Grouping, Query, Sort

_KINDS = (ItemKind.MILESTONE, ItemKind.ACTIVITY, ItemKind.PHASE)
_STATES = (None, State.IN_PROGRESS, State.CANCELLED)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def _rows() -> tuple[Row, ...]:
    """Five projects of twelve items each, of every kind, with dates, some names too long."""
    rows: list[Row] = [project(number, f"Plant {number}") for number in range(1, 6)]
    for number in range(1, 61):
        rows.append(
            item(
                number,
                f"Stage {number} of the works " * (1 + number % 3),
                project_id=1 + (number - 1) // 12,
                kind=_KINDS[number % 3],
                state=_STATES[number % 7 % 3],
            )
        )
        rows.append(commitment(number, number, f"202{6 + number % 3}-Q{1 + number % 4}"))
    return tuple(rows)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> RegisterPage:
    page = RegisterPage(open_session(tmp_path, _rows()), LIGHT)
    shown(qtbot, page, page.grid)
    return page


def _turn_wheel(grid: Grid, notches: int) -> None:
    viewport = grid.viewport()
    at = QPointF(viewport.width() / 2, viewport.height() / 2)
    turned = QPoint(0, notches * 120)
    event = QWheelEvent(
        at,
        viewport.mapToGlobal(at),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        NO_MODIFIER,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def _seen(page: RegisterPage) -> QImage:
    """What stands on the screen just now, painted by whatever means."""
    return (
        page.screen().grabWindow(page.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    )


def _select_block(grid: Grid) -> None:
    finish, last = grid.rows.column_of("finish"), grid.rows.column_of("percent")
    block = QItemSelection(grid.rows.index(6, finish), grid.rows.index(14, last))
    grid.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _refuse(grid: Grid) -> None:
    for line in (5, 9, 20):
        found = grid.rows.row_at(line)
        assert found is not None
        refusal = Refusal("31.02.2027", InputError("There is no such day."))
        grid.session.refusals.put(found.key, "finish", refusal)


STATES: dict[str, Callable[[Grid], None]] = {
    "plain": lambda grid: None,
    "the keyboard at a cell": lambda grid: go(grid, 7, "name"),
    "a block selected": _select_block,
    "refused": _refuse,
    "grouped": lambda grid: grid.session.set_query(Query(group=Grouping.STATUS)),
    "sorted": lambda grid: grid.session.set_query(Query(sorts=(Sort("finish"),))),
    "searched": lambda grid: grid.session.set_query(Query(text="works")),
    "dimmed": lambda grid: grid.session.set_query(Query(text="stage 1", dims=True)),
    "hovered": lambda grid: grid._geometry.set_hovered(8),
    "columns that stay": lambda grid: (
        grid.columns.freeze(2),
        grid.horizontalScrollBar().setValue(150),
    )[0],
}


@pytest.mark.parametrize("state", STATES)
def test_what_was_scrolled_is_what_is_painted_afresh(page: RegisterPage, state: str) -> None:
    grid = page.grid
    STATES[state](grid)
    QApplication.processEvents()
    for notches in (-1, -1, -2, 1, -4, 3):
        _turn_wheel(grid, notches)
    assert grid.verticalScrollBar().value() > 0
    moved = _seen(page)
    page.repaint()
    for part in (grid.viewport(), grid.verticalHeader().viewport()):
        part.repaint()
    assert moved == _seen(page)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_is_copied_is_what_was_drawn(page: RegisterPage, theme: Theme, scale: float) -> None:
    page.set_theme(theme)
    grid = page.grid
    strips, high = grid.header.strips(), 30
    wide = strips[-1].left + strips[-1].width
    pictures = []
    for _ in range(6):
        picture = QImage(round(wide * scale), round(40 * high * scale), QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(scale)
        picture.fill(theme.canvas)
        painter = QPainter(picture)
        grid.cells.painting.begin_frame(scale)
        grid.cells.painting.paint(painter, range(40), strips, 0, high)
        painter.end()
        pictures.append(picture)
    assert all(picture == pictures[0] for picture in pictures)
