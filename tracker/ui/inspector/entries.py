"""A list of entries of any look, with one of them under the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from tracker.records import record
from tracker.ui.inspector.keys import overrides_shortcut
from tracker.ui.inspector.parts import INSET, paint_focus_ring

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@record
class Command:
    """One line of an entry's menu; ``key`` with its ``modifiers`` does the same without it."""

    label: str
    run: Callable[[], object]
    key: Qt.Key | None = None
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    def is_meant(self, event: QKeyEvent) -> bool:
        keypad = Qt.KeyboardModifier.KeypadModifier
        return event.key() == self.key and event.modifiers() & ~keypad == self.modifiers


@record
class Entry:
    """``key`` tells an entry from the others, ``facts`` is everything that it shows.

    ``said`` is its text for the clipboard and for screen readers. ``activate`` is what Enter and a
    double click do, or a click where ``by_click`` is set; ``type_over`` takes a letter typed there.
    """

    key: object
    facts: object
    said: str
    make: Callable[[], QWidget] = field(compare=False)
    activate: Callable[[], object] | None = field(default=None, compare=False)
    by_click: bool = False
    commands: tuple[Command, ...] = field(default=(), compare=False)
    type_over: Callable[[str], object] | None = field(default=None, compare=False)


class EntryList(QWidget):
    """Shows entries from top to bottom; ↑ and ↓ go from one to the next.

    Signals:
        reached: the keyboard is at this widget now, which should be in view.
    """

    reached = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._frames: list[_Frame] = []
        self._current: object = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    @property
    def entries(self) -> list[Entry]:
        return self._entries

    @property
    def current(self) -> Entry | None:
        """The entry at which the keyboard is."""
        place = self._place()
        return None if place is None else self._entries[place]

    def show_entries(self, entries: Sequence[Entry], *, anew: bool = False) -> None:
        """What shows already what it should is left alone, unless all is to be made ``anew``."""
        known = {entry.key: (entry, frame) for entry, frame in self._shown()}
        frames = []
        for entry in entries:
            before, frame = known.pop(entry.key, (None, None))
            if frame is None or before != entry or anew:
                if frame is not None:
                    self._drop(frame)
                frame = _Frame(entry.make(), clickable=entry.by_click)
            frames.append(frame)
        for _, frame in known.values():
            self._drop(frame)
        if frames != self._frames:
            place = self._place()
            for at, frame in enumerate(frames):
                self._layout.insertWidget(at, frame)
                frame.show()
            self._entries, self._frames = list(entries), frames
            if place is not None and self._place() is None and entries:
                self._current = entries[min(place, len(entries) - 1)].key
        self._entries = list(entries)
        self.setVisible(bool(entries))
        self._mark()

    def _shown(self) -> list[tuple[Entry, _Frame]]:
        return list(zip(self._entries, self._frames, strict=True))

    def _drop(self, frame: _Frame) -> None:
        # Not deleted at once: its own menu may have led here.
        self._layout.removeWidget(frame)
        frame.hide()
        frame.deleteLater()

    def _place(self) -> int | None:
        keys = [entry.key for entry in self._entries]
        return keys.index(self._current) if self._current in keys else None

    # -- the keyboard -----------------------------------------------------------------------------

    def go_to(self, place: int) -> None:
        """Put the keyboard's mark on an entry."""
        self._current = self._entries[place].key
        self._mark()
        self.setAccessibleDescription(self._entries[place].said)
        if self.hasFocus():
            self.reached.emit(self._frames[place])
            told = QAccessibleAnnouncementEvent(self, self._entries[place].said)
            QAccessible.updateAccessibility(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, entry = self._place(), self.current
        # What is typed into an editor inside is not meant for the list.
        if place is None or entry is None or not self.hasFocus():
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        goal = place + _STEPS[key] if key in _STEPS else None
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            goal = 0 if key == Qt.Key.Key_Home else len(self._entries) - 1
        command = next((each for each in entry.commands if each.is_meant(event)), None)
        if command is not None:
            command.run()
        elif goal is not None and 0 <= goal < len(self._entries):
            self.go_to(goal)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry.activate is not None:
            entry.activate()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(entry.said)
        elif entry.type_over is not None and _is_letter(event):
            entry.type_over(event.text())
        else:
            # The panel scrolls by what a list has no use for.
            event.ignore()

    def event(self, event: QEvent) -> bool:
        commands = self.current.commands if self.current is not None else ()
        keys = [command.key for command in commands if command.key is not None]
        return overrides_shortcut(event, *keys) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._entries and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.go_to(self._place() or 0)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def _mark(self) -> None:
        for entry, frame in self._shown():
            frame.set_marked(self.hasFocus() and entry.key == self._current)

    # -- the mouse --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().toPoint())
        if place is not None:
            self.go_to(place)
            entry = self._entries[place]
            if entry.by_click and entry.activate and event.button() is Qt.MouseButton.LeftButton:
                entry.activate()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().toPoint())
        if place is not None:
            entry = self._entries[place]
            if entry.activate is not None and not entry.by_click:
                entry.activate()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            place = self._at(event.pos())
            where = event.globalPos()
        else:
            place = self._place()
            frame = self._frames[place] if place is not None else self
            where = frame.mapToGlobal(QPoint(INSET, frame.height()))
        if place is None:
            return
        self.go_to(place)
        menu = self.menu_of(self._entries[place])
        if menu.actions():
            menu.popup(where)

    def menu_of(self, entry: Entry) -> QMenu:
        """The menu of an entry, which deletes itself when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in entry.commands:
            menu.addAction(command.label).triggered.connect(lambda _=False, c=command: c.run())
        return menu

    def _at(self, point: QPoint) -> int | None:
        for place, frame in enumerate(self._frames):
            if frame.geometry().contains(point):
                return place
        return None


def _is_letter(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.text().isprintable() and bool(event.text().strip()) and not control


class _Frame(QFrame):
    def __init__(self, content: QWidget, *, clickable: bool) -> None:
        super().__init__()
        self._marked = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INSET, 4, INSET, 4)
        layout.addWidget(content)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_marked(self, marked: bool) -> None:
        if marked is not self._marked:
            self._marked = marked
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked:
            painter = QPainter(self)
            paint_focus_ring(self, painter)
            painter.end()
