"""A file that cannot be opened says what can be done, and stays as it was to the byte."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.domain.errors import FileError
from tracker.domain.model import Names, Project
from tracker.storage.beside import backups
from tracker.storage.migrations import names
from tracker.workspace import Workspace, operations

ROOT = Path(__file__).resolve().parents[2]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "center.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        for number in range(40):
            operations.add_project(workspace, name=Names(en=f"Project {number}"))
    return path


def open_it(path: Path, *, read_only: bool = False) -> Workspace:
    return Workspace.open(path, user="tester", read_only=read_only)


def not_ours(path: Path) -> None:
    path.write_bytes(b"Just a text, long enough to be more than a header of SQLite." * 4)


def another_program_s(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text)")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def cut_in_the_middle(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def a_page_overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 12 * 4096] = b"\xa5" * (9 * 4096)
    path.write_bytes(content)


def from_a_newer_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        (table,) = connection.execute(
            "SELECT name FROM sqlite_schema WHERE name GLOB '*migrations*' AND type = 'table'"
        ).fetchone()
        connection.execute(f"INSERT INTO {table} SELECT * FROM {table} WHERE 0")
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        known = dict(
            zip(columns, connection.execute(f"SELECT * FROM {table}").fetchone(), strict=True)
        )
        known["name"] = "m999_from_the_future"
        known.pop("id", None)
        marks = ", ".join("?" * len(known))
        connection.execute(
            f"INSERT INTO {table} ({', '.join(known)}) VALUES ({marks})", list(known.values())
        )


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (not_ours, "no Cooperation Tracker file"),
        (another_program_s, "another program"),
        (empty, "damaged"),
        (cut_in_the_header, "damaged"),
        (cut_in_the_middle, "damaged"),
        (a_page_overwritten, "damaged"),
        (from_a_newer_program, "m999_from_the_future.*Update the program"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_file_that_cannot_be_used_is_refused_and_left_alone(
    spoil: Callable[[Path], None], message: str, file: Path
) -> None:
    spoil(file)
    before = digest(file)
    for read_only in (False, True):
        with pytest.raises(FileError, match=message):
            open_it(file, read_only=read_only)
    assert digest(file) == before


def test_what_is_no_file_is_named(tmp_path: Path, file: Path) -> None:
    with pytest.raises(FileError, match="There is no file"):
        open_it(tmp_path / "gone.cotrack")
    with pytest.raises(FileError, match="is a folder"):
        open_it(tmp_path)
    with pytest.raises(FileError, match="exists already"):
        Workspace.create(file, user="tester")
    with pytest.raises(FileError, match="There is no folder"):
        Workspace.create(tmp_path / "no" / "new.cotrack", user="tester")


def test_a_protected_file_or_folder_can_still_be_read(file: Path) -> None:
    before = digest(file)
    for protected in (file, file.parent):
        mode = protected.stat().st_mode
        protected.chmod(mode & ~0o222)
        try:
            with pytest.raises(FileError, match="read only"):
                open_it(file)
            with open_it(file, read_only=True) as workspace:
                assert len(workspace.portfolio.projects) == 40
                with pytest.raises(FileError, match="Open a copy"):
                    operations.add_project(workspace, name=Names(en="No"))
        finally:
            protected.chmod(mode)
    assert digest(file) == before


HOLDER = """
import sys, time
from pathlib import Path
from tracker.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), user="holder")
print("open", flush=True)
time.sleep(60)
"""


def test_a_file_that_is_open_elsewhere_says_by_whom_and_is_free_when_that_dies(file: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)],
        stdout=subprocess.PIPE,
        env=environment,
    ) as holder:
        assert holder.stdout is not None
        try:
            assert holder.stdout.readline().strip() == b"open"
            with pytest.raises(FileError, match="open elsewhere: by holder on"):
                open_it(file)
            with open_it(file, read_only=True) as workspace:
                assert len(workspace.portfolio.projects) == 40
        finally:
            holder.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    with open_it(file) as workspace:
        assert not workspace.read_only


def test_another_tool_that_is_writing_is_named(file: Path) -> None:
    with open_it(file) as workspace, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        workspace._file._connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(FileError, match="another program is writing"):
            operations.add_project(workspace, name=Names(en="Later"))
        other.rollback()
        operations.add_project(workspace, name=Names(en="Now"))
        assert len(workspace.portfolio.projects) == 41


def test_a_backup_is_made_before_the_first_change_of_a_day_and_ten_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "days.cotrack"
    now = datetime(2026, 11, 1, 9, tzinfo=UTC)
    with Workspace.create(path, user="tester", clock=lambda: now) as workspace:
        for day in range(1, 15):
            now = datetime(2026, 11, day, 9, tzinfo=UTC)
            for number in range(2):
                workspace.perform(
                    "add-project",
                    lambda repository, n=number: repository.insert(
                        Project(name=Names(en=str(n)), position=n)
                    ),
                )
    kept = backups(path)
    assert len(kept) == 10
    with open_it(sorted(kept)[-1], read_only=True) as copy:
        assert len(copy.portfolio.projects) == 26


def test_a_copy_of_the_open_file_is_whole(file: Path, tmp_path: Path) -> None:
    with open_it(file) as workspace:
        operations.add_project(workspace, name=Names(en="Fresh"))
        copy = tmp_path / "stick.cotrack"
        copy.write_bytes(file.read_bytes())
    with open_it(copy) as copied:
        assert copied.check() == []
        assert len(copied.portfolio.projects) == 41


def test_the_file_says_what_it_is(file: Path) -> None:
    assert file.read_bytes()[68:72] == b"CTR0"
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall()
    ours = {"projects", "items", "commitments", "journal_entries", "journal_changes", "claims"}
    assert ours <= {name for name, strict in tables if strict}
    assert names()
