"""Headings of groups in the grids and in the chart: shown, folded, never edited or selected."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import ROWS, go, names, open_session, press, shown
from tracker.domain.model import BodyRole, Names, Role
from tracker.domain.portfolio import RowKey
from tracker.paper.theme import LIGHT
from tracker.timeline.chart_row import MarkKind, RowFlag
from tracker.ui.session import Session
from tracker.ui.views.register import RegisterPage
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import operations
from tracker.workspace.grouping import GroupKey
from tracker.workspace.query import Grouping, Query, Sort

MTI = GroupKey.of(Grouping.BODY, "1")


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    answers = BodyRole(id=1, uid="r1", item_id=4, body_id=1, role=Role.RESPONSIBLE)
    session = open_session(tmp_path, (*ROWS, answers))
    session.set_query(Query(group=Grouping.BODY))
    return session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TimelinePage:
    page = TimelinePage(session, LIGHT)
    shown(qtbot, page, page.grid)
    return page


def texts(page: TimelinePage | RegisterPage) -> list[str]:
    rows = page.grid.rows
    name = rows.column_of("name")
    lines = len(page.grid.session.rows)
    return [rows.cell(line, name).text for line in range(lines)]


def test_a_heading_says_its_title_and_nothing_else(page: TimelinePage) -> None:
    assert texts(page)[:3] == ["MTI", "Halls", "No responsible body stated"]
    rows = page.grid.rows
    others = [rows.cell(0, column).text for column in range(1, len(rows.columns))]
    assert set(others) == {""}
    assert rows.row_at(0) is None
    assert not rows.is_editable(rows.index(0, rows.column_of("name")))


def test_typing_into_a_heading_says_why_not(page: TimelinePage, qtbot: QtBot) -> None:
    go(page.grid, 0, "name")
    with qtbot.waitSignal(page.grid.session.failed) as failed:
        press(Qt.Key.Key_F2)
    assert "heading of a group" in str(failed.args[0])
    press(Qt.Key.Key_Delete)
    assert texts(page)[:2] == ["MTI", "Halls"]


def test_a_heading_is_folded_by_key_and_by_mouse(
    page: TimelinePage, session: Session, qtbot: QtBot
) -> None:
    go(page.grid, 0, "name")
    press(Qt.Key.Key_Left)
    assert texts(page)[:2] == ["MTI", "No responsible body stated"]
    assert page.grid.currentIndex().row() == 0
    press(Qt.Key.Key_Right)
    assert texts(page)[1] == "Halls"
    at = page.grid.visualRect(page.grid.rows.index(0, 0))
    qtbot.mouseClick(
        page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at.topLeft() + QPoint(16, 12)
    )
    assert MTI in session.query.collapsed
    session.set_query(Query(group=Grouping.BODY, sorts=(Sort("name"),)))
    press(Qt.Key.Key_Left)
    assert texts(page)[1] == "No responsible body stated"


def test_left_goes_up_to_the_heading(page: TimelinePage) -> None:
    go(page.grid, 1, "name")
    press(Qt.Key.Key_Left)
    assert page.grid.currentIndex().row() == 0


def test_a_heading_is_never_selected(page: TimelinePage, session: Session, qtbot: QtBot) -> None:
    go(page.grid, 0, "name")
    assert session.selected == ()
    assert session.current is None
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [key.table for key in session.selected] == ["items"]
    session.select([row.key for row in session.rows], session.rows[0].key)
    assert not any(isinstance(key, GroupKey) for key in session.selected)


def test_the_keys_of_the_chart_pass_headings(page: TimelinePage, session: Session) -> None:
    page.chart.setFocus()
    press(Qt.Key.Key_Up)
    assert session.place(session.current) == 1
    press(Qt.Key.Key_Down)
    assert session.place(session.current) == 3
    press(Qt.Key.Key_Up)
    assert session.place(session.current) == 1
    press(Qt.Key.Key_Up)
    assert session.place(session.current) == 1


def test_the_bar_of_a_group_spans_its_members_folded_or_not(
    page: TimelinePage, session: Session
) -> None:
    group, halls = page.chart.chart.row(0), page.chart.chart.row(1)
    assert group.kind == MarkKind.SUMMARY
    # Halls has no start: as far as is known, the group begins with what is known of its finish.
    assert (group.start_first, group.finish_last) == (halls.finish_first, halls.finish_last)
    assert (group.finish_first, group.start_last) == (halls.finish_first, halls.finish_last)
    session.set_expanded(MTI, False)
    folded = page.chart.chart.row(0)
    assert folded.flags & RowFlag.COLLAPSED
    assert folded[5:] == group[5:]


def test_a_new_row_below_a_heading_becomes_a_project(page: TimelinePage, session: Session) -> None:
    go(page.grid, 0, "name")
    page.grid.new_row()
    editor = page.grid.cells.editing.editor
    assert editor is not None
    editor.retype("Port")
    press(Qt.Key.Key_Return)
    assert [project.name.en for project in session.portfolio.ordered_projects()][-1] == "Port"


def test_a_new_row_below_a_grouped_row_is_its_sibling(page: TimelinePage, session: Session) -> None:
    go(page.grid, 1, "name")
    page.grid.new_row()
    editor = page.grid.cells.editing.editor
    assert editor is not None
    editor.retype("Roof")
    press(Qt.Key.Key_Return)
    assert [item.name.en for item in session.portfolio.children(session.portfolio.projects[2])] == [
        "Halls",
        "Roof",
    ]


def test_the_keyboard_stays_at_a_heading_when_rows_are_read_anew(
    page: TimelinePage, session: Session
) -> None:
    go(page.grid, 2, "name")
    session.set_expanded(MTI, False)
    assert page.grid.currentIndex().row() == 1


def test_the_register_shows_the_same_groups(session: Session, qtbot: QtBot) -> None:
    page = RegisterPage(session, LIGHT)
    shown(qtbot, page, page.grid)
    assert texts(page)[:3] == ["MTI", "Halls", "No responsible body stated"]
    page.grid.selectAll()
    assert page.grid.summary is not None
    assert page.grid.summary.sums().columns
    assert page.totals.sums["value"].count == 3
    page.grab()


def test_a_title_of_the_timeline_sorts(page: TimelinePage, session: Session, qtbot: QtBot) -> None:
    session.set_query(Query())
    header = page.grid.horizontalHeader()
    section = page.grid.rows.column_of("finish")
    at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.query.sorts == (Sort("finish"),)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.query.sorts == (Sort("finish", descending=True),)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.query.sorts == ()


def test_what_is_kept_of_the_rows_follows_the_file(session: Session) -> None:
    by_name = Query(sorts=(Sort("name"),))
    session.set_query(by_name)
    operations.rename(session.workspace, row=RowKey("items", 4), name=Names(en="Aaa"))
    assert names(session)[0] == "Aaa"
    session.set_query(Query(group=Grouping.BODY, sorts=(Sort("name", descending=True),)))
    operations.add_project(session.workspace, name=Names(en="Zzz"), after=None)
    session.set_query(by_name)
    assert (names(session)[0], names(session)[-1]) == ("Aaa", "Zzz")
    session.workspace.undo()
    session.workspace.undo()
    assert names(session)[0] == "Center"
    assert "Zzz" not in names(session)
