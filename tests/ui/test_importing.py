"""The import dialog: what it shows is what it writes, and it writes nothing before its button."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tracker.domain.model import Names
from tracker.exchange.table_in import Outcome
from tracker.ui.importing.columns_view import USE
from tracker.ui.importing.dialog import ImportTable
from tracker.ui.importing.job import CopiedTable, Origin, TableFile
from tracker.ui.importing.rows_model import NOTE
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.ui.work import Dropped, Order, Work
from tracker.workspace import operations

Key = Qt.Key
NAMES = ["Technical launch", "Official opening", "Roof", "Gate"]
LINES = [
    "Roadmap of the center",
    "",
    "Project;Measure;Deadline;Letter",
    "Center;Technical launch;Q1 2030;a",
    "Center;Official opening;;b",
    "Center;Roof;H2 2029;c",
    "Center;Gate;31.02.2029;d",
    "Total;;;",
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A row of each outcome below a title, and a sum."""
    path = tmp_path / "roadmap.csv"
    path.write_text("\n".join(LINES), encoding="windows-1251")
    return path


@pytest.fixture
def session(opened: MainWindow) -> Session:
    assert opened.session is not None
    return opened.session


def show(window: MainWindow, qtbot: QtBot, origin: Origin) -> ImportTable:
    assert window.session is not None
    made = ImportTable(window, window.session, origin, window.texts, window.appearance.theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    settle(made, qtbot)
    return made


def settle(dialog: ImportTable, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_looking)


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot, table: Path) -> ImportTable:
    return show(opened, qtbot, TableFile(table))


def button(dialog: QWidget, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


def counts(dialog: ImportTable) -> list[str]:
    return [each.text() for each in dialog.findChildren(QToolButton) if each.isCheckable()]


def cells(dialog: ImportTable, column: int) -> list[str]:
    model = dialog.rows.model()
    return [model.index(line, column).data() for line in range(model.rowCount())]


def said(dialog: ImportTable) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


# -- what is shown and written ---------------------------------------------------------------------


def test_each_row_has_one_outcome_and_the_counts_add_up(dialog: ImportTable) -> None:
    assert counts(dialog) == ["All 4", "1 new", "1 changed", "1 unchanged", "1 refused"]
    assert cells(dialog, 1) == ["Changed", "Unchanged", "New", "Refused"]
    assert cells(dialog, 2) == NAMES
    changed, unchanged, new, refused = cells(dialog, NOTE)
    assert changed.startswith("Finish: ") and changed.endswith("→ Q1 2030")
    assert unchanged == new == ""
    assert "28 days" in refused
    finish = cells(dialog, NOTE + 2)
    assert finish[0].endswith("→ Q1 2030") and finish[2:] == ["H2 2029", "31.02.2029"]
    assert "1 row is blank or holds sums and is left out" in said(dialog)


def test_nothing_is_written_before_the_button_and_one_undo_removes_all(
    dialog: ImportTable, opened: MainWindow, session: Session, qtbot: QtBot
) -> None:
    before = session.workspace.revision
    dialog.rows.setFocus()
    qtbot.keyClick(dialog.rows, Key.Key_Down)
    assert session.workspace.revision == before
    accept = button(dialog, "Import 2 rows")
    accept.setFocus()
    qtbot.keyClick(accept, Key.Key_Return)
    assert not dialog.isVisible() and dialog.taken is not None
    assert len(session.rows) == 8
    opened.commands["undo"].trigger()
    assert len(session.rows) == 7
    step = session.workspace.redo_step
    assert step is not None and step.operation == "import-table"


def test_escape_leaves_everything_as_it_was(
    dialog: ImportTable, session: Session, qtbot: QtBot
) -> None:
    before = session.workspace.revision
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible() and dialog.taken is None
    assert session.workspace.revision == before


def test_rows_of_one_outcome_are_shown_by_keys(dialog: ImportTable, qtbot: QtBot) -> None:
    first = next(b for b in dialog.findChildren(QToolButton) if b.text() == "All 4")
    first.setFocus()
    for _step, outcome in enumerate(Outcome):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Right)
        assert len(cells(dialog, 1)) == 1
        assert dialog.rows.model().index(0, 1).data().lower() in {
            "new", "changed", "unchanged", "refused"
        }, outcome  # fmt: skip
    assert cells(dialog, 2) == ["Gate"]
    assert "28 days" in said(dialog)


def test_a_file_that_changed_meanwhile_is_looked_at_anew(
    dialog: ImportTable, session: Session, qtbot: QtBot
) -> None:
    key = next(row.key for row in session.rows if row.row.name.en == "Technical launch")  # type: ignore[union-attr]
    operations.rename(session.workspace, row=key, name=Names(en="Launch"))
    button(dialog, "Import 2 rows").click()
    assert dialog.isVisible() and "Nothing was imported" in said(dialog)
    settle(dialog, qtbot)
    assert counts(dialog)[:3] == ["All 4", "2 new", "0 changed"]


# -- what was found out is changed -----------------------------------------------------------------


def test_what_was_found_out_is_shown(dialog: ImportTable) -> None:
    shown = {
        key: dialog.choices.choice(key).currentText()
        for key in ("header_row", "language", "encoding", "delimiter", "project", "mapping")
    }
    assert shown == {
        "header_row": "3: Project · Measure · Deadline · Letter",
        "language": "English",
        "encoding": "UTF-8",
        "delimiter": "Semicolon ;",
        "project": "As the table says",
        "mapping": "None: found out",
    }


def test_a_column_is_chosen_by_keys_alone(dialog: ImportTable, qtbot: QtBot) -> None:
    columns = dialog.columns
    columns.setFocus()
    columns.setCurrentIndex(columns.model().index(3, USE))
    assert columns.currentIndex().data() == "Not imported"
    qtbot.keyClick(columns, Key.Key_Return)
    box = columns.findChild(QComboBox)
    assert box is not None
    qtbot.waitUntil(lambda: box.view().isVisible())
    place = box.findText("Note")
    box.view().setCurrentIndex(box.model().index(place, 0))
    qtbot.keyClick(box.view(), Key.Key_Return)
    settle(dialog, qtbot)
    assert columns.model().index(3, USE).data() == "Note"
    assert counts(dialog) == ["All 4", "1 new", "2 changed", "0 unchanged", "1 refused"]
    assert dialog.isVisible()


def test_without_a_column_of_names_the_columns_stay_to_be_chosen(
    dialog: ImportTable, qtbot: QtBot
) -> None:
    dialog.columns.model().setData(dialog.columns.model().index(1, USE), "")
    settle(dialog, qtbot)
    assert "No column" in said(dialog)
    assert counts(dialog)[0] == "All 0" and not button(dialog, "Import 0 rows").isEnabled()
    dialog.columns.model().setData(dialog.columns.model().index(1, USE), "name")
    settle(dialog, qtbot)
    assert counts(dialog)[0] == "All 4" and "No column" not in said(dialog)


def test_other_encodings_and_delimiters_are_read_anew(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "russian.csv"
    text = "Проект;Мероприятие\nCenter;Кровля"
    path.write_bytes(text.encode("koi8-r"))
    dialog = show(opened, qtbot, TableFile(path))
    encoding = dialog.choices.choice("encoding")
    assert encoding.currentText() == "KOI8-R"
    encoding.setFocus()
    qtbot.keyClick(encoding, Key.Key_Home)
    qtbot.keyClick(encoding, Key.Key_End)
    settle(dialog, qtbot)
    assert encoding.currentText() == "cp866 (DOS)" and "Кровля" not in cells(dialog, 2)
    qtbot.keyClick(encoding, Key.Key_Up)
    settle(dialog, qtbot)
    assert cells(dialog, 2) == ["Кровля"]


def test_what_is_said_while_the_table_is_read_holds_together(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "russian.csv"
    path.write_bytes("Проект;Мероприятие\nCenter;Кровля".encode("koi8-r"))
    dialog = show(opened, qtbot, TableFile(path))
    encoding, project = dialog.choices.choice("encoding"), dialog.choices.choice("project")
    qtbot.keyClick(encoding, Key.Key_Up)
    assert encoding.currentText() == "KZ-1048" and dialog.is_looking
    qtbot.keyClicks(project, "Pla")
    settle(dialog, qtbot)
    assert dialog.found.wishes.encoding == "kz1048" and dialog.found.wishes.project == "Plant"
    assert dialog.found.source is not None and dialog.found.source.encoding == "kz1048"


def test_a_column_without_a_heading_can_be_chosen_too(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = show(opened, qtbot, CopiedTable("Copied", "", "Project\t\tName\nCenter\tx\tRoof"))
    assert dialog.columns.model().index(1, 0).data() == "Column 2"


def test_the_project_of_a_table_without_one_is_chosen(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = show(opened, qtbot, CopiedTable("Copied", "", "Name\tFinish\nRoof\t2030"))
    assert counts(dialog)[4] == "1 refused"
    project = dialog.choices.choice("project")
    project.setFocus()
    qtbot.keyClicks(project, "Cen")
    settle(dialog, qtbot)
    assert project.currentText() == "Center" and counts(dialog)[1] == "1 new"


def test_what_is_no_table_is_refused_in_words(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for content in (b"", b"%PDF-1.4", b"PK\x03\x04 broken", b"a\x00b\x00\xff"):
        path = tmp_path / "bad.csv"
        path.write_bytes(content)
        dialog = show(opened, qtbot, TableFile(path))
        assert "bad.csv" in said(dialog)
        assert not button(dialog, "Import 0 rows").isEnabled()
        dialog.reject()
    assert not opened.reporter.log_file.exists()


# -- mappings and refused rows ---------------------------------------------------------------------


def test_a_mapping_is_saved_and_used_for_the_next_table(
    dialog: ImportTable,
    opened: MainWindow,
    table: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog.columns.model().setData(dialog.columns.model().index(3, USE), "note")
    settle(dialog, qtbot)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Ministry", True))
    button(dialog, "Save the mapping…").click()
    assert dialog.choices.choice("mapping").currentText() == "Ministry"
    dialog.reject()
    again = show(opened, qtbot, TableFile(table))
    choice = again.choices.choice("mapping")
    choice.setFocus()
    qtbot.keyClick(choice, Key.Key_Down)
    settle(again, qtbot)
    assert choice.currentText() == "Ministry"
    assert again.columns.model().index(3, USE).data() == "Note"
    # Another one of the name is not replaced unseen.
    qtbot.keyClick(choice, Key.Key_Up)
    settle(again, qtbot)
    button(again, "Save the mapping…").click()
    assert "There is a mapping “Ministry” already" in said(again)


def test_refused_rows_are_saved_mended_and_imported(
    dialog: ImportTable,
    opened: MainWindow,
    table: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = table.with_name("refused.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(table), ""))
    button(dialog, "Save the refused rows…").click()
    assert "is the table itself" in said(dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    button(dialog, "Save the refused rows…").click()
    text = target.read_text(encoding="utf-8-sig")
    assert "Gate" in text and "28 days" in text and "Roof" not in text
    target.write_text(text.replace("31.02.2029", "28.02.2029"), encoding="utf-8")
    again = show(opened, qtbot, TableFile(target))
    assert counts(again) == ["All 1", "1 new", "0 changed", "0 unchanged", "0 refused"]


# -- the ways in -----------------------------------------------------------------------------------


def take(dialog: ImportTable) -> None:
    while dialog.is_looking:
        QApplication.processEvents()
    dialog.findChild(QPushButton, "accept").click()  # type: ignore[union-attr]


def test_a_chosen_file_is_imported_and_told(
    opened: MainWindow, session: Session, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    in_dialog(ImportTable, take)
    opened.commands["import"].trigger()
    assert opened.messages.texts_shown() == [
        "roadmap.csv: 1 row added, 1 changed. One undo takes it back."
    ]
    button(opened.messages, "Undo").click()
    assert len(session.rows) == 7


def test_what_was_copied_is_imported(opened: MainWindow, session: Session) -> None:
    copied = QMimeData()
    copied.setHtml("<table><tr><td>Project<td>Name<tr><td>Center<td>Roof</table>")
    copied.setText("Project\tName\nCenter\tRoof")
    QGuiApplication.clipboard().setMimeData(copied)
    in_dialog(ImportTable, take)
    opened.commands["import-clipboard"].trigger()
    assert len(session.rows) == 8
    QGuiApplication.clipboard().clear()
    opened.messages.clear()
    opened.commands["import-clipboard"].trigger()
    assert "no text" in opened.messages.texts_shown()[0]


def drop(window: QWidget, path: Path) -> bool:
    """Drag a file over the window and let it go there; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, no = QPoint(300, 300), Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, copy, data, left, no)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(at.toPointF(), copy, data, left, no))
    return enter.isAccepted()


def test_a_dropped_table_is_shown_before_it_is_imported(
    opened: MainWindow, session: Session, table: Path, qtbot: QtBot
) -> None:
    in_dialog(ImportTable, take)
    assert drop(opened, table)
    qtbot.waitUntil(lambda: len(session.rows) == 8)


def test_a_dropped_portfolio_is_opened_and_a_table_waits_for_one(
    window: MainWindow, portfolio_file: Path, table: Path, qtbot: QtBot
) -> None:
    assert drop(window, table)
    qtbot.waitUntil(lambda: bool(window.messages.texts_shown()))
    assert "A table needs a file" in window.messages.texts_shown()[0]
    assert drop(window, portfolio_file)
    qtbot.waitUntil(lambda: window.session is not None)


# -- work on a thread ------------------------------------------------------------------------------


def test_only_the_newest_order_counts_and_the_one_before_ends(
    qapp: QApplication, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    work: Work[str] = Work(parent)
    found: list[str] = []
    work.finished.connect(found.append)
    ended, begun = threading.Event(), threading.Event()

    def long(order: Order) -> str:
        begun.set()
        try:
            while True:
                order.tell(1, 2)
        except Dropped:
            ended.set()
            raise

    collects = gc.isenabled()
    work.begin(long)
    assert begun.wait(10) and not gc.isenabled()
    work.begin(lambda order: "newest")
    qtbot.waitUntil(lambda: bool(found))
    assert ended.is_set() and found == ["newest"]
    qtbot.waitUntil(lambda: gc.isenabled() == collects)


def test_leaving_ends_the_look_at_a_long_table(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f"Center;Row {n};Q1 2030\n" for n in range(20_000))
    path.write_text(f"Project;Name;Finish\n{rows}")
    assert opened.session is not None
    theme = opened.appearance.theme
    dialog = ImportTable(opened, opened.session, TableFile(path), opened.texts, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "rows compared" in said(dialog))
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible() and not dialog.is_looking
    qtbot.waitUntil(lambda: not opened.findChildren(Work))


# -- while the rows are written --------------------------------------------------------------------


@pytest.fixture
def long(opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ImportTable:
    """A dialog with 500 rows to be written, between all of which the window has its turn."""
    monkeypatch.setattr("tracker.ui.importing.writing._SLICE", 0)
    lines = "\n".join(f"Center\tRow {number}\tQ1 2027" for number in range(500))
    text = f"Project\tName\tFinish\n{lines}"
    return show(opened, qtbot, CopiedTable("Table", "", text))


def test_the_window_goes_on_while_rows_are_written(
    long: ImportTable, session: Session, qtbot: QtBot
) -> None:
    beats: list[bool] = []
    clock = QTimer(long)
    clock.timeout.connect(lambda: beats.append(button(long, "Import 500 rows").isEnabled()))
    clock.start(0)
    button(long, "Import 500 rows").click()
    clock.stop()
    assert len(beats) > 10 and not any(beats), "it goes on, and nothing can be begun twice"
    assert long.taken is not None
    assert len(session.portfolio.items) == 504


def test_cancel_drops_what_is_being_written_and_stays(
    long: ImportTable, session: Session, qtbot: QtBot
) -> None:
    before = session.workspace.revision
    QTimer.singleShot(0, long, lambda: qtbot.keyClick(long, Key.Key_Escape))
    button(long, "Import 500 rows").click()
    assert long.isVisible() and long.taken is None
    assert session.workspace.revision == before
    assert len(session.portfolio.items) == 4
    assert session.workspace.check() == []
    button(long, "Import 500 rows").click()
    assert len(session.portfolio.items) == 504
    session.workspace.undo()
    assert len(session.portfolio.items) == 4
