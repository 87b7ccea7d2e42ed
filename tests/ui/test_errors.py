"""What nobody foresaw: kept in the log, told in a sentence, and the work goes on."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_main_window import name_of_launch, rename
from tracker.domain.errors import ConflictError
from tracker.domain.model import Names
from tracker.storage.repository import Repository
from tracker.ui.errors import ErrorReporter
from tracker.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def test_an_operation_that_fails_unforeseen_leaves_file_and_window_usable(
    opened: MainWindow,
) -> None:
    session = opened.session
    assert session is not None

    def write(repository: Repository) -> None:
        repository.update(replace(session.portfolio.items[2], name=Names(en="half done")))
        raise ZeroDivisionError("nobody foresaw this")

    assert not session.edit(lambda: session.workspace.perform("rename", write, name="x"))
    (told,) = opened.messages.texts_shown()
    assert str(opened.reporter.log_file) in told
    assert "Error" not in told
    log = opened.reporter.log_file.read_text(encoding="utf-8")
    assert "Traceback" in log and "ZeroDivisionError: nobody foresaw this" in log
    assert name_of_launch(opened) == "Technical launch"
    assert session.workspace.check() == []
    rename(opened, "Goes on")
    assert name_of_launch(opened) == "Goes on"


def test_the_message_leads_to_the_log(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("tracker.ui.main_window.open_folder", shown.append)
    error = raised(KeyError("x"))
    opened.reporter.report(type(error), error, error.__traceback__)
    opened.messages.findChild(QPushButton).click()
    opened.commands["log-folder"].trigger()
    assert shown == [opened.reporter.log_file.parent] * 2


def test_a_users_error_is_told_in_its_own_words_and_is_no_matter_for_the_log(
    opened: MainWindow,
) -> None:
    session = opened.session
    assert session is not None

    def refuse() -> None:
        raise ConflictError("“{name}” stands directly below its project.", name="Launch")

    assert not session.edit(refuse)
    assert opened.messages.texts_shown() == ["“Launch” stands directly below its project."]
    assert not opened.reporter.log_file.exists()


def test_the_same_error_does_not_flood_the_log(tmp_path: Path) -> None:
    reporter = ErrorReporter(tmp_path)
    error = raised(ValueError("in every frame"))
    for _ in range(50):
        reporter.report(type(error), error, error.__traceback__)
    reporter.close()
    log = (tmp_path / "cooperation-tracker.log").read_text(encoding="utf-8")
    assert log.count("in every frame") == 5


def test_a_folder_that_takes_no_log_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file in the way")
    reporter = ErrorReporter(tmp_path / "logs")
    error = raised(ValueError("told on stderr"))
    reporter.report(type(error), error, error.__traceback__)
    reporter.close()
    assert "told on stderr" in capsys.readouterr().err


def test_what_the_program_warns_of_is_in_the_same_log(tmp_path: Path) -> None:
    reporter = ErrorReporter(tmp_path)
    logging.getLogger("tracker.workspace").warning("The daily backup failed")
    reporter.close()
    assert "The daily backup failed" in (tmp_path / "cooperation-tracker.log").read_text()


RAISE_EVERYWHERE = """
import sys, threading
from PySide6.QtCore import QTimer, qWarning
from tracker.ui import app

opened = app.open_first

def open_and_break(window, path, *, sample):
    opened(window, path, sample=sample)

    def in_a_slot():
        raise RuntimeError("in a slot")

    def in_a_thread():
        raise RuntimeError("in a thread")

    def elsewhere():
        thread = threading.Thread(target=in_a_thread)
        thread.start()
        thread.join()
        qWarning("a word of Qt")

    def look():
        print(len(window.messages.texts_shown()), window.session.workspace.undo_step is not None)
        window.close()

    QTimer.singleShot(0, in_a_slot)
    QTimer.singleShot(0, elsewhere)
    QTimer.singleShot(50, look)

app.open_first = open_and_break
sys.exit(app.run(None, True))
"""


def test_errors_in_slots_threads_and_qt_are_logged_and_the_program_goes_on(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RAISE_EVERYWHERE],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "1 True\n"), done.stderr
    (log,) = home.rglob("cooperation-tracker.log")
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError: in a slot" in text and "in in_a_slot" in text
    assert "RuntimeError: in a thread" in text
    assert "Qt: a word of Qt" in text
