"""The what-if in the window: its banner, its keys, and the scenarios in their menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.windows import LAUNCH, press
from tracker.domain.foresight import foreseen
from tracker.domain.moving import Span
from tracker.domain.period import Period
from tracker.language import Language
from tracker.ui.main_window import MainWindow
from tracker.ui.name_popup import NamePopup
from tracker.ui.session import Session
from tracker.ui.whatif.commands import SCENARIOS
from tracker.ui.whatif.compare import CompareForecasts

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(opened: MainWindow) -> MainWindow:
    opened.show_page("timeline")
    session_of(opened).forecasting.start()
    QApplication.processEvents()
    return opened


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def suppose(window: MainWindow, item_id: int = LAUNCH.id, year: int = 2029) -> None:
    span = Span(None, Period.year(year))
    session_of(window).what_if.suppose([(item_id, span)])


def menu(window: MainWindow) -> QMenu:
    found = next(iter(window.commands.menus(SCENARIOS)))
    found.aboutToShow.emit()
    return found


def choose(window: MainWindow, text: str) -> None:
    next(action for action in menu(window).actions() if action.text() == text).trigger()


def entries(window: MainWindow) -> dict[str, bool]:
    return {action.text(): action.isEnabled() for action in menu(window).actions() if action.text()}


def keep(window: MainWindow, qtbot: QtBot, name: str) -> NamePopup:
    window.what_if.bar.keep.click()
    (popup,) = (found for found in window.findChildren(NamePopup) if found.isVisible())
    popup.line.setText(name)
    qtbot.keyClick(popup.line, K.Key_Return)
    return popup


def test_f8_begins_it_and_esc_forgets_it(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.what_if.bar
    assert bar.isHidden()
    press(qtbot, window, K.Key_F8)
    assert not bar.isHidden() and "Nothing is written" in bar.said
    suppose(window)
    assert bar.said == "What if Other dates are supposed of 1 row. Nothing is written."
    window.show_page("register")
    assert not bar.isHidden()
    press(qtbot, window, K.Key_Escape)
    assert bar.isHidden() and not session_of(window).what_if.is_on


def test_the_tool_bar_has_a_button_for_it(window: MainWindow, qtbot: QtBot) -> None:
    button = window.toolbar.what_if
    assert button.isVisible()
    assert button.accessibleName().strip() == "What if"
    assert "F8" in button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session_of(window).what_if.is_on
    assert button.property("active") == "true"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not session_of(window).what_if.is_on
    assert button.property("active") == "false"


def test_ctrl_z_takes_back_what_was_supposed_last(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, K.Key_F8)
    before = len(list(session_of(window).workspace.history()))
    suppose(window)
    press(qtbot, window, K.Key_Z, CONTROL)
    assert not session_of(window).what_if.moves
    press(qtbot, window, K.Key_Y, CONTROL)
    assert set(session_of(window).what_if.moves) == {LAUNCH.id}
    assert len(list(session_of(window).workspace.history())) == before


def test_nothing_on_paper_says_what_is_only_supposed(window: MainWindow) -> None:
    made = ("export", "print", "passport", "save-picture", "import")
    assert all(window.commands[each].isEnabled() for each in made)
    window.commands["what-if"].trigger()
    assert not any(window.commands[each].isEnabled() for each in made)
    window.commands["what-if"].trigger()
    assert all(window.commands[each].isEnabled() for each in made)


def test_what_was_forgotten_can_be_brought_back(window: MainWindow) -> None:
    window.commands["what-if"].trigger()
    suppose(window)
    window.what_if.bar.leave.click()
    (button,) = (
        each
        for each in window.messages.findChildren(type(window.what_if.bar.leave))
        if each.text() == "Bring it back"
    )
    button.click()
    assert set(session_of(window).what_if.moves) == {LAUNCH.id}


def test_a_scenario_is_kept_shown_renamed_and_deleted(window: MainWindow, qtbot: QtBot) -> None:
    session = session_of(window)
    assert entries(window)["Keep as a scenario…"] is False
    window.commands["what-if"].trigger()
    suppose(window)
    keep(window, qtbot, "Late & later")
    assert [each.name for each in session.portfolio.scenarios] == ["Late & later"]
    assert window.what_if.bar.leave.text() == "Leave (Esc)"
    window.what_if.bar.leave.click()
    choose(window, "Late && later")
    assert "Late & later" in window.what_if.bar.said
    assert set(session.what_if.moves) == {LAUNCH.id}
    choose(window, "Rename “Late && later”…")
    (popup,) = (found for found in window.findChildren(NamePopup) if found.isVisible())
    popup.line.setText("Later")
    qtbot.keyClick(popup.line, K.Key_Return)
    assert [each.name for each in session.portfolio.scenarios] == ["Later"]
    assert session.workspace.on_hold
    choose(window, "Delete “Later”")
    assert not list(session.portfolio.scenarios)
    assert not session.what_if.is_on and not session.workspace.on_hold


def test_a_name_that_is_taken_is_refused_with_the_reason(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["what-if"].trigger()
    suppose(window)
    keep(window, qtbot, "Late")
    session_of(window).what_if.begin()
    suppose(window, year=2030)
    popup = keep(window, qtbot, "Late")
    assert popup.isVisible()
    assert any("already" in text for text in window.messages.texts_shown())
    assert set(session_of(window).what_if.moves) == {LAUNCH.id}
    popup.done()


@pytest.mark.parametrize("language", list(Language))
def test_what_changes_is_listed_in_every_language(
    window: MainWindow, qtbot: QtBot, language: Language
) -> None:
    window.choose_language(language)
    window.commands["what-if"].trigger()
    suppose(window)
    session = session_of(window)
    dialog = CompareForecasts(window, session, window.texts, window.appearance.theme)
    qtbot.addWidget(dialog)
    row = session.portfolio.items[LAUNCH.id]
    known = foreseen(session.portfolio, row, session.status_date)
    assert known is not None and known.is_supposed
    names = [dialog.list.item(place, 0).text() for place in range(dialog.list.rowCount())]
    assert row.name.best(language) in names
    assert "2029" in dialog.list.item(names.index(row.name.best(language)), 2).text()


def test_an_empty_file_has_a_what_if_too(window: MainWindow) -> None:
    session = session_of(window)
    keys = [found.key for found in session.rows if found.depth == 0]
    from tracker.workspace import operations

    operations.delete_rows(session.workspace, rows=keys)
    window.commands["what-if"].trigger()
    assert session.what_if.is_on
    assert not window.what_if.bar.keep.isEnabled()
    window.what_if.bar.leave.click()
    assert not session.what_if.is_on


def test_closing_the_file_leaves_it(window: MainWindow) -> None:
    window.commands["what-if"].trigger()
    suppose(window)
    window.files.close()
    assert window.what_if.bar.isHidden()


def test_the_tool_bar_has_room_for_it_in_every_language(window: MainWindow) -> None:
    window.resize(1600, 800)
    for language in (*Language, Language.RU):
        window.choose_language(language)
        QApplication.processEvents()
        bar = window.toolbar
        for part in (bar.segments, bar.filter, bar.why, bar.what_if, bar.zoom):
            assert part.width() >= part.sizeHint().width(), (language, part)


def test_a_narrow_window_covers_none_of_its_buttons(window: MainWindow) -> None:
    window.commands["inspector"].setChecked(True)
    window.inspector.show_inspector(True)
    window.resize(1100, 700)
    window.what_if.toggle()
    QApplication.processEvents()
    (inspector,) = window.inspector.parts()
    bar = window.what_if.bar
    for button in (bar.compare, bar.keep, bar.leave):
        at = button.mapTo(window, button.rect().center())
        assert window.childAt(at) is button
    assert inspector.mapTo(window, inspector.rect().topLeft()).y() >= (
        bar.mapTo(window, bar.rect().bottomLeft()).y()
    )
