"""Files to run commands on, and the one Qt application of the test run for those that paint."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.cli.runs import HOSTILE, succeeds
from tracker.domain.model import Item, ItemKind, Names, Project, Setting
from tracker.workspace.workspace import Workspace


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """A process has one: a picture must not make one that windows cannot use."""
    return qapp


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.cotrack"
    succeeds("new", file, "--sample")
    return file


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file of one's own, with names that want to be something else."""
    file = tmp_path / "мой портфель.cotrack"
    succeeds("new", file)
    with Workspace.open(file, user="tester") as workspace:
        workspace.perform(
            "add-project",
            lambda repository: (
                repository.insert(Setting(key="title", value="{title} \x1b[2J")),
                repository.insert(Setting(key="status_date", value="2026-11-23")),
                repository.insert(Project(position=0, name=Names(en=HOSTILE[0]))),
                repository.insert_many(
                    Item(project_id=1, position=place, kind=ItemKind.MILESTONE, name=Names(en=name))
                    for place, name in enumerate(HOSTILE)
                ),
            ),
            name=HOSTILE[3],
        )
    return file
