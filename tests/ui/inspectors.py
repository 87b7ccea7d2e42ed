"""The inspector on a small file, and what can be read on it, for tests of its parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import (
    Claim,
    Edge,
    Item,
    ItemKind,
    Measure,
    Names,
    ProgressNote,
    Row,
    Side,
    Source,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.session import Session
from tracker.workspace import Workspace

PROJECT = RowKey("projects", 1)
LAUNCH, OPENING, HALLS = (RowKey("items", id) for id in (2, 3, 4))
ROWS: tuple[Row, ...] = (
    Source(id=1, uid="s1", key="law", title="Law", url="https://example.org/law"),
    Source(
        id=2,
        uid="s2",
        key="news",
        title="News",
        publisher="Agency",
        published=period_from_key("2025-11-25"),
        url="file:///etc/passwd",
    ),
    project(code="CTR", side=Side.JOINT),
    item(1, "Launch", kind=ItemKind.PHASE),
    replace(
        item(2, "Technical launch", parent_id=1),
        name=Names(en="Technical launch", ru="Технический запуск"),
    ),
    item(3, "Official opening", parent_id=1),
    item(4, "Halls", kind=ItemKind.ACTIVITY),
    commitment(1, 2, "2026-Q4", wording="IV кв. 2026", language="ru", source_id=1),
    commitment(2, 3, "2027-H1"),
    commitment(3, 2, "2027", announced="2025-11-25", binding=False, source_id=2, reason="Speech"),
    commitment(4, 4, "2025-Q1", edge=Edge.START),
    commitment(5, 4, "2026-Q3"),
    Claim(id=1, uid="f1", project_id=1, measure=Measure.VALUE, value=Decimal(100), unit="USD"),
    Claim(id=2, uid="f2", project_id=1, measure=Measure.JOBS, value=Decimal(120), unit="jobs"),
    Claim(id=3, uid="f3", project_id=1, measure=Measure.JOBS, value=Decimal(90), unit="jobs"),
    ProgressNote(id=1, uid="n1", item_id=2, text="Halls stand", author="Aida"),
)


def open_session(folder: Path) -> Session:
    workspace = Workspace.create(folder / "center.cotrack", user="tester")
    workspace.perform("import", lambda repository: [repository.insert(row) for row in ROWS])
    return Session(workspace, language=Language.EN, today=lambda: date(2026, 11, 23))


def show(session: Session, qtbot: QtBot) -> Inspector:
    """The inspector in a window of its own that has the keyboard, at the technical launch."""
    inspector = Inspector(session, LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(308, 700)
    session.select([LAUNCH], LAUNCH)
    inspector.show()
    qtbot.waitExposed(inspector)
    inspector.activateWindow()
    qtbot.waitUntil(inspector.isActiveWindow)
    return inspector


def texts(part: QWidget) -> str:
    """What can be read on ``part``, with plain spaces and nothing where long words may break."""
    # A widget that was put into a layout shows a moment later.
    QApplication.processEvents()
    shown = [found for found in part.findChildren(QLabel) if found.isVisible()]
    said = "\n".join(found.text() for found in shown)
    return said.replace("\u200b", "").replace("\xa0", " ")


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def item_of(session: Session, key: RowKey = LAUNCH) -> Item:
    return session.portfolio.items[key.id]
