"""Going through time and setting the status date, with real keys and the real mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tracker.timeline.overview import overview_scale
from tracker.ui.main_window import MainWindow
from tracker.ui.period_popup import PeriodPopup
from tracker.ui.popup import Popup
from tracker.ui.timeline.minimap import Minimap

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def popup_of(window: MainWindow) -> PeriodPopup:
    QApplication.processEvents()
    (found,) = [popup for popup in window.findChildren(PeriodPopup) if popup.isVisible()]
    return found


def middle(window: MainWindow) -> date:
    chart = window.chart
    return date.fromordinal(int(chart.scale.day_at(chart.viewport().width() / 2)))


def at_rest(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until a smooth movement is over."""
    motion = window.chart._motion
    qtbot.waitUntil(lambda: motion.state() is not motion.State.Running)


# -- periods -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Q4 2029", "IV кв. 2029", "2029 жылғы IV тоқсан", "2029-Q4"])
def test_a_typed_period_comes_to_the_middle(opened: MainWindow, qtbot: QtBot, text: str) -> None:
    opened.commands["go-to-period"].trigger()
    popup = popup_of(opened)
    assert popup.field.line.hasFocus()
    type_text(text)
    sheet = popup.field.popup
    assert sheet is not None and sheet.isVisible()
    press(Qt.Key.Key_Return)
    at_rest(opened, qtbot)
    assert date(2029, 11, 14) <= middle(opened) <= date(2029, 11, 17)
    assert opened.grid.hasFocus()


def test_what_cannot_be_read_is_said_and_stays(opened: MainWindow) -> None:
    before = opened.chart.scale
    opened.commands["go-to-period"].trigger()
    popup = popup_of(opened)
    type_text("some day")
    press(Qt.Key.Key_Return)
    assert popup.isVisible()
    sheet = popup.field.popup
    assert sheet is not None and sheet.shows_refusal
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not opened.findChildren(PeriodPopup) or not popup.isVisible()
    assert opened.chart.scale == before


def test_one_panel_is_open_at_a_time_and_none_without_a_file(opened: MainWindow) -> None:
    opened.commands["go-to-period"].trigger()
    first = popup_of(opened)
    opened.commands["status-date"].trigger()
    second = popup_of(opened)
    assert first is not second
    opened.commands["filter"].trigger()
    assert second.isHidden()
    opened.files.close()
    assert not [popup for popup in opened.findChildren(Popup) if popup.isVisible()]


def test_nothing_typed_goes_nowhere(opened: MainWindow) -> None:
    opened.commands["go-to-period"].trigger()
    popup = popup_of(opened)
    press(Qt.Key.Key_Return)
    assert popup.isVisible()


def test_the_selected_rows_are_fitted_in(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    halls = session.rows[5]
    session.select([halls.key], halls.key)
    opened.commands["zoom-selection"].trigger()
    at_rest(opened, qtbot)
    chart = opened.chart
    left, right = chart.scale.day_at(0), chart.scale.day_at(chart.viewport().width())
    # Halls is committed for Q3 2026.
    assert date(2026, 6, 1).toordinal() < left < date(2026, 7, 1).toordinal()
    assert date(2026, 10, 1).toordinal() < right < date(2026, 11, 1).toordinal()


def test_home_and_end_in_the_chart(opened: MainWindow, qtbot: QtBot) -> None:
    chart = opened.chart
    chart.setFocus()
    press(Qt.Key.Key_End)
    at_rest(opened, qtbot)
    wide = chart.viewport().width()
    assert chart.scale.x(date(2027, 7, 1).toordinal()) == pytest.approx(wide - 48, abs=1)
    press(Qt.Key.Key_Home, CONTROL)
    at_rest(opened, qtbot)
    assert chart.scale.x(date(2026, 7, 1).toordinal()) == pytest.approx(48, abs=1)
    press(Qt.Key.Key_Home)
    at_rest(opened, qtbot)
    assert opened.session is not None
    assert middle(opened) == opened.session.status_date


# -- the minimap -------------------------------------------------------------------------------


@pytest.fixture
def minimap(opened: MainWindow) -> Minimap:
    found = opened.findChild(Minimap)
    assert found is not None
    return found


def edges(window: MainWindow) -> tuple[float, float]:
    chart = window.chart
    return chart.scale.day_at(0), chart.scale.day_at(chart.viewport().width())


def put_inside(window: MainWindow, minimap: Minimap) -> None:
    """Let the window of time lie within the strip, which covers 2026 and 2027."""
    from tracker.timeline.scale import TimeScale

    first, last = date(2026, 7, 1).toordinal(), date(2027, 3, 1).toordinal()
    window.chart.set_scale(TimeScale.fit(first, last, window.chart.viewport().width()))


@pytest.mark.parametrize("edge", [0, 1])
def test_an_edge_of_the_window_is_drawn(
    opened: MainWindow, minimap: Minimap, qtbot: QtBot, edge: int
) -> None:
    put_inside(opened, minimap)
    before = edges(opened)
    x = round(minimap._frame()[edge])
    qtbot.mousePress(minimap, LEFT, pos=QPoint(x, 38))
    qtbot.mouseMove(minimap, QPoint(x + 20, 38))
    qtbot.mouseRelease(minimap, LEFT, pos=QPoint(x + 20, 38))
    after = edges(opened)
    days = 20 / overview_scale(minimap.overview, minimap.width()).px_per_day
    assert after[edge] - before[edge] == pytest.approx(days, abs=1)
    assert after[1 - edge] == pytest.approx(before[1 - edge], abs=0.01)


def test_the_minimap_by_keyboard(opened: MainWindow, minimap: Minimap, qtbot: QtBot) -> None:
    put_inside(opened, minimap)
    minimap.setFocus()
    left, right = edges(opened)
    press(Qt.Key.Key_Right)
    at_rest(opened, qtbot)
    assert edges(opened)[0] - left == pytest.approx((right - left) / 10, abs=0.1)
    press(Qt.Key.Key_Left, SHIFT)
    at_rest(opened, qtbot)
    assert left - edges(opened)[0] == pytest.approx((right - left) * 0.9, abs=0.1)
    narrow = opened.chart.scale.px_per_day
    press(Qt.Key.Key_Plus)
    at_rest(opened, qtbot)
    assert opened.chart.scale.px_per_day > narrow
    press(Qt.Key.Key_Minus)
    at_rest(opened, qtbot)
    assert opened.chart.scale.px_per_day == pytest.approx(narrow)
    focused = minimap.grab().toImage()
    opened.grid.setFocus()
    assert minimap.grab().toImage() != focused


def test_the_wheel_zooms_about_the_day_under_it(opened: MainWindow, minimap: Minimap) -> None:
    put_inside(opened, minimap)
    left, right = minimap._frame()
    x = left + (right - left) / 4
    day = overview_scale(minimap.overview, minimap.width()).day_at(x)
    before = opened.chart.scale
    at = QPointF(x, 38)
    event = QWheelEvent(
        at,
        minimap.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(minimap, event)
    after = opened.chart.scale
    assert after.px_per_day > before.px_per_day
    assert after.x(day) == pytest.approx(before.x(day), abs=0.01)


# -- the status date ---------------------------------------------------------------------------


def test_the_status_date_is_set_followed_and_undone(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    today = opened.commands["today"].text()
    opened.commands["status-date"].trigger()
    type_text("30 Jun 2026")
    assert popup_of(opened)._meaning.text().startswith("As of 30 Jun")
    with qtbot.waitSignal(session.status_date_changed):
        press(Qt.Key.Key_Return)
    assert session.status_date == date(2026, 6, 30)
    assert session.portfolio.setting("status_date") == "2026-06-30"
    assert opened.commands["today"].text() == "As of 30 Jun 2026"
    opened.commands["today"].trigger()
    at_rest(opened, qtbot)
    assert middle(opened) == date(2026, 6, 30)
    # Halls is due in Q3 2026: not overdue on that day.
    assert opened.grid.rows.status(5) == "planned"
    opened.undo()
    assert session.is_today
    assert opened.commands["today"].text() == today


def test_of_a_period_the_last_day_counts_and_is_told(opened: MainWindow) -> None:
    opened.commands["status-date"].trigger()
    type_text("Q2 2027")
    assert "30 Jun" in popup_of(opened)._meaning.text()
    press(Qt.Key.Key_Return)
    assert opened.session is not None
    assert opened.session.status_date == date(2027, 6, 30)
    assert opened.grid.rows.status(5) == "overdue"


def test_always_today_takes_it_back(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    opened.time_control._store("2026-06-30")
    opened.commands["status-date"].trigger()
    popup = popup_of(opened)
    (button,) = [
        button for button in popup.findChildren(type(popup.button)) if button is not popup.button
    ]
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)
    assert session.is_today
    assert session.portfolio.setting("status_date") == ""


def test_another_day_begins_while_the_file_is_open(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    session._today = lambda: date(2031, 1, 1)
    with qtbot.waitSignal(session.status_date_changed):
        session.follow_clock()
    assert opened.grid.rows.status(5) == "overdue"
    with qtbot.assertNotEmitted(session.status_date_changed):
        session.follow_clock()
