"""The journal under any sequence of operations: undone, redone, and looked back upon."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.workspace.random_steps import Clock, Dump, do, dump, sequences
from tracker.domain.errors import ConflictError
from tracker.domain.fields import FIELD
from tracker.domain.model import Names
from tracker.workspace import Workspace, operations


@settings(max_examples=40)
@given(sequence=sequences)
def test_any_sequence_is_undone_redone_and_seen_again(
    sequence: list[tuple[int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.cotrack"
        clock = Clock()
        states: list[tuple[datetime, Dump]] = []
        with Workspace.create(path, user="tester", clock=clock) as workspace:
            states.append((clock.now, dump(workspace.portfolio)))
            for kind, a, b in sequence:
                before = workspace.undo_step
                try:
                    do(workspace, kind, a, b)
                except ConflictError:
                    assert dump(workspace.portfolio) == states[-1][1], "a refusal changes nothing"
                if workspace.undo_step != before:
                    states.append((clock.now, dump(workspace.portfolio)))
            assert [finding.text() for finding in workspace.check()] == []
            for _, state in reversed(states[:-1]):
                workspace.undo()
                assert dump(workspace.portfolio) == state
            assert workspace.undo_step is None
        # The other half in another run of the program.
        with Workspace.open(path, user="tester", clock=clock) as workspace:
            assert dump(workspace.portfolio) == states[0][1]
            for _, state in states[1:]:
                workspace.redo()
                assert dump(workspace.portfolio) == state
            assert workspace.redo_step is None
            for moment, state in states:
                assert dump(workspace.as_of(moment)) == state
            assert workspace.check() == []


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "file.cotrack", user="tester", clock=Clock())


def test_an_edit_after_an_undo_leaves_nothing_to_redo(workspace: Workspace) -> None:
    operations.add_project(workspace, name=Names(en="A"))
    workspace.undo()
    assert workspace.redo_step is not None
    operations.add_project(workspace, name=Names(en="B"))
    assert workspace.redo_step is None
    assert workspace.undo_step is not None and workspace.undo_step.details == {"name": "B"}


def test_a_step_that_changes_nothing_leaves_no_trace(workspace: Workspace) -> None:
    key = operations.add_project(workspace, name=Names(en="A"))
    told: list[object] = []
    workspace.listeners.append(told.append)
    operations.rename(workspace, row=key, name=Names(en="A"))
    operations.set_field(workspace, rows=[key], field=FIELD["sector"], value=None)
    assert told == []
    assert len(list(workspace.history())) == 1


def test_a_refused_step_is_rolled_back_whole(workspace: Workspace) -> None:
    key = operations.add_project(workspace, name=Names(en="A"))

    def body(repository) -> None:  # type: ignore[no-untyped-def]
        repository.delete(type(workspace.portfolio.projects[key.id]), key.id)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        workspace.perform("delete", body)
    assert key.id in workspace.portfolio.projects
    assert workspace.check() == []


def test_who_and_what_stands_in_the_history(workspace: Workspace) -> None:
    operations.set_setting(workspace, key="office", value="MTI")
    operations.add_project(workspace, name=Names(en="A"))
    entry = next(workspace.history())
    assert (entry.user, entry.office, entry.operation) == ("tester", "MTI", "add-project")
    changes = workspace.changes_of(entry)
    assert changes.rows[0].before is None and changes.rows[0].after is not None
