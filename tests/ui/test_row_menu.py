"""What the menu of rows and links offers, and that each of it is one step for all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.charts import ROWS, dates
from tracker.domain.model import Body, Names, State
from tracker.domain.portfolio import RowKey
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.workspace import Workspace

BODY = Body(id=1, uid="b1", name=Names(en="Ministry of Trade & Industry"))


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    path = tmp_path / "chart.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        workspace.perform(
            "import", lambda repository: [repository.insert(row) for row in (BODY, *ROWS)]
        )
    window.files.open_path(path)
    window.show_page("timeline")
    return window


@pytest.fixture
def session(opened: MainWindow) -> Session:
    assert opened.session is not None
    return opened.session


def choose(session: Session, *ids: int) -> None:
    keys = [RowKey("items", each) for each in ids]
    session.select(keys, keys[0])


def asked(target: QAbstractScrollArea) -> QMenu:
    """The menu that opens where the Menu key is pressed."""
    place = QPoint(20, 50)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, target.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(target, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        if isinstance(action.menu(), QMenu):
            yield from entries(action.menu())  # type: ignore[arg-type]
        else:
            yield action


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in entries(menu) if action.text() == text)


@pytest.fixture(params=["chart", "grid"])
def part(request: pytest.FixtureRequest) -> Callable[[MainWindow], QAbstractScrollArea]:
    return lambda window: getattr(window, request.param)


def test_the_state_of_many_is_set_as_one_step(
    opened: MainWindow, session: Session, part: Callable[[MainWindow], QAbstractScrollArea]
) -> None:
    choose(session, 2, 3)
    menu = asked(part(opened))
    entry(menu, "Done").trigger()
    menu.close()
    assert [session.portfolio.items[each].state for each in (2, 3)] == [State.DONE] * 2
    session.workspace.undo()
    assert [session.portfolio.items[each].state for each in (2, 3)] == [None] * 2


def test_the_responsible_body_of_many_is_set_as_one_step(
    opened: MainWindow, session: Session
) -> None:
    choose(session, 2, 3)
    menu = asked(opened.chart)
    entry(menu, "Ministry of Trade && Industry").trigger()
    menu.close()
    assert {role.item_id for role in session.portfolio.body_roles} == {2, 3}
    assert len(session.portfolio.bodies) == 1
    menu = asked(opened.chart)
    assert entry(menu, "Ministry of Trade && Industry").isChecked()
    entry(menu, "Nobody").trigger()
    menu.close()
    assert not len(session.portfolio.body_roles)
    session.workspace.undo()
    session.workspace.undo()
    assert not len(session.portfolio.body_roles)


def test_many_are_shifted_each_by_its_own_step(opened: MainWindow, session: Session) -> None:
    choose(session, 2, 6)
    menu = asked(opened.grid)
    entry(menu, "One step later").trigger()
    menu.close()
    assert (dates(session, 2)[1], dates(session, 6)[1]) == ("2027-Q1", "2028-by")
    session.workspace.undo()
    assert (dates(session, 2)[1], dates(session, 6)[1]) == ("2026-Q4", "2027-by")


def test_the_commands_of_the_window_are_in_it_with_their_keys(
    opened: MainWindow, session: Session
) -> None:
    choose(session, 2)
    menu = asked(opened.chart)
    for action_id in ("move-dates", "rename", "indent", "delete", "link"):
        assert opened.commands[action_id] in menu.actions()
    menu.close()


def test_the_links_of_a_row_are_reached_by_keyboard(opened: MainWindow, session: Session) -> None:
    choose(session, 3)
    menu = asked(opened.chart)
    entry(menu, "→ Opening · finish to start").trigger()
    menu.close()
    assert opened.chart.hand.link is not None
    popup = opened._stack.currentWidget()._link_popup  # type: ignore[attr-defined]
    assert popup.isVisible()
    popup.close()
    menu = asked(opened.chart)
    assert [action.text() for action in menu.actions()] == ["Change the link…", "Remove the link"]
    entry(menu, "Remove the link").trigger()
    menu.close()
    assert not len(session.portfolio.links)


def test_a_right_click_selects_what_it_is_about(
    opened: MainWindow, session: Session, qtbot: QtBot
) -> None:
    choose(session, 2, 3)
    chart = opened.chart
    row = session.place(RowKey("items", 5))
    assert row is not None
    place = QPoint(30, chart.mark_rect(row).center().y())
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.RightButton, pos=place)
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert session.selected == (RowKey("items", 5),)
    choose(session, 2, 5)
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.RightButton, pos=place)
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert len(session.selected) == 2
