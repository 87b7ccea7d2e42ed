"""The window of the program, as it stands before a user, on files and settings of the test."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.grids import ROWS
from tracker.language import Language
from tracker.ui.app import dress
from tracker.ui.errors import ErrorReporter
from tracker.ui.i18n import Texts
from tracker.ui.main_window import MainWindow
from tracker.ui.places import log_folder, settings_file
from tracker.ui.settings import Settings
from tracker.ui.style import Appearance
from tracker.workspace import Workspace

DialogT = TypeVar("DialogT", bound=QDialog)
OpenWindow = Callable[[], MainWindow]


def in_dialog(kind: type[DialogT], act: Callable[[DialogT], object]) -> None:
    """Do ``act`` as soon as a dialog of ``kind`` asks; a dialog that is left open is closed."""
    clock = QTimer(QApplication.instance(), interval=5)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            clock.stop()
            clock.deleteLater()
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

    clock.timeout.connect(look)
    clock.start()


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """What a test leaves behind goes after it, not in the midst of a later one's painting."""
    yield
    gc.collect()


@pytest.fixture
def portfolio_file(tmp_path: Path) -> Path:
    """A small file: three projects, one of them with a phase and two milestones."""
    path = tmp_path / "Portfolio.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        workspace.perform("import", lambda repository: [repository.insert(row) for row in ROWS])
    return path


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[OpenWindow]:
    """Opens the window as a start of the program does; what was set before is remembered."""
    before = (qapp.style().objectName(), qapp.font(), QLocale())
    dress(qapp)
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        settings = Settings(settings_file())
        window = MainWindow(
            texts=Texts(settings.language or Language.EN),
            appearance=Appearance(qapp, settings.theme),
            settings=settings,
            reporter=ErrorReporter(log_folder()),
        )
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_one
    for window in opened:
        window.close()
        window.reporter.close()
        window.texts.deleteLater()
        window.appearance.deleteLater()
    style, font, locale = before
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(QPalette())
    qapp.setFont(font)
    QLocale.setDefault(locale)


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """The window on its first run: no file, English."""
    return open_window()


@pytest.fixture
def opened(window: MainWindow, portfolio_file: Path) -> MainWindow:
    """The window with the small file open."""
    assert window.files.open_path(portfolio_file)
    return window
