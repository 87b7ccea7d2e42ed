"""The legend below the grid: what is in view, and all of it on demand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import open_session, press, shown
from tracker.paper.theme import LIGHT
from tracker.ui.popup import Popup
from tracker.ui.session import Session
from tracker.ui.timeline.legend import Legend
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace.query import Query


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TimelinePage:
    page = TimelinePage(session, LIGHT)
    shown(qtbot, page, page.grid)
    QApplication.processEvents()
    return page


def legend_of(page: TimelinePage) -> Legend:
    found = page.findChild(Legend)
    assert found is not None
    return found


def texts(page: TimelinePage) -> list[str]:
    QApplication.processEvents()
    return [entry.text for entry in legend_of(page).entries]


def test_it_names_what_is_there(page: TimelinePage, session: Session) -> None:
    assert texts(page) == ["Committed period", "Planned", "Uncertain span", "Overdue"]
    session.set_query(Query(text="opening"))
    assert texts(page) == ["Planned", "Uncertain span"]
    session.set_query(Query(text="nothing like it"))
    assert texts(page) == []
    legend_of(page).grab()


def test_a_mark_that_comes_is_named(page: TimelinePage, session: Session) -> None:
    session.workspace.undo()
    assert texts(page) == []
    session.workspace.redo()
    assert "Overdue" in texts(page)


def test_short_of_room_a_button_shows_all(page: TimelinePage, qtbot: QtBot) -> None:
    legend = legend_of(page)
    assert not legend.more.isVisible()
    legend.setFixedWidth(150)
    QApplication.processEvents()
    assert legend.more.isVisible()
    assert legend.more.text() == "+1"
    qtbot.mouseClick(legend.more, Qt.MouseButton.LeftButton)
    (popup,) = [found for found in page.window().findChildren(Popup) if found.isVisible()]
    popup.grab()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
