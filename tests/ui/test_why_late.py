"""Why late: the sentence in the inspector, the chain in the picture, each cause one click away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.workspace.test_foresight import TODAY, portfolio
from tracker.domain.foresight import judged_status
from tracker.domain.model import Edge, Item
from tracker.domain.portfolio import RowKey
from tracker.domain.status import Status
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.models.cells import Ink
from tracker.ui.session import Session
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import Workspace, operations

WORKS, OPENING, FORGOTTEN = (RowKey("items", number) for number in (1, 2, 3))


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "a.cotrack", user="tester")
    rows = list(portfolio().rows())
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    inspector = Inspector(session, LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(320, 900)
    inspector.show()
    session.forecasting.start()
    session.select([OPENING], OPENING)
    return inspector


def test_nothing_is_foreseen_before_it_is_asked_for(session: Session) -> None:
    assert session.forecasting.foresight is None
    session.forecasting.start()
    assert session.forecasting.foresight is not None


def test_the_sentence_and_the_chain_are_beside_the_dates(inspector: Inspector) -> None:
    section = inspector.why
    assert section.isVisibleTo(inspector)
    assert "Opening" in section.sentence.text()
    assert [entry.said for entry in section.list.entries] == [
        "Works, late, committed 2026, Jan – Feb 2027",
        "Opening, late, committed Q4 2026, Jan – Feb 2027",
    ]


def test_a_click_on_a_cause_goes_to_its_row(session: Session, inspector: Inspector) -> None:
    section = inspector.why
    frame = section.list.layout().itemAt(0).widget()
    at = frame.geometry().center()
    QTest.mousePress(section.list, Qt.MouseButton.LeftButton, pos=at)
    assert session.current == WORKS


def test_an_edit_is_followed_at_once_by_the_rows_that_depend_on_it(
    session: Session, inspector: Inspector
) -> None:
    patched: list[int] = []
    session.rows_patched.connect(patched.extend)
    places = {session.rows[place].key for place in range(len(session.rows))}
    assert {WORKS, OPENING} <= places
    item = session.portfolio.items[1]
    operations.set_actual(
        session.workspace,
        item_id=item.id,
        edge=Edge.FINISH,
        period=_day(2026, 11, 20),
    )
    assert judged_status(session.portfolio, session.portfolio.items[2], TODAY) is not Status.LATE
    assert session.place(OPENING) in patched
    assert session.portfolio.items[1] != item
    assert isinstance(session.current_row(), Item)


def test_what_drives_the_current_row_is_held_while_it_is_asked_for(session: Session) -> None:
    session.forecasting.start()
    changed: list[bool] = []
    session.why.changed.connect(lambda: changed.append(True))
    session.select([OPENING], OPENING)
    assert not session.why.links
    session.why.show(True)
    assert session.why.links == {1}
    assert session.why.holds(WORKS)
    session.select([WORKS], WORKS)
    assert not session.why.links
    session.why.show(False)
    assert not session.why.holds(WORKS)
    assert changed


def test_it_adds_its_chain_to_the_picture_and_dims_nothing(session: Session, qtbot: QtBot) -> None:
    page = TimelinePage(session, LIGHT)
    qtbot.addWidget(page)
    page.resize(1_200, 500)
    page.show()
    qtbot.waitExposed(page)
    session.forecasting.start()
    session.select([OPENING], OPENING)
    QApplication.processEvents()
    viewport, geometry = page.chart.viewport(), page.row_geometry
    before = viewport.grab().toImage()
    session.why.show(True)
    after = viewport.grab().toImage()
    assert before != after
    place = session.place(FORGOTTEN)
    assert place is not None and not session.why.holds(FORGOTTEN)
    top, height = int(geometry.top(place)), int(geometry.height)
    row = QRect(0, top + 1, viewport.width(), height - 2)
    assert before.copy(row) == after.copy(row)
    grid = page.grid
    assert not any(session.dims(found) for found in session.rows)
    cell = grid.rows.cell(grid.rows.line_of(place), grid.rows.column_of("name"))
    assert cell.ink is Ink.MAIN


def _day(year: int, month: int, day: int):  # type: ignore[no-untyped-def]
    from tracker.domain.period import Period

    return Period.day(date(year, month, day))
