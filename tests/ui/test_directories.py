"""The dialogs for bodies and sources, with the keys of a user."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import grids, inspectors
from tests.ui.grids import press, type_text
from tests.ui.inspectors import focused
from tracker.domain.fields import FIELD
from tracker.domain.model import Names, Side
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.dialogs.bodies import Bodies
from tracker.ui.dialogs.directory import Directory
from tracker.ui.dialogs.sources import Sources
from tracker.ui.i18n import Texts
from tracker.ui.session import Session
from tracker.workspace import Workspace, operations

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
CENTER, PLANT = RowKey("projects", 1), RowKey("projects", 2)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    """Ministry of Trade (MTI), which two rows name, and Akimat, which none does."""
    session = grids.open_session(tmp_path)
    responsible = FIELD["responsible"]
    for row in (CENTER, PLANT):
        operations.set_field(session.workspace, rows=[row], field=responsible, value=("MTI",))
    return session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    return window


@pytest.fixture
def bodies(session: Session, window: QWidget, qtbot: QtBot) -> Bodies:
    dialog = Bodies(window, session, Texts(Language.EN), LIGHT)
    show(dialog, qtbot)
    return dialog


@pytest.fixture
def sources(tmp_path: Path, window: QWidget, qtbot: QtBot) -> Sources:
    """News and Law; commitments rest on both."""
    session = inspectors.open_session(tmp_path)
    dialog = Sources(window, session, Texts(Language.EN), LIGHT)
    show(dialog, qtbot)
    return dialog


def show(dialog: Directory, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def lines(dialog: Directory) -> list[tuple[str, str]]:
    table = dialog.list
    return [
        (table.item(line, 0).text(), table.item(line, 1).text()) for line in range(table.rowCount())
    ]


def undone(session: Session) -> str:
    """What the last step was, once it is undone."""
    step = session.workspace.undo_step
    assert step is not None
    session.workspace.undo()
    return step.operation


# -- bodies ----------------------------------------------------------------------------------------


def test_each_body_says_how_often_it_is_used(bodies: Bodies) -> None:
    assert lines(bodies) == [("Akimat", "0"), ("Ministry of Trade", "2")]
    assert focused() is bodies.search


@pytest.mark.parametrize("wanted", ["mti", "TRADE", "minis"])
def test_a_body_is_found_by_any_of_its_names(bodies: Bodies, wanted: str) -> None:
    type_text(wanted)
    assert lines(bodies) == [("Ministry of Trade", "2")]
    assert bodies.short_names[Language.EN].text() == "MTI", "and is shown beside the list"


def test_a_body_is_mended_with_keys_alone_as_one_step(session: Session, bodies: Bodies) -> None:
    type_text("mti")
    bodies.names[Language.RU].setFocus()
    bodies.names[Language.RU].insert("Министерство торговли")
    press(K.Key_Tab)
    bodies.short_names[Language.RU].insert("МТИ")
    bodies.side.setFocus()
    press(K.Key_Down)
    press(K.Key_Return)
    body = session.portfolio.bodies[1]
    assert body.name == Names(en="Ministry of Trade", ru="Министерство торговли")
    assert (body.short_name.ru, body.side) == ("МТИ", Side.KZ)
    assert undone(session) == "edit-body"
    assert session.portfolio.bodies[1].name == Names(en="Ministry of Trade")


def test_a_new_body_begins_with_its_name(session: Session, bodies: Bodies) -> None:
    bodies.add_button.setFocus()
    press(K.Key_Space)
    assert focused() is bodies.names[Language.EN]
    type_text("Customs")
    press(K.Key_Return)
    assert ("Customs", "0") in lines(bodies)
    assert bodies.shown_id == 3 and session.portfolio.bodies[3].name.en == "Customs"
    assert bodies.list.currentItem().text() == "Customs"
    assert undone(session) == "add-body"


def test_what_was_typed_is_written_before_another_line_is_shown(
    session: Session, bodies: Bodies
) -> None:
    bodies.note.setPlainText("Region of Turkistan")
    bodies.list.setFocus()
    press(K.Key_Down)
    assert session.portfolio.bodies[2].note == "Region of Turkistan"
    assert bodies.shown_id == 1 and bodies.list.currentRow() == 1


def test_what_is_refused_stays_with_its_reason(session: Session, bodies: Bodies) -> None:
    name = bodies.names[Language.EN]
    name.setFocus()
    name.selectAll()
    type_text("Ministry of Trade")
    bodies.short_names[Language.EN].setText("A")
    bodies.list.setFocus()
    press(K.Key_Down)
    # The short name tells them apart for the program, not for a reader.
    assert "already" in bodies.failure.text() and bodies.failure.isVisible()
    assert (bodies.shown_id, bodies.list.currentRow()) == (2, 0)
    assert name.text() == "Ministry of Trade", "nothing that was typed is lost"
    bodies.reject()
    assert bodies.isVisible()
    press(K.Key_Escape)
    assert name.text() == "Akimat" and not bodies.failure.isVisible()
    assert bodies.isVisible()
    QTest.keyClick(bodies, K.Key_Escape)
    assert not bodies.isVisible()
    assert session.portfolio.bodies[2].name == Names(en="Akimat")


def test_a_body_in_use_is_not_deleted_and_says_how_often(session: Session, bodies: Bodies) -> None:
    bodies.list.setFocus()
    press(K.Key_Down)
    press(K.Key_Delete)
    assert "rows: 2" in bodies.failure.text()
    assert len(session.portfolio.bodies) == 2
    press(K.Key_Up)
    assert not bodies.failure.isVisible()
    press(K.Key_Delete)
    assert lines(bodies) == [("Ministry of Trade", "2")]
    assert bodies.shown_id == 1, "what stands in its place"
    assert undone(session) == "delete-body"


def test_two_bodies_are_merged_after_it_was_said_what_happens(
    session: Session, bodies: Bodies
) -> None:
    type_text("mti")
    assert not bodies.merge_button.isEnabled()
    bodies.same_as.setFocus()
    press(K.Key_Down)
    told = "“Ministry of Trade” gives way to “Akimat” in 2 rows and is deleted."
    assert bodies.told.text() == told
    bodies.merge_button.setFocus()
    press(K.Key_Space)
    assert bodies.shown_id == 2
    assert bodies.short_names[Language.EN].text() == "MTI", "what it lacked"
    bodies.search.clear()
    assert lines(bodies) == [("Akimat", "2")]
    assert undone(session) == "merge-bodies"
    assert len(session.portfolio.bodies) == 2


def test_of_a_read_only_file_everything_is_shown_and_nothing_offered(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    path = session.workspace.path
    session.workspace.close()
    with Workspace.open(path, user="tester", read_only=True) as workspace:
        dialog = Bodies(window, Session(workspace, language=Language.EN), Texts(Language.EN), LIGHT)
        show(dialog, qtbot)
        assert lines(dialog)[1] == ("Ministry of Trade", "2")
        for part in (dialog.add_button, dialog.delete_button, dialog.record, dialog.merge_button):
            assert not part.isVisible()
        assert not dialog.names[Language.EN].isEnabled()
        dialog.list.setFocus()
        press(K.Key_Delete)
        assert not dialog.failure.isVisible()
        dialog.reject()
        assert not dialog.isVisible()


# -- sources ---------------------------------------------------------------------------------------


def test_a_source_is_added_with_all_that_is_known_of_it(sources: Sources) -> None:
    session = sources.session
    sources.add_button.click()
    type_text("Minutes No. 7")
    press(K.Key_Tab)
    type_text("Commission")
    press(K.Key_Tab)
    type_text("Q3 2026")
    press(K.Key_Tab)
    type_text("https://example.org/7")
    press(K.Key_Return)
    source = session.portfolio.sources[3]
    assert (source.key, source.title) == ("minutes-no-7", "Minutes No. 7")
    assert (source.publisher, source.url) == ("Commission", "https://example.org/7")
    assert source.published == period_from_key("2026-Q3"), "no day is invented"
    assert source.published_wording == "Q3 2026"
    assert undone(session) == "add-source"


def test_a_date_that_cannot_be_read_is_kept_and_explained(sources: Sources) -> None:
    sources.published.line.setFocus()
    sources.published.line.selectAll()
    type_text("31.02.2026")
    press(K.Key_Return)
    assert "28 days" in sources.failure.text()
    assert sources.published.text == "31.02.2026"
    assert sources.session.portfolio.sources[2].published == period_from_key("2025-11-25")


def test_a_source_needs_a_title_and_a_short_name_of_its_own(sources: Sources) -> None:
    assert sources.shown_id == 2
    sources.key.setFocus()
    sources.key.selectAll()
    type_text("law")
    press(K.Key_Return)
    assert "already" in sources.failure.text()
    press(K.Key_Escape)
    sources.name.clear()
    sources.name.setFocus()
    press(K.Key_Return)
    assert "needs a title" in sources.failure.text()
    assert sources.session.portfolio.sources[2].title == "News"


def test_a_source_on_which_something_rests_is_not_deleted(sources: Sources) -> None:
    assert lines(sources) == [("News", "1"), ("Law", "1")]
    sources.list.setFocus()
    press(K.Key_Delete)
    assert "“News”: 1" in sources.failure.text()
    assert len(sources.session.portfolio.sources) == 2


def test_a_note_of_several_lines_is_recorded_with_control_enter(sources: Sources) -> None:
    sources.note.setFocus()
    type_text("One")
    press(K.Key_Return)
    type_text("Two")
    press(K.Key_Return, CONTROL)
    assert sources.session.portfolio.sources[2].note == "One\nTwo"
    sources.name.setFocus()
    sources.name.setText("News of the day")
    press(K.Key_Return)
    assert sources.session.portfolio.sources[2].note == "One\nTwo"
