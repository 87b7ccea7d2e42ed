"""The window as a user drives it: with keys and the mouse, file, rows and views."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.grids import names
from tests.ui.windows import LAUNCH, name_of_launch, press, rename, status_texts
from tracker.domain.errors import FileError
from tracker.language import Language, translator
from tracker.timeline.scale import Level
from tracker.ui.action_list import ACTIONS
from tracker.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


# -- the welcome screen ----------------------------------------------------------------------------


def test_enter_on_the_first_run_opens_a_copy_of_the_sample(
    window: MainWindow, qtbot: QtBot, home: Path
) -> None:
    press(qtbot, window, Key.Key_Return)
    assert window.session is not None
    path = window.session.workspace.path
    assert path.is_relative_to(home) and path.parent.name == "Cooperation Tracker"
    assert len(window.session.rows) > 50


def test_arrows_go_through_the_ways_to_begin(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(qtbot, window, Key.Key_Down)
    press(qtbot, window, Key.Key_Return)
    assert window.session is not None
    assert window.session.workspace.path == tmp_path / "mine.cotrack"
    assert not window.session.rows


def test_recent_files_are_offered_until_they_are_gone(
    opened: MainWindow, qtbot: QtBot, portfolio_file: Path
) -> None:
    opened.files.close()

    def offered() -> list[QPushButton]:
        buttons = opened.welcome.findChildren(QPushButton)
        return [button for button in buttons if button.text() == portfolio_file.name]

    qtbot.mouseClick(offered()[-1], Qt.MouseButton.LeftButton)
    assert opened.session is not None
    opened.files.close()
    portfolio_file.unlink()
    opened.welcome.set_recent(opened.settings.recent_files)
    qtbot.waitUntil(lambda: not offered())


@pytest.mark.parametrize("language", Language)
def test_the_welcome_screen_speaks_the_language_that_is_clicked(
    window: MainWindow, qtbot: QtBot, language: Language
) -> None:
    (button,) = (
        button
        for button in window.welcome.findChildren(QPushButton)
        if button.text() == language.own_name
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    texts = translator(language)
    shown = {label.accessibleName() for label in window.welcome.findChildren(QPushButton)}
    assert texts.text("Open the sample portfolio") in shown
    assert button.isChecked()
    assert window.settings.language is language


# -- actions ---------------------------------------------------------------------------------------


def test_no_key_does_two_things() -> None:
    counted = Counter(key for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_action_stands_in_a_menu_or_on_a_key(window: MainWindow) -> None:
    for spec in ACTIONS:
        action = window.commands[spec.id]
        in_menu = [
            owner
            for owner in action.associatedObjects()
            if owner.metaObject().className() == "QMenu"
        ]
        assert in_menu or spec.keys, spec.id


def test_without_a_file_only_what_makes_sense_is_offered(window: MainWindow) -> None:
    enabled = {spec.id for spec in ACTIONS if window.commands[spec.id].isEnabled()}
    assert {"new", "open", "open-sample", "quit", "about"} <= enabled
    assert not enabled & {"undo", "export", "delete", "zoom-in", "inspector", "save-copy"}


def test_undo_and_redo_name_the_step_everywhere(opened: MainWindow, qtbot: QtBot) -> None:
    undo, redo = opened.commands["undo"], opened.commands["redo"]
    rename(opened, "Pilot & start")
    assert undo.text() == "Undo: rename “Technical launch”".replace("&", "&&")
    assert undo.toolTip() == "Undo: rename “Technical launch” (Ctrl Z)"
    press(qtbot, opened, Key.Key_Z, CONTROL)
    assert name_of_launch(opened) == "Technical launch"
    assert redo.text() == "Redo: rename “Technical launch”"
    press(qtbot, opened, Key.Key_Y, CONTROL)
    assert name_of_launch(opened) == "Pilot & start"
    assert not redo.isEnabled() and redo.text() == "Redo"
    opened.choose_language(Language.RU)
    assert undo.text().startswith("Отменить: ") and "Technical launch" in undo.text()


def test_an_ampersand_in_a_name_is_no_mnemonic(opened: MainWindow) -> None:
    rename(opened, "R & D")
    rename(opened, "Other")
    assert opened.commands["undo"].text() == "Undo: rename “R && D”"
    assert "R & D" in opened.commands["undo"].toolTip()


def test_row_actions_work_by_key_in_the_rows(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    opened.grid.go_to(3, opened.grid.rows.column_of("name"))
    press(qtbot, opened, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(session)[2:4] == ["Official opening", "Technical launch"]
    press(qtbot, opened, Key.Key_Delete, CONTROL)
    assert "Official opening" not in names(session)
    press(qtbot, opened, Key.Key_Z, CONTROL)
    assert "Official opening" in names(session)


def test_the_menu_opens_by_f10(opened: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        shown.extend(action.text() for action in menu.actions())
        menu.close()

    # The menu has an event loop of its own, in which this comes up.
    QTimer.singleShot(0, look)
    press(qtbot, opened, Key.Key_F10)
    assert shown == ["File", "Edit", "View", "Help"]


# -- views -----------------------------------------------------------------------------------------


def test_views_change_by_key_and_are_remembered(
    opened: MainWindow, qtbot: QtBot, open_window: OpenWindow, portfolio_file: Path
) -> None:
    timeline = opened.grid
    press(qtbot, opened, Key.Key_2, CONTROL)
    assert opened.grid is not timeline
    assert not opened.toolbar.zoom.isVisible()
    opened.close()
    again = open_window()
    again.files.open_path(portfolio_file)
    assert again.commands["view-register"].isChecked()


def test_arrows_move_along_the_views(opened: MainWindow, qtbot: QtBot) -> None:
    first = opened.toolbar.segments.findChildren(QToolButton)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, opened, Key.Key_Right)
    assert opened.commands["view-register"].isChecked()
    press(qtbot, opened, Key.Key_Left)
    assert opened.commands["view-timeline"].isChecked()


def test_selection_is_the_same_in_every_view(opened: MainWindow) -> None:
    session = opened.session
    assert session is not None
    opened.grid.go_to(2, 0)
    opened.show_page("register")
    assert opened.grid.currentIndex().row() == 2
    assert session.current == LAUNCH


def test_zoom_by_key_level_and_slider(opened: MainWindow, qtbot: QtBot) -> None:
    chart, zoom = opened.chart, opened.toolbar.zoom
    zoom._choose(next(each for each in zoom._levels.actions() if each.text() == "Month"))
    qtbot.waitUntil(lambda: chart.scale.px_per_day == pytest.approx(Level.MONTH.px_per_day))
    label = zoom.findChild(QToolButton)
    qtbot.waitUntil(lambda: label.text() == "Month")
    before = chart.scale.px_per_day
    press(qtbot, opened, Key.Key_Minus, CONTROL)
    qtbot.waitUntil(lambda: chart.scale.px_per_day < before)
    zoom._slider.setFocus()
    zoom._slider.setValue(1000)
    qtbot.waitUntil(lambda: chart.level is Level.DAY)


def test_words_become_icons_where_the_window_is_narrow(opened: MainWindow, qtbot: QtBot) -> None:
    button = opened.toolbar.segments.findChildren(QToolButton)[0]
    opened.resize(1600, 900)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextOnly
    opened.resize(1100, 700)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert button.toolTip() == "Timeline (Ctrl 1)"
    assert opened.width() == 1100


# -- search ----------------------------------------------------------------------------------------


def test_search_hides_rows_while_typing(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    everything = names(session)
    press(qtbot, opened, Key.Key_F, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "opening")
    qtbot.waitUntil(lambda: names(session) == ["Center", "Launch", "Official opening"])
    press(qtbot, opened, Key.Key_Escape)
    assert names(session) == everything
    assert QApplication.focusWidget() is opened.grid


def test_a_search_without_a_find_says_so_and_offers_the_way_back(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = opened.session
    assert session is not None
    press(qtbot, opened, Key.Key_F, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "zzz")
    press(qtbot, opened, Key.Key_Return)
    assert opened.messages.texts_shown() == ["No rows match “zzz”."]
    (button,) = opened.messages.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(session.rows) == 7
    assert opened.toolbar.search.text() == ""


def test_a_search_that_was_mistyped_offers_what_was_meant(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    press(qtbot, opened, Key.Key_F, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "openning")
    press(qtbot, opened, Key.Key_Return)
    assert opened.messages.texts_shown() == ["No rows match “openning”. Did you mean opening?"]
    (button,) = opened.messages.findChildren(QPushButton)
    assert button.text() == "Search that"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert names(session) == ["Center", "Launch", "Official opening"]
    assert opened.toolbar.search.text() == "opening"


# -- inspector -------------------------------------------------------------------------------------


def test_the_inspector_is_shown_and_hidden_by_key_and_remembered(
    opened: MainWindow, qtbot: QtBot, open_window: OpenWindow, portfolio_file: Path
) -> None:
    opened.resize(1500, 900)
    assert opened.inspector.isVisible() and 280 <= opened.inspector.width() <= 420
    press(qtbot, opened, Key.Key_I, CONTROL)
    assert not opened.inspector.isVisible()
    opened.close()
    again = open_window()
    again.files.open_path(portfolio_file)
    assert again.inspector.parts() == []


def test_the_inspector_floats_over_a_narrow_window(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(1500, 900)
    wide = opened.chart.width()
    opened.resize(1200, 900)
    (inspector,) = opened.inspector.parts()
    assert not opened.inspector.isVisible()
    qtbot.waitUntil(
        lambda: inspector.mapTo(opened, inspector.rect().topRight()).x() > opened.width() - 5
    )
    assert opened.chart.width() > wide - 300
    opened.resize(1500, 900)
    assert opened.inspector.isVisible() and opened.inspector.parts() == [inspector]


@pytest.mark.parametrize("width", [1500, 1200])
def test_the_inspector_is_put_away_by_its_own_button(
    opened: MainWindow, qtbot: QtBot, width: int
) -> None:
    opened.resize(width, 900)
    (inspector,) = opened.inspector.parts()
    buttons = [each for each in inspector.findChildren(QToolButton) if each.isVisible()]
    (close,) = (each for each in buttons if each.accessibleName() == "Close the inspector")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert opened.inspector.parts() == []
    assert not opened.commands["inspector"].isChecked()
    assert not opened.settings.inspector_shown


def test_f6_goes_round_the_parts(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(1500, 900)

    def part() -> str:
        focused = QApplication.focusWidget()
        assert focused is not None
        parts = {
            "rows": opened.grid,
            "chart": opened.chart,
            "inspector": opened.inspector,
            "tool bar": opened.toolbar,
        }
        return next(n for n, p in parts.items() if p is focused or p.isAncestorOf(focused))

    opened.grid.go_to(2, 0)
    opened.grid.setFocus()
    seen = []
    for _ in range(5):
        seen.append(part())
        press(qtbot, opened, Key.Key_F6)
    assert seen == ["rows", "chart", "inspector", "tool bar", "rows"]
    press(qtbot, opened, Key.Key_F6, SHIFT)
    assert part() == "rows"


# -- status bar ------------------------------------------------------------------------------------


def test_the_status_bar_tells_file_state_and_counts(opened: MainWindow) -> None:
    opened.grid.go_to(2, 0)
    shown = status_texts(opened)
    assert "Portfolio.cotrack" in shown
    assert "All changes saved" in shown
    assert "7 of 7 rows shown" in shown
    assert "1 selected" in shown


def test_a_change_that_could_not_be_saved_is_told_until_one_is(opened: MainWindow) -> None:
    session = opened.session
    assert session is not None

    def full() -> None:
        raise FileError("The disk with “{file}” is full.", file="Portfolio.cotrack")

    assert not session.edit(full)
    assert "The last change was not saved" in status_texts(opened)
    assert opened.messages.texts_shown() == ["The disk with “Portfolio.cotrack” is full."]
    rename(opened, "Pilot")
    assert "All changes saved" in status_texts(opened)


def test_a_refused_text_is_counted_in_the_status_bar(opened: MainWindow, qtbot: QtBot) -> None:
    grid = opened.grid
    index = grid.rows.index(2, grid.rows.column_of("finish"))
    assert not grid.rows.setData(index, "31.02.2026")
    assert "1 cell needs attention" in status_texts(opened)
