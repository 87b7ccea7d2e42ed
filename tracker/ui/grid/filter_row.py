"""The filter row: under each title an editor for what is asked of its column.

What is typed is asked after a pause. A text that cannot be read is marked where it is at fault and
says why; the rows stay as the last text that could be read has left them.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.domain.fields import Field, Kind
from tracker.language import N_, Translator
from tracker.paper.fonts import FontRole
from tracker.ui.arranging import Arranging
from tracker.ui.delegates.reading_popup import ReadingPopup
from tracker.ui.delegates.readings import MAX_REPAIRS, Refused, Repair
from tracker.ui.grid.rows_view import RowsView
from tracker.ui.style import set_look, set_role
from tracker.workspace.expressions import (
    Expression,
    ExpressionError,
    by_column,
    column_text,
    read_column,
)

_PAUSE: Final = 250
"""Milliseconds without a key after which a text is asked."""
_HEIGHT: Final = 30
_AROUND: Final = 3
_NARROWEST: Final = 18
_TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME})


class FilterEdit(QLineEdit):
    """What is asked of one column.

    ``asked`` is what its text was last read as. Signals:
        typed_on: a pause after typing, or Enter.
        stepped: the keyboard wants to the next editor (1) or the one before (-1).
        left: the keyboard wants back to the rows.
    """

    typed_on = Signal()
    stepped = Signal(int)
    left = Signal()

    def __init__(self, field: Field, popup: ReadingPopup, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("columnFilter")
        self.field = field
        self.asked: Expression | None = None
        self._error: ExpressionError | None = None
        self._mark = QColor()
        self._popup = popup
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.typed_on)
        self.textEdited.connect(self._pause.start)
        set_role(self, FontRole.SECONDARY)

    @property
    def error(self) -> ExpressionError | None:
        """Why the text cannot be read."""
        return self._error

    def set_mark(self, colour: QColor) -> None:
        """The colour of the line below what is at fault."""
        self._mark = colour

    def retranslate(self, translator: Translator) -> None:
        _ = translator.text
        label = _(self.field.label)
        self.setAccessibleName(_(N_("Filter: {column}")).format(column=label))
        self.setPlaceholderText(_(N_("contains…")) if self.field.kind in _TEXTS else _(N_("any")))

    def show_asked(self, asked: Expression | None, translator: Translator) -> None:
        """Say what is asked now, whatever was typed."""
        self._pause.stop()
        self.setText("" if asked is None else column_text(asked, translator))
        self.setCursorPosition(0)
        self.take(asked)

    def take(self, asked: Expression | None) -> None:
        """The text was read."""
        self.asked = asked
        self._error = None
        set_look(self, "look", "on" if asked is not None else "")
        self._tell(None)

    def refuse(self, error: ExpressionError, refused: Refused) -> None:
        self._error = error
        set_look(self, "look", "refused")
        self._tell(refused)

    def _tell(self, refused: Refused | None) -> None:
        told = " ".join((refused.title, *refused.lines)) if refused else ""
        self.setToolTip(told)
        self.setAccessibleDescription(told)
        if refused is not None and self.hasFocus():
            window = self.window()
            self._popup.set_anchor(QRect(self.mapTo(window, QPoint()), self.size()))
            self._popup.show_refusal(refused)
        elif self.hasFocus():
            self._popup.hide()
        self.update()

    def ask_now(self) -> None:
        """Ask what was typed, without waiting for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self.typed_on.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not (self._popup.has_choice and self._popup.take()):
                    self.ask_now()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
                self._pause.stop()
                self.typed_on.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                down = event.key() == Qt.Key.Key_Down
                if not self._popup.step(1 if down else -1) and down:
                    self.ask_now()
                    self.left.emit()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        self.stepped.emit(1 if forwards else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._popup.hide()
        self.ask_now()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._error is None:
            return
        # Where a letter stands is known from where the cursor does.
        advance, text = self.fontMetrics().horizontalAdvance, self.text()
        start = self.cursorRect().center().x() - advance(text[: self.cursorPosition()])
        first, end = self._error.first, max(self._error.end, self._error.first + 1)
        painter = QPainter(self)
        painter.setClipRect(self.rect().adjusted(3, 0, -3, 0))
        painter.setPen(QPen(self._mark, 2))
        y = self.height() - 4
        right = start + max(advance(text[:end]), advance(text[:first]) + 4)
        painter.drawLine(start + advance(text[:first]), y, right, y)
        painter.end()


class FilterRow(QObject):
    """The editors of one grid, made when they are first wanted."""

    def __init__(self, grid: RowsView) -> None:
        super().__init__(grid)
        self._grid = grid
        self._session = grid.session
        self._header = grid.header
        self._arranging = Arranging(grid.session)
        self._edits: dict[int, FilterEdit] = {}
        self._popup: ReadingPopup | None = None
        self._is_shown = False
        session, header = self._session, self._header
        session.rows_reset.connect(self._follow)
        session.language_changed.connect(self._retranslate)
        header.sectionResized.connect(self._place)
        header.sectionMoved.connect(self._place)
        header.geometriesChanged.connect(self._place)
        grid.horizontalScrollBar().valueChanged.connect(self._place)

    @property
    def is_shown(self) -> bool:
        return self._is_shown

    def edit_of(self, field: str) -> FilterEdit:
        """The editor of a column, by the key of its field."""
        return self._edits[self._grid.rows.column_of(field)]

    def switch(self) -> None:
        """Go into the row, or put it away where the keyboard is in it already."""
        if any(edit.hasFocus() for edit in self._edits.values()):
            self.put_away()
        else:
            self.open()

    def open(self) -> None:
        """Show the row, with the keyboard in the editor of the current column."""
        self._show()
        section = max(self._grid.currentIndex().column(), 0)
        if self._header.isSectionHidden(section):
            section = self._grid.rows.column_of("name")
        self._go_to(section)

    def put_away(self) -> None:
        """Hide the row; what it asks stays, and is told by the chips."""
        self._grid.setFocus()
        self._is_shown = False
        for edit in self._edits.values():
            edit.hide()
        self._header.set_foot(0)

    def restyle(self) -> None:
        """Follow another theme or size of text."""
        style = self._grid.cells.style_of_cells
        if self._popup is not None:
            self._popup.set_style(style)
        for edit in self._edits.values():
            edit.set_mark(style.theme.over.fill)
            set_role(edit, FontRole.SECONDARY)
        if self._is_shown:
            self._header.set_foot(style.scaled(_HEIGHT))

    # -- editors ----------------------------------------------------------------------------------

    def _show(self) -> None:
        if not self._edits:
            self._make()
        self._is_shown = True
        self.restyle()
        self._place()

    def _make(self) -> None:
        self._popup = ReadingPopup(self._grid.cells.style_of_cells, self._grid.window())
        self._popup.repaired.connect(self._repair)
        for section, column in enumerate(self._grid.rows.columns):
            edit = FilterEdit(column.field, self._popup, self._header.viewport())
            edit.typed_on.connect(partial(self._ask, edit))
            edit.stepped.connect(partial(self._step, section))
            edit.left.connect(self._grid.setFocus)
            edit.installEventFilter(self)
            self._edits[section] = edit
        self._retranslate()
        self._follow()

    def _place(self) -> None:
        """Lay the editors under their titles."""
        if not self._is_shown:
            return
        header = self._header
        top = header.height() - header.foot
        staying, first = header.stay_apart, header.frozen_width
        for section, edit in self._edits.items():
            box = header.shown_section(section)
            box = QRect(box.left(), top, box.width(), header.foot)
            if staying and section not in staying:
                box.setLeft(max(box.left(), first))
            box.adjust(_AROUND, _AROUND, -_AROUND - 1, -_AROUND - 1)
            edit.setGeometry(box)
            edit.setVisible(box.width() >= _NARROWEST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # An editor to which the keyboard goes by itself may stand outside the view.
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, FilterEdit):
            self._grid.show_section(self._section_of(watched))
        return False

    def _section_of(self, edit: FilterEdit) -> int:
        return self._grid.rows.column_of(edit.field.key)

    def _go_to(self, section: int) -> None:
        self._grid.show_section(section)
        self._place()
        edit = self._edits[section]
        edit.show()
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def _step(self, section: int, by: int) -> None:
        """Go on to the next column that is shown; after the last, back to the rows."""
        header = self._header
        visual = header.visualIndex(section) + by
        while 0 <= visual < header.count():
            section = header.logicalIndex(visual)
            if not header.isSectionHidden(section):
                self._go_to(section)
                return
            visual += by
        self._grid.setFocus()

    def _retranslate(self) -> None:
        translator = self._session.translator
        for edit in self._edits.values():
            edit.retranslate(translator)
            if edit.error is None:
                edit.show_asked(edit.asked, translator)

    # -- what is asked ----------------------------------------------------------------------------

    def _ask(self, edit: FilterEdit) -> None:
        translator = self._session.translator
        try:
            asked = read_column(edit.field, edit.text(), translator)
        except ExpressionError as error:
            edit.refuse(error, self._refusal(error, edit.text()))
            return
        edit.take(asked)
        self._arranging.ask_of_column(edit.field.key, asked)

    def _refusal(self, error: ExpressionError, text: str) -> Refused:
        translator = self._session.translator
        title, _, advice = error.text(translator.text).partition(". ")
        lines = [advice] if advice else []
        lines.append(translator.text(N_("The rows stay as they were filtered before.")))
        repairs = tuple(
            Repair(reading, text[: error.first] + reading + text[error.end :])
            for reading in error.readings[:MAX_REPAIRS]
        )
        return Refused(title.rstrip("."), tuple(lines), repairs)

    def _repair(self, repair: Repair) -> None:
        edit = next(edit for edit in self._edits.values() if edit.hasFocus())
        edit.setText(repair.text or "")
        self._ask(edit)

    def _follow(self) -> None:
        """Say what is asked where it was changed elsewhere."""
        columns = by_column(self._session.query.filter.where)
        for edit in self._edits.values():
            asked = columns.get(edit.field.key)
            if asked != edit.asked:
                edit.show_asked(asked, self._session.translator)
