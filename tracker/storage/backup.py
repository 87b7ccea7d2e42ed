"""Copies of a file beside it, whole and checked, which nobody has to think of.

``Portfolio.cotrack`` has its backups in ``Portfolio.backups/``, named by the local time at which
they were made. One is made before the first change of a day and before a newer program brings the
file up to date. The latest ten of the daily ones stay; those before an update stay for good. A
backup is an ordinary file of this program: to restore it, open it, or put it in the other's place.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from tracker.storage.beside import BEFORE_UPDATE, backup_folder, backups
from tracker.storage.failures import damaged, told_in_words

DAILY_KEPT: Final = 10


def is_due(path: Path, now: datetime) -> bool:
    """Whether no backup was made on the local day of ``now`` yet."""
    today = f"{path.stem} {now.astimezone():%Y-%m-%d} "
    return not any(found.name.startswith(today) for found in backups(path))


def backup(
    path: Path, connection: sqlite3.Connection, now: datetime, *, before_update: bool = False
) -> Path:
    """Copy the open file ``path`` beside it, check the copy and return where it is.

    The copy appears under its name only when it is whole. Raises FileError.
    """
    folder = backup_folder(path)
    unfinished = folder / f".{path.stem} {now.astimezone():%Y-%m-%d %H.%M.%S}{path.suffix}.part"
    with told_in_words(path):
        folder.mkdir(exist_ok=True)
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                connection.backup(copy)
            verify(unfinished)
            return publish(path, unfinished, now, before_update=before_update)
        finally:
            unfinished.unlink(missing_ok=True)


def publish(path: Path, copy: Path, now: datetime, *, before_update: bool = False) -> Path:
    """Give a copy of ``path`` that is whole and checked its name among the backups; where it is.

    Raises FileError.
    """
    mark = BEFORE_UPDATE if before_update else ""
    name = f"{path.stem} {now.astimezone():%Y-%m-%d %H.%M.%S}{mark}{path.suffix}"
    made = backup_folder(path) / name
    with told_in_words(path):
        os.replace(copy, made)
        _drop_old(path)
    return made


def verify(path: Path) -> None:
    """Read the whole of a file. Raises FileError when anything in it is damaged."""
    with (
        told_in_words(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        (result,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if result != "ok":
        raise damaged(path, result)


def _drop_old(path: Path) -> None:
    daily = [found for found in backups(path) if not found.stem.endswith(BEFORE_UPDATE)]
    for old in daily[:-DAILY_KEPT]:
        old.unlink(missing_ok=True)
