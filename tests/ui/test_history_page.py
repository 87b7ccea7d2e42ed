"""The History as a user reads it and goes back by it: with keys, live, in every language."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tests.ui.windows import LAUNCH, name_of_launch, press, rename
from tracker.domain.fields import FIELD
from tracker.domain.model import Names
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.ui.dialogs.restore import RestoreDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.views.history import HistoryPage
from tracker.workspace import Workspace, operations

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def workspace_of(window: MainWindow) -> Workspace:
    assert window.session is not None
    return window.session.workspace


@pytest.fixture
def page(opened: MainWindow, qtbot: QtBot) -> HistoryPage:
    """The History after two steps, the launch renamed and 40 % of it done."""
    rename(opened, "Start")
    operations.set_field(workspace_of(opened), rows=[LAUNCH], field=FIELD["percent"], value=40)
    press(qtbot, opened, Key.Key_3, CONTROL)
    shown = opened.pages[-1]
    assert isinstance(shown, HistoryPage) and QApplication.focusWidget() is shown.table
    return shown


def shown_lines(page: HistoryPage) -> list[tuple[str, ...]]:
    """Row, field, old and new of each line."""
    lines = (page.model.line(row) for row in range(page.model.rowCount()))
    return [page.model.texts(line)[2:6] for line in lines if line is not None]


def return_to(window: MainWindow, qtbot: QtBot) -> None:
    """As a window manager does when a dialog is closed."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def settle(page: HistoryPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.model.is_reading)


def test_it_tells_what_changed_by_day_newest_first(page: HistoryPage) -> None:
    assert shown_lines(page)[:2] == [
        ("Start", "% complete", "", "40"),
        ("Start", "Name in English", "Technical launch", "Start"),
    ]
    assert page.model.line(0) is None, "a day stands above its lines"
    assert page.table.line is page.model.line(1)
    assert "% complete: – → 40" in page.details.values.text()


def test_what_is_done_meanwhile_appears_at_the_top(opened: MainWindow, page: HistoryPage) -> None:
    before = page.table.line
    rename(opened, "Begin")
    assert shown_lines(page)[0] == ("Begin", "Name in English", "Start", "Begin")
    assert shown_lines(page)[1][0] == "Begin", "rows are called what they are called now"
    assert page.table.line is before, "what is being looked at stays"
    days = [row for row in range(page.model.rowCount()) if page.model.line(row) is None]
    assert days == [0]
    opened.undo()
    assert shown_lines(page)[0] == ("Start", "Name in English", "Begin", "Start")


def test_an_old_value_comes_back_by_keys_alone_and_goes_again(
    opened: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    press(qtbot, opened, Key.Key_Down)
    assert page.table.line is not None and page.table.line.part.key == "name_en"
    seen: list[list[str]] = []

    def look(dialog: RestoreDialog) -> None:
        line = dialog.model.line(0)
        assert line is not None
        seen.append(list(dialog.model.texts(line)))
        qtbot.keyClick(dialog, Key.Key_Return)

    in_dialog(RestoreDialog, look)
    press(qtbot, opened, Key.Key_Return)
    assert seen == [["Start", "Name in English", "Start", "Technical launch"]]
    assert name_of_launch(opened) == "Technical launch"
    return_to(opened, qtbot)
    assert page.details.heading.text().startswith("Technical launch")
    press(qtbot, opened, Key.Key_Z, CONTROL)
    assert name_of_launch(opened) == "Start"


def test_looking_at_it_alone_changes_nothing(
    opened: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    entries = len(list(workspace_of(opened).history()))
    in_dialog(RestoreDialog, lambda dialog: qtbot.keyClick(dialog, Key.Key_Escape))
    press(qtbot, opened, Key.Key_Return)
    assert len(list(workspace_of(opened).history())) == entries


def test_a_deleted_row_comes_back(opened: MainWindow, page: HistoryPage, qtbot: QtBot) -> None:
    operations.delete_rows(workspace_of(opened), rows=[LAUNCH])
    page.table.setCurrentIndex(page.model.index(1, 0))
    line = page.table.line
    assert line is not None and line.owner == LAUNCH
    in_dialog(RestoreDialog, lambda dialog: qtbot.keyClick(dialog, Key.Key_Return))
    page.details.row.setFocus()
    press(qtbot, opened, Key.Key_Space)
    assert name_of_launch(opened) == "Start"


def test_what_cannot_come_back_is_told(opened: MainWindow, page: HistoryPage, qtbot: QtBot) -> None:
    operations.delete_rows(workspace_of(opened), rows=[LAUNCH])
    told: list[str] = []
    assert opened.session is not None
    opened.session.failed.connect(lambda error: told.append(str(error)))
    place = next(
        row
        for row in range(page.model.rowCount())
        if (line := page.model.line(row)) is not None and line.part.key == "percent"
    )
    page.table.setCurrentIndex(page.model.index(place, 0))
    press(qtbot, opened, Key.Key_Return)
    assert told == ["“Start” was deleted. Restore the row first; nothing was changed."]


def test_the_whole_file_goes_back_to_a_day_that_is_typed(
    opened: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    page.filter.restore.setFocus()
    press(qtbot, opened, Key.Key_Space)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "2000")
    in_dialog(RestoreDialog, lambda dialog: qtbot.keyClick(dialog, Key.Key_Return))
    qtbot.keyClick(line, Key.Key_Return)
    assert not len(workspace_of(opened).portfolio.projects)
    return_to(opened, qtbot)
    press(qtbot, opened, Key.Key_Z, CONTROL)
    assert name_of_launch(opened) == "Start"


def test_filters_by_keys(opened: MainWindow, page: HistoryPage, qtbot: QtBot) -> None:
    everything = len(shown_lines(page))
    press(qtbot, opened, Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.filter.text
    qtbot.keyClicks(page.filter.text, "technical L")
    qtbot.keyClick(page.filter.text, Key.Key_Return)
    settle(page, qtbot)
    assert ("Start", "Name in English", "Technical launch", "Start") in shown_lines(page)
    assert len(shown_lines(page)) < everything
    page.filter.clear.click()
    settle(page, qtbot)
    assert len(shown_lines(page)) == everything

    page.filter.field.setFocus()
    place = page.filter.field.findData("percent")
    qtbot.keyClicks(page.filter.field, page.filter.field.itemText(place))
    page.filter.field.setCurrentIndex(place)
    page.filter.field.activated.emit(place)
    settle(page, qtbot)
    assert [line[1] for line in shown_lines(page)] == ["% complete"]
    page.filter.clear.click()

    qtbot.keyClicks(page.filter.day.line, "2001")
    qtbot.keyClick(page.filter.day.line, Key.Key_Return)
    settle(page, qtbot)
    assert shown_lines(page) == []
    assert "No change matches" in page.notice.text() and page.notice.isVisible()
    page.filter.clear.click()
    settle(page, qtbot)
    assert not page.notice.isVisible()


def test_it_is_narrowed_to_the_row_that_is_looked_at(
    opened: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    other = RowKey("projects", 1)
    operations.rename(workspace_of(opened), row=other, name=Names(en="Another"))
    press(qtbot, opened, Key.Key_Down)
    assert opened.session is not None and opened.session.current == LAUNCH
    page.filter.only_row.setFocus()
    press(qtbot, opened, Key.Key_Space)
    settle(page, qtbot)
    assert {line[0] for line in shown_lines(page)} == {"Start"}
    opened.session.select([other], other)
    operations.commit_deadline(
        workspace_of(opened), item_id=LAUNCH.id, deadline=Period.quarter(2027, 1)
    )
    assert shown_lines(page)[0][1] == "Finish"
    assert {line[0] for line in shown_lines(page)} == {"Start"}


def test_rows_are_neither_added_nor_deleted_from_here(
    opened: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    before = workspace_of(opened).undo_step
    for key in (Key.Key_Insert, Key.Key_F2, Key.Key_Delete):
        press(qtbot, opened, key)
    press(qtbot, opened, Key.Key_Delete, CONTROL)
    press(qtbot, opened, Key.Key_V, CONTROL)
    press(qtbot, opened, Key.Key_H, CONTROL)
    assert workspace_of(opened).undo_step == before
    for action in ("add-project", "add-row", "delete", "replace"):
        assert not opened.commands[action].isEnabled()
    assert not opened.toolbar.search.isVisible()
    press(qtbot, opened, Key.Key_2, CONTROL)
    assert opened.toolbar.search.isVisible()


def test_the_way_around_by_keys(opened: MainWindow, page: HistoryPage, qtbot: QtBot) -> None:
    press(qtbot, opened, Key.Key_Up)
    assert page.table.line is page.model.line(1), "the day above is passed over"
    press(qtbot, opened, Key.Key_F6)
    assert QApplication.focusWidget() is not page.table
    for _ in range(8):
        press(qtbot, opened, Key.Key_F6)
        if QApplication.focusWidget() is page.table:
            break
    assert QApplication.focusWidget() is page.table


@pytest.mark.parametrize("language", list(Language))
def test_every_language(opened: MainWindow, page: HistoryPage, language: Language) -> None:
    opened.choose_language(language)
    heads = [
        page.model.headerData(column, Qt.Orientation.Horizontal)
        for column in range(page.model.columnCount())
    ]
    assert all(heads) and page.table.accessibleName()
    seen: list[str] = []

    def look(dialog: RestoreDialog) -> None:
        seen.append(dialog.windowTitle())

    in_dialog(RestoreDialog, look)
    page.details.value.click()
    assert len(seen) == 1 and seen[0]


def test_a_file_to_read_only_offers_no_way_back(
    opened: MainWindow, page: HistoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "read_only", property(lambda self: True))
    page.table.setCurrentIndex(page.model.index(2, 0))
    buttons = (page.details.value, page.details.row, page.details.file)
    assert not any(button.isEnabled() for button in buttons)


def test_without_changes_it_says_so(window: MainWindow, qtbot: QtBot, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "empty.cotrack"
    Workspace.create(path, user="tester").close()
    assert window.files.open_path(path)
    window.show_page("history")
    page = cast(HistoryPage, window.pages[-1])
    assert page.notice.isVisible() and "No changes yet" in page.notice.text()
    assert page.table.line is None
