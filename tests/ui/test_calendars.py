"""The year of both countries side by side: read, gone through and changed by click and keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import grids
from tests.ui.grids import press, type_text
from tests.ui.inspectors import focused
from tracker.domain.model import Calendar, Names
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.calendars.dialog import Calendars
from tracker.ui.calendars.own_calendars import OwnCalendars
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.session import Session

K = Qt.Key
SATURDAY = date(2026, 12, 12)
"""Worked in Uzbekistan for 31 December, and not in Kazakhstan."""


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return grids.open_session(tmp_path)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1400, 900)
    window.show()
    return window


@pytest.fixture
def calendars(session: Session, window: QWidget, qtbot: QtBot) -> Calendars:
    dialog = Calendars(window, session, Texts(Language.EN), LIGHT)
    show(dialog, qtbot)
    dialog.year.setValue(2026)
    return dialog


def show(dialog: Dialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def click(dialog: Calendars, pane: int, day: date, *, twice: bool = False) -> None:
    view = dialog.panes[pane].view
    at = view.cell_of(day).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    if twice:
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)


def test_both_countries_are_shown_with_what_they_work(calendars: Calendars) -> None:
    kazakhstan, uzbekistan = calendars.panes
    assert (kazakhstan.choice.currentText(), kazakhstan.working.text()) == (
        "Kazakhstan",
        "247 working days",
    )
    assert uzbekistan.working.text() == "248 working days"
    assert not kazakhstan.view.mark(SATURDAY).works
    assert uzbekistan.view.mark(SATURDAY).works


def test_a_click_says_what_a_day_is(calendars: Calendars) -> None:
    click(calendars, 1, SATURDAY)
    assert calendars.title.text() == "Sat, 12 December 2026 · Uzbekistan"
    assert calendars.what.text() == "A working day. working day instead of 31 Dec 2026."


def test_a_double_click_turns_a_day_and_turns_it_back(
    session: Session, calendars: Calendars
) -> None:
    click(calendars, 0, SATURDAY, twice=True)
    (day,) = session.portfolio.calendar_days
    assert (day.country, day.day.first, day.works) == (Calendar.KZ, SATURDAY, True)
    assert calendars.panes[0].working.text() == "248 working days"
    assert session.working_days.works(Calendar.KZ, SATURDAY)
    click(calendars, 0, SATURDAY, twice=True)
    assert not len(session.portfolio.calendar_days)
    assert not session.working_days.works(Calendar.KZ, SATURDAY)


def test_keys_go_through_the_days_and_turn_them(session: Session, calendars: Calendars) -> None:
    view = calendars.panes[0].view
    view.setFocus()
    click(calendars, 0, date(2026, 1, 31))
    press(K.Key_PageDown)
    assert view.day == date(2026, 2, 28)
    press(K.Key_Right)
    assert view.day == date(2026, 3, 1)
    press(K.Key_Up)
    assert view.day == date(2026, 2, 22)
    press(K.Key_End)
    press(K.Key_Down)
    assert view.day == date(2026, 12, 31), "the year has no further day"
    press(K.Key_Home)
    assert view.day == date(2026, 1, 1)
    press(K.Key_Space)
    (day,) = session.portfolio.calendar_days
    assert (day.day.first, day.works) == (date(2026, 1, 1), True)


def test_a_reason_and_a_source_are_kept_with_the_day(
    session: Session, calendars: Calendars
) -> None:
    click(calendars, 0, SATURDAY)
    calendars.rules.actions()[1].trigger()
    calendars.reason.setFocus()
    type_text("Resolution No. 900")
    calendars.source.choice.setCurrentIndex(calendars.source.choice.count() - 1)
    calendars.source.title.setFocus()
    type_text("Government resolution")
    calendars.reason.setFocus()
    press(K.Key_Return)
    (day,) = session.portfolio.calendar_days
    assert day.name == "Resolution No. 900"
    assert session.portfolio.sources[day.source_id].title == "Government resolution"
    assert calendars.isVisible(), "Enter records, and closes nothing"
    step = session.workspace.undo_step
    assert step is not None
    assert step.operation == "set-calendar-day"
    click(calendars, 0, date(2026, 12, 13))
    assert calendars.reason.text() == ""
    click(calendars, 0, SATURDAY)
    assert calendars.reason.text() == "Resolution No. 900"
    calendars.rules.actions()[0].trigger()
    QTest.mouseClick(calendars.record, Qt.MouseButton.LeftButton)
    assert not len(session.portfolio.calendar_days)


def test_another_year_keeps_the_place_in_the_year(calendars: Calendars) -> None:
    calendars.year.setValue(2028)
    click(calendars, 0, date(2028, 2, 29))
    calendars.year.setFocus()
    press(K.Key_Up)
    assert calendars.panes[0].view.day == date(2029, 2, 28)
    assert calendars.title.text().startswith("Wed, 28 February 2029")


def test_a_calendar_of_the_file_is_made_with_keys_and_shown(
    session: Session, calendars: Calendars, window: QWidget, qtbot: QtBot
) -> None:
    own = OwnCalendars(window, session, Texts(Language.EN), LIGHT)
    show(own, qtbot)
    own.add_button.setFocus()
    press(K.Key_Space)
    assert focused() is own.names[Language.EN]
    type_text("Six-day week")
    own.weekdays[5].setFocus()
    press(K.Key_Space)
    own.names[Language.EN].setFocus()
    press(K.Key_Return)
    (calendar,) = session.portfolio.calendars
    assert (calendar.name, calendar.weekdays) == (Names(en="Six-day week"), "1111110")
    for check in own.weekdays:
        check.setChecked(False)
    own.names[Language.EN].setFocus()
    press(K.Key_Return)
    assert "needs a working day" in own.failure.text()
    assert session.portfolio.calendars[calendar.id].weekdays == "1111110"
    pane = calendars.panes[1]
    pane.offer()
    pane.choice.setCurrentIndex(pane.choice.findText("Six-day week"))
    assert pane.view.mark(date(2026, 11, 28)).works
    click(calendars, 1, date(2026, 11, 29), twice=True)
    (day,) = session.portfolio.calendar_days
    assert (day.calendar_id, day.country, day.works) == (calendar.id, None, True)
