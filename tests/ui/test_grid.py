"""The grid driven with real keys and clicks: moving, folding, new rows, deleting, selection."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.grids import ROWS, cell, go, names, open_session, place, press, shown, type_text
from tracker.domain.errors import UserError
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.grid.grid import Grid
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.views.register import RegisterPage
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import Workspace
from tracker.workspace.query import Query, Sort

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LAUNCH, TECHNICAL, OPENING, HALLS = (RowKey("items", number) for number in (1, 2, 3, 4))
CENTER, PLANT, IDEA = (RowKey("projects", number) for number in (1, 2, 3))


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TimelinePage:
    page = TimelinePage(session, LIGHT)
    shown(qtbot, page, page.grid)
    return page


@pytest.fixture
def grid(page: TimelinePage) -> Grid:
    return page.grid


# -- moving and folding ---------------------------------------------------------------------------


def test_arrows_move_and_the_session_follows(grid: Grid, session: Session) -> None:
    go(grid, 0, "name")
    press(K.Key_Down)
    press(K.Key_Down)
    assert session.current == TECHNICAL
    assert session.selected == (TECHNICAL,)
    press(K.Key_Down, SHIFT)
    assert session.selected == (TECHNICAL, OPENING)
    press(K.Key_Escape)
    assert session.selected == (OPENING,)


def test_enter_goes_down_and_tab_right(grid: Grid) -> None:
    go(grid, 1, "name")
    press(K.Key_Return)
    assert place(grid) == (2, "name")
    press(K.Key_Tab)
    assert place(grid) == (2, "finish")
    press(K.Key_Backtab)
    assert place(grid) == (2, "name")


def test_arrows_fold_and_unfold_at_the_name_only(grid: Grid, session: Session) -> None:
    go(grid, 1, "name")
    press(K.Key_Left)
    assert names(session) == ["Center", "Launch", "Plant", "Halls", "Idea"]
    assert place(grid) == (1, "name")
    press(K.Key_Right)
    assert len(session.rows) == 7
    press(K.Key_Right)
    assert place(grid) == (1, "finish")
    press(K.Key_Left)
    assert (place(grid), len(session.rows)) == ((1, "name"), 7)


def test_left_goes_to_the_row_above_in_the_outline(grid: Grid) -> None:
    go(grid, 3, "name")
    press(K.Key_Left)
    assert place(grid) == (1, "name")


def test_a_click_on_the_triangle_folds(grid: Grid, session: Session, qtbot: QtBot) -> None:
    go(grid, 5, "finish")
    rect = grid.visualRect(grid.rows.index(0, grid.rows.column_of("name")))
    at = rect.topLeft() + QPoint(16, rect.height() // 2)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(session) == ["Center", "Plant", "Halls", "Idea"]
    assert session.current == HALLS
    assert place(grid) == (2, "finish")


# -- staying where the user is --------------------------------------------------------------------


def test_a_change_elsewhere_moves_neither_the_keyboard_nor_the_scroll(
    grid: Grid, session: Session, page: TimelinePage
) -> None:
    page.resize(1300, 250)
    QApplication.processEvents()
    go(grid, 6, "finish")
    bar = grid.verticalScrollBar()
    bar.setValue(41)
    session.set_expanded(LAUNCH, False)
    assert place(grid) == (4, "finish")
    session.set_expanded(LAUNCH, True)
    assert place(grid) == (6, "finish")
    assert bar.value() == 41
    assert session.selected == (IDEA,)


def test_a_row_that_is_folded_away_leaves_the_keyboard_to_the_one_above(
    grid: Grid, session: Session
) -> None:
    go(grid, 3, "finish")
    session.set_expanded(CENTER, False)
    assert session.current == CENTER
    assert place(grid) == (0, "finish")


def test_after_deleting_the_keyboard_stays_at_the_place(grid: Grid, session: Session) -> None:
    go(grid, 2, "name")
    press(K.Key_Delete)
    assert names(session) == ["Center", "Launch", "Official opening", "Plant", "Halls", "Idea"]
    assert session.current == OPENING
    assert place(grid) == (2, "name")
    session.workspace.undo()
    assert names(session)[2] == "Technical launch"


def test_what_is_being_typed_survives_a_change_of_the_rows(grid: Grid, session: Session) -> None:
    go(grid, 2, "finish")
    type_text("Q1 2")
    session.set_expanded(PLANT, False)
    assert grid.cells.editing.editor is not None
    assert grid.cells.editing.editor.typed == "Q1 2"
    type_text("027")
    press(K.Key_Return)
    assert cell(grid, 2, "finish").text == "Q1 2027"


def test_a_draft_being_typed_survives_a_change_of_the_rows(grid: Grid, session: Session) -> None:
    go(grid, 2, "name")
    press(K.Key_Insert)
    type_text("Tri")
    session.set_expanded(PLANT, False)
    type_text("al run")
    press(K.Key_Return)
    assert names(session)[2:4] == ["Technical launch", "Trial run"]


def test_grid_and_chart_share_rows_scroll_and_hover(page: TimelinePage, session: Session) -> None:
    page.resize(1300, 250)
    QApplication.processEvents()
    geometry, bar = page.row_geometry, page.grid.verticalScrollBar()
    assert bar.maximum() == geometry.maximum_offset(page.chart.viewport().height())
    bar.setValue(40)
    assert (geometry.offset, page.chart.verticalScrollBar().value()) == (40, 40)
    page.chart.verticalScrollBar().setValue(11)
    assert (geometry.offset, bar.value()) == (11, 11)
    for line in range(len(session.rows)):
        assert geometry.top(line) == page.grid.rowViewportPosition(line)
        assert geometry.index_at(geometry.top(line) + 1) == line


def test_a_draft_leaves_a_gap_that_the_chart_leaves_empty(grid: Grid, page: TimelinePage) -> None:
    go(grid, 2, "name")
    press(K.Key_Insert)
    geometry = page.row_geometry
    assert geometry.gap == 3
    assert geometry.index_at(geometry.top(3) - 1) == RowGeometry.NOWHERE
    assert geometry.top(3) == grid.rowViewportPosition(4)
    press(K.Key_Escape)
    assert geometry.gap is None
    assert geometry.top(3) == grid.rowViewportPosition(3)


# -- rows -----------------------------------------------------------------------------------------


def test_insert_types_a_row_below_and_tab_goes_on_to_its_date(grid: Grid, session: Session) -> None:
    go(grid, 2, "name")
    press(K.Key_Insert)
    type_text("Пуск линии")
    press(K.Key_Tab)
    assert names(session)[3] == "Пуск линии"
    assert place(grid) == (3, "finish")
    type_text("IV кв 2027")
    press(K.Key_Return)
    assert cell(grid, 3, "finish").text == "Q4 2027"


def test_esc_and_an_empty_name_leave_no_row(grid: Grid, session: Session) -> None:
    before = session.workspace.undo_step
    go(grid, 2, "name")
    for typed in ("", "half a na"):
        press(K.Key_Insert)
        type_text(typed)
        press(K.Key_Escape)
    press(K.Key_Insert)
    press(K.Key_Return)
    assert grid.rows.rowCount() == 8
    assert session.workspace.undo_step == before
    assert grid.cells.editing.editor is None


def test_leaving_a_draft_with_a_name_creates_it(grid: Grid, session: Session) -> None:
    go(grid, 2, "name")
    press(K.Key_Insert)
    type_text("Tests")
    go(grid, 0, "finish")
    assert "Tests" in names(session)


def test_names_are_typed_one_after_another_at_the_end(grid: Grid, session: Session) -> None:
    go(grid, 7, "name")
    type_text("Port")
    press(K.Key_Return)
    type_text("Quay")
    press(K.Key_Right, ALT)
    press(K.Key_Return)
    type_text("Crane")
    press(K.Key_Return)
    assert [(row.row.name.en, row.depth) for row in session.rows[-3:]] == [
        ("Port", 0),
        ("Quay", 1),
        ("Crane", 1),
    ]
    assert place(grid) == (grid.rows.add_line, "name")


def test_a_new_project_stands_after_all_the_others(grid: Grid, session: Session) -> None:
    go(grid, 1, "name")
    grid.new_project()
    type_text("Bridge")
    press(K.Key_Return)
    assert (session.rows[-1].row.name.en, session.rows[-1].depth) == ("Bridge", 0)


def test_a_file_open_to_read_only_takes_no_row_and_says_so(session: Session, qtbot: QtBot) -> None:
    path = session.workspace.path
    session.workspace.close()
    with Workspace.open(path, user="tester", read_only=True) as workspace:
        reading = Session(workspace, language=Language.EN)
        page = TimelinePage(reading, LIGHT)
        shown(qtbot, page, page.grid)
        for key in (K.Key_Insert, K.Key_F2):
            with qtbot.waitSignal(reading.failed) as told:
                press(key)
            assert str(told.args[0]) == "The file is open to read only."
        assert page.grid.rows.rowCount() == 8
        assert page.grid.cells.editing.editor is None


def test_alt_and_arrows_arrange_the_selected_rows(grid: Grid, session: Session) -> None:
    go(grid, 3, "name")
    press(K.Key_Up, ALT)
    assert names(session)[2:4] == ["Official opening", "Technical launch"]
    assert session.current == OPENING
    press(K.Key_Down, ALT)
    press(K.Key_Right, ALT)
    assert session.rows[3].depth == 3
    press(K.Key_Left, ALT)
    assert session.rows[3].depth == 2
    assert place(grid) == (3, "name")


def test_delete_empties_cells_and_undo_brings_all_of_them_back(
    grid: Grid, session: Session
) -> None:
    go(grid, 2, "finish")
    press(K.Key_Down, SHIFT)
    press(K.Key_Delete)
    assert [cell(grid, line, "finish").text for line in (2, 3)] == ["", ""]
    session.workspace.undo()
    assert [cell(grid, line, "finish").text for line in (2, 3)] == ["Q4 2026", "H1 2027"]


def test_an_empty_file_waits_for_its_first_row(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path, ())
    page = TimelinePage(session, LIGHT)
    shown(qtbot, page, page.grid)
    qtbot.waitUntil(lambda: page.grid.cells.editing.editor is not None)
    editor = page.grid.cells.editing.editor
    assert editor is not None
    assert editor.placeholderText() == "Type the first row"
    type_text("Center")
    press(K.Key_Return)
    assert [row.key.table for row in session.rows] == ["projects"]
    assert place(page.grid) == (1, "name")


# -- selection shared with other views ------------------------------------------------------------


def test_the_grid_shows_what_another_view_selects(grid: Grid, session: Session) -> None:
    go(grid, 0, "finish")
    session.select([HALLS, OPENING], OPENING)
    assert place(grid) == (3, "finish")
    lines = {index.row() for index in grid.selectionModel().selectedRows()}
    assert lines == {3, 5}
    assert session.selected == (HALLS, OPENING)


def test_typing_where_nothing_can_be_typed_says_why(
    grid: Grid, session: Session, qtbot: QtBot
) -> None:
    go(grid, 0, "finish")
    with qtbot.waitSignal(session.failed) as told:
        type_text("2")
    assert isinstance(told.args[0], UserError)
    assert "rows below" in str(told.args[0])
    assert grid.cells.editing.editor is None


def test_a_tool_tip_shows_what_does_not_fit_and_what_is_known_beyond(
    grid: Grid, page: TimelinePage
) -> None:
    page.grid.rows.setData(page.grid.rows.index(2, 0), "A name that is " + "very " * 30 + "long")

    def tip(line: int, field: str) -> str:
        index = grid.rows.index(line, grid.rows.column_of(field))
        at = grid.visualRect(index).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, grid.viewport().mapToGlobal(at))
        QApplication.sendEvent(grid.viewport(), event)
        return QToolTip.text()

    assert tip(2, "name").startswith("A name that is very")
    assert max(map(len, tip(2, "name").splitlines())) <= 90
    assert tip(2, "finish") == "1 Oct – 31 Dec 2026"
    assert "Worked out from the rows below" in tip(0, "finish")


# -- columns --------------------------------------------------------------------------------------


def test_dates_have_the_room_that_the_language_needs(grid: Grid, session: Session) -> None:
    column = grid.rows.column_of("finish")
    english = grid.columnWidth(column)
    session.set_language(Language.KK)
    kazakh = grid.columnWidth(column)
    session.set_language(Language.EN)
    assert kazakh > 1.5 * english
    assert grid.columnWidth(column) == english


def test_the_name_takes_what_the_other_columns_leave(grid: Grid, page: TimelinePage) -> None:
    header = grid.horizontalHeader()
    assert header.length() == grid.viewport().width()
    header.resizeSection(grid.rows.column_of("status"), 150)
    assert header.length() == grid.viewport().width()
    name = grid.rows.column_of("name")
    header.resizeSection(name, header.sectionSize(name) + 60)
    assert header.length() == grid.viewport().width()


def test_columns_come_back_as_they_were_left(grid: Grid, session: Session, qtbot: QtBot) -> None:
    header = grid.horizontalHeader()
    side, status = grid.rows.column_of("side"), grid.rows.column_of("status")
    header.setSectionHidden(side, False)
    header.moveSection(header.visualIndex(status), 1)
    header.resizeSection(status, 177)
    other = TimelinePage(session, LIGHT)
    qtbot.addWidget(other)
    other.grid.columns.restore_state(grid.columns.save_state())
    restored = other.grid.horizontalHeader()
    assert not restored.isSectionHidden(side)
    assert restored.visualIndex(status) == 1
    assert restored.sectionSize(status) == 177
    for nonsense in (b"", b"{", b'{"columns": [3]}', b'{"columns": [{"field": "gone"}]}'):
        other.grid.columns.restore_state(nonsense)
    assert restored.sectionSize(status) == 177


def test_the_columns_menu_hides_all_but_the_name(grid: Grid) -> None:
    actions = {action.text(): action for action in grid.columns.menu(grid).actions()}
    assert not actions["Name"].isEnabled()
    assert actions["Status"].isChecked()
    actions["Status"].setChecked(False)
    assert grid.isColumnHidden(grid.rows.column_of("status"))


def test_sorted_rows_have_no_outline_to_fold(grid: Grid, session: Session) -> None:
    session.set_query(Query(sorts=(Sort("name"),)))
    line = names(session).index("Launch")
    go(grid, line, "name")
    press(K.Key_Left)
    assert len(session.rows) == len([row for row in ROWS if row.table in ("projects", "items")])


def test_a_grid_out_of_sight_follows_and_never_leads(
    grid: Grid, session: Session, page: TimelinePage, qtbot: QtBot
) -> None:
    register = RegisterPage(session, LIGHT)
    qtbot.addWidget(register)
    go(grid, 5, "name")
    assert place(register.grid)[0] == 5
    press(K.Key_Delete)
    assert session.current == IDEA
    assert (place(grid)[0], place(register.grid)[0]) == (5, 5)
    session.workspace.undo()
    session.set_expanded(LAUNCH, False)
    assert session.current == IDEA
    assert (place(grid)[0], place(register.grid)[0]) == (4, 4)


def test_a_step_by_the_program_selects_alone_whatever_key_is_held(
    grid: Grid, session: Session, qtbot: QtBot
) -> None:
    grid.go_to(1, 0)
    # A key that the system reports as held while nobody uses it here.
    qtbot.keyPress(grid, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    try:
        grid.go_to(3, 0)
        assert len(session.selected) == 1
    finally:
        qtbot.keyRelease(grid, Qt.Key.Key_Shift)
