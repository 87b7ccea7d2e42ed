"""The real window over a large file, offscreen, in a home of its own, to be measured."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.portfolios import write_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tracker.ui.main_window import MainWindow

CACHE = Path("build")
"""Where the files are kept, which take half a minute to write."""


def with_large_file(items: int, measure: Callable[[Path], object]) -> None:
    """Measure with a copy of a file of so many items, which is written once."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_CONFIG_HOME=f"{home}/.config", LANGUAGE="en")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        CACHE.mkdir(exist_ok=True)
        whole = CACHE / f"bench-{items}.cotrack"
        write_file(whole, items)
        copy = Path(home) / "bench.cotrack"
        copy.write_bytes(whole.read_bytes())
        measure(copy)


def shown_window() -> tuple[QApplication, MainWindow]:
    """The window as a person has it, with no file open yet."""
    from tracker.ui.app import make_application, make_window
    from tracker.ui.errors import ErrorReporter
    from tracker.ui.places import log_folder

    application = make_application()
    window = make_window(application, ErrorReporter(log_folder(), application))
    window.resize(1600, 1000)
    window.show()
    return application, window
