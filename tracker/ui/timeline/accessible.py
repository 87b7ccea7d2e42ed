"""The chart for a screen reader: a table of the rows that are shown, with their marks as cells.

What is drawn is no widget, so that Qt knows nothing of it; the interfaces here say it in words.
They are made when they are asked for, so that a million rows cost nothing, and their text is that
of :mod:`tracker.timeline.speech`, in the language of the interface.

Tried on AT-SPI (Qt 6.11): rows, cells, focus, actions and announcements of interfaces written in
Python all arrive. QAccessibleTableInterface is not in PySide, so that a reader cannot ask for
"row 5, column 2"; each cell says its own row and column instead. Three traps, each a crash:

* ``interface_cast`` must answer with an interface or with ``Shiboken.VoidPtr(0)``; None and 0 are
  taken for addresses.
* Qt keeps plain pointers to these interfaces. The reference that Python holds may go only after Qt
  has deleted its own, see :class:`_Kept`.
* None may be deleted while Qt asks it something, and an action may change the rows: superfluous
  ones are deleted from the event loop.

Where Qt takes a null pointer PySide's stubs know no None: such overrides leave their type open.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTableCellInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from tracker.domain.portfolio import RowKey
from tracker.timeline.speech import Speech
from tracker.ui.timeline.mark_focus import MarkFocus
from tracker.ui.timeline.view import TimelineView
from tracker.workspace.grouping import GroupRow, ShownRow

_Text = QAccessible.Text
_Kind = QAccessible.InterfaceType
_NONE: Final = Shiboken.VoidPtr(0)
_MOST_KEPT: Final = 500
"""Rows that stay known to the reader besides those that it has just asked for."""


def interface_of(chart: QObject) -> QAccessibleInterface | None:
    """The interface of a chart; None for what is no chart."""
    return ChartTable(chart) if isinstance(chart, TimelineView) else None


class _Kept:
    """The interfaces below a table that Qt may still hold, until Qt has deleted them."""

    def __init__(self, focus: MarkFocus) -> None:
        self.rows: dict[RowKey, ChartRow] = {}
        self._focus = focus
        self._clock = QTimer(focus, singleShot=True, interval=0)
        self._clock.timeout.connect(self._trim)

    def keep(self, row: ChartRow) -> None:
        self.rows[row.key] = row
        if len(self.rows) > _MOST_KEPT:
            self._clock.start()

    def _trim(self) -> None:
        current = self._focus.session.current
        for key in [key for key in self.rows if key != current][: -_MOST_KEPT // 2]:
            self.rows.pop(key).delete()

    def delete_all(self) -> None:
        while self.rows:
            self.rows.popitem()[1].delete()


class ChartTable(QAccessibleWidget):
    """The chart as a table. Its children are the rows in their order."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, QAccessible.Role.Table)
        self.view = view
        self.focus = view.focus
        self._kept = _Kept(view.focus)
        # The connections hold this table for as long as Qt does: while the widget lives.
        view.destroyed.connect(partial(_let_go, self, self._kept))
        view.focus.moved.connect(partial(_tell, self, QAccessible.Event.Focus))
        view.focus.said_anew.connect(partial(_tell, self, QAccessible.Event.NameChanged))

    @property
    def rows(self) -> Sequence[ShownRow]:
        return self.focus.session.rows

    @property
    def speech(self) -> Speech:
        session = self.focus.session
        return Speech(session.portfolio, session.status_date, session.translator)

    def row(self, place: int) -> ChartRow:
        key = self.rows[place].key
        found = self._kept.rows.get(key)
        if found is None:
            found = ChartRow(self, key)
            self._kept.keep(found)
        return found

    def focused(self) -> QAccessibleInterface | None:
        """The row or mark at which the keyboard of the chart stands, whoever has it now."""
        place, at = self.focus.place, self.focus.at
        if place is None:
            return None
        return self.row(place) if at < 0 else self.row(place).mark(at)

    def global_area(self, area: QRect) -> QRect:
        return QRect(self.view.viewport().mapToGlobal(area.topLeft()), area.size())

    # -- QAccessibleInterface ---------------------------------------------------------------------

    def childCount(self) -> int:
        return len(self.rows)

    def child(self, index: int):
        return self.row(index) if 0 <= index < len(self.rows) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        place = child.place if isinstance(child, ChartRow) else None
        return -1 if place is None else place

    def childAt(self, x: int, y: int):
        viewport = self.view.viewport()
        at = viewport.mapFromGlobal(QPoint(x, y))
        place = self.focus.place_at(at.y()) if viewport.rect().contains(at) else None
        if place is None:
            return None
        row = self.row(place)
        return row.childAt(x, y) or row

    def focusChild(self):
        found = self.focused() if self.view.hasFocus() else None
        return found or super().focusChild()


def _tell(table: ChartTable, kind: QAccessible.Event) -> None:
    """Tell a screen reader of the row or mark at which the keyboard stands."""
    focused = table.focused() if QAccessible.isActive() and table.view.hasFocus() else None
    if focused is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(focused, kind))


def _let_go(table: ChartTable, kept: _Kept, *_: object) -> None:
    kept.delete_all()


class _Part(QAccessibleInterface):
    """What the rows and marks of a table have in common: they are no widgets."""

    def __init__(self, table: ChartTable) -> None:
        super().__init__()
        self.table = table
        self.deleted = False
        self.id = QAccessible.registerAccessibleInterface(self)

    def delete(self) -> None:
        self.deleted = True
        QAccessible.deleteAccessibleInterface(self.id)

    def object(self):
        return None

    def window(self):
        return self.table.window()

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing: what a chart says is edited in the grid."""

    def child(self, index: int):
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int):
        return None

    def state_of(self, area: QRect, *, focused: bool) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = state.readOnly = True
        state.focused = focused and self.table.view.hasFocus()
        state.offscreen = not area.intersects(self.table.view.viewport().rect())
        return state


class ChartRow(_Part):
    """A row; its name is everything about it in one sentence, its children are its marks."""

    def __init__(self, table: ChartTable, key: RowKey) -> None:
        super().__init__(table)
        self.key = key
        self._marks: dict[int, ChartMark] = {}
        self._actions = _RowActions(self)

    @property
    def place(self) -> int | None:
        return self.table.focus.session.place(self.key)

    @property
    def shown(self) -> ShownRow | None:
        return None if self.place is None else self.table.rows[self.place]

    def mark(self, at: int) -> ChartMark:
        found = self._marks.get(at)
        if found is None:
            found = self._marks[at] = ChartMark(self, at)
        return found

    def delete(self) -> None:
        while self._marks:
            self._marks.popitem()[1].delete()
        super().delete()

    def isValid(self) -> bool:
        return not self.deleted and self.place is not None

    def parent(self):
        return self.table

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Row

    def text(self, kind: QAccessible.Text) -> str:
        shown = self.shown
        if kind is not _Text.Name or shown is None:
            return ""
        if isinstance(shown, GroupRow):
            return f"{shown.title}, {shown.count}"
        return self.table.speech.row(shown.row)

    def rect(self) -> QRect:
        if self.place is None:
            return QRect()
        return self.table.global_area(self.table.focus.row_area(self.place).toRect())

    def state(self) -> QAccessible.State:
        shown, focus = self.shown, self.table.focus
        if shown is None or self.place is None:
            state = QAccessible.State()
            state.invalid = True
            return state
        here = focus.place == self.place and focus.at < 0
        state = self.state_of(focus.row_area(self.place).toRect(), focused=here)
        state.selected = self.key in focus.session.selected
        state.expandable = shown.has_children
        state.expanded = shown.has_children and shown.expanded
        state.collapsed = shown.has_children and not shown.expanded
        return state

    def childCount(self) -> int:
        return 0 if self.place is None else len(self.table.focus.marks(self.place))

    def child(self, index: int):
        return self.mark(index) if 0 <= index < self.childCount() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.at if isinstance(child, ChartMark) and child.row is self else -1

    def childAt(self, x: int, y: int):
        found = (self.mark(at) for at in reversed(range(self.childCount())))
        return next((mark for mark in found if mark.rect().contains(x, y)), None)

    def interface_cast(self, kind: QAccessible.InterfaceType):
        return self._actions if kind is _Kind.ActionInterface else _NONE


class ChartMark(_Part):
    """A mark of a row as a cell of the table."""

    def __init__(self, row: ChartRow, at: int) -> None:
        super().__init__(row.table)
        self.row = row
        self.at = at
        self._cell = _MarkCell(self)
        self._actions = _MarkActions(self)

    def isValid(self) -> bool:
        return not self.deleted and self.at < self.row.childCount()

    def parent(self):
        return self.row

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Cell

    def text(self, kind: QAccessible.Text) -> str:
        shown, place = self.row.shown, self.row.place
        if shown is None or place is None or isinstance(shown, GroupRow) or not self.isValid():
            return ""
        if kind is _Text.Name:
            return self.table.speech.mark(shown.row, self.table.focus.marks(place)[self.at])
        if kind is _Text.Description:
            return self.table.speech.name(shown.row)
        return ""

    def rect(self) -> QRect:
        place = self.row.place
        if place is None or not self.isValid():
            return QRect()
        return self.table.global_area(self.table.focus.mark_area(place, self.at).toRect())

    def state(self) -> QAccessible.State:
        place, focus = self.row.place, self.table.focus
        if place is None or not self.isValid():
            state = QAccessible.State()
            state.invalid = True
            return state
        here = focus.place == place and focus.at == self.at
        return self.state_of(focus.mark_area(place, self.at).toRect(), focused=here)

    def interface_cast(self, kind: QAccessible.InterfaceType):
        if kind is _Kind.TableCellInterface:
            return self._cell
        return self._actions if kind is _Kind.ActionInterface else _NONE


class _MarkCell(QAccessibleTableCellInterface):
    def __init__(self, mark: ChartMark) -> None:
        super().__init__()
        self._mark = mark

    def rowIndex(self) -> int:
        place = self._mark.row.place
        return -1 if place is None else place

    def columnIndex(self) -> int:
        return self._mark.at

    def rowExtent(self) -> int:
        return 1

    def columnExtent(self) -> int:
        return 1

    def rowHeaderCells(self) -> list[QAccessibleInterface]:
        return []

    def columnHeaderCells(self) -> list[QAccessibleInterface]:
        return []

    def isSelected(self) -> bool:
        return self._mark.row.key in self._mark.table.focus.session.selected

    def table(self):
        return self._mark.table


class _RowActions(QAccessibleActionInterface):
    """Go to the row; fold or unfold it."""

    def __init__(self, row: ChartRow) -> None:
        super().__init__()
        self._row = row

    def actionNames(self) -> list[str]:
        shown = self._row.shown
        names = [self.setFocusAction()]
        return [*names, self.toggleAction()] if shown is not None and shown.has_children else names

    def doAction(self, name: str) -> None:
        shown, place, focus = self._row.shown, self._row.place, self._row.table.focus
        if shown is None or place is None:
            return
        if name == self.setFocusAction():
            self._row.table.view.setFocus()
            focus.go_to(place, -1)
        elif name == self.toggleAction() and shown.has_children:
            focus.session.set_expanded(shown.key, not shown.expanded)

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


class _MarkActions(QAccessibleActionInterface):
    """Go to the mark."""

    def __init__(self, mark: ChartMark) -> None:
        super().__init__()
        self._mark = mark

    def actionNames(self) -> list[str]:
        return [self.setFocusAction()]

    def doAction(self, name: str) -> None:
        place = self._mark.row.place
        if name == self.setFocusAction() and place is not None and self._mark.isValid():
            self._mark.table.view.setFocus()
            self._mark.table.focus.go_to(place, self._mark.at)

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []
