"""A field that is read while it is typed, in the same way as a cell of the grid."""

from __future__ import annotations

from dataclasses import replace
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.cells import parse_cell
from tracker.domain.errors import InputError, UserError
from tracker.domain.fields import CommittedEdge, Field, Kind
from tracker.domain.model import Item, Project
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.delegates.reading_popup import ReadingPopup
from tracker.ui.delegates.readings import Repair, neighbour, read_typed, refusal_of
from tracker.ui.delegates.style import GridStyle
from tracker.ui.inspector.keys import leaves_for_good
from tracker.ui.inspector.parts import Words
from tracker.ui.session import Session

ValueT_co = TypeVar("ValueT_co", covariant=True)
"""What is read."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ReadField(QWidget, Generic[ValueT_co]):
    """``field`` says what is typed; the sheet with its reading shows while it has the focus.

    Signals:
        accepted: Enter was pressed, with nothing chosen on the sheet.
        changed: another text stands in the field.
    """

    accepted = Signal()
    changed = Signal()

    def __init__(self, session: Session, theme: Theme, field: Field) -> None:
        super().__init__()
        self._session = session
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self._kept = ""
        self.field = field
        self.row: Project | Item | None = None
        """The row that is typed for, where what it holds besides matters."""
        self.line = QLineEdit()
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_text)
        self._complaint = Words("", FontRole.CAPTION, "over")
        self._complaint.hide()
        self._popup: ReadingPopup | None = None
        self.setFocusProxy(self.line)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.line)
        lines.addWidget(self._complaint)

    @property
    def popup(self) -> ReadingPopup | None:
        """The sheet with the reading; None until it was first needed."""
        return self._popup

    @property
    def text(self) -> str:
        return self.line.text().strip()

    @property
    def kept(self) -> str:
        """What stands in the file until something else is taken."""
        return self._kept

    def begin_with(self, text: str, *, kept: str = "") -> None:
        """Show ``text``; ``kept`` is what stands in the file until something else is taken."""
        self._kept = kept
        self.line.setText(text)
        self._complaint.hide()

    def set_theme(self, theme: Theme) -> None:
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        if self._popup is not None:
            self._popup.set_style(self._style)

    def read(self) -> ValueT_co | None:
        """What is typed; None for an empty field. Raises InputError for what cannot be read."""
        return cast("ValueT_co | None", parse_cell(self.field, self.text, self._session.translator))

    def refuse(self, error: UserError) -> None:
        """Say why the text is not taken, and take the keyboard back to it."""
        self.line.setFocus()
        refused = refusal_of(error, self.field, self._kept, self._session.translator)
        self._sheet().show_refusal(refused)
        self.line.setAccessibleDescription(" ".join([refused.title, *refused.lines]))

    def place_popup(self) -> None:
        """Let the sheet follow the field, which was moved or scrolled."""
        if self._popup is not None and not self._popup.isHidden():
            corner = self.line.mapTo(self.window(), QPoint(0, 0))
            self._popup.set_anchor(QRect(corner, self.line.size()))

    # -- reading ----------------------------------------------------------------------------------

    def _on_text(self) -> None:
        self._complaint.hide()
        if self.line.hasFocus():
            self._show_reading()
        self.changed.emit()

    def _show_reading(self, *, asked: bool = False) -> None:
        session = self._session
        text = self.line.text()
        reading = read_typed(self.field, text, self.row, self._kept, session, asked=asked)
        if reading.is_date and not isinstance(self.field.target, CommittedEdge):
            # Of a day on which something was said, no wording is exported.
            reading = replace(reading, notes=reading.notes[:1])
        translate = session.translator.text
        hints = [
            (translate("Enter"), translate("accept")),
            (translate("Esc"), translate("cancel")),
        ]
        if self.field.kind in (Kind.DEADLINE, Kind.PERIOD):
            hints.append(("↑ ↓", translate("earlier, later")))
        elif self.field.kind in (Kind.CHOICE, Kind.TERM, Kind.BODIES, Kind.CALENDAR):
            hints.append(("↑ ↓", translate("choose")))
        self._sheet().show_reading(reading, tuple(hints))
        said = [reading.title, reading.detail]
        said += [f"{note.label} {note.value}".strip() for note in reading.notes]
        self.line.setAccessibleDescription(" ".join(part for part in said if part))

    def _complain(self, error: InputError) -> None:
        self._complaint.say(error.text(self._session.translator.text))
        self._complaint.show()

    def _sheet(self) -> ReadingPopup:
        window = self.window()
        if self._popup is None or self._popup.parentWidget() is not window:
            self._popup = ReadingPopup(self._style, window)
            self._popup.picked.connect(self._retype)
            self._popup.repaired.connect(self._repair)
        corner = self.line.mapTo(window, QPoint(0, 0))
        self._popup.set_anchor(QRect(corner, self.line.size()))
        # A form that has just been opened does not have its place yet.
        QTimer.singleShot(0, self, self.place_popup)
        return self._popup

    def _retype(self, text: str) -> None:
        self.line.selectAll()
        self.line.insert(text)

    def _repair(self, repair: Repair) -> None:
        self._retype(self._kept if repair.text is None else repair.text)

    def _leave(self) -> None:
        """Put the sheet away; what cannot be read is said below the field instead."""
        if self._popup is not None:
            self._popup.hide()
        try:
            self.read()
        except InputError as error:
            self._complain(error)

    # -- keys -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return False
        match event.type():
            case QEvent.Type.KeyPress:
                return self._press(cast(QKeyEvent, event))
            case QEvent.Type.FocusIn:
                self._show_reading()
            case QEvent.Type.FocusOut if leaves_for_good(cast(QFocusEvent, event)):
                self._leave()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        key, popup = Qt.Key(event.key()), self._popup
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if popup is None or not popup.take():
                self.accepted.emit()
            return True
        if key in _STEPS:
            self._step(_STEPS[key])
            return True
        if key in _SIDEWAYS and popup is not None and popup.has_choice:
            return popup.step(_SIDEWAYS[key])
        return False

    def _step(self, by: int) -> None:
        """The next or the previous date of the same precision; on a refusal, the next repair."""
        popup = self._popup
        beside = neighbour(self.field, self.line.text(), by, self._session.translator)
        if beside is not None and not (popup and popup.shows_refusal):
            self._retype(beside)
        elif popup is not None:
            popup.step(by)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._popup is not None:
            self._popup.hide()
        super().hideEvent(event)
