"""The whole portfolio in one screen, driven with real keys and clicks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.timeline.header import HEADER_HEIGHT
from tracker.ui.session import Session
from tracker.ui.timeline.whole_view import WholeView
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import Workspace, operations

TODAY = date(2026, 11, 23)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    workspace.perform(
        "import", lambda repository: [repository.insert(row) for row in center().rows()]
    )
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TimelinePage:
    page = TimelinePage(session, LIGHT)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def whole(page: TimelinePage, qtbot: QtBot) -> WholeView:
    page.toggle_whole()
    assert page.whole is not None
    qtbot.waitUntil(lambda: page.whole is not None and page.whole.is_exact)
    return page.whole


def middle_of(whole: WholeView, place: int, count: int) -> QPoint:
    high = whole.height() - HEADER_HEIGHT
    return QPoint(whole.width() * 3 // 4, int(HEADER_HEIGHT + (place + 0.5) * high / count))


def test_a_click_goes_to_the_row_and_the_day(
    page: TimelinePage, whole: WholeView, session: Session, qtbot: QtBot
) -> None:
    qtbot.mouseClick(whole, Qt.MouseButton.LeftButton, pos=middle_of(whole, 2, len(session.rows)))
    assert page.whole is None and page.chart.isVisible()
    assert session.current == session.rows[2].key


def test_keys_mark_a_row_and_go_there(
    page: TimelinePage, whole: WholeView, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClick(whole, Qt.Key.Key_End)
    assert whole.marked == len(session.rows) - 1
    qtbot.keyClick(whole, Qt.Key.Key_Up)
    assert "Q4 2026" in whole.accessibleDescription()
    qtbot.keyClick(whole, Qt.Key.Key_Return)
    assert page.whole is None
    assert session.current == session.rows[-2].key


def test_esc_brings_the_rows_back(page: TimelinePage, whole: WholeView, qtbot: QtBot) -> None:
    qtbot.keyClick(whole, Qt.Key.Key_Escape)
    assert page.whole is None and page.grid.isVisible()


def test_an_edit_is_drawn(whole: WholeView, session: Session, qtbot: QtBot) -> None:
    before = whole.grab().toImage()
    last = session.rows[-1].key
    assert session.edit(
        lambda: operations.commit_deadline(
            session.workspace, item_id=last.id, deadline=Period.year(2031)
        )
    )
    qtbot.waitUntil(lambda: whole.is_exact)
    assert whole.grab().toImage() != before


def test_themes_languages_and_empty_files(whole: WholeView, session: Session, qtbot: QtBot) -> None:
    light = whole.grab().toImage()
    whole.set_theme(DARK)
    qtbot.waitUntil(lambda: whole.is_exact)
    assert whole.grab().toImage() != light
    session.set_language(Language.RU)
    session.workspace.undo()
    assert not session.rows
    whole.grab()
    qtbot.keyClick(whole, Qt.Key.Key_Down)
    qtbot.mouseMove(whole, QPoint(700, 300))
    assert whole.marked is None


def test_a_row_is_named_by_the_pointer(whole: WholeView, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseMove(whole, QPoint(700, 100))
    qtbot.mouseMove(whole, middle_of(whole, 1, len(session.rows)))
    assert whole.marked == 1
    assert RowKey("projects", 1) == session.rows[0].key


def test_rows_that_the_chart_reads_meanwhile_are_drawn(
    page: TimelinePage, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.toggle_whole()
    assert page.whole is not None
    qtbot.waitUntil(lambda: page.whole is not None and page.whole.is_exact)
    complete = page.whole.grab().toImage()
    monkeypatch.setattr("tracker.ui.timeline.whole_view._ROWS_AT_ONCE", 1)
    session.status_date_changed.emit()
    page.whole.grab()
    page.chart.chart.whole()
    qtbot.waitUntil(lambda: page.whole is not None and page.whole.is_exact)
    assert page.whole.grab().toImage() == complete
