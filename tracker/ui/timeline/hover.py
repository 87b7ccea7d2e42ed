"""What the chart tells about the place under the pointer, or about the current row by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import floor
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from tracker.domain.model import Edge, Item, Project
from tracker.domain.portfolio import RowKey
from tracker.paper.theme import Theme
from tracker.timeline.days_off import DAY_LEVELS
from tracker.timeline.hit_test import Hit, Part
from tracker.timeline.row_marks import GHOSTS
from tracker.timeline.scale import FIRST_DAY, LAST_DAY
from tracker.ui.session import Session

if TYPE_CHECKING:
    from tracker.ui.hover_sheet import HoverSheet
    from tracker.ui.timeline.view import TimelineView
    from tracker.workspace.description import Description

_STILL: Final = 4
"""How far a hand may tremble, in pixels, before the sheet goes."""


class Hover(QObject):
    """The sheet of one chart and of the ``bands`` above it.

    Qt says when the pointer has rested; a movement of it, a key, a click or the wheel hides the
    sheet again. The sheet, and what finds the words for it, are imported with the first.
    """

    def __init__(self, view: TimelineView, bands: QWidget, session: Session) -> None:
        super().__init__(view)
        self._view = view
        self._bands = bands
        self._session = session
        self._sheet: HoverSheet | None = None
        self._at: QPoint | None = None
        for watched in (view, view.viewport(), bands):
            watched.installEventFilter(self)
        view.scale_changed.connect(self.hide)

    @property
    def shown(self) -> HoverSheet | None:
        """The sheet while it is to be seen."""
        return self._sheet if self._sheet is not None and not self._sheet.isHidden() else None

    def set_theme(self, theme: Theme) -> None:
        if self._sheet is not None:
            self._sheet.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ToolTip and watched is not self._view:
            self._rest(cast(QWidget, watched), cast(QHelpEvent, event).pos())
            return True
        if kind is QEvent.Type.MouseMove:
            self._move(cast(QMouseEvent, event).globalPosition().toPoint())
        elif kind in _ENDS and not _is_shift(event):
            self.hide()
        return False

    def _rest(self, on: QWidget, at: QPoint) -> None:
        what = self._day(at.x()) if on is self._bands else self._what(self._view.hit(at), at.x())
        if what is None:
            self.hide()
        else:
            self._show(what, on, QRect(at, at))

    def describe_current(self) -> None:
        """Tell about the mark that has the keyboard, or else about the current row.

        A second time, take the sheet away.
        """
        row, place = self._session.current_row(), self._session.place(self._session.current)
        if self.shown is not None or row is None or place is None:
            self.hide()
            return
        focus = self._view.focus
        what, area = self._describe(row), self._view.mark_rect(place)
        if focus.at >= 0:
            mark = focus.marks(place)[focus.at]
            area = focus.mark_area(place, focus.at).toAlignedRect()
            if isinstance(row, Item) and mark.saying in GHOSTS:
                what = self._earlier(row, GHOSTS[mark.saying], mark.ghost)
        self._show(what, self._view.viewport(), area)
        self._at = None
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, what.as_text()))

    def _move(self, to: QPoint) -> None:
        if self._at is not None and (to - self._at).manhattanLength() > _STILL:
            self.hide()

    def hide(self) -> None:
        if self._sheet is not None:
            self._sheet.hide()
        self._at = None

    def _show(self, what: Description, on: QWidget, around: QRect) -> None:
        from tracker.ui.hover_sheet import HoverSheet

        window = self._view.window()
        if self._sheet is None:
            self._sheet = HoverSheet(window, self._view.theme)
        self._at = on.mapToGlobal(around.center())
        area = QRect(on.mapTo(window, around.topLeft()), around.size())
        self._sheet.show_beside(what, area, self._session.translator)

    def _what(self, hit: Hit, x: int) -> Description | None:
        from tracker.workspace.description import describe_link

        session = self._session
        portfolio, translator = session.portfolio, session.translator
        match hit.part:
            case Part.NONE | Part.ROW:
                what = self._day(x)
                return what if what is not None and what.parts else None
            case Part.LINK:
                return describe_link(portfolio, portfolio.links[hit.detail], translator)
        row = portfolio.row(session.rows[hit.row].key)
        if row is None:
            # The heading of a group: all that it has to say stands in the grid.
            return None
        if isinstance(row, Item) and hit.part in _GHOSTS:
            return self._earlier(row, _GHOSTS[hit.part], hit.detail)
        return self._describe(row)

    def _earlier(self, item: Item, edge: Edge, place: int) -> Description:
        from tracker.workspace.description import describe_earlier

        portfolio = self._session.portfolio
        earlier = portfolio.earlier_commitments(item, edge)[place]
        return describe_earlier(portfolio, item, earlier, self._session.translator)

    def _describe(self, row: Project | Item) -> Description:
        from tracker.workspace.comparison import comparison_part, earlier_forecast_part
        from tracker.workspace.description import describe

        session, comparing = self._session, self._view.comparing
        found = describe(session.portfolio, row, session.translator, session.status_date)
        on = session.status_date
        if before := earlier_forecast_part(session.portfolio, row, on, session.translator):
            return replace(found, parts=(*found.parts, before))
        place = session.place(RowKey(row.table, row.id))
        then = comparing.then(place) if place is not None else None
        if then is None or comparing.comparison is None:
            return found
        part = comparison_part(then, comparing.comparison, session.translator)
        return replace(found, parts=(*found.parts, part))

    def _day(self, x: int) -> Description | None:
        """The day at ``x``; None where days are too narrow to be pointed at."""
        day = floor(self._view.scale.day_at(x))
        if self._view.level not in DAY_LEVELS or not FIRST_DAY <= day <= LAST_DAY:
            return None
        from tracker.workspace.day_description import describe_day

        session = self._session
        return describe_day(date.fromordinal(day), session.working_days, session.translator)


def _is_shift(event: QEvent) -> bool:
    """Whether only Shift went down, which may begin the key that shows and hides the sheet."""
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Shift


_ENDS: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.Leave,
        QEvent.Type.KeyPress,
        QEvent.Type.FocusOut,
        QEvent.Type.Hide,
    }
)
_GHOSTS: Final = {Part.GHOST: Edge.FINISH, Part.START_GHOST: Edge.START}
