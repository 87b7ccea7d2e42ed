"""A new project: a name and one Enter, in every view and arrangement of the rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.grids import names, open_session, place, press, shown, type_text
from tests.ui.windows import press as press_in
from tracker.domain.model import Project
from tracker.paper.theme import LIGHT
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.ui.views.empty_notice import EmptyNotice
from tracker.ui.views.register import RegisterPage
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace.query import Grouping, Query, Sort

K = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

ARRANGEMENTS = {
    "outline": Query(),
    "by project, sorted": Query(sorts=(Sort("name"),), group=Grouping.PROJECT),
    "items sorted": Query(sorts=(Sort("finish", descending=True),)),
    "by status": Query(group=Grouping.STATUS),
    "by side, sorted": Query(sorts=(Sort("name"),), group=Grouping.SIDE),
}


@pytest.fixture(params=["timeline", "register"])
def view(opened: MainWindow, request: pytest.FixtureRequest) -> MainWindow:
    opened.show_page(request.param)
    return opened


def the_session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def begin(qtbot: QtBot, window: MainWindow) -> None:
    press_in(qtbot, window, K.Key_N, CONTROL_SHIFT)


def last_project(session: Session) -> Project:
    return session.portfolio.ordered_projects()[-1]


@pytest.mark.parametrize("arrangement", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_a_name_and_enter_make_a_project_after_all_the_others(
    view: MainWindow, qtbot: QtBot, arrangement: Query
) -> None:
    session = the_session(view)
    session.set_query(arrangement)
    begin(qtbot, view)
    type_text("Мост через реку")
    press(K.Key_Return)
    made = last_project(session)
    assert made.name.en == "Мост через реку"
    assert session.current is not None and session.current.table == "projects"
    assert session.current.id == made.id
    assert view.grid.cells.editing.editor is None
    session.workspace.undo()
    assert last_project(session).name.en == "Idea", "one step"


@pytest.mark.parametrize("arrangement", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Insert])
def test_the_next_key_types_the_first_milestone(
    view: MainWindow, qtbot: QtBot, arrangement: Query, key: K
) -> None:
    session = the_session(view)
    session.set_query(arrangement)
    begin(qtbot, view)
    type_text("Bridge")
    press(K.Key_Return)
    press(key)
    type_text("Piles driven")
    press(K.Key_Return)
    made = last_project(session)
    assert made.name.en == "Bridge"
    assert [item.name.en for item in session.portfolio.children(made)] == ["Piles driven"]


def test_ten_milestones_follow_with_their_dates(view: MainWindow, qtbot: QtBot) -> None:
    begin(qtbot, view)
    type_text("Bridge")
    press(K.Key_Return)
    press(K.Key_Return)
    for number in range(1, 11):
        type_text(f"Span {number}")
        press(K.Key_Tab)
        while place(view.grid)[1] != "finish":
            press(K.Key_Tab)
        type_text(f"Q{number % 4 + 1} 2027")
        press(K.Key_Return)
    press(K.Key_Escape)
    session = the_session(view)
    found = session.portfolio.children(last_project(session))
    assert [item.name.en for item in found] == [f"Span {number}" for number in range(1, 11)]
    assert all(session.portfolio.deadline(item) is not None for item in found)
    assert names(session)[-11:] == ["Bridge", *(f"Span {number}" for number in range(1, 11))]


@pytest.mark.parametrize("arrangement", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_esc_takes_the_empty_row_away(view: MainWindow, qtbot: QtBot, arrangement: Query) -> None:
    session = the_session(view)
    session.set_query(arrangement)
    lines, step = view.grid.rows.rowCount(), session.workspace.undo_step
    for typed in ("", "half a na"):
        begin(qtbot, view)
        type_text(typed)
        press(K.Key_Escape)
    assert view.grid.rows.rowCount() == lines
    assert session.workspace.undo_step == step


def test_another_row_ends_the_series(view: MainWindow, qtbot: QtBot) -> None:
    session = the_session(view)
    begin(qtbot, view)
    type_text("Bridge")
    press(K.Key_Return)
    press(K.Key_Up)
    press(K.Key_Return)
    assert view.grid.cells.editing.editor is None
    assert session.current is not None and session.current.id == last_project(session).id


def test_a_project_that_the_filter_leaves_out_is_told(view: MainWindow, qtbot: QtBot) -> None:
    session = the_session(view)
    session.set_query(Query(text="Launch"))
    begin(qtbot, view)
    type_text("Bridge")
    with qtbot.waitSignal(session.failed) as told:
        press(K.Key_Return)
    assert "“Bridge” is in the file" in str(told.args[0])
    assert last_project(session).name.en == "Bridge"


def test_it_leaves_the_whole_portfolio_for_the_rows(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("timeline")
    press_in(qtbot, opened, K.Key_F11)
    begin(qtbot, opened)
    type_text("Bridge")
    press(K.Key_Return)
    assert last_project(the_session(opened)).name.en == "Bridge"


# -- an empty file ---------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [TimelinePage, RegisterPage])
def test_an_empty_view_offers_a_new_project(
    tmp_path: Path,
    qtbot: QtBot,
    make: Callable[[Session, object], TimelinePage | RegisterPage],
) -> None:
    session = open_session(tmp_path, ())
    page = make(session, LIGHT)
    shown(qtbot, page, page.grid)
    assert page.notice.project_button.isVisible()
    page.notice.project_button.setFocus()
    press(K.Key_Return)
    type_text("Bridge")
    press(K.Key_Return)
    assert names(session) == ["Bridge"]
    assert not page.notice.isVisible()
    with qtbot.waitSignal(page.notice.import_wanted):
        page.notice.import_button.click()


def test_nothing_is_offered_where_rows_are_only_left_out(opened: MainWindow) -> None:
    session = the_session(opened)
    session.set_query(Query(text="nowhere"))
    notices = opened.findChildren(EmptyNotice)
    assert any(notice.isVisible() for notice in notices)
    assert not any(notice.project_button.isVisible() for notice in notices)
