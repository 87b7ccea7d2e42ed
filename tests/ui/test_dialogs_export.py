"""The export dialog: what it shows is what it writes, and it says where."""

from __future__ import annotations

import csv
import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tests.ui.test_main_window import rename
from tracker.domain.fields import FIELD
from tracker.domain.model import ItemKind
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.ui import forecasting
from tracker.ui.card import Card
from tracker.ui.dialogs import grounds
from tracker.ui.dialogs.asked_line import AskedLine
from tracker.ui.dialogs.export import Export, glance, job, looking
from tracker.ui.dialogs.export.choices import Choices
from tracker.ui.main_window import MainWindow
from tracker.ui.places import forms_folder
from tracker.ui.settings import Settings
from tracker.workspace import operations
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
    model = dialog.preview.model
    return [
        [model.index(line, column).data() for column in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def test_the_preview_is_what_is_written(dialog: Export, tmp_path: Path) -> None:
    shown = preview(dialog)
    assert accept(dialog).text() == "Export 4 rows"
    accept(dialog).click()
    assert dialog.written is not None and dialog.written.rows == 4
    text = dialog.written.path.read_text(encoding="utf-8-sig")
    model, across = dialog.preview.model, Qt.Orientation.Horizontal
    headings = [model.headerData(n, across) for n in range(model.columnCount())]
    lines = list(csv.reader(text.splitlines()))
    below = lines[lines.index(headings) + 1 :]
    assert shown == [[" ".join(cell.split()) for cell in line] for line in below[: len(shown)]]


def test_a_document_waits_for_the_forecast_of_the_last_edit(
    dialog: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasting, "AT_ONCE", 0)
    monkeypatch.setattr(forecasting, "REACHED_AT_ONCE", 0)
    session = dialog._session
    session.forecasting.start()
    items = session.portfolio.items
    item = next(item for item in items if item.percent is None and item.kind is ItemKind.ACTIVITY)
    operations.set_field(
        session.workspace, rows=[RowKey("items", item.id)], field=FIELD["percent"], value=40
    )
    assert session.forecasting.is_computing
    accept(dialog).click()
    assert dialog.written is not None
    assert not session.forecasting.is_computing


def test_the_name_tells_form_day_and_language(dialog: Export, tmp_path: Path) -> None:
    assert dialog.target.parent == tmp_path
    card(dialog, "Milestones").click()
    dialog.options.language.setCurrentIndex(list(Language).index(Language.KK))
    assert dialog.target.name.startswith("milestones_20") and dialog.target.name.endswith("_kk.csv")


def test_the_dialect_follows_the_language_until_one_is_chosen(dialog: Export) -> None:
    def chosen() -> str:
        return dialog.formats.chosen.key

    assert chosen() == "excel-en"
    dialog.options.language.setCurrentIndex(list(Language).index(Language.RU))
    assert chosen() == "excel-ru"
    card(dialog, "CSV, strict RFC 4180").click()
    dialog.options.language.setCurrentIndex(list(Language).index(Language.EN))
    assert chosen() == "rfc4180"


def test_rows_can_be_limited_to_what_is_shown_or_to_a_project(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = opened.session
    assert session is not None
    session.set_query(Query(text="opening"))
    dialog = Export(opened, session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(dialog)
    rows = dialog.options.rows
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
    # The name stands in the sentence of the forecast too.
    assert "2 cells would run as formulas; they are written as text." in notes


def test_a_place_that_takes_no_file_is_told_and_the_dialog_stays(
    dialog: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "missing" / "table"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(missing), ""))
    next(
        b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == "Another place…"
    ).click()
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
    size = f"{written.stat().st_size / 1024:.1f} KB"
    assert opened.messages.texts_shown() == [f"Exported 4 rows to {written.name}, {size}"]
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


# -- what is asked ---------------------------------------------------------------------------------


def type_into(qtbot: QtBot, dialog: Export, line: AskedLine[Any], text: str) -> None:
    line.line.setFocus()
    line.line.selectAll()
    qtbot.keyClicks(line.line, text)
    qtbot.waitUntil(lambda: not dialog._typing.isActive())


def choose_by_keys(qtbot: QtBot, choice: QComboBox, text: str) -> None:
    """Go to ``text`` with the arrow keys, as a hand does."""
    choice.setFocus()
    key = Qt.Key.Key_Down if choice.findText(text) > choice.currentIndex() else Qt.Key.Key_Up
    while choice.currentText() != text:
        before = choice.currentIndex()
        qtbot.keyClick(choice, key)
        assert choice.currentIndex() != before, text


def said(dialog: Export) -> str:
    return " ".join(cell for line in preview(dialog) for cell in line)


def test_a_filter_is_asked_in_words_and_one_not_understood_says_why(
    dialog: Export, qtbot: QtBot
) -> None:
    where = dialog.options.where
    type_into(qtbot, dialog, where, "Name: halls")
    assert "Halls" in said(dialog) and "Official opening" not in said(dialog)
    type_into(qtbot, dialog, where, "Nonsense: 1")
    assert where.reason.isVisible() and "Nonsense" in where.reason.text()
    assert not accept(dialog).isEnabled()


def test_a_period_leaves_the_rows_that_reach_into_it(dialog: Export, qtbot: QtBot) -> None:
    period = dialog.options.period
    choose_by_keys(qtbot, period.kind, "A period in words…")
    assert period.one.line.hasFocus()
    type_into(qtbot, dialog, period.one, "1999")
    assert "Official opening" not in said(dialog)
    choose_by_keys(qtbot, period.kind, "Any time")
    assert "Official opening" in said(dialog)


def test_a_period_goes_from_one_to_another_each_as_precise_as_it_was_asked(
    dialog: Export, qtbot: QtBot
) -> None:
    card(dialog, "Falling due").click()
    period = dialog.options.period
    choose_by_keys(qtbot, period.kind, "A range…")
    assert period.begin.line.hasFocus()
    type_into(qtbot, dialog, period.begin, "Q1 2026")
    assert "falling due: Q1 2026 – …" in dialog.preview.raw.toPlainText()
    type_into(qtbot, dialog, period.end, "H1 2027")
    assert "falling due: Q1 2026 – H1 2027" in dialog.preview.raw.toPlainText()
    assert dialog.choices.period == "Q1 2026 .. H1 2027"
    type_into(qtbot, dialog, period.end, "2025")
    shown = [label.text() for label in period.findChildren(QLabel) if label.isVisible()]
    assert "The period ends before it begins. Exchange its ends." in shown
    assert not accept(dialog).isEnabled()


def test_rows_of_a_form_without_a_period_reach_into_one_from_to(
    dialog: Export, qtbot: QtBot
) -> None:
    period = dialog.options.period
    choose_by_keys(qtbot, period.kind, "A range…")
    type_into(qtbot, dialog, period.end, "1999")
    assert "Official opening" not in said(dialog)
    type_into(qtbot, dialog, period.end, "2099")
    assert "Official opening" in said(dialog)


def test_changes_ask_since_when_and_the_day_stands_above_them(dialog: Export, qtbot: QtBot) -> None:
    assert dialog.options.since.isHidden()
    card(dialog, "Changes").click()
    assert dialog.options.since.isVisible() and dialog.options.period.isHidden()
    type_into(qtbot, dialog, dialog.options.since, "05.01.2020")
    assert "5 January 2020" in dialog.preview.raw.toPlainText()
    type_into(qtbot, dialog, dialog.options.since, "2020")
    assert "longer than a day" in dialog.options.since.reason.text()


def test_another_status_date_judges_the_document_and_not_the_window(
    opened: MainWindow, dialog: Export, qtbot: QtBot
) -> None:
    assert opened.session is not None
    type_into(qtbot, dialog, dialog.options.status_date, "31.12.2031")
    assert "31 December 2031" in dialog.preview.raw.toPlainText()
    assert dialog.target.name == "roadmap_2031-12-31_en.csv"
    foresight = opened.session.portfolio.foresight
    assert foresight is None or foresight.status_date == opened.session.status_date


def test_a_day_on_which_the_file_held_nothing_is_told(dialog: Export, qtbot: QtBot) -> None:
    type_into(qtbot, dialog, dialog.options.as_of, "01.01.2001")
    assert "held nothing yet" in dialog.preview.failure.text()
    assert not accept(dialog).isEnabled()


# -- how it is written -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "ending", "start"),
    [
        ("Excel workbook (XLSX)", ".xlsx", b"PK"),
        ("PDF on A4", ".pdf", b"%PDF"),
        ("Calendar (ICS)", ".ics", b"BEGIN:VCALENDAR"),
        ("Text with tabs (TSV)", ".tsv", b"\xef\xbb\xbf"),
    ],
)
def test_every_format_is_written_under_its_ending(
    dialog: Export, title: str, ending: str, start: bytes
) -> None:
    card(dialog, title).click()
    assert dialog.target.suffix == ending
    accept(dialog).click()
    assert dialog.written is not None
    assert dialog.written.path.read_bytes().startswith(start)


def test_the_characters_of_the_file_are_shown_with_what_cannot_be_seen(dialog: Export) -> None:
    dialog.preview.as_text.trigger()
    shown = dialog.preview.raw.toPlainText()
    assert shown.startswith("‹BOM›") and "␍␊\n" in shown
    card(dialog, "PDF on A4").click()
    assert not dialog.preview.as_text.isEnabled() and dialog.preview.as_table.isChecked()


def test_an_encoding_without_the_letters_refuses_before_anything_is_written(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    rename(opened, "Қазақ")
    assert opened.session is not None
    theme = opened.appearance.theme
    dialog = Export(opened, opened.session, opened.texts, theme, folder=tmp_path)
    qtbot.addWidget(dialog)
    card(dialog, "CSV in Windows-1251").click()
    assert "does not have these characters" in dialog.preview.failure.text()
    assert not accept(dialog).isEnabled()
    assert "2 cells have characters" in warning(dialog, "NOT_HELD").accessibleDescription()


# -- columns and own forms -------------------------------------------------------------------------


def test_columns_are_left_out_and_moved_by_keys_and_the_form_is_a_click_away(
    dialog: Export, qtbot: QtBot
) -> None:
    columns = dialog.columns.list
    model, across = dialog.preview.model, Qt.Orientation.Horizontal
    columns.setFocus()
    columns.setCurrentRow(0)
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    assert model.headerData(0, across) == "Measure"
    columns.setCurrentRow(1)
    qtbot.keyClick(columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert model.headerData(1, across) == "Measure"
    dialog.columns.reset.click()
    assert model.headerData(0, across) == "No." and not dialog.columns.reset.isEnabled()


def test_a_document_without_columns_is_none(dialog: Export) -> None:
    for item in dialog.columns.list.lines:
        item.setCheckState(Qt.CheckState.Unchecked)
    assert not accept(dialog).isEnabled()
    assert "Tick at least one" in dialog.preview.failure.text()


def test_a_form_is_kept_under_a_name_and_offered_the_next_time(
    opened: MainWindow, dialog: Export, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.columns.list.lines[0].setCheckState(Qt.CheckState.Unchecked)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Monthly report", True))
    dialog._keep.click()
    assert dialog.forms.chosen.id == "Monthly report"
    assert opened.session is not None
    again = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(again)
    card(again, "Monthly report").click()
    assert again.preview.model.headerData(0, Qt.Orientation.Horizontal) == "Measure"


def test_a_name_of_a_form_of_the_program_is_refused(
    dialog: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("roadmap", True))
    dialog._keep.click()
    assert "comes with the program" in dialog.preview.failure.text()


def test_a_file_that_is_no_form_is_named_and_the_others_are_offered(
    opened: MainWindow, qtbot: QtBot
) -> None:
    forms_folder().mkdir(parents=True, exist_ok=True)
    (forms_folder() / "broken.toml").write_text("id = ")
    assert opened.session is not None
    dialog = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(dialog)
    assert any("broken" in label.text() for label in dialog.forms.findChildren(QLabel))
    assert accept(dialog).isEnabled()


# -- what is to be minded, and what is remembered --------------------------------------------------


def warning(dialog: Export, kind: str) -> QPushButton:
    found: QPushButton = dialog.findChild(QPushButton, f"warning-{kind}")
    return found


def test_a_click_on_a_warning_goes_to_its_cell(opened: MainWindow, qtbot: QtBot) -> None:
    rename(opened, "=1+1")
    assert opened.session is not None
    dialog = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(dialog)
    qtbot.mouseClick(warning(dialog, "FORMULA"), Qt.MouseButton.LeftButton)
    assert dialog.preview.table.currentIndex().data() == "'=1+1"


def test_how_large_the_file_will_be_is_said_and_estimated_where_it_is_long(
    opened: MainWindow, dialog: Export, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = dialog.preview.facts.text().rpartition(" · ")[2]
    accept(dialog).click()
    assert dialog.written is not None
    assert told == f"{dialog.written.path.stat().st_size / 1024:.1f} KB"
    monkeypatch.setattr(glance, "FIRST_LINES", 2)
    assert opened.session is not None
    again = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(again)
    assert again.preview.facts.text().rpartition(" · ")[2].startswith("about ")
    card(again, "PDF on A4").click()
    assert "KB" not in again.preview.facts.text()


def test_each_column_says_what_it_holds(dialog: Export) -> None:
    kinds = {
        item.text(): item.data(Qt.ItemDataRole.UserRole).note for item in dialog.columns.list.lines
    }
    assert kinds["No."] == "number" and kinds["Measure"] == "text"
    assert kinds["Deadline"] == "date"
    (said,) = (item for item in dialog.columns.list.lines if item.text() == "No.")
    assert said.data(Qt.ItemDataRole.AccessibleTextRole) == "No., number"


def test_what_was_chosen_is_remembered_until_the_next_start(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.settings.export_folder = tmp_path

    def choose(dialog: Export) -> None:
        card(dialog, "Milestones").click()
        qtbot.mouseClick(card(dialog, "PDF on A4"), Qt.MouseButton.LeftButton)
        dialog.columns.title.setChecked(False)
        dialog.columns.list.lines[0].setCheckState(Qt.CheckState.Unchecked)
        type_into(qtbot, dialog, dialog.options.where, "Name: opening")
        type_into(qtbot, dialog, dialog.options.status_date, "31.12.2031")

    in_dialog(Export, choose)
    opened.dialogs.export()
    seen: list[Choices] = []
    in_dialog(Export, lambda dialog: seen.append(dialog.choices))
    opened.dialogs.export()
    (again,) = seen
    assert (again.form, again.format, again.where) == ("milestones", "pdf", "Name: opening")
    assert not again.around.title and list(again.columns) == ["milestones"]
    kept = Settings(opened.settings.path).export_choices
    assert Choices.of_text(kept) == again and "2031" not in kept


@pytest.mark.parametrize("kept", ["", "no", "[]", '{"language": 1, "columns": {"x": 3}}'])
def test_choices_that_make_no_sense_count_as_none(kept: str) -> None:
    assert Choices.of_text(kept) == Choices()


def test_the_table_goes_to_the_clipboard(dialog: Export) -> None:
    dialog.preview.copy.click()
    assert "Measure\tForm of completion" in QApplication.clipboard().text()
    assert dialog.preview.facts.text() == "4 rows copied"


def test_a_long_document_is_looked_at_while_the_window_goes_on(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    monkeypatch.setattr(glance, "FIRST_LINES", 2)
    rename(opened, "=1+1")
    assert opened.session is not None
    dialog = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(dialog)
    assert not dialog.preview.model.lines
    qtbot.waitUntil(lambda: accept(dialog).text() == "Export 4 rows")
    assert dialog.preview.heading.text() == "Preview, first 1 of 4 rows"
    # A cell to be minded beyond the first lines is shown after them.
    warning(dialog, "FORMULA").click()
    assert dialog.preview.table.currentIndex().data() == "'=1+1"


def test_every_choice_has_a_letter_of_its_own(dialog: Export) -> None:
    labels = [*dialog.options.labels.values(), dialog.columns.label, dialog._keep]
    letters = [label.text().partition("&")[2][:1].casefold() for label in labels]
    assert all(letters) and len(set(letters)) == len(letters)


def test_enter_in_a_field_does_not_write_what_was_asked_before(
    dialog: Export, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.options.where.line, "Name: halls")
    qtbot.keyClick(dialog.options.where.line, Qt.Key.Key_Return)
    assert dialog.written is None and dialog.isVisible()
    qtbot.waitUntil(accept(dialog).isEnabled)
    qtbot.keyClick(dialog.options.where.line, Qt.Key.Key_Return)
    assert dialog.written is not None
    assert "Official opening" not in dialog.written.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "open in another")]
)
def test_a_disk_or_a_place_that_takes_nothing_leaves_the_old_file_whole(
    dialog: Export, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    dialog.target.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("tracker.exchange.safe_write.os.replace", refuse)
    accept(dialog).click()
    assert (
        told in dialog.preview.failure.text() and "left as it was" in dialog.preview.failure.text()
    )
    assert [path.read_text() for path in dialog.target.parent.glob("roadmap*")] == ["old"]
    assert accept(dialog).isEnabled()


def test_tab_goes_from_the_form_through_all_that_is_asked_to_the_button(
    dialog: Export, qtbot: QtBot
) -> None:
    reached = []
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    options = dialog.options
    wanted = [
        *(options.language, options.period.kind, options.rows, options.where.line),
        *(options.status_date.line, options.as_of.line, options.machine_dates),
        *(dialog.columns.search, dialog.columns.list, dialog.columns.title),
        *(dialog.preview.copy, dialog.preview.table, accept(dialog)),
    ]
    places = [reached.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_a_long_document_can_be_written_before_all_its_rows_are_looked_at(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    assert opened.session is not None
    theme = opened.appearance.theme
    dialog = Export(opened, opened.session, opened.texts, theme, folder=tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog._looking.seen):
        pass
    assert accept(dialog).text() == "Export" and accept(dialog).isEnabled()
    accept(dialog).click()
    assert dialog.written is not None and dialog.written.rows == 4


def test_stopping_a_long_export_ends_the_thread_and_leaves_the_old_file(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    assert opened.session is not None
    theme = opened.appearance.theme
    dialog = Export(opened, opened.session, opened.texts, theme, folder=tmp_path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(accept(dialog).isEnabled)
    dialog.target.write_text("old")
    before = set(tmp_path.iterdir())
    written = job.ExportJob.write

    def slowly(*given: Any) -> Any:
        time.sleep(0.1)
        return written(*given)

    monkeypatch.setattr(job.ExportJob, "write", slowly)
    QTimer.singleShot(0, lambda: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    accept(dialog).click()
    assert dialog.written is None
    assert set(tmp_path.iterdir()) == before and dialog.target.read_text() == "old"
    assert accept(dialog).isEnabled()
    accept(dialog).click()
    assert dialog.written is not None and dialog.written.rows == 4


@pytest.mark.parametrize("title", ["Excel workbook (XLSX)", "PDF on A4", "Calendar (ICS)"])
def test_a_long_export_is_written_beside_the_window_in_every_format(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    assert opened.session is not None
    theme = opened.appearance.theme
    dialog = Export(opened, opened.session, opened.texts, theme, folder=tmp_path)
    qtbot.addWidget(dialog)
    card(dialog, title).click()
    qtbot.waitUntil(accept(dialog).isEnabled)
    accept(dialog).click()
    assert dialog.written is not None and dialog.written.path.stat().st_size > 500


def test_changes_and_past_days_of_a_long_file_are_found_beside_the_window(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    monkeypatch.setattr(grounds, "AT_ONCE", 0)
    rename(opened, "Renamed today")
    assert opened.session is not None
    dialog = Export(opened, opened.session, opened.texts, opened.appearance.theme, folder=None)
    qtbot.addWidget(dialog)
    card(dialog, "Changes").click()
    qtbot.waitUntil(lambda: "Renamed today" in said(dialog))
    card(dialog, "Roadmap").click()
    type_into(qtbot, dialog, dialog.options.as_of, "01.01.2001")
    qtbot.waitUntil(lambda: "held nothing yet" in dialog.preview.failure.text())
    assert not accept(dialog).isEnabled()
    today = opened.session.workspace.today()
    type_into(qtbot, dialog, dialog.options.as_of, f"{today:%d.%m.%Y}")
    qtbot.waitUntil(lambda: "Renamed today" in said(dialog))
