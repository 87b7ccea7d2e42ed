"""The window with files that nobody would plan: it shows, scrolls, zooms and inspects them all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.timeline.bad_input import CASES, bad_rows
from tests.ui.grids import TODAY
from tests.ui.inspectors import texts
from tracker.domain.model import Item, Link, Row
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.paper.timeline_document import DocumentFormat, Wanted, write_timeline
from tracker.timeline.scale import Level
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.sheet import Subject
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.session import Session
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import Workspace


def open_session(folder: Path, case: str) -> Session:
    """The rows of a case in a file, as far as the file itself takes them."""
    workspace = Workspace.create(folder / "odd.cotrack", user="tester")
    workspace.perform("import", lambda repository: [*map(repository.insert, taken(case))])
    # Another tool may close a circle that the program never would.
    with closing(sqlite3.connect(workspace.path)) as connection, connection:
        for row in bad_rows(case):
            if isinstance(row, Item) and row.parent_id not in (None, row.id):
                statement = "UPDATE items SET parent_id = ? WHERE id = ?"
                connection.execute(statement, (row.parent_id, row.id))
    workspace.refresh()
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


def taken(case: str) -> Iterator[Row]:
    rows = bad_rows(case)
    items = {row.id for row in rows if isinstance(row, Item)}
    for row in rows:
        if isinstance(row, Item):
            yield replace(row, parent_id=None)
        elif not isinstance(row, Link) or (
            row.predecessor_id != row.successor_id
            and {
                row.predecessor_id,
                row.successor_id,
            }
            <= items
        ):
            yield row


@pytest.mark.parametrize("case", CASES)
def test_every_row_is_shown_pointed_at_and_inspected(
    case: str, tmp_path: Path, qtbot: QtBot
) -> None:
    session = open_session(tmp_path, case)
    assert len(session.rows) == len(session.portfolio.projects) + len(session.portfolio.items)
    page, inspector = TimelinePage(session, LIGHT), Inspector(session, LIGHT)
    for part, size in ((page, (1_200, 500)), (inspector, (300, 500))):
        qtbot.addWidget(part)
        part.resize(*size)
        part.show()
        qtbot.waitExposed(part)
    chart = page.chart
    chart.setFocus()
    for level in Level:
        chart.set_level(level)
        chart.grab()
        bar = chart.verticalScrollBar()
        for offset in (0, bar.maximum() // 2, bar.maximum()):
            bar.setValue(offset)
            for x in range(4, chart.viewport().width(), 200):
                qtbot.mouseMove(chart.viewport(), QPoint(x, 40))
            page.grab()
    bar.setValue(0)
    for place in range(min(len(session.rows), 16)):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
        key = session.rows[place].key
        session.select([key], key)
        inspector.grab()
    chart.fit()
    session.set_language(Language.KK)
    page.set_theme(DARK)
    page.grab()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("format", DocumentFormat)
def test_a_picture_of_it_can_be_given_away(
    case: str, format: DocumentFormat, tmp_path: Path, qapp: QApplication
) -> None:
    session = open_session(tmp_path, case)
    subject = Subject(
        portfolio=session.portfolio,
        rows=session.rows,
        status_date=TODAY,
        title=session.rows[-1].row.name.en,
    )
    on_paper = format is DocumentFormat.PDF
    wanted = Wanted(paper=Paper(PaperSize.A3)) if on_paper else Wanted(height=800)
    stream = BytesIO()
    write_timeline(stream, subject, wanted, format=format, language=Language.UZ, theme=LIGHT)
    assert stream.tell() > 1_000


def test_a_contradiction_is_said_in_the_inspector(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path, "finish before start")
    inspector = Inspector(session, LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(300, 500)
    inspector.show()
    said = []
    for row in session.rows:
        session.select([row.key], row.key)
        said.append("finish before start" in texts(inspector))
    assert said == [False, True, True, True, True, False, False]
    session.set_language(Language.RU)
    session.select([session.rows[5].key], session.rows[5].key)
    assert "закончено раньше, чем начато" in texts(inspector)
