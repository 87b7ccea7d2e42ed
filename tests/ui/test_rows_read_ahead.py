"""Rows are made while nobody waits for them, also those that were asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.workspace.test_foresight import TODAY, portfolio
from tracker.domain.model import Names
from tracker.language import Language
from tracker.ui import session as module
from tracker.ui.session import Session
from tracker.workspace import Workspace, operations
from tracker.workspace.outline_rows import OutlineRows


def test_rows_that_were_asked_for_again_are_made_ahead(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FIRST_PAINT", 0)
    workspace = Workspace.create(tmp_path / "a.cotrack", user="tester")
    rows = list(portfolio().rows())
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    session = Session(workspace, language=Language.EN, today=lambda: TODAY)

    def are_made() -> bool:
        assert isinstance(session.rows, OutlineRows)
        return session.rows.are_made and session.searches_at_once

    qtbot.waitUntil(are_made)
    operations.add_project(workspace, name=Names(en="Second"), after=None)
    assert not are_made()
    qtbot.waitUntil(are_made)
