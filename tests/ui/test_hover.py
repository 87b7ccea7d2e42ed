"""What the chart tells about the place under the pointer, and about the current row by keyboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center, commitment
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.timeline.scale import Level, TimeScale
from tracker.ui.hover_sheet import HoverSheet
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace

TODAY = date(2026, 11, 23)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    rows = [*center().rows(), commitment(3, 2, "2025-Q4", announced="2023-05")]
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def view(session: Session, window: QWidget, qtbot: QtBot) -> TimelineView:
    geometry = RowGeometry(height=32)
    geometry.set_rows(len(session.rows))
    view = TimelineView(session, LIGHT, geometry)
    layout = QVBoxLayout(window)
    layout.addWidget(view)
    window.resize(1_000, 500)
    window.show()
    qtbot.waitExposed(window)
    view.set_scale(TimeScale(date(2025, 6, 1).toordinal(), 1.0))
    return view


def rest(on: QWidget, x: float, y: float) -> None:
    """The pointer has come to rest, as Qt tells it."""
    at = QPoint(round(x), round(y))
    QApplication.sendEvent(on, QHelpEvent(QEvent.Type.ToolTip, at, on.mapToGlobal(at)))


def told(view: TimelineView) -> list[str]:
    sheet = view.hover.shown
    return sheet.accessibleName().splitlines() if sheet is not None else []


def x_of(view: TimelineView, *day: int) -> float:
    return view.scale.x(date(*day).toordinal())


def test_resting_on_a_mark_tells_everything_known_of_its_row(view: TimelineView) -> None:
    rest(view.viewport(), x_of(view, 2026, 11, 16), 80)
    assert told(view)[0] == "Center, Launch, Technical launch"
    assert "Committed: Q4 2026, announced 14 Jul 2024" in told(view)
    sheet = view.hover.shown
    assert sheet is not None
    texts = [found.text() for found in sheet.findChildren(QLabel)]
    assert "Center › Launch" in texts and "Q4 2026" in texts


def test_resting_on_an_earlier_commitment_tells_who_announced_it(view: TimelineView) -> None:
    rest(view.viewport(), x_of(view, 2025, 11, 16), 80)
    assert told(view)[1:] == [
        "Earlier commitment to finish",
        "Q4 2025, announced May 2023",
        "Now: Q4 2026, announced 14 Jul 2024",
    ]


def test_resting_on_nothing_tells_nothing(view: TimelineView) -> None:
    rest(view.viewport(), x_of(view, 2026, 11, 16), 80)
    rest(view.viewport(), x_of(view, 2025, 7, 1), 80)
    assert view.hover.shown is None


def test_a_day_of_the_bands_and_a_day_off_in_the_rows_are_named(view: TimelineView) -> None:
    view.set_scale(TimeScale(date(2026, 12, 7).toordinal(), Level.DAY.px_per_day))
    rest(view._header, x_of(view, 2026, 12, 12) + 9, 40)
    wanted = ["12 December 2026 · W50", "Uzbekistan: working day instead of 31 Dec 2026"]
    assert told(view) == wanted
    rest(view.viewport(), x_of(view, 2026, 12, 12) + 9, 300)
    assert told(view) == wanted
    rest(view.viewport(), x_of(view, 2026, 12, 10) + 9, 300)
    assert told(view) == []
    rest(view._header, x_of(view, 2026, 12, 10) + 9, 40)
    assert told(view) == ["10 December 2026 · W50"]


def test_wider_levels_name_no_day(view: TimelineView) -> None:
    view.set_scale(TimeScale(date(2026, 12, 7).toordinal(), Level.MONTH.px_per_day))
    rest(view._header, 100, 40)
    assert told(view) == []


@pytest.mark.parametrize("how", ["move", "press", "key", "scale", "leave"])
def test_whatever_happens_next_hides_the_sheet(view: TimelineView, qtbot: QtBot, how: str) -> None:
    x = round(x_of(view, 2026, 11, 16))
    qtbot.mouseMove(view.viewport(), QPoint(x, 80))
    rest(view.viewport(), x, 80)
    assert view.hover.shown is not None
    match how:
        case "move":
            qtbot.mouseMove(view.viewport(), QPoint(x + 1, 81))
            assert view.hover.shown is not None
            qtbot.mouseMove(view.viewport(), QPoint(x + 8, 90))
        case "press":
            qtbot.mousePress(view.viewport(), Qt.MouseButton.RightButton, pos=QPoint(x, 80))
        case "key":
            qtbot.keyClick(view, Qt.Key.Key_Down)
        case "scale":
            view.set_scale(view.scale.scrolled(10))
        case "leave":
            QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert view.hover.shown is None


def test_the_keyboard_asks_about_the_current_row_and_sends_the_sheet_away(
    view: TimelineView, session: Session, qtbot: QtBot
) -> None:
    session.select([session.rows[2].key], session.rows[2].key)
    view.hover.describe_current()
    assert told(view)[0] == "Center, Launch, Technical launch"
    sheet = view.hover.shown
    assert sheet is not None
    # Shift may be the beginning of the key that takes the sheet away.
    qtbot.keyPress(view, Qt.Key.Key_Shift)
    assert view.hover.shown is sheet
    view.hover.describe_current()
    assert view.hover.shown is None
    session.select([], None)
    view.hover.describe_current()
    assert view.hover.shown is None


def test_the_sheet_stays_in_the_window_and_off_what_it_tells_about(view: TimelineView) -> None:
    window = view.window()
    for x, y in ((20, 80), (x_of(view, 2026, 11, 16), 80), (900, 80)):
        view.set_scale(view.scale.scrolled(x_of(view, 2026, 11, 16) - x))
        rest(view.viewport(), x, y)
        sheet = view.hover.shown
        assert sheet is not None
        assert window.rect().contains(sheet.geometry())
        at = view.viewport().mapTo(window, QPoint(round(x), round(y)))
        # Its shadow may reach under the pointer, its surface does not.
        assert not sheet.geometry().adjusted(8, 8, -8, -8).contains(at)


def test_another_theme_hides_the_sheet_and_paints_the_next_one(view: TimelineView) -> None:
    rest(view.viewport(), x_of(view, 2026, 11, 16), 80)
    view.set_theme(DARK)
    assert view.hover.shown is None
    rest(view.viewport(), x_of(view, 2026, 11, 16), 80)
    sheet = view.hover.shown
    assert isinstance(sheet, HoverSheet)
    image = sheet.grab().toImage()
    assert image.pixelColor(image.width() // 2, 12) == DARK.raised


def test_the_keyboard_asks_about_an_earlier_commitment_too(
    view: TimelineView, session: Session, qtbot: QtBot
) -> None:
    session.select([session.rows[2].key], session.rows[2].key)
    view.focus.go_to(2, 0)
    view.hover.describe_current()
    assert told(view)[1:3] == ["Earlier commitment to finish", "Q4 2025, announced May 2023"]
    view.hover.describe_current()
    view.focus.go_to(2, 1)
    view.hover.describe_current()
    assert "Committed: Q4 2026, announced 14 Jul 2024" in told(view)
