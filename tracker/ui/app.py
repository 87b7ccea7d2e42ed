"""Starts the window: first something to look at, then everything else."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from tracker.language import system_language
from tracker.paper.fonts import FontRole, widget_font
from tracker.ui.after_paint import after_paint
from tracker.ui.errors import ErrorReporter
from tracker.ui.i18n import Texts
from tracker.ui.icons import app_icon
from tracker.ui.main_window import MainWindow
from tracker.ui.places import APP_NAME, log_folder, settings_file
from tracker.ui.settings import Settings
from tracker.ui.style import Appearance, body_points
from tracker.ui.timeline import reader_access

_STYLE: Final = "Fusion"


def run(path: Path | None, sample: bool = False) -> int:
    """Open the window until it is closed and give the exit status.

    Opens ``path``, else the user's copy of the sample if ``sample``, else the file that was open
    when the program ended last, else the welcome screen.
    """
    gc.disable()
    application = make_application()
    reporter = ErrorReporter(log_folder(), application)
    reporter.install()
    window = make_window(application, reporter)
    open_first(window, path, sample=sample)
    # Collecting pays only when there is something to collect; what is here now stays.
    after_paint(window, window, settle_memory)
    window.show()
    status = application.exec()
    reporter.close()
    return status


def make_application() -> QApplication:
    # QApplication.setStyle would give back a QStyle, whose lists of constants take 4 ms to make.
    application = QApplication([*sys.argv[:1], "-style", _STYLE])
    _dress(application)
    return application


def dress(application: QApplication) -> None:
    """Give an application that is there the program's name, style and typeface."""
    application.setStyle(_STYLE)
    _dress(application)


def _dress(application: QApplication) -> None:
    application.setApplicationName("cooperation-tracker")
    application.setApplicationDisplayName(APP_NAME)
    application.setDesktopFileName("cooperation-tracker")
    application.setWindowIcon(app_icon())
    application.setFont(widget_font(FontRole.BODY, body_points=body_points()))
    reader_access.install()


def make_window(application: QApplication, reporter: ErrorReporter) -> MainWindow:
    """The window as the user left it, without a file."""
    settings = Settings(settings_file())
    return MainWindow(
        texts=Texts(settings.language or system_language(), application),
        appearance=Appearance(application, settings.theme),
        settings=settings,
        reporter=reporter,
    )


def open_first(window: MainWindow, path: Path | None, *, sample: bool) -> None:
    """Open what the program was started for; a last file that is gone is passed over."""
    last = window.settings.last_file
    if path is not None:
        window.files.open_path(path)
    elif sample:
        window.files.open_sample()
    elif last is not None and last.is_file():
        window.files.open_path(last)


def settle_memory() -> None:
    """Leave what was made at the start alone, and look for garbage only now and then.

    A frame of the chart makes some thousand short-lived shapes, none of them in a circle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
