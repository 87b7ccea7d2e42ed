"""The Timeline page: grid, chart, legend and overview as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from tests.ui.grids import go, open_session, shown
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.timeline.scale import Level
from tracker.ui.session import Session
from tracker.ui.views.empty_notice import EmptyNotice
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace.query import Query


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TimelinePage:
    page = TimelinePage(session, LIGHT)
    shown(qtbot, page, page.grid)
    return page


def grid_width(page: TimelinePage) -> int:
    splitter = page.findChild(QSplitter)
    assert splitter is not None
    return splitter.sizes()[0]


def test_rows_of_grid_and_chart_stand_at_one_height(page: TimelinePage) -> None:
    grid, chart = page.grid.viewport(), page.chart.viewport()
    assert grid.mapTo(page, QPoint(0, 0)).y() == chart.mapTo(page, QPoint(0, 0)).y()
    assert grid.height() == chart.height()


def test_the_grid_opens_as_wide_as_its_columns_and_the_chart_takes_the_rest(
    page: TimelinePage,
) -> None:
    assert grid_width(page) == page.grid.columns.natural_width
    page.resize(1600, 600)
    QApplication.processEvents()
    assert grid_width(page) == page.grid.columns.natural_width


def test_another_language_gets_the_width_it_needs(page: TimelinePage, session: Session) -> None:
    english = grid_width(page)
    session.set_language(Language.KK)
    assert grid_width(page) > english


def test_widening_the_name_moves_the_splitter(page: TimelinePage) -> None:
    before = grid_width(page)
    header, name = page.grid.horizontalHeader(), page.grid.rows.column_of("name")
    header.resizeSection(name, header.sectionSize(name) + 50)
    assert grid_width(page) == before + 50


def test_a_row_chosen_in_the_chart_is_the_current_one_of_the_grid(
    page: TimelinePage, qtbot: QtBot
) -> None:
    go(page.grid, 0, "finish")
    at = QPoint(20, page.row_geometry.top(3) + 10)
    qtbot.mouseClick(page.chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.grid.currentIndex().row() == 3


def test_hover_crosses_from_the_grid_to_the_chart(page: TimelinePage, qtbot: QtBot) -> None:
    qtbot.mouseMove(page.grid.viewport(), QPoint(30, page.row_geometry.top(2) + 5))
    assert page.row_geometry.hovered == 2


def test_zoom_is_passed_on_and_told(page: TimelinePage, qtbot: QtBot) -> None:
    assert page.level is Level.QUARTER
    with qtbot.waitSignal(page.level_changed, timeout=2000):
        for _ in range(3):
            page.zoom_in()
    page.fit()
    page.zoom_out()
    page.go_to_today()


def test_columns_and_splitter_come_back(page: TimelinePage, session: Session, qtbot: QtBot) -> None:
    header, name = page.grid.horizontalHeader(), page.grid.rows.column_of("name")
    header.resizeSection(name, header.sectionSize(name) + 70)
    other = TimelinePage(session, LIGHT)
    qtbot.addWidget(other)
    other.restore_state(page.save_state())
    other.resize(page.size())
    other.show()
    assert grid_width(other) == grid_width(page)
    other.restore_state(b"nonsense")
    assert grid_width(other) == grid_width(page)


def test_an_empty_view_says_why(page: TimelinePage, session: Session) -> None:
    notice = page.findChild(EmptyNotice)
    assert notice is not None
    assert not notice.isVisible()
    session.set_query(Query(text="nowhere"))
    assert notice.isVisible()
    assert notice.texts[0] == "No row matches"


def test_the_page_is_painted_in_every_theme_and_language(
    page: TimelinePage, session: Session
) -> None:
    pictures = set()
    for theme in (LIGHT, DARK):
        page.set_theme(theme)
        for language in Language:
            session.set_language(language)
            pictures.add(bytes(page.grab().toImage().constBits()))
    assert len(pictures) == 8
