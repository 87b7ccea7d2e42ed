"""What another tool writes into the file is in the history as well, and can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tracker.domain.model import Names
from tracker.domain.portfolio import RowKey
from tracker.storage.journal import EntryKind
from tracker.workspace import Workspace, operations


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "file.cotrack", user="tester") as workspace:
        for name in "ABC":
            key = operations.add_project(workspace, name=Names(en=name))
            operations.add_item(workspace, parent=key, name=Names(en=f"{name}1"))
        yield workspace


def outside(workspace: Workspace, *statements: str, foreign_keys: bool = True) -> None:
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        with connection:
            for statement in statements:
                connection.execute(statement)


def projects(workspace: Workspace) -> list[str]:
    return [project.name.en for project in workspace.portfolio.ordered_projects()]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("INSERT INTO projects (position, name_en) VALUES (9999999, 'D')", ["A", "B", "C", "D"]),
        ("UPDATE projects SET name_en = 'Z' WHERE name_en = 'A'", ["Z", "B", "C"]),
        ("DELETE FROM projects WHERE name_en = 'B'", ["A", "C"]),
        (
            "INSERT OR REPLACE INTO projects (id, position, name_en)"
            " SELECT id, position, 'R' FROM projects WHERE name_en = 'A'",
            ["R", "B", "C"],
        ),
        (
            "INSERT INTO projects (id, position, name_en) SELECT id, position, 'U' FROM projects"
            " WHERE name_en = 'C' ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en",
            ["A", "B", "U"],
        ),
    ],
)
def test_a_write_from_outside_is_seen_named_and_undone(
    statement: str, expected: list[str], workspace: Workspace
) -> None:
    before = sorted(workspace.portfolio.rows(), key=lambda row: (row.table, row.id))
    told: list[object] = []
    workspace.listeners.append(told.append)
    outside(workspace, statement)
    workspace.refresh()
    assert projects(workspace) == expected
    assert told
    assert workspace.check() == []
    entry = next(workspace.history())
    assert (entry.kind, entry.operation, entry.user) == (EntryKind.OUTSIDE, "outside", "")
    while (step := workspace.undo_step) is not None and step.kind is EntryKind.OUTSIDE:
        workspace.undo()
    assert sorted(workspace.portfolio.rows(), key=lambda row: (row.table, row.id)) == before


def test_the_journal_is_only_ever_added_to(workspace: Workspace) -> None:
    for statement in (
        "UPDATE journal_entries SET user = 'somebody'",
        "DELETE FROM journal_changes",
        "DELETE FROM journal_entries",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            outside(workspace, statement)


def test_a_change_behind_the_journal_s_back_is_found(tmp_path: Path) -> None:
    path = tmp_path / "file.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        operations.add_project(workspace, name=Names(en="A"))
        outside(
            workspace,
            "DROP TRIGGER journal_projects_update",
            "UPDATE projects SET name_en = 'secret'",
        )
    with Workspace.open(path, user="tester") as workspace:
        findings = [finding.text() for finding in workspace.check()]
        assert any("differs from the history" in finding for finding in findings)
        assert not any("triggers" in finding for finding in findings), "restored on opening"


def test_a_broken_reference_is_found(workspace: Workspace) -> None:
    outside(workspace, "UPDATE items SET project_id = 999 WHERE id = 1", foreign_keys=False)
    assert any("does not exist" in finding.text() for finding in workspace.check())


@pytest.mark.parametrize("when", ["noticed", "opened"])
def test_items_that_stand_below_themselves_are_shown_again(when: str, workspace: Workspace) -> None:
    """No outline would show them: the rows would seem to be lost."""
    project = workspace.portfolio.ordered_projects()[0]
    (first,) = workspace.portfolio.children(project)
    above = RowKey(first.table, first.id)
    second = operations.add_item(workspace, parent=above, name=Names(en="A2"))
    third = operations.add_item(workspace, parent=second, name=Names(en="A3"))
    outside(workspace, f"UPDATE items SET parent_id = {second.id} WHERE id = {first.id}")
    if when == "noticed":
        workspace.refresh()
        mended = workspace
    else:
        path = workspace.path
        workspace.close()
        mended = Workspace.open(path, user="tester")
    with mended:
        shown = [item.id for item in mended.portfolio.descendants(project)]
        assert sorted(shown) == [first.id, second.id, third.id]
        assert mended.portfolio.items[third.id].parent_id == second.id
        assert mended.check() == []
