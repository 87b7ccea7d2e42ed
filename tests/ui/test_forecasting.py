"""What reaches little is forecast with the edit, even in a large file; what reaches far or makes
another plan once the edits pause; and only after those on which a forecast rests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.workspace.test_foresight import TODAY, portfolio
from tracker.domain.fields import FIELD
from tracker.domain.model import Names
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.ui import forecasting as module
from tracker.ui.forecasting import Forecasting
from tracker.ui.session import Session
from tracker.workspace import Workspace, operations

WORKS = RowKey("items", 1)


@pytest.fixture
def session(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    monkeypatch.setattr(module, "AT_ONCE", 0)
    monkeypatch.setattr(module, "_PAUSE_MS", 1)
    monkeypatch.setattr(module, "REACHED_AT_ONCE", 0)
    workspace = Workspace.create(tmp_path / "a.cotrack", user="tester")
    rows = list(portfolio().rows())
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    session = Session(workspace, language=Language.EN, today=lambda: TODAY)
    yield session
    session.forecasting.end()


@pytest.fixture
def forecasting(session: Session, qtbot: QtBot) -> Forecasting:
    with qtbot.waitSignal(session.forecasting.computed):
        session.forecasting.start()
    return session.forecasting


def report(session: Session, percent: int) -> None:
    operations.set_field(session.workspace, rows=[WORKS], field=FIELD["percent"], value=percent)


def test_many_edits_are_followed_by_one_forecast(
    session: Session, forecasting: Forecasting, qtbot: QtBot
) -> None:
    told: list[bool] = []
    computed: list[object] = []
    forecasting.computing.connect(lambda: told.append(forecasting.is_computing))
    forecasting.computed.connect(computed.append)
    works = session.portfolio.items[1]
    before = forecasting.foresight
    assert before is not None
    said = before.of(works)
    with qtbot.waitSignal(forecasting.computed):
        for percent in (10, 20, 60):
            report(session, percent)
        assert forecasting.is_computing
        assert not computed
    assert len(computed) == 1
    assert told == [True, False]
    assert forecasting.foresight is not None
    left = {row.id: row.duration for row in forecasting.foresight.forecast.plan.activities}
    assert left[1].likely == 20
    assert forecasting.foresight.of(session.portfolio.items[1]) != said


def test_what_no_date_follows_from_is_not_followed(
    session: Session, forecasting: Forecasting
) -> None:
    before = forecasting.foresight
    operations.set_field(
        session.workspace, rows=[WORKS], field=FIELD["name"], value=Names(en="Other works")
    )
    operations.set_field(session.workspace, rows=[WORKS], field=FIELD["note"], value="Seen")
    assert not forecasting.is_computing
    assert forecasting.foresight is before


def test_a_file_that_is_closed_is_forecast_no_more(
    session: Session, forecasting: Forecasting
) -> None:
    report(session, 10)
    forecasting.end()
    assert not forecasting.is_computing


def test_a_paper_waits_for_the_forecast_of_the_last_edit(
    session: Session, forecasting: Forecasting
) -> None:
    report(session, 60)
    forecasting.wait(QApplication.processEvents)
    assert not forecasting.is_computing
    assert forecasting.foresight is not None
    left = {row.id: row.duration for row in forecasting.foresight.forecast.plan.activities}
    assert left[1].likely == 20


def test_waiting_for_a_forecast_can_be_ended(session: Session, forecasting: Forecasting) -> None:
    class Ended(Exception):
        pass

    def end() -> None:
        raise Ended

    report(session, 60)
    with pytest.raises(Ended):
        forecasting.wait(end)


def test_an_edit_that_reaches_little_is_forecast_with_it(
    session: Session, forecasting: Forecasting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REACHED_AT_ONCE", 10)
    patched: list[object] = []
    session.rows_patched.connect(patched.append)
    works, opening, other = (session.portfolio.items[item] for item in (1, 2, 3))
    assert forecasting.foresight is not None
    said = [forecasting.foresight.of(row) for row in (works, opening, other)]
    report(session, 60)
    assert not forecasting.is_computing
    # The works, the opening after them, and what may slip as far as the project does.
    assert patched == [[0, 1, 2, 3]]
    now = [forecasting.foresight.of(session.portfolio.items[item]) for item in (1, 2, 3)]
    assert all(one != then for one, then in zip(now, said, strict=True))


def test_a_link_makes_another_plan_and_no_row_says_more_than_it_changes(
    session: Session, forecasting: Forecasting, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(forecasting.computed) as told:
        operations.remove_link(session.workspace, link_id=1)
        assert forecasting.is_computing
        for row in session.portfolio.items:
            assert forecasting.foresight is not None
            forecasting.foresight.of(row)
    assert told.args == [frozenset({RowKey("items", 2)})]


def test_what_is_computed_for_an_edit_is_taken_in_though_another_one_waits(
    session: Session, forecasting: Forecasting, qtbot: QtBot
) -> None:
    operations.remove_link(session.workspace, link_id=1)
    forecasting._order()
    forecasting._pause.setInterval(60_000)
    with qtbot.waitSignal(forecasting.computed):
        report(session, 60)
    assert forecasting.is_computing
    assert forecasting.plan is not None
    assert not forecasting.plan.forecast.plan.dependencies
    with qtbot.waitSignal(forecasting.computed):
        forecasting._order()
    left = {row.id: row.duration for row in forecasting.plan.forecast.plan.activities}
    assert left[1].likely == 20
    assert not forecasting.is_computing


def test_after_a_large_import_any_row_may_say_something_else(
    session: Session, forecasting: Forecasting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_CHANGES", 0)
    works = session.portfolio.items[1]
    assert forecasting.foresight is not None
    said = forecasting.foresight.of(works)
    with qtbot.waitSignal(forecasting.computed) as told:
        report(session, 60)
    assert told.args == [None]
    assert forecasting.foresight.of(session.portfolio.items[1]) != said
