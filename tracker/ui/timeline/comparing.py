"""The comparison of a chart with the plan of another day, kept while the window is open."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from tracker.domain.portfolio import Portfolio
from tracker.language import N_
from tracker.timeline.compare import OtherPlan, Then
from tracker.ui.session import Session
from tracker.workspace.comparison import (
    Comparison,
    PlanAs,
    compared_plan,
    comparison_text,
    computing_text,
)


class Comparing(QObject):
    """With what the rows of a session are compared, if with anything.

    Signals:
        changed: something else is compared with, or nothing any more.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison: Comparison | None = None
        self._plan: Portfolio | None = None
        self._other: OtherPlan | None = None
        session.rows_reset.connect(self._forget_rows)
        session.rows_patched.connect(self._forget_rows)
        session.changed.connect(self._forget_plan)
        session.looking_back.changed.connect(self.changed)

    @property
    def comparison(self) -> Comparison | None:
        return self._comparison or self._session.looking_back.comparison

    @property
    def other(self) -> OtherPlan | None:
        """The other plan of the rows as they are shown now."""
        if self._comparison is None:
            return None
        if self._other is None:
            session = self._session
            if self._plan is None:
                self._plan = compared_plan(session.workspace, self._comparison)
            keys = [row.key for row in session.rows]
            self._other = OtherPlan(self._plan, session.portfolio, keys)
        return self._other

    def then(self, place: int) -> Then | None:
        other = self.other
        return other.row(place) if other is not None else None

    def compare_with(self, comparison: Comparison) -> None:
        """Raises FileError when the file cannot be read, and UserError where there is nothing to
        compare on the day; what was compared with stays then."""
        looking_back = self._session.looking_back
        if comparison.plan_as is PlanAs.FORECAST:
            looking_back.begin(comparison.day)
            self._comparison = self._plan = self._other = None
            self.changed.emit()
            return
        plan = compared_plan(self._session.workspace, comparison)
        self._comparison, self._plan, self._other = comparison, plan, None
        looking_back.stop()
        self.changed.emit()

    def stop(self) -> None:
        self._comparison = self._plan = self._other = None
        self._session.looking_back.stop()
        self.changed.emit()

    def _forget_rows(self) -> None:
        self._other = None

    def _forget_plan(self) -> None:
        """A past day stays as it was recorded; everything else may have changed with the file."""
        found = self._comparison
        if found is None:
            return
        is_past = found.day < self._session.workspace.today()
        if found.plan_as is PlanAs.ANNOUNCED or not is_past:
            self._plan = None
        self._other = None
        self.changed.emit()


class Compares(Protocol):
    """What compares the rows of a session with a past day."""

    changed: SignalInstance

    @property
    def comparison(self) -> Comparison | None: ...

    def compare_with(self, comparison: Comparison) -> None:
        """Raises UserError for a day with which nothing can be compared."""

    def stop(self) -> None: ...


class ComparisonBar(QFrame):
    """Says over the rows what they are compared with, and how to be rid of it.

    ``outlines``: there is a chart below, with outlines to be explained.

    Signals:
        changing: the user wants to compare with something else.
    """

    changing = Signal()

    def __init__(self, session: Session, comparing: Compares, *, outlines: bool = True) -> None:
        super().__init__()
        self._session = session
        self._comparing = comparing
        self._outlines = outlines
        self.setObjectName("comparison")
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self.change, self.leave = QPushButton(), QPushButton()
        for button in (self.change, self.leave):
            button.setProperty("look", "small")
        self.change.clicked.connect(self.changing)
        self.leave.clicked.connect(comparing.stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 5, 12, 5)
        line.setSpacing(8)
        line.addWidget(self._said, 1)
        line.addWidget(self.change)
        line.addWidget(self.leave)
        comparing.changed.connect(self._follow)
        session.language_changed.connect(self._follow)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._comparing.stop()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        comparison, translator = self._comparing.comparison, self._session.translator
        self.setVisible(comparison is not None)
        _ = translator.text
        self.change.setText(_(N_("Change…")))
        self.leave.setText(_(N_("Stop comparing")))
        if comparison is not None:
            self._said.setText(self._sentence(comparison))
            self.setAccessibleName(self._said.text())

    def _sentence(self, comparison: Comparison) -> str:
        translator = self._session.translator
        if self._session.looking_back.is_computing:
            return computing_text(comparison, translator)
        return comparison_text(comparison, translator, outlines=self._outlines)
