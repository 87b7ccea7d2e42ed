"""A row of joined buttons of which one is down: which view is shown, which tab is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from tracker.paper.fonts import FontRole
from tracker.ui.style import set_role

_STEPS: Final[dict[int, int]] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Segments(QFrame):
    """Shows checkable, exclusive ``actions``; ← and → move between them."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        # Where room is short, others give way: a button without its lower edge looks broken.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(0)
        self._buttons: list[QToolButton] = []
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_role(button, FontRole.BUTTON)
            button.installEventFilter(self)
            layout.addWidget(button)
            self._buttons.append(button)

    def set_compact(self, compact: bool) -> None:
        """Show icons instead of words; the words are then the tool tips."""
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if compact
            else Qt.ToolButtonStyle.ToolButtonTextOnly
        )
        for button in self._buttons:
            button.setToolButtonStyle(style)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A tool button would pass the arrow keys on as Tab.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(event.key(), 0)
            if step and watched in self._buttons:
                place = self._buttons.index(watched) + step
                chosen = self._buttons[place % len(self._buttons)]
                chosen.setFocus(Qt.FocusReason.TabFocusReason)
                chosen.click()
                return True
        return False
