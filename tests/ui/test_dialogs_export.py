"""The export dialog: what it shows is what it writes, and it says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tests.ui.test_main_window import rename
from tracker.language import Language
from tracker.ui.card import Card
from tracker.ui.choice import Choice
from tracker.ui.dialogs.export import Export
from tracker.ui.main_window import MainWindow
from tracker.workspace.query import Query


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> Export:
    assert opened.session is not None
    made = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=tmp_path)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def card(dialog: Export, title: str) -> Card:
    return next(each for each in dialog.findChildren(Card) if each.accessibleName() == title)


def accept(dialog: Export) -> QPushButton:
    found: QPushButton = dialog.findChild(QPushButton, "accept")
    return found


def preview(dialog: Export) -> list[list[str]]:
    table = dialog.findChild(QTableWidget)
    return [
        [table.item(line, column).text() for column in range(table.columnCount())]
        for line in range(table.rowCount())
    ]


def test_the_preview_is_what_is_written(dialog: Export, tmp_path: Path) -> None:
    shown = preview(dialog)
    assert accept(dialog).text() == "Export 4 rows"
    accept(dialog).click()
    assert dialog.written is not None and dialog.written.rows == 4
    text = dialog.written.path.read_text(encoding="utf-8-sig")
    table = dialog.findChild(QTableWidget)
    headings = [table.horizontalHeaderItem(n).text() for n in range(table.columnCount())]
    lines = [line.split(",") for line in text.splitlines()]
    at = next(place for place, line in enumerate(lines) if line == headings)
    assert [" ".join(line) for line in shown] == [
        " ".join(cell.strip('"') for cell in line) for line in lines[at + 1 :][: len(shown)]
    ]


def test_the_name_tells_form_day_and_language(dialog: Export, tmp_path: Path) -> None:
    assert dialog.target.parent == tmp_path
    card(dialog, "Milestones").click()
    dialog._language.setCurrentIndex(list(Language).index(Language.KK))
    assert dialog.target.name.startswith("milestones_20") and dialog.target.name.endswith("_kk.csv")


def test_the_dialect_follows_the_language_until_one_is_chosen(dialog: Export) -> None:
    def chosen() -> str:
        return dialog.job.dialect.name

    assert chosen() == "excel-en"
    dialog._language.setCurrentIndex(list(Language).index(Language.RU))
    assert chosen() == "excel-ru"
    card(dialog, "CSV, strict RFC 4180").click()
    dialog._language.setCurrentIndex(list(Language).index(Language.EN))
    assert chosen() == "rfc4180"


def test_rows_can_be_limited_to_what_is_shown_or_to_a_project(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = opened.session
    assert session is not None
    session.set_query(Query(text="opening"))
    dialog = Export(opened, session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(dialog)
    rows = dialog.findChildren(Choice)[1]
    offered = [rows.itemText(place) for place in range(rows.count())]
    assert offered == [
        "All rows",
        "The rows shown now",
        *("Center and below", "Plant and below", "Idea and below"),
    ]
    rows.setCurrentIndex(1)
    assert any("Official opening" in line for line in preview(dialog))
    assert not any("Halls" in line for line in preview(dialog))
    rows.setCurrentIndex(4)
    assert not accept(dialog).isEnabled()


def test_what_a_spreadsheet_would_run_is_marked(opened: MainWindow, qtbot: QtBot) -> None:
    rename(opened, "=1+1")
    assert opened.session is not None
    dialog = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(dialog)
    assert any("'=1+1" in line for line in preview(dialog))
    notes = [label.text() for label in dialog.findChildren(QLabel)]
    assert "1 cell looks like a formula, a date or a number; it is written as text." in notes


def test_a_place_that_takes_no_file_is_told_and_the_dialog_stays(
    dialog: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "missing" / "table"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(missing), ""))
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Another place…").click()
    assert dialog.target == missing.with_name("table.csv")
    accept(dialog).click()
    assert dialog.isVisible() and dialog.written is None
    notes = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("does not exist" in note for note in notes)


def test_a_file_that_would_be_replaced_is_named_before(
    opened: MainWindow, dialog: Export, qtbot: QtBot
) -> None:
    assert not any("replaced" in label.text() for label in dialog.findChildren(QLabel))
    dialog.target.write_text("older")
    card(dialog, "Project register").click()
    card(dialog, "Roadmap").click()
    assert any("replaced" in label.text() for label in dialog.findChildren(QLabel))


def test_ctrl_e_exports_by_keyboard_alone_and_says_where(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.settings.export_folder = tmp_path
    before = opened.commands["undo"].text()

    def enter(dialog: Export) -> None:
        qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    in_dialog(Export, enter)
    qtbot.keyClick(opened, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (written,) = tmp_path.glob("roadmap_*_en.csv")
    assert opened.messages.texts_shown() == [f"Exported 4 rows to {written.name}"]
    assert opened.commands["undo"].text() == before


def test_a_long_export_can_be_stopped_and_leaves_the_old_file(dialog: Export) -> None:
    dialog.target.write_text("old")
    QTimer.singleShot(0, lambda: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    accept(dialog).click()
    assert dialog.written is None and dialog.isVisible()
    assert dialog.target.read_text() == "old"
    assert not [path for path in dialog.target.parent.iterdir() if path.name.endswith("~")]
    assert accept(dialog).isEnabled()
    accept(dialog).click()
    assert dialog.written is not None and not dialog.isVisible()
