"""What the window says without asking: strips at its lower left, a banner under its tool bar."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any, Final, NamedTuple, cast

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.i18n import Texts
from tracker.ui.icons import drawing, icon
from tracker.ui.style import motion, set_role

_SECONDS_SHOWN: Final = 6
_MOST_SHOWN: Final = 3
_MARGIN: Final = 12
_GAP: Final = 8
_HEIGHT: Final = 44
_WIDTH: Final = 560


class MessageKind(Enum):
    """What a message is about: its glyph, and whether it waits until it is closed."""

    DONE = "done"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_GLYPHS: Final = {
    MessageKind.DONE: "disc",
    MessageKind.INFO: "info",
    MessageKind.WARNING: "triangle",
    MessageKind.ERROR: "square",
}


class MessageAction(NamedTuple):
    """The one thing a message offers to do."""

    label: str
    run: Callable[[], object]


class Messages(QWidget):
    """The strips over the lower left corner of its parent, the newest lowest."""

    def __init__(self, parent: QWidget, texts: Texts, theme: Theme) -> None:
        super().__init__(parent)
        self._texts = texts
        self._theme = theme
        self._around = parent
        self._strips: list[_Strip] = []
        parent.installEventFilter(self)
        self.hide()

    def tell(self, kind: MessageKind, text: str, action: MessageAction | None = None) -> None:
        """Show one sentence. Errors stay until they are closed; the others go after six seconds.

        What is said already is not said twice.
        """
        if text in self.texts_shown():
            return
        strip = _Strip(self, kind, text, action, self._texts, self._theme)
        strip.gone.append(self._drop)
        self._strips.append(strip)
        for old in self._strips[:-_MOST_SHOWN]:
            self._drop(old)
        self.show()
        strip.show()
        self._place()
        self.raise_()
        strip.enter()

    def clear(self) -> None:
        for strip in list(self._strips):
            self._drop(strip)

    def texts_shown(self) -> list[str]:
        """What is being said, the newest last."""
        return [strip.text for strip in self._strips]

    def focus_widget(self) -> QWidget | None:
        """Where the keyboard goes to act on the newest message; None while nothing is said."""
        return self._strips[-1].focus_target() if self._strips else None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for strip in self._strips:
            strip.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _drop(self, strip: _Strip) -> None:
        self._strips.remove(strip)
        strip.hide()
        strip.deleteLater()
        self.setVisible(bool(self._strips))
        self._place()

    def _place(self) -> None:
        """Stand on the lower left corner, each strip as high as its words need."""
        around = self._around.rect()
        width = min(_WIDTH, around.width() - 2 * _MARGIN)
        top = 0
        for strip in self._strips:
            height = max(_HEIGHT, strip.heightForWidth(width))
            strip.setGeometry(0, top, width, height)
            top += height + _GAP
        height = max(top - _GAP, 0)
        self.setGeometry(_MARGIN, around.height() - height - _MARGIN, width, height)


class _Strip(QFrame):
    def __init__(
        self,
        parent: QWidget,
        kind: MessageKind,
        text: str,
        action: MessageAction | None,
        texts: Texts,
        theme: Theme,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAccessibleName(text)
        self.text = text
        self.gone: list[Callable[[_Strip], None]] = []
        self._kind = kind
        self._glyph = QLabel()
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(10)
        layout.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label, 1)
        self._action = QPushButton(action.label) if action else None
        if action and self._action:
            self._action.setProperty("look", "link")
            set_role(self._action, FontRole.BUTTON)
            self._action.clicked.connect(lambda: self._run(action))
            layout.addWidget(self._action)
        self._close = QToolButton()
        self._close.setProperty("look", "plain")
        self._close.setFixedSize(26, 26)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(texts.text("Close this message"))
        self._close.setToolTip(texts.text("Close this message"))
        self._close.clicked.connect(self._end)
        layout.addWidget(self._close)
        self._clock = QTimer(self, singleShot=True, interval=_SECONDS_SHOWN * 1000)
        self._clock.timeout.connect(self._end)
        self.set_theme(theme)

    def enter(self) -> None:
        if self._kind is not MessageKind.ERROR:
            self._clock.start()
        event = QAccessibleAnnouncementEvent(self, self.text)
        QAccessible.updateAccessibility(event)
        if duration := motion(120, self):
            effect = QGraphicsOpacityEffect(self)
            self.setGraphicsEffect(effect)
            appear = QPropertyAnimation(effect, b"opacity", self)
            appear.setDuration(duration)
            appear.setStartValue(0.0)
            appear.setEndValue(1.0)
            appear.setEasingCurve(QEasingCurve.Type.OutCubic)
            # An effect left in place would paint the text by way of a picture.
            appear.finished.connect(partial(self.setGraphicsEffect, cast(Any, None)))
            appear.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def focus_target(self) -> QWidget:
        return self._action or self._close

    def set_theme(self, theme: Theme) -> None:
        colour = _glyph_colour(self._kind, theme)
        ratio = self.devicePixelRatioF()
        self._glyph.setPixmap(drawing(_GLYPHS[self._kind], colour, ratio=ratio))
        self._glyph.setContentsMargins(0, 6, 0, 0)
        self._close.setIcon(icon("close", theme))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._kind is not MessageKind.ERROR:
            self._clock.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _run(self, action: MessageAction) -> None:
        self._end()
        action.run()

    def _end(self) -> None:
        self._clock.stop()
        for told in self.gone:
            told(self)


def _glyph_colour(kind: MessageKind, theme: Theme) -> QColor:
    match kind:
        case MessageKind.DONE:
            return theme.done.fill
        case MessageKind.INFO:
            return theme.ink2
        case MessageKind.WARNING:
            return theme.risk.fill
        case MessageKind.ERROR:
            return theme.over.fill


class Banner(QFrame):
    """A state of the file that lasts, under the tool bar: what it is, and what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setMinimumHeight(_HEIGHT)
        self._theme: Theme | None = None
        self._drawing = "lock"
        self._glyph = QLabel()
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._title, FontRole.BODY_STRONG)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.button = QPushButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(10)
        layout.addWidget(self._glyph)
        layout.addWidget(self._title)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.button)

    def say(self, title: str, text: str, button: str, *, glyph: str) -> None:
        self._drawing = glyph
        if self._theme is not None:
            self.set_theme(self._theme)
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(button)
        self.setAccessibleName(f"{title} {text}")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        ratio = self.devicePixelRatioF()
        self._glyph.setPixmap(drawing(self._drawing, theme.risk.text, ratio=ratio))
