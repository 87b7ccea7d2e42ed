"""Which rows are selected from the chart, by clicks and by steps of the keyboard."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt

from tracker.domain.portfolio import RowKey
from tracker.ui.session import Session
from tracker.workspace.grouping import GroupRow

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class RowChoice:
    """The selection of a session, as a hand on the rows changes it. A *place* is an index."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def click(self, place: int, modifiers: Qt.KeyboardModifier) -> None:
        """Select the row at a place; Ctrl adds it or takes it out, Shift selects up to it."""
        session = self._session
        key = session.rows[place].key
        if modifiers & _CONTROL:
            chosen = [found for found in session.selected if found != key]
            chosen += [] if key in session.selected else [key]
            session.select(chosen, key)
        elif modifiers & _SHIFT:
            anchor = session.place(session.current)
            self._select_span(place if anchor is None else anchor, place, current=session.current)
        else:
            session.select([key], key)

    def _select_span(self, first: int, last: int, *, current: RowKey | None) -> None:
        low, high = sorted((first, last))
        keys = [row.key for row in self._session.rows[low : high + 1]]
        self._session.select(keys, current)

    def step(self, rows: int, *, extend: bool) -> int | None:
        """Go ``rows`` down (up when negative), as far as there are any; the place reached."""
        session = self._session
        if not session.rows:
            return None
        place = session.place(session.current)
        goal = 0 if place is None else min(max(place + rows, 0), len(session.rows) - 1)
        goal = self._past_headings(goal, down=rows > 0)
        key = session.rows[goal].key
        session.select([*session.selected, key] if extend else [key], key)
        return goal

    def _past_headings(self, place: int, *, down: bool) -> int:
        """The nearest row from ``place`` on that is no heading, else the nearest one behind it."""
        rows = self._session.rows
        below, above = range(place, len(rows)), range(place, -1, -1)
        order = chain(below, above) if down else chain(above, below)
        return next((at for at in order if not isinstance(rows[at], GroupRow)), place)

    def fold(self, *, unfold: bool) -> None:
        """Fold or unfold the current row; nothing happens where nothing is below it."""
        session = self._session
        place = session.place(session.current)
        if place is not None and session.rows[place].has_children:
            session.set_expanded(session.rows[place].key, unfold)
