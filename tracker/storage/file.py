"""Creates and opens the file of a portfolio: SQLite with our application id and our tables.

Everything that can be wrong with a file is found before a byte of it is written. The file is kept
as a document: with a rollback journal (``journal_mode=DELETE``) and ``synchronous=EXTRA`` it is one
file, whole between any two changes, and a change that was saved outlives a loss of power.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from tracker.domain.errors import ConflictError, FileError
from tracker.language import N_
from tracker.storage import migrations, triggers
from tracker.storage.backup import backup
from tracker.storage.daily_backup import DailyBackup
from tracker.storage.failures import EditingRefusedError, damaged, told_in_words
from tracker.storage.integrity import IntegrityCheck, check_pages
from tracker.storage.journal import Journal
from tracker.storage.lock import FileLock
from tracker.storage.mend import is_sound, mend_references
from tracker.storage.repository import Repository

APPLICATION_ID: Final = 0x43545230
"""Bytes 68 to 71 of every file of this program: "CTR0"."""

SUFFIX: Final = ".cotrack"

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
_WAIT: Final = 3.0
"""Seconds for which a program that is writing is waited for."""
_CHECKED_AT_ONCE: Final = 100_000
"""Bytes of a file that is looked at as a whole before it is shown: it takes under a millisecond."""


class PortfolioFile:
    """An open file: its rows, its journal, and transactions on them."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: FileLock | None = None,
        check: IntegrityCheck | None = None,
    ) -> None:
        self.path = path
        self.read_only = lock is None
        self.check = check
        """What is still to be found out about the file; None where that was done on opening."""
        self.repository = Repository(connection)
        self.journal = Journal(connection)
        self._connection = connection
        self._lock = lock
        self._backup = DailyBackup(path, connection, self.journal)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: committed at the end unless it was rolled back, which any error does.

        Raises FileError when the file cannot be written; references are checked at the end. A
        file that was not looked at yet is looked at before.
        """
        with told_in_words(self.path):
            if self.check is not None:
                self.check.wait()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                yield
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")
            except BaseException:
                self.roll_back()
                raise

    @contextmanager
    def reversing(self) -> Iterator[None]:
        """Around a transaction that puts rows back: raises ConflictError where they do not fit."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise ConflictError(
                N_(
                    "The step cannot be taken back: another program changed what it builds on"
                    " ({reason}). Nothing was changed."
                ),
                reason=str(error),
            ) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Everything read inside is of one moment. Raises FileError."""
        with told_in_words(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self.roll_back()

    def roll_back(self) -> None:
        """Leave the transaction without a trace; SQLite itself does so after some errors."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def mend(self) -> None:
        """Complete what another tool left half done; part of the caller's transaction."""
        mend_references(self._connection)

    def back_up_daily(self, now: datetime) -> Path | None:
        """Make the backup of the day unless there is one; see :class:`DailyBackup`."""
        with told_in_words(self.path):
            if self.check is not None:
                self.check.wait()
            return self._backup.make(now)

    def back_up_ahead(self, now: datetime) -> None:
        """Begin what the first change of the day would wait for; not before the check has ended."""
        if not self.read_only:
            self._backup.prepare(now)

    def write_rewound(self, target: Path, last: int) -> None:
        """Write a copy as the entry numbered ``last`` left the file. Raises FileError."""
        from tracker.storage.rewound import write_rewound

        with told_in_words(self.path):
            write_rewound(self._connection, target, last)

    def close(self) -> None:
        """Close the file and give it free; a second call does nothing."""
        if self.check is not None:
            self.check.stop()
        self._backup.forget()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()


def create_file(path: Path, *, user: str, now: datetime) -> PortfolioFile:
    """Create an empty file and open it. Raises FileError; a file that exists is never replaced."""
    path = path.absolute()
    if path.exists():
        raise FileError(
            N_("“{file}” exists already. Choose another name, or open that file."), file=path.name
        )
    if not path.parent.is_dir():
        raise FileError(N_("There is no folder “{folder}”."), folder=str(path.parent))
    unfinished = path.with_name(f".~{path.name}.part")
    with told_in_words(path):
        try:
            unfinished.unlink(missing_ok=True)
            with closing(_connect(unfinished, "rwc")) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                _bring_up_to_date(connection)
            os.rename(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    return open_file(path, user=user, now=now)


def open_file(
    path: Path, *, user: str, now: datetime, read_only: bool = False, check_later: bool = False
) -> PortfolioFile:
    """Open a file to change it, or to read only.

    Raises FileError, of which EditingRefusedError when it could be opened to read only. The file is
    then as it was. With ``check_later`` a large file that is as this program left it is not looked
    at as a whole: ``check`` of what is returned does that.
    """
    # The lock stands beside the file itself, also when it is reached through a link.
    path = Path(os.path.realpath(path))
    with told_in_words(path):
        _check_outside(path)
        check_later = check_later and path.stat().st_size > _CHECKED_AT_ONCE
        if read_only:
            connection = _connect(path, "ro")
            return _checked(connection, lambda: _open_to_read(path, connection, check_later))
        _check_writable(path)
        lock = FileLock(path, user=user, at=now)
        try:
            connection = _connect(path, "rw")
            return _checked(
                connection, lambda: _open_to_change(path, connection, lock, now, check_later)
            )
        except BaseException:
            lock.release()
            raise


def _checked(connection: sqlite3.Connection, opening: Callable[[], PortfolioFile]) -> PortfolioFile:
    try:
        return opening()
    except BaseException:
        connection.close()
        raise


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # Transactions are begun and ended by name, the same way in every version of Python. What is
    # only read may be handed from one thread to another, as long as one at a time works with it.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_WAIT,
        isolation_level=None,
        check_same_thread=mode != "ro",
    )


def _open_to_read(path: Path, connection: sqlite3.Connection, check_later: bool) -> PortfolioFile:
    _check_version(path, connection)
    check = IntegrityCheck(path) if check_later else None
    if check is None:
        check_pages(path, connection)
    if _pending(connection):
        raise FileError(
            N_(
                "“{file}” was made by an older version. Open it once to change it, which brings it"
                " up to date, or a copy of it."
            ),
            file=path.name,
        )
    connection.execute("PRAGMA query_only = ON")
    return PortfolioFile(path, connection, check=check)


def _open_to_change(
    path: Path, connection: sqlite3.Connection, lock: FileLock, now: datetime, check_later: bool
) -> PortfolioFile:
    _check_version(path, connection)
    check = IntegrityCheck(path) if check_later and _is_as_left(connection) else None
    if check is None:
        check_pages(path, connection)
        _make_ready(path, connection, now)
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    return PortfolioFile(path, connection, lock, check)


def _is_as_left(connection: sqlite3.Connection) -> bool:
    """Whether nobody but this program, as it is now, is known to have written into the file.

    References are then sound, as it heeds them, and nothing has to be written to open the file.
    """
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    from_outside = "SELECT 1 FROM journal_entries WHERE kind = 'outside' LIMIT 1"
    return (
        mode == "delete"
        and not _pending(connection)
        and triggers.are_current(connection)
        and connection.execute(from_outside).fetchone() is None
    )


def _make_ready(path: Path, connection: sqlite3.Connection, now: datetime) -> None:
    """Make of a file that is whole one in which everything is as this program leaves it."""
    (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise FileError(
            N_("“{file}” is in use by another program. Close it there and try again."),
            file=path.name,
        )
    connection.execute("PRAGMA synchronous = EXTRA")
    if _pending(connection):
        backup(path, connection, now, before_update=True)
        _bring_up_to_date(connection)
    elif not triggers.are_current(connection):
        with _immediately(connection):
            triggers.install(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    if not is_sound(connection):
        with _immediately(connection):
            mend_references(connection)


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply what is missing as one transaction: a file is never left between two versions."""
    connection.execute("PRAGMA foreign_keys = OFF")
    with _immediately(connection):
        triggers.remove(connection)
        migrations.apply(connection)
        triggers.install(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"references broken by a migration: {broken[:10]}")


@contextmanager
def _immediately(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _pending(connection: sqlite3.Connection) -> bool:
    return migrations.applied(connection) != migrations.names()


# -- what can be wrong with a file -----------------------------------------------------------------


def _check_outside(path: Path) -> None:
    """What the system and the first bytes tell, before SQLite touches the file."""
    if path.is_dir():
        raise FileError(N_("“{file}” is a folder. Choose a file in it."), file=path.name)
    if not path.exists():
        raise FileError(
            N_("There is no file “{file}” in “{folder}”. It may have been moved or renamed."),
            file=path.name,
            folder=str(path.parent),
        )
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except PermissionError as error:
        raise FileError(
            N_("You have no right to read “{file}”. Ask its owner for it."), file=path.name
        ) from error
    if not header:
        raise damaged(path, "0 bytes")
    if not header.startswith(_MAGIC[: len(header)]):
        raise FileError(
            N_("“{file}” is no Cooperation Tracker file. It was left as it is."), file=path.name
        )
    if len(header) < _HEADER:
        raise damaged(path, f"{len(header)} bytes")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise FileError(
            N_(
                "“{file}” was made by another program and is no Cooperation Tracker file. It was"
                " left as it is."
            ),
            file=path.name,
        )


def _check_writable(path: Path) -> None:
    if not _is_writable(path):
        raise EditingRefusedError(
            N_(
                "“{file}” is read-only. Open it to read only, or take the protection away in the"
                " file's properties."
            ),
            file=path.name,
        )
    if not _is_writable(path.parent):
        raise EditingRefusedError(
            N_(
                "The folder “{folder}” cannot be written, which saving needs. Open “{file}” to read"
                " only, or copy it to a folder of your own."
            ),
            file=path.name,
            folder=str(path.parent),
        )


def _is_writable(path: Path) -> bool:
    # An administrator may write anything; a protection that was set is heeded all the same.
    anyone = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return bool(anyone) and os.access(path, os.W_OK)


def _check_version(path: Path, connection: sqlite3.Connection) -> None:
    unknown = [name for name in migrations.applied(connection) if name not in migrations.names()]
    if unknown:
        raise FileError(
            N_(
                "“{file}” was made by a newer version of this program (it knows “{migration}”)."
                " Update the program. The file was left as it is."
            ),
            file=path.name,
            migration=unknown[0],
        )
