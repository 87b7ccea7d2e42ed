"""The small widgets that stand between the choices of an export."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from tracker.paper.fonts import FontRole
from tracker.ui.style import set_role


def heading(text: str) -> QLabel:
    """What stands above a choice."""
    label = QLabel(text)
    label.setProperty("ink", "2")
    set_role(label, FontRole.CHIP)
    return label


def titled(title: str, content: QWidget) -> QVBoxLayout:
    """``content`` below its heading."""
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(heading(title))
    column.addWidget(content, 1)
    return column


def rule() -> QFrame:
    """A line across."""
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedHeight(1)
    return line
