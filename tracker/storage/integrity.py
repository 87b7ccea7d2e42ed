"""Whether a file is whole, found out beside the work on it.

Looking at every page of a file of 100,000 items takes longer than reading its rows. A file that is
as this program left it is therefore shown first and looked at meanwhile, on a connection of its own
that only reads. Nothing is written into it before that has ended well.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Final

from tracker.storage.failures import damaged
from tracker.storage.mend import is_sound

_WAIT: Final = 3.0
"""Seconds for which a program that is writing is waited for."""
_STEPS: Final = 10_000
"""Steps of SQLite's machine between two looks whether to stop: less than a millisecond."""
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def check_pages(path: Path, connection: sqlite3.Connection) -> None:
    """Look at every page of a file. Raises FileError where one is damaged."""
    (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise damaged(path, result)


class IntegrityCheck:
    """A look at every page and every reference of a file, in a thread; begun once."""

    def __init__(self, path: Path) -> None:
        self.references_are_sound = True
        """Whether every reference leads to a row; known when the check has ended."""
        self._path = path
        self._thread: Thread | None = None
        self._failure: Exception | None = None
        self._is_stopped = False

    def begin(self) -> None:
        """Begin the check; one that was kept out by a program that was writing begins again."""
        if self._thread is None or self._was_kept_out:
            self._failure = None
            self._thread = Thread(target=self._run, name="integrity check", daemon=True)
            self._thread.start()

    @property
    def has_ended(self) -> bool:
        return self._thread is not None and not self._thread.is_alive() and not self._was_kept_out

    def wait(self) -> None:
        """Wait for the end, having begun where that was not done yet.

        Raises FileError for damage, and what SQLite raises where it cannot read the file.
        """
        self.begin()
        assert self._thread is not None
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """End the check without an answer, as the file is closed."""
        self._is_stopped = True
        if self._thread is not None:
            self._thread.join()

    @property
    def _was_kept_out(self) -> bool:
        failure = self._failure
        if not isinstance(failure, sqlite3.Error):
            return False
        return getattr(failure, "sqlite_errorcode", 0) & 0xFF in _BUSY

    def _run(self) -> None:
        uri = f"{self._path.absolute().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT)) as connection:
                connection.set_progress_handler(lambda: self._is_stopped, _STEPS)
                check_pages(self._path, connection)
                self.references_are_sound = is_sound(connection)
        except Exception as error:
            # Told to whoever asks for the answer; a check that was stopped has none.
            self._failure = None if self._is_stopped else error
