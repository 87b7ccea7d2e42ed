"""What is dragged on the chart: real events, one step each, and nothing where it was dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.charts import (
    DUTY,
    HALLS,
    LAUNCH,
    NOTHING,
    OPENING,
    PHASE,
    QUARTERS,
    ROW,
    Mouse,
    at,
    dates,
    open_chart_session,
    shown_chart,
    steps,
    x_of,
)
from tracker.domain.model import ItemKind, LinkType
from tracker.domain.portfolio import RowKey
from tracker.timeline.hit_test import Part
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_chart_session(tmp_path)


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> TimelineView:
    return shown_chart(session, qtbot, width=800)


@pytest.fixture
def mouse(view: TimelineView) -> Mouse:
    return Mouse(view)


def test_a_milestone_is_moved_by_its_quarter_as_one_step(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    before = steps(session)
    mouse.drag(at(view, LAUNCH, "2026-11-15"), at(view, LAUNCH, "2027-02-20"))
    assert dates(session, 2) == ("", "2027-Q1")
    assert steps(session) == before + 1
    history = session.portfolio.commitments_of(session.portfolio.items[2])
    assert [each.deadline.key for each in history] == ["2026-Q4", "2027-Q1"]
    session.workspace.undo()
    assert dates(session, 2) == ("", "2026-Q4")
    session.workspace.redo()
    assert dates(session, 2) == ("", "2027-Q1")


def test_alt_refines_and_the_label_says_so(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    mouse.press(at(view, LAUNCH, "2026-11-15"))
    mouse.move(at(view, LAUNCH, "2027-02-20"))
    assert view.hand.said == "Q1 2027"
    mouse.move(at(view, LAUNCH, "2027-02-20"), ALT)
    assert view.hand.said == "Feb 2027 · finer than committed"
    mouse.release(at(view, LAUNCH, "2027-02-20"), ALT)
    assert dates(session, 2) == ("", "2027-02")


def test_alt_counts_while_the_mouse_stands_still(
    view: TimelineView, mouse: Mouse, qtbot: QtBot
) -> None:
    mouse.press(at(view, LAUNCH, "2026-11-15"))
    mouse.move(at(view, LAUNCH, "2027-02-20"))
    qtbot.keyPress(view, Qt.Key.Key_Alt)
    assert view.hand.said.startswith("Feb 2027")
    qtbot.keyRelease(view, Qt.Key.Key_Alt)
    assert view.hand.said == "Q1 2027"


def test_a_bar_is_moved_whole_and_by_its_ends(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    mouse.drag(at(view, HALLS, "2026-10-20"), at(view, HALLS, "2027-01-20"))
    assert dates(session, 3) == ("2026-06", "2027-Q2")
    session.workspace.undo()
    mouse.drag(at(view, HALLS, "2027-03-31"), at(view, HALLS, "2027-06-30"))
    assert dates(session, 3) == ("2026-03", "2027-Q2")
    session.workspace.undo()
    mouse.drag(at(view, HALLS, "2026-03-01"), at(view, HALLS, "2026-01-01"))
    assert dates(session, 3) == ("2026-01", "2027-Q1")


def test_a_limit_stays_a_limit(view: TimelineView, session: Session, mouse: Mouse) -> None:
    mouse.drag(at(view, OPENING, "2027-07-01"), at(view, OPENING, "2026-07-10"))
    assert dates(session, 6) == ("", "2026-by")


def test_progress_is_dragged(view: TimelineView, session: Session, mouse: Mouse) -> None:
    x = next(x for x in range(x_of(view, "2026-05-01"), 800) if view_part(view, x) is Part.PROGRESS)
    mouse.drag(QPoint(x + 3, HALLS * ROW + 16), QPoint(x + 40, HALLS * ROW + 16))
    percent = session.portfolio.items[3].percent
    assert percent is not None and percent > 40 and percent % 5 == 0
    session.workspace.undo()
    assert session.portfolio.items[3].percent == 40


def view_part(view: TimelineView, x: int) -> Part:
    return view.hit(QPoint(x, HALLS * ROW + 16)).part


@pytest.mark.parametrize("by", ["escape", "focus"])
def test_what_is_dropped_writes_nothing(
    view: TimelineView, session: Session, mouse: Mouse, qtbot: QtBot, by: str
) -> None:
    before = steps(session)
    mouse.press(at(view, LAUNCH, "2026-11-15"))
    mouse.move(at(view, LAUNCH, "2027-02-20"))
    assert view.hand.said
    if by == "escape":
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    else:
        QApplication.sendEvent(view, QEvent(QEvent.Type.FocusOut))
    assert not view.hand.said
    mouse.move(at(view, LAUNCH, "2027-08-20"))
    mouse.release(at(view, LAUNCH, "2027-08-20"))
    assert dates(session, 2) == ("", "2026-Q4")
    assert steps(session) == before
    assert view.scale == QUARTERS


def test_a_click_only_selects(view: TimelineView, session: Session, mouse: Mouse) -> None:
    before = steps(session)
    start = at(view, LAUNCH, "2026-11-15")
    mouse.press(start)
    mouse.move(start + QPoint(2, 1))
    mouse.release(start + QPoint(2, 1))
    assert session.current == RowKey("items", 2)
    assert steps(session) == before


def test_all_selected_rows_are_moved_and_a_click_leaves_one(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    keys = [RowKey("items", 2), RowKey("items", 3), RowKey("items", 4)]
    session.select(keys, keys[0])
    before = steps(session)
    mouse.press(at(view, LAUNCH, "2026-11-15"))
    mouse.move(at(view, LAUNCH, "2027-02-20"))
    assert view.hand.said == "Q1 2027 · 2 rows"
    mouse.release(at(view, LAUNCH, "2027-02-20"))
    assert dates(session, 2) == ("", "2027-Q1")
    assert dates(session, 3) == ("2026-06", "2027-Q2")
    assert steps(session) == before + 1
    assert set(session.selected) == set(keys)
    mouse.press(at(view, LAUNCH, "2027-02-15"))
    mouse.release(at(view, LAUNCH, "2027-02-15"))
    assert session.selected == (keys[0],)


@pytest.mark.parametrize(
    ("row", "day"), [(DUTY, "2026-11-15"), (PHASE, "2026-11-15"), (0, "2026-11-15")]
)
def test_what_has_no_place_of_its_own_is_not_dragged(
    view: TimelineView, session: Session, mouse: Mouse, row: int, day: str
) -> None:
    before = steps(session)
    mouse.hover(at(view, row, day))
    assert view.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    mouse.drag(at(view, row, day), at(view, row, "2027-06-15"))
    assert steps(session) == before
    assert view.scale == QUARTERS


def test_dragging_on_a_row_without_dates_gives_it_some(
    view: TimelineView, session: Session, mouse: Mouse
) -> None:
    mouse.drag(at(view, NOTHING, "2026-05-15"), at(view, NOTHING, "2027-02-15"))
    assert dates(session, 5) == ("2026-Q2", "2027-Q1")
    session.workspace.undo()
    assert dates(session, 5) == ("", "")


def test_dragging_below_the_rows_makes_an_item(
    view: TimelineView, session: Session, mouse: Mouse, qtbot: QtBot
) -> None:
    before = steps(session)
    with qtbot.waitSignal(view.hand.created) as created:
        mouse.drag(at(view, 8, "2026-05-15"), at(view, 8, "2027-02-15"))
    key = created.args[0]
    made = session.portfolio.items[key.id]
    assert (made.kind, made.name.en) == (ItemKind.ACTIVITY, "New activity")
    assert dates(session, key.id) == ("2026-Q2", "2027-Q1")
    assert steps(session) == before + 1
    session.workspace.undo()
    assert session.portfolio.row(key) is None


def ends(view: TimelineView, row: int, days: tuple[str, str]) -> tuple[QPoint, QPoint]:
    """The places beside the ends of a mark from which links are drawn."""
    return at(view, row, days[0], dx=-12), at(view, row, days[1], dx=12)


LAUNCH_DAYS, HALLS_DAYS = ("2026-10-01", "2026-12-31"), ("2026-03-01", "2027-03-31")


@pytest.mark.parametrize(
    ("origin", "target_day", "kind"),
    [
        (1, "2026-04-15", LinkType.FS),
        (1, "2027-03-15", LinkType.FF),
        (0, "2026-04-15", LinkType.SS),
        (0, "2027-03-15", LinkType.SF),
    ],
)
def test_a_link_is_drawn_from_end_to_end(
    view: TimelineView,
    session: Session,
    mouse: Mouse,
    origin: int,
    target_day: str,
    kind: LinkType,
) -> None:
    start = ends(view, LAUNCH, LAUNCH_DAYS)[origin]
    mouse.drag(start, at(view, HALLS, target_day))
    link = view.hand.link
    assert link is not None
    assert (link.predecessor_id, link.successor_id, link.type) == (2, 3, kind)
    session.workspace.undo()
    assert view.hand.link is None
    assert len(session.portfolio.links) == 1


def test_a_link_that_closes_a_loop_is_refused_and_named(
    view: TimelineView, session: Session, mouse: Mouse, qtbot: QtBot
) -> None:
    start = at(view, OPENING, "2027-12-31", dx=12)
    mouse.press(start)
    mouse.move(at(view, HALLS, "2026-04-15"))
    assert view.hand.said == "would close a loop"
    view.grab()
    with qtbot.waitSignal(session.failed) as failed:
        mouse.release(at(view, HALLS, "2026-04-15"))
    assert "Halls → Opening → Halls" in failed.args[0].text()
    assert len(session.portfolio.links) == 1


def link_point(view: TimelineView) -> QPoint:
    return next(
        QPoint(x, y)
        for y in range(HALLS * ROW, OPENING * ROW)
        for x in range(0, 800, 2)
        if view.hit(QPoint(x, y)).part is Part.LINK
    )


def test_a_link_is_selected_by_a_click_and_removed_by_del(
    view: TimelineView, session: Session, mouse: Mouse, qtbot: QtBot
) -> None:
    place = link_point(view)
    mouse.press(place)
    mouse.release(place)
    assert view.hand.link is not None
    view.grab()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert len(session.portfolio.links) == 0
    session.workspace.undo()
    assert len(session.portfolio.links) == 1


def test_the_chart_scrolls_on_at_its_edges(view: TimelineView, mouse: Mouse, qtbot: QtBot) -> None:
    mouse.press(at(view, LAUNCH, "2026-11-15"))
    mouse.move(QPoint(view.viewport().width() - 5, LAUNCH * ROW + 16))
    said = view.hand.said
    qtbot.waitUntil(lambda: view.scale.origin > QUARTERS.origin + 100)
    assert view.hand.said != said
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    origin = view.scale.origin
    qtbot.wait(50)
    assert view.scale.origin == origin


@pytest.mark.parametrize(
    ("day", "dx", "shape"),
    [
        ("2026-10-20", 0, Qt.CursorShape.SizeAllCursor),
        ("2026-03-01", 0, Qt.CursorShape.SizeHorCursor),
        ("2027-03-31", 0, Qt.CursorShape.SizeHorCursor),
        ("2027-03-31", 12, Qt.CursorShape.CrossCursor),
        ("2025-11-01", 0, Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_cursor_says_what_a_drag_would_do(
    view: TimelineView, mouse: Mouse, day: str, dx: int, shape: Qt.CursorShape
) -> None:
    mouse.hover(at(view, HALLS, day, dx=dx))
    assert view.viewport().cursor().shape() is shape
