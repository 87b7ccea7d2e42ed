"""Find and replace with keys alone: the preview, what is left out, one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tests.ui.grids import go, names, press, type_text
from tracker.domain.fields import FIELD
from tracker.ui.dialogs.replace import Replace
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.workspace import operations

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(opened: MainWindow) -> Session:
    opened.show_page("register")
    opened.grid.setFocus()
    assert opened.session is not None
    return opened.session


def keys(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def shown(dialog: Replace) -> list[tuple[str, str, str]]:
    model = dialog.places
    return [
        (
            str(model.index(line, 1).data()),
            str(model.index(line, 2).data()),
            str(model.index(line, 3).data()),
        )
        for line in range(model.rowCount())
    ]


def steps(session: Session) -> int:
    return sum(1 for _ in session.workspace.history())


def test_what_would_become_of_each_place_is_shown_and_one_is_left_out(
    opened: MainWindow, session: Session, qtbot: QtBot
) -> None:
    before = steps(session)

    def act(dialog: Replace) -> None:
        qtbot.waitUntil(dialog.wanted.hasFocus)
        type_text("LAUNCH")
        press(K.Key_Tab)
        type_text("start")
        qtbot.waitUntil(lambda: dialog.places.rowCount() == 2)
        assert shown(dialog) == [
            ("Name in English", "Launch", "start"),
            ("Name in English", "Technical launch", "Technical start"),
        ]
        press(K.Key_Tab)
        press(K.Key_Tab)
        assert QApplication.focusWidget() is dialog.table
        keys(K.Key_Down)
        keys(K.Key_Home, CONTROL)
        keys(K.Key_Space)
        assert [each.old for each in dialog.places.taken()] == ["Technical launch"]
        keys(K.Key_Return)
        assert not dialog.isVisible()

    in_dialog(Replace, act)
    go(opened.grid, 0, "name")
    keys(K.Key_H, CONTROL)
    assert names(session)[1:3] == ["Launch", "Technical start"]
    assert steps(session) == before + 1
    session.workspace.undo()
    assert names(session)[2] == "Technical launch"


def test_the_selected_columns_are_offered_and_rows_folded_away_are_looked_through(
    opened: MainWindow, session: Session
) -> None:
    operations.set_field(
        session.workspace,
        rows=[session.rows[2].key],
        field=FIELD["form_of_completion"],
        value="Launch act",
    )
    session.set_expanded(session.rows[0].key, False)
    theme = opened.appearance.theme
    chosen = [FIELD["form_of_completion"]]
    dialog = Replace(opened, session, opened.texts, theme, chosen=chosen)
    dialog.wanted.setText("launch")
    dialog.scope.setCurrentIndex(1)
    assert [old for _, old, _ in shown(dialog)] == ["Launch act"]
    dialog.scope.setCurrentIndex(0)
    assert len(shown(dialog)) == 3
    dialog.deleteLater()


def test_nothing_is_written_where_nothing_is_found(
    opened: MainWindow, session: Session, qtbot: QtBot
) -> None:
    before = steps(session)

    def act(dialog: Replace) -> None:
        qtbot.waitUntil(dialog.wanted.hasFocus)
        type_text("nowhere")
        keys(K.Key_Return)
        assert dialog.isVisible()
        keys(K.Key_Escape)

    in_dialog(Replace, act)
    keys(K.Key_H, CONTROL)
    assert steps(session) == before


def test_a_name_cannot_be_replaced_by_nothing(
    opened: MainWindow, session: Session, qtbot: QtBot
) -> None:
    def act(dialog: Replace) -> None:
        qtbot.waitUntil(dialog.wanted.hasFocus)
        type_text("Idea")
        keys(K.Key_Return)

    in_dialog(Replace, act)
    keys(K.Key_H, CONTROL)
    assert names(session)[-1] == "Idea"
