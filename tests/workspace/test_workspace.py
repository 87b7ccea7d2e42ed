"""One step at a time: all of it or nothing, saved before anybody is told."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.domain.errors import ConflictError, FileError
from tracker.domain.model import Claim, Measure, Names, Project
from tracker.domain.portfolio import RowKey
from tracker.storage.backup import backup_folder
from tracker.storage.mapping import MAPPINGS
from tracker.storage.repository import Repository
from tracker.workspace import Changes, Workspace, operations


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "center.cotrack", user="tester") as workspace:
        operations.add_project(workspace, name=Names(en="Center"))
        yield workspace


CENTER = RowKey("projects", 1)


def stored_names(workspace: Workspace) -> list[str]:
    """What is in the file, past everything in memory."""
    with closing(sqlite3.connect(workspace.path)) as connection:
        return [name for (name,) in connection.execute("SELECT name_en FROM projects ORDER BY id")]


def test_a_view_that_fails_neither_loses_the_change_nor_stops_the_others(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[tuple[str, list[str]]] = []

    def fail(changes: Changes) -> None:
        raise ZeroDivisionError("in a view")

    workspace.listeners.append(fail)
    workspace.listeners.append(
        lambda changes: seen.append((changes.operation, stored_names(workspace)))
    )
    with caplog.at_level(logging.ERROR):
        operations.rename(workspace, row=CENTER, name=Names(en="ICIC"))
    assert seen == [("rename", ["ICIC"])], "told after the commit"
    assert "in a view" in caplog.text
    assert workspace.portfolio.projects[1].name.en == "ICIC"


def test_a_step_within_a_step_is_a_bug(workspace: Workspace) -> None:
    def body(repository: Repository) -> None:
        operations.add_project(workspace, name=Names(en="Inner"))

    with pytest.raises(RuntimeError, match="inside another"):
        workspace.perform("outer", body)
    assert stored_names(workspace) == ["Center"]
    operations.add_project(workspace, name=Names(en="After"))
    assert stored_names(workspace) == ["Center", "After"]


def test_a_view_may_begin_a_step_when_it_is_told_of_one(workspace: Workspace) -> None:
    def follow(changes: Changes) -> None:
        if changes.operation == "rename":
            operations.set_setting(workspace, key="title", value="Renamed")

    workspace.listeners.append(follow)
    operations.rename(workspace, row=CENTER, name=Names(en="ICIC"))
    assert workspace.portfolio.setting("title") == "Renamed"


def test_a_full_disk_is_told_and_leaves_nothing_half_done(workspace: Workspace) -> None:
    connection = workspace._file._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    before = list(workspace.portfolio.rows())
    told: list[Changes] = []
    workspace.listeners.append(told.append)
    many = [Project(position=n, name=Names(en="x" * 500)) for n in range(500)]
    with pytest.raises(FileError, match=r"full\. The last change was not saved"):
        workspace.perform("import", lambda repository: repository.insert_many(many))
    assert (list(workspace.portfolio.rows()), told) == (before, [])
    connection.execute("PRAGMA max_page_count = 1000000")
    operations.rename(workspace, row=CENTER, name=Names(en="Saved"))
    assert stored_names(workspace) == ["Saved"]
    assert workspace.check() == []


def test_an_error_of_the_program_itself_is_not_dressed_up_as_the_user_s(
    workspace: Workspace,
) -> None:
    claim = Claim(measure=Measure.VALUE, value=Decimal(1), unit="USD", project_id=99)
    with pytest.raises(sqlite3.IntegrityError):
        workspace.perform("state-figure", lambda repository: repository.insert(claim))
    assert not workspace.portfolio.claims
    assert workspace.check() == []


def test_a_row_that_is_gone_is_told(workspace: Workspace) -> None:
    gone = workspace.portfolio.projects[1]
    operations.delete_rows(workspace, rows=[CENTER])
    for step in (
        lambda repository: repository.update(gone),
        lambda repository: repository.delete(Project, 1),
        lambda repository: repository.get(Project, 1),
    ):
        with pytest.raises(ConflictError, match="was deleted meanwhile"):
            workspace.perform("edit", step)
    with pytest.raises(ConflictError, match="was deleted meanwhile"):
        operations.rename(workspace, row=CENTER, name=Names(en="Nobody"))


def test_a_failing_backup_holds_up_no_edit(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    workspace.close()
    backup_folder(workspace.path).write_text("a file where the folder should be")
    with Workspace.open(workspace.path, user="tester") as again:
        operations.rename(again, row=CENTER, name=Names(en="Saved"))
        assert stored_names(again) == ["Saved"]
    assert "daily backup" in caplog.text


def test_what_was_brought_back_stands_where_it_stood(workspace: Workspace) -> None:
    project = workspace.portfolio.projects[1]
    claim = Claim(project_id=1, measure=Measure.JOBS, value=Decimal(1150), unit="jobs")
    first = operations.state_figure(workspace, claim=claim)
    second = operations.state_figure(workspace, claim=replace(claim, value=Decimal(1175)))
    operations.delete_claim(workspace, claim_id=first)
    workspace.undo()
    operations.lead_claim(workspace, claim_id=first)
    assert [found.id for found in workspace.portfolio.claims_of(project)] == [first, second]
    workspace.close()
    with Workspace.open(workspace.path, user="tester") as again:
        assert list(again.portfolio.rows()) == sorted(
            workspace.portfolio.rows(), key=lambda row: (list(MAPPINGS).index(row.table), row.id)
        )


def test_a_day_ends_at_local_midnight(tmp_path: Path) -> None:
    # The clock of the tests is five hours ahead of UTC.
    now = datetime(2026, 11, 23, 18, 59, 59, 998_000, tzinfo=UTC)
    with Workspace.create(tmp_path / "day.cotrack", user="tester", clock=lambda: now) as workspace:
        assert workspace.today() == date(2026, 11, 23)
        operations.add_project(workspace, name=Names(en="Before midnight"))
        now += timedelta(milliseconds=2)
        assert workspace.today() == date(2026, 11, 24)
        operations.add_project(workspace, name=Names(en="After"))
        counts = [len(workspace.as_of(date(2026, 11, day)).projects) for day in (22, 23, 24)]
    assert counts == [0, 1, 2]


def test_looking_back_changes_nothing(workspace: Workspace) -> None:
    before = workspace.path.read_bytes()
    past = workspace.as_of(date(2000, 1, 1))
    assert list(past.rows()) == []
    assert len(workspace.portfolio.projects) == 1
    assert workspace.path.read_bytes() == before


def test_the_history_of_a_row_holds_what_is_attached_to_it(workspace: Workspace) -> None:
    other = operations.add_project(workspace, name=Names(en="Other"))
    operations.add_note(workspace, row=CENTER, text="a note")
    operations.add_note(workspace, row=other, text="another")
    assert [entry.operation for entry in workspace.history([CENTER])] == ["add-note", "add-project"]
    assert len(list(workspace.history())) == 4


def test_a_long_history_is_read_page_by_page(workspace: Workspace) -> None:
    for number in range(450):
        operations.rename(workspace, row=CENTER, name=Names(en=str(number)))
    ids = [entry.id for entry in workspace.history()]
    assert ids == sorted(ids, reverse=True) and len(ids) == 451
    entries = workspace.history([CENTER])
    next(entries)
    operations.add_project(workspace, name=Names(en="Meanwhile"))
    assert len(list(entries)) == 450, "a step in between disturbs nothing"


def test_changes_say_what_views_must_patch(workspace: Workspace) -> None:
    told: list[Changes] = []
    workspace.listeners.append(told.append)
    item = operations.add_item(workspace, parent=CENTER, name=Names(en="Launch"))
    operations.add_note(workspace, row=item, text="begun")
    operations.rename(workspace, row=item, name=Names(en="Technical launch"))
    operations.delete_rows(workspace, rows=[CENTER])
    added, noted, renamed, deleted = told
    assert (added.inserted("items"), added.changes_outline) == ((1,), True)
    assert (noted.row_keys, noted.tables, noted.changes_outline) == ({item}, {"notes"}, False)
    assert (renamed.updated("items"), renamed.changes_outline) == ((1,), False)
    assert deleted.row_keys == {CENTER, item}
    assert deleted.touches("notes", "claims") and not deleted.touches("claims")
    assert deleted.deleted("projects") == (1,)


def test_nothing_to_undo_or_redo_is_no_step(workspace: Workspace) -> None:
    assert not workspace.redo()
    assert workspace.undo().deleted("projects") == (1,)
    assert not workspace.undo()
    assert len(list(workspace.history())) == 2


def test_undo_walks_past_everything_that_was_undone_already(workspace: Workspace) -> None:
    for number in range(5):
        operations.rename(workspace, row=CENTER, name=Names(en=f"tried {number}"))
        workspace.undo()
        workspace.redo()
        workspace.undo()
    step = workspace.undo_step
    assert step is not None and step.operation == "add-project"
    assert workspace.redo_step is not None and workspace.redo_step.operation == "rename"
    workspace.redo()
    assert workspace.portfolio.projects[1].name.en == "tried 4"


def test_an_interrupted_step_is_taken_back_when_the_file_is_opened_to_change_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    connection = workspace._file._connection
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "UPDATE projects SET note = ? WHERE id = 1", [("x" * 5000,) for _ in range(20)]
    )
    copy = tmp_path / "copy.cotrack"
    for ending in ("", "-journal"):
        source = workspace.path.with_name(workspace.path.name + ending)
        copy.with_name(copy.name + ending).write_bytes(source.read_bytes())
    connection.execute("ROLLBACK")
    with pytest.raises(FileError, match="was interrupted"):
        Workspace.open(copy, user="tester", read_only=True)
    with Workspace.open(copy, user="tester") as again:
        assert again.portfolio.projects[1].note == ""
        assert again.check() == []
    with Workspace.open(copy, user="tester", read_only=True) as reading:
        assert len(reading.portfolio.projects) == 1
