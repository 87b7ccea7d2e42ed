"""Everything that is done on the chart by mouse is done by keyboard too, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.charts import ROWS, dates
from tests.ui.windows import press
from tracker.domain.model import LagUnit, LinkType
from tracker.domain.portfolio import RowKey
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    path = tmp_path / "chart.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        workspace.perform("import", lambda repository: [repository.insert(row) for row in ROWS])
    window.files.open_path(path)
    window.show_page("timeline")
    window.chart.setFocus()
    qtbot.waitUntil(window.chart.hasFocus)
    return window


@pytest.fixture
def session(opened: MainWindow) -> Session:
    assert opened.session is not None
    return opened.session


@pytest.fixture
def chart(opened: MainWindow) -> TimelineView:
    return opened.chart


@pytest.fixture
def choose(session: Session) -> Callable[..., None]:
    def choose(*ids: int) -> None:
        keys = [RowKey("items", each) for each in ids]
        session.select(keys, keys[-1])

    return choose


def keys(qtbot: QtBot, window: MainWindow, *pressed: Key) -> None:
    for key in pressed:
        press(qtbot, window, key)


def test_dates_are_moved_by_letters_and_arrows_as_one_step(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(2)
    keys(qtbot, opened, Key.Key_M, Key.Key_Right, Key.Key_Right)
    assert dates(session, 2) == ("", "2026-Q4")
    assert opened.chart.hand.said == "Q2 2027"
    keys(qtbot, opened, Key.Key_Return)
    assert dates(session, 2) == ("", "2027-Q2")
    assert len(session.portfolio.commitments_of(session.portfolio.items[2])) == 2
    press(qtbot, opened, Key.Key_Z, CONTROL)
    assert dates(session, 2) == ("", "2026-Q4")


def test_alt_and_an_arrow_go_by_the_finer_step_and_do_not_indent(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(2)
    keys(qtbot, opened, Key.Key_M)
    press(qtbot, opened, Key.Key_Right, ALT)
    assert opened.chart.hand.said == "Dec 2026 · finer than committed"
    keys(qtbot, opened, Key.Key_Escape)
    assert opened.chart.hand.said == ""
    assert dates(session, 2) == ("", "2026-Q4")


@pytest.mark.parametrize(
    ("letter", "arrow", "after"),
    [
        (Key.Key_S, Key.Key_Left, ("2026-02", "2027-Q1")),
        (Key.Key_F, Key.Key_Right, ("2026-03", "2027-Q2")),
        (Key.Key_M, Key.Key_Left, ("2025-12", "2026-Q4")),
    ],
)
def test_each_end_has_its_letter(
    opened: MainWindow,
    session: Session,
    qtbot: QtBot,
    choose: Callable[..., None],
    letter: Key,
    arrow: Key,
    after: tuple[str, str],
) -> None:
    choose(3)
    keys(qtbot, opened, letter, arrow, Key.Key_Return)
    assert dates(session, 3) == after


def test_progress_is_set_by_arrows(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(3)
    keys(qtbot, opened, Key.Key_P, Key.Key_Right, Key.Key_Right)
    press(qtbot, opened, Key.Key_Right, ALT)
    assert opened.chart.hand.said == "51\u00a0%"
    keys(qtbot, opened, Key.Key_Return)
    assert session.portfolio.items[3].percent == 51


def test_a_link_is_drawn_turned_and_made(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(2)
    keys(qtbot, opened, Key.Key_L, Key.Key_Down, Key.Key_Space, Key.Key_Return)
    link = opened.chart.hand.link
    assert link is not None
    assert (link.predecessor_id, link.successor_id, link.type) == (2, 3, LinkType.FF)
    keys(qtbot, opened, Key.Key_Delete)
    assert len(session.portfolio.links) == 1


def test_a_row_without_dates_gets_them_by_keyboard(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(5)
    keys(qtbot, opened, Key.Key_M, Key.Key_Right, Key.Key_Return)
    start, finish = dates(session, 5)
    assert start and finish and start < finish


@pytest.mark.parametrize(
    ("item_id", "letter"),
    [(1, Key.Key_M), (4, Key.Key_M), (2, Key.Key_S), (2, Key.Key_P), (5, Key.Key_P)],
)
def test_what_cannot_be_done_is_said(
    opened: MainWindow, qtbot: QtBot, choose: Callable[..., None], item_id: int, letter: Key
) -> None:
    choose(item_id)
    keys(qtbot, opened, letter)
    assert opened.chart.hand.gesture is None
    assert opened.messages.texts_shown()


def test_selected_rows_are_linked_from_top_to_bottom(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(6, 2, 5)
    press(qtbot, opened, Key.Key_L, CONTROL)
    made = {(link.predecessor_id, link.successor_id) for link in session.portfolio.links}
    assert made == {(3, 6), (2, 5), (5, 6)}
    press(qtbot, opened, Key.Key_Z, CONTROL)
    assert len(session.portfolio.links) == 1


def test_a_reason_is_given_in_place_as_a_step_of_its_own(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(3)
    keys(qtbot, opened, Key.Key_M, Key.Key_Right, Key.Key_Return)
    popup = opened._stack.currentWidget()._reason  # type: ignore[attr-defined]
    assert popup.isVisible()
    assert opened.chart.hasFocus()
    keys(qtbot, opened, Key.Key_R)
    assert popup.reason.hasFocus()
    popup.reason.setText("floods")
    qtbot.keyClick(popup.reason, Key.Key_Return)
    assert not popup.isVisible()
    assert opened.chart.hasFocus()
    item = session.portfolio.items[3]
    in_force = session.portfolio.commitment_in_force(item)
    assert in_force is not None
    assert in_force.reason == "floods"
    assert dates(session, 3) == ("2026-06", "2027-Q2")
    press(qtbot, opened, Key.Key_Z, CONTROL)
    in_force = session.portfolio.commitment_in_force(item)
    assert in_force is not None and in_force.reason == ""
    assert dates(session, 3) == ("2026-06", "2027-Q2")


def test_the_offer_goes_with_escape_and_with_what_it_is_about(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    popup = opened._stack.currentWidget()._reason  # type: ignore[attr-defined]
    choose(2)
    keys(qtbot, opened, Key.Key_M, Key.Key_Right, Key.Key_Return, Key.Key_R)
    qtbot.keyClick(popup.reason, Key.Key_Escape)
    assert not popup.isVisible()
    keys(qtbot, opened, Key.Key_M, Key.Key_Right, Key.Key_Return)
    assert popup.isVisible()
    press(qtbot, opened, Key.Key_Z, CONTROL)
    assert not popup.isVisible()


def test_type_and_lag_of_the_selected_link_are_changed_in_place(
    opened: MainWindow, session: Session, qtbot: QtBot
) -> None:
    opened.chart.hand.select_link(1)
    keys(qtbot, opened, Key.Key_Return)
    popup = opened._stack.currentWidget()._link_popup  # type: ignore[attr-defined]
    assert popup.isVisible()
    popup.type.setCurrentIndex(popup.type.findData(LinkType.SS))
    popup.unit.setCurrentIndex(popup.unit.findData(LagUnit.CALENDAR_DAYS))
    popup.lag.setValue(-14)
    buttons = popup.findChildren(QPushButton)
    qtbot.mouseClick(next(b for b in buttons if b.isDefault()), Qt.MouseButton.LeftButton)
    link = session.portfolio.links[1]
    assert (link.type, link.lag, link.lag_unit) == (LinkType.SS, -14, LagUnit.CALENDAR_DAYS)
    session.workspace.undo()
    assert session.portfolio.links[1].type is LinkType.FS


def test_a_window_that_is_left_drops_what_was_under_way(
    opened: MainWindow, session: Session, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(2)
    keys(qtbot, opened, Key.Key_M, Key.Key_Right)
    opened.grid.setFocus()
    assert opened.chart.hand.gesture is None
    assert dates(session, 2) == ("", "2026-Q4")


def test_the_ghost_is_brought_into_view(
    opened: MainWindow, chart: TimelineView, qtbot: QtBot, choose: Callable[..., None]
) -> None:
    choose(2)
    keys(qtbot, opened, Key.Key_M, *[Key.Key_Right] * 40)
    ((_, marks),) = chart.hand.gesture.preview.rows  # type: ignore[union-attr]
    assert 0 < chart.scale.x(marks.finish_first) < chart.viewport().width()
