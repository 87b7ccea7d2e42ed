"""The chart of the window, driven with real keys, wheels and clicks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.timeline.scale import Level
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace

TODAY = date(2026, 11, 23)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    workspace.perform(
        "import", lambda repository: [repository.insert(row) for row in center().rows()]
    )
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


@pytest.fixture
def geometry(session: Session) -> RowGeometry:
    geometry = RowGeometry(height=32)
    geometry.set_rows(len(session.rows))
    return geometry


@pytest.fixture
def view(session: Session, geometry: RowGeometry, qtbot: QtBot) -> TimelineView:
    view = TimelineView(session, LIGHT, geometry)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def wheel(view: TimelineView, notches: float, modifiers: Qt.KeyboardModifier, x: int = 300) -> None:
    at = QPointF(x, 40)
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, int(notches * 120)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_it_opens_with_the_status_date_in_view(view: TimelineView) -> None:
    x = view.scale.x(TODAY.toordinal())
    assert 0 < x < view.viewport().width()
    assert view.level is Level.QUARTER


def test_ctrl_and_the_wheel_zoom_about_the_pointer(view: TimelineView, qtbot: QtBot) -> None:
    before = view.scale
    with qtbot.waitSignal(view.scale_changed):
        wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    assert view.scale.px_per_day > before.px_per_day
    assert view.scale.day_at(300) == pytest.approx(before.day_at(300))


def test_zooming_out_reaches_every_level_and_says_so(view: TimelineView, qtbot: QtBot) -> None:
    seen = [view.level]
    view.level_changed.connect(seen.append)
    view.set_level(Level.DAY)
    qtbot.waitUntil(lambda: view.level is Level.DAY)
    for _ in range(60):
        wheel(view, -1, Qt.KeyboardModifier.ControlModifier)
    assert set(seen) == set(Level)


def test_shift_and_the_wheel_move_through_time(view: TimelineView) -> None:
    before = view.scale
    wheel(view, -1, Qt.KeyboardModifier.ShiftModifier)
    assert view.scale.origin > before.origin
    assert view.scale.px_per_day == before.px_per_day


def test_the_wheel_scrolls_the_shared_rows(
    view: TimelineView, geometry: RowGeometry, qtbot: QtBot
) -> None:
    geometry.set_rows(500)
    wheel(view, -1, Qt.KeyboardModifier.NoModifier)
    assert geometry.offset == 120
    geometry.set_offset(640)
    assert view.verticalScrollBar().value() == 640


def test_a_click_selects_and_ctrl_and_shift_add(view: TimelineView, qtbot: QtBot) -> None:
    session = view._session
    viewport = view.viewport()
    for row, modifier in (
        (2, Qt.KeyboardModifier.NoModifier),
        (0, Qt.KeyboardModifier.ControlModifier),
    ):
        place = QPoint(200, row * 32 + 16)
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, place)
    assert session.selected == (RowKey("items", 2), RowKey("projects", 1))
    qtbot.mouseClick(
        viewport,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        QPoint(200, 3 * 32 + 16),
    )
    assert len(session.selected) == 4


def test_keys_walk_fold_and_go_to_today(view: TimelineView, qtbot: QtBot) -> None:
    session = view._session
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert session.current == RowKey("items", 1)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert len(session.rows) == 2
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert len(session.rows) == 4
    view.set_scale(view.scale.scrolled(5_000))
    qtbot.keyClick(view, Qt.Key.Key_Home)
    middle = view.viewport().width() / 2
    qtbot.waitUntil(lambda: abs(view.scale.x(TODAY.toordinal() + 0.5) - middle) < 1)


def test_dragging_the_ground_pans(view: TimelineView, qtbot: QtBot) -> None:
    day = view.scale.day_at(300)
    viewport = view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 50))
    qtbot.mouseMove(viewport, QPoint(340, 50))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(340, 50))
    assert view.scale.day_at(340) == pytest.approx(day)


def test_fit_shows_all_that_is_known(view: TimelineView, qtbot: QtBot) -> None:
    view.fit()

    def everything_in_view() -> bool:
        first, last = date(2026, 10, 1).toordinal(), date(2027, 6, 30).toordinal()
        return view.scale.x(first) > 0 and view.scale.x(last + 1) < view.viewport().width()

    qtbot.waitUntil(everything_in_view)


def test_a_change_of_the_file_is_painted(view: TimelineView, session: Session) -> None:
    assert view.chart.label(2) is not None
    session.workspace.undo()
    assert len(view.chart) == 0
    view.grab()


def test_themes_and_languages_are_switched_live(view: TimelineView, session: Session) -> None:
    light = view.grab().toImage()
    view.set_theme(DARK)
    assert view.grab().toImage() != light
    view.set_theme(LIGHT)
    session.set_language(Language.RU)
    assert view.grab().toImage() != light


def test_rows_out_of_sight_are_read_when_nothing_else_is_to_do(
    view: TimelineView, session: Session, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not view.chart.has_unread)
    view.chart.forget([0])
    assert view.chart.has_unread
    view.grab()
    qtbot.waitUntil(lambda: not view.chart.has_unread)
