"""Runs the editor of one cell, from the first key to the last.

What is typed is read while it is typed; a text that is refused stays in the cell, marked, until it
is mended or given up with Esc. What reads and tells is imported with the first key.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from tracker.domain.fields import Field, Kind
from tracker.language import N_, Translator
from tracker.ui.delegates.cell_painter import FOLD_BOX, INDENT
from tracker.ui.delegates.editors import CellEditor, LineEditor, TextEditor
from tracker.ui.delegates.style import GridStyle
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.models.rows_table import edited_field

if TYPE_CHECKING:
    from tracker.ui.delegates.reading_popup import ReadingPopup
    from tracker.ui.delegates.readings import Note, Reading, Repair

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_ALT: Final = Qt.KeyboardModifier.AltModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_STAYS: Final = frozenset(
    # The user looks something up elsewhere and comes back.
    {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
)


class Step(Enum):
    """Where the keyboard goes when an edit is accepted."""

    DOWN = "down"
    UP = "up"
    RIGHT = "right"
    LEFT = "left"
    STAY = "stay"


class CellEditing(QObject):
    """The one editor that a grid may have open.

    Signals:
        accepted: an edit was accepted or given up; carries the Step to take.
        finished: the editor, which is to be closed.
    """

    accepted = Signal(object)
    finished = Signal(QWidget)

    def __init__(self, model: RowsModel, style: GridStyle, grid: QTableView) -> None:
        super().__init__(grid)
        self._model = model
        self._grid = grid
        self._style = style
        self._popup: ReadingPopup | None = None
        self._editor: CellEditor | None = None
        self._index = QPersistentModelIndex()
        self._taking = False
        self._handing_out = False

    def set_style(self, style: GridStyle) -> None:
        self._style = style
        if self._popup is not None:
            self._popup.set_style(style)

    @property
    def editor(self) -> CellEditor | None:
        """The editor that is open now."""
        return self._editor

    @property
    def popup(self) -> ReadingPopup | None:
        return self._popup

    def unsaved(self, index: Index) -> str | None:
        """What was typed into a cell and not yet handed over."""
        editor = self._editor
        if editor is None or self._taking or self._index != index or not editor.is_changed:
            return None
        return editor.typed

    @property
    def _field(self) -> Field:
        return edited_field(self._model.columns[self._index.column()].field)

    @property
    def _translator(self) -> Translator:
        return self._model.session.translator

    # -- opening ----------------------------------------------------------------------------------

    def begin(self, parent: QWidget, index: Index) -> CellEditor:
        """Make the editor of a cell; on the line that ends the grid, of a new row."""
        is_new = self._model.row_at(index.row()) is None
        if is_new and self._model.draft is None:
            self._model.begin_draft(None)
        self._index = QPersistentModelIndex(index)
        long = self._field.kind is Kind.LONG_TEXT
        editor = TextEditor(self._style, parent) if long else LineEditor(self._style, parent)
        if isinstance(editor, LineEditor) and is_new:
            empty = not self._model.session.rows
            msgid = N_("Type the first row") if empty else N_("Name of the new row")
            editor.setPlaceholderText(self._translator.text(msgid))
        editor.setAccessibleName(self._translator.text(self._field.label))
        editor.textChanged.connect(lambda: self._read())
        self._editor = editor
        return editor

    def fill(self, editor: CellEditor, index: Index) -> None:
        """Show what the cell holds, or what was refused before."""
        # A row is patched while it is edited: what was typed stays.
        if editor.is_changed:
            return
        editor.begin_with(self._model.edit_text(index))
        if self._model.refusal(index) is not None:
            self._show_refusal()
        else:
            self._read()

    def place(self, editor: CellEditor, cell: QRect, index: Index) -> None:
        """Put the editor over its cell, and the sheet below it."""
        rect = QRect(cell)
        if isinstance(editor, TextEditor):
            wanted, room = editor.wanted_size, self._grid.viewport().rect()
            rect.setWidth(max(rect.width(), wanted.width()))
            rect.setHeight(wanted.height())
            rect.moveRight(min(rect.right(), max(room.right(), rect.width() - 1)))
            if rect.bottom() > room.bottom():
                rect.moveBottom(max(room.bottom(), rect.height() - 1))
        elif self._model.row_at(index.row()) is None:
            rect.setLeft(rect.left() + self._draft_indent())
        editor.setGeometry(rect)
        self._place_popup()

    def _draft_indent(self) -> int:
        draft = self._model.draft
        depth = draft.depth if draft and not self._model.is_flat else 0
        return FOLD_BOX + INDENT * depth

    def forget(self, editor: QWidget) -> None:
        """The editor is gone, whoever closed it."""
        if editor is self._editor:
            self._editor = None
            if self._popup is not None:
                self._popup.hide()

    def hand_over(self, editor: CellEditor) -> bool:
        """Give what was typed to the model; whether it was taken."""
        self._taking = True
        taken = self._model.setData(self._index, editor.typed)
        self._taking = False
        return taken

    def hand_out(self) -> str | None:
        """Close the editor and give what was typed, to be written elsewhere; None without one.

        What is marked on the sheet is taken first. The name of a new row goes to that row alone.
        """
        if self._model.draft is not None or self._editor is None:
            return None
        if self._popup is not None:
            self._handing_out = True
            self._popup.take()
            self._handing_out = False
        editor = self._editor
        if editor is None:
            return None
        self._close(editor)
        return editor.typed

    def mark_choice(self) -> None:
        """Offer what the open editor can be filled with, the first of it marked."""
        if self._editor is not None and self._model.refusal(self._index) is None:
            self._read(asked=True)
            self._sheet().step(1)

    # -- keys in the editor -----------------------------------------------------------------------

    def filter(self, event: QEvent) -> bool:
        """What an event means to the editor; whether that is all it means."""
        editor = self._editor
        if editor is None:
            return False
        match event.type():
            case QEvent.Type.KeyPress:
                return self._press(editor, cast(QKeyEvent, event))
            case QEvent.Type.ShortcutOverride:
                # What is typed into a cell is no command of the window.
                if self._is_ours(cast(QKeyEvent, event)):
                    event.accept()
                    return True
            case QEvent.Type.FocusOut:
                if cast(QFocusEvent, event).reason() not in _STAYS:
                    self.leave()
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        if event.modifiers() & _ALT:
            if event.key() in (_Key.Key_Up, _Key.Key_Down):
                return True
            return self._model.draft is not None and event.key() in (_Key.Key_Left, _Key.Key_Right)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, _SHIFT)
        return plain and event.key() in _OWN_KEYS

    def _press(self, editor: CellEditor, event: QKeyEvent) -> bool:
        key, popup = event.key(), self._popup
        marked = popup is not None and popup.has_choice
        if key in (_Key.Key_Return, _Key.Key_Enter):
            if isinstance(editor, TextEditor) and event.modifiers() & _SHIFT:
                return False
            if not (popup is not None and popup.take()):
                self._accept(Step.UP if event.modifiers() & _SHIFT else Step.DOWN)
            return True
        if key == _Key.Key_Tab:
            self._accept(Step.RIGHT)
            return True
        if key == _Key.Key_Backtab:
            self._accept(Step.LEFT)
            return True
        if key == _Key.Key_Escape:
            self._cancel()
            return True
        if event.modifiers() & _ALT and key in (_Key.Key_Left, _Key.Key_Right):
            return self._deepen(editor, 1 if key == _Key.Key_Right else -1)
        if key in (_Key.Key_Up, _Key.Key_Down) and isinstance(editor, LineEditor):
            self._step(editor, 1 if key == _Key.Key_Down else -1)
            return True
        if marked and key in (_Key.Key_Left, _Key.Key_Right):
            assert popup is not None
            return popup.step(1 if key == _Key.Key_Right else -1)
        return False

    def _step(self, editor: LineEditor, by: int) -> None:
        """Mark an offer or a repair; in a date, go to the next or the previous one."""
        from tracker.ui.delegates.readings import neighbour

        popup = self._popup
        if popup is not None and popup.shows_refusal:
            popup.step(by)
            return
        beside = neighbour(self._field, editor.typed, by, self._translator)
        if beside is not None:
            editor.retype(beside)
        elif popup is not None:
            popup.step(by)

    def _deepen(self, editor: CellEditor, by: int) -> bool:
        if self._model.draft is None:
            return False
        if self._model.deepen_draft(by):
            self._grid.updateEditorGeometries()
            self._read()
        return True

    # -- taking and giving up ---------------------------------------------------------------------

    def _accept(self, step: Step) -> None:
        """Take what was typed and go on; a text that is refused keeps the editor open."""
        editor = self._editor
        if editor is None:
            return
        if self._is_empty_draft:
            self._cancel()
        elif self.hand_over(editor):
            self._close(editor)
            self.accepted.emit(step)
        elif self._index.isValid() and self._model.refusal(self._index) is not None:
            self._show_refusal()

    def leave(self) -> None:
        """Take what was typed because the user goes elsewhere; a refused text stays in the cell."""
        editor = self._editor
        if editor is None:
            return
        if self._is_empty_draft:
            self._model.end_draft()
        else:
            self.hand_over(editor)
        self._close(editor)

    def _cancel(self) -> None:
        editor = self._editor
        if editor is None:
            return
        found = self._model.row_at(self._index.row())
        self._close(editor)
        if found is None:
            self._model.end_draft()
        else:
            column = self._model.columns[self._index.column()].field
            self._model.session.refusals.drop(found.key, column.key)
        self.accepted.emit(Step.STAY)

    @property
    def _is_empty_draft(self) -> bool:
        editor = self._editor
        is_draft = self._model.row_at(self._index.row()) is None
        return editor is not None and is_draft and not editor.typed.strip()

    def _close(self, editor: CellEditor) -> None:
        # Taking the text may have reset the model, which closed the editor already.
        if editor is self._editor:
            self._editor = None
            if self._popup is not None:
                self._popup.hide()
            self.finished.emit(editor)

    # -- the sheet --------------------------------------------------------------------------------

    def _read(self, *, asked: bool = False) -> None:
        """Say how the text is read now; all choices where they were ``asked`` for."""
        editor = self._editor
        if editor is None or not self._index.isValid():
            return
        editor.set_invalid(False)
        popup = self._sheet()
        found = self._model.row_at(self._index.row())
        if found is None:
            reading = self._draft_reading()
        else:
            from tracker.ui.delegates.readings import read_typed

            kept = self._model.kept_text(self._index)
            session = self._model.session
            reading = read_typed(self._field, editor.typed, found.row, kept, session, asked=asked)
        popup.show_reading(reading, self._hints())
        said = " ".join([reading.title, reading.detail, *(_said(note) for note in reading.notes)])
        editor.setAccessibleDescription(said.strip())

    def _draft_reading(self) -> Reading:
        from tracker.ui.delegates.readings import Note, Reading

        if not self._model.session.rows:
            return Reading()
        parent = self._model.draft_parent()
        if parent is None:
            return Reading(notes=(Note(self._translator.text("New project")),))
        name = parent.name.best(self._translator.language)
        return Reading(notes=(Note(self._translator.text("New row in:"), name),))

    def _hints(self) -> tuple[tuple[str, str], ...]:
        text = self._translator.text
        hints = [(text("Enter"), text("accept")), (text("Esc"), text("cancel"))]
        if self._model.draft is not None:
            hints.append((text("Alt ← →"), text("level")))
        elif self._field.kind in (Kind.DEADLINE, Kind.PERIOD):
            hints.append(("↑ ↓", text("earlier, later")))
        elif self._field.kind is Kind.LONG_TEXT:
            hints.append((text("Shift Enter"), text("new line")))
        elif self._field.kind in (Kind.CHOICE, Kind.TERM, Kind.BODIES, Kind.AMOUNT, Kind.CALENDAR):
            hints.append(("↑ ↓", text("choose")))
        return tuple(hints)

    def _show_refusal(self) -> None:
        editor, refusal = self._editor, self._model.refusal(self._index)
        if editor is None or refusal is None:
            return
        from tracker.ui.delegates.readings import refusal_of

        kept = self._model.kept_text(self._index)
        shown = refusal_of(refusal.error, self._field, kept, self._translator)
        editor.set_invalid(True)
        self._sheet().show_refusal(shown)
        editor.setAccessibleDescription(" ".join([shown.title, *shown.lines]))

    def _sheet(self) -> ReadingPopup:
        from tracker.ui.delegates.reading_popup import ReadingPopup

        window = self._grid.window()
        if self._popup is None or self._popup.parentWidget() is not window:
            self._popup = ReadingPopup(self._style, window)
            self._popup.picked.connect(self._on_picked)
            self._popup.repaired.connect(self._on_repaired)
        self._place_popup()
        return self._popup

    def _place_popup(self) -> None:
        if self._popup is not None and self._editor is not None:
            corner = self._editor.mapTo(self._grid.window(), QPoint(0, 0))
            self._popup.set_anchor(QRect(corner, self._editor.size()))

    def _on_picked(self, text: str) -> None:
        editor = self._editor
        if editor is None:
            return
        editor.retype(text)
        if self._field.kind in (Kind.CHOICE, Kind.TERM, Kind.CALENDAR) and not self._handing_out:
            self._accept(Step.DOWN)

    def _on_repaired(self, repair: Repair) -> None:
        editor = self._editor
        if editor is None:
            return
        if repair.text is None:
            self._cancel()
        else:
            editor.retype(repair.text)
            if not self._handing_out:
                self._accept(Step.DOWN)


_OWN_KEYS: Final = frozenset(
    {
        _Key.Key_Return,
        _Key.Key_Enter,
        _Key.Key_Tab,
        _Key.Key_Backtab,
        _Key.Key_Escape,
        _Key.Key_Up,
        _Key.Key_Down,
        _Key.Key_Delete,
        _Key.Key_Insert,
        _Key.Key_Home,
        _Key.Key_End,
    }
)


def _said(note: Note) -> str:
    return f"{note.label} {note.value}".strip()
