"""Painting where there is no window: Qt without a display."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


def offscreen_application() -> QCoreApplication:
    """The application that painting needs, made when there is none; keep it while painting.

    Whatever display there is, nothing is shown on it.
    """
    existing = QCoreApplication.instance()
    if existing is not None:
        return existing
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if os.environ.get("LC_ALL") in ("C", "POSIX"):
        # Qt switches to UTF-8 by itself, but says so on standard error.
        os.environ["LC_ALL"] = "C.UTF-8"
    return QGuiApplication([])
