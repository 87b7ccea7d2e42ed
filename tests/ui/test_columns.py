"""The columns of the register: chosen, moved, kept in view, and come back as they were left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import go, open_session, place, press, shown, type_text
from tracker.paper.theme import LIGHT
from tracker.ui.columns_popup import ColumnsPopup
from tracker.ui.grid.grid import Grid
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.ui.views.register import RegisterPage
from tracker.workspace.column_layout import ColumnLayout, LaidColumn

K = Qt.Key
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> RegisterPage:
    page = RegisterPage(session, LIGHT)
    shown(qtbot, page, page.grid)
    page.resize(700, 400)
    QApplication.processEvents()
    return page


@pytest.fixture
def grid(page: RegisterPage) -> Grid:
    return page.grid


@pytest.fixture
def popup(page: RegisterPage) -> ColumnsPopup:
    popup = ColumnsPopup(page.grid.session, page.grid.columns, page.grid, LIGHT)
    popup.begin()
    return popup


def order(grid: Grid) -> list[str]:
    """The columns that are shown, from the left."""
    header = grid.header
    sections = map(header.logicalIndex, range(header.count()))
    return [
        grid.rows.columns[section].field.key
        for section in sections
        if not header.isSectionHidden(section)
    ]


FIRST = ["number", "name", "side", "responsible"]


# -- the panel ------------------------------------------------------------------------------------


def test_a_column_is_found_shown_and_moved_by_keys(grid: Grid, popup: ColumnsPopup) -> None:
    assert popup.search.hasFocus()
    type_text("region")
    press(K.Key_Down)
    press(K.Key_Space)
    assert order(grid)[-1] == "region"
    press(K.Key_Up, ALT)
    assert order(grid)[-1] == "region", "alone in the list, there is nothing to pass"
    popup.search.clear()
    for _ in range(20):
        press(K.Key_Up, ALT)
    assert popup.list.currentItem().text() == "Region"
    assert order(grid)[0] == "region"
    press(K.Key_Down, ALT)
    assert order(grid)[:2] == ["number", "region"]
    press(K.Key_Escape)
    assert not popup.isVisible()
    assert grid.hasFocus()


def test_the_name_always_stays(grid: Grid, popup: ColumnsPopup) -> None:
    popup.list.setFocus()
    popup.list.setCurrentRow(popup.list.order.index("name"))
    press(K.Key_Space)
    assert "name" in order(grid)


def test_a_line_is_dragged(grid: Grid, popup: ColumnsPopup) -> None:
    top = QModelIndex()
    popup.list.model().moveRow(top, 3, top, 0)
    assert order(grid)[:3] == ["responsible", "number", "name"]


def test_standard_columns_come_back(grid: Grid, popup: ColumnsPopup, qtbot: QtBot) -> None:
    before = grid.columns.layout
    popup.frozen.setValue(2)
    grid.columns.lay_out(
        ColumnLayout((LaidColumn("status", width=200), LaidColumn("side", shown=False)), 1)
    )
    assert order(grid)[0] == "status"
    qtbot.mouseClick(popup.standard, Qt.MouseButton.LeftButton)
    assert grid.columns.layout == before
    assert popup.frozen.value() == 0


def test_the_key_of_the_window(opened: MainWindow, qtbot: QtBot) -> None:
    assert not opened.commands["columns"].isEnabled(), "the timeline has its own"
    opened.show_page("register")
    assert opened.toolbar.columns.isVisible()
    opened.commands["columns"].trigger()
    (popup,) = opened.findChildren(ColumnsPopup)
    assert popup.isVisible()


# -- columns that stay ----------------------------------------------------------------------------


def scroll_to_end(grid: Grid) -> None:
    bar = grid.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert grid.header.offset() > 0
    QApplication.processEvents()


def test_the_first_columns_stay_while_others_scroll(grid: Grid, qtbot: QtBot) -> None:
    grid.columns.freeze(2)
    name = grid.rows.column_of("name")
    before = grid.visualRect(grid.rows.index(2, name))
    scroll_to_end(grid)
    assert grid.visualRect(grid.rows.index(2, name)) == before
    assert grid.indexAt(before.center()) == grid.rows.index(2, name)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=before.center())
    assert place(grid) == (2, "name")
    assert grid.header.offset() > 0, "what stays needs no scrolling"


def test_they_are_painted_where_they_stay(grid: Grid) -> None:
    def left_part() -> QImage:
        QApplication.processEvents()
        width = grid.viewport().x() + grid.header.frozen_width - 2
        return grid.grab().toImage().copy(0, 0, width, 300)

    grid.columns.freeze(2)
    before = left_part()
    scroll_to_end(grid)
    assert left_part() == before


def test_an_editor_opens_where_the_column_stays(grid: Grid) -> None:
    grid.columns.freeze(2)
    scroll_to_end(grid)
    go(grid, 0, "name")
    press(K.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    box = grid.visualRect(grid.currentIndex())
    assert box.contains(editor.mapTo(grid.viewport(), editor.rect().center()))
    type_text(" east")
    press(K.Key_Return)
    assert grid.session.portfolio.projects[1].name.en.endswith("east")


def test_moving_to_a_column_brings_it_out_from_below(grid: Grid) -> None:
    grid.columns.freeze(2)
    scroll_to_end(grid)
    for _ in range(len(order(grid))):
        press(K.Key_Left)
        box = grid.visualRect(grid.currentIndex())
        section = grid.currentIndex().column()
        stays = section in grid.header.frozen_sections
        assert stays or box.left() >= grid.header.frozen_width


def test_a_click_on_a_title_that_stays_sorts_by_it(grid: Grid, qtbot: QtBot) -> None:
    grid.columns.freeze(2)
    scroll_to_end(grid)
    box = grid.header.shown_section(grid.rows.column_of("name"))
    at = QPoint(box.left() + 40, 12)
    qtbot.mouseClick(grid.header.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    assert [sort.field for sort in grid.session.query.sorts] == ["name"]


def test_they_leave_room_for_the_others(grid: Grid) -> None:
    grid.columns.freeze(9)
    assert 0 < grid.header.frozen_width < 0.7 * grid.viewport().width()


def test_filter_editors_stay_with_their_columns(page: RegisterPage, grid: Grid) -> None:
    grid.columns.freeze(2)
    page.filter_row.open()
    before = page.filter_row.edit_of("name").geometry()
    scroll_to_end(grid)
    assert page.filter_row.edit_of("name").geometry() == before
    covered = page.filter_row.edit_of("side")
    assert not covered.isVisible() or covered.x() >= grid.header.frozen_width


def test_the_menu_of_the_titles_keeps_columns_in_view(grid: Grid) -> None:
    go(grid, 0, "side")
    menu = grid.columns.menu(grid)
    menu.actions()[0].trigger()
    assert grid.header.frozen == 3
    menu = grid.columns.menu(grid)
    menu.actions()[1].trigger()
    assert grid.header.frozen == 0


def test_it_is_remembered_how_many_stay(grid: Grid, session: Session, qtbot: QtBot) -> None:
    grid.columns.freeze(2)
    other = RegisterPage(session, LIGHT)
    qtbot.addWidget(other)
    other.restore_state(grid.columns.save_state())
    assert other.grid.header.frozen == 2
