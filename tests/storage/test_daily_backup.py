"""The backup of a day is copied while nobody edits, and is of the file before the first edit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Timer

import pytest

from tracker.domain.errors import FileError
from tracker.domain.model import Names
from tracker.storage import daily_backup
from tracker.storage.beside import backup_folder, backups
from tracker.workspace import Workspace, operations

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(daily_backup, "_COPIED_AT_ONCE", 0)
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    path = tmp_path / "large.cotrack"
    clock.now = NOW - timedelta(days=1)
    with Workspace.create(path, user="tester", clock=clock) as made:
        add(made, "first")
    clock.now = NOW
    with Workspace.open(path, user="tester", clock=clock) as opened:
        yield opened


@pytest.fixture
def copied_at_once(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The copies that an edit had to make itself."""
    made: list[Path] = []

    def backup(path: Path, *rest: object) -> Path:
        made.append(path)
        return whole(path, *rest)  # type: ignore[arg-type]

    whole: Callable[..., Path] = daily_backup.backup
    monkeypatch.setattr(daily_backup, "backup", backup)
    return made


def add(workspace: Workspace, name: str) -> None:
    operations.add_project(workspace, name=Names(en=name))


def names(path: Path) -> list[str | None]:
    with Workspace.open(path, user="tester", read_only=True) as copy:
        return [project.name.en for project in copy.portfolio.projects]


def test_the_first_edit_finds_its_backup_made(
    workspace: Workspace, copied_at_once: list[Path]
) -> None:
    workspace.back_up_ahead()
    assert backups(workspace.path) == []
    add(workspace, "second")
    add(workspace, "third")
    assert copied_at_once == []
    (made,) = backups(workspace.path)
    assert "2026-11-10" in made.name
    assert names(made) == ["first"]
    assert names(workspace.path) == ["first", "second", "third"]
    assert [found.name for found in backup_folder(workspace.path).iterdir()] == [made.name]


def test_an_edit_waits_for_the_copy_that_is_being_made(
    workspace: Workspace, copied_at_once: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, verify = Event(), daily_backup.verify

    def wait_and_verify(path: Path) -> None:
        goes_on.wait(10)
        verify(path)

    monkeypatch.setattr(daily_backup, "verify", wait_and_verify)
    workspace.back_up_ahead()
    workspace.listeners.append(lambda changes: seen.append(len(backups(workspace.path))))
    seen: list[int] = []
    Timer(0.05, goes_on.set).start()
    add(workspace, "second")
    assert (seen, copied_at_once) == ([1], [])


def test_a_day_without_edits_leaves_no_copy(workspace: Workspace) -> None:
    workspace.back_up_ahead()
    workspace.close()
    assert not backup_folder(workspace.path).exists()


def test_what_another_program_wrote_meanwhile_is_in_the_backup(
    workspace: Workspace, copied_at_once: list[Path]
) -> None:
    workspace.back_up_ahead()
    workspace._file._backup._ahead._thread.join()  # type: ignore[union-attr]
    with closing(sqlite3.connect(workspace.path)) as other:
        other.execute("UPDATE projects SET name_en = 'from outside'")
        other.commit()
    add(workspace, "second")
    assert copied_at_once == [workspace.path]
    (made,) = backups(workspace.path)
    assert names(made) == ["from outside"]


def test_another_day_begins_another_copy(
    workspace: Workspace, clock: Clock, copied_at_once: list[Path]
) -> None:
    workspace.back_up_ahead()
    add(workspace, "second")
    clock.now = NOW + timedelta(days=1)
    workspace.back_up_ahead()
    workspace.back_up_ahead()
    clock.now += timedelta(days=1)
    workspace.back_up_ahead()
    add(workspace, "third")
    assert copied_at_once == []
    assert [(made.stem[6:16], names(made)) for made in backups(workspace.path)] == [
        ("2026-11-10", ["first"]),
        ("2026-11-12", ["first", "second"]),
    ]


def test_a_copy_that_failed_is_told_in_the_log_and_holds_up_no_edit(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(path: Path) -> None:
        raise FileError("The copy is damaged.")

    monkeypatch.setattr(daily_backup, "verify", refuse)
    workspace.back_up_ahead()
    add(workspace, "second")
    assert names(workspace.path) == ["first", "second"]
    assert "daily backup" in caplog.text
    assert not backup_folder(workspace.path).exists()


def test_what_a_killed_program_left_is_cleared_away(workspace: Workspace) -> None:
    folder = backup_folder(workspace.path)
    folder.mkdir()
    (folder / ".large 2026-11-09 ahead.cotrack.part").write_bytes(b"half a copy")
    workspace.back_up_ahead()
    add(workspace, "second")
    assert [found.name[:7] for found in folder.iterdir()] == ["large 2"]


def test_a_file_opened_to_read_is_not_copied(workspace: Workspace, clock: Clock) -> None:
    workspace.close()
    with Workspace.open(workspace.path, user="tester", clock=clock, read_only=True) as reading:
        reading.back_up_ahead()
        assert not backup_folder(reading.path).exists()
