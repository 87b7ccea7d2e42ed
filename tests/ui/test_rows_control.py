"""Filter, groups, sorts, search and row height, driven in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tracker.domain.model import Side
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.domain.status import Status
from tracker.ui.check_list import CheckList
from tracker.ui.filter_popup import FilterPopup
from tracker.ui.main_window import MainWindow
from tracker.workspace.filters import RowFilter
from tracker.workspace.grouping import GroupRow
from tracker.workspace.query import Grouping, Query, Sort

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shown(window: MainWindow) -> MainWindow:
    """The window with the sample: every side, several bodies, all kinds of rows."""
    window.files.open_sample()
    window.resize(1600, 900)
    QApplication.processEvents()
    return window


@pytest.fixture
def popup(shown: MainWindow, qtbot: QtBot) -> FilterPopup:
    qtbot.mouseClick(shown.toolbar.filter, Qt.MouseButton.LeftButton)
    found = shown.findChild(FilterPopup)
    assert found is not None and found.isVisible()
    return found


def query(window: MainWindow) -> Query:
    assert window.session is not None
    return window.session.query


def click(qtbot: QtBot, checks: CheckList, text: str) -> None:
    (item,) = checks.findItems(text, Qt.MatchFlag.MatchExactly)
    at = checks.visualItemRect(item).center()
    qtbot.mouseClick(checks.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_what_is_ticked_shows_at_once_and_is_told(
    shown: MainWindow, popup: FilterPopup, qtbot: QtBot
) -> None:
    click(qtbot, popup.lists["statuses"], "Overdue")
    click(qtbot, popup.lists["statuses"], "Planned")
    assert query(shown).filter == RowFilter(statuses=frozenset({Status.OVERDUE, Status.PLANNED}))
    assert shown.toolbar.filter.text().strip() == "1 filter"
    assert [chip.objectName() for chip in shown.filter_bar.chips] == ["statuses", "clear"]
    assert shown.filter_bar.chips[0].text() == "Status: Planned, Overdue"
    click(qtbot, popup.lists["statuses"], "Planned")
    assert shown.filter_bar.chips[0].text() == "Status: Overdue"


def test_the_filter_by_keyboard_alone(shown: MainWindow, popup: FilterPopup) -> None:
    assert popup.lists["statuses"].hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert query(shown).filter.statuses == frozenset({Status.IN_PROGRESS})
    press(Qt.Key.Key_Tab)
    assert popup.lists["sides"].hasFocus()
    press(Qt.Key.Key_Space)
    assert query(shown).filter.sides == frozenset({Side.KZ})
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert shown.grid.hasFocus()


def test_a_period_is_typed_in_any_spelling(shown: MainWindow, popup: FilterPopup) -> None:
    popup.period.line.setFocus()
    type_text("IV кв. 2026")
    assert query(shown).filter.period == Period.quarter(2026, 4)
    sheet = popup.period.popup
    assert sheet is not None and sheet.isVisible()
    type_text("x")
    assert query(shown).filter.period is None
    press(Qt.Key.Key_Return)
    assert not popup.isVisible()


def test_a_click_elsewhere_puts_the_filter_away(
    shown: MainWindow, popup: FilterPopup, qtbot: QtBot
) -> None:
    viewport = shown.chart.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(5, viewport.height() - 5))
    assert not popup.isVisible()
    shown.commands["filter"].trigger()
    assert shown.rows_control._popup is not None


def test_chips_take_conditions_off(shown: MainWindow, qtbot: QtBot) -> None:
    asked = RowFilter(
        statuses=frozenset({Status.OVERDUE, Status.DONE, Status.PLANNED}),
        sides=frozenset({Side.KZ}),
    )
    shown.rows_control.arranging.filter_by(asked)
    names = [chip.text() for chip in shown.filter_bar.chips]
    assert names == ["Status: Done +2", "Side: Kazakhstan", "Clear the filter"]
    qtbot.mouseClick(shown.filter_bar.chips[0], Qt.MouseButton.LeftButton)
    assert query(shown).filter == RowFilter(sides=frozenset({Side.KZ}))
    qtbot.mouseClick(shown.filter_bar.chips[-1], Qt.MouseButton.LeftButton)
    assert not query(shown).filter
    assert not shown.filter_bar.isVisible()
    assert not shown.commands["clear-filter"].isEnabled()


def test_clear_in_the_panel(shown: MainWindow, popup: FilterPopup, qtbot: QtBot) -> None:
    click(qtbot, popup.lists["kinds"], "Milestone")
    popup.period.begin_with("2026")
    assert query(shown).filter.period == Period.year(2026)
    qtbot.mouseClick(popup.clear, Qt.MouseButton.LeftButton)
    assert not query(shown).filter
    assert popup.lists["kinds"].chosen == frozenset()
    assert popup.period.text == ""


def test_the_shown_are_counted_without_headings(shown: MainWindow) -> None:
    assert shown.session is not None
    _, whole = shown.session.counts
    shown.commands["group-side"].trigger()
    assert shown.session.counts == (whole, whole)
    shown.rows_control.arranging.filter_by(RowFilter(sides=frozenset({Side.KZ})))
    count, _ = shown.session.counts
    assert 0 < count < whole
    assert shown.status._shown.text().startswith(f"{count} of {whole}")


def test_groups_from_the_menu_are_ticked_and_named(shown: MainWindow) -> None:
    shown.commands["group-status"].trigger()
    assert query(shown).group is Grouping.STATUS
    assert shown.commands["group-status"].isChecked()
    assert shown.toolbar.group.text().strip() == "Group: Status"
    shown.commands["group-none"].trigger()
    assert shown.toolbar.group.text().strip() == "Group"


def test_sorts_from_the_menu(shown: MainWindow) -> None:
    assert not shown.commands["sort-downwards"].isEnabled()
    shown.commands["sort-finish"].trigger()
    assert query(shown).sorts == (Sort("finish"),)
    shown.commands["sort-downwards"].trigger()
    assert query(shown).sorts == (Sort("finish", descending=True),)
    shown.commands["sort-name"].trigger()
    assert query(shown).sorts == (Sort("name", descending=True),)
    assert shown.commands["sort-name"].isChecked()
    assert not shown.commands["sort-finish"].isChecked()
    shown.commands["sort-file"].trigger()
    assert query(shown).sorts == ()


def test_folding_by_levels(shown: MainWindow) -> None:
    session = shown.session
    assert session is not None
    whole = len(session.rows)
    shown.commands["level-1"].trigger()
    assert {row.depth for row in session.rows} == {0}
    shown.commands["level-2"].trigger()
    assert max(row.depth for row in session.rows) == 1
    shown.commands["unfold-all"].trigger()
    assert len(session.rows) == whole
    shown.commands["fold-all"].trigger()
    assert {row.depth for row in session.rows} == {0}
    shown.commands["group-side"].trigger()
    shown.commands["fold-all"].trigger()
    assert all(isinstance(row, GroupRow) for row in session.rows)
    shown.commands["level-1"].trigger()
    assert {row.depth for row in session.rows} == {-1, 0}


def test_enter_goes_from_match_to_match(shown: MainWindow, qtbot: QtBot) -> None:
    session, search = shown.session, shown.toolbar.search
    assert session is not None
    shown.find_rows()
    qtbot.keyClicks(search, "launch")
    press(Qt.Key.Key_Return)
    matches = [row.key for row in session.rows if session.finds(row)]
    assert len(matches) > 1
    assert session.current == matches[0]
    press(Qt.Key.Key_Return)
    assert session.current == matches[1]
    press(Qt.Key.Key_Return, SHIFT)
    press(Qt.Key.Key_Return, SHIFT)
    assert session.current == matches[-1]
    assert search.hasFocus()
    shown.commands["find-next"].trigger()
    assert session.current == matches[0]
    press(Qt.Key.Key_Down)
    assert shown.grid.hasFocus()


def test_rows_are_found_with_every_letter(shown: MainWindow, qtbot: QtBot) -> None:
    """Not only when the typing pauses, once the rows have been read in idle time."""
    session = shown.session
    assert session is not None
    qtbot.waitUntil(lambda: session.searches_at_once)
    shown.find_rows()
    counts = [len(session.rows)]
    for end in range(1, len("launch") + 1):
        type_text("launch"[end - 1])
        assert session.query.text == "launch"[:end]
        assert any(session.finds(row) for row in session.rows)
        counts.append(len(session.rows))
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0]
    press(Qt.Key.Key_Backspace)
    assert (session.query.text, len(session.rows)) == ("launc", counts[-2])
    press(Qt.Key.Key_Return)
    assert session.shows_all


def test_what_is_found_is_marked_and_told(shown: MainWindow) -> None:
    """In the cell where it is there, else in the status bar and a tool tip: here, in a body."""
    session, grid = shown.session, shown.grid
    assert session is not None
    shown.find_rows()
    type_text("launch")
    press(Qt.Key.Key_Return)
    mark = shown.appearance.theme.bar.fill
    name = grid.rows.column_of("name")

    def marked(key: RowKey | None) -> bool:
        place = session.place(key)
        assert place is not None
        cell = grid.visualRect(grid.rows.index(grid.rows.line_of(place), name))
        image = grid.viewport().grab(cell).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return any(image.pixelColor(*point) == mark for point in points)

    assert marked(session.current)
    shown.find_rows()
    type_text("ikki tomonlama")
    press(Qt.Key.Key_Return)
    assert not marked(session.current)
    found_in = "Found in: Responsible"
    assert session.where_found(session.current) == found_in
    labels = [label.text() for label in shown.statusBar().findChildren(QLabel)]
    assert f"1 selected · {found_in}" in labels
    place = session.place(session.current)
    assert place is not None
    index = grid.rows.index(grid.rows.line_of(place), name)
    assert found_in in index.data(Qt.ItemDataRole.ToolTipRole)
    shown.toolbar.search.clear_search()
    assert session.where_found(session.current) == ""
    assert found_in not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_search_dims_or_hides(shown: MainWindow, qtbot: QtBot) -> None:
    session, search = shown.session, shown.toolbar.search
    assert session is not None
    whole = len(session.rows)
    shown.find_rows()
    qtbot.keyClicks(search, "launch")
    press(Qt.Key.Key_Return)
    assert len(session.rows) < whole
    assert not any(session.dims(row) for row in session.rows)
    shown.commands["search-dims"].trigger()
    assert len(session.rows) == whole
    dimmed = [row for row in session.rows if session.dims(row)]
    assert 0 < len(dimmed) < whole
    light = shown.grid.viewport().grab().toImage()
    places = shown.chart._states().dimmed
    assert places
    search.clear_search()
    assert not any(session.dims(row) for row in session.rows)
    assert shown.grid.viewport().grab().toImage() != light


def test_nothing_found_is_told(shown: MainWindow, qtbot: QtBot) -> None:
    shown.commands["search-dims"].trigger()
    shown.find_rows()
    qtbot.keyClicks(shown.toolbar.search, "no such thing anywhere")
    press(Qt.Key.Key_Return)
    assert shown.messages.isVisible()


def test_compact_rows_in_grid_chart_and_register(shown: MainWindow) -> None:
    geometry = shown.grid._geometry
    comfortable = geometry.height
    shown.commands["rows-compact"].trigger()
    assert geometry.height == round(comfortable * 26 / 32)
    assert shown.grid.rowHeight(0) == geometry.height
    shown.show_page("register")
    assert shown.grid.rowHeight(0) == geometry.height
    assert shown.settings.compact_rows
    shown.commands["rows-compact"].trigger()
    assert shown.grid.rowHeight(0) == round(comfortable * 30 / 32)


def test_each_file_comes_back_as_it_was_left(shown: MainWindow) -> None:
    session = shown.session
    assert session is not None
    path = session.workspace.path
    asked = RowFilter(sides=frozenset({Side.KZ}))
    shown.commands["group-sector"].trigger()
    shown.rows_control.arranging.filter_by(asked)
    shown.files.close()
    assert shown.toolbar.search.text() == ""
    shown.files.open_path(path)
    assert query(shown).group is Grouping.SECTOR
    assert query(shown).filter == asked
    assert shown.filter_bar.isVisible()


def test_what_arranges_is_named_in_every_language(shown: MainWindow) -> None:
    from tracker.language import Language

    shown.rows_control.arranging.filter_by(RowFilter(sides=frozenset({Side.KZ})))
    texts = set()
    for language in Language:
        shown.choose_language(language)
        texts.add(shown.filter_bar.chips[0].text())
        QApplication.processEvents()
    assert len(texts) == 4
    assert isinstance(shown.filter_bar.chips[-1], QPushButton)
