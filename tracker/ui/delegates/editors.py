"""The fields in which a cell is typed: one line, or several for long texts."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tracker.ui.delegates.style import GridStyle


class LineEditor(QLineEdit):
    """One line in the accent frame."""

    def __init__(self, style: GridStyle, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._style = style
        self.setFrame(False)
        self.setFont(style.body.font)
        self.set_invalid(False)

    @property
    def typed(self) -> str:
        return self.text()

    @property
    def is_changed(self) -> bool:
        return self.isModified()

    def begin_with(self, text: str) -> None:
        """Show ``text`` as not yet changed, all of it selected: what is typed replaces it."""
        self.setText(text)
        self.selectAll()

    def go_on(self) -> None:
        """Put the keyboard behind the text, so that what is typed is added to it."""
        self.end(False)

    def retype(self, text: str) -> None:
        """Put ``text`` in as if it were typed; undo in the field takes it back."""
        self.selectAll()
        self.insert(text)

    def set_invalid(self, invalid: bool) -> None:
        # Qt puts two pixels of its own before the text, so that it stands where the cell has it.
        self.setStyleSheet(_style_sheet("QLineEdit", self._style, invalid, "0 4px"))


class TextEditor(QPlainTextEdit):
    """Several lines in the accent frame, larger than the cell."""

    def __init__(self, style: GridStyle, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._style = style
        self.setFont(style.body.font)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.set_invalid(False)

    @property
    def typed(self) -> str:
        return self.toPlainText()

    @property
    def is_changed(self) -> bool:
        return self.document().isModified()

    def begin_with(self, text: str) -> None:
        self.setPlainText(text)
        self.document().setModified(False)
        self.go_on()

    def go_on(self) -> None:
        self.moveCursor(QTextCursor.MoveOperation.End)

    def retype(self, text: str) -> None:
        self.selectAll()
        self.insertPlainText(text)

    def set_invalid(self, invalid: bool) -> None:
        self.setStyleSheet(_style_sheet("QPlainTextEdit", self._style, invalid, "2px"))

    @property
    def wanted_size(self) -> QSize:
        """Room for a few lines of an ordinary note."""
        return QSize(self._style.scaled(360), round(self._style.body.height * 6) + 16)


CellEditor = LineEditor | TextEditor


def _style_sheet(widget: str, style: GridStyle, invalid: bool, padding: str) -> str:
    # The sheet of the window gives fields a size and round corners, which do not fit into a cell.
    theme = style.theme
    ground, ink = (theme.over.tint, theme.over.text) if invalid else (theme.canvas, theme.ink)
    frame = theme.over.fill if invalid else theme.accent
    return (
        f"{widget}, {widget}:focus {{ background: {ground.name()}; color: {ink.name()};"
        f" border: 2px solid {frame.name()}; border-radius: 0; padding: {padding}; min-height: 0;"
        f" selection-background-color: {theme.accent.name()};"
        f" selection-color: {theme.onaccent.name()}; }}"
    )
