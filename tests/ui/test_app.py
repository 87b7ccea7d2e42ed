"""The start of the program: what it opens, and that nothing lying around keeps it from starting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.conftest import OpenWindow
from tracker.ui import app
from tracker.ui.main_window import MainWindow
from tracker.ui.places import settings_file

ROOT = Path(__file__).resolve().parents[2]

RUN = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from tracker.ui import app

opened = app.open_first

def open_and_look(window, path, *, sample):
    opened(window, path, sample=sample)
    assert not gc.isenabled()

    def look():
        session = window.session
        print(session.workspace.path.name if session else "welcome", gc.isenabled(), sep="|")
        window.close()

    QTimer.singleShot(300, look)

app.open_first = open_and_look
path = Path(sys.argv[2]) if len(sys.argv) > 2 else None
sys.exit(app.run(path, sys.argv[1] == "sample"))
"""


def start(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_start_shows_the_welcome_then_the_sample_then_the_last_file(home: Path) -> None:
    assert start("") == "welcome|True"
    assert start("sample") == "Sample portfolio.cotrack|True"
    assert start("") == "Sample portfolio.cotrack|True"


def test_a_path_is_opened_before_the_last_file(
    opened: MainWindow, portfolio_file: Path, open_window: OpenWindow, tmp_path: Path
) -> None:
    copy = tmp_path / "Other.cotrack"
    copy.write_bytes(portfolio_file.read_bytes())
    opened.close()
    again = open_window()
    app.open_first(again, copy, sample=True)
    assert again.session is not None
    assert again.session.workspace.path == copy


def test_a_last_file_that_is_gone_is_passed_over(
    opened: MainWindow, portfolio_file: Path, open_window: OpenWindow
) -> None:
    opened.close()
    portfolio_file.unlink()
    again = open_window()
    app.open_first(again, None, sample=False)
    assert again.welcome.isVisible()


@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"[layout]\nwindow=@ByteArray(x)\n"])
def test_settings_that_make_no_sense_count_as_not_set(
    home: Path, open_window: OpenWindow, portfolio_file: Path, content: bytes
) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_bytes(
        content + b"\n[General]\nlanguage=xx\ntheme=@Invalid()\nview=nonsense\n"
    )
    window = open_window()
    assert window.files.open_path(portfolio_file)
    assert window.commands["view-timeline"].isChecked()
    assert window.settings.layout("window").size() < 100
