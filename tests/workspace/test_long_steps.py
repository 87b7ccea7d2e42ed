"""A long step tells how far it is, and can be ended until it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.model import Names, Project
from tracker.storage.repository import Repository
from tracker.storage.telling import EVERY, Stopped
from tracker.workspace import Workspace

ROWS = [Project(position=place, name=Names(en=f"Project {place}")) for place in range(1, 451)]


def insert(workspace: Workspace, tell: object) -> None:
    def write(repository: Repository) -> None:
        repository.insert_many(ROWS, tell=tell)  # type: ignore[arg-type]

    workspace.perform("import", write, tell=tell)  # type: ignore[arg-type]


def test_it_tells_of_each_stage(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "file.cotrack", user="tester") as workspace:
        told: list[int] = []
        insert(workspace, told.append)
        assert set(told) == {EVERY}
        assert len(told) == 16, "stored, read back, made rows of, taken in: four times four"
        assert len(workspace.portfolio.projects) == 450


@pytest.mark.parametrize("at", range(16))
def test_whenever_it_is_stopped_all_or_nothing_is_there(tmp_path: Path, at: int) -> None:
    path = tmp_path / "file.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        told: list[int] = []

        def tell(rows: int) -> None:
            told.append(rows)
            if len(told) == at + 1:
                raise Stopped

        saved = at >= 12
        if saved:
            insert(workspace, tell)
        else:
            with pytest.raises(Stopped):
                insert(workspace, tell)
        count = 450 if saved else 0
        assert len(workspace.portfolio.projects) == count
        assert (workspace.undo_step is not None) is saved
        insert(workspace, None)
        assert len(workspace.portfolio.projects) == count + 450
        assert workspace.check() == []
    with Workspace.open(path, user="tester") as workspace:
        assert len(workspace.portfolio.projects) == count + 450
