"""The backup that the first change of a day leaves of the file as it was before.

Copying a file of 100,000 items and reading the copy through takes seconds, for which the first edit
of a day would have to wait. A large file is therefore copied in a thread, on a connection of its
own, while people still look at it. The copy is a backup only when the first edit asks for it and
the file is still the same; where nothing is edited that day, it goes again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Final

from tracker.storage.backup import backup, is_due, publish, verify
from tracker.storage.beside import backup_folder
from tracker.storage.failures import told_in_words
from tracker.storage.journal import Journal

_WAIT: Final = 3.0
"""Seconds for which a program that is writing is waited for."""
_PAGES: Final = 2_000
"""Pages copied between two looks whether to stop: some milliseconds."""
_COPIED_AT_ONCE: Final = 4_000_000
"""Bytes of a file that the first edit copies itself, within a frame or two."""


class DailyBackup:
    """Of one open file, which ``connection`` alone changes for this program."""

    def __init__(self, path: Path, connection: sqlite3.Connection, journal: Journal) -> None:
        self._path = path
        self._connection = connection
        self._journal = journal
        self._made_on = ""
        self._ahead: CopyAhead | None = None
        self._ahead_of: tuple[int, int] | None = None

    def prepare(self, now: datetime) -> None:
        """Let a thread copy a large file, where the first edit of the day will want that.

        Nothing happens where it was begun. Raises FileError.
        """
        day = _day(now)
        if self._made_on == day or self._is_copied_for(day):
            return
        self.forget()
        with told_in_words(self._path):
            if self._path.stat().st_size > _COPIED_AT_ONCE and self._is_due(now):
                self._ahead, self._ahead_of = CopyAhead(self._path, now), self._state()

    def make(self, now: datetime) -> Path | None:
        """Make the backup of the day unless there is one; where it is. Raises FileError.

        A file in which nothing was ever written needs none.
        """
        day = _day(now)
        if self._made_on == day:
            return None
        made = None
        with told_in_words(self._path):
            if self._is_due(now):
                made = self._taken(day, now)
        self._made_on = day
        return made

    def forget(self) -> None:
        """Forget a copy that nobody has asked for."""
        if self._ahead is not None:
            self._ahead.stop()
            self._ahead = None

    def _is_due(self, now: datetime) -> bool:
        return self._journal.last_change() > 0 and is_due(self._path, now)

    def _taken(self, day: str, now: datetime) -> Path:
        ahead = self._ahead
        if ahead is not None and self._is_copied_for(day):
            self._ahead = None
            return ahead.finish(now)
        self.forget()
        return backup(self._path, self._connection, now)

    def _is_copied_for(self, day: str) -> bool:
        """Whether the copy of a day, made or in the making, is of the file as it is now."""
        ahead = self._ahead
        return ahead is not None and ahead.day == day and self._ahead_of == self._state()

    def _state(self) -> tuple[int, int]:
        """Another one after each change of the file, by this program or any other."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return version, self._connection.total_changes


def _day(now: datetime) -> str:
    return f"{now.astimezone():%Y-%m-%d}"


class CopyAhead:
    """The copy of one file on one local day, begun when it is made."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.day = _day(now)
        self._path = path
        self._copy = backup_folder(path) / f".{path.stem} {self.day} ahead{path.suffix}.part"
        self._failure: Exception | None = None
        self._is_stopped = False
        self._thread = Thread(target=self._run, name="backup ahead", daemon=True)
        self._thread.start()

    def finish(self, now: datetime) -> Path:
        """Make the copy, whole and checked, the backup of ``now``; where it is then.

        Waits for the copy where it is not ready. Raises FileError, with nothing left of the copy.
        """
        self._thread.join()
        try:
            if self._failure is not None:
                raise self._failure
            return publish(self._path, self._copy, now)
        except BaseException:
            self._drop()
            raise

    def stop(self) -> None:
        """Forget the copy: it is not wanted."""
        self._is_stopped = True
        self._thread.join()
        self._drop()

    def _drop(self) -> None:
        with suppress(OSError):
            self._copy.unlink(missing_ok=True)
            # Where the copy was all that there was.
            self._copy.parent.rmdir()

    def _run(self) -> None:
        uri = f"{self._path.absolute().as_uri()}?mode=ro"
        try:
            with told_in_words(self._path):
                self._copy.parent.mkdir(exist_ok=True)
                # What a program that was killed has left.
                for left in self._copy.parent.glob(f".{self._path.stem} *.part"):
                    left.unlink(missing_ok=True)
                with (
                    closing(sqlite3.connect(uri, uri=True, timeout=_WAIT)) as source,
                    closing(sqlite3.connect(self._copy)) as copy,
                ):
                    source.backup(copy, pages=_PAGES, progress=self._go_on)
                verify(self._copy)
        except Exception as error:
            # Told to whoever asks for the copy.
            self._failure = error

    def _go_on(self, status: int, remaining: int, total: int) -> None:
        if self._is_stopped:
            raise InterruptedError
