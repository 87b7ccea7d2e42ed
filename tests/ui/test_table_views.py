"""The views of the register in its menu: saved, chosen, renamed and deleted by a user."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tracker.language import Language
from tracker.ui.arrange_actions import VIEWS_MENU
from tracker.ui.main_window import MainWindow
from tracker.ui.name_popup import NamePopup
from tracker.workspace.expressions import read_kept
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Query, Sort
from tracker.workspace.views import views_of

K = Qt.Key


@pytest.fixture
def register(opened: MainWindow) -> MainWindow:
    opened.show_page("register")
    QApplication.processEvents()
    return opened


def entries(window: MainWindow) -> dict[str, bool]:
    """What the menu offers, and whether it can be chosen."""
    return {action.text(): action.isEnabled() for action in menu(window).actions() if action.text()}


def menu(window: MainWindow) -> QMenu:
    found = next(iter(window.commands.menus(VIEWS_MENU.id)))
    found.aboutToShow.emit()
    return found


def choose(window: MainWindow, text: str) -> None:
    next(action for action in menu(window).actions() if action.text() == text).trigger()


def popup(window: MainWindow) -> NamePopup:
    (found,) = (found for found in window.findChildren(NamePopup) if found.isVisible())
    return found


def names(window: MainWindow) -> list[str]:
    assert window.session is not None
    return list(views_of(window.session.portfolio))


def save_as(window: MainWindow, name: str) -> None:
    choose(window, "Save as a view…")
    type_text(name)
    press(K.Key_Return)


def arrange(window: MainWindow) -> None:
    assert window.session is not None
    asked = RowFilter(where=read_kept("name: launch"))
    window.session.set_query(Query(filter=asked, sorts=(Sort("finish"),), text="la"))
    header = window.grid.header
    header.moveSection(header.visualIndex(window.grid.rows.column_of("status")), 0)
    header.resizeSection(window.grid.rows.column_of("status"), 190)
    window.grid.columns.freeze(2)


def test_a_view_is_saved_and_chosen_again(register: MainWindow) -> None:
    assert entries(register) == {
        "Views that you save will be listed here": False,
        "Save as a view…": True,
    }
    arrange(register)
    save_as(register, "Launches & co")
    assert names(register) == ["Launches & co"]
    assert register.toolbar.views.text().strip() == "Launches && co"
    kept = register.table_views.current
    assert register.session is not None
    register.session.set_query(Query(text="x"))
    register.grid.columns.lay_out(register.grid.columns.standard_layout)
    (entry,) = (action for action in menu(register).actions() if action.isCheckable())
    assert not entry.isChecked()
    entry.trigger()
    assert register.table_views.current == kept
    assert register.session.query.text == "x", "a search goes on"
    assert register.grid.header.frozen == 2
    (entry,) = (action for action in menu(register).actions() if action.isCheckable())
    assert entry.isChecked()


def test_changes_to_a_view_are_saved_as_one_step(register: MainWindow) -> None:
    save_as(register, "Mine")
    assert entries(register)["Save the changes to “Mine”"] is False
    arrange(register)
    choose(register, "Save the changes to “Mine”")
    assert register.session is not None
    assert views_of(register.session.portfolio)["Mine"] == register.table_views.current
    assert register.commands["undo"].text() == "Undo: save the view “Mine”"
    register.undo()
    assert views_of(register.session.portfolio)["Mine"] != register.table_views.current
    register.undo()
    assert names(register) == []
    assert register.toolbar.views.text().strip() == "Views"


def test_a_name_that_is_taken_is_told(register: MainWindow) -> None:
    save_as(register, "One")
    choose(register, "Save as a view…")
    type_text("One")
    assert popup(register)._note.text() == "The view of this name is replaced."
    press(K.Key_Escape)
    save_as(register, "Two")
    choose(register, "Rename “Two”…")
    assert popup(register).line.selectedText() == "Two"
    type_text("One")
    press(K.Key_Return)
    assert popup(register).isVisible(), "it was refused: another name can be typed"
    assert names(register) == ["One", "Two"]
    type_text("s")
    press(K.Key_Return)
    assert names(register) == ["One", "Ones"]
    assert register.table_views.chosen == "Ones"


def test_a_view_is_deleted_and_brought_back(register: MainWindow) -> None:
    save_as(register, "Mine")
    choose(register, "Delete “Mine”")
    assert names(register) == []
    register.undo()
    assert names(register) == ["Mine"]


@pytest.mark.parametrize("language", Language)
def test_the_menu_speaks_every_language(language: Language, register: MainWindow) -> None:
    save_as(register, "Mine")
    register.choose_language(language)
    texts = list(entries(register))
    assert len(texts) == 5
    if language is not Language.EN:
        assert "Save as a view…" not in texts


def test_where_nothing_can_be_written_views_can_be_chosen(
    register: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    save_as(register, "Mine")
    assert register.session is not None
    monkeypatch.setattr(type(register.session.workspace), "read_only", True)
    assert [text for text, enabled in entries(register).items() if enabled] == ["Mine"]


def test_the_timeline_has_no_views(register: MainWindow) -> None:
    register.show_page("timeline")
    assert not register.toolbar.views.isVisible()
    assert not register.commands["views"].isEnabled()
    assert entries(register) == {}
