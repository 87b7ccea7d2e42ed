"""What every dialog of the program has: a shade behind it, and a footer with its buttons."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.paper.fonts import FontRole
from tracker.paper.theme import DARK, Theme
from tracker.ui.i18n import Texts
from tracker.ui.style import set_role

_SHADE: Final = 0.42


class Dialog(QDialog):
    """A dialog over ``window``. Fill ``body``, then call :meth:`add_footer`."""

    def __init__(self, window: QWidget, texts: Texts, theme: Theme) -> None:
        super().__init__(window)
        self.texts = texts
        self.theme = theme
        self.body = QVBoxLayout()
        self.body.setContentsMargins(20, 20, 20, 20)
        self.body.setSpacing(8)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(self.body, 1)

    def add_footer(self, *left: QWidget, accept: QPushButton | None = None) -> None:
        """The line at the bottom: ``left``, the button that leaves, and the one that does it."""
        footer = QFrame()
        footer.setObjectName("footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        _ = self.texts.text
        leave = QPushButton(_("Cancel") if accept else _("Close"))
        leave.setObjectName("leave")
        leave.clicked.connect(self.reject)
        row.addWidget(leave)
        set_role(leave, FontRole.BUTTON)
        if accept is not None:
            accept.setProperty("look", "primary")
            accept.setObjectName("accept")
            set_role(accept, FontRole.BUTTON)
            row.addWidget(accept)
        self._whole.addWidget(footer)
        # Known to the dialog only now that it stands in it.
        (accept or leave).setDefault(True)
        (accept or leave).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        # Qt asks how high wrapped texts are for a width that is not the dialog's.
        high = self._whole.totalHeightForWidth(self.width())
        if high > self.height():
            self.resize(self.width(), high)
        window = self.parentWidget()
        if window is not None and not event.spontaneous():
            shade = _Shade(window.window())
            self.finished.connect(shade.lift)
        super().showEvent(event)


class _Shade(QWidget):
    """Darkens the window, so that the dialog has the user's attention."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def lift(self) -> None:
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Dark over both themes.
        colour = QColor(DARK.sunk)
        colour.setAlphaF(_SHADE)
        QPainter(self).fillRect(self.rect(), colour)
