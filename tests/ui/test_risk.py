"""Sampling the risk in the window: one step, columns and inspector, out of date, made again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.inspectors import texts
from tests.workspace.test_foresight import TODAY, portfolio
from tracker.domain.fields import FIELD
from tracker.domain.model import Distribution
from tracker.domain.moving import Span
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.dialogs.risk import SampleRisk
from tracker.ui.i18n import Texts
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.session import Session
from tracker.workspace import Workspace, operations

PLANT = RowKey("projects", 1)
WORKS = RowKey("items", 1)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "a.cotrack", user="tester")
    rows = list(portfolio().rows())
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    session = Session(workspace, language=Language.EN, today=lambda: TODAY)
    session.forecasting.start()
    return session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def dialog(session: Session, window: QWidget, qtbot: QtBot) -> SampleRisk:
    made = SampleRisk(window, session, Texts(Language.EN), LIGHT)
    made.show()
    qtbot.waitExposed(made)
    return made


def sample(session: Session, window: QWidget, qtbot: QtBot, runs: str = "60") -> None:
    asked = dialog(session, window, qtbot)
    asked.runs.selectAll()
    qtbot.keyClicks(asked.runs, runs)
    qtbot.keyClick(asked.runs, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not asked.isVisible())


def test_enter_samples_and_keeps_it_as_one_step(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    steps = len(list(session.workspace.history()))
    sample(session, window, qtbot)
    (run,) = session.portfolio.risk_runs
    assert (run.runs, run.seed, run.distribution) == (60, 0, Distribution.PERT)
    assert len(list(session.workspace.history())) == steps + 1
    session.workspace.undo()
    assert not len(session.portfolio.risk_runs)


def test_the_inspector_says_it_and_names_it_when_it_is_out_of_date(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    inspector = Inspector(session, LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(320, 900)
    inspector.show()
    session.select([WORKS], WORKS)
    assert not inspector.risk.isVisible()
    sample(session, window, qtbot)
    said = texts(inspector.risk)
    assert "60 runs" in said and "(P80)" in said and "Chance of driving, %\n100" in said
    assert not inspector.risk.again.isVisible()
    # A project has its own P50 and P80; what drives it is asked of its parts.
    session.select([PLANT], PLANT)
    of_project = texts(inspector.risk)
    assert "(P80)" in of_project and "Chance of driving" not in of_project
    session.select([WORKS], WORKS)
    # Beside what is only supposed it is named as the plan's.
    session.what_if.begin()
    session.what_if.suppose([(WORKS.id, Span(None, Period.year(2029)))])
    session.forecasting.computed.emit(frozenset())
    assert "60 runs, of the plan" in texts(inspector.risk)
    session.what_if.leave()
    assert "of the plan" not in texts(inspector.risk)
    field = FIELD["duration_high"]
    operations.set_field(session.workspace, rows=[WORKS], field=field, value=70)
    assert "it holds no longer" in texts(inspector.risk)
    with qtbot.waitSignal(inspector.sampling_requested):
        qtbot.keyClick(inspector.risk.again, Qt.Key.Key_Space)
    # What is offered is what was kept, so that Enter makes it again.
    again = dialog(session, window, qtbot)
    assert again.runs.text() == "60"
    qtbot.keyClick(again.runs, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not again.isVisible())
    assert "it holds no longer" not in texts(inspector.risk)


def test_a_number_that_cannot_be_taken_is_not_begun(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    asked = dialog(session, window, qtbot)
    for runs in ("", "0"):
        asked.runs.clear()
        qtbot.keyClicks(asked.runs, runs)
        assert not asked.accept_button.isEnabled()
        qtbot.keyClick(asked.runs, Qt.Key.Key_Return)
        assert asked.work.order is None
    asked.reject()


def test_cancel_drops_what_is_under_way(session: Session, window: QWidget, qtbot: QtBot) -> None:
    asked = dialog(session, window, qtbot)
    asked.runs.setText("100000")
    qtbot.keyClick(asked.runs, Qt.Key.Key_Return)
    assert not asked.accept_button.isEnabled()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert asked.isVisible() and asked.accept_button.isEnabled()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert not asked.isVisible()
    assert not len(session.portfolio.risk_runs)


def test_a_file_that_cannot_be_written_is_told_in_the_dialog(
    session: Session, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.domain.errors import FileError

    def refuse(*_: object, **__: object) -> None:
        raise FileError("“{file}” is open to read only.", file="a")

    monkeypatch.setattr(operations, "keep_risk", refuse)
    asked = dialog(session, window, qtbot)
    asked.runs.setText("5")
    qtbot.keyClick(asked.runs, Qt.Key.Key_Return)
    qtbot.waitUntil(asked.failure.isVisible)
    assert "read only" in asked.failure.text()
    assert asked.accept_button.isEnabled()
    asked.reject()
