"""The strip below the chart, dragged with a real mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center
from tracker.domain.period import Period
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.minimap import Minimap
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace, operations

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> tuple[TimelineView, Minimap]:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    workspace.perform(
        "import", lambda repository: [repository.insert(row) for row in center().rows()]
    )
    session = Session(workspace, language=Language.EN, today=lambda: date(2026, 11, 23))
    view = TimelineView(session, LIGHT, RowGeometry(height=32))
    minimap = Minimap(session, LIGHT, view)
    for widget in (view, minimap):
        qtbot.addWidget(widget)
        widget.resize(800, widget.sizeHint().height() if widget is minimap else 300)
        widget.show()
        qtbot.waitExposed(widget)
    return view, minimap


def test_a_click_brings_that_time_into_the_chart(
    strip: tuple[TimelineView, Minimap], qtbot: QtBot
) -> None:
    view, minimap = strip
    view.set_scale(view.scale.scrolled(9_000))
    qtbot.mousePress(minimap, LEFT, pos=QPoint(400, 40))
    qtbot.mouseRelease(minimap, LEFT, pos=QPoint(400, 40))
    # The strip covers whole years, 2026 and 2027: its middle is New Year.
    middle = view.scale.day_at(view.viewport().width() / 2)
    assert abs(middle - date(2027, 1, 1).toordinal()) < 3


def test_the_window_is_dragged_from_where_it_was_taken(
    strip: tuple[TimelineView, Minimap], qtbot: QtBot
) -> None:
    view, minimap = strip
    qtbot.mousePress(minimap, LEFT, pos=QPoint(400, 40))
    before = view.scale.origin
    qtbot.mouseMove(minimap, QPoint(440, 40))
    qtbot.mouseRelease(minimap, LEFT, pos=QPoint(440, 40))
    days = 40 * (365 + 365) / 800
    assert view.scale.origin - before == pytest.approx(days, abs=2)


def test_it_follows_the_file_and_the_theme(strip: tuple[TimelineView, Minimap]) -> None:
    view, minimap = strip
    light = minimap.grab().toImage()
    minimap.set_theme(DARK)
    assert minimap.grab().toImage() != light
    view._session.workspace.undo()
    assert minimap.overview.lines == ()
    minimap.grab()


def test_its_lines_come_when_all_rows_were_looked_at_and_follow_each_change(
    strip: tuple[TimelineView, Minimap], qtbot: QtBot
) -> None:
    view, minimap = strip
    qtbot.waitUntil(lambda: minimap.is_known or not minimap.update())
    drawn, session = minimap.overview, view._session
    operations.commit_deadline(session.workspace, item_id=3, deadline=Period.year(2035))
    assert not minimap.is_known
    minimap.grab()
    assert minimap.is_known
    assert minimap.overview.last_day > drawn.last_day
    session.status_date_changed.emit()
    assert not minimap.is_known
    qtbot.waitUntil(lambda: minimap.is_known or not minimap.update())
