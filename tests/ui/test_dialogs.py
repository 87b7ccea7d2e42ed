"""The dialogs: each in every language, and each way out of a file that cannot be opened."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tracker.domain.errors import FileError
from tracker.language import Language, translator
from tracker.storage.beside import backup_folder
from tracker.ui.action_list import ACTIONS
from tracker.ui.calendars.dialog import Calendars
from tracker.ui.calendars.own_calendars import OwnCalendars
from tracker.ui.card import Card
from tracker.ui.dialogs.about import About
from tracker.ui.dialogs.bodies import Bodies
from tracker.ui.dialogs.cannot_open import CannotOpen
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.dialogs.export import Export
from tracker.ui.dialogs.replace import Replace
from tracker.ui.dialogs.shortcuts import Shortcuts
from tracker.ui.dialogs.sources import Sources
from tracker.ui.importing.dialog import ImportTable
from tracker.ui.importing.job import CopiedTable
from tracker.ui.main_window import MainWindow
from tracker.workspace import Workspace

Key = Qt.Key


def about(window: MainWindow) -> Dialog:
    places = {"settings_file": window.settings.path, "log_file": window.reporter.log_file}
    return About(window, window.texts, window.appearance.theme, **places)


def shortcuts(window: MainWindow) -> Dialog:
    return Shortcuts(window, window.texts, window.appearance.theme)


def cannot_open(window: MainWindow) -> Dialog:
    error = FileError("“{file}” is a folder. Choose a file in it.", file="x")
    return CannotOpen(window, Path("x"), error, window.texts, window.appearance.theme)


def export(window: MainWindow, folder: Path | None = None) -> Export:
    assert window.session is not None
    theme = window.appearance.theme
    return Export(window, window.session, window.texts, theme, folder=folder)


def replace(window: MainWindow) -> Dialog:
    assert window.session is not None
    return Replace(window, window.session, window.texts, window.appearance.theme, chosen=[])


def bodies(window: MainWindow) -> Bodies:
    assert window.session is not None
    return Bodies(window, window.session, window.texts, window.appearance.theme)


def sources(window: MainWindow) -> Sources:
    assert window.session is not None
    return Sources(window, window.session, window.texts, window.appearance.theme)


def calendars(window: MainWindow) -> Calendars:
    assert window.session is not None
    return Calendars(window, window.session, window.texts, window.appearance.theme)


def own_calendars(window: MainWindow) -> OwnCalendars:
    assert window.session is not None
    return OwnCalendars(window, window.session, window.texts, window.appearance.theme)


def import_table(window: MainWindow) -> ImportTable:
    assert window.session is not None
    table = CopiedTable("Table", "", "Project\tName\tFinish\nCenter\tRoof\t31.02.2027")
    return ImportTable(window, window.session, table, window.texts, window.appearance.theme)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "make",
    [
        *(about, shortcuts, cannot_open, export, replace, bodies, sources),
        *(calendars, own_calendars, import_table),
    ],
)
def test_every_dialog_opens_in_every_language(
    opened: MainWindow, qtbot: QtBot, language: Language, make: Callable[[MainWindow], Dialog]
) -> None:
    opened.choose_language(language)
    dialog = make(opened)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    texts = translator(language)
    title = {
        Bodies: "Bodies",
        Sources: "Sources",
        Calendars: "Calendars",
        OwnCalendars: "Calendars of the file",
        About: "About Cooperation Tracker",
        Shortcuts: "Keyboard shortcuts",
        CannotOpen: "Cannot open the file",
        Export: "Export",
        Replace: "Find and replace",
        ImportTable: "Import {file}",
    }[type(dialog)]
    assert dialog.windowTitle() == texts.text(title).format(file="Table")
    leave = dialog.findChild(QPushButton, "leave")
    assert leave.text() in {texts.text("Cancel"), texts.text("Close")}
    for button in dialog.findChildren(QPushButton):
        assert button.text() or button.accessibleName()
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_dialog_shades_the_window_behind_it(opened: MainWindow, qtbot: QtBot) -> None:
    clear = opened.grab().toImage().pixelColor(200, 200)
    dialog = about(opened)
    qtbot.addWidget(dialog)
    dialog.show()
    shaded = opened.grab().toImage().pixelColor(200, 200)
    assert shaded.lightness() < clear.lightness() - 40
    dialog.reject()
    assert opened.grab().toImage().pixelColor(200, 200) == clear


def test_f1_lists_every_key_there_is(opened: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []

    def look(dialog: Shortcuts) -> None:
        shown.extend(label.text() for label in dialog.findChildren(QLabel))

    in_dialog(Shortcuts, look)
    qtbot.keyClick(opened, Key.Key_F1)
    for spec in ACTIONS:
        if spec.keys:
            assert any(opened.commands.key(spec.id) in text for text in shown), spec.id


def test_the_lines_of_about_can_be_copied(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = about(opened)
    qtbot.addWidget(dialog)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy these lines").click()
    copied = QGuiApplication.clipboard().text()
    assert "Version: " in copied and str(opened.reporter.log_file) in copied


# -- a file that cannot be opened ------------------------------------------------------------------


class Answer:
    """Answers the next dialog: with its best way out, or by leaving it."""

    def __init__(self, *, accept: bool) -> None:
        self.accept = accept
        self.cards: list[str] = []
        self.button = ""
        self.text = ""
        in_dialog(CannotOpen, self._answer)

    def _answer(self, dialog: CannotOpen) -> None:
        self.cards = [card.accessibleName() for card in dialog.findChildren(Card)]
        accept = dialog.findChild(QPushButton, "accept")
        self.button = accept.text()
        self.text = " ".join(label.text() for label in dialog.findChildren(QLabel))
        if self.accept:
            accept.click()


def test_a_file_open_elsewhere_is_offered_to_read_only(
    window: MainWindow, portfolio_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(portfolio_file, user="colleague"):
        answer = Answer(accept=True)
        assert window.files.open_path(portfolio_file)
        assert answer.cards == ["Open it to read only", "Open another file"]
        assert "colleague" in answer.text
        session = window.session
        assert session is not None and session.workspace.read_only
        assert window.banner.isVisible()
        for action in ("undo", "add-row", "delete", "import"):
            assert not window.commands[action].isEnabled()
        copy = tmp_path / "mine.cotrack"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
        window.banner.button.click()
        assert window.session is not None
        assert window.session.workspace.path == copy
        assert not window.session.workspace.read_only and not window.banner.isVisible()


def test_a_damaged_file_is_left_and_its_newest_backup_offered(
    window: MainWindow, portfolio_file: Path
) -> None:
    folder = backup_folder(portfolio_file)
    folder.mkdir()
    for day in ("2026-11-20", "2026-11-21"):
        shutil.copy(portfolio_file, folder / f"{portfolio_file.stem} {day} 11.40.00.cotrack")
    damaged = portfolio_file.read_bytes()[:200]
    portfolio_file.write_bytes(damaged)
    answer = Answer(accept=True)
    assert window.files.open_path(portfolio_file)
    assert answer.button == "Open the copy"
    assert window.session is not None
    assert window.session.workspace.path == portfolio_file.with_name(
        f"{portfolio_file.stem} 2026-11-21 11.40.00.cotrack"
    )
    assert len(window.session.rows) == 7
    assert portfolio_file.read_bytes() == damaged


@pytest.mark.parametrize("what", ["not ours", "newer", "gone"])
def test_what_cannot_be_opened_at_all_says_why_and_keeps_what_is_open(
    opened: MainWindow, tmp_path: Path, portfolio_file: Path, what: str
) -> None:
    path = tmp_path / "Other.cotrack"
    if what == "not ours":
        path.write_text("a letter")
    elif what == "newer":
        shutil.copy(portfolio_file, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
                "SELECT migration_set, 'later', applied_at FROM _sqlite_migrations LIMIT 1"
            )
    kept = path.read_bytes() if path.exists() else None
    answer = Answer(accept=False)
    assert not opened.files.open_path(path)
    expected = {
        "not ours": "no Cooperation Tracker file",
        "newer": "newer version",
        "gone": "moved",
    }
    assert expected[what] in answer.text
    assert answer.cards == ["Open another file"]
    assert kept is None or path.read_bytes() == kept
    assert opened.session is not None
    assert opened.session.workspace.path == portfolio_file


def test_technical_details_are_folded_until_asked_for(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = cannot_open(opened)
    qtbot.addWidget(dialog)
    dialog.show()
    details = dialog.findChild(QPlainTextEdit)
    assert not details.isVisible()
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Technical details").click()
    assert details.isVisible() and "FileError" in details.toPlainText()


def test_ways_out_are_chosen_by_arrows(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    from tracker.storage.failures import EditingRefusedError

    error = EditingRefusedError("“{file}” is read-only.", file="x")
    dialog = CannotOpen(window, tmp_path / "x", error, window.texts, window.appearance.theme)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    first = dialog.findChildren(Card)[0]
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Down)
    assert dialog.way_out.title == "Open another file"
    assert dialog.findChild(QPushButton, "accept").text() == "Choose a file"


# -- files -----------------------------------------------------------------------------------------


def test_a_copy_is_whole_and_an_existing_name_gets_its_ending(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy"), ""))
    opened.commands["save-copy"].trigger()
    assert opened.messages.texts_shown() == ["A copy was saved as copy.cotrack."]
    with Workspace.open(tmp_path / "copy.cotrack", user="tester") as copy:
        assert len(copy.portfolio.projects) == 3


def test_new_never_replaces_a_file(
    opened: MainWindow, portfolio_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(portfolio_file), ""))
    opened.commands["new"].trigger()
    (told,) = opened.messages.texts_shown()
    assert "exists already" in told
    assert opened.session is not None and len(opened.session.rows) == 7


def test_an_import_is_one_step_and_can_be_undone(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.exchange.sample import load_sample

    source = tmp_path / "sample.json"
    source.write_text(load_sample(), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    opened.commands["import"].trigger()
    session = opened.session
    assert session is not None and len(session.rows) > 50
    assert opened.commands["undo"].text() == "Undo: import “sample.json”"
    opened.commands["undo"].trigger()
    assert len(session.rows) == 7


def test_a_document_that_is_none_is_refused_in_words(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "letter.json"
    source.write_text("Dear colleague")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    opened.commands["import"].trigger()
    assert len(opened.messages.texts_shown()) == 1
    assert not opened.reporter.log_file.exists()


def test_a_cancelled_question_changes_nothing(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch, portfolio_file: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    for action in ("new", "open", "save-copy", "import"):
        opened.commands[action].trigger()
    assert opened.session is not None
    assert opened.session.workspace.path == portfolio_file
    assert opened.messages.texts_shown() == []


def test_damage_found_after_the_rows_were_shown_closes_the_file_and_is_told(
    window: MainWindow, portfolio_file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("tracker.storage.file._CHECKED_AT_ONCE", 0)
    with closing(sqlite3.connect(portfolio_file)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_projects%'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    damaged = bytearray(portfolio_file.read_bytes())
    damaged[(page - 1) * size : page * size] = b"\xa5" * size
    portfolio_file.write_bytes(damaged)
    answer = Answer(accept=False)
    assert window.files.open_path(portfolio_file)
    assert window.session is not None and window.session.portfolio.projects
    qtbot.waitUntil(lambda: window.session is None and bool(answer.text))
    assert "damaged" in answer.text
    assert portfolio_file.read_bytes() == damaged
