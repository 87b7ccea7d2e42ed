"""Painting where there is no window: Qt without a display."""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


@cache
def prepare_offscreen() -> QCoreApplication:
    """Make the application that painting needs, unless there is one; it lives as long as Python.

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
