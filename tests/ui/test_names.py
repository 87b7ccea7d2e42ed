"""Everything that takes the keyboard says what it is to a screen reader, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.test_dialogs import about, cannot_open, export, shortcuts
from tests.ui.windows import LAUNCH
from tracker.language import Language
from tracker.ui.main_window import MainWindow


def takes_the_keyboard(window: QObject) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            yield widget


def nameless(widgets: Iterable[QWidget]) -> list[str]:
    found = []
    for widget in widgets:
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", ["timeline", "register"])
def test_on_every_page_with_the_inspector(
    page: str, language: Language, opened: MainWindow
) -> None:
    opened.choose_language(language)
    opened.show_page(page)
    assert opened.session is not None
    opened.session.select([LAUNCH], LAUNCH)
    QApplication.processEvents()
    widgets = list(takes_the_keyboard(opened))
    assert len(widgets) > 10
    assert nameless(widgets) == []


@pytest.mark.parametrize("language", Language)
def test_on_the_welcome_screen(language: Language, window: MainWindow) -> None:
    window.choose_language(language)
    assert nameless(takes_the_keyboard(window)) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("make", [about, shortcuts, cannot_open, export])
def test_in_every_dialog(make, language: Language, opened: MainWindow) -> None:
    opened.choose_language(language)
    dialog = make(opened)
    dialog.show()
    QApplication.processEvents()
    assert nameless(takes_the_keyboard(dialog)) == []
    dialog.reject()


def test_what_is_only_painted_says_itself_too(opened: MainWindow) -> None:
    opened.choose_language(Language.RU)
    said = {
        QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        for widget in opened.findChildren(QWidget)
        if widget.isVisible()
    }
    assert {"Условные обозначения", "Обзор всего портфеля", "Временная шкала"} <= said
