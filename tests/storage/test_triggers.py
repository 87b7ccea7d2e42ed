"""What another tool writes is in the journal too, whatever statement it uses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tracker.domain.model import Item, ItemKind, Names, Project, Role, Setting, Source
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.storage import triggers
from tracker.workspace import Workspace, operations


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A project with a row and the row below it, and a setting."""
    with Workspace.create(tmp_path / "center.cotrack", user="tester") as workspace:
        project = operations.add_project(workspace, name=Names(en="Center", ru="Центр"))
        phase = operations.add_item(
            workspace, parent=project, name=Names(en="Phase"), kind=ItemKind.PHASE
        )
        operations.add_item(workspace, parent=phase, name=Names(en="Launch"))
        operations.set_setting(workspace, key="title", value="Portfolio")
        yield workspace


@pytest.fixture
def tool(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """Another program on the same file, with SQLite's own settings."""
    with closing(sqlite3.connect(workspace.path, isolation_level=None)) as connection:
        yield connection


def content(workspace: Workspace) -> dict[tuple[str, int], object]:
    return {(row.table, row.id): row for row in workspace.portfolio.rows()}


def assert_journalled_and_undone(
    workspace: Workspace, before: dict[tuple[str, int], object]
) -> None:
    """What was done outside is one step that can be taken back and done again."""
    workspace.refresh()
    after = content(workspace)
    assert after != before
    assert [finding.text() for finding in workspace.check()] == []
    assert workspace.undo_step is not None and workspace.undo_step.kind == "outside"
    workspace.undo()
    assert content(workspace) == before
    workspace.redo()
    assert content(workspace) == after


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO projects (position, name_kk) VALUES (7, 'Орталық')",
        "UPDATE projects SET note = 'a \"quoted\" note' || char(10, 1, 8232)",
        "UPDATE items SET percent = 50 WHERE kind = 'phase'",
        "REPLACE INTO projects (id, position, name_en) VALUES (1, 3, 'Replaced')",
        "INSERT OR REPLACE INTO settings (id, key, value) VALUES (1, 'title', 'Other')",
        "INSERT INTO settings (id, key, value) VALUES (1, 'title', 'Other')"
        " ON CONFLICT (id) DO UPDATE SET value = excluded.value",
        "DELETE FROM settings",
        "PRAGMA foreign_keys = ON; DELETE FROM projects",
        "PRAGMA recursive_triggers = ON; REPLACE INTO settings (id, key) VALUES (1, 'title')",
    ],
)
def test_any_statement_of_another_tool_is_a_step(
    statement: str, workspace: Workspace, tool: sqlite3.Connection
) -> None:
    before = content(workspace)
    tool.executescript(statement)
    assert_journalled_and_undone(workspace, before)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("REPLACE INTO settings (key, value) VALUES ('title', 'x')", "UNIQUE.*settings.key"),
        ("UPDATE OR REPLACE items SET uid = (SELECT min(uid) FROM items)", "UNIQUE.*items.uid"),
        ("UPDATE OR REPLACE items SET id = 1", "items.id never changes"),
        ("UPDATE journal_changes SET after = NULL", "only ever added to"),
        ("DELETE FROM journal_entries", "only ever added to"),
        ("REPLACE INTO journal_changes SELECT * FROM journal_changes", "only ever added to"),
        ("UPDATE items SET percent = 101", "CHECK"),
        ("UPDATE items SET actual_start = 'soon'", "CHECK"),
        ("UPDATE projects SET note = x'00'", "cannot store BLOB"),
    ],
)
def test_a_statement_that_would_go_round_the_journal_is_refused(
    statement: str, message: str, workspace: Workspace, tool: sqlite3.Connection
) -> None:
    before = content(workspace)
    with pytest.raises(sqlite3.IntegrityError, match=message):
        tool.execute(statement)
    workspace.refresh()
    assert content(workspace) == before
    assert workspace.check() == []


def test_a_bulk_change_from_outside_is_one_step(
    workspace: Workspace, tool: sqlite3.Connection
) -> None:
    before = content(workspace)
    tool.execute("BEGIN")
    tool.executemany(
        "INSERT INTO projects (position, name_en) VALUES (?, ?)",
        [(number, f"Project {number}") for number in range(50)],
    )
    tool.execute("COMMIT")
    assert_journalled_and_undone(workspace, before)


def test_an_edit_here_keeps_what_another_tool_wrote_meanwhile(
    workspace: Workspace, tool: sqlite3.Connection
) -> None:
    tool.execute("UPDATE projects SET region = 'Turkistan Region'")
    told: list[str] = []
    workspace.listeners.append(lambda changes: told.append(changes.operation))
    operations.rename(workspace, row=RowKey("projects", 1), name=Names(en="Renamed"))
    project = workspace.portfolio.projects[1]
    assert (project.region, project.name.en) == ("Turkistan Region", "Renamed")
    assert told == ["outside", "rename"]
    assert workspace.check() == []


def test_what_another_tool_wrote_names_nobody(
    workspace: Workspace, tool: sqlite3.Connection
) -> None:
    tool.execute("UPDATE projects SET note = 'x'")
    entry = next(workspace.history())
    assert (entry.user, entry.office, entry.operation) == ("", "", "outside")
    assert abs((entry.at - next(iter(list(workspace.history())[1:])).at).total_seconds()) < 3600


def test_triggers_that_were_taken_out_are_put_in_again(
    workspace: Workspace, tool: sqlite3.Connection
) -> None:
    tool.execute("DROP TRIGGER journal_projects_update")
    tool.execute("UPDATE projects SET note = 'unseen'")
    found = "\n".join(finding.text() for finding in workspace.check())
    assert "triggers that write the history were changed" in found
    assert "Row 1 of “projects” differs from the history." in found
    workspace.close()
    with Workspace.open(workspace.path, user="tester") as again:
        assert triggers.are_current(tool)
        assert [finding.text() for finding in again.check()] == [
            "Row 1 of “projects” differs from the history."
        ]
        assert again.portfolio.projects[1].note == "unseen"


def test_rows_that_came_and_went_past_the_triggers_are_found(
    workspace: Workspace, tool: sqlite3.Connection
) -> None:
    for trigger in ("settings_insert", "settings_delete", "settings_before_insert"):
        tool.execute(f"DROP TRIGGER journal_{trigger}")
    tool.execute("DELETE FROM settings")
    tool.execute("INSERT INTO settings (key, value) VALUES ('office', 'x')")
    found = "\n".join(finding.text() for finding in workspace.check())
    assert "Row 2 of “settings” is not in the history." in found
    assert "Row 1 of “settings” is in the history, but no longer in the file." in found


def test_a_deletion_takes_what_is_below_along_and_an_undo_brings_it_back(
    workspace: Workspace,
) -> None:
    before = content(workspace)
    changes = workspace.perform(
        "delete", lambda repository: repository.delete(Project, 1), name="Center"
    )
    assert changes.deleted("projects") == (1,)
    assert sorted(changes.deleted("items")) == [1, 2]
    assert not workspace.portfolio.items and not workspace.portfolio.projects
    workspace.undo()
    assert content(workspace) == before


def test_an_id_is_never_given_twice(workspace: Workspace) -> None:
    workspace.perform("delete", lambda repository: repository.delete(Item, 2), name="Launch")
    added = workspace.perform(
        "add-item",
        lambda repository: repository.insert(
            Item(project_id=1, kind=ItemKind.PHASE, position=9, name=Names(en="Next"))
        ),
    )
    workspace.perform("clear", lambda repository: repository.delete(Setting, 1))
    bulk = workspace.perform(
        "import", lambda repository: repository.insert_many([Setting(key="a", value="b")])
    )
    assert added.inserted("items") == (3,)
    assert bulk.inserted("settings") == (2,)


def test_rows_that_another_tool_left_without_their_project_go_with_it(
    workspace: Workspace, tool: sqlite3.Connection
) -> None:
    operations.set_bodies(
        workspace,
        row=RowKey("items", 2),
        role=Role.RESPONSIBLE,
        names=["MTI"],
        language=Language.EN,
    )
    before = content(workspace)
    tool.execute("PRAGMA foreign_keys = OFF")
    tool.execute("DELETE FROM projects")
    assert_journalled_and_undone(workspace, before)


def test_references_to_a_source_that_another_tool_deleted_are_cleared(
    workspace: Workspace, tool: sqlite3.Connection
) -> None:
    source_id = operations.add_source(workspace, source=Source(key="law", title="Law"))
    row = RowKey("items", 2)
    operations.cite(workspace, row=row, source_id=source_id)
    operations.add_note(workspace, row=row, text="Begun", source_id=source_id)
    before = content(workspace)
    tool.execute("PRAGMA foreign_keys = OFF")
    tool.execute("DELETE FROM sources")
    # Seen only when the file is opened the next time.
    workspace.close()
    with Workspace.open(workspace.path, user="tester") as again:
        (note,) = again.portfolio.notes
        assert (note.text, note.source_id) == ("Begun", None)
        assert not again.portfolio.citations
        again.undo()
        assert content(again) == before
