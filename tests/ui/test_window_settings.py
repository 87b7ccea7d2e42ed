"""The window in four languages and two themes, and what it remembers from one start to the next."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.windows import name_of_launch, press, status_texts
from tracker.language import Language, translator
from tracker.paper.theme import DARK, LIGHT
from tracker.ui.main_window import MainWindow
from tracker.ui.settings import ThemeChoice
from tracker.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


# -- language and theme ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_every_part_speaks_the_chosen_language(opened: MainWindow, language: Language) -> None:
    opened.choose_language(language)
    texts = translator(language)
    assert opened.session is not None and opened.session.language is language
    assert texts.text("All changes saved") in status_texts(opened)
    assert opened.commands["today"].text() == texts.text("Today")
    assert {menu.title() for menu in opened.commands.menus("file")} == {texts.text("File")}
    assert opened.toolbar.search.placeholderText() == texts.text("Search rows and sources")
    assert opened.toolbar.zoom.findChild(QToolButton).text() == texts.text("Quarter")
    for other in set(Language) - {language}:
        assert not opened.commands[f"language-{other}"].isChecked()


@pytest.mark.parametrize(
    ("language", "cancel"),
    [(Language.EN, "Cancel"), (Language.RU, "Отмена"), (Language.UZ, "Bekor qilish")],
)
def test_qts_own_buttons_speak_it_too(opened: MainWindow, language: Language, cancel: str) -> None:
    opened.choose_language(language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert [button.text().replace("&", "") for button in box.buttons()] == [cancel]


def test_the_chosen_language_and_theme_are_remembered(
    opened: MainWindow, open_window: OpenWindow
) -> None:
    opened.commands["language-kk"].trigger()
    opened.commands["theme-dark"].trigger()
    opened.close()
    again = open_window()
    assert again.texts.language is Language.KK
    assert again.appearance.theme is DARK
    assert again.commands["theme-dark"].isChecked()


def test_the_theme_changes_live_in_every_part(opened: MainWindow, qapp: QApplication) -> None:
    opened.choose_theme(ThemeChoice.LIGHT)
    assert qapp.palette().window().color() == LIGHT.win
    light = opened.grab().toImage()
    opened.choose_theme(ThemeChoice.DARK)
    assert qapp.palette().window().color() == DARK.win
    assert opened.chart.theme is DARK
    dark = opened.grab().toImage()
    for x, y in ((4, 4), (opened.width() // 2, 300), (opened.width() - 4, 300), (4, 895)):
        y = min(y, opened.height() - 4)
        assert light.pixelColor(x, y).lightness() > 128 > dark.pixelColor(x, y).lightness()


# -- what is remembered ----------------------------------------------------------------------------


def test_size_and_columns_are_remembered(
    opened: MainWindow, open_window: OpenWindow, portfolio_file: Path
) -> None:
    opened.resize(1100, 765)
    header = opened.grid.horizontalHeader()
    column = opened.grid.rows.column_of("status")
    header.setSectionHidden(column, True)
    opened.close()
    again = open_window()
    again.files.open_path(portfolio_file)
    assert again.height() == 765
    assert again.grid.horizontalHeader().isSectionHidden(column)


def test_closing_a_file_gives_it_free_and_shows_the_welcome(
    opened: MainWindow, qtbot: QtBot, portfolio_file: Path
) -> None:
    press(qtbot, opened, Key.Key_W, CONTROL)
    assert opened.session is None
    assert opened.welcome.isVisible()
    assert opened.windowTitle() == "Cooperation Tracker"
    assert opened.settings.last_file is None
    with Workspace.open(portfolio_file, user="other") as other:
        assert not other.read_only


def test_what_another_program_wrote_is_shown_when_the_window_is_used_again(
    opened: MainWindow, portfolio_file: Path
) -> None:
    with closing(sqlite3.connect(portfolio_file)) as connection, connection:
        connection.execute("UPDATE items SET name_en = 'Written outside' WHERE id = 2")
    QApplication.sendEvent(opened, QEvent(QEvent.Type.WindowActivate))
    assert name_of_launch(opened) == "Written outside"
