"""What a user does to the window of the program and reads on it, for tests of its parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tracker.domain.model import Names
from tracker.domain.portfolio import RowKey
from tracker.ui.main_window import MainWindow
from tracker.workspace import operations

NONE = Qt.KeyboardModifier.NoModifier
LAUNCH = RowKey("items", 2)


def press(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


def rename(window: MainWindow, name: str) -> None:
    session = window.session
    assert session is not None
    assert session.edit(
        lambda: operations.rename(session.workspace, row=LAUNCH, name=Names(en=name))
    )


def name_of_launch(window: MainWindow) -> str:
    assert window.session is not None
    return window.session.portfolio.items[LAUNCH.id].name.en


def status_texts(window: MainWindow) -> list[str]:
    return [
        label.text()
        for label in window.status.findChildren(QLabel)
        if label.text() and label.isVisible()
    ]
