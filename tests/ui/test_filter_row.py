"""The filter row of the register: typed, asked after a pause, refused with a reason, left again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import go, names, open_session, press, shown, type_text
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.ui.arranging import Arranging
from tracker.ui.delegates.reading_popup import ReadingPopup
from tracker.ui.grid.filter_row import FilterEdit, FilterRow
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.ui.views.register import RegisterPage
from tracker.workspace.expressions import read_expression
from tracker.workspace.filters import RowFilter

K = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> RegisterPage:
    page = RegisterPage(session, LIGHT)
    shown(qtbot, page, page.grid)
    go(page.grid, 0, "finish")
    return page


@pytest.fixture
def row(page: RegisterPage) -> FilterRow:
    page.filter_row.open()
    return page.filter_row


def focused() -> FilterEdit:
    edit = QApplication.focusWidget()
    assert isinstance(edit, FilterEdit)
    return edit


def test_it_opens_in_the_current_column_and_asks_after_a_pause(
    session: Session, row: FilterRow, qtbot: QtBot
) -> None:
    assert focused().field.key == "finish"
    type_text("< 2027")
    assert session.query.filter.where is None, "still typing"
    qtbot.waitUntil(lambda: session.query.filter.where is not None)
    assert names(session) == ["Center", "Launch", "Technical launch", "Plant", "Halls"]
    assert focused().text() == "< 2027", "what was typed stays as it was typed"
    assert session.query.filter == RowFilter(
        where=read_expression("finish: < 2027", session.translator)
    )


def test_columns_add_up_and_tab_goes_through_them(session: Session, row: FilterRow) -> None:
    type_text("2026")
    press(K.Key_Return)
    press(K.Key_Tab)
    press(K.Key_Tab)
    assert focused().field.key == "status"
    type_text("not overdue")
    press(K.Key_Backtab, SHIFT)
    assert focused().field.key == "forecast"
    # Leaving an editor asks what was typed in it.
    assert names(session) == ["Center", "Launch", "Technical launch"]


def test_a_refused_text_is_marked_and_the_last_good_filter_kept(
    session: Session, row: FilterRow, page: RegisterPage
) -> None:
    type_text("2026")
    press(K.Key_Return)
    before = names(session)
    type_text(" or 31.02.2027")
    press(K.Key_Return)
    edit = focused()
    assert edit.error is not None
    assert edit.text()[edit.error.first : edit.error.end] == "31.02.2027"
    assert edit.toolTip().startswith("February 2027 has 28 days")
    assert edit.property("look") == "refused"
    assert names(session) == before
    (popup,) = (found for found in page.findChildren(ReadingPopup) if found.isVisible())
    assert popup.shows_refusal
    # A reading is chosen with the arrows and put in the place that was at fault.
    press(K.Key_Down)
    press(K.Key_Return)
    assert edit.error is None
    assert edit.text() == "2026 or 28 February 2027"


def test_escape_clears_one_column_then_leaves(
    session: Session, row: FilterRow, page: RegisterPage
) -> None:
    type_text("2026")
    press(K.Key_Return)
    press(K.Key_Escape)
    assert session.query.filter.where is None
    assert focused().text() == ""
    press(K.Key_Escape)
    assert page.grid.hasFocus()
    assert row.is_shown


def test_down_asks_and_goes_into_the_rows(
    session: Session, row: FilterRow, page: RegisterPage
) -> None:
    type_text("empty")
    press(K.Key_Down)
    assert page.grid.hasFocus()
    assert names(session) == ["Idea"]


def test_it_follows_what_is_asked_elsewhere_and_the_language(
    session: Session, row: FilterRow
) -> None:
    edit = row.edit_of("status")
    where = read_expression("status: overdue and finish: this quarter", session.translator)
    Arranging(session).filter_by(RowFilter(where=where))
    assert edit.text() == "Overdue"
    session.set_language(Language.RU)
    assert edit.text() == "Просрочено"
    assert row.edit_of("finish").text() == "этот квартал"
    assert row.edit_of("name").placeholderText() == "содержит…"
    Arranging(session).clear_filter()
    assert edit.text() == ""


def test_editors_stand_under_their_titles(row: FilterRow, page: RegisterPage, qtbot: QtBot) -> None:
    header = page.grid.header
    section = page.grid.rows.column_of("status")

    def stands_below_title() -> bool:
        box, edit = header.shown_section(section), row.edit_of("status")
        return box.left() < edit.x() and edit.geometry().right() < box.right()

    assert stands_below_title()
    assert page.grid.viewport().y() == header.height(), "the rows begin below the editors"
    header.resizeSection(section, 220)
    header.moveSection(header.visualIndex(section), 1)
    assert stands_below_title()
    assert not row.edit_of("region").isVisible(), "of a column that is not shown"
    header.setSectionHidden(page.grid.rows.column_of("region"), False)
    assert row.edit_of("region").isVisible()
    before = header.height()
    page.set_theme(DARK)
    assert header.height() == before
    # A click beside an editor is no click on the title.
    qtbot.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(header.shown_section(section).left() + 1, before - 2),
    )
    assert page.grid.session.query.sorts == ()


def test_the_keys_of_the_window(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("register")
    QApplication.processEvents()

    def keys() -> None:
        qtbot.keyClick(QApplication.focusWidget() or opened, K.Key_F, CONTROL | SHIFT)

    keys()
    edit = focused()
    type_text("launch")
    press(K.Key_Return)
    (chip, _) = opened.filter_bar.chips
    assert chip.text() == f'{opened.texts.text(edit.field.label)}: "launch"'
    assert opened.toolbar.filter.text().strip() == "1 filter"
    keys()
    assert opened.grid.hasFocus()
    assert not edit.isVisible()
    chip.click()
    assert opened.session is not None
    assert not opened.session.query.filter
    keys()
    assert edit.text() == ""
