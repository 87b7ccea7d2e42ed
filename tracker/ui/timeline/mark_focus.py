"""Where the keyboard is in the chart: in a row, or at one of the marks of that row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from tracker.domain.portfolio import RowKey
from tracker.timeline.chart_row import RowFlag
from tracker.timeline.row_marks import RowMark, marks_of_row, ring_of
from tracker.timeline.rows import Lane
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session

if TYPE_CHECKING:
    from tracker.ui.timeline.view import TimelineView


class MarkFocus(QObject):
    """The row is the session's current one; going to another row leaves the marks of this one.

    Signals:
        moved: the keyboard is elsewhere, or has come to the chart.
        said_anew: what it stands at may say something else.
    """

    moved = Signal()
    said_anew = Signal()

    def __init__(self, view: TimelineView, session: Session, geometry: RowGeometry) -> None:
        super().__init__(view)
        self.session = session
        self._view = view
        self._geometry = geometry
        self._of: RowKey | None = None
        self._at = -1
        session.selection_changed.connect(self._on_selection)
        session.rows_patched.connect(self._on_patched)
        # Qt tells of a widget that was given the keyboard after the widget itself has heard of it.
        self._entered = QTimer(self, singleShot=True, interval=0)
        self._entered.timeout.connect(self.moved)

    @property
    def place(self) -> int | None:
        """The row in which the keyboard is, None while it is in none that is shown."""
        return self.session.place(self.session.current)

    @property
    def at(self) -> int:
        """Which mark of the row has the keyboard, counted from 0; -1 for the row itself."""
        if self.place is None or self._of != self.session.current:
            return -1
        return min(self._at, len(self.marks(self.place)) - 1)

    def enter(self) -> None:
        """The chart has been given the keyboard."""
        self._entered.start()

    def marks(self, place: int) -> tuple[RowMark, ...]:
        return marks_of_row(self._view.chart, place)

    def step(self, by: int) -> None:
        """Go to the next mark to the right, or to the left; before the first is the row itself."""
        place = self.place
        if place is not None:
            self.go_to(place, min(max(self.at + by, -1), len(self.marks(place)) - 1))

    def go_to(self, place: int, at: int) -> None:
        """Put the keyboard at a mark of a row, or at the row itself where ``at`` is -1."""
        session = self.session
        key = session.rows[place].key
        before = (self._of, self._at)
        self._of, self._at = key, at
        if key != session.current:
            session.select([key], key)
        elif before != (key, at):
            self.moved.emit()
        self._view.bring_into_view(place)
        if at >= 0:
            self._show(self.marks(place)[at])

    def _show(self, mark: RowMark) -> None:
        """Move time so that a mark that is out of view is seen."""
        scale, width = self._view.scale, self._view.viewport().width()
        if mark.first and not (scale.x(mark.last + 1) > 0 and scale.x(mark.first) < width):
            self._view.show_day(date.fromordinal((mark.first + mark.last) // 2))

    def _on_selection(self) -> None:
        if self._of != self.session.current:
            self._of, self._at = self.session.current, -1
        self.moved.emit()

    def _on_patched(self, places: Sequence[int]) -> None:
        if self.place in places:
            self.said_anew.emit()

    # -- in pixels of the viewport ----------------------------------------------------------------

    def place_at(self, y: float) -> int | None:
        place = self._geometry.index_at(y)
        return None if place == RowGeometry.NOWHERE else place

    def row_area(self, place: int) -> QRectF:
        geometry = self._geometry
        width = self._view.viewport().width()
        return QRectF(0, geometry.top(place), width, geometry.height)

    def mark_area(self, place: int, at: int) -> QRectF:
        row = self.row_area(place)
        flags = self._view.chart.row(place).flags
        lane = Lane.of(row.top(), row.height(), shared=bool(flags & RowFlag.FORESEEN_BEHIND))
        ring = ring_of(self.marks(place)[at], self._view.scale, lane, row.width())
        return QRectF(ring.x, ring.y, ring.width, ring.height)
