"""Copy, paste and fill as in a spreadsheet: with real keys and the real clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.grids import cell, go, names, press, type_text
from tracker.domain.fields import FIELD, value_of
from tracker.domain.model import Edge, Item, ItemKind
from tracker.exchange.clipboard_table import TSV_TYPE
from tracker.ui.grid.grid import Grid
from tracker.ui.main_window import MainWindow
from tracker.ui.models.cells import Ink
from tracker.ui.session import Session
from tracker.workspace.expressions import read_expression
from tracker.workspace.filters import RowFilter

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

# The lines of the register, see tests.ui.grids.
CENTER, LAUNCH, TECHNICAL, OPENING, PLANT, HALLS, IDEA = range(7)


@pytest.fixture
def grid(opened: MainWindow) -> Grid:
    opened.show_page("register")
    opened.grid.setFocus()
    QApplication.processEvents()
    return opened.grid


@pytest.fixture
def session(opened: MainWindow) -> Session:
    assert opened.session is not None
    return opened.session


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


@pytest.fixture
def told(session: Session) -> list[str]:
    found: list[str] = []
    session.failed.connect(lambda error: found.append(str(error)))
    return found


def keys(grid: Grid, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    """Press keys as a person does, so that the commands of the window hear them."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def select(grid: Grid, lines: tuple[int, int], first: str, last: str | None = None) -> None:
    """Select cells from the first to the last line and column; the first of all is current."""
    left, right = grid.rows.column_of(first), grid.rows.column_of(last or first)
    grid.go_to(lines[0], left)
    selection = QItemSelection(grid.rows.index(lines[0], left), grid.rows.index(lines[1], right))
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    grid.selectionModel().select(selection, flag)


def put(clipboard: QClipboard, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    clipboard.setMimeData(data)


def steps(session: Session) -> int:
    return sum(1 for _ in session.workspace.history())


# -- copying --------------------------------------------------------------------------------------


def test_a_rectangle_is_copied_as_text_and_as_a_table(grid: Grid, clipboard: QClipboard) -> None:
    select(grid, (CENTER, TECHNICAL), "name", "finish")
    keys(grid, K.Key_C)
    assert clipboard.text().splitlines() == [
        'Center\t""\t""\tH1 2027',
        'Launch\t""\t""\tH1 2027',
        'Technical launch\t""\t""\tQ4 2026',
    ]
    assert clipboard.mimeData().html().count("<tr>") == 3
    assert clipboard.mimeData().hasFormat(TSV_TYPE)


def test_one_cell_is_copied_as_plain_words(grid: Grid, clipboard: QClipboard) -> None:
    go(grid, TECHNICAL, "name")
    keys(grid, K.Key_C)
    assert clipboard.text() == "Technical launch"


def test_hidden_columns_are_not_copied_and_moved_ones_are_where_they_are_seen(
    grid: Grid, clipboard: QClipboard
) -> None:
    header = grid.horizontalHeader()
    for field in ("side", "responsible"):
        header.setSectionHidden(grid.rows.column_of(field), True)
    finish, name = grid.rows.column_of("finish"), grid.rows.column_of("name")
    header.moveSection(header.visualIndex(finish), header.visualIndex(name))
    select(grid, (TECHNICAL, TECHNICAL), "name", "finish")
    keys(grid, K.Key_C)
    assert clipboard.text() == "Q4 2026\tTechnical launch\r\n"


def test_a_formula_is_copied_as_text(grid: Grid, session: Session, clipboard: QClipboard) -> None:
    select(grid, (TECHNICAL, OPENING), "name")
    put(clipboard, '=HYPERLINK("x")\n@SUM(1)\n')
    keys(grid, K.Key_V)
    assert cell(grid, TECHNICAL, "name").text == '=HYPERLINK("x")'
    keys(grid, K.Key_C)
    assert clipboard.text().splitlines() == ['"\'=HYPERLINK(""x"")"', "'@SUM(1)"]
    assert clipboard.mimeData().html().count('<td class="text">') == 2


def test_jobs_are_copied_as_a_number_that_can_be_added_up(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    go(grid, CENTER, "jobs")
    type_text("2900")
    press(K.Key_Return)
    go(grid, CENTER, "jobs")
    keys(grid, K.Key_C)
    assert (cell(grid, CENTER, "jobs").text, clipboard.text()) == ("2,900", "2900")


# -- pasting --------------------------------------------------------------------------------------


def test_one_value_fills_the_selection_in_one_step(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    before = steps(session)
    select(grid, (TECHNICAL, OPENING), "finish")
    put(clipboard, "Q2 2027\r\n")
    keys(grid, K.Key_V)
    assert [cell(grid, line, "finish").text for line in (TECHNICAL, OPENING)] == ["Q2 2027"] * 2
    assert steps(session) == before + 1
    keys(grid, K.Key_Z)
    assert [cell(grid, line, "finish").text for line in (TECHNICAL, OPENING)] == [
        "Q4 2026",
        "H1 2027",
    ]


def test_a_rectangle_goes_from_the_first_cell_on_and_is_selected(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    go(grid, TECHNICAL, "responsible")
    put(clipboard, "Akimat\tQ1 2027\nMTI; Akimat\t2028\n")
    keys(grid, K.Key_V)
    assert [cell(grid, line, "responsible").text for line in (TECHNICAL, OPENING)] == [
        "Akimat",
        "MTI; Akimat",
    ]
    assert [cell(grid, line, "finish").text for line in (TECHNICAL, OPENING)] == ["Q1 2027", "2028"]
    assert len(grid.selectedIndexes()) == 4


def test_html_of_a_spreadsheet_is_read_before_its_text(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    go(grid, TECHNICAL, "name")
    html = "<table><tr><td>two<br>lines</td></tr><tr><td>next</td></tr></table>"
    put(clipboard, "two\nlines\nnext\n", html)
    keys(grid, K.Key_V)
    assert names(session)[TECHNICAL : OPENING + 1] == ["two lines", "next"]


def test_what_is_refused_stays_in_its_cell_and_the_rest_is_taken(
    grid: Grid, session: Session, clipboard: QClipboard, told: list[str]
) -> None:
    go(grid, TECHNICAL, "finish")
    put(clipboard, "31.02.2027\nQ1 2027\n")
    keys(grid, K.Key_V)
    refused = cell(grid, TECHNICAL, "finish")
    assert (refused.text, refused.ink) == ("31.02.2027", Ink.REFUSED)
    assert grid.rows.explanation(grid.rows.index(TECHNICAL, grid.rows.column_of("finish")))
    assert cell(grid, OPENING, "finish").text == "Q1 2027"
    item = session.portfolio.items[2]
    commitment = session.portfolio.commitment_in_force(item, Edge.FINISH)
    assert commitment is not None
    assert commitment.deadline.key == "2026-Q4"
    assert not told


def test_what_a_paste_was_refused_goes_with_its_undo(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    go(grid, TECHNICAL, "finish")
    put(clipboard, "31.02.2027\nQ1 2027\n")
    keys(grid, K.Key_V)
    keys(grid, K.Key_Z)
    assert [cell(grid, line, "finish").text for line in (TECHNICAL, OPENING)] == [
        "Q4 2026",
        "H1 2027",
    ]
    assert not len(session.refusals)


def test_an_undo_of_a_paste_that_was_refused_whole_takes_back_no_other_step(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    go(grid, TECHNICAL, "percent")
    type_text("40")
    press(K.Key_Return)
    go(grid, TECHNICAL, "finish")
    put(clipboard, "31.02.2027\nsoon\n")
    keys(grid, K.Key_V)
    assert len(session.refusals) == 2
    keys(grid, K.Key_Z)
    assert not len(session.refusals)
    assert cell(grid, TECHNICAL, "percent").text == "40"
    keys(grid, K.Key_Z)
    assert cell(grid, TECHNICAL, "percent").text == "–"


def test_a_cell_that_is_worked_out_keeps_what_was_pasted_with_the_reason(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    before = steps(session)
    go(grid, CENTER, "finish")
    put(clipboard, "2030")
    keys(grid, K.Key_V)
    assert cell(grid, CENTER, "finish") == type(cell(grid, CENTER, "finish"))("2030", Ink.REFUSED)
    assert steps(session) == before
    press(K.Key_Delete)
    assert cell(grid, CENTER, "finish").text == "H1 2027"


def test_what_a_cell_shows_already_is_no_edit(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    before = steps(session)
    select(grid, (CENTER, IDEA), "number", "jobs")
    keys(grid, K.Key_C)
    keys(grid, K.Key_V)
    assert steps(session) == before
    assert not len(session.refusals)


def test_a_pasted_kind_makes_room_for_a_pasted_start(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    for field in ("kind", "start"):
        grid.horizontalHeader().setSectionHidden(grid.rows.column_of(field), False)
    columns = [grid.rows.columns[column].field.key for column in grid.many.shown_columns()]
    start, kind = columns.index("start"), columns.index("kind")
    row = [""] * (abs(start - kind) + 1)
    row[start - min(start, kind)], row[kind - min(start, kind)] = "Q1 2026", "Activity"
    wanted = "\t".join(row)
    go(grid, TECHNICAL, columns[min(start, kind)])
    put(clipboard, wanted)
    keys(grid, K.Key_V)
    item = session.portfolio.items[2]
    assert item.kind is ItemKind.ACTIVITY
    assert str(value_of(FIELD["start"], item, session.context)).find("2026") > 0
    assert not len(session.refusals)


def test_below_the_last_row_new_ones_are_made(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    before = steps(session)
    go(grid, IDEA, "name")
    put(clipboard, "Idea of a port\nGreenhouse\nGlass works\n\n")
    keys(grid, K.Key_V)
    assert names(session)[IDEA:] == ["Idea of a port", "Greenhouse", "Glass works"]
    assert steps(session) == before + 1
    keys(grid, K.Key_Z)
    assert names(session)[IDEA:] == ["Idea"]


def test_what_is_refused_of_a_new_row_stays_in_it(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    go(grid, IDEA, "name")
    put(clipboard, "Idea\t\nPort\tMars\n")
    keys(grid, K.Key_V)
    assert names(session)[-1] == "Port"
    assert cell(grid, IDEA + 1, "side").text == "Mars"
    assert cell(grid, IDEA + 1, "side").ink is Ink.REFUSED


@pytest.mark.parametrize(
    ("line", "field", "text"),
    [(IDEA, "finish", "2027\n2028\n"), (CENTER, "source", "a\tb\n")],
)
def test_where_there_is_no_room_nothing_is_pasted_and_it_is_said(
    grid: Grid,
    session: Session,
    clipboard: QClipboard,
    told: list[str],
    line: int,
    field: str,
    text: str,
) -> None:
    before = steps(session)
    go(grid, line, field)
    put(clipboard, text)
    keys(grid, K.Key_V)
    assert steps(session) == before
    assert not len(session.refusals)
    (message,) = told
    assert "Nothing was pasted" in message


def test_an_empty_clipboard_says_so(grid: Grid, clipboard: QClipboard, told: list[str]) -> None:
    go(grid, TECHNICAL, "finish")
    keys(grid, K.Key_V)
    assert told == ["The clipboard holds no text. Copy some cells first."]


def test_a_pattern_that_fits_several_times_is_repeated(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    select(grid, (LAUNCH, HALLS), "percent")
    put(clipboard, "10\n20\n")
    # Five lines take no two-line pattern: it goes from the first one on.
    keys(grid, K.Key_V)
    assert [cell(grid, line, "percent").text for line in (LAUNCH, TECHNICAL, OPENING)] == [
        "10",
        "20",
        "–",
    ]
    select(grid, (LAUNCH, PLANT), "percent")
    keys(grid, K.Key_V)
    assert [cell(grid, line, "percent").text for line in (LAUNCH, TECHNICAL, OPENING)] == [
        "10",
        "20",
        "10",
    ]


def test_cut_copies_and_empties_all_but_the_names(
    grid: Grid, session: Session, clipboard: QClipboard
) -> None:
    before = steps(session)
    select(grid, (TECHNICAL, OPENING), "name", "finish")
    keys(grid, K.Key_X)
    assert "Technical launch" in clipboard.text()
    assert names(session)[TECHNICAL] == "Technical launch"
    assert [cell(grid, line, "finish").text for line in (TECHNICAL, OPENING)] == ["", ""]
    assert steps(session) == before + 1
    keys(grid, K.Key_V)
    assert cell(grid, TECHNICAL, "finish").text == "Q4 2026"


def test_whole_rows_of_the_timeline_go_into_the_current_column(
    opened: MainWindow, session: Session, clipboard: QClipboard
) -> None:
    opened.show_page("timeline")
    grid = opened.grid
    grid.setFocus()
    go(grid, TECHNICAL, "finish")
    press(K.Key_Down, SHIFT)
    put(clipboard, "2029")
    keys(grid, K.Key_V)
    assert [cell(grid, line, "finish").text for line in (TECHNICAL, OPENING)] == ["2029"] * 2


def test_names_pasted_on_the_line_that_ends_the_timeline_make_rows(
    opened: MainWindow, session: Session, clipboard: QClipboard
) -> None:
    opened.show_page("timeline")
    grid = opened.grid
    grid.setFocus()
    assert grid.rows.add_line is not None
    go(grid, grid.rows.add_line, "name")
    put(clipboard, "One\nTwo")
    keys(grid, K.Key_V)
    assert names(session)[-2:] == ["One", "Two"]


# -- filling --------------------------------------------------------------------------------------


def test_fill_down_repeats_the_first_line(grid: Grid, session: Session) -> None:
    before = steps(session)
    select(grid, (TECHNICAL, OPENING), "finish")
    keys(grid, K.Key_D)
    assert cell(grid, OPENING, "finish").text == "Q4 2026"
    assert steps(session) == before + 1


def test_fill_down_of_one_cell_takes_what_is_above_it(grid: Grid) -> None:
    go(grid, OPENING, "finish")
    keys(grid, K.Key_D)
    assert cell(grid, OPENING, "finish").text == "Q4 2026"


def test_what_is_typed_fills_the_selection(grid: Grid, session: Session) -> None:
    before = steps(session)
    select(grid, (TECHNICAL, OPENING), "percent")
    type_text("40")
    keys(grid, K.Key_Return)
    assert grid.cells.editing.editor is None
    assert [cell(grid, line, "percent").text for line in (TECHNICAL, OPENING)] == ["40", "40"]
    assert steps(session) == before + 1


def test_a_marked_choice_fills_the_selection(grid: Grid, session: Session) -> None:
    select(grid, (TECHNICAL, OPENING), "status")
    keys(grid, K.Key_Down, ALT)
    assert grid.cells.editing.popup is not None
    assert grid.cells.editing.popup.has_choice
    keys(grid, K.Key_Return)
    states = {session.portfolio.items[number].state for number in (2, 3)}
    assert len(states) == 1
    assert states != {None}


def test_what_cannot_be_filled_stays_in_every_cell(grid: Grid, session: Session) -> None:
    select(grid, (TECHNICAL, OPENING), "percent")
    type_text("400")
    keys(grid, K.Key_Return)
    assert [cell(grid, line, "percent").ink for line in (TECHNICAL, OPENING)] == [Ink.REFUSED] * 2


# -- keys -----------------------------------------------------------------------------------------


def test_today_is_typed_where_a_day_is_meant_and_nowhere_else(
    grid: Grid, session: Session, told: list[str]
) -> None:
    go(grid, TECHNICAL, "finish")
    keys(grid, K.Key_Semicolon)
    press(K.Key_Return)
    finish = session.portfolio.commitment_in_force(session.portfolio.items[2], Edge.FINISH)
    assert finish is not None
    assert finish.deadline.key == session.workspace.today().isoformat()
    go(grid, TECHNICAL, "name")
    keys(grid, K.Key_Semicolon)
    assert grid.cells.editing.editor is None
    assert len(told) == 1


def test_alt_down_opens_the_choices_and_moves_no_row(grid: Grid, session: Session) -> None:
    before = names(session)
    go(grid, CENTER, "side")
    keys(grid, K.Key_Down, ALT)
    press(K.Key_Return)
    assert session.portfolio.projects[1].side is not None
    assert names(session) == before


def test_space_selects_columns_and_rows(grid: Grid, session: Session) -> None:
    go(grid, TECHNICAL, "finish")
    keys(grid, K.Key_Space)
    assert {index.column() for index in grid.selectedIndexes()} == {grid.rows.column_of("finish")}
    assert len(grid.selectedIndexes()) == len(session.rows)
    go(grid, TECHNICAL, "finish")
    keys(grid, K.Key_Space, SHIFT)
    assert {index.row() for index in grid.selectedIndexes()} == {TECHNICAL}


def test_shift_enter_accepts_and_goes_up(grid: Grid) -> None:
    go(grid, OPENING, "percent")
    type_text("5")
    press(K.Key_Return, SHIFT)
    assert cell(grid, OPENING, "percent").text == "5"
    assert grid.currentIndex().row() == TECHNICAL


def test_a_space_with_shift_is_typed_in_an_editor(grid: Grid, session: Session) -> None:
    go(grid, TECHNICAL, "name")
    type_text("A")
    keys(grid, K.Key_Space, SHIFT)
    assert grid.cells.editing.editor is not None
    type_text("b")
    press(K.Key_Return)
    item = session.portfolio.items[2]
    assert isinstance(item, Item)
    assert item.name.en == "A b"


def test_enter_goes_back_to_where_tab_began(grid: Grid) -> None:
    go(grid, TECHNICAL, "finish")
    type_text("Q1 2027")
    for _ in ("forecast", "status", "percent"):
        press(K.Key_Tab)
    type_text("30")
    press(K.Key_Return)
    assert grid.currentIndex() == grid.rows.index(OPENING, grid.rows.column_of("finish"))
    press(K.Key_Tab)
    press(K.Key_Right)
    press(K.Key_Return)
    assert grid.currentIndex().column() != grid.rows.column_of("finish")


def test_enter_and_tab_go_round_in_what_is_selected(grid: Grid, session: Session) -> None:
    """A block is typed without leaving it, as in a spreadsheet."""
    select(grid, (TECHNICAL, OPENING), "percent")
    before = len(grid.selectedIndexes())
    for text in ("10", "20", "30"):
        type_text(text)
        press(K.Key_Return)
    assert [cell(grid, line, "percent").text for line in (TECHNICAL, OPENING)] == ["30", "20"]
    assert grid.currentIndex().row() == OPENING
    assert len(grid.selectedIndexes()) == before, "all of it stays selected"
    select(grid, (TECHNICAL, OPENING), "responsible", "finish")
    around = []
    for _ in range(4):
        press(K.Key_Tab)
        around.append(grid.currentIndex())
    first, second = grid.rows.column_of("responsible"), grid.rows.column_of("finish")
    places = ((TECHNICAL, second), (OPENING, first), (OPENING, second), (TECHNICAL, first))
    assert around == [grid.rows.index(*place) for place in places]
    press(K.Key_Return, SHIFT)
    assert grid.currentIndex() == grid.rows.index(OPENING, second), "from the first to the last"


def test_the_key_of_the_window_adds_to_what_is_there(grid: Grid) -> None:
    go(grid, TECHNICAL, "name")
    keys(grid, K.Key_F2, Qt.KeyboardModifier.NoModifier)
    type_text("!")
    press(K.Key_Return)
    assert cell(grid, TECHNICAL, "name").text == "Technical launch!"


def test_hidden_columns_are_passed_over_within_a_selection(grid: Grid) -> None:
    for key in ("forecast", "status"):
        grid.horizontalHeader().setSectionHidden(grid.rows.column_of(key), True)
    select(grid, (TECHNICAL, TECHNICAL), "finish", "percent")
    press(K.Key_Tab)
    assert grid.currentIndex().column() == grid.rows.column_of("percent")


def test_delete_empties_all_but_the_names(grid: Grid, session: Session, told: list[str]) -> None:
    before = steps(session)
    select(grid, (TECHNICAL, OPENING), "name", "finish")
    press(K.Key_Delete)
    assert names(session)[TECHNICAL : OPENING + 1] == ["Technical launch", "Official opening"]
    assert [cell(grid, line, "finish").text for line in (TECHNICAL, OPENING)] == ["", ""]
    assert steps(session) == before + 1
    assert not told
    go(grid, TECHNICAL, "name")
    press(K.Key_Delete)
    assert told == ["A row needs a name. To remove the row, delete it."]


def test_a_row_is_never_of_no_kind(grid: Grid, session: Session, told: list[str]) -> None:
    grid.horizontalHeader().setSectionHidden(grid.rows.column_of("kind"), False)
    before = steps(session)
    go(grid, TECHNICAL, "kind")
    press(K.Key_Delete)
    assert told == ["A row is a phase, an activity or a milestone. Choose which of them."]
    press(K.Key_Backspace)
    press(K.Key_Return)
    assert grid.cells.editing.editor is not None, "what was typed is kept with its reason"
    press(K.Key_Escape)
    assert cell(grid, TECHNICAL, "kind").text == "Milestone"
    assert steps(session) == before


def test_an_empty_kind_among_pasted_cells_leaves_it(
    grid: Grid, session: Session, clipboard: QClipboard, told: list[str]
) -> None:
    """Rows of projects have none, and are pasted over others."""
    grid.horizontalHeader().setSectionHidden(grid.rows.column_of("kind"), False)
    columns = [grid.rows.columns[column].field.key for column in grid.many.shown_columns()]
    row = ["" for _ in columns]
    row[columns.index("name")], row[columns.index("finish")] = "Start", "2030"
    go(grid, TECHNICAL, columns[0])
    put(clipboard, "\t".join(row))
    keys(grid, K.Key_V)
    assert cell(grid, TECHNICAL, "kind").text == "Milestone"
    assert cell(grid, TECHNICAL, "finish").text == "2030"
    assert not told


@pytest.fixture
def filtered(grid: Grid, session: Session) -> Grid:
    """Technical launch, a row of 2026, is left out between Launch and Official opening."""
    where = read_expression("finish: >= 2027", session.translator)
    session.set_query(replace(session.query, filter=RowFilter(where=where)))
    assert names(session) == ["Center", "Launch", "Official opening"]
    return grid


def test_rows_that_a_filter_leaves_out_are_not_written(
    filtered: Grid, session: Session, clipboard: QClipboard
) -> None:
    def percents() -> list[int | None]:
        return [session.portfolio.items[number].percent for number in (1, 2, 3)]

    select(filtered, (LAUNCH, TECHNICAL), "percent")
    put(clipboard, "10\n20\n")
    keys(filtered, K.Key_V)
    assert percents() == [10, None, 20]
    type_text("30")
    keys(filtered, K.Key_Return)
    assert percents() == [30, None, 30]
    go(filtered, LAUNCH, "percent")
    type_text("40")
    press(K.Key_Return)
    select(filtered, (LAUNCH, TECHNICAL), "percent")
    keys(filtered, K.Key_D)
    assert percents() == [40, None, 40]
    press(K.Key_Delete)
    assert percents() == [None, None, None]


def test_rows_pasted_below_filtered_ones_are_new(
    filtered: Grid, session: Session, clipboard: QClipboard
) -> None:
    go(filtered, TECHNICAL, "name")
    put(clipboard, "Opening\nTest run\n")
    keys(filtered, K.Key_V)
    assert {item.name.en for item in session.portfolio.items} == {
        "Launch",
        "Technical launch",
        "Opening",
        "Halls",
        "Test run",
    }


def test_control_and_an_arrow_go_to_the_edge_of_what_is_filled(grid: Grid) -> None:
    def current() -> tuple[int, str]:
        index = grid.currentIndex()
        return index.row(), grid.rows.columns[index.column()].field.key

    go(grid, CENTER, "value")
    keys(grid, K.Key_Down)
    assert current() == (PLANT, "value"), "over what is empty"
    keys(grid, K.Key_Down)
    assert current() == (IDEA, "value")
    keys(grid, K.Key_Up)
    keys(grid, K.Key_Up)
    assert current() == (CENTER, "value")
    go(grid, CENTER, "name")
    keys(grid, K.Key_Down)
    assert current() == (IDEA, "name"), "to the last that is filled"
    keys(grid, K.Key_Left)
    assert current() == (IDEA, "number")
    keys(grid, K.Key_Left)
    assert current() == (IDEA, "number")


def test_with_shift_the_way_is_selected(grid: Grid) -> None:
    go(grid, CENTER, "name")
    keys(grid, K.Key_Down, CONTROL | SHIFT)
    keys(grid, K.Key_Right, SHIFT)
    assert len(grid.selectedIndexes()) == 2 * (IDEA + 1)
    keys(grid, K.Key_Up, CONTROL | SHIFT)
    assert {index.row() for index in grid.selectedIndexes()} == {CENTER}
