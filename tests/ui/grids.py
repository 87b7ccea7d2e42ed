"""A portfolio in a file and the keys of a user, for tests of the grids."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import Body, Claim, ItemKind, Measure, Names, Row
from tracker.language import Language
from tracker.ui.grid.grid import Grid
from tracker.ui.models.cells import Cell
from tracker.ui.session import Session
from tracker.workspace import Workspace

TODAY = date(2026, 11, 23)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier

ROWS: tuple[Row, ...] = (
    Body(id=1, uid="b1", name=Names(en="Ministry of Trade"), short_name=Names(en="MTI")),
    Body(id=2, uid="b2", name=Names(en="Akimat")),
    project(1, "Center"),
    project(2, "Plant"),
    project(3, "Idea"),
    item(1, "Launch", kind=ItemKind.PHASE),
    item(2, "Technical launch", parent_id=1),
    item(3, "Official opening", parent_id=1),
    item(4, "Halls", kind=ItemKind.ACTIVITY, project_id=2),
    commitment(1, 2, "2026-Q4", wording="Q4 2026", language="en"),
    commitment(2, 3, "2027-H1"),
    commitment(3, 4, "2026-Q3"),
    Claim(id=1, uid="f1", project_id=1, measure=Measure.VALUE, value=Decimal("100.5"), unit="USD"),
    Claim(id=2, uid="f2", project_id=2, measure=Measure.VALUE, value=Decimal("0.2"), unit="USD"),
    Claim(id=3, uid="f3", project_id=3, measure=Measure.VALUE, value=Decimal("7"), unit="KZT"),
    Claim(id=4, uid="f4", project_id=1, measure=Measure.JOBS, value=Decimal(120), unit="jobs"),
)
"""Shown as: Center, Launch, Technical launch, Official opening, Plant, Halls, Idea."""


def open_session(folder: Path, rows: tuple[Row, ...] = ROWS) -> Session:
    workspace = Workspace.create(folder / "rows.cotrack", user="tester")
    if rows:
        workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


def shown(qtbot: QtBot, page: QWidget, grid: Grid) -> None:
    """Show a page with the keyboard in its grid."""
    qtbot.addWidget(page)
    page.resize(1300, 600)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press a key where the keyboard is."""
    _send(key, modifiers, "")


def type_text(text: str) -> None:
    """Type a text where the keyboard is, in any script."""
    for letter in text:
        _send(Qt.Key.Key_A, NO_MODIFIER, letter)


def _send(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def names(session: Session) -> list[str]:
    return [row.row.name.best(session.language) for row in session.rows]


def go(grid: Grid, line: int, field: str) -> None:
    grid.go_to(line, grid.rows.column_of(field))


def cell(grid: Grid, line: int, field: str) -> Cell:
    return grid.rows.cell(line, grid.rows.column_of(field))


def place(grid: Grid) -> tuple[int, str]:
    """The line and the field where the keyboard is."""
    index = grid.currentIndex()
    return index.row(), grid.rows.columns[index.column()].field.key
