"""The lists of the inspector, gone through by keyboard: history, figures, sources, notes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.grids import press
from tests.ui.inspectors import (
    HALLS,
    LAUNCH,
    PROJECT,
    focused,
    item_of,
    open_session,
    show,
    texts,
)
from tracker.domain.model import Basis, Bound, Claim, Measure
from tracker.domain.period import period_from_key
from tracker.language import Language
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.inspector.sources import web_address
from tracker.ui.session import Session
from tracker.workspace import Workspace
from tracker.workspace.statements import contradict

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    return show(session, qtbot)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are opened in the browser."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    return opened


def clipboard() -> str:
    return QApplication.clipboard().text()


# -- lists -----------------------------------------------------------------------------------------


def test_arrows_go_through_a_list_and_say_where_they_are(inspector: Inspector) -> None:
    entries = inspector.history.list
    entries.setFocus()
    said = []
    for key in (K.Key_Home, K.Key_Down, K.Key_Down, K.Key_Up, K.Key_End):
        press(key)
        said.append(entries.accessibleDescription().splitlines()[0])
    speech, law = "25 Nov 2025: 2027, conflict", "14 Jul 2024: Q4 2026, in force"
    assert said == [speech, law, law, speech, law]


def test_an_entry_is_copied_as_text(inspector: Inspector) -> None:
    inspector.history.list.setFocus()
    press(K.Key_Down)
    press(K.Key_C, CONTROL)
    assert clipboard() == "14 Jul 2024: Q4 2026, in force\nLaw\n“IV кв. 2026”"


def test_an_entry_that_was_entered_by_mistake_is_deleted(
    session: Session, inspector: Inspector
) -> None:
    inspector.history.list.setFocus()
    press(K.Key_Delete)
    assert session.portfolio.commitments.get(3) is None
    assert "1 entry" in texts(inspector.history)
    current = inspector.history.list.current
    assert current is not None and "Q4 2026" in current.said, "the keyboard is at the next one"
    session.workspace.undo()
    assert "2 entries" in texts(inspector.history)


def test_a_key_of_an_entry_goes_before_the_same_of_the_window(inspector: Inspector) -> None:
    inspector.history.list.setFocus()
    for key, claimed in ((K.Key_Delete, True), (K.Key_F2, True), (K.Key_F6, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(inspector.history.list, event)
        assert event.isAccepted() is claimed


def test_the_menu_of_an_entry_names_what_its_keys_do(inspector: Inspector) -> None:
    entries = inspector.history.list
    menu = entries.menu_of(entries.entries[0])
    assert [action.text() for action in menu.actions()] == [
        *("Copy", "Correct…", "Delete this entry"),
    ]
    menu.deleteLater()


def test_a_read_only_file_offers_nothing_that_changes_it(session: Session, qtbot: QtBot) -> None:
    path = session.workspace.path
    session.workspace.close()
    with Workspace.open(path, user="tester", read_only=True) as workspace:
        inspector = show(Session(workspace, language=Language.EN), qtbot)
        for part in (inspector.dates.change, inspector.dates.record, inspector.notes.field):
            assert not part.isVisible()
        for part in (inspector.history, inspector.notes):
            for entry in part.list.entries:
                assert [command.label for command in entry.commands] == ["Copy"]
                assert entry.activate is None
        inspector.header.title.edit()
        inspector.dates.open_commit()
        assert not inspector.header.title.is_edited
        assert not inspector.dates.commit_form.is_open
        inspector.close()


# -- figures ---------------------------------------------------------------------------------------

JOBS = Claim(id=1, uid="f", project_id=1, measure=Measure.JOBS, value=Decimal(120), unit="jobs")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"value": Decimal(90)}, True),
        ({"value": Decimal(120)}, False),
        ({"value": Decimal(90), "upper": Decimal(130)}, False),
        ({"value": Decimal(90), "bound": Bound.OVER}, False),
        ({"value": Decimal(130), "bound": Bound.OVER}, True),
        ({"value": Decimal(90), "bound": Bound.UP_TO}, True),
        ({"value": Decimal(90), "bound": Bound.ABOUT}, False),
        ({"value": Decimal(90), "basis": Basis.PLANNED}, False),
        ({"value": Decimal(90), "detail": "Kazakh side"}, False),
        ({"value": Decimal(90), "period": period_from_key("2025")}, False),
    ],
)
def test_figures_contradict_each_other_only_where_they_are_about_the_same(
    other: dict[str, object], expected: bool
) -> None:
    second = replace(JOBS, id=2, **other)  # type: ignore[arg-type]
    assert contradict(JOBS, second) is contradict(second, JOBS) is expected


def test_all_figures_of_a_measure_are_listed_on_enter_and_one_is_let_lead(
    session: Session, inspector: Inspector
) -> None:
    session.select([PROJECT], PROJECT)
    figures = inspector.figures
    said = texts(figures)
    assert "conflict" in said and "2 figures ▾" in said and "120 jobs" not in said
    assert "1 conflict" in texts(inspector.sources)
    figures.list.setFocus()
    press(K.Key_End)
    press(K.Key_Return)
    assert "2 figures ▴" in texts(figures) and "120 jobs" in texts(figures)
    press(K.Key_End)
    entry = figures.list.current
    assert entry is not None and entry.said.startswith("120\xa0jobs")
    (lead,) = (each for each in entry.commands if each.label == "Let this figure lead")
    lead.run()
    leading = session.portfolio.leading_claim(session.portfolio.projects[1], Measure.JOBS)
    assert leading is not None and leading.value == 120
    session.select([LAUNCH], LAUNCH)
    session.select([PROJECT], PROJECT)
    assert "90 jobs" not in texts(figures), "folded again"


def test_a_click_lists_the_figures_too(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    session.select([PROJECT], PROJECT)
    QApplication.processEvents()
    entries = inspector.figures.list
    jobs = entries.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    qtbot.mousePress(entries, LEFT, pos=jobs.geometry().center())
    assert "120 jobs" in texts(inspector.figures)


# -- sources ---------------------------------------------------------------------------------------


def test_a_source_is_opened_in_the_browser_if_it_is_a_page(
    inspector: Inspector, pages: list[str]
) -> None:
    sources = inspector.sources.list
    sources.setFocus()
    assert "News" in sources.accessibleDescription(), "the latest first"
    press(K.Key_Return)
    assert pages == [], "a file of this computer is no page"
    press(K.Key_Down)
    press(K.Key_Return)
    assert pages == ["https://example.org/law"]
    entry = sources.current
    assert entry is not None
    assert [each.label for each in entry.commands] == [
        *("Open in the browser", "Copy the address", "Copy"),
    ]
    entry.commands[1].run()
    assert clipboard() == "https://example.org/law"


@pytest.mark.parametrize(
    "text", ["", "law", "file:///etc/passwd", "javascript:alert(1)", "https://", "ftp://a.kz/x"]
)
def test_only_a_page_of_the_web_is_an_address(text: str) -> None:
    assert web_address(text) is None
    assert web_address("http://gov.kz/a?b=1") == QUrl("http://gov.kz/a?b=1")


def test_a_row_without_a_source_says_so(session: Session, inspector: Inspector) -> None:
    assert "no source" not in texts(inspector.sources)
    session.select([HALLS], HALLS)
    assert "no source" in texts(inspector.sources)


# -- notes -----------------------------------------------------------------------------------------


def test_a_note_is_added_with_ctrl_enter_and_dropped_with_esc(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    qtbot.keyClicks(inspector.notes.field, "Roof stands")
    qtbot.keyClick(inspector.notes.field, K.Key_Return, CONTROL)
    note = session.portfolio.notes_of(item_of(session))[-1]
    assert (note.text, note.author, note.item_id) == ("Roof stands", "tester", 2)
    assert "Roof stands" in texts(inspector)
    qtbot.keyClicks(inspector.notes.field, "no")
    qtbot.keyClick(inspector.notes.field, K.Key_Escape)
    assert inspector.notes.typed == ""
    assert "no" not in [note.text for note in session.portfolio.notes]


def test_a_note_is_added_by_a_button_that_shows_while_there_is_one(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    notes = inspector.notes
    assert not notes.add_button.isVisible()
    qtbot.keyClicks(notes.field, "Roof stands")
    qtbot.mouseClick(notes.add_button, LEFT)
    assert len(session.portfolio.notes) == 2
    assert not notes.add_button.isVisible() and focused() is notes.field


def test_a_note_is_deleted_where_the_keyboard_is(session: Session, inspector: Inspector) -> None:
    inspector.notes.list.setFocus()
    press(K.Key_Delete)
    assert list(session.portfolio.notes) == []
    session.workspace.undo()
    assert "Halls stand" in texts(inspector.notes)
