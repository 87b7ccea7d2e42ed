"""What the window says without asking, and how it is acted on or sent away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.ui.i18n import Texts
from tracker.ui.messages import MessageAction, MessageKind, Messages, _Strip


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(900, 600)
    made = Messages(around, Texts(Language.EN, around), LIGHT)
    around.show()
    qtbot.waitExposed(around)
    return made


def strip(messages: Messages) -> _Strip:
    (found,) = (each for each in messages.findChildren(_Strip) if each.isVisible())
    return found


def test_a_message_goes_by_itself_and_an_error_stays(messages: Messages) -> None:
    messages.tell(MessageKind.DONE, "Done")
    assert strip(messages)._clock.isActive()
    strip(messages)._clock.timeout.emit()
    assert messages.texts_shown() == [] and not messages.isVisible()
    messages.tell(MessageKind.ERROR, "Failed")
    assert not strip(messages)._clock.isActive()


def test_the_clock_stands_still_under_the_pointer(messages: Messages) -> None:
    messages.tell(MessageKind.INFO, "Read me")
    at = QPointF(5, 5)
    QApplication.sendEvent(strip(messages), QEnterEvent(at, at, at))
    assert not strip(messages)._clock.isActive()
    QApplication.sendEvent(strip(messages), QEvent(QEvent.Type.Leave))
    assert strip(messages)._clock.isActive()


def test_the_action_runs_once_and_ends_the_message(messages: Messages, qtbot: QtBot) -> None:
    ran: list[str] = []
    messages.tell(MessageKind.DONE, "Saved", MessageAction("Show", lambda: ran.append("shown")))
    (button,) = messages.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ran == ["shown"]
    assert messages.texts_shown() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_an_error_is_closed_by_keyboard(messages: Messages, qtbot: QtBot, key: Qt.Key) -> None:
    messages.tell(MessageKind.ERROR, "Failed")
    close = messages.findChild(QToolButton)
    close.setFocus()
    qtbot.keyClick(close, key)
    assert messages.texts_shown() == []


def test_nothing_is_said_twice_and_the_oldest_gives_way(messages: Messages) -> None:
    for text in ("one", "two", "two", "three", "four"):
        messages.tell(MessageKind.ERROR, text)
    assert messages.texts_shown() == ["two", "three", "four"]


def test_strips_stand_apart_on_the_lower_left_whatever_the_size(messages: Messages) -> None:
    messages.tell(MessageKind.ERROR, "short")
    messages.tell(MessageKind.ERROR, "long " * 80)
    around = messages.parentWidget()
    assert around is not None
    for width in (900, 400):
        around.resize(width, 600)
        short, long = sorted(
            (each for each in messages.findChildren(_Strip)), key=lambda each: each.y()
        )
        assert short.height() == 44 and long.height() > 60
        assert short.geometry().bottom() < long.y()
        assert messages.geometry().left() == 12
        assert messages.geometry().bottom() == around.height() - 13
        assert messages.geometry().right() < around.width()


def test_the_glyph_follows_the_theme(messages: Messages, qtbot: QtBot) -> None:
    messages.tell(MessageKind.WARNING, "Look")
    qtbot.waitUntil(lambda: strip(messages).graphicsEffect() is None)
    light = strip(messages).grab().toImage()
    messages.set_theme(DARK)
    assert strip(messages).grab().toImage() != light
