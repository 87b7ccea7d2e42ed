"""Typing into cells: how it is read, taken, refused and mended; with real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import cell, go, open_session, place, press, shown, type_text
from tracker.domain.errors import InputError
from tracker.domain.fields import FIELD
from tracker.domain.model import Edge
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.delegates.reading_popup import ReadingPopup
from tracker.ui.delegates.readings import (
    Note,
    Reading,
    Repair,
    Unit,
    neighbour,
    read_typed,
    refusal_of,
)
from tracker.ui.grid.grid import Grid
from tracker.ui.models.cells import Ink
from tracker.ui.session import Session
from tracker.ui.views.register import RegisterPage

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> RegisterPage:
    page = RegisterPage(session, LIGHT)
    shown(qtbot, page, page.grid)
    return page


@pytest.fixture
def grid(page: RegisterPage) -> Grid:
    return page.grid


def popup(grid: Grid) -> ReadingPopup:
    found = grid.cells.editing.popup
    assert found is not None
    return found


def history(session: Session, item_id: int) -> list[str]:
    item = session.portfolio.items[item_id]
    return [
        commitment.wording or commitment.deadline.key
        for commitment in session.portfolio.commitments_of(item, Edge.FINISH)
    ]


# -- how a text is read ---------------------------------------------------------------------------


def read(session: Session, field: str, text: str, kept: str = "") -> Reading:
    return read_typed(FIELD[field], text, session.portfolio.items[2], kept, session)


def test_a_quarter_is_shown_with_its_days_its_neighbours_and_the_wording(session: Session) -> None:
    reading = read(session, "finish", "IV кв 2026", kept="Q3 2026")
    assert (reading.title, reading.detail) == ("Q4 2026", "1 Oct – 31 Dec 2026")
    assert [unit.label for unit in reading.units] == ["Q1", "Q2", "Q3", "Q4"]
    assert reading.units[3] == Unit("Q4", "Q4 2026", True)
    assert reading.notes == (
        Note("Precision: quarter"),
        Note("Kept for export as typed:", "IV кв 2026"),
        Note("Stays in the history:", "Q3 2026"),
    )


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("2027", ["2025", "2026", "2027", "2028", "2029"]),
        ("H1 2027", ["H1", "H2"]),
        ("August 2026", ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        ("25.11.2026", ["23", "24", "25", "26", "27", "28", "29"]),
        ("01.01.0001", []),
    ],
)
def test_a_date_stands_among_the_units_of_its_precision(
    session: Session, text: str, labels: list[str]
) -> None:
    reading = read(session, "finish", text)
    assert [unit.label for unit in reading.units] == labels
    assert sum(unit.chosen for unit in reading.units) == bool(labels)


def test_a_limit_is_said_to_include_its_last_day(session: Session) -> None:
    reading = read(session, "finish", "by the end of 2026")
    assert (reading.title, reading.detail) == (
        "by the end of 2026",
        "up to and including 31 Dec 2026",
    )


def test_a_duty_without_an_end_is_never_overdue(session: Session) -> None:
    reading = read(session, "finish", "на постоянной основе")
    assert reading.title == "on an ongoing basis"
    assert reading.notes[0] == Note("No single date, never overdue")
    assert reading.units == ()


def test_a_text_with_two_meanings_names_both_while_it_is_typed(session: Session) -> None:
    (note,) = read(session, "finish", "03/04/2026").notes
    assert note.label == "Could mean:"
    assert note.value.count("2026") == 2


def test_an_amount_with_two_meanings_names_both_while_it_is_typed(session: Session) -> None:
    (note,) = read(session, "value", "1,234 млрд тг").notes
    assert note == Note("Could mean:", "1234 млрд тг, 1.2340 млрд тг")


def test_half_a_date_is_no_fault_yet(session: Session) -> None:
    assert read(session, "finish", "Q4 ").notes[0].label == "A date such as:"


def test_an_amount_is_read_out_in_full(session: Session) -> None:
    assert read(session, "cost", "185,1 млрд тг").title == "185,100,000,000 KZT"


def test_known_bodies_are_offered_for_the_one_being_typed(session: Session) -> None:
    assert read(session, "responsible", "akim").offers == ("Akimat",)
    assert read(session, "responsible", "Akimat; mt").offers == ("Akimat; MTI",)
    assert read(session, "responsible", "Akimat; mti").offers == ()
    assert read(session, "responsible", "Akimat; M").offers == ("Akimat; MTI", "Akimat; Akimat")


@pytest.mark.parametrize(
    ("field", "text", "offers"),
    [
        ("cost", "185,1 млрд тен", ("185,1 млрд KZT",)),
        ("cost", "185,1 млрд тг", ()),
        ("cost", "5 u", ("5 USD", "5 UZS")),
        ("cost", "$5", ()),
        ("cost", "185,1 млрд", ("185,1 млрд USD", "185,1 млрд KZT", "185,1 млрд UZS")),
        ("capacity", "1’234 t", ()),
        ("value", "about 5 mn е", ("about 5 mn EUR",)),
        (
            "capacity",
            "1,200 t of s",
            ("1,200 t of steel products", "1,200 t of steel products a year"),
        ),
        ("capacity", "12 m", ("12 m²", "12 m³", "12 km")),
        ("capacity", "12 km", ()),
        ("jobs", "12 p", ()),
        ("capacity", "many", ()),
    ],
)
def test_units_are_offered_for_the_one_being_typed(
    session: Session, field: str, text: str, offers: tuple[str, ...]
) -> None:
    assert read(session, field, text).offers[: len(offers) or None] == offers


def test_bodies_with_commas_between_are_told_apart(session: Session) -> None:
    assert read(session, "responsible", "Akimat, MTI").notes == ()
    assert read(session, "responsible", "МТИ, МИИР").notes == (Note("New body:", "МТИ, МИИР"),)
    assert read(session, "responsible", "Akimat, Hokim of Sirdarya").notes == (
        Note("New body:", "Akimat, Hokim of Sirdarya"),
    )


def test_a_unit_that_nobody_has_used_is_named_and_kept(session: Session) -> None:
    reading = read(session, "capacity", "12 mn bricks")
    assert reading.title == "12,000,000 bricks"
    assert reading.notes == (Note("New, kept as typed:", "bricks"),)
    assert read(session, "capacity", "12 km").notes == ()
    assert read(session, "capacity", "500 тыс.тонн/год").notes == (), "known in other words"
    assert read(session, "cost", "12 GBP").notes == (), "a currency is known by its code"


def test_all_choices_are_offered_until_something_is_typed(session: Session) -> None:
    assert len(read(session, "kind", "Milestone", kept="Milestone").offers) == 3
    assert read(session, "kind", "ph").offers == ("Phase",)


def test_a_name_shown_from_another_language_says_which_one_is_typed(session: Session) -> None:
    assert not read(session, "name", "Technical launch")
    session.set_language(Language.RU)
    reading = read(session, "name", "Technical launch")
    assert reading.title
    assert [note.value for note in reading.notes] == ["Technical launch"]


def test_the_neighbour_of_a_date_has_its_precision(session: Session) -> None:
    translator = session.translator
    assert neighbour(FIELD["finish"], "IV кв 2026", 1, translator) == "Q1 2027"
    assert neighbour(FIELD["finish"], "2026", -1, translator) == "2025"
    assert neighbour(FIELD["finish"], "monthly", 1, translator) is None
    assert neighbour(FIELD["name"], "2026", 1, translator) is None


def test_a_refusal_offers_at_most_two_readings_and_the_way_back(session: Session) -> None:
    error = InputError(
        "{day} is wrong. Mend it.", readings=("1.1.2026", "2026", "Q1 2026"), day="X"
    )
    refused = refusal_of(error, FIELD["finish"], "Q4 2026", session.translator)
    assert refused.title == "X is wrong"
    assert refused.lines == ("Mend it.", "Kept as it was: Q4 2026")
    assert refused.repairs == (
        Repair("1 Jan 2026", "1 Jan 2026"),
        Repair("2026", "2026"),
        Repair("Restore Q4 2026", None),
    )


# -- taking ---------------------------------------------------------------------------------------


def test_typing_replaces_and_enter_goes_down(grid: Grid, session: Session) -> None:
    go(grid, 2, "finish")
    type_text("IV кв 2027")
    assert not popup(grid).isHidden()
    press(K.Key_Return)
    assert cell(grid, 2, "finish").text == "Q4 2027"
    assert history(session, 2) == ["Q4 2026", "IV кв 2027"]
    assert place(grid) == (3, "finish")
    assert popup(grid).isHidden()
    session.workspace.undo()
    assert history(session, 2) == ["Q4 2026"]


def test_f2_edits_what_is_there_and_tab_goes_right(grid: Grid) -> None:
    go(grid, 2, "finish")
    press(K.Key_F2)
    editor = grid.cells.editing.editor
    assert editor is not None
    assert editor.typed == "Q4 2026"
    press(K.Key_End)
    press(K.Key_Backspace)
    type_text("7")
    press(K.Key_Tab)
    assert cell(grid, 2, "finish").text == "Q4 2027"
    assert place(grid) == (2, "forecast")


def test_esc_leaves_everything_as_it_was(grid: Grid, session: Session) -> None:
    before = session.workspace.undo_step
    go(grid, 2, "finish")
    type_text("2030")
    press(K.Key_Escape)
    assert cell(grid, 2, "finish").text == "Q4 2026"
    assert session.workspace.undo_step == before
    assert place(grid) == (2, "finish")
    assert grid.hasFocus()


def test_going_elsewhere_takes_what_was_typed(grid: Grid) -> None:
    go(grid, 2, "finish")
    type_text("2030")
    go(grid, 5, "name")
    assert cell(grid, 2, "finish").text == "2030"
    assert grid.cells.editing.editor is None


def test_looking_into_another_window_keeps_the_editor_open(grid: Grid) -> None:
    go(grid, 2, "finish")
    type_text("20")
    editor = grid.cells.editing.editor
    assert editor is not None
    reason = Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert grid.cells.editing.editor is editor
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusOut))
    assert grid.cells.editing.editor is None


def test_up_and_down_go_from_period_to_period(grid: Grid) -> None:
    go(grid, 2, "finish")
    press(K.Key_F2)
    press(K.Key_Down)
    press(K.Key_Down)
    press(K.Key_Up)
    press(K.Key_Return)
    assert cell(grid, 2, "finish").text == "Q1 2027"


def test_a_unit_of_the_strip_can_be_clicked(grid: Grid, qtbot: QtBot) -> None:
    go(grid, 2, "finish")
    press(K.Key_F2)
    box = popup(grid).choices["Q2"]
    qtbot.mouseClick(popup(grid), Qt.MouseButton.LeftButton, pos=box.center())
    editor = grid.cells.editing.editor
    assert editor is not None
    assert editor.typed == "Q2 2026"
    assert editor.hasFocus()


def test_a_choice_is_made_with_arrows_or_its_first_letters(grid: Grid) -> None:
    go(grid, 2, "status")
    press(K.Key_F2)
    press(K.Key_Down)
    press(K.Key_Down)
    press(K.Key_Return)
    assert cell(grid, 2, "status").text == "In progress"
    assert place(grid) == (3, "status")
    type_text("d")
    press(K.Key_Return)
    assert cell(grid, 3, "status").text == "Done"


def test_bodies_are_completed_and_new_ones_taken(grid: Grid, session: Session) -> None:
    go(grid, 2, "responsible")
    type_text("aki")
    press(K.Key_Down)
    press(K.Key_Return)
    type_text("; Customs")
    press(K.Key_Return)
    assert cell(grid, 2, "responsible").text == "Akimat; Customs"
    assert len(session.portfolio.bodies) == 3


def test_a_note_takes_several_lines(grid: Grid, session: Session) -> None:
    column = grid.rows.column_of("note")
    grid.horizontalHeader().setSectionHidden(column, False)
    go(grid, 2, "note")
    type_text("one")
    press(K.Key_Return, SHIFT)
    type_text("two")
    press(K.Key_Return)
    assert session.portfolio.items[2].note == "one\ntwo"


# -- refusing and mending -------------------------------------------------------------------------


def refuse(grid: Grid, line: int = 2) -> None:
    go(grid, line, "finish")
    type_text("31.02.2026")
    press(K.Key_Return)


def test_a_refused_text_stays_in_its_editor(grid: Grid, session: Session) -> None:
    refuse(grid)
    editor = grid.cells.editing.editor
    assert editor is not None
    assert editor.typed == "31.02.2026"
    assert popup(grid).shows_refusal
    assert "28 days" in editor.accessibleDescription()
    assert history(session, 2) == ["Q4 2026"]
    type_text("x")
    assert not popup(grid).shows_refusal


def test_a_repair_is_chosen_by_keyboard(grid: Grid) -> None:
    refuse(grid)
    press(K.Key_Down)
    press(K.Key_Right)
    press(K.Key_Return)
    assert cell(grid, 2, "finish").text == "Feb 2026"
    assert place(grid) == (3, "finish")
    assert grid.cells.editing.editor is None


def test_a_repair_is_chosen_by_mouse(grid: Grid, qtbot: QtBot) -> None:
    refuse(grid)
    box = popup(grid).choices["28 Feb 2026"]
    qtbot.mouseClick(popup(grid), Qt.MouseButton.LeftButton, pos=box.center())
    assert cell(grid, 2, "finish").text == "28 Feb 2026"


@pytest.mark.parametrize("way_back", ["escape", "restore"])
def test_the_way_back_restores_what_was_kept(grid: Grid, session: Session, way_back: str) -> None:
    refuse(grid)
    if way_back == "escape":
        press(K.Key_Escape)
    else:
        press(K.Key_Up)
        press(K.Key_Return)
    assert cell(grid, 2, "finish").text == "Q4 2026"
    assert len(session.refusals) == 0


def test_a_refused_text_left_behind_marks_its_cell_until_it_is_mended(
    grid: Grid, session: Session, qtbot: QtBot
) -> None:
    refuse(grid)
    with qtbot.waitSignal(session.refusals.changed, raising=False, timeout=1):
        go(grid, 4, "name")
    assert cell(grid, 2, "finish").ink is Ink.REFUSED
    assert len(session.refusals) == 1
    session.set_language(Language.RU)
    assert cell(grid, 2, "finish").text == "31.02.2026"
    session.set_language(Language.EN)
    go(grid, 2, "finish")
    press(K.Key_F2)
    assert popup(grid).shows_refusal
    press(K.Key_Home, SHIFT)
    type_text("28.02.2026")
    press(K.Key_Return)
    assert cell(grid, 2, "finish").text == "28.02.2026"
    assert len(session.refusals) == 0


def test_delete_on_a_refused_text_drops_only_that(grid: Grid, session: Session) -> None:
    refuse(grid)
    go(grid, 4, "name")
    go(grid, 2, "finish")
    press(K.Key_Delete)
    assert cell(grid, 2, "finish").text == "Q4 2026"
    assert len(session.refusals) == 0


def test_refused_texts_go_with_their_row(grid: Grid, session: Session) -> None:
    refuse(grid)
    go(grid, 2, "name")
    press(K.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(session.refusals) == 0


def test_f2_adds_to_what_is_there_and_backspace_empties_it(grid: Grid, session: Session) -> None:
    go(grid, 2, "name")
    press(K.Key_F2)
    type_text(" 2")
    press(K.Key_Return)
    assert cell(grid, 2, "name").text == "Technical launch 2"
    go(grid, 2, "finish")
    press(K.Key_Backspace)
    editor = grid.cells.editing.editor
    assert editor is not None
    assert editor.typed == ""
    press(K.Key_Escape)
    assert cell(grid, 2, "finish").text == "Q4 2026", "nothing was accepted"


def test_a_double_click_adds_to_what_is_there(grid: Grid, qtbot: QtBot) -> None:
    go(grid, 2, "name")
    at = grid.visualRect(grid.currentIndex()).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    type_text("!")
    press(K.Key_Return)
    assert cell(grid, 2, "name").text == "Technical launch!"


def test_a_name_cannot_be_emptied(grid: Grid, session: Session) -> None:
    go(grid, 2, "name")
    press(K.Key_Backspace)
    press(K.Key_Return)
    assert popup(grid).shows_refusal
    press(K.Key_Escape)
    assert cell(grid, 2, "name").text == "Technical launch"
