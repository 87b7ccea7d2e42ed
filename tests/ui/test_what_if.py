"""Other dates supposed on the chart: every forecast follows, nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.charts import (
    DUTY,
    HALLS,
    LAUNCH,
    NOTHING,
    OPENING,
    PHASE,
    Mouse,
    at,
    dates,
    open_chart_session,
    shown_chart,
    steps,
    x_of,
)
from tracker.domain.errors import ConflictError, InputError
from tracker.domain.foresight import Foreseen, foreseen
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.timeline.hit_test import Part
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import operations


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    session = open_chart_session(tmp_path)
    session.forecasting.start()
    return session


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> TimelineView:
    return shown_chart(session, qtbot, width=900)


@pytest.fixture
def mouse(view: TimelineView) -> Mouse:
    return Mouse(view)


def known(session: Session, item_id: int) -> Foreseen:
    found = foreseen(session.portfolio, session.portfolio.items[item_id], session.status_date)
    assert found is not None
    return found


def supposed(session: Session) -> dict[int, tuple[str, str]]:
    moves = session.what_if.moves
    return {
        item_id: (
            move.start.key if move.start else "",
            move.finish.key if move.finish else "",
        )
        for item_id, move in moves.items()
    }


def test_the_forecasts_follow_the_hand_and_nothing_is_written(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    before, planned = steps(session), known(session, 6).finish
    session.what_if.begin()
    mouse.press(at(view, HALLS, "2026-10-20"))
    mouse.move(at(view, HALLS, "2027-04-20"))
    mouse.move(at(view, HALLS, "2028-04-20"))
    followed = known(session, 6)
    assert planned is not None and followed.finish is not None
    assert followed.finish.last > planned.last
    assert (followed.is_supposed, followed.planned_finish) == (True, planned)
    mouse.release(at(view, HALLS, "2028-04-20"))
    assert known(session, 6) == followed
    assert supposed(session) == {3: ("2027-09", "2028-Q3")}
    assert dates(session, 3) == ("2026-03", "2027-Q1")
    assert steps(session) == before
    session.what_if.leave()
    assert known(session, 6).finish == planned


def test_esc_in_the_middle_of_a_drag_forgets_that_drag_alone(
    view: TimelineView, session: Session, mouse: Mouse, qtbot: QtBot
) -> None:
    session.what_if.begin()
    mouse.drag(at(view, LAUNCH, "2026-11-15"), at(view, LAUNCH, "2027-02-20"))
    kept = supposed(session)
    planned = known(session, 6).finish
    mouse.press(at(view, HALLS, "2026-10-20"))
    mouse.move(at(view, HALLS, "2028-04-20"))
    assert known(session, 6).finish != planned
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert (supposed(session), known(session, 6).finish) == (kept, planned)


def test_suppositions_stack_and_are_taken_back_one_by_one(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    what_if = session.what_if
    what_if.begin()
    mouse.drag(at(view, LAUNCH, "2026-11-15"), at(view, LAUNCH, "2027-02-20"))
    # It is taken hold of where it is supposed now.
    mouse.drag(at(view, LAUNCH, "2027-02-15"), at(view, LAUNCH, "2027-05-20"))
    mouse.drag(at(view, OPENING, "2027-07-01"), at(view, OPENING, "2028-07-01"))
    assert supposed(session) == {2: ("", "2027-Q2"), 6: ("", "2028-by")}
    what_if.take_back()
    assert supposed(session) == {2: ("", "2027-Q2")}
    what_if.take_back()
    assert supposed(session) == {2: ("", "2027-Q1")}
    what_if.repeat()
    assert supposed(session) == {2: ("", "2027-Q2")}
    what_if.take_back()
    what_if.take_back()
    what_if.take_back()
    assert (supposed(session), what_if.can_take_back) == ({}, False)


def test_the_keyboard_supposes_as_the_mouse_does(
    view: TimelineView, session: Session, qtbot: QtBot
) -> None:
    session.what_if.begin()
    session.select([RowKey("items", 3)], RowKey("items", 3))
    planned = known(session, 6).finish
    view.begin(Part.FINISH)
    for _ in range(6):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert known(session, 6).finish != planned
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert supposed(session) == {3: ("", "2028-Q3")}
    assert dates(session, 3) == ("2026-03", "2027-Q1")


@pytest.mark.parametrize(("row", "said"), [(PHASE, "worked out"), (DUTY, "duty without an end")])
def test_what_has_no_date_of_its_own_is_refused_with_the_reason(
    view: TimelineView, session: Session, row: int, said: str
) -> None:
    told: list[Exception] = []
    session.failed.connect(told.append)
    session.what_if.begin()
    key = session.rows[row].key
    session.select([key], key)
    view.begin(Part.MOVE)
    assert view.hand.gesture is None
    assert [said in str(error) for error in told] == [True]


@pytest.mark.parametrize("part", [Part.PROGRESS, Part.LINK_FINISH])
def test_only_dates_are_supposed(view: TimelineView, session: Session, part: Part) -> None:
    told: list[Exception] = []
    session.failed.connect(told.append)
    session.what_if.begin()
    session.select([RowKey("items", 3)], RowKey("items", 3))
    view.begin(part)
    assert view.hand.gesture is None
    assert ["supposes other dates only" in str(error) for error in told] == [True]


def test_a_row_without_dates_is_supposed_some(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    session.what_if.begin()
    mouse.drag(at(view, NOTHING, "2027-01-15"), at(view, NOTHING, "2027-08-15"))
    assert supposed(session) == {5: ("2027-Q1", "2027-Q3")}
    assert known(session, 5).is_supposed
    assert dates(session, 5) == ("", "")


def test_nothing_can_be_written_by_any_way(session: Session) -> None:
    told: list[Exception] = []
    session.failed.connect(told.append)
    session.what_if.begin()
    assert not session.edit(session.workspace.undo)
    keys = [RowKey("items", 2)]
    assert not session.edit(lambda: operations.delete_rows(session.workspace, rows=keys))
    assert all(isinstance(error, ConflictError) for error in told)
    session.what_if.leave()
    assert session.edit(session.workspace.undo)


def test_it_is_kept_in_one_step_beside_the_plan(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    what_if = session.what_if
    what_if.begin()
    with pytest.raises(InputError, match="Nothing is supposed"):
        what_if.keep("Late")
    mouse.drag(at(view, LAUNCH, "2026-11-15"), at(view, LAUNCH, "2027-02-20"))
    with pytest.raises(InputError):
        what_if.keep("  ")
    before = steps(session)
    what_if.keep(" Late  equipment ")
    assert steps(session) == before + 1
    assert what_if.scenario is not None and what_if.scenario.name == "Late equipment"
    assert what_if.is_on and what_if.is_kept
    assert dates(session, 2) == ("", "2026-Q4")
    what_if.begin()
    mouse.drag(at(view, OPENING, "2027-07-01"), at(view, OPENING, "2028-07-01"))
    with pytest.raises(ConflictError, match="already"):
        what_if.keep("Late equipment")
    assert supposed(session) == {6: ("", "2028-by")}
    what_if.begin(session.portfolio.scenarios[1])
    assert supposed(session) == {2: ("", "2027-Q1")}
    what_if.leave()
    session.workspace.undo()
    assert len(session.portfolio.scenarios) == 0


def test_what_is_planned_is_painted_beside_what_is_supposed(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    session.what_if.begin()
    plain = view.grab().toImage()
    mouse.drag(at(view, LAUNCH, "2026-11-15"), at(view, LAUNCH, "2027-08-20"))
    assert view.grab().toImage() != plain
    marks = view.chart.row(LAUNCH)
    assert marks.finish_first == Period.quarter(2027, 3).first.toordinal()
    assert x_of(view, "2027-08-15") in range(view.mark_rect(LAUNCH).left(), 900)
    session.what_if.leave()
    assert view.chart.row(LAUNCH).finish_first == Period.quarter(2026, 4).first.toordinal()


def test_a_change_from_elsewhere_drops_what_is_gone(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    session.what_if.begin()
    mouse.drag(at(view, LAUNCH, "2026-11-15"), at(view, LAUNCH, "2027-02-20"))
    session.workspace.on_hold = ""
    operations.delete_rows(session.workspace, rows=[RowKey("items", 2)])
    assert supposed(session) == {}
