"""Every dialog that there is, in every language and at both sizes of text: nothing cut off.

The dialogs are found by walking the package, so that a new one cannot be forgotten; what their
constructors ask for is given by the names of the parameters.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import tracker.ui
from tracker.domain.errors import FileError
from tracker.language import Language, translator
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.history.commands import Question, Restoring
from tracker.ui.importing.job import CopiedTable
from tracker.ui.main_window import MainWindow
from tracker.ui.style import body_points

SIZES = {"100 %": 1, "200 %": 2}
BUTTONS = (QPushButton, QCheckBox)


def found_dialogs() -> list[type[QDialog]]:
    """Every class of a dialog in the package that is not there to be derived from."""
    for module in pkgutil.walk_packages(tracker.ui.__path__, "tracker.ui."):
        importlib.import_module(module.name)

    def below(kind: type) -> Iterator[type]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    ours = {each for each in below(QDialog) if each.__module__.startswith("tracker.")}
    return sorted((each for each in ours if not each.__subclasses__()), key=lambda e: e.__name__)


DIALOGS = found_dialogs()


def a_question(window: MainWindow) -> Question:
    assert window.session is not None
    asked: list[Question] = []
    restoring = Restoring(window.session, window)
    restoring.asked.connect(asked.append)
    restoring.file(date(2020, 1, 1))
    return asked[0]


VALUES: dict[str, Callable[[MainWindow], object]] = {
    "window": lambda window: window,
    "session": lambda window: window.session,
    "texts": lambda window: window.texts,
    "theme": lambda window: window.appearance.theme,
    "settings": lambda window: window.settings,
    "chosen": lambda window: [],
    "folder": lambda window: None,
    "comparing": lambda window: window.chart.comparing,
    "path": lambda window: Path("x"),
    "error": lambda window: FileError("“{file}” is a folder. Choose a file in it.", file="x"),
    "origin": lambda window: CopiedTable(
        "Table", "", "Project\tName\tFinish\nCenter\tRoof\t31.02.2027"
    ),
    "scale": lambda window: window.chart.scale,
    "width": lambda window: 800.0,
    "settings_file": lambda window: window.settings.path,
    "log_file": lambda window: window.reporter.log_file,
    "project": lambda window: next(iter(window.session.portfolio.projects)),
    "question": a_question,
}
"""What the constructors of dialogs ask for, by the names of the parameters."""


def made(kind: type[QDialog], window: MainWindow) -> QDialog:
    given: dict[str, object] = {}
    for name, parameter in inspect.signature(kind).parameters.items():
        if name in VALUES:
            given[name] = VALUES[name](window)
        else:
            assert parameter.default is not parameter.empty, f"say in VALUES what “{name}” is"
    return kind(**given)


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def text_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user whose text is this much larger."""
    monkeypatch.setattr("tracker.ui.app.body_points", lambda: body_points() * request.param)


@pytest.fixture
def sized(text_size: None, opened: MainWindow) -> MainWindow:
    opened.resize(1600, 1000)
    return opened


def test_the_walk_finds_the_dialogs() -> None:
    names = {kind.__name__ for kind in DIALOGS}
    assert {"About", "Bodies", "Export", "ImportTable", "PrintPreview", "Sources"} <= names


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
def test_nothing_is_cut_off_and_nothing_is_left_in_english(
    sized: MainWindow, qtbot: QtBot, kind: type[QDialog]
) -> None:
    for language in Language:
        sized.choose_language(language)
        dialog = made(kind, sized)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        cut = settled(dialog, language)
        assert not cut
        english = [f"{language}: {said}" for said in untranslated(dialog, language)]
        assert not english
        assert dialog.windowTitle()
        if isinstance(dialog, Dialog):
            leave = dialog.findChild(QPushButton, "leave")
            assert leave.text() in {translator(language).text(x) for x in ("Cancel", "Close")}
        dialog.reject()
        assert not dialog.isVisible()


def settled(dialog: QDialog, language: Language) -> list[str]:
    """What is cut off once tables are read and pages are laid out, which takes a while."""
    cut: list[str] = []
    for _ in range(40):
        QTest.qWait(50)
        cut = [f"{language}: {fault}" for fault in faults(dialog)]
        if not cut:
            break
    return cut


# -- what is looked for ----------------------------------------------------------------------------


def faults(dialog: QDialog) -> Iterator[str]:
    """Each text that has less room than it takes."""
    for widget in dialog.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        said = _said(widget)
        if said and not _is_inside(widget, dialog):
            yield f"“{said}” stands outside of its dialog"
        elif said and not _has_room(widget):
            has, wants = widget.size().toTuple(), widget.sizeHint().toTuple()
            yield f"“{said}” has {has} and takes {wants}"


def _said(widget: QWidget) -> str:
    match widget:
        case QLabel() | QAbstractButton():
            return widget.text()
        case QLineEdit():
            return widget.text() or widget.placeholderText() or "a field"
        case QComboBox():
            return widget.currentText()
    return ""


def _has_room(widget: QWidget) -> bool:
    size, wanted = widget.size(), widget.sizeHint()
    match widget:
        case QLabel() if widget.wordWrap():
            return size.height() >= widget.heightForWidth(size.width())
        case QLabel():
            return size.width() >= wanted.width() and size.height() >= wanted.height()
        case QAbstractButton():
            # Squeezed, it keeps less around its text, and all of the text.
            metrics = widget.fontMetrics()
            icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
            across = metrics.horizontalAdvance(widget.text().replace("&", "")) + icon
            return size.width() >= across + 4 and size.height() >= metrics.height()
        case QLineEdit() | QComboBox():
            return size.height() >= widget.fontMetrics().height()
    return True


def _is_inside(widget: QWidget, dialog: QDialog) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not dialog:
        if isinstance(parent, QAbstractScrollArea):
            # It can be scrolled to.
            return True
        parent = parent.parentWidget()
    corner = widget.mapTo(dialog, QPoint(0, 0))
    return dialog.rect().contains(QRect(corner, widget.size()))


def untranslated(dialog: QDialog, language: Language) -> Iterator[str]:
    """Each text shown in English for which there is another in the language."""
    texts = translator(language)
    for widget in (dialog, *dialog.findChildren(QWidget)):
        said = {
            _said(widget),
            widget.windowTitle(),
            widget.toolTip(),
            widget.accessibleName(),
            widget.placeholderText() if isinstance(widget, QLineEdit) else "",
        }
        for text in said - {""}:
            if texts.text(text) != text:
                yield text
