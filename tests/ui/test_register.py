"""The register page: sorting by the header, sums per unit, statistics of the selection."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import cell, go, names, open_session, place, press, shown, type_text
from tracker.domain.fields import FIELD
from tracker.domain.model import Bound
from tracker.domain.values import Amount
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.ui.grid.grid import Grid
from tracker.ui.grid.sums import ColumnReach, ColumnSum, SelectionSums, column_sum, number_reach
from tracker.ui.main_window import MainWindow
from tracker.ui.models.cells import Ink
from tracker.ui.selection_label import SelectionLabel, sums_texts
from tracker.ui.session import Session
from tracker.ui.views.register import RegisterPage
from tracker.workspace import operations
from tracker.workspace.query import Query, Sort

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


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


# -- sorting --------------------------------------------------------------------------------------


def click_title(qtbot: QtBot, grid: Grid, field: str, modifiers: Qt.KeyboardModifier) -> None:
    header = grid.horizontalHeader()
    x = header.sectionViewportPosition(grid.rows.column_of(field)) + 20
    qtbot.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(x, header.height() // 2)
    )


NONE = Qt.KeyboardModifier.NoModifier


def test_clicks_on_a_title_sort_up_down_and_back_to_the_outline(
    grid: Grid, session: Session, qtbot: QtBot
) -> None:
    outline = names(session)
    click_title(qtbot, grid, "name", NONE)
    assert session.query.sorts == (Sort("name"),)
    assert names(session) == sorted(outline)
    click_title(qtbot, grid, "name", NONE)
    assert names(session) == sorted(outline, reverse=True)
    click_title(qtbot, grid, "name", NONE)
    assert names(session) == outline


def test_control_adds_a_second_column_and_a_plain_click_leaves_only_its_own(
    grid: Grid, session: Session, qtbot: QtBot
) -> None:
    click_title(qtbot, grid, "status", NONE)
    click_title(qtbot, grid, "name", CONTROL)
    assert session.query.sorts == (Sort("status"), Sort("name"))
    click_title(qtbot, grid, "status", CONTROL)
    assert session.query.sorts == (Sort("status", descending=True), Sort("name"))
    click_title(qtbot, grid, "status", CONTROL)
    assert session.query.sorts == (Sort("name"),)
    click_title(qtbot, grid, "side", NONE)
    assert session.query.sorts == (Sort("side"),)


def test_the_keyboard_stays_at_its_row_when_the_order_changes(
    grid: Grid, session: Session, qtbot: QtBot
) -> None:
    go(grid, 5, "finish")
    click_title(qtbot, grid, "name", NONE)
    line, field = place(grid)
    assert (names(session)[line], field) == ("Halls", "finish")


# -- what cells say -------------------------------------------------------------------------------


def test_a_row_without_a_source_says_so_but_a_phase_does_not(grid: Grid) -> None:
    assert cell(grid, 2, "source").ink is Ink.MISSING
    assert cell(grid, 1, "source").text == ""


def test_jobs_are_shown_without_the_unit_that_the_title_names(grid: Grid) -> None:
    assert cell(grid, 0, "jobs").text == "120"
    assert grid.rows.edit_text(grid.rows.index(0, grid.rows.column_of("jobs"))) == "120\u00a0jobs"


# -- sums -----------------------------------------------------------------------------------------


def usd(value: str, bound: Bound = Bound.EXACT, upper: str | None = None) -> Amount:
    return Amount(Decimal(value), "USD", Decimal(upper) if upper else None, bound)


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        ([usd("0.1"), usd("0.2")], usd("0.3")),
        ([usd("1e30"), usd("0.01")], usd("1000000000000000000000000000000.01")),
        ([usd("4", Bound.OVER), usd("1")], usd("5", Bound.OVER)),
        ([usd("4", Bound.OVER), usd("1", Bound.UP_TO)], usd("5", Bound.ABOUT)),
        ([usd("4", Bound.NEARLY), usd("1")], usd("5", Bound.ABOUT)),
        ([usd("1", upper="3"), usd("2")], usd("3", upper="5")),
    ],
)
def test_sums_are_exact_and_no_surer_than_their_parts(amounts: list[Amount], total: Amount) -> None:
    assert column_sum("Value", amounts).sums == (total,)


def test_units_are_never_mixed_and_what_is_empty_is_counted_apart() -> None:
    kzt = Amount(Decimal(7), "KZT")
    assert column_sum("Value", [usd("1"), None, kzt, usd("2")]) == ColumnSum(
        "Value", 3, 1, (usd("3"), kzt)
    )


def test_the_totals_follow_the_projects_that_are_shown(
    page: RegisterPage, session: Session
) -> None:
    value = page.totals.sums["value"]
    assert value.sums == (usd("100.7"), Amount(Decimal(7), "KZT"))
    jobs = page.totals.sums["jobs"]
    assert (jobs.sums, jobs.empty) == ((Amount(Decimal(120), "jobs"),), 2)
    two_units = page.totals.sizeHint().height()
    session.set_query(Query(text="Plant"))
    assert page.totals.sums["value"].sums == (usd("0.2"),)
    assert page.totals.sizeHint().height() < two_units
    session.set_query(Query())
    operations.delete_rows(session.workspace, rows=[session.rows[0].key])
    assert page.totals.sums["value"].sums == (usd("0.2"), Amount(Decimal(7), "KZT"))


def summary(grid: Grid) -> SelectionSums:
    assert grid.summary is not None
    return grid.summary.sums()


def test_the_selection_tells_its_cells_and_what_its_figures_come_to(
    grid: Grid, qtbot: QtBot
) -> None:
    assert grid.summary is not None
    go(grid, 0, "value")
    with qtbot.waitSignal(grid.summary.changed):
        for _ in range(4):
            press(K.Key_Down, SHIFT)
        press(K.Key_Right, SHIFT)
    jobs = Amount(Decimal(120), "jobs")
    assert summary(grid) == SelectionSums(
        10,
        None,
        (
            ColumnReach("Value", 2, (usd("100.7"),), ((usd("0.2"), usd("100.5")),)),
            ColumnReach("Jobs", 1, (jobs,), ((jobs, jobs),)),
        ),
    )


def test_cells_without_numbers_tell_how_many_are_filled(grid: Grid, session: Session) -> None:
    go(grid, 0, "name")
    press(K.Key_Right, SHIFT)
    press(K.Key_Down, SHIFT)
    assert sums_texts(summary(grid), session.translator) == ["4 cells selected · count 2"]


def test_figures_in_different_units_are_never_compared() -> None:
    some = [usd("3"), Amount(Decimal(7), "KZT"), Amount(Decimal(1), "USD", upper=Decimal(9))]
    reach = number_reach("Value", some)
    assert reach.ends == (
        (some[2], some[2]),
        (Amount(Decimal(7), "KZT"), Amount(Decimal(7), "KZT")),
    )


def test_dates_tell_the_first_and_the_last_at_their_own_precision(grid: Grid) -> None:
    go(grid, 2, "finish")
    press(K.Key_Down, SHIFT)
    (reach,) = summary(grid).columns
    assert [period.key for period in reach.dates or ()] == ["2026-Q4", "2027-H1"]
    assert not reach.sums


def test_parts_of_a_hundred_are_not_added_up(grid: Grid, session: Session) -> None:
    keys = [session.rows[line].key for line in (2, 3)]
    for key, value in zip(keys, (40, 60), strict=True):
        operations.set_field(session.workspace, rows=[key], field=FIELD["percent"], value=value)
    go(grid, 2, "percent")
    press(K.Key_Down, SHIFT)
    assert sums_texts(summary(grid), session.translator) == [
        "2 cells selected",
        "% complete: min 40\N{NO-BREAK SPACE}% · max 60\N{NO-BREAK SPACE}% · count 2",
    ]


def test_the_status_bar_tells_it_and_is_silent_about_one_cell(opened: MainWindow) -> None:
    opened.show_page("register")
    go(opened.grid, 0, "value")
    QApplication.processEvents()
    label = opened.status.findChild(SelectionLabel)
    assert isinstance(label, SelectionLabel)
    assert label.isHidden()
    for _ in range(6):
        press(K.Key_Down, SHIFT)
    QApplication.processEvents()
    assert label.isVisible()
    said = label.toolTip().replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "7 cells selected\n"
        "Value: sum 100.7 USD; 7 KZT · min 0.2 USD; 7 KZT · max 100.5 USD; 7 KZT · count 3"
    )
    wide = label.fontMetrics().horizontalAdvance(label.text())
    whole = [label.shown_in(width) for width in range(wide - 1, 0, -5)]
    assert {shown.replace("\N{NO-BREAK SPACE}", " ") for shown in whole} == {
        f"{said[: said.index(' · count')]} …".replace("\n", "   "),
        "7 cells selected   Value: sum 100.7 USD; 7 KZT · min 0.2 USD; 7 KZT …",
        "7 cells selected   Value: sum 100.7 USD; 7 KZT …",
        "7 cells selected …",
        "…",
    }
    opened.show_page("timeline")
    assert label.isHidden()


def test_a_figure_that_is_typed_counts_at_once(page: RegisterPage, grid: Grid) -> None:
    go(grid, 4, "value")
    type_text("1.2 mn USD")
    press(K.Key_Return)
    assert page.totals.sums["value"].sums[0] == usd("1200100.5")
    go(grid, 4, "value")
    assert summary(grid).columns[0].sums == (usd("1200000"),)


# -- the page -------------------------------------------------------------------------------------


def test_a_new_row_can_be_typed_into_an_empty_register(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path, ())
    page = RegisterPage(session, LIGHT)
    shown(qtbot, page, page.grid)
    press(K.Key_Insert)
    type_text("Center")
    press(K.Key_Return)
    assert names(session) == ["Center"]
    page.grid.delete_rows()
    assert page.grid.rows.rowCount() == 0


def test_the_page_is_painted_in_every_theme_and_language(
    page: RegisterPage, session: Session
) -> None:
    pictures = set()
    for theme in (LIGHT, DARK):
        page.set_theme(theme)
        for language in Language:
            session.set_language(language)
            pictures.add(bytes(page.grab().toImage().constBits()))
    assert len(pictures) == 8


def test_the_layout_comes_back(page: RegisterPage, session: Session, qtbot: QtBot) -> None:
    header = page.grid.horizontalHeader()
    jobs = page.grid.rows.column_of("jobs")
    header.setSectionHidden(jobs, True)
    other = RegisterPage(session, LIGHT)
    qtbot.addWidget(other)
    other.restore_state(page.save_state())
    assert other.grid.isColumnHidden(jobs)
