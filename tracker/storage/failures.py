"""What SQLite and the system say when a file cannot be used, in words that say what to do now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tracker.domain.errors import FileError
from tracker.language import N_
from tracker.storage.beside import backups


class EditingRefusedError(FileError):
    """The file cannot be changed from here, but it can be opened to read only."""


# By the primary code, the lowest eight bits; see https://www.sqlite.org/rescode.html
_MESSAGES: Final = {
    sqlite3.SQLITE_BUSY: N_(
        "“{file}” is in use: another program is writing to it. Wait a moment and try again, or"
        " close the file there."
    ),
    sqlite3.SQLITE_LOCKED: N_(
        "“{file}” is in use: another program is writing to it. Wait a moment and try again, or"
        " close the file there."
    ),
    sqlite3.SQLITE_FULL: N_(
        "The disk with “{file}” is full. The last change was not saved. Free some space and make"
        " the change again."
    ),
    sqlite3.SQLITE_READONLY: N_(
        "“{file}” or its folder cannot be written. The last change was not saved. Open a copy in"
        " a folder of your own."
    ),
    sqlite3.SQLITE_PERM: N_("You have no right to use “{file}”. Ask its owner, or open a copy."),
    sqlite3.SQLITE_CANTOPEN: N_(
        "“{file}” or a file beside it cannot be opened. Check the folder and your rights to it."
    ),
    sqlite3.SQLITE_IOERR: N_(
        "The disk or network with “{file}” failed. The last change was not saved. Check the"
        " connection, then open the file again."
    ),
    sqlite3.SQLITE_NOTADB: N_(
        "“{file}” is damaged or is no Cooperation Tracker file. It was left as it is."
    ),
}


@contextmanager
def told_in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system report of a file into a FileError; bugs stay what they are.

    A transaction that fails is rolled back, so that "not saved" holds for the whole of it.
    """
    try:
        yield
    except sqlite3.Error as error:
        extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
        code = extended & 0xFF
        if extended == sqlite3.SQLITE_READONLY_ROLLBACK:
            raise FileError(
                N_(
                    "The last change of “{file}” was interrupted. Open the file once to change it,"
                    " which takes back what was only half written."
                ),
                file=path.name,
            ) from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise damaged(path, str(error)) from error
        if code not in _MESSAGES:
            raise
        raise FileError(_MESSAGES[code], file=path.name) from error
    except OSError as error:
        raise FileError(
            N_("“{file}” cannot be used: {reason}. Check the folder and your rights to it."),
            file=path.name,
            reason=error.strerror or str(error),
        ) from error


def damaged(path: Path, problem: str) -> FileError:
    """The error for a file in which SQLite, or a look at its first bytes, finds ``problem``."""
    found = backups(path)
    if not found:
        return FileError(
            N_(
                "“{file}” is damaged ({problem}). It was left as it is, and there is no backup of"
                " it beside it. Look for a copy elsewhere."
            ),
            file=path.name,
            problem=problem,
        )
    return FileError(
        N_("“{file}” is damaged ({problem}). It was left as it is. Its newest backup: {backup}"),
        file=path.name,
        problem=problem,
        backup=str(found[-1]),
    )
