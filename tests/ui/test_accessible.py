"""The chart as a screen reader finds it, and the keys by which a user goes through its marks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.timeline.shapes import milestone, row
from tests.ui.grids import TODAY
from tracker.domain.model import ItemKind, Names, Project
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.timeline.row_marks import Saying
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline import accessible, reader_access
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace, operations
from tracker.workspace.query import Grouping, Query

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = (
    Project(id=1, position=1, name=Names(en="Center", ru="Центр")),
    *row(1, kind=ItemKind.PHASE),
    *milestone(2, "2026-Q4", earlier=["2026-Q2"], parent_id=1),
    *row(3, "2027-H1", "2026-Q3", percent=30),
    *milestone(4),
)


@pytest.fixture
def reader(qapp: QApplication) -> Iterator[None]:
    """A screen reader is there."""
    reader_access.install()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def told(reader: None, monkeypatch: pytest.MonkeyPatch) -> list[tuple[QAccessible.Event, str]]:
    """What the chart tells the reader: the event and the name of what it is about."""
    heard: list[tuple[QAccessible.Event, str]] = []

    def hear(event: QAccessibleEvent) -> None:
        heard.append((event.type(), event.accessibleInterface().text(NAME)))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    workspace.perform("import", lambda repository: [repository.insert(row) for row in ROWS])
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> TimelineView:
    geometry = RowGeometry(height=32)
    geometry.set_rows(len(session.rows))
    session.rows_reset.connect(lambda: geometry.set_rows(len(session.rows)))
    view = TimelineView(session, LIGHT, geometry)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def table_of(view: TimelineView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def children(part: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [part.child(place) for place in range(part.childCount())]


def names(part: QAccessibleInterface) -> list[str]:
    return [child.text(NAME) for child in children(part)]


@pytest.mark.usefixtures("reader")
def test_every_row_is_a_sentence_and_every_mark_a_cell(view: TimelineView) -> None:
    table = table_of(view)
    assert table.role() is QAccessible.Role.Table
    assert names(table) == [
        "Center, project, start Q3 2026, finish H1 2027, in progress",
        "Row 1, phase, start Q4 2026, finish Q4 2026, planned",
        "Row 2, milestone, committed Q4 2026, planned, 1 earlier commitment: Q2 2026",
        "Row 3, activity, committed start Q3 2026, committed finish H1 2027, 30 % complete, "
        "in progress",
        "Row 4, milestone, not stated, no date",
    ]
    launch = table.child(2)
    assert launch.role() is QAccessible.Role.Row
    assert names(launch) == [
        "earlier commitment Q2 2026, announced January 2023",
        "committed Q4 2026",
    ]
    mark = launch.child(1)
    assert mark.role() is QAccessible.Role.Cell and mark.text(DESCRIPTION) == "Row 2"
    cell = mark.tableCellInterface()
    assert (cell.rowIndex(), cell.columnIndex()) == (2, 1)
    assert cell.table() is table and mark.parent() is launch and launch.parent() is table
    assert table.indexOfChild(launch) == 2 and launch.indexOfChild(mark) == 1
    assert table.child(99) is None and launch.child(-1) is None
    assert launch.valueInterface() is None and mark.textInterface() is None


@pytest.mark.usefixtures("reader")
def test_what_lies_at_a_point_is_found_and_where_it_lies_is_said(view: TimelineView) -> None:
    table = table_of(view)
    row = table.child(2)
    assert row.rect().topLeft() == view.viewport().mapToGlobal(QPoint(0, 64))
    assert row.rect().height() == 32
    mark = row.child(1)
    middle = mark.rect().center()
    assert table.childAt(middle.x(), middle.y()) is mark
    empty = view.viewport().mapToGlobal(QPoint(2, 4 * 32 + 5))
    assert table.childAt(empty.x(), empty.y()) is table.child(4)
    below = view.viewport().mapToGlobal(QPoint(2, 300))
    assert table.childAt(below.x(), below.y()) is None
    view.set_scale(view.scale.scrolled(50_000))
    assert mark.state().offscreen and not row.state().offscreen


def test_the_keys_go_through_rows_and_marks_and_each_is_spoken(
    view: TimelineView,
    session: Session,
    told: list[tuple[QAccessible.Event, str]],
    qtbot: QtBot,
) -> None:
    table = table_of(view)
    session.select([RowKey("items", 1)], RowKey("items", 1))
    told.clear()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL)
    assert table.focusChild() is table.child(2).child(1)
    qtbot.keyClick(view, Qt.Key.Key_Left, CONTROL)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    first, second = names(table.child(2))
    assert told == [
        (QAccessible.Event.Focus, text)
        for text in (names(table)[2], first, second, first, names(table)[3])
    ]
    # Another row, so that none of its marks has the keyboard.
    assert view.focus.at == -1


def test_coming_to_the_chart_speaks_of_its_row_last(
    view: TimelineView,
    session: Session,
    told: list[tuple[QAccessible.Event, str]],
    qtbot: QtBot,
) -> None:
    key = session.rows[3].key
    session.select([key], key)
    table_of(view)
    view.clearFocus()
    told.clear()
    view.setFocus()
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1] == (QAccessible.Event.Focus, names(table_of(view))[3])


def test_an_edit_of_the_row_with_the_keyboard_is_told_and_no_other(
    view: TimelineView, session: Session, told: list[tuple[QAccessible.Event, str]]
) -> None:
    key = RowKey("items", 2)
    session.select([key], key)
    table_of(view)
    told.clear()
    operations.rename(session.workspace, row=key, name=Names(en="Technical launch"))
    assert [kind for kind, _ in told] == [QAccessible.Event.NameChanged]
    assert told[0][1].startswith("Technical launch, milestone, committed Q4 2026")


@pytest.mark.usefixtures("reader")
def test_the_language_of_the_interface_is_spoken(view: TimelineView, session: Session) -> None:
    table = table_of(view)
    session.set_language(Language.RU)
    assert table.child(0).text(NAME).startswith("Центр, проект, ")
    assert names(table.child(2))[1] == "срок по обязательству: IV квартал 2026 г."
    assert table.text(NAME) == view.accessibleName() != "Timeline"


@pytest.mark.usefixtures("reader")
def test_a_reader_can_go_to_a_mark_and_fold_a_row(view: TimelineView, session: Session) -> None:
    table = table_of(view)
    view.clearFocus()
    mark = table.child(3).child(1)
    mark.actionInterface().doAction(mark.actionInterface().setFocusAction())
    assert view.hasFocus() and session.current == RowKey("items", 3)
    assert view.focus.at == 1 and mark.state().focused
    phase = table.child(1)
    assert phase.state().expanded and not table.child(3).state().expandable
    phase.actionInterface().doAction(phase.actionInterface().toggleAction())
    assert len(session.rows) == 4 and phase.state().collapsed
    assert table.childCount() == 4


@pytest.mark.usefixtures("reader")
def test_what_is_no_longer_shown_is_invalid_and_asks_for_nothing(
    view: TimelineView, session: Session
) -> None:
    table = table_of(view)
    row = table.child(2)
    mark = row.child(0)
    session.set_query(Query(collapsed=frozenset({RowKey("projects", 1)})))
    for gone in (row, mark):
        assert not gone.isValid() and gone.state().invalid
        assert gone.text(NAME) == "" and gone.rect().isNull() and gone.childCount() == 0
    session.set_query(Query())
    assert row.isValid() and table.child(2) is row


@pytest.mark.usefixtures("reader")
def test_headings_of_groups_are_rows_too(view: TimelineView, session: Session) -> None:
    session.set_query(Query(group=Grouping.STATUS))
    said = names(table_of(view))
    assert any(text == f"{session.rows[0].title}, {session.rows[0].count}" for text in said)


@pytest.mark.usefixtures("reader")
def test_only_what_is_asked_for_is_made_and_little_is_kept(
    view: TimelineView, session: Session, qtbot: QtBot
) -> None:
    table = table_of(view)
    kept = table._kept.rows
    assert len(kept) <= 1
    table.child(3)
    assert len(kept) <= 2
    session.workspace.perform(
        "import",
        lambda repository: [
            repository.insert(part)
            for id in range(10, 10 + 2 * accessible._MOST_KEPT)
            for part in milestone(id, "2026")
        ],
    )
    for place in range(table.childCount()):
        table.child(place)
    assert len(kept) > accessible._MOST_KEPT
    qtbot.waitUntil(lambda: len(kept) <= accessible._MOST_KEPT)
    # Those that were dropped are made anew.
    assert table.child(0).text(NAME).startswith("Center")


def test_a_mark_out_of_view_is_brought_into_view(
    view: TimelineView, session: Session, qtbot: QtBot
) -> None:
    session.select([RowKey("items", 2)], RowKey("items", 2))
    view.set_scale(view.scale.scrolled(50_000))
    qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL)
    mark = view.focus.marks(2)[0]
    assert mark.saying is Saying.GHOST
    qtbot.waitUntil(lambda: 0 < view.scale.x(mark.first) < view.viewport().width())


def test_the_ring_is_drawn_round_the_mark(
    view: TimelineView, session: Session, qtbot: QtBot
) -> None:
    session.select([RowKey("items", 3)], RowKey("items", 3))
    qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL)
    area = view.focus.mark_area(3, 0)
    image = view.viewport().grab().toImage()
    edge = image.pixelColor(int(area.center().x()), round(area.top()))
    assert edge == LIGHT.focus


TRIAL = """
import gc, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from tests.ui.test_accessible import ROWS
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline import reader_access
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace

application = QApplication([])
reader_access.install()
QAccessible.setActive(True)
workspace = Workspace.create(Path(sys.argv[1]), user="tester")
workspace.perform("import", lambda repository: [repository.insert(row) for row in ROWS])
for way in range(9):
    session = Session(workspace, language=Language.EN, today=lambda: date(2026, 11, 23))
    geometry = RowGeometry(height=32)
    geometry.set_rows(len(session.rows))
    view = TimelineView(session, LIGHT, geometry)
    view.show()
    table = QAccessible.queryAccessibleInterface(view)
    rows = [table.child(place) for place in range(table.childCount())]
    marks = [row.child(place) for row in rows for place in range(row.childCount())]
    if way % 3 == 0:
        del table, rows, marks
    gc.collect()
    if way % 2:
        view.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del view
    gc.collect()
    application.processEvents()
    table = rows = marks = None
    gc.collect()
# The last one stays, to be there when everything ends.
view = TimelineView(session, LIGHT, geometry)
QAccessible.queryAccessibleInterface(view).child(2).child(1)
print("whole")
"""


def test_interfaces_outlive_neither_qt_nor_python(tmp_path: Path) -> None:
    """In a process of its own: what goes wrong here ends the process."""
    result = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", TRIAL, str(tmp_path / "a.cotrack")],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert (result.returncode, result.stdout) == (0, "whole\n"), result.stderr
