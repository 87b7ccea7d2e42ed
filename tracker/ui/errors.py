"""Errors nobody foresaw: kept in the log with their traceback, told in one plain sentence.

The window and the file stay usable: an operation that fails is rolled back by the workspace, and a
slot that fails ends there.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from tracker.ui.i18n import Texts

LOG_NAME: Final = "cooperation-tracker.log"
_LOG_BYTES: Final = 1_000_000
_LOG_FILES: Final = 3
_TIMES_LOGGED: Final = 5
"""An error in painting comes with every frame: the same one is written no more often."""

_log = logging.getLogger("tracker")
_QT_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def plain_sentence(log_file: Path, texts: Texts) -> str:
    """What the user is told of an error nobody foresaw."""
    told = texts.text(
        "Something happened that the program did not foresee. Your file is as it was saved last,"
        " and you can go on. What happened is in the log: {path}"
    )
    return told.format(path=log_file)


class ErrorReporter(QObject):
    """Writes unexpected errors into the log; ``reported`` tells the window, from any thread."""

    reported = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_file = folder / LOG_NAME
        self._seen: Counter[str] = Counter()
        self._handler = _LogFile(self.log_file)
        _log.addHandler(self._handler)
        _log.setLevel(logging.INFO)
        _log.propagate = False

    def install(self) -> None:
        """Take every error that nobody catches: in slots, in threads and Qt's own messages."""
        sys.excepthook = self.report
        threading.excepthook = self._report_thread
        qInstallMessageHandler(self._log_qt_message)
        # Where the interpreter itself dies, this file is all that is left.
        with suppress(OSError):
            self.log_file.parent.mkdir(parents=True, exist_ok=True)
            self._crash_file = (self.log_file.parent / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._crash_file)

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log one error and tell the window; the form is that of ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            raise SystemExit(130)
        text = "".join(traceback.format_exception(kind, error, trace))
        self._seen[text] += 1
        if self._seen[text] <= _TIMES_LOGGED:
            _log.error("Unexpected error\n%s", text.rstrip())
        self.reported.emit()

    def close(self) -> None:
        _log.removeHandler(self._handler)
        self._handler.close()

    def _report_thread(self, raised: threading.ExceptHookArgs) -> None:
        if raised.exc_value is not None:
            self.report(raised.exc_type, raised.exc_value, raised.exc_traceback)

    def _log_qt_message(self, level: QtMsgType, context: QMessageLogContext, text: str) -> None:
        self._seen[text] += 1
        if self._seen[text] <= _TIMES_LOGGED:
            _log.log(_QT_LEVELS[level], "Qt: %s", text)


class _LogFile(logging.Handler):
    """A log that stays small; where the disk takes none, what is to be told goes to stderr.

    Most runs have nothing to tell: the file, and what writes it, are opened with the first record.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._opened: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._opened is None:
            self._opened = _open_log(self._path)
        self._opened.handle(record)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
        super().close()


def _open_log(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
