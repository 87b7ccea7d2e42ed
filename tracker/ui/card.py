"""A large button that says what it does in two lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.icons import drawing
from tracker.ui.style import set_role


class Card(QPushButton):
    """A drawing, a title, one line of explanation, and a key where there is one.

    ``choice`` makes it one of several of which one is taken; without a drawing of its own it then
    shows a radio button.
    """

    def __init__(
        self,
        theme: Theme,
        glyph: str = "radio",
        *,
        choice: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setCheckable(choice)
        # In a dialog, Enter belongs to the card that has the keyboard.
        self.setAutoDefault(False)
        self._glyph = glyph
        self._theme = theme
        self._picture = QLabel()
        self._picture.setFixedWidth(20)
        self._title = QLabel()
        self._title.setProperty("ink", "1")
        self._title.setWordWrap(True)
        set_role(self._title, FontRole.BUTTON)
        self._text = QLabel()
        self._text.setProperty("ink", "2")
        self._text.setWordWrap(True)
        set_role(self._text, FontRole.SECONDARY)
        self._key = QLabel()
        self._key.setProperty("ink", "3")
        set_role(self._key, FontRole.SECONDARY)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(14, 9, 14, 9)
        self._inside.setSpacing(12)
        self._inside.addWidget(self._picture)
        self._inside.addLayout(words, 1)
        self._inside.addWidget(self._key)
        for label in (self._picture, self._title, self._text, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.toggled.connect(self._draw)
        self._draw()

    def say(self, title: str, text: str, key: str = "") -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw()

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside.heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._go(1)
            case Qt.Key.Key_Up:
                self._go(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not self.isCheckable():
                self.click()
            case _:
                super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        """To the next card; of several choices, that one is then taken."""
        group = self.group()
        if group is None:
            self.focusNextPrevChild(step > 0)
            return
        cards = group.buttons()
        card = cards[(cards.index(self) + step) % len(cards)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        card.setChecked(True)

    def _draw(self) -> None:
        chosen = self.isChecked()
        glyph = "radio-on" if self._glyph == "radio" and chosen else self._glyph
        colour = self._theme.accent if chosen else self._theme.ink2
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(drawing(glyph, colour, size=18, ratio=ratio))
