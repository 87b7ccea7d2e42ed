"""A chart in a window of its own, and a hand that drags on it with real events."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import Edge, ItemKind, Link, Row
from tracker.domain.period import Period
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.timeline.scale import Level, TimeScale
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace

TODAY = date(2026, 11, 23)
ROW = 32
NONE = Qt.KeyboardModifier.NoModifier

ROWS: tuple[Row, ...] = (
    project(1, "Center"),
    item(1, "Phase", kind=ItemKind.PHASE),
    item(2, "Launch", parent_id=1),
    item(3, "Halls", kind=ItemKind.ACTIVITY, parent_id=1, percent=40),
    item(4, "Duty"),
    item(5, "Nothing yet", kind=ItemKind.ACTIVITY),
    item(6, "Opening"),
    commitment(1, 2, "2026-Q4"),
    commitment(2, 3, "2026-03", edge=Edge.START),
    commitment(3, 3, "2027-Q1"),
    commitment(4, 4, "permanent"),
    commitment(5, 6, "2027-by"),
    Link(id=1, uid="l1", predecessor_id=3, successor_id=6),
)
"""Shown as: 0 Center, 1 Phase, 2 Launch, 3 Halls, 4 Duty, 5 Nothing yet, 6 Opening."""
PHASE, LAUNCH, HALLS, DUTY, NOTHING, OPENING = range(1, 7)

QUARTERS = TimeScale(date(2025, 10, 1).toordinal(), Level.QUARTER.px_per_day)
"""2025-10-01 stands at x 0; a quarter is about 47 px wide."""


def open_chart_session(folder: Path) -> Session:
    workspace = Workspace.create(folder / "chart.cotrack", user="tester")
    workspace.perform("import", lambda repository: [repository.insert(row) for row in ROWS])
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


def shown_chart(session: Session, qtbot: QtBot, *, width: int) -> TimelineView:
    """The chart of a session, on the scale of quarters."""
    geometry = RowGeometry(height=ROW)
    geometry.set_rows(len(session.rows), tail=ROW)
    view = TimelineView(session, LIGHT, geometry)
    qtbot.addWidget(view)
    view.resize(width, 460)
    view.show()
    qtbot.waitExposed(view)
    view.set_scale(QUARTERS)
    return view


def steps(session: Session) -> int:
    """How many steps the file has had."""
    return len(list(session.workspace.history()))


def x_of(view: TimelineView, day: str) -> int:
    return round(view.scale.x(date.fromisoformat(day).toordinal() + 0.5))


def at(view: TimelineView, row: int, day: str, *, dx: int = 0) -> QPoint:
    """The middle of a day in a row."""
    return QPoint(x_of(view, day) + dx, row * ROW + ROW // 2)


class Mouse:
    """The left button on one chart, with the modifiers that are held down."""

    def __init__(self, view: TimelineView) -> None:
        self._viewport = view.viewport()

    def press(self, place: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseButtonPress, place, modifiers)

    def move(self, place: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseMove, place, modifiers)

    def release(self, place: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseButtonRelease, place, modifiers)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        modifiers: Qt.KeyboardModifier = NONE,
    ) -> None:
        """From one place to another by way of the middle, and let go."""
        self.press(start)
        self.move((start + end) / 2, modifiers)
        self.move(end, modifiers)
        self.release(end, modifiers)

    def hover(self, place: QPoint) -> None:
        self._send(QEvent.Type.MouseMove, place, NONE, held=False)

    def _send(
        self,
        kind: QEvent.Type,
        place: QPoint,
        modifiers: Qt.KeyboardModifier,
        *,
        held: bool = True,
    ) -> None:
        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        button = none if kind is QEvent.Type.MouseMove else left
        buttons = left if held and kind is not QEvent.Type.MouseButtonRelease else none
        event = QMouseEvent(
            kind,
            QPointF(place),
            QPointF(self._viewport.mapToGlobal(place)),
            button,
            buttons,
            modifiers,
        )
        QApplication.sendEvent(self._viewport, event)


def dates(session: Session, item_id: int) -> tuple[str, str]:
    """The start and the finish in force of an item, "" for none."""
    portfolio = session.portfolio
    found = [portfolio.deadline(portfolio.items[item_id], edge) for edge in Edge]
    start, finish = (each.key if isinstance(each, Period) else "" for each in found)
    return start, finish
