"""A large file is shown first and looked at meanwhile; nothing is written before that ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from tracker.domain.errors import FileError
from tracker.domain.model import Names
from tracker.storage import file as storage_file
from tracker.workspace import Workspace, operations


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(storage_file, "_CHECKED_AT_ONCE", 0)
    path = tmp_path / "large.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        for number in range(40):
            project = operations.add_project(workspace, name=Names(en=f"Project {number}"))
            operations.add_item(workspace, parent=project, name=Names(en=f"Item {number}"))
    return path


def open_it(path: Path, *, read_only: bool = False) -> Workspace:
    return Workspace.open(path, user="tester", read_only=read_only, check_later=True)


def spoil_an_index(path: Path) -> None:
    """Damage that no reading of rows meets."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_projects%'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)


def followed(workspace: Workspace) -> None:
    while not workspace.follow_check():
        sleep(0.005)


@pytest.mark.parametrize("read_only", [False, True])
def test_damage_is_told_after_the_rows_were_read(path: Path, read_only: bool) -> None:
    spoil_an_index(path)
    with open_it(path, read_only=read_only) as workspace:
        assert len(workspace.portfolio.projects) == 40
        with pytest.raises(FileError, match="damaged"):
            followed(workspace)


def test_nothing_is_written_into_a_damaged_file(path: Path) -> None:
    spoil_an_index(path)
    before = path.read_bytes()
    with open_it(path) as workspace:
        for _ in range(2):
            with pytest.raises(FileError, match="damaged"):
                operations.add_project(workspace, name=Names(en="Later"))
        assert len(workspace.portfolio.projects) == 40
        with pytest.raises(FileError, match="damaged"):
            followed(workspace)
    assert path.read_bytes() == before


def test_damage_that_keeps_the_rows_from_being_read_is_told_as_such(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(FileError, match="damaged"):
        open_it(path)


def test_a_sound_file_is_written_at_once(path: Path) -> None:
    with open_it(path) as workspace:
        operations.add_project(workspace, name=Names(en="Now"))
        assert workspace.follow_check()
        assert workspace.check() == []


def bypass_the_history(connection: sqlite3.Connection) -> None:
    """Write as no trigger sees it: with the triggers away."""
    sql = [
        text
        for (text,) in connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    ]
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    ]
    for name in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DELETE FROM projects WHERE id = 1")
    for text in sql:
        connection.execute(text)


def delete_without_references(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM projects WHERE id = 1")


@pytest.mark.parametrize("write", [bypass_the_history, delete_without_references])
def test_what_was_left_half_deleted_is_mended(
    path: Path, write: Callable[[sqlite3.Connection], None]
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        write(connection)
    with open_it(path) as workspace:
        followed(workspace)
        assert len(workspace.portfolio.items) == 39
        assert all(
            item.project_id in workspace.portfolio.projects for item in workspace.portfolio.items
        )


def test_a_file_can_be_closed_while_it_is_looked_at(path: Path) -> None:
    workspace = open_it(path)
    workspace.follow_check()
    workspace.close()
    with Workspace.open(path, user="tester") as again:
        assert len(again.portfolio.projects) == 40


def test_a_program_that_is_writing_puts_the_look_off(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.storage.integrity._WAIT", 0.01)
    with open_it(path) as workspace, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for _ in range(10):
            assert not workspace.follow_check()
            sleep(0.01)
        with pytest.raises(FileError, match="another program is writing"):
            operations.add_project(workspace, name=Names(en="Later"))
        other.rollback()
        followed(workspace)
