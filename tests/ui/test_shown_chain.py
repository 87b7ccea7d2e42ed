"""The chain of the selected row, in chart and grid, as it is switched on and followed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center, item
from tests.timeline.shapes import link
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.session import Session
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import Workspace, operations


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    rows = [*center().rows(), item(4, "Handover", parent_id=1), link(1, 2, 3)]
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    return Session(workspace, language=Language.EN, today=lambda: date(2026, 11, 23))


LAUNCH, OPENING, HANDOVER = (RowKey("items", number) for number in (2, 3, 4))


def test_it_is_off_until_it_is_asked_for_and_follows_the_selection(
    session: Session, qtbot: QtBot
) -> None:
    session.select([LAUNCH], LAUNCH)
    assert session.chain.links == frozenset()
    with qtbot.waitSignal(session.chain.changed):
        session.chain.show(True)
    assert session.chain.links == {1}
    assert session.chain.holds(OPENING) and not session.chain.holds(LAUNCH)
    session.select([OPENING], OPENING)
    assert session.chain.holds(LAUNCH) and not session.chain.holds(OPENING)
    session.select([HANDOVER], HANDOVER)
    assert session.chain.links == frozenset()
    project = RowKey("projects", 2)
    session.select([project], project)
    assert not session.chain.holds(project)


def test_it_follows_links_as_they_are_added_and_taken_away(session: Session) -> None:
    session.chain.show(True)
    session.select([LAUNCH], LAUNCH)
    operations.add_link(session.workspace, predecessor_id=3, successor_id=4)
    assert session.chain.holds(HANDOVER) and len(session.chain.links) == 2
    session.workspace.undo()
    assert not session.chain.holds(HANDOVER)


def test_chart_and_grid_make_it_stand_out(session: Session, qtbot: QtBot) -> None:
    page = TimelinePage(session, LIGHT)
    qtbot.addWidget(page)
    page.resize(1_200, 500)
    page.show()
    qtbot.waitExposed(page)
    session.select([OPENING], OPENING)

    def edge(place: int) -> object:
        """The colour at the left edge of a row of the grid."""
        image = page.grid.viewport().grab().toImage()
        top = page.row_geometry.top(place) + page.row_geometry.height // 2
        return image.pixelColor(1, top)

    before = page.chart.viewport().grab().toImage()
    assert edge(2) != LIGHT.accent
    session.chain.show(True)
    assert edge(2) == LIGHT.accent
    assert edge(4) != LIGHT.accent
    assert page.chart.viewport().grab().toImage() != before
